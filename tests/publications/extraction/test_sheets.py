"""The cells of a workbook are text: what a reader sees in them, sheet by sheet, and no more than the limits say."""

import datetime as dt
import io

import pytest
import xlsxwriter  # python-pptx brings it along

from publications.extraction import cells, sheets
from publications.extraction.kinds import KINDS
from publications.extraction.limits import Limits
from publications.extraction.office import Package

from .office_files import SAID, zipped
from .sheet_files import book, book_parts, cell, row, said, sheet

LONG = 10**9  # seconds: the process that runs the tests has worked for a while already
FREE = Limits(cpu=LONG)


def read(data, limits=FREE):
    """What is found in a workbook."""
    return sheets.read(Package(data, KINDS["xlsx"]), limits)


def lines(*rows, **given):
    """The lines of a workbook with one sheet of these rows, without its name."""
    (page,) = read(book([("Blad1", "visible", sheet(*rows))], **given)).pages
    return page.text.splitlines()[1:]


def shown(held, **given):
    """What a reader sees of a number in the format `form`."""
    return lines(row(cell(held, style=2)), **given)[0]


def test_a_workbook_gives_what_xlsxwriter_wrote():
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept) as made:
        bold, day = made.add_format({"bold": True}), made.add_format({"num_format": "d mmmm yyyy"})
        first = made.add_worksheet("Eerste")
        first.write_row("A1", ["Datum", 3.5, True])
        first.write_datetime("A2", dt.datetime(2024, 3, 10), day)
        first.write_formula("B2", '="a"&"b"', None, "ab")
        first.write_rich_string("C2", "een ", bold, "vet", " woord")
        first.write_comment("A1", "Van wie?")
        first.set_column("H:XFD", None, None, {"hidden": True})
        chart = made.add_chart({"type": "bar"})
        chart.add_series({"values": "=Eerste!$B$1:$B$1"})
        made.add_chartsheet("Grafiek").set_chart(chart)
        secret, last = made.add_worksheet("Geheim"), made.add_worksheet("Laatste")
        secret.write("A1", "verborgen")
        secret.hide()
        last.merge_range("A1:C1", "over drie kolommen", bold)
        last.write_url("A3", "https://hetccv.nl", string="naar het CCV")
    found = read(kept.getvalue())
    assert [page.text for page in found.pages] == [
        "Eerste\nDatum\t3.5\tWAAR\n10-03-2024\tab\teen vet woord",
        "",
        "",
        "Laatste\nover drie kolommen\nnaar het CCV",
    ]
    assert found.hidden == {"hidden_sheets": 1, "hidden_cells": 0, "comments": 1}
    assert found.notes == []


def test_a_page_is_a_sheet_with_its_name_above_it_and_a_line_for_each_row():
    found = read(book())
    assert [(page.label, page.heading) for page in found.pages] == [
        ("blad 1", "Cijfers"),
        ("blad 2", ""),
        ("blad 3", "Uitleg"),
    ]
    assert found.pages[0].text.splitlines() == ["Cijfers", "Wijk\tJongeren", "Noord\t1250", "Zuid\t980"]
    assert found.pages[2].text.splitlines() == ["Uitleg", "Waar\tWanneer", f"{SAID}\t10-03-2024"]
    assert found.outline == [(1, "Cijfers", 1), (1, "Uitleg", 3)]
    assert (found.page_count, found.notes) == (3, [])


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_of_a_hidden_sheet_nothing_is_read_and_the_others_keep_their_number(state):
    made = [("Namen", state, sheet(row("Jan Jansen"))), ("Cijfers", "visible", sheet(row("Noord")))]
    found = read(book(made))
    assert [(page.label, page.heading, page.text) for page in found.pages] == [
        ("blad 1", "", ""),
        ("blad 2", "Cijfers", "Cijfers\nNoord"),
    ]
    assert found.hidden == {"hidden_sheets": 1, "hidden_cells": 0, "comments": 1}


def test_a_chart_has_an_empty_page():
    found = read(book([("Grafiek", "visible", ""), ("Cijfers", "visible", sheet(row("Noord")))]))
    assert [page.text for page in found.pages] == ["", "Cijfers\nNoord"]
    assert found.notes == []


def test_every_sort_of_cell_is_read():
    rich = "<r><t>Samen </t></r><r><rPr><b/></rPr><t>sterk</t></r><rPh><t>uitspraak</t></rPh><phoneticPr/>"
    made = lines(
        row(cell(0, "s"), cell(1, "s"), cell("van een formule", "str"), said("eigen\n tekst"), said("a_x000D_b")),
        row(cell(1, "b"), cell(0, "b"), cell("#N/A", "e"), "<c/>", cell("2024-03-10", "d")),
        row(cell(12), cell("1.11222333E8"), cell("0.30000000000000004"), cell(-7.5), cell("1e999")),
        row("<c><v></v></c>", said(" ")),
        shared=[rich, "<t>gedeeld</t>"],
    )
    assert made == [
        "Samen sterk\tgedeeld\tvan een formule\teigen tekst\ta b",
        "WAAR\tONWAAR\t2024-03-10",
        "12\t111222333\t0.3\t-7.5\t1e999",
    ]


@pytest.mark.parametrize(
    ("form", "number", "text"),
    [
        ("d-m-yyyy", 45361, "10-03-2024"),
        ("[$-413]d\\ mmmm\\ yyyy;@", 45361.9, "10-03-2024"),
        ("mmm\\ yy", 45361, "10-03-2024"),
        ("dd/mm/yyyy\\ hh:mm", 45361.604166667, "10-03-2024 14:30"),
        ("yyyy", 59, "28-02-1900"),
        ("yyyy", 60, "60"),
        ("yyyy", 61, "01-03-1900"),
        ("yyyy", -1, "-1"),
        ("yyyy", 2958465, "31-12-9999"),
        ("yyyy", 2958466, "2958466"),
        ("h:mm", 45361.604166667, "14:30"),
        ("h:mm:ss AM/PM", 0.5, "12:00:00"),
        ("[h]:mm", 1.5, "36:00"),
        ("mm:ss", 0.0038194444, "00:05:30"),
        ("General", 45361, "45361"),
        ("0.00", 45361, "45361"),
        ("&quot;dag&quot; 0", 45361, "45361"),
        ("[Red]0\\ \\d", 45361, "45361"),
        ("#,##0_d;[Blue]*y0", 45361, "45361"),
        ("000000000", 12345672, "012345672"),
        ("000", 7.25, "7.25"),
    ],
)
def test_a_number_is_a_moment_only_in_the_format_of_one(form, number, text):
    assert shown(number, form=form) == text


def test_some_workbooks_count_from_1904():
    assert shown(43899, form="d-m-yy", settings='<workbookPr date1904="1"/>') == "10-03-2024"


@pytest.mark.parametrize(
    ("before", "more"),
    [("", 'hidden="1"'), ('<cols><col min="2" max="900000" hidden="1"/></cols>', "")],
)
def test_what_is_folded_or_filtered_away_is_read_and_said(before, more):
    rows = [row(said("Wijk", "A1"), said("Naam", "AB1"), more=more)]
    found = read(book([("Blad1", "visible", sheet(*rows, before=before))]))
    assert found.pages[0].text == "Blad1\nWijk\tNaam"
    assert found.hidden["hidden_cells"] == 1


def test_hidden_columns_without_anything_in_them_say_nothing():
    made = sheet(row(said("Wijk", "A1"), '<c r="C1" s="1"/>'), before='<cols><col min="3" max="99" hidden="1"/></cols>')
    assert read(book([("Blad1", "visible", made)])).hidden["hidden_cells"] == 0


def partly(found):
    """The number of pages, and whether the editor is told that not all of blad 1 was read."""
    return len(found.pages), any("Niet helemaal gelezen: blad 1" in note for note in found.notes)


def test_no_more_text_and_sheets_are_kept_than_the_limits_say():
    many = [(f"Blad{n}", "visible", sheet(*[row("é" * 100)] * 9)) for n in range(1, 6)]
    found = read(book(many), Limits(cpu=LONG, text=500))
    assert partly(found) == (1, True)
    assert len(found.pages[0].text.encode()) <= 500
    found = read(book(many), Limits(cpu=LONG, pages=4))
    assert (partly(found), found.page_count) == ((4, False), 5)


def test_when_the_time_is_up_no_next_cell_is_read():
    assert partly(read(book(), Limits(cpu=0))) == (1, True)


def test_shared_texts_fill_no_more_memory_than_they_may(monkeypatch):
    monkeypatch.setattr(cells, "MOST_SHARED", 200)
    asked = sheet(row(*(cell(n, "s") for n in range(9))))
    found = read(book([("Blad1", "visible", asked)], shared=["<t>gedeeld</t>"] * 9))
    assert partly(found) == (1, True)
    assert 1 < found.pages[0].text.count("gedeeld") < 9


@pytest.mark.parametrize("asked", ["-1", "1", "9" * 5000, "x"])
def test_a_text_that_is_not_there_is_said(asked):
    assert partly(read(book([("Blad1", "visible", sheet(row("ja", cell(asked, "s"))))]))) == (1, True)


HALF = "<worksheet><sheetData><row><c><v>7</v></c></row>"


@pytest.mark.parametrize(
    ("broken", "text"),
    [
        (HALF, "Blad1\n7"),
        ("geen xml", ""),
        (f"<!--{'x' * 300_000}--><!DOCTYPE a>{HALF}", ""),  # the guard looks for it at the start of a part
    ],
    ids=["half", "no XML", "with a DTD"],
)
def test_a_sheet_that_is_broken_off_is_read_up_to_there(broken, text):
    parts = book_parts([("Blad1", "visible", sheet()), ("Blad2", "visible", sheet(row("heel")))])
    found = read(zipped(parts | {"xl/worksheets/sheet1.xml": broken}))
    assert partly(found) == (2, True)
    assert [page.text for page in found.pages] == [text, "Blad2\nheel"]
