"""Pdf files made by code: written object by object, so that each can be wrong in one way."""

import io
import random
import zlib
from unittest import mock

from PIL import Image
from pypdf import PdfReader, PdfWriter

PHRASE = "de blauwe fietstas van Rachid"
SENTENCES = (
    "De wijkagent en de jongerenwerker lopen samen door de buurt.",
    "Zij praten met ouders over wat er op straat gebeurt en wat er thuis kan.",
    "Een school die weet wie er niet komt, kan nog dezelfde dag bellen.",
    "Wat helpt, is dat iemand blijft: een coach die niet na drie maanden weg is.",
)


def write(objects, root="1 0 R", trailer=b"", header=b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", size=None):
    """A pdf of {number: body}, with its table of places and trailer."""
    out, places = bytearray(header), {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start, last = len(out), max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % last
    for number in range(1, last):
        known = number in places
        out += b"%010d %05d %s \n" % (places.get(number, 0), 0 if known else 65535, b"n" if known else b"f")
    out += b"trailer\n<< /Size %d /Root %s %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        size or last,
        root.encode(),
        trailer,
        start,
    )
    return bytes(out)


def stream(content, more=b"", packed=False):
    """A stream object."""
    content = zlib.compress(content, 9) if packed else content
    flate = b" /Filter /FlateDecode" if packed else b""
    return b"<< /Length %d%s %s >>\nstream\n" % (len(content), flate, more) + content + b"\nendstream"


def show(lines, size=11):
    """The commands that set these lines of text; a line may be (text, size)."""
    rows = [line if isinstance(line, tuple) else (line, size) for line in lines]
    shown = b"\n".join(
        b"/F1 %d Tf (%s) Tj 0 -%d Td" % (points, text.encode("cp1252").replace(b"(", b"\\("), points + 6)
        for text, points in rows
    )
    return b"BT 60 780 Td\n" + shown + b"\nET"


def texts(count, at=7):
    """Lines for `count` pages, with the phrase on page `at`."""
    for number in range(1, count + 1):
        title = [("Samen op tegen ondermijning", 24), "Verslag van een middag, maart 2023"] if number == 1 else []
        phrase = [f"Iemand vond {PHRASE} in het park."] if number == at else []
        yield [*title, f"Hoofdstuk {number}", *SENTENCES, *phrase]


def pages(contents, catalog=b"", page=b"", media=b"[0 0 595 842]", more=None, trailer=b"", count=None, packed=True):
    """A pdf with a page for each stream of content. Object 1 is the catalog, 2 the tree, 3 the font, 10.. the pages.

    `more` holds other objects, numbered from 5000.
    """
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog,
        3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    }
    kids = []
    for index, content in enumerate(contents):
        number = 10 + 2 * index
        kids.append(b"%d 0 R" % number)
        objects[number] = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox %s /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> /XObject << /X1 5000 0 R >> >> %s >>" % (media, number + 1, page)
        )
        objects[number + 1] = content if content.startswith(b"<<") else stream(content, packed=packed)
    objects[2] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids) if count is None else count)
    return write(objects | (more or {}), trailer=trailer)


def report(count=10, **given):
    """A plain report with an outline, a title and an author."""
    more = {
        5001: b"<< /Type /Outlines /First 5002 0 R /Last 5003 0 R /Count 2 >>",
        5002: b"<< /Title (Inleiding) /Parent 5001 0 R /Next 5003 0 R /Dest [10 0 R /Fit] >>",
        5003: b"<< /Title (Wat helpt) /Parent 5001 0 R /Prev 5002 0 R /Dest [12 0 R /Fit] >>",
        5004: b"<< /Title (Samen sterk in de wijk) /Author (J. Jansen; P. de Vries) "
        b"/CreationDate (D:20230314120000+01'00') /Creator (Writer) >>",
    }
    return pages(
        [show(lines) for lines in texts(count)],
        **({"catalog": b"/Outlines 5001 0 R", "more": more, "trailer": b"/Info 5004 0 R"} | given),
    )


def plain(**given):
    """Two pages of text, and whatever is given."""
    return pages([show(lines) for lines in texts(2, at=2)], **given)


def tagged():
    """With a structure for screen readers and a language."""
    catalog = b"/MarkInfo << /Marked true >> /StructTreeRoot 5001 0 R /Lang (nl-NL)"
    return plain(catalog=catalog, more={5001: b"<< /Type /StructTreeRoot >>"})


def _jpeg(size=(300, 400)):
    kept = io.BytesIO()
    Image.linear_gradient("L").resize(size).save(kept, "JPEG")
    return kept.getvalue()


def scan(text_pages=0, count=3):
    """Pages that are only a picture, after some with text."""
    image = stream(
        _jpeg(),
        b"/Type /XObject /Subtype /Image /Width 300 /Height 400 /ColorSpace /DeviceGray /BitsPerComponent 8 "
        b"/Filter /DCTDecode",
    )
    shown = [show(lines) for lines in texts(text_pages)]
    return pages([*shown, *[b"q 500 0 0 700 40 60 cm /X1 Do Q"] * count], more={5000: image})


def with_script():
    """JavaScript that runs when the file opens, and one by name."""
    catalog = b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> /Names << /JavaScript 5001 0 R >>"
    named = b"<< /Names [(een) << /S /JavaScript /JS (app.alert\\(2\\)) >>] >>"
    return plain(catalog=catalog, more={5001: named})


def with_attachment():
    """Another file inside."""
    more = {
        5001: b"<< /Names [(geheim.txt) 5002 0 R] >>",
        5002: b"<< /Type /Filespec /F (geheim.txt) /UF (geheim.txt) /EF << /F 5003 0 R >> >>",
        5003: stream(b"niet voor iedereen", b"/Type /EmbeddedFile"),
    }
    return plain(catalog=b"/Names << /EmbeddedFiles 5001 0 R >>", more=more)


def with_annotations():
    """A comment, a link that starts a program, and a script behind a button."""
    annotations = (
        b"/Annots [<< /Type /Annot /Subtype /Text /Rect [0 0 20 20] /Contents (Klopt dit?) >>"
        b"<< /Type /Annot /Subtype /Link /Rect [0 0 20 20] /A << /S /Launch /F (calc.exe) >> >>"
        b"<< /Type /Annot /Subtype /Link /Rect [0 0 20 20] /A << /S /JavaScript /JS (1) >> >>]"
    )
    return plain(page=annotations)


def locked(user, owner="eigenaar"):
    """With a password to open it, or with none ("") and only one to change it."""
    writer = PdfWriter()
    writer.append(PdfReader(io.BytesIO(plain())))
    with mock.patch("secrets.token_bytes", bytes):  # the same file each time
        writer.encrypt(user, owner, algorithm="RC4-128")
    kept = io.BytesIO()
    writer.write(kept)
    return kept.getvalue()


def noise(size=20_000, start=b""):
    """Bytes that mean nothing, always the same."""
    return start + random.Random(6).randbytes(size)


def loop():
    """A tree of pages that holds itself."""
    return write(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 9 >>",
            3: b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 9 /Parent 2 0 R >>",
        }
    )


def nested(depth=100_000):
    """A content of lists in lists, and a page that points to it."""
    deep = b"[" * depth + b"]" * depth
    return plain(page=b"/Deep 5001 0 R", more={5001: deep}, catalog=b"/Deep 5001 0 R /OpenAction 5001 0 R")


def bomb(size):
    """A content of a few kilobytes that becomes `size` bytes, packed twice so that it looks small until then."""
    packer, piece = zlib.compressobj(1), b"q Q\n" * (1 << 18)
    once = b"".join(packer.compress(piece) for _ in range(size >> 20)) + packer.flush()
    return pages([stream(zlib.compress(once, 9), b"/Filter [/FlateDecode /FlateDecode]")])


def laughs(depth=14, times=10):
    """A form that draws another ten times, which draws another ten times: more than can ever be drawn."""
    more = {}
    for level in range(depth):
        drawn = b"/X1 Do " * times if level < depth - 1 else show(["ha"])
        inside = b"/XObject << /X1 %d 0 R >> /Font << /F1 3 0 R >>" % (5001 + level)
        head = b"/Type /XObject /Subtype /Form /BBox [0 0 600 900] /Resources << " + inside + b" >>"
        more[5000 + level] = stream(drawn, head)
    return pages([show(SENTENCES) + b" /X1 Do"], more=more)


def heavy_picture(side=20_000):
    """Text, and a picture that takes 400 MB when it is unpacked."""
    more = b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8" % (
        side,
        side,
    )
    packer = zlib.compressobj(1)
    row = bytes(side)
    packed = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    image = b"<< /Length %d /Filter /FlateDecode %s >>\nstream\n" % (len(packed), more) + packed + b"\nendstream"
    lines = next(texts(1, at=1))
    return pages([show(lines) + b" q 500 0 0 700 40 60 cm /X1 Do Q"], more={5000: image})


def self_drawing():
    """A form that draws itself."""
    form = stream(
        b"/X1 Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X1 5000 0 R >> >>"
    )
    return pages([show(lines) + b" /X1 Do" for lines in texts(2, at=2)], more={5000: form})


def outline_loop():
    """Bookmarks that follow one another for ever."""
    more = {
        5001: b"<< /Type /Outlines /First 5002 0 R /Last 5003 0 R /Count 2 >>",
        5002: b"<< /Title (Een) /Parent 5001 0 R /Next 5003 0 R /First 5003 0 R /Dest [10 0 R /Fit] >>",
        5003: b"<< /Title (Twee) /Parent 5002 0 R /Next 5002 0 R /First 5002 0 R /Dest [12 0 R /Fit] >>",
    }
    return plain(catalog=b"/Outlines 5001 0 R", more=more)


def many_objects(count=300_000):
    """A file of very many small objects."""
    return plain(more={number: b"<< /A %d >>" % number for number in range(5001, 5001 + count)})


def previous_loop():
    """A table of places that names itself as the one before it."""
    made = plain()
    return made.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % made.rindex(b"xref\n0"))


def without_root():
    """A trailer that does not tell where the catalog is: PDFium gives up, pypdf looks for it."""
    return report().replace(b"/Root 1 0 R", b"/Boot 1 0 R")


def reversed_tail():
    """The catalog last, so that a cut takes it away."""
    objects = {
        9: b"<< /Type /Catalog /Pages 8 0 R >>",
        8: b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        4: b"<< /Type /Page /Parent 8 0 R /MediaBox [0 0 595 842] /Contents 5 0 R >>",
        5: stream(show(SENTENCES * 40)),
    }
    return write(dict(sorted(objects.items())), root="9 0 R")
