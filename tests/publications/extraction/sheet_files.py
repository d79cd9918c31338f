"""Workbooks made by code, cell by cell: of every sort of cell, with hidden sheets, and far too many of them."""

from .office_files import SAID, R, S, core, parts, zipped

STYLES = """<numFmts><numFmt numFmtId="164" formatCode="{}"/></numFmts>
<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs>"""


def cell(held, kind="n", style=0, place=""):
    """A cell that holds a number, a formula's text, or the place of a shared text."""
    at = f'r="{place}" ' if place else ""
    return f'<c {at}t="{kind}" s="{style}"><v>{held}</v></c>'


def said(text, place=""):
    """A cell with a text of its own."""
    at = f'r="{place}" ' if place else ""
    return f'<c {at}t="inlineStr"><is><t>{text}</t></is></c>'


def row(*cells, more=""):
    """A row of these cells; what is only text becomes a cell."""
    return f"<row {more}>{''.join(one if one.startswith('<') else said(one) for one in cells)}</row>"


def sheet(*rows, before="", after="<pageMargins/>"):
    """A sheet of these rows."""
    return f'<worksheet xmlns="{S}">{before}<sheetData>{"".join(rows)}</sheetData>{after}</worksheet>'


def book_parts(sheets=None, shared=(), form="General", settings="", **given):
    """The parts of a workbook of [(name, state, sheet)], "" for a chart; unsaid three sheets, of which one is hidden.

    Style 1 of its cells is a day, style 2 has the format `form`.
    """
    sheets = sheets or [
        ("Cijfers", "visible", sheet(row("Wijk", "Jongeren"), row("Noord", cell(1250)), row("Zuid", cell(980)))),
        ("Bron", "hidden", sheet(row("Dit ziet een lezer niet."))),
        ("Uitleg", "visible", sheet(row("Waar", "Wanneer"), row(cell(0, "s"), cell(45361, style=1)))),
    ]
    shared = shared or [f"<t>{SAID}</t>"]
    listed = "".join(
        f'<sheet name="{name}" sheetId="{n}" state="{state}" r:id="rId{n}"/>'
        for n, (name, state, _) in enumerate(sheets, 1)
    )
    related = [
        (f"rId{n}", "worksheet" if one else "chartsheet", f"worksheets/sheet{n}.xml")
        for n, (_, _, one) in enumerate(sheets, 1)
    ]
    more = {f"xl/worksheets/sheet{n}.xml": one or "<chartsheet/>" for n, (_, _, one) in enumerate(sheets, 1)}
    more |= {
        "xl/sharedStrings.xml": f'<sst xmlns="{S}">{"".join(f"<si>{one}</si>" for one in shared)}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{S}">{STYLES.format(form)}</styleSheet>',
        "xl/comments1.xml": f'<comments xmlns="{S}"><commentList><comment/></commentList></comments>',
        "docProps/core.xml": core(title="Cijfers over de wijk", creator="J. Jansen", modified="2022-05-01T00:00:00Z"),
    }
    main = f'<workbook xmlns="{S}" xmlns:r="{R}">{settings}<sheets>{listed}</sheets></workbook>'
    related += [("rIdT", "sharedStrings", "sharedStrings.xml"), ("rIdS", "styles", "styles.xml")]
    return parts("xlsx", main, related, more | given.pop("more", {}), **given)


def book(sheets=None, **given):
    """An Excel file."""
    return zipped(book_parts(sheets, **given))


def many_cells(number=2_000_000):
    """A workbook with so many cells, that says on its second sheet what nobody gets to."""
    rows = (
        row(*(f"<c><v>{n * 7919 % 99_991}</v></c>" for n in range(first, first + 100)))
        for first in range(0, number, 100)
    )
    return book([("Veel", "visible", sheet(*rows)), ("Uitleg", "visible", sheet(row(SAID)))])


def one_text_many_times(number=1_000_000):
    """One shared text as long as a cell may be, in a million cells: thirty gigabytes when it is written out."""
    long = f"<t>{'ab ' * 10_920}</t>"
    rows = (
        row(*(f'<c s="{n % 1009}" t="s"><v>0</v></c>' for n in range(first, first + 100)))
        for first in range(0, number, 100)
    )
    return book([("Bom", "visible", sheet(*rows))], shared=[long])


def many_shared(number=2_000_000):
    """A table of so many shared texts, of which the last is asked for."""
    texts = (f"<t>{n * 7919 % 99_991:x}</t>" for n in range(number))
    asked = sheet(row(SAID), row(cell(number - 1, "s")))
    return book([("Achteraan", "visible", asked)], shared=list(texts))
