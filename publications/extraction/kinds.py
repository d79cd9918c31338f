"""The kinds of files that are taken in, and what a file really is by its first bytes. One table, for all who ask."""

import re
import unicodedata
from dataclasses import dataclass

MB = 1024 * 1024
LARGEST_FILE = 50 * MB
LONGEST_NAME = 255  # characters, the extension included
_OFFICE = "application/vnd.openxmlformats-officedocument."


@dataclass(frozen=True)
class Kind:
    """One kind of file: what it is called, how it is served, and how one of its pages is called."""

    extension: str
    content_type: str
    name: str  # for the reader, as in "pdf, 12 p."
    sort: str  # in a sentence: "dit is een pdf"
    page_label: str = ""
    main_type: str = ""  # content type of the main part of an Office file

    @property
    def is_image(self):
        """Whether it is a picture: of text it has a description at most."""
        return self.content_type.startswith("image/")

    @property
    def is_office(self):
        """Whether it is a zip with XML parts."""
        return bool(self.main_type)

    @property
    def has_picture(self):
        """Whether its pages can be shown as a picture."""
        return self.extension == "pdf" or self.is_image

    def label(self, number):
        """What page `number` (from 1) is called: "p. 14", "dia 3", "blad 2", "afbeelding"."""
        return self.page_label.format(n=number)


def _office(extension, family, main, name, page_label=""):
    return Kind(
        extension,
        f"{_OFFICE}{family}.{main}",
        name,
        f"een {name}-bestand",
        page_label,
        f"{_OFFICE}{family}.{main}.main+xml",
    )


KINDS = {
    kind.extension: kind
    for kind in [
        Kind("pdf", "application/pdf", "pdf", "een pdf", "p. {n}"),
        _office("docx", "wordprocessingml", "document", "Word", "deel {n}"),
        _office("pptx", "presentationml", "presentation", "PowerPoint", "dia {n}"),
        _office("xlsx", "spreadsheetml", "sheet", "Excel", "blad {n}"),
        Kind("jpg", "image/jpeg", "afbeelding", "een jpg-afbeelding", "afbeelding"),
        Kind("png", "image/png", "afbeelding", "een png-afbeelding", "afbeelding"),
        Kind("webp", "image/webp", "afbeelding", "een webp-afbeelding", "afbeelding"),
    ]
}
EXTENSIONS = {**KINDS, "jpeg": KINDS["jpg"]}
SAVE_AS = {  # extensions that are refused, with the one to save as
    **dict.fromkeys(["doc", "dot", "dotx", "docm", "dotm", "odt", "rtf", "pages", "wpd"], "docx"),
    **dict.fromkeys(["ppt", "pps", "ppsx", "pot", "potx", "pptm", "ppsm", "odp", "key"], "pptx"),
    **dict.fromkeys(["xls", "xlt", "xltx", "xlsm", "xlsb", "ods", "csv", "numbers"], "xlsx"),
    **dict.fromkeys(["gif", "tif", "tiff", "bmp", "heic", "heif", "avif", "svg"], "png of .jpg"),
    **dict.fromkeys(["html", "htm", "xps", "epub", "txt", "md", "eml", "msg"], "pdf"),
}
_SIGNATURES = [  # (first bytes, what it is), longest first where one begins as another
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"\xff\xd8\xff", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF8", "een gif-afbeelding"),
    (b"II*\x00", "een tiff-afbeelding"),
    (b"MM\x00*", "een tiff-afbeelding"),
    (b"BM", "een bmp-afbeelding"),
    (b"{\\rtf", "een rtf-bestand"),
    (b"MZ", "een programma"),
    (b"\x7fELF", "een programma"),
    (b"#!", "een programma"),
    (b"Rar!", "een ingepakt bestand"),
    (b"7z\xbc\xaf", "een ingepakt bestand"),
    (b"\x1f\x8b", "een ingepakt bestand"),
]
_MARKUP = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?(?:<!doctype\s+)?<?(svg|html)\b", re.I | re.S)
PDF_WITHIN = 1024  # bytes before "%PDF" that readers allow


def extension_of(name):
    """The last extension of a name in small letters, without the dot: "exe" of "rapport.pdf.EXE"; "" for none."""
    stem, dot, extension = name.rpartition(".")
    return extension.strip().lower() if dot and stem else ""


def kind_of(name):
    """The Kind that a file name promises by its last extension, or None when such files are not taken in."""
    return EXTENSIONS.get(extension_of(clean_name(name)))


def refusal(name):
    """Why a file with this name is not taken in, in Dutch, with what to do; "" when it is."""
    extension = extension_of(clean_name(name))
    if extension in EXTENSIONS:
        return ""
    if extension in SAVE_AS:
        advice = f"Sla het bestand op als .{SAVE_AS[extension]} en probeer het opnieuw."
        return f"Een bestand met .{extension} kan hier niet worden gelezen. {advice}"
    ends = f"met .{extension}" if extension.isalnum() and len(extension) <= 8 else "zonder bekend einde in de naam"
    return f"Een bestand {ends} kan hier niet. Dit kan wel: pdf, Word (.docx), PowerPoint, Excel, jpg, png en webp."


def signature(head):
    """What a file is by its first bytes: an extension of KINDS, "zip", "ole", a Dutch phrase, or "" when unknown."""
    for first, found in _SIGNATURES:
        if head.startswith(first):
            return found
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if b"%PDF" in head[: PDF_WITHIN + 4]:
        return "pdf"
    markup = _MARKUP.match(head.removeprefix(b"\xef\xbb\xbf"))
    if markup:
        return "een svg-tekening" if markup[1].lower() == b"svg" else "een webpagina"
    return ""


def clean_name(name, longest=LONGEST_NAME):
    """A user's file name as it may be shown: one line, no path, no sign that hides or turns letters, never empty.

    At most `longest` characters; the extension stays.
    """
    name = unicodedata.normalize("NFC", name.encode("utf-8", "ignore").decode("utf-8"))
    name = re.split(r"[/\\]", name)[-1]
    # Cc control, Cf format (right-to-left marks, zero width), Cs surrogate, Co private, Zl and Zp line ends
    name = "".join(" " if sign in "\t\n\r" else sign for sign in name)
    name = "".join(sign for sign in name if unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp"))
    name = " ".join(name.split()).rstrip(". ")
    stem, dot, extension = name.rpartition(".")
    if not dot or len(extension) > 10:
        return name[:longest].strip() or "bestand"
    return f"{stem.strip()[: longest - len(extension) - 1].strip() or 'bestand'}.{extension}"
