"""The words that the portal promises to readers for what the data files say in codes."""

FACETS = {
    "theme": "Thema",
    "target_group": "Doelgroep",
    "risk_level": "Risiconiveau",
    "kind_of_approach": "Soort aanpak",
    "prevention_level": "Niveau van preventie",
    "working_form": "Werkvorm",
    "setting": "Plek",
    "partner": "Partner",
}
PROVINCES = {
    "drenthe": "Drenthe",
    "flevoland": "Flevoland",
    "friesland": "Friesland",
    "gelderland": "Gelderland",
    "groningen": "Groningen",
    "limburg": "Limburg",
    "noord_brabant": "Noord-Brabant",
    "noord_holland": "Noord-Holland",
    "overijssel": "Overijssel",
    "utrecht": "Utrecht",
    "zeeland": "Zeeland",
    "zuid_holland": "Zuid-Holland",
}
APPROACH_SECTIONS = {  # under which heading a fact of this section stands
    "what": "Wat is het?",
    "for_whom": "Voor wie?",
    "mechanism": "Waarom zou het werken?",
    "step": "Hoe voer je het uit?",
    "legal": "Wat mag?",
    "pitfall": "Waar loop je tegenaan?",
    "claim": "Wat is er verder bekend?",
    "went_well": "Wat ging goed?",
    "went_less": "Wat ging minder goed?",
    "reach": "Hoeveel mensen doen mee?",
    "budget": "Wat kost het?",
    "evidence_note": "Werkt het?",
}
PRACTICE_SECTIONS = APPROACH_SECTIONS | {
    "step": "Hoe voert de gemeente het uit?",
    "claim": "Wat doet de gemeente?",
    "evidence_note": "Werkt het hier?",
}
GROUNDINGS = [
    ("Idee of signaal", "Er is nog geen beschrijving."),
    ("Beschreven", "Doel, doelgroep en werkwijze staan op papier."),
    ("Goed onderbouwd", "Theorie of werkzame elementen maken het aannemelijk."),
    ("Uitvoering onderzocht", "Er is gekeken naar de uitvoering of het bereik."),
    ("Verandering gemeten", "Er is gemeten voor en na, zonder vergelijking."),
    ("Effect onderzocht", "Er is gemeten met een vergelijkingsgroep."),
    ("Effect herhaald onderzocht", "Er is een review, of er zijn ten minste twee sterke studies."),
]
EFFECTS = {
    "unknown": ("Onbekend", "Niet onderzocht, of nog niet beoordeeld."),
    "harmful": ("Schadelijk", "Deelnemers zijn slechter af."),
    "none": ("Geen verschil", "Er is geen verschil gevonden."),
    "mixed": ("Gemengd", "Soms wel, soms niet."),
    "small_positive": ("Positief, klein", "Er is een kleine verbetering gevonden."),
    "large_positive": ("Positief, groot", "Er is een grote verbetering gevonden."),
}
PROPOSAL = "(voorstel, nog niet beoordeeld)"
NO_VERDICT = "Effect: Onbekend (nog geen oordeel)"
SCALES = {
    "neighbourhood": "Wijk",
    "municipality": "Gemeente",
    "region": "Regio",
    "national": "Landelijk",
    "international": "Internationaal",
}
PHASES = {
    "exploration": "Verkenning",
    "design": "Ontwerp",
    "preparation": "Voorbereiding",
    "pilot": "Pilot",
    "running": "In uitvoering",
    "scaling_up": "Opschaling",
    "embedded": "Geborgd",
    "adjusted": "Bijgesteld",
    "stopped": "Gestopt",
}
DOCUMENT_KINDS = {
    "research_report": "Onderzoeksrapport",
    "literature_review": "Literatuurstudie of kennissynthese",
    "systematic_review": "Systematische review",
    "journal_article": "Wetenschappelijk artikel",
    "thesis": "Proefschrift of scriptie",
    "monitor": "Monitor of cijfers",
    "evaluation": "Evaluatie",
    "action_plan": "Plan van aanpak of uitvoeringsprogramma",
    "policy_document": "Beleidsnota, IVP, collegebrief of raadsvoorstel",
    "parliamentary_paper": "Kamerstuk of regeling",
    "guide": "Handreiking of handleiding",
    "factsheet": "Factsheet, kenniskaart of infographic",
    "checklist": "Checklist, format of instrument",
    "covenant": "Convenant, privacyprotocol of DPIA",
    "job_profile": "Functieprofiel, vacaturetekst of opleiding",
    "teaching_material": "Lesmateriaal of campagnemateriaal",
    "presentation": "Presentatie",
    "meeting_report": "Verslag",
    "practice_story": "Praktijkverhaal, interview, podcast of video",
    "news_item": "Nieuwsbericht",
    "magazine": "Magazine of tijdschrift",
    "book": "Boek",
}
LANGUAGES = {"nl": "Nederlands", "en": "Engels"}
SOURCE_MARKS = {
    "seen": "Gelezen bij de bron",
    "seen_on_copy_site_only": "Alleen als kopie gezien",
    "general_knowledge": "Uit algemene kennis",
}
MEETING_KINDS = {
    "meeting": "Bijeenkomst",
    "national_meeting": "Landelijke bijeenkomst",
    "webinar": "Online bijeenkomst van een gemeente",
    "announcement": "Aankondiging",
}
AGENDA_KINDS = {"talk": "Presentatie", "round": "Rondje langs de velden", "other": "Anders"}
