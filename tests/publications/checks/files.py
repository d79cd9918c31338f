"""Small files by code: each with text that readers see, and with what they should not get."""

import io
import zipfile

from docx import Document
from docx.oxml import parse_xml
from PIL import Image
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    TextStringObject,
)

SECRET = "GeheimeNaam"  # in every place that a reader should not get
CAPTION = "Het plein in de wijk"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
WHO = f'w:id="1" w:author="{SECRET}" w:date="2022-03-10T10:00:00Z"'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
P = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
END_OF_TYPES, END_OF_RELATIONS = "</Types>", "</Relationships>"
GPS, ORIENTATION, MAKE, DESCRIPTION = 0x8825, 0x0112, 0x010F, 0x010E


def exif(turned=1):
    """EXIF with a place, a maker and a side that is up."""
    made = Image.Exif()
    made[MAKE], made[DESCRIPTION], made[ORIENTATION] = SECRET, CAPTION, turned
    made.get_ifd(GPS).update({1: "N", 2: (52.0, 5.0, 0.0), 3: "E", 4: (5.0, 7.0, 0.0)})
    return made


def picture(form="JPEG", size=(60, 40), turned=1, mode="RGB", **extra):
    """The bytes of a picture, red on the left and blue on the right, with EXIF."""
    made, image = io.BytesIO(), Image.new("RGB", size, "blue")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    image.convert(mode).save(made, form, exif=exif(turned), **extra)
    return made.getvalue()


def jpeg():
    """A JPEG with XMP and a comment too."""
    return picture("JPEG", turned=6, comment=SECRET.encode(), xmp=f"<x>{SECRET}</x>".encode())


def add_parts(data, parts, edits=()):
    """An Office file with more parts, and with (name, old, new) replaced in parts that it has."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        names = set(old.namelist())
        assert {name for name, _, _ in edits} <= names
        for name in names:
            content = old.read(name)
            for _, before, after in (edit for edit in edits if edit[0] == name):
                assert before.encode() in content, (name, before)
                content = content.replace(before.encode(), after.encode(), 1)
            new.writestr(name, content)
        for name, content in parts.items():
            new.writestr(name, content)
    return made.getvalue()


def relation(kind, target, number="New", extra=""):
    """One more relation, at the end of those of a part."""
    return f'<Relationship Id="r{number}" Type="{RELATIONS}/{kind}" Target="{target}" {extra}/>{END_OF_RELATIONS}'


def relations(*rows, extra=""):
    """The relations of a part, r0 and on, to (kind, target)."""
    rows = [relation(*row, number, extra).removesuffix(END_OF_RELATIONS) for number, row in enumerate(rows)]
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(rows)}{END_OF_RELATIONS}'


def override(part, content_type):
    """One more content type, at the end of those of a file."""
    return f'<Override PartName="/{part}" ContentType="{content_type}"/>{END_OF_TYPES}'


def texts_in(data):
    """Everything in the parts of an Office file, as one text."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "\n".join(archive.read(name).decode("latin-1") + name for name in archive.namelist())


BODY = [
    f"<w:p {W}><w:r><w:t>Zichtbaar een. </w:t></w:r><w:ins {WHO}><w:r><w:t>Ingevoegd. </w:t></w:r></w:ins>"
    f"<w:del {WHO}><w:r><w:delText>{SECRET} weg</w:delText></w:r></w:del>"
    f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>{SECRET} verborgen</w:t></w:r>"
    f"<w:r><w:rPr><w:b/><w:rPrChange {WHO}><w:rPr/></w:rPrChange></w:rPr><w:t>Vet.</w:t></w:r></w:p>",
    f"<w:p {W}><w:pPr><w:rPr><w:del {WHO}/></w:rPr></w:pPr><w:r><w:t>Eerste helft, </w:t></w:r></w:p>",
    f"<w:p {W}><w:pPr><w:pPrChange {WHO}><w:pPr/></w:pPrChange></w:pPr><w:r><w:t>tweede helft.</w:t></w:r></w:p>",
    f'<w:p {W}><w:moveFromRangeStart {WHO} w:name="m"/><w:moveFrom {WHO}><w:r><w:t>Verplaatst.</w:t></w:r></w:moveFrom>'
    '<w:moveFromRangeEnd w:id="1"/></w:p>',
    f"<w:p {W}><w:moveTo {WHO}><w:r><w:t>Verplaatst.</w:t></w:r></w:moveTo></w:p>",
    f'<w:p {W}><w:pPr><w:pStyle w:val="Stil"/><w:rPr><w:vanish/></w:rPr></w:pPr>'
    f"<w:r><w:t>{SECRET} door een opmaakprofiel</w:t></w:r></w:p>",
    f'<w:p {W}><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>Toch zichtbaar.</w:t></w:r></w:p>',
    f"<w:tbl {W}><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>"
    f"<w:tr><w:trPr><w:del {WHO}/></w:trPr><w:tc><w:p><w:r><w:t>{SECRET} rij</w:t></w:r></w:p></w:tc></w:tr>"
    f"<w:tr><w:trPr><w:ins {WHO}/></w:trPr><w:tc><w:p><w:r><w:t>Nieuwe rij.</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
]
STYLES = (
    f'<w:style {W} w:type="paragraph" w:styleId="Basis"><w:name w:val="Basis"/><w:rPr><w:vanish/></w:rPr></w:style>',
    f'<w:style {W} w:type="paragraph" w:styleId="Stil"><w:name w:val="Stil"/><w:basedOn w:val="Basis"/></w:style>',
)
WORD_TEXT = "Zichtbaar een. Ingevoegd. Vet.|Eerste helft, tweede helft.||Verplaatst.|Toch zichtbaar.|Slot."


def word():
    """Tracked changes, hidden text, a comment, a photo with a place, a template and names in the properties."""
    document = Document()
    for style in STYLES:
        document.styles.element.append(parse_xml(style))
    for row in BODY:
        document.element.body.insert(len(document.element.body) - 1, parse_xml(row))
    last = document.add_paragraph("Slot.")
    document.add_comment(last.runs, text=f"{SECRET} zegt iets", author=SECRET, initials="GN")
    document.add_picture(io.BytesIO(jpeg()))
    document.sections[0].header.paragraphs[0].text = "Kop van de bladzijde"
    properties = document.core_properties
    properties.author = properties.last_modified_by = properties.comments = SECRET
    properties.title = "Een titel"
    made = io.BytesIO()
    document.save(made)
    data = add_parts(
        made.getvalue(),
        {
            "word/_rels/settings.xml.rels": relations(
                ("attachedTemplate", f"file:///C:/{SECRET}"), extra='TargetMode="External"'
            ),
            "docProps/custom.xml": f'<Properties xmlns="http://example.org/x"><p>{SECRET}</p></Properties>',
        },
        [
            (
                "word/settings.xml",
                "<w:zoom",
                f'<w:attachedTemplate xmlns:r="{RELATIONS}" r:id="r0"/><w:trackRevisions/><w:zoom',
            ),
            ("docProps/app.xml", "<Company/>", f"<Company>{SECRET}</Company>"),
            ("[Content_Types].xml", END_OF_TYPES, override("docProps/custom.xml", "application/xml")),
            ("_rels/.rels", END_OF_RELATIONS, relation("custom-properties", "docProps/custom.xml")),
        ],
    )
    assert texts_in(data).count(SECRET) >= 15
    return data


def slides():
    """A hidden slide that another links to, a hidden shape, a comment, notes, a chart and a photo with a place."""
    deck = Presentation()
    shown = []
    for title in ("Eerste dia", f"{SECRET} dia", "Derde dia"):
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        slide.shapes.title.text = title
        shown.append(slide)
    first, secret, third = shown
    secret._element.set("show", "0")
    box = first.shapes.add_textbox(0, 0, Inches(1), Inches(1))
    box.text_frame.text = "Klik hier niet"
    box.click_action.target_slide = secret
    off = first.shapes.add_textbox(0, 0, Inches(1), Inches(1))
    off.text_frame.text = f"{SECRET} vorm"
    off._element.nvSpPr.cNvPr.set("hidden", "1")
    third.notes_slide.notes_text_frame.text = "Wat de spreker zegt"
    third.shapes.add_picture(io.BytesIO(jpeg()), 0, 0)
    chart = CategoryChartData()
    chart.categories = ["2021", "2022"]
    chart.add_series("Reeks", (1, 2))
    third.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, 0, 0, Inches(2), Inches(2), chart)
    deck.core_properties.author = deck.core_properties.last_modified_by = SECRET
    made = io.BytesIO()
    deck.save(made)
    said = f"<p:cmLst {P}><p:cm><p:text>{SECRET}</p:text></p:cm></p:cmLst>"
    return add_parts(
        made.getvalue(),
        {"ppt/comments/comment1.xml": said},
        [
            ("ppt/slides/_rels/slide1.xml.rels", END_OF_RELATIONS, relation("comments", "../comments/comment1.xml")),
            ("[Content_Types].xml", END_OF_TYPES, override("ppt/comments/comment1.xml", "application/xml")),
        ],
    )


SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
NOTE = f'<x:ClientData ObjectType="Note">{SECRET}</x:ClientData>'
VML = f'<xml xmlns:x="urn:schemas-microsoft-com:office:excel">{NOTE}</xml>'


def workbook(state="visible"):
    """A sheet with two cells, a comment and what draws it; the path of somebody's computer; names in the properties."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"

    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in {
            "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/>'
            f'<Override PartName="/xl/comments1.xml" ContentType="{kind}.comments+xml"/></Types>',
            "_rels/.rels": relations(
                ("officeDocument", "xl/workbook.xml"), ("extended-properties", "docProps/app.xml")
            ),
            "docProps/app.xml": f"<Properties xmlns='urn:p'><Manager>{SECRET}</Manager>"
            f"<Company>{SECRET}</Company></Properties>",
            "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{RELATIONS}">'
            f'<fileSharing userName="{SECRET}"/>'
            '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
            f'<mc:Choice Requires="x15"><x15ac:absPath xmlns:x15ac="urn:ac" url="C:\\{SECRET}"/></mc:Choice>'
            f'</mc:AlternateContent><sheets><sheet name="Blad1" sheetId="1" state="{state}" r:id="r0"/></sheets>'
            "</workbook>",
            "xl/_rels/workbook.xml.rels": relations(("worksheet", "worksheets/sheet1.xml")),
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{SHEET}" xmlns:r="{RELATIONS}"><sheetData><row r="1">'
            '<c r="A1" t="inlineStr"><is><t>Cijfers</t></is></c><c r="B1"><v>42</v></c></row></sheetData>'
            '<pageSetup r:id="r2" orientation="portrait"/><legacyDrawing r:id="r1"/></worksheet>',
            "xl/worksheets/_rels/sheet1.xml.rels": relations(
                ("comments", "../comments1.xml"),
                ("vmlDrawing", "../drawings/vmlDrawing1.vml"),
                ("printerSettings", "../printerSettings1.xml"),
            ),
            "xl/comments1.xml": f'<comments xmlns="{SHEET}"><authors><author>{SECRET}</author></authors></comments>',
            "xl/drawings/vmlDrawing1.vml": VML,
            "xl/printerSettings1.xml": f"<x>{SECRET}</x>",
        }.items():
            archive.writestr(name, content)
    return made.getvalue()


def name(text):
    """A name of PDF."""
    return NameObject(text)


def dictionary(**rows):
    """A dictionary of PDF."""
    return DictionaryObject({name(f"/{key}"): value for key, value in rows.items()})


def pdf(password=""):
    """Two pages with text, tags and a title; metadata, scripts, an attachment, remarks and a photo with a place."""
    writer = PdfWriter()
    for text in ("Zichtbaar op bladzijde een", "Bladzijde twee"):
        page = writer.add_blank_page(300, 200)
        content = DecodedStreamObject()
        content.set_data(f"BT /F1 12 Tf 20 100 Td ({text}) Tj ET /Im1 Do".encode())
        font = dictionary(Type=name("/Font"), Subtype=name("/Type1"), BaseFont=name("/Helvetica"))
        page[name("/Contents")] = writer._add_object(content)
        page[name("/Resources")] = dictionary(Font=dictionary(F1=font))
    photo = DecodedStreamObject()
    photo._data = jpeg()
    photo.update(dictionary(Type=name("/XObject"), Subtype=name("/Image"), Filter=name("/DCTDecode")))
    photo.update(dictionary(Width=FloatObject(60), Height=FloatObject(40), ColorSpace=name("/DeviceRGB")))
    photo[name("/BitsPerComponent")] = FloatObject(8)
    writer.pages[0]["/Resources"][name("/XObject")] = dictionary(Im1=writer._add_object(photo))
    writer.add_metadata({"/Title": "Een titel", "/Author": SECRET, "/Creator": SECRET, "/Subject": SECRET})
    writer.add_attachment("geheim.txt", SECRET.encode())
    xmp = DecodedStreamObject()
    xmp.set_data(f"<x>{SECRET}</x>".encode())
    root, said = writer.root_object, TextStringObject(SECRET)
    root[name("/Metadata")] = writer._add_object(xmp)
    root[name("/Lang")] = TextStringObject("nl-NL")
    root[name("/MarkInfo")] = dictionary(Marked=BooleanObject(True))
    root[name("/StructTreeRoot")] = writer._add_object(dictionary(Type=name("/StructTreeRoot")))
    script = dictionary(S=name("/JavaScript"), JS=said)
    root["/Names"][name("/JavaScript")] = dictionary(Names=ArrayObject([said, writer._add_object(script)]))
    root[name("/OpenAction")] = dictionary(S=name("/JavaScript"), JS=said)
    area = ArrayObject([FloatObject(n) for n in (10, 10, 50, 50)])
    web = dictionary(
        S=name("/URI"), URI=TextStringObject("https://hetccv.nl/"), Next=dictionary(S=name("/JavaScript"), JS=said)
    )
    annotations = [
        dictionary(Subtype=name("/Text"), Contents=said, T=said, Rect=area),
        dictionary(Subtype=name("/Highlight"), Contents=said, T=said, Rect=area),
        dictionary(Subtype=name("/Link"), Rect=area, A=web),
        dictionary(Subtype=name("/Link"), Rect=area, A=dictionary(S=name("/Launch"), F=said)),
    ]
    writer.pages[0][name("/Annots")] = ArrayObject([writer._add_object(row) for row in annotations])
    writer.pages[0][name("/AA")] = dictionary(O=dictionary(S=name("/JavaScript"), JS=said))
    if password:
        writer.encrypt(password)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()
