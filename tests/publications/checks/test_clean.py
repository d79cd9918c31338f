"""A cleaned copy holds all that readers saw, and nothing that they should not get."""

import io
import json
import re
import subprocess
import sys
import zipfile

import pypdfium2
import pytest
from docx import Document
from PIL import Image
from pptx import Presentation
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import NameObject, TextStringObject

from publications.checks import clean as cleaning
from publications.checks.clean import KINDS, CannotClean, clean, sheets
from publications.checks.clean.image import strip
from publications.checks.clean.package import Package

from . import files
from .files import SECRET


@pytest.fixture
def cleaned(tmp_path):
    """Clean these bytes; the bytes of the copy."""

    def make(data, kind):
        path, out = tmp_path / f"in.{kind}", tmp_path / f"out.{kind}"
        path.write_bytes(data)
        clean(path, kind, out)
        return out.read_bytes()

    return make


def refusal(cleaned, data, kind):
    """The sentence for the editor."""
    with pytest.raises(CannotClean) as caught:
        cleaned(data, kind)
    return str(caught.value)


def test_word_keeps_the_text_and_loses_the_rest(cleaned):
    data = cleaned(files.word(), "docx")
    assert SECRET not in texts(data)
    document = Document(io.BytesIO(data))
    assert "|".join(row.text for row in document.paragraphs).startswith(files.WORD_TEXT)
    (table,) = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["Nieuwe rij."]]
    assert document.sections[0].header.paragraphs[0].text == "Kop van de bladzijde"
    properties = document.core_properties
    assert (properties.title, properties.author, properties.last_modified_by) == ("Een titel", "", "")
    assert len(document.inline_shapes) == 1
    assert document.paragraphs[0].runs[-1].bold


def texts(data):
    """The parts of an Office file as one text, without those that hold nothing but a picture."""
    return files.texts_in(data)


def test_word_is_still_a_whole_package(cleaned):
    data = cleaned(files.word(), "docx")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        types = archive.read("[Content_Types].xml").decode()
    assert names[0] == "[Content_Types].xml"
    assert not [name for name in names if re.search("comments|people|custom|thumbnail", name)]
    assert {name.lstrip("/") for name in re.findall('PartName="(.*?)"', types)} <= set(names)
    package = Package(io.BytesIO(data))
    assert package.problems() == []
    assert set(package.reached()) == {name for name in names if not name.endswith((".rels", "Types].xml"))}
    assert "attachedTemplate" not in texts(data)


def test_a_paragraph_in_a_table_that_was_all_hidden_leaves_a_cell_that_word_opens(cleaned):
    document = Document()
    cell = document.add_table(1, 1).cell(0, 0)
    run = cell.paragraphs[0].add_run(SECRET)
    run.font.hidden = True
    paragraph_mark = cell.paragraphs[0]._p.get_or_add_pPr()
    paragraph_mark.append(files.parse_xml(f"<w:rPr {files.W}><w:vanish/></w:rPr>"))
    made = io.BytesIO()
    document.save(made)
    data = cleaned(made.getvalue(), "docx")
    (table,) = Document(io.BytesIO(data)).tables
    assert [paragraph.text for paragraph in table.cell(0, 0).paragraphs] == [""]


def test_slides_that_are_shown_stay_and_the_rest_goes(cleaned):
    data = cleaned(files.slides(), "pptx")
    assert SECRET not in texts(data)
    deck = Presentation(io.BytesIO(data))
    assert [slide.shapes.title.text for slide in deck.slides] == ["Eerste dia", "Derde dia"]
    first, third = deck.slides
    assert [shape.text_frame.text for shape in first.shapes] == ["Eerste dia", "Klik hier niet"]
    assert first.shapes[1].click_action.target_slide is None
    assert third.notes_slide.notes_text_frame.text == "Wat de spreker zegt"
    (chart,) = [shape.chart for shape in third.shapes if shape.has_chart]
    assert list(chart.plots[0].series[0].values) == [1, 2]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
    assert not [name for name in names if re.search("embeddings|comments|slide2|printerSettings|thumbnail", name)]
    assert Package(io.BytesIO(data)).problems() == []


def test_slides_that_are_all_hidden_are_refused(cleaned):
    deck = Presentation()
    deck.slides.add_slide(deck.slide_layouts[5])._element.set("show", "0")
    made = io.BytesIO()
    deck.save(made)
    assert refusal(cleaned, made.getvalue(), "pptx").startswith("Alle dia’s zijn verborgen.")


def test_an_animation_of_a_hidden_shape_goes_with_it(cleaned):
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = "Titel"
    box = slide.shapes.add_textbox(0, 0, 100, 100)
    box._element.nvSpPr.cNvPr.set("hidden", "true")
    space = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    slide._element.append(files.parse_xml(f'<p:timing {space}><p:spTgt spid="{box.shape_id}"/></p:timing>'))
    made = io.BytesIO()
    deck.save(made)
    (slide,) = Presentation(io.BytesIO(cleaned(made.getvalue(), "pptx"))).slides
    assert [shape.text_frame.text for shape in slide.shapes] == ["Titel"]
    assert b"timing" not in slide.part.blob


def test_a_workbook_keeps_its_cells_and_loses_the_rest(cleaned):
    data = cleaned(files.workbook(), "xlsx")
    assert SECRET not in texts(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        assert not [name for name in archive.namelist() if re.search("comments|vml|printer", name)]
    assert "Cijfers" in sheet
    assert "<v>42</v>" in sheet
    assert "legacyDrawing" not in sheet
    assert '<pageSetup orientation="portrait"/>' in sheet


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_for_the_editor(cleaned, state):
    assert refusal(cleaned, files.workbook(state), "xlsx").startswith("Er is een verborgen werkblad.")


def test_pdf_keeps_text_tags_and_title_and_loses_the_rest(cleaned):
    data = cleaned(files.pdf(), "pdf")
    reader = PdfReader(io.BytesIO(data))
    assert SECRET not in everything(reader)
    assert SECRET.encode() not in data
    assert reader.metadata.title == "Een titel"
    assert reader.metadata.author is None
    root = reader.root_object
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("nl-NL", True)
    assert "/StructTreeRoot" in root
    assert not {"/OpenAction", "/Metadata", "/AA"} & set(root)
    assert reader.attachments == {}
    kept = [row.get_object() for row in reader.pages[0]["/Annots"]]
    assert [row["/Subtype"] for row in kept] == ["/Link", "/Link"]
    assert kept[0]["/A"] == {"/S": "/URI", "/URI": "https://hetccv.nl/"}
    assert "/A" not in kept[1]
    with pypdfium2.PdfDocument(data) as document:
        found = [page.get_textpage().get_text_range() for page in document]
    assert found == ["Zichtbaar op bladzijde een", "Bladzijde twee"]


def test_what_is_typed_on_a_page_stays_without_the_name_of_who_did(cleaned):
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(files.pdf())))
    typed = FreeText(text="Op de bladzijde", rect=(10, 10, 90, 30))
    typed[NameObject("/T")] = TextStringObject(SECRET)
    writer.add_annotation(0, typed)
    made = io.BytesIO()
    writer.write(made)
    reader = PdfReader(io.BytesIO(cleaned(made.getvalue(), "pdf")))
    (kept,) = [row.get_object() for row in reader.pages[0]["/Annots"] if row.get_object()["/Subtype"] == "/FreeText"]
    assert kept["/Contents"] == "Op de bladzijde"
    assert SECRET not in everything(reader)


def everything(reader):
    """All objects of a PDF, unpacked."""
    found = []
    for number in range(1, reader.trailer["/Size"]):
        one = reader.get_object(number)
        found += [repr(one), one.get_data().decode("latin-1") if hasattr(one, "get_data") else ""]
    return "".join(found)


def test_what_was_deleted_from_a_pdf_earlier_does_not_stay_in_the_copy(cleaned, tmp_path):
    path = tmp_path / "old.pdf"
    path.write_bytes(files.pdf())
    writer = PdfWriter(path, incremental=True)
    writer.remove_page(1)
    made = io.BytesIO()
    writer.write(made)
    assert made.getvalue().count(b"Bladzijde twee") == 1
    assert b"Bladzijde twee" not in cleaned(made.getvalue(), "pdf")


def test_a_pdf_with_a_password_is_refused_and_one_that_opens_without_is_not(cleaned, tmp_path):
    assert "wachtwoord" in refusal(cleaned, files.pdf(password="geheim"), "pdf")
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(files.pdf())))
    writer.encrypt(user_password="", owner_password="eigenaar")
    made = io.BytesIO()
    writer.write(made)
    assert not PdfReader(io.BytesIO(cleaned(made.getvalue(), "pdf"))).is_encrypted


@pytest.mark.parametrize(
    ("kind", "form", "mode"),
    [
        ("jpg", "JPEG", "RGB"),
        ("jpeg", "JPEG", "CMYK"),
        ("jpg", "JPEG", "L"),
        ("png", "PNG", "P"),
        ("png", "PNG", "RGBA"),
        ("webp", "WEBP", "RGB"),
        ("webp", "WEBP", "RGBA"),
    ],
)
def test_a_picture_stands_upright_and_says_its_caption_and_nothing_of_its_maker(cleaned, kind, form, mode):
    data = cleaned(files.picture(form, turned=6, mode=mode), kind)
    assert SECRET.encode() not in data
    with Image.open(io.BytesIO(data)) as picture:
        assert (picture.format, picture.size) == (form, (40, 60))
        assert dict(picture.getexif()) == {files.DESCRIPTION: files.CAPTION}
        assert not {"xmp", "comment"} & set(picture.info)
        top, bottom = (picture.convert("RGB").getpixel((20, y)) for y in (5, 55))
    if mode != "L":
        assert top[0] > 150 > top[2]
        assert bottom[2] > 150 > bottom[0]


def test_a_comment_and_xmp_in_a_jpeg_go_too(cleaned):
    assert files.jpeg().count(SECRET.encode()) >= 3
    assert SECRET.encode() not in cleaned(files.jpeg(), "jpg")


def test_a_see_through_picture_stays_so(cleaned):
    image, made = Image.new("RGBA", (10, 10), (255, 0, 0, 0)), io.BytesIO()
    image.save(made, "PNG")
    with Image.open(io.BytesIO(cleaned(made.getvalue(), "png"))) as picture:
        assert picture.getpixel((0, 0))[3] == 0


def test_a_picture_inside_a_file_loses_its_place_and_no_pixel():
    data = strip(files.jpeg())
    assert SECRET.encode() not in data
    with Image.open(io.BytesIO(data)) as after, Image.open(io.BytesIO(files.jpeg())) as before:
        assert dict(after.getexif()) == {files.ORIENTATION: 6}
        assert after.tobytes() == before.tobytes()
    png = strip(files.picture("PNG"))
    assert SECRET.encode() not in png
    with Image.open(io.BytesIO(png)) as picture:
        assert not picture.getexif()
        assert picture.size == (60, 40)


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"\xff\xd8\xff\xe1\x00", b"\x89PNG\r\n\x1a\n\x00"])
def test_a_picture_that_nobody_can_read_stays_as_it_is(data):
    assert strip(data) in (data, data[:8])


DAMAGED = [
    ("pdf", b""),
    ("pdf", b"%PDF-1.7\nniets"),
    ("docx", b"PK\x03\x04 kapot"),
    ("docx", files.workbook()),
    ("pptx", files.word()[:2000]),
    ("jpg", b"\xff\xd8\xff\xe0 kapot"),
    ("png", files.picture("JPEG")),
    ("webp", files.picture("WEBP")[:60]),
    ("exe", b"MZ"),
]


@pytest.mark.parametrize(("kind", "data"), DAMAGED, ids=[f"{kind}-{len(data)}" for kind, data in DAMAGED])
def test_a_broken_file_is_refused_in_dutch_and_nothing_stays(cleaned, tmp_path, kind, data):
    assert refusal(cleaned, data, kind).endswith(".")
    assert [path.name for path in tmp_path.iterdir()] == [f"in.{kind}"]


def test_entities_in_xml_are_refused(cleaned):
    data = files.add_parts(
        files.word(), {}, [("word/settings.xml", "<w:settings", "<!DOCTYPE x [<!ENTITY a 'b'>]><w:settings")]
    )
    assert refusal(cleaned, data, "docx").endswith(".")


def test_a_bomb_is_refused_while_it_is_read(cleaned, monkeypatch):
    monkeypatch.setattr("publications.checks.clean.package.MAX_BYTES", 50_000)
    assert refusal(cleaned, files.word(), "docx") == "Dit bestand is te groot om schoon te maken."


def test_a_copy_that_lost_text_is_refused(cleaned, monkeypatch):
    """The check is no formality: a cleaner that takes too much is caught."""
    monkeypatch.setattr(
        "publications.checks.clean.word._remove_hidden", lambda root, hidden: root[0].remove(root[0][0])
    )
    assert refusal(cleaned, files.word(), "docx").startswith("In de schone kopie ontbrak tekst.")


@pytest.mark.parametrize("lose", [lambda row: row.remove(row[1]), lambda row: row[1].set("t", "b")])
def test_a_workbook_that_lost_a_cell_is_refused(cleaned, monkeypatch, lose):
    """Also one of which a cell says something else now."""
    monkeypatch.setattr(sheets, "clean", lambda package: lose(package.root("xl/worksheets/sheet1.xml")[0][0]))
    assert refusal(cleaned, files.workbook(), "xlsx").startswith("In de schone kopie ontbrak tekst.")


@pytest.mark.parametrize("step", ["_accept", "_remove_hidden"])
def test_a_copy_that_still_holds_something_is_refused(cleaned, monkeypatch, step):
    """And one that takes too little."""
    monkeypatch.setattr(f"publications.checks.clean.word.{step}", lambda *given: None)
    assert refusal(cleaned, files.word(), "docx").endswith(".")


def test_an_existing_file_is_never_written_over(cleaned, tmp_path):
    (tmp_path / "out.pdf").write_bytes(b"er staat al iets")
    with pytest.raises(FileExistsError):
        cleaned(files.pdf(), "pdf")
    assert (tmp_path / "out.pdf").read_bytes() == b"er staat al iets"


def test_it_runs_as_a_program(tmp_path):
    path, out = tmp_path / "in.pdf", tmp_path / "out.pdf"
    path.write_bytes(files.pdf())
    command = [sys.executable, "-I", "-B", "-X", "utf8", cleaning.__path__[0] + "/__main__.py", "pdf"]
    done = subprocess.run([*command, path, out], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == {"problem": ""}
    assert out.read_bytes().startswith(b"%PDF")
    path.write_bytes(b"kapot")
    done = subprocess.run([*command, path, tmp_path / "b.pdf"], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["problem"].endswith(".")


def test_no_django_comes_along():
    code = "import sys, publications.checks.clean, publications.checks.personal_data, publications.checks.hidden;"
    done = subprocess.run(
        [sys.executable, "-c", code + "print('django' in sys.modules)"], capture_output=True, text=True
    )
    assert done.stdout.strip() == "False"


def test_every_kind_is_tried():
    assert set(KINDS) == {"pdf", "docx", "pptx", "xlsx", "jpg", "jpeg", "png", "webp"}
