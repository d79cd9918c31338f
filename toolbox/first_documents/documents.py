"""The five first documents: what each is called, what it is made of, and to which records it belongs."""

from collections.abc import Callable
from dataclasses import dataclass, field

from publications.models import DocumentKind

from . import facts, ladder, records, report, sheets, slides

SHEETS = ("sms-bom", "aanpak-criminele-familienetwerken")  # the approaches of which most is known
MEETING = "bijeenkomst-2022-03-10"


@dataclass(frozen=True)
class FirstDocument:
    """A document to be made; `make` gives its bytes."""

    name: str  # of the file; without its end it is the address of the publication
    kind: DocumentKind
    title: str
    summary: str
    date: object  # of the newest record in it
    make: Callable
    approaches: list = field(default_factory=list)
    practices: list = field(default_factory=list)
    municipalities: list = field(default_factory=list)
    terms: list = field(default_factory=list)

    @property
    def slug(self):
        """The address of its publication."""
        return self.name.rpartition(".")[0]


def all_documents():
    """Those that the records suffice for, in a fixed order."""
    approaches = records.approaches()
    found = [_sheet(reference) for reference in SHEETS]
    found += [_report(MEETING), _ladder(approaches), _overview(approaches)]
    return [one for one in found if one is not None]


def _sheet(reference):
    approach = records.approach(reference)
    if approach is None:
        return None
    title = f"Kenniskaart {approach.title}"
    practices = list(approach.practices.all())
    date = facts.newest([approach, *practices])
    return FirstDocument(
        name=f"kenniskaart-{reference}.pdf",
        kind=DocumentKind.FACTSHEET,
        title=title,
        summary=f"Wat er over deze aanpak bekend is, om te printen of te delen. Met de bronnen en de gemeenten die "
        f"het doen. {facts.said_in_short(approach)}",
        date=date,
        make=lambda: sheets.approach_sheet(facts.sheet(approach, title, date)),
        approaches=[approach],
        practices=practices,
        municipalities=approach.municipalities,
        terms=_themes([approach]),
    )


def _report(reference):
    meeting = records.meeting(reference)
    if meeting is None:
        return None
    title = f"Verslag: {meeting.title}"
    told = list(meeting.field_reports.all())
    date = facts.newest([meeting, *told])
    return FirstDocument(
        name=f"verslag-{reference}.docx",
        kind=DocumentKind.MEETING_REPORT,
        title=title,
        summary="De agenda, wat gemeenten vertelden, wie er waren en wat er nog niet bekend is.",
        date=date,
        make=lambda: report.meeting_report(meeting, title, date),
        approaches=_each(row.approach for row in told),
        practices=_each(row.practice for row in told),
        municipalities=_each(row.municipality for row in told),
        terms=_themes([meeting, *told]),
    )


def _ladder(approaches):
    if not approaches:
        return None
    title = "Zo beoordelen we bewijs: uitleg in dia’s"
    date = facts.newest(approaches)
    return FirstDocument(
        name="zo-beoordelen-we-bewijs.pptx",
        kind=DocumentKind.PRESENTATION,
        title=title,
        summary="De ladder van onderbouwing, stap voor stap. Bij elke stap zie je welke aanpakken daar staan. Je leest "
        "ook wat een effect, een voorstel en een erkenning zijn.",
        date=date,
        make=lambda: slides.ladder(ladder.ladder(approaches, title, date), title, date),
    )


def _overview(approaches):
    if not approaches:
        return None
    title = "Overzicht: alle aanpakken op één rij"
    practices = records.practices()
    date = facts.newest([*approaches, *practices])
    return FirstDocument(
        name="alle-aanpakken-op-een-rij.pdf",
        kind=DocumentKind.FACTSHEET,
        title=title,
        summary="In één tabel: voor wie een aanpak is, wat we weten en wie het doet. Daarna alle praktijken per "
        "gemeente, en de bronnen.",
        date=date,
        make=lambda: sheets.overview(facts.overview(approaches, practices, title, date)),
    )


def _each(rows):
    """Each once; what everybody may not see is not there."""
    return [row for row in dict.fromkeys(rows) if row is not None]


def _themes(found):
    return _each(term for record in found for term in record.term_list if term.facet == "theme")
