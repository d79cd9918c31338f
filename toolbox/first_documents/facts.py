"""From records to the plain data of the PDFs. Only what the records say; who may see them was asked before."""

from django.utils import timezone
from django.utils.formats import date_format

from toolbox.approaches.models.evidence import EFFECT_MEANS, GROUNDING_MEANS, PROPOSAL, Effect, Grounding
from toolbox.approaches.models.fact import Section
from toolbox.approaches.models.known import SourceList
from toolbox.content.dates import in_words

PUBLISHER = "Toolbox Ondermijning en jongeren"
HEADINGS = dict(Section.choices) | {Section.CLAIM: "Wat is er verder bekend?"}
AFTER_EVIDENCE = (  # the sections of the page of an approach, in its order
    *(Section.FOR_WHOM, Section.MECHANISM, Section.STEP, Section.LEGAL, Section.PITFALL, Section.CLAIM),
    *(Section.WENT_WELL, Section.WENT_LESS, Section.REACH, Section.BUDGET),
)
OF_PRACTICE = (*(Section.WHAT, Section.CLAIM), *AFTER_EVIDENCE)
HOW_TO_READ = (
    "Onderbouwing zegt hoeveel we weten. Effect zegt wat we weten. We geven nooit één cijfer: veel onderzoek betekent "
    "niet dat een aanpak werkt.",
    f"Staat er ‘{PROPOSAL}’? Dan heeft nog niemand het oordeel bevestigd. Een voorstel telt niet mee als oordeel.",
    "Een gemeente kan iets doen waarvan het effect onbekend is: gedaan is niet hetzelfde als werkt.",
)


def newest(records):
    """The last day on which one of these records changed or was checked."""
    return max(max(timezone.localdate(one.updated_at), one.checked_on or one.created_at.date()) for one in records)


def frame(kicker, title, subject, summary, date, also=""):
    """What every PDF has: its title, what stands in the band, and where it comes from."""
    return {
        "title": title,
        "kicker": kicker,
        "subject": subject,
        "also": also,
        "summary": summary,
        "date": [date.year, date.month, date.day],
        "publisher": PUBLISHER,
        "about": about(date),
    }


def about(date):
    """Where a document comes from, and of when it is."""
    return (
        f"De toolbox maakte dit document uit haar eigen gegevens, voor zover iedereen die mag lezen. "
        f"Dit is de stand van {date_format(date, 'j F Y')}. Op de site kan nu meer bekend zijn."
    )


def named(record):
    """The title of a record, with its language where it is not Dutch."""
    return {"text": record.title, "lang": record.lang}


def sheet(approach, title, date):
    """All that is known of an approach, in the order of its page."""
    practices = sorted(approach.practices.all(), key=lambda row: (row.municipality.title, row.title))
    sources = SourceList(one for known in [approach, *practices] for cited in known.cited() for one in cited)
    also = f"Ook bekend als: {', '.join(approach.also_called)}" if approach.also_called else ""
    data = frame("Kenniskaart van een aanpak", title, named(approach), said_in_short(approach), date, also)
    data["glance"] = [[name, said] for name, said in _glance(approach) if said]
    data["unknown"] = _unknown(approach)
    data["parts"] = _approach_parts(approach, sources)
    data["practices"] = [_practice(row, sources) for row in practices]
    data["reports"] = [_report(row) for row in approach.field_reports.all()]
    data["questions"] = approach.open_questions
    data["reading"] = [_reading(row) for row in approach.publications.all() if row.publisher != PUBLISHER]
    data["sources"] = list(sources)
    return data


def said_in_short(approach):
    """Its summary, or else the first thing that it is."""
    return approach.summary or next((fact.text for fact in approach.sections.get(Section.WHAT, [])), "")


def _glance(approach):
    source = f" (bron: {approach.age_source})" if approach.age_source else ""
    yield "Leeftijd", approach.ages and approach.ages + source
    yield "Duur", approach.duration
    yield "Kosten", approach.get_cost_class_display()
    recognised = approach.recognition and f" {approach.recognition_note} Erkend op {_day(approach.recognition_on)}."
    yield (
        "Erkenning",
        recognised and (f"{approach.get_recognition_display()}.{recognised} Erkend is niet hetzelfde als bewezen."),
    )
    facets = {}
    for term in approach.term_list:
        facets.setdefault(term.facet, []).append(term.name)
    yield "Thema’s", ", ".join(facets.get("theme", []))
    yield "Doelgroepen", ", ".join(facets.get("target_group", []))
    yield "Partners", ", ".join(facets.get("partner", []))


def _approach_parts(approach, sources):
    sections = approach.sections
    parts = [_part(Section.WHAT, sections, sources)]
    if others := [_look_alike(row, sources) for row in approach.look_alikes.all()]:
        parts.append({"heading": "Lijkt erop, maar is het niet", "kind": "look_alikes", "items": others})
    rows = [_judgement(row, sources) for row in approach.evidence_list]
    notes = _items(sections.get(Section.EVIDENCE_NOTE, []), sources)
    parts.append({"heading": "Werkt het?", "kind": "judgements", "rows": rows, "items": notes})
    parts += [_part(section, sections, sources) for section in AFTER_EVIDENCE]
    return [part for part in parts if part["items"] or part["kind"] == "judgements"]


def _part(section, sections, sources):
    kind = "steps" if section == Section.STEP else "facts"
    return {"heading": HEADINGS[section], "kind": kind, "items": _items(sections.get(section, []), sources)}


def _items(facts, sources):
    return [
        {
            "amount": fact.amount_in_words,
            "text": fact.text,
            "as_of": in_words(fact.as_of),
            "marks": _marks(fact, sources),
        }
        for fact in facts
    ]


def _marks(row, sources):
    return [sources.number(source) for source in row.sources]


def _look_alike(row, sources):
    name = named(row.other) if row.other else row.name
    return {"name": name, "why": row.why, "marks": _marks(row, sources)}


def _judgement(row, sources):
    judged = f"Beoordeeld door {row.judged_by} op {_day(row.judged_on)}" if row.is_judged else PROPOSAL.capitalize()
    return {
        "outcome": row.outcome,
        "step": row.grounding,
        "grounding": row.get_grounding_display(),
        "grounding_means": row.grounding_means,
        "effect": row.get_effect_display(),
        "effect_means": row.effect_means,
        "is_harmful": row.effect == Effect.HARMFUL,
        "judged": judged,
        "measured": ", ".join(filter(None, [row.place, row.year])),
        "note": row.note,
        "marks": _marks(row, sources),
    }


def _practice(practice, sources):
    sections = practice.sections
    as_of = f" (stand van {in_words(practice.phase_as_of)})" if practice.phase_as_of else ""
    glance = [
        ["Fase", practice.phase and practice.get_phase_display() + as_of],
        ["Sinds", practice.since],
        ["Einde", in_words(practice.end)],
        ["Gestopt omdat", practice.reason_stopped],
    ]
    parts = [_part(section, sections, sources) for section in dict.fromkeys([*OF_PRACTICE, Section.EVIDENCE_NOTE])]
    return {
        "place": practice.municipality.title,
        "title": named(practice),
        "summary": practice.summary,
        "glance": [[name, said] for name, said in glance if said],
        "parts": [part for part in parts if part["items"]],
        "rows": [_judgement(row, sources) for row in practice.evidence_list],
        "unknown": _unknown(practice),
    }


def _unknown(record):
    return f"Nog niet bekend: {', '.join(record.unknown)}." if record.unknown else ""


def _report(report):
    when = report.meeting.when_in_words
    day = "" if when in report.meeting.title else f", {when}"
    return {"title": report.title, "text": report.text, "told": f"Verteld op: {report.meeting.title}{day}"}


def _reading(row):
    said = [row.contributors_in_words, row.publisher, str(row.year or "jaar onbekend"), row.get_kind_display()]
    return {"title": named(row), "said": ". ".join(filter(None, dict.fromkeys(said)))}


def _day(date):
    return date_format(date, "j F Y")


def overview(approaches, practices, title, date):
    """Of all approaches what is known, in one table."""
    count = f"{len(approaches)} aanpakken" if len(approaches) != 1 else "Eén aanpak"
    summary = f"{count} uit de toolbox: voor wie, hoeveel we weten, wat we weten en welke gemeenten het doen."
    data = frame("Overzicht voor adviseurs", title, "Alle aanpakken op één rij", summary, date)
    data["reading"] = list(HOW_TO_READ)
    data["groundings"] = [
        {"step": int(step), "label": label, "means": GROUNDING_MEANS[step]} for step, label in Grounding.choices
    ]
    data["effects"] = [{"label": label, "means": EFFECT_MEANS[value]} for value, label in Effect.choices]
    data["warnings"] = [
        {"title": named(one), "said": f"{one.effect_in_words}. {said_in_short(one)}"}
        for one in approaches
        if one.is_harmful
    ]
    data["rows"] = [_row(one) for one in approaches]
    data["municipalities"] = [
        {
            "place": row.municipality.title,
            "title": named(row),
            "approach": named(row.approach),
            "said": ", ".join(filter(None, [row.get_phase_display(), row.since and f"sinds {row.since}"])),
        }
        for row in practices
    ]
    return data


def _row(approach):
    return {
        "title": named(approach),
        "summary": said_in_short(approach),
        "for_whom": [fact.text for fact in approach.sections.get(Section.FOR_WHOM, [])],
        "verdicts": [
            {
                "step": row.grounding,
                "grounding": f"{row.about}{row.get_grounding_display()}{row.proposal}",
                "effect": f"{row.about}{row.get_effect_display()}{row.proposal}",
                "is_harmful": row.effect == Effect.HARMFUL,
            }
            for row in approach.evidence_list
        ],
        "places": approach.places,
        "sources": "; ".join(approach.source_list) or "geen bron vastgelegd",
    }
