"""The test set: good, odd, broken and hostile files of every kind, each made by code, with the state it must end in."""

import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from publications.extraction.reading import DAMAGED, NO_TEXT, PASSWORD, READY, TOO_HEAVY, WRONG_TYPE

from . import image_files as image
from . import office_files as office
from . import pdf_files as pdf
from . import sheet_files as sheets
from .office_files import SAID
from .pdf_files import PHRASE


@dataclass(frozen=True)
class File:
    """A file, and what must become of it. `holds` is a phrase, `at` the page on which it stands."""

    name: str
    make: Callable[[], bytes]
    state: str
    pages: int | None = None
    holds: str = ""
    at: int = 0
    says: str = ""  # in the sentence or a note for the editor
    hidden: tuple = ()
    pictured: bool = False


def _p(name, make, state=READY, pages=None, **more):
    return File(name, make, state, pages, pictured=state in (READY, NO_TEXT), **more)


PDFS = [
    _p("verslag.pdf", pdf.report, READY, 10, holds=PHRASE, at=7),
    _p("getagd.pdf", pdf.tagged, READY, 2, holds=PHRASE, at=2),
    _p("duitse taal.pdf", lambda: pdf.plain(catalog=b"/Lang (de-DE)"), READY, 2),
    _p("scan.pdf", pdf.scan, NO_TEXT, 3, says="scan"),
    _p("half een scan.pdf", lambda: pdf.scan(2, 2), READY, 4, says="p. 3 en 4"),
    _p("met script.pdf", pdf.with_script, READY, 2, hidden=("scripts",)),
    _p("met bijlage.pdf", pdf.with_attachment, READY, 2, hidden=("embedded_files",)),
    _p("met opmerking.pdf", pdf.with_annotations, READY, 2, hidden=("comments", "launches", "scripts")),
    _p("op slot.pdf", lambda: pdf.locked("geheim"), PASSWORD, says="wachtwoord"),
    _p("alleen tegen veranderen.pdf", lambda: pdf.locked(""), READY, 2, holds=PHRASE, at=2),
    _p("600 bladzijden.pdf", lambda: pdf.report(600), READY, 600, holds=PHRASE, at=7, says="tot en met p. 500"),
    _p("na 600 tekens.pdf", lambda: b"x" * 600 + pdf.report(), READY, 10, holds=PHRASE, at=7),
    _p("na 5000 tekens.pdf", lambda: b"x" * 5000 + pdf.report(), DAMAGED),
    _p("afgebroken.pdf", lambda: pdf.reversed_tail()[:700], DAMAGED),
    _p("zonder staart.pdf", lambda: pdf.report()[:-20], READY, 10, holds=PHRASE, at=7),
    File("zonder wortel.pdf", pdf.without_root, READY, 10, PHRASE, 7, says="op een andere manier"),
    _p("ruis na een goed begin.pdf", lambda: pdf.noise(start=b"%PDF-1.7\n"), DAMAGED),
    _p("ruis.pdf", pdf.noise, DAMAGED),
    _p("leeg.pdf", bytes, DAMAGED, says="leeg"),
    _p("zonder bladzijden.pdf", lambda: pdf.pages([]), DAMAGED, says="geen pagina’s"),
    _p("een miljoen bladzijden.pdf", lambda: pdf.plain(count=1_000_000), READY, 2, holds=PHRASE, at=2, says="noemt"),
    _p("boom in een kring.pdf", pdf.loop, DAMAGED),
    _p("diep genest.pdf", pdf.nested, READY, 2, holds=PHRASE, at=2, says="Verborgen"),
    _p("bladwijzers in een kring.pdf", pdf.outline_loop, READY, 2),
    _p("tekent zichzelf.pdf", pdf.self_drawing, READY, 2),
    _p("vorige is zichzelf.pdf", pdf.previous_loop, READY, 2),
    _p("heel groot blad.pdf", lambda: pdf.plain(media=b"[0 0 1000000 1000000]"), READY, 2),
    _p("heel smal blad.pdf", lambda: pdf.plain(media=b"[0 0 1 20000]"), READY, 2),
    _p("blad van niets.pdf", lambda: pdf.plain(media=b"[0 0 0 0]"), READY, 2),
    _p("ook een zip.pdf", lambda: pdf.report() + office.word(), READY, 10, holds=PHRASE, at=7),
    _p("ook een gif.pdf", lambda: b"GIF89a/*" + pdf.report(), WRONG_TYPE, says="een gif-afbeelding"),
    _p("eigenlijk word.pdf", office.word, WRONG_TYPE, says="een Word-bestand"),
    _p("eigenlijk een webpagina.pdf", lambda: b"<!DOCTYPE html><html></html>", WRONG_TYPE, says="een webpagina"),
    _p("eigenlijk een programma.pdf", lambda: b"MZ" + bytes(500), WRONG_TYPE, says="een programma"),
    _p("eigenlijk een foto.pdf", image.photo, WRONG_TYPE, says="een jpg-afbeelding"),
]

EVIL_DTD = b'<!DOCTYPE w:document [<!ENTITY a "%s">%s]>'
EXPANDS = b"".join(b'<!ENTITY %c "&%c;&%c;&%c;&%c;">' % (n, *[n - 1] * 4) for n in range(98, 110))


def _with_dtd(dtd, entity=b"&m;"):
    main = office.body(office.p("ENTITY")).encode().replace(b"ENTITY", entity)
    return office.zipped(office.parts("docx", dtd + main))


def _without(name):
    given = office.word_parts()
    del given[name]
    return office.zipped(given)


def _and(name, content=b"x"):
    return lambda: office.zipped([*office.word_parts().items(), (name, content)])


def _deep():
    depth = 5000
    return office.word("<w:sdt><w:sdtContent>" * depth + "</w:sdtContent></w:sdt>" * depth)


def _macro(kind, family):
    return office.parts(kind, "<x/>", main_type=f"application/vnd.ms-{family}.macroEnabled.main+xml")


def _dropped(text, start, end):
    return text[:start] + text[end:]


WORD = [
    File("verslag.docx", office.word, READY, 3, SAID, 2, hidden=("comments", "tracked_changes", "hidden_text")),
    File("strikte vorm.docx", office.strict_word, READY, 1, SAID, 1),
    File("zonder koppen.docx", lambda: office.word(office.p(office.FILL * 8) * 8 + office.p(SAID)), READY, 4, SAID, 4),
    File(
        "zonder opmaak.docx",
        lambda: office.zipped(office.parts("docx", office.body(office.p(SAID)))),
        READY,
        1,
        SAID,
        1,
    ),
    File("leeg.docx", lambda: office.zipped(office.parts("docx", office.body(""))), NO_TEXT, says="geen tekst"),
    File("niets.docx", bytes, DAMAGED, says="leeg"),
    File("op slot.docx", lambda: office.compound("EncryptedPackage"), PASSWORD, says="wachtwoord"),
    File("zip op slot.docx", lambda: office.with_flag(office.word()), PASSWORD),
    File("oud.doc", lambda: office.compound("WordDocument"), WRONG_TYPE, says="als .docx"),
    File("oud met nieuwe naam.docx", lambda: office.compound("WordDocument"), WRONG_TYPE, says="als .docx"),
    File("macro.docm", lambda: office.zipped(_macro("docx", "word.document")), WRONG_TYPE, says="als .docx"),
    File("macro.docx", lambda: office.zipped(_macro("docx", "word.document")), WRONG_TYPE, says="macro’s"),
    File("open.odt", office.word, WRONG_TYPE, says="als .docx"),
    File("eigenlijk dia's.docx", office.slides, WRONG_TYPE, says="een PowerPoint-bestand"),
    File("eigenlijk pdf.docx", pdf.report, WRONG_TYPE, says="een pdf"),
    File("gewone zip.docx", lambda: office.zipped({"a.txt": "a"}), DAMAGED),
    File("afgebroken.docx", lambda: office.word()[:1200], DAMAGED),
    File("gat in het midden.docx", lambda: _dropped(office.word(), 600, 620), DAMAGED),
    File("zonder tekstdeel.docx", lambda: _without("word/document.xml"), DAMAGED),
    File("zonder inhoudslijst.docx", lambda: _without("[Content_Types].xml"), DAMAGED),
    File("zonder opmerkingen.docx", lambda: _without("word/comments.xml"), READY, 3, SAID, 2),
    File("geen xml.docx", lambda: office.zipped(office.parts("docx", b"dit is geen xml")), DAMAGED),
    File("bom.docx", lambda: office.bomb(office.word_parts()), TOO_HEAVY, says="uitpakken"),
    File(
        "bom in een bom.docx", _and("word/media/bom.zip", office.bomb(office.word_parts(), 8 << 20)), READY, 3, SAID, 2
    ),
    File("liegt klein.docx", lambda: office.lying(office.word(), "word/document.xml", 100), DAMAGED),
    File("liegt groot.docx", lambda: office.lying(office.word(), "word/document.xml", 150 << 20), TOO_HEAVY),
    File("zesduizend delen.docx", lambda: office.empty_parts(6000), TOO_HEAVY),
    File("zestigduizend delen.docx", lambda: office.empty_parts(60_000), TOO_HEAVY),
    File("dubbele naam.docx", _and("word/DOCUMENT.xml"), DAMAGED),
    File("naar boven.docx", _and("../../../tmp/kwaad.xml"), DAMAGED),
    File("vanaf de wortel.docx", _and("/tmp/kwaad.xml"), DAMAGED),
    File("andere schuine streep.docx", _and("word\\..\\kwaad.xml"), DAMAGED),
    File("schijf in de naam.docx", _and("C:kwaad.xml"), DAMAGED),
    File("ander inpakken.docx", lambda: office.zipped(office.word_parts(), zipfile.ZIP_BZIP2), DAMAGED),
    File("entiteiten die groeien.docx", lambda: _with_dtd(EVIL_DTD % (b"ha", EXPANDS)), DAMAGED),
    File(
        "entiteit van buiten.docx",
        lambda: _with_dtd(b'<!DOCTYPE x [<!ENTITY m SYSTEM "file:///etc/passwd">]>'),
        DAMAGED,
    ),
    File("diep genest.docx", _deep, DAMAGED),
]


def _half_a_sheet():
    given = sheets.book_parts()
    return office.zipped(given | {"xl/worksheets/sheet1.xml": given["xl/worksheets/sheet1.xml"][:-60]})


SLIDES = [
    File("ladder.pptx", office.slides, READY, 4, SAID, 3, hidden=("comments", "notes", "hidden_slides")),
    File("zonder tekst.pptx", lambda: office.slides([office.slide("")]), NO_TEXT, 1, says="geen tekst"),
    File("zonder dia's.pptx", lambda: office.zipped(office.parts("pptx", "<a/>")), NO_TEXT, 0),
    File("oud.ppt", lambda: office.compound("PowerPoint Document"), WRONG_TYPE, says="als .pptx"),
    File("macro.pptx", lambda: office.zipped(_macro("pptx", "powerpoint.presentation")), WRONG_TYPE, says="als .pptx"),
    File("eigenlijk word.pptx", office.word, WRONG_TYPE, says="een Word-bestand"),
    File("op slot.pptx", lambda: office.compound("EncryptedPackage"), PASSWORD),
    File("afgebroken.pptx", lambda: office.slides()[:-300], DAMAGED),
    File("bom.pptx", lambda: office.bomb(office.slides_parts(), 120 << 20), TOO_HEAVY),
]

SHEETS = [
    File("cijfers.xlsx", sheets.book, READY, 3, SAID, 3, hidden=("hidden_sheets", "comments")),
    File(
        "zonder cellen.xlsx", lambda: sheets.book([("Blad1", "visible", sheets.sheet())]), NO_TEXT, 1, says="geen tekst"
    ),
    File("zonder bladen.xlsx", lambda: office.zipped(office.parts("xlsx", "<a/>")), NO_TEXT, 0, says="geen tekst"),
    File(
        "alleen cijfers.xlsx",
        lambda: sheets.book([("a", "visible", sheets.sheet(sheets.row(sheets.cell(7))))]),
        READY,
        1,
    ),
    File("half blad.xlsx", _half_a_sheet, READY, 3, SAID, 3, says="Niet helemaal gelezen: blad 1."),
    File("oud.xls", lambda: office.compound("Workbook"), WRONG_TYPE, says="als .xlsx"),
    File("macro.xlsx", lambda: office.zipped(_macro("xlsx", "excel.sheet")), WRONG_TYPE, says="als .xlsx"),
    File("eigenlijk dia's.xlsx", office.slides, WRONG_TYPE, says="een PowerPoint-bestand"),
    File("op slot.xlsx", lambda: office.compound("EncryptedPackage"), PASSWORD),
    File("bom.xlsx", lambda: office.bomb(sheets.book_parts(), 120 << 20), TOO_HEAVY),
    File("dtd.xlsx", lambda: office.zipped(office.parts("xlsx", "<!DOCTYPE a><a/>")), DAMAGED),
]

IMAGES = [
    _p("foto.jpg", image.photo, READY, 1, hidden=("gps", "camera")),
    _p("foto.JPEG", lambda: image.made("JPEG"), NO_TEXT, 1),
    _p("drukwerk.jpg", lambda: image.made("JPEG", mode="CMYK"), NO_TEXT, 1),
    _p("tekening.png", lambda: image.made("PNG", mode="RGBA"), NO_TEXT, 1),
    _p("met palet.png", lambda: image.made("PNG", mode="P"), NO_TEXT, 1),
    _p("zestien bits.png", lambda: image.made("PNG", mode="I;16"), NO_TEXT, 1),
    _p("beeld.webp", lambda: image.made("WEBP"), NO_TEXT, 1),
    _p("bewegend.webp", image.moving, NO_TEXT, 1),
    _p("afgebroken.jpg", lambda: image.photo()[:3000], DAMAGED),
    _p("afgebroken.png", lambda: image.made("PNG")[:200], DAMAGED),
    _p("afgebroken.webp", lambda: image.made("WEBP")[:300], DAMAGED),
    _p("negenhonderd miljoen.png", image.large, TOO_HEAVY),
    _p("net te groot.png", lambda: image.png(6400, 6400), TOO_HEAVY),
    _p("bom in een notitie.png", image.text_bomb, DAMAGED),
    _p("gif met script.jpg", lambda: image.GIF_SCRIPT, WRONG_TYPE, says="een gif-afbeelding"),
    _p("tekening met script.png", lambda: image.SVG, WRONG_TYPE, says="een svg-tekening"),
    _p("tekening.svg", lambda: image.SVG, WRONG_TYPE, says="png of .jpg"),
    _p("eigenlijk png.jpg", lambda: image.made("PNG"), WRONG_TYPE, says="een png-afbeelding"),
    _p("foto en zip.jpg", lambda: image.photo() + office.word(), READY, 1),
    _p("leeg.png", bytes, DAMAGED, says="leeg"),
]

NAMES = [
    _p("rapport\x00\x1b[31m\r\nSet-Cookie: a.pdf", pdf.report, READY, 10),
    _p("n" * 251 + ".pdf", pdf.report, READY, 10),
    _p("rapport\u202efdp.exe", pdf.report, WRONG_TYPE, says="kan hier niet"),
    _p("\u200frapport\u202e.pdf", pdf.report, READY, 10),
    _p("rapport.pdf.exe", pdf.report, WRONG_TYPE, says="kan hier niet"),
    _p("..\\..\\rapport.pdf", pdf.report, READY, 10),
    _p("zonder einde", pdf.report, WRONG_TYPE, says="kan hier niet"),
    _p("half teken \ud800.pdf", pdf.report, READY, 10),
]

FILES = [*PDFS, *WORD, *SLIDES, *SHEETS, *IMAGES, *NAMES]
HEAVY = [  # that take seconds, or hundreds of megabytes
    _p("driehonderdduizend stukken.pdf", pdf.many_objects, READY, 2, holds=PHRASE, at=2),
    _p("zwaar plaatje.pdf", pdf.heavy_picture, READY, 1, holds=PHRASE, at=1),
    File("bom in een bom.pdf", lambda: pdf.bomb(400 << 20), TOO_HEAVY, says="te zwaar"),
    File("miljoenen cellen.xlsx", sheets.many_cells, READY, 2, says="Niet helemaal gelezen: blad 1."),
    File(
        "een tekst een miljoen keer.xlsx", sheets.one_text_many_times, READY, 1, says="Niet helemaal gelezen: blad 1."
    ),
    File("miljoenen teksten.xlsx", sheets.many_shared, READY, 1, SAID, 1, says="Niet helemaal gelezen: blad 1."),
]
ENDLESS = "tekent zonder einde.pdf"
IN_HASTE = File(ENDLESS, pdf.laughs, TOO_HEAVY, says="te zwaar")
WITH_TIME = File(ENDLESS, pdf.laughs, READY, 1, "De wijkagent", 1, says="op een andere manier")  # pypdf takes 3 seconds
