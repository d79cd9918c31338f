"""What sort of document it is, by the words that such a document has in its title or at its top. Pure functions."""

import re

from toolbox.search.analysis import plain

TOP_LINES, LONGEST_LINE = 12, 90  # of page 1: a line that is a label, no sentence
FIRST_SIGNS = 3000  # of pages 1 to 3, for what only one sort of document says

# Values of DocumentKind and the words for them, without accents; "_" is a space.
CUES = {
    "thesis": "proefschrift scriptie masterscriptie afstudeerscriptie masterthesis dissertatie thesis dissertation",
    "systematic_review": "systematische_review systematische_literatuurreview systematische_literatuurstudie "
    "systematic_review meta-analyse meta-analysis systematisch_literatuuronderzoek",
    "literature_review": "literatuurstudie literatuuronderzoek literatuurreview literatuursynthese kennissynthese "
    "literature_review systematische_literatuurreviews literatuurverkenning",
    "evaluation": "evaluatie procesevaluatie planevaluatie effectevaluatie eindevaluatie tussenevaluatie "
    "meta-evaluatie evaluatieonderzoek evaluatierapport evaluation mkba kosten-batenanalyse",
    "monitor": "monitor jeugdmonitor veiligheidsmonitor trendrapportage",
    "action_plan": "plan_van_aanpak uitvoeringsprogramma uitvoeringsplan actieplan actieprogramma projectplan "
    "action_plan",
    "policy_document": "beleidsnota raadsvoorstel raadsbrief raadsinformatiebrief collegebrief collegevoorstel "
    "beleidsplan kadernota integraal_veiligheidsplan veiligheidsplan ivp raadsmemo wethoudersbrief "
    "burgemeestersbrief",
    "parliamentary_paper": "kamerbrief kamerstuk kamerstukken initiatiefnota kabinetsreactie beleidsreactie "
    "subsidieregeling memorie_van_toelichting",
    "guide": "handreiking handleiding handboek leidraad draaiboek stappenplan werkwijzer praktijkgids guide "
    "guideline guidelines manual handbook toolbox",
    "factsheet": "factsheet kenniskaart infographic infosheet fact_sheet",
    "checklist": "checklist invulformat format sjabloon",
    "covenant": "convenant privacyprotocol dpia gegevensbeschermingseffectbeoordeling samenwerkingsconvenant",
    "job_profile": "functieprofiel vacature vacaturetekst functieomschrijving functiebeschrijving",
    "teaching_material": "lesbrief lesmateriaal lespakket lesplan docentenhandleiding campagnemateriaal lessenserie",
    "presentation": "presentatie presentation",
    "meeting_report": "verslag notulen gespreksverslag bijeenkomstverslag sfeerverslag",
    "practice_story": "praktijkverhaal interview podcast",
    "news_item": "nieuwsbericht persbericht",
    "magazine": "magazine",
    "research_report": "onderzoeksrapport eindrapport eindrapportage research_report onderzoeksverslag",
}
_OF_MORE_THAN_A_MEETING = r"(?!\s+(?:\w+\s+){0,2}(?:onderzoek|evaluatie|werkzaamheden)\b)"


def _pattern(kind, words):
    choice = "|".join(words.split()).replace("_", r"\s+")
    after = _OF_MORE_THAN_A_MEETING if kind == "meeting_report" else ""
    return re.compile(rf"(?<!\w)(?<!\w-)(?:{choice})(?![\w-]){after}", re.IGNORECASE)


_PATTERNS = {kind: _pattern(kind, words) for kind, words in CUES.items()}
_SAID = {  # what stands nowhere else
    "thesis": r"ter verkrijging van de graad|ter verkrijging van het doctoraat|master ?thesis|afstudeeronderzoek van",
    "parliamentary_paper": r"(?m:^aan de voorzitter van de (?:tweede|eerste) kamer)|tweede kamer der staten-generaal"
    r"\W{1,3}vergaderjaar",
    "policy_document": r"geachte (?:leden van de raad|raadsleden)|(?m:^aan de (?:leden van de )?gemeenteraad\b)",
    "journal_article": r"(?:tijdschrift|journal|verkenningen|proces|review)\b[^.\n]{0,60}"
    r"(?:jrg\.?|vol(?:ume)?\.?|nr\.?|\d{4}\s?\(?\d{1,3}\)?)[^\n]{0,80}\n(?s:.){0,600}?(?:\bdoi\b|issn|abstract|keywords)",
}
_SAID_PATTERNS = {kind: re.compile(words, re.IGNORECASE) for kind, words in _SAID.items()}
_OF_A_PIECE = re.compile(  # "het verslag van het onderzoek", "een monitor van de aanpak": about one, not one
    r"\b(?:over|met|voor|bij|uit|van|in|na|op|aan|tot|door|about|for|from|with|of|by)\s+(?:(?:een|de|het|the|a|an)\s+)?"
    r"(?:[\w-]+\s+)?\Z|\b(?:de|het|the)\s+\Z",
    re.IGNORECASE,
)
_BY_EXTENSION = {"pptx": "presentation"}


def kind_of(title, pages, extension, kinds):
    """The value of the document kind, or "". `pages`: the texts of the first pages; `kinds`: the values that exist."""
    found = _BY_EXTENSION.get(extension) or _in_title(title) or _said(pages) or _at_top(pages, title)
    return found if found in kinds else ""


def _in_title(title):
    """The kind that the title names first; a longer word goes before a shorter one at the same place."""
    folded = plain(title)
    found = []
    for kind, pattern in _PATTERNS.items():
        for match in pattern.finditer(folded):
            if not _OF_A_PIECE.search(folded[: match.start()]):
                found.append((match.start(), -match.end(), kind))
    return min(found)[2] if found else ""


def _said(pages):
    folded = plain("\n".join(page[:FIRST_SIGNS] for page in pages[:3]))
    return next((kind for kind, pattern in _SAID_PATTERNS.items() if pattern.search(folded)), "")


def _at_top(pages, title):
    """The kind of which a line at the top of page 1 begins with the word, as a label does; of two kinds: none."""
    lines = [plain(line).strip() for line in (pages[0].splitlines() if pages else []) if line.strip()][:TOP_LINES]
    lines = [line for line in lines if len(line) <= LONGEST_LINE and not line.endswith((".", ","))]
    found = {kind for line in lines for kind, pattern in _PATTERNS.items() if pattern.match(line)}
    return found.pop() if len(found) == 1 else ""
