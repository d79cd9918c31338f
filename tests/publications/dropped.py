"""Twenty files as an editor has them after a meeting: with a phrase of its own on an inner page, or in its caption."""

from dataclasses import dataclass

from tests.publications.extraction import image_files, office_files, pdf_files, sheet_files

SUBJECTS = (
    *("Weerbare jongeren", "Coaches in de wijk", "Ouders aan zet", "Geldezels op school", "Veilig uitstappen"),
    *("Werk na detentie", "Straatcultuur begrijpen", "Jonge drugskoeriers", "Broers en zussen", "Wapens op school"),
    *("Jeugdgroepen in beeld", "Kansen met sport", "Online ronselen", "Zorg en veiligheid", "Samen met scholen"),
    *(
        "Rolmodellen in de buurt",
        "Signalen delen",
        "Jongerenwerk in de nacht",
        "Cijfers van de wijk",
        "Foto van de markt",
    ),
)
KINDS = ("pdf",) * 8 + ("docx",) * 6 + ("pptx",) * 4 + ("xlsx", "jpg")
LABELS = {"pdf": "p. 3", "docx": "deel 4", "pptx": "dia 3", "xlsx": "blad 3", "jpg": "afbeelding"}
WORDS = ("Handreiking", "Factsheet", "Verslag", "Convenant")  # what sort of document: the portal reads it in a title


@dataclass(frozen=True)
class Dropped:
    """A file, and where its phrase stands: the label of the page."""

    name: str
    content: bytes
    title: str
    phrase: str
    label: str


def twenty():
    """The files, the same each time."""
    return [_file(n, kind, subject) for n, (kind, subject) in enumerate(zip(KINDS, SUBJECTS, strict=True), 1)]


def _file(n, kind, subject):
    title = f"{WORDS[n % len(WORDS)]} {subject.lower()}"
    phrase = f"het zilveren merkteken van doos nummer {n} hoort bij {subject.lower()}"
    name = f"{n:02} {subject}.{kind}"
    make = {"pdf": _pdf, "docx": _word, "pptx": _slides, "xlsx": _book, "jpg": _photo}[kind]
    return Dropped(name, make(title, subject, phrase), title, phrase, LABELS[kind])


def _sentences(subject, n):
    return [
        f"Dit is bladzijde {n} over {subject.lower()} in de gemeente Utrecht.",
        "De wijkagent en de jongerenwerker lopen samen door de buurt.",
        "Zij praten met ouders over wat er op straat gebeurt en wat er thuis kan.",
    ]


def _pdf(title, subject, phrase):
    rows = [
        [
            *([(title, 24), "Utrecht, maart 2023"] if n == 1 else []),
            *_sentences(subject, n),
            *([phrase] if n == 3 else []),
        ]
        for n in range(1, 5)
    ]
    return pdf_files.pages([pdf_files.show(lines) for lines in rows])


def _word(title, subject, phrase):
    p = office_files.p
    text = p(title, "Titel") + p("Utrecht, maart 2023")
    for n in range(1, 5):
        lines = [*_sentences(subject, n), *([phrase] if n == 3 else [])]
        text += p(f"Hoofdstuk {n}", "Kop1") + "".join(map(p, lines))
    more = {"word/styles.xml": office_files.STYLES, "docProps/core.xml": office_files.core(title=title)}
    return office_files.zipped(
        office_files.parts("docx", office_files.body(text), [("rId1", "styles", "styles.xml")], more)
    )


def _slides(title, subject, phrase):
    shape, slide = office_files.shape, office_files.slide
    slides = [slide(shape(title, "ctrTitle") + shape("Utrecht, maart 2023"))]
    for n in range(2, 5):
        text = "|".join([*_sentences(subject, n), *([phrase] if n == 3 else [])])
        slides.append(slide(shape(f"Dia {n}", "title") + shape(text)))
    parts = office_files.slides_parts(slides)
    spoken = ("ppt/notesSlides/n1.xml", "ppt/comments/c1.xml", "ppt/slides/_rels/slide2.xml.rels")
    kept = {name: content for name, content in parts.items() if name not in spoken}
    return office_files.zipped(kept | {"docProps/core.xml": office_files.core(title=title)})


def _book(title, subject, phrase):
    row, sheet, cell = sheet_files.row, sheet_files.sheet, sheet_files.cell
    sheets = [("Omslag", "visible", sheet(row(title), row("Utrecht, maart 2023")))]
    for n in range(2, 5):
        lines = [row(line, cell(n * 125)) for line in _sentences(subject, n)]
        sheets.append((f"Wijk {n}", "visible", sheet(*lines, *([row(phrase)] if n == 3 else []))))
    parts = sheet_files.book_parts(sheets, more={"docProps/core.xml": office_files.core(title=title)})
    return office_files.zipped({name: content for name, content in parts.items() if name != "xl/comments1.xml"})


def _photo(title, subject, phrase):
    exif = image_files.Image.Exif()
    exif[image_files.DESCRIPTION] = f"{title}\n{phrase}"
    return image_files.made("JPEG", exif=exif)
