"""A pdf read and pictured by PDFium. It may abort the whole process, so only a child process calls this."""

import time
from itertools import groupby, islice
from statistics import median

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from . import properties, texts
from .reading import DAMAGED, PASSWORD, Found, UnreadableError

MOST_OUTLINE = 500  # entries
TITLE_SIGNS = 2000  # of page 1, among which a title is looked for
TITLE_LARGER = 1.15  # times the usual size of letters
TITLE_LINES = 4


def load(data, kind=None):
    """The document; raises UnreadableError when it has a password, no pages, or is not a pdf PDFium knows."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise UnreadableError(PASSWORD) from error
        if error.err_code == raw.FPDF_ERR_SUCCESS:
            raise UnreadableError(DAMAGED, "no_pages") from error
        raise UnreadableError(DAMAGED) from error
    document.init_forms()
    return document


def read(document, limits):
    """What is found: text per page, properties, outline, and whether it is fit for a screen reader."""
    found = Found("pdf", page_count=len(document), language=_language(document))
    found.properties = properties.of_pdf(document.get_metadata_dict())
    found.date = found.properties.get("created", "") or found.properties.get("modified", "")
    found.outline = _outline(document)
    headings = {page: title for _, title, page in reversed(found.outline)}
    for index in range(min(len(document), limits.pages)):
        try:
            text = _text(document, index, found)
        except pdfium.PdfiumError:
            text = ""
            found.unread.append(index + 1)
        if not found.add(text, limits, headings.get(index + 1, "")) or time.process_time() > limits.reading:
            break
    found.drop_unread()
    found.accessibility = {
        "tagged": bool(document.is_tagged()),
        "title": bool(found.properties.get("title")),
        "language": bool(found.language),
        "text": any(texts.letters(page.text) for page in found.pages),
    }
    found.hidden = {"embedded_files": max(document.count_attachments(), 0)}
    return found


def picture(document, number, width):
    """Page `number` as a Pillow image of `width` pixels wide, at most twice as high; None without such a page."""
    if not 1 <= number <= len(document):
        return None
    page = document[number - 1]
    across, down = (max(side, 1.0) for side in page.get_size())
    bitmap = page.render(scale=min(width / across, 2 * width / down), limit_image_cache=True)
    return bitmap.to_pil()


def _text(document, index, found):
    page = document[index]
    try:
        text = page.get_textpage()
        if index == 0:
            found.title = _largest(text)
        return text.get_text_range()
    finally:
        page.close()


def _largest(text):
    """The lines in the largest letters, as a title: "" when no line stands out."""
    lines, line = [], []
    for index in range(min(text.count_chars(), TITLE_SIGNS)):
        sign = chr(raw.FPDFText_GetUnicode(text, index) or 32)
        if sign in "\r\n":
            lines, line = [*lines, line], []
        else:
            _, bottom, _, top = text.get_charbox(index, loose=True)
            line.append((sign, top - bottom))
    sized = [(median(size for _, size in one), "".join(sign for sign, _ in one)) for one in [*lines, line] if one]
    sized = [(size, shown) for size, shown in sized if texts.letters(shown) > 1]
    if not sized:
        return ""
    usual, largest = median(size for size, _ in sized), max(size for size, _ in sized)
    if largest < usual * TITLE_LARGER:
        return ""
    runs = groupby(sized, key=lambda row: row[0] > largest * 0.95)
    first = next(list(run) for stands_out, run in runs if stands_out)
    return texts.line(" ".join(shown for _, shown in first[:TITLE_LINES]))


def _outline(document):
    rows = []
    for mark in islice(document.get_toc(max_depth=6), MOST_OUTLINE):
        target = mark.get_dest()
        index = target.get_index() if target else None
        title = texts.line(mark.get_title())
        if title and index is not None and index < len(document):
            rows.append((mark.level + 1, title, index + 1))
    return rows


def _language(document):
    size = raw.FPDFCatalog_GetLanguage(document, None, 0)  # in bytes, with the closing NUL
    buffer = (raw.FPDF_WCHAR * (size // 2 + 1))()
    raw.FPDFCatalog_GetLanguage(document, buffer, size)
    return texts.line(bytes(buffer).decode("utf-16-le", "ignore"), 35)
