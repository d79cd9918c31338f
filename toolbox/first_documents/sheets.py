"""PDF from plain data: an approach on paper, and all approaches in one table. Tagged, and accessible by PDF/UA-1."""

import json
from pathlib import Path

import typst

FOLDER = Path(__file__).parent


def approach_sheet(data):
    """The bytes of the PDF about one approach; `data` as of facts.sheet()."""
    return _pdf("sheet.typ", data)


def overview(data):
    """The bytes of the PDF with all approaches; `data` as of facts.overview()."""
    return _pdf("overview.typ", data)


def _pdf(template, data):
    """Typeset with the fonts that typst carries, so that every machine makes the same bytes."""
    return typst.compile(
        str(FOLDER / template),
        root=str(FOLDER),
        format="pdf",
        font_paths=[],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards=["ua-1"],  # refuses a page that has no title, or a picture without words
    )
