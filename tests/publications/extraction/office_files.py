"""Office files made by code, part by part, so that each can be wrong in one way; and what is zipped around them."""

import io
import struct
import zipfile
import zlib

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OFFICE = "application/vnd.openxmlformats-officedocument."
MAIN = {  # kind: (main part, its content type)
    "docx": ("word/document.xml", OFFICE + "wordprocessingml.document.main+xml"),
    "pptx": ("ppt/presentation.xml", OFFICE + "presentationml.presentation.main+xml"),
    "xlsx": ("xl/workbook.xml", OFFICE + "spreadsheetml.sheet.main+xml"),
}
SAID = "Het buurthuis aan de Kanaalstraat is elke woensdag open"
HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def zipped(parts, packing=zipfile.ZIP_DEFLATED):
    """A zip of {name: bytes or text} or of [(name, content)], always the same bytes."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for name, content in parts.items() if isinstance(parts, dict) else parts:
            row = zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0))
            row.compress_type = packing
            archive.writestr(row, content)
    return kept.getvalue()


def relations(rows, base=R):
    """A part with relations: [(id, last word of the type, target)]."""
    inside = "".join(f'<Relationship Id="{i}" Type="{base}/{kind}" Target="{target}"/>' for i, kind, target in rows)
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'
    )


def parts(kind, main, related=(), more=None, main_type="", base=R):
    """{name: content} of an Office file with this main part."""
    place, usual = MAIN[kind]
    folder, _, file = place.partition("/")
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{place}" ContentType="{main_type or usual}"/></Types>'
    )
    return {
        "[Content_Types].xml": types,
        "_rels/.rels": relations(
            [("rId1", "officeDocument", place), ("rId2", "metadata/core-properties", "docProps/core.xml")], base
        ),
        place: HEAD + main.encode() if isinstance(main, str) else main,
        f"{folder}/_rels/{file}.rels": relations(related, base),
        **(more or {}),
    }


def core(**given):
    """The properties of a file: title, creator, language, modified, lastModifiedBy."""
    names = {"lastModifiedBy": "cp", "modified": "dcterms"}
    inside = "".join(f"<{names.get(k, 'dc')}:{k}>{v}</{names.get(k, 'dc')}:{k}>" for k, v in given.items())
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
        f"{inside}</cp:coreProperties>"
    )


def p(text, style="", more=""):
    """A paragraph of Word."""
    given = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{given}<w:r><w:t xml:space="preserve">{text}</w:t></w:r>{more}</w:p>'


def body(inside, ns=W):
    """The main part of Word."""
    return f'<w:document xmlns:w="{ns}" xmlns:r="{R}" xmlns:mc="urn:mc"><w:body>{inside}</w:body></w:document>'


STYLES = f"""<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="nl-NL"/></w:rPr></w:rPrDefault>
</w:docDefaults><w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:styleId="Kop1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:styleId="Kop2"><w:name w:val="heading 2"/></w:style>
<w:style w:styleId="Mijn"><w:name w:val="Mijn kop"/><w:basedOn w:val="Kop2"/></w:style></w:styles>"""
FILL = "De wijkagent en de jongerenwerker lopen samen door de buurt, en zij praten met de ouders van de jongeren. "


def word_parts(inside=None, **given):
    """The parts of a Word text with three headings, a table, notes, a text box, comments and changes."""
    row = "".join(f"<w:tc>{p(cell)}</w:tc>" for cell in ("Aanpak", "Bereik"))
    box = f"<w:txbxContent>{p('In een kader: bel de coach.')}</w:txbxContent>"
    either = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    drawn = f"<w:r><mc:AlternateContent>{either}</mc:AlternateContent></w:r>"
    changed = (
        '<w:ins w:id="1"><w:r><w:t>Dit kwam erbij. </w:t></w:r></w:ins>'
        '<w:del w:id="2"><w:r><w:delText>Dit ging weg.</w:delText></w:r></w:del>'
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>Dit is verborgen.</w:t></w:r>"
    )
    inside = inside or (
        p("Verslag van de bijeenkomst", "Titel")
        + p("Waar het over ging", "Kop1")
        + p(FILL * 4, more='<w:r><w:footnoteReference w:id="7"/></w:r>')
        + p("Wat is afgesproken", "Mijn")
        + f"<w:sdt><w:sdtContent>{p(SAID)}</w:sdtContent></w:sdt>"
        + f"<w:tbl><w:tr>{row}</w:tr></w:tbl>"
        + p("Met een kader.", more=drawn)
        + p("En verder", "Kop1")
        + p("Tot slot. ", more=changed)
    )
    related = [
        ("rId1", "styles", "styles.xml"),
        ("rId2", "footnotes", "footnotes.xml"),
        ("rId3", "comments", "comments.xml"),
        ("rId4", "header", "header1.xml"),
    ]
    more = {
        "word/styles.xml": STYLES,
        "word/footnotes.xml": f'<w:footnotes xmlns:w="{W}"><w:footnote w:type="separator" w:id="0"/>'
        f'<w:footnote w:id="7">{p("Bron: het jaarverslag.")}</w:footnote></w:footnotes>',
        "word/comments.xml": f'<w:comments xmlns:w="{W}"><w:comment w:id="1">{p("Wie?")}</w:comment></w:comments>',
        "word/header1.xml": f'<w:hdr xmlns:w="{W}">{p("Gemeente Voorbeeld")}</w:hdr>',
        "docProps/core.xml": core(
            title="Verslag bijeenkomst 10 maart", creator="P. de Vries", modified="2024-03-10T10:00:00Z"
        ),
    }
    return parts("docx", body(inside), related, more, **given)


def word(inside=None, **given):
    """A Word file of these parts."""
    return zipped(word_parts(inside, **given))


def strict_word():
    """The strict form of ISO 29500, which has names of its own for everything."""
    base = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    main = body(p("Kop zonder stijl") + p(SAID), "http://purl.oclc.org/ooxml/wordprocessingml/main")
    return zipped(parts("docx", main, base=base))


def shape(text, place=""):
    """A shape on a slide; `place` is the kind of its placeholder."""
    given = f'<p:nvSpPr><p:nvPr><p:ph type="{place}"/></p:nvPr></p:nvSpPr>' if place else ""
    lines = "".join(f"<a:p><a:r><a:t>{line}</a:t></a:r></a:p>" for line in text.split("|"))
    return f"<p:sp>{given}<p:txBody>{lines}</p:txBody></p:sp>"


def slide(inside, more=""):
    """A slide."""
    return f'<p:sld xmlns:p="{P}" xmlns:a="{A}" {more}><p:cSld><p:spTree>{inside}</p:spTree></p:cSld></p:sld>'


def slides_parts(slides=None, **given):
    """The parts of a presentation with a group in a group, a table, notes, a comment and a hidden slide."""
    group = f"<p:grpSp><p:grpSp>{shape('Diep in een groep: ' + SAID)}</p:grpSp></p:grpSp>"
    cells = "".join(f"<a:tc><a:txBody><a:p><a:r><a:t>{cell}</a:t></a:r></a:p></a:txBody></a:tc>" for cell in "ABC")
    table = f"<p:graphicFrame><a:graphic><a:tbl><a:tr>{cells}</a:tr></a:tbl></a:graphic></p:graphicFrame>"
    slides = slides or [
        slide(shape("De ladder van bewijs", "ctrTitle") + shape("Wat werkt voor jongeren, en hoe weten wij dat?")),
        slide(shape("Vijf treden", "title") + table),
        slide(shape("In de praktijk", "title") + group),
        slide(shape("Achter de hand", "title") + shape("Alleen als er tijd is voor vragen."), 'show="0"'),
    ]
    numbers = range(1, len(slides) + 1)
    listed = "".join(f'<p:sldId id="{255 + n}" r:id="rId{n}"/>' for n in numbers)
    main = f'<p:presentation xmlns:p="{P}" xmlns:r="{R}"><p:sldIdLst>{listed}</p:sldIdLst></p:presentation>'
    more = {f"ppt/slides/slide{n}.xml": one for n, one in zip(numbers, slides, strict=True)}
    more |= {
        "ppt/slides/_rels/slide2.xml.rels": relations(
            [("rId1", "notesSlide", "../notesSlides/n1.xml"), ("rId2", "comments", "/ppt/comments/c1.xml")]
        ),
        "ppt/notesSlides/n1.xml": slide(shape("Vertel hier over Eindhoven.", "body") + shape("2", "sldNum")),
        "ppt/comments/c1.xml": f'<p:cmLst xmlns:p="{P}"><p:cm/><p:cm/></p:cmLst>',
        "docProps/core.xml": core(title="PowerPoint-presentatie", creator="Microsoft Office User"),
    }
    return parts("pptx", main, [(f"rId{n}", "slide", f"slides/slide{n}.xml") for n in numbers], more, **given)


def slides(given=None, **more):
    """A PowerPoint file."""
    return zipped(slides_parts(given, **more))


def compound(stream):
    """An OLE file, as Office made before 2007, with a stream of this name in its folder (MS-CFB)."""
    sector = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHH", 0x3E, 3, 0xFFFE, 9)
    return sector.ljust(512, b"\0") + stream.encode("utf-16-le").ljust(64, b"\0") + bytes(4096)


def with_flag(data, flag=1):
    """The same zip, each part marked as encrypted."""
    out = bytearray(data)
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = out.find(sign)
        while at >= 0:
            out[at + place] |= flag
            at = out.find(sign, at + 4)
    return bytes(out)


def lying(data, name, size):
    """The same zip, of which the headers say that the part `name` is `size` bytes when it is unpacked."""
    out = bytearray(data)
    for sign, to_size, to_name in ((b"PK\x03\x04", 22, 30), (b"PK\x01\x02", 24, 46)):
        at = out.find(sign)
        while at >= 0:
            if out[at + to_name :].startswith(name.encode()):
                struct.pack_into("<I", out, at + to_size, size)
            at = out.find(sign, at + 4)
    return bytes(out)


def zeros(size):
    """A zip entry of zeros, packed in pieces so that making it takes no memory: (packed bytes, its check)."""
    packer, check, piece = zlib.compressobj(1, zlib.DEFLATED, -15), 0, bytes(1 << 20)
    packed = []
    for _ in range(size >> 20):
        packed.append(packer.compress(piece))
        check = zlib.crc32(piece, check)
    return b"".join([*packed, packer.flush()]), check


def bomb(given, size=210 << 20, name="word/media/image1.png"):
    """A good file with one part that is hundreds of megabytes of nothing."""
    kept = io.BytesIO(zipped(given))
    packed, check = zeros(size)
    with zipfile.ZipFile(kept, "a") as archive:
        row = zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0))
        archive.writestr(row, packed)
    out = bytearray(kept.getvalue())
    for sign, start, to_name in ((b"PK\x03\x04", 8, 30), (b"PK\x01\x02", 10, 46)):
        at = out.rfind(sign)
        while not out[at + to_name :].startswith(name.encode()):
            at = out.rfind(sign, 0, at)
        struct.pack_into("<H", out, at + start, zipfile.ZIP_DEFLATED)
        struct.pack_into("<III", out, at + start + 6, check, len(packed), size)
    return bytes(out)


def empty_parts(count):
    """A good file with very many empty parts."""
    return zipped([*word_parts().items(), *((f"word/media/{n}.bin", b"") for n in range(count))], zipfile.ZIP_STORED)
