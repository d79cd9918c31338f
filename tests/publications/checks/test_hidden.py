"""What an editor is told of properties, hidden content and accessibility."""

from dataclasses import asdict

import pytest

from publications.checks.clean import clean
from publications.checks.hidden import MAX_NAME, Warning, warnings
from publications.extraction import limited

from . import files


def codes(reading):
    """The codes of the warnings."""
    return [warning.code for warning in warnings(reading)]


def test_nothing_to_say_of_a_clean_file():
    assert warnings({}) == []
    clean = {
        "properties": {"author": "", "title": "Titel"},
        "hidden": {"comments": 0},
        "accessibility": {"tagged": True},
    }
    assert warnings(clean) == []


def test_what_was_not_looked_for_is_not_called_missing():
    assert warnings({"accessibility": {}}) == []
    assert codes({"accessibility": {"tagged": False}}) == ["without_tagged"]


def test_the_sentences():
    reading = {
        "properties": {"author": "Jan", "last_modified_by": "Fatima", "company": "Bureau"},
        "hidden": {"comments": 1, "tracked_changes": 3, "notes": 2, "gps": 1},
        "accessibility": {"tagged": False, "title": True, "language": False, "text": False},
    }
    assert [warning.sentence for warning in warnings(reading)] == [
        "De eigenschappen noemen een auteur: Jan.",
        "De eigenschappen noemen wie het bestand het laatst bewaarde: Fatima.",
        "De eigenschappen noemen een organisatie: Bureau.",
        "Er staat 1 opmerking in.",
        "Er staan 3 bijgehouden wijzigingen in. Lezers zien wat er eerst stond.",
        "Bij 2 dia’s staan notities van de spreker. Lezers zien die ook.",
        "In de foto staat op welke plek hij is gemaakt.",
        "De pdf heeft geen tags. Een schermlezer weet dan niet wat een kop of een lijst is.",
        "De pdf zegt niet in welke taal hij is.",
        "De pdf heeft geen tekst, alleen beeld. Zoeken en voorlezen kan niet.",
    ]


def test_what_can_be_cleaned_and_what_must_be_ticked():
    reading = {
        "properties": {"company": "Bureau"},
        "hidden": {"notes": 1, "scripts": 1},
        "accessibility": {"text": False},
    }
    assert [(row.code, row.can_be_cleaned, row.must_be_ticked) for row in warnings(reading)] == [
        ("company", True, False),
        ("notes", False, True),
        ("scripts", True, True),
        ("without_text", False, True),
    ]


@pytest.mark.parametrize(
    ("name", "shown"),
    [("Jan\n\u202eJansen\x00.", "Jan Jansen"), ("x" * 200, "x" * (MAX_NAME - 1) + "…"), (12, "12")],
)
def test_a_name_from_a_file_does_no_harm_in_a_sentence(name, shown):
    (warning,) = warnings({"properties": {"author": name}})
    assert warning == Warning("author", f"De eigenschappen noemen een auteur: {shown}.", True, True)


@pytest.mark.parametrize(
    ("kind", "data", "expected"),
    [
        ("docx", files.word, {"author", "last_modified_by", "company", "comments", "tracked_changes", "hidden_text"}),
        ("pptx", files.slides, {"author", "last_modified_by", "comments", "hidden_slides", "notes"}),
        ("pdf", files.pdf, {"author", "scripts", "launches", "embedded_files", "comments"}),
        ("jpg", files.jpeg, {"gps", "camera"}),
        ("xlsx", lambda: files.workbook("hidden"), {"hidden_sheets", "company"}),
    ],
)
def test_what_the_portal_reads_out_of_a_file_is_what_the_editor_is_told(tmp_path, kind, data, expected):
    path = tmp_path / f"a.{kind}"
    path.write_bytes(data())
    reading = asdict(limited.read(path, path.name))
    assert expected <= set(codes(reading)), reading


@pytest.mark.parametrize(
    ("kind", "data"),
    [("docx", files.word), ("pptx", files.slides), ("xlsx", files.workbook), ("pdf", files.pdf), ("jpg", files.jpeg)],
)
def test_a_cleaned_copy_is_without_all_that_the_editor_was_told_can_be_cleaned(tmp_path, kind, data):
    path, copy = tmp_path / f"a.{kind}", tmp_path / f"b.{kind}"
    path.write_bytes(data())
    clean(path, kind, copy)
    read = [limited.read(one, one.name) for one in (path, copy)]
    if kind == "xlsx":  # the other kinds lose what is hidden
        assert read[0].pages == read[1].pages
        assert read[0].pages[0].text == "Blad1\nCijfers\t42"
    before, after = (warnings(asdict(one)) for one in read)
    assert any(warning.can_be_cleaned for warning in before)
    assert [warning for warning in after if warning.can_be_cleaned] == []
    assert after == [warning for warning in before if not warning.can_be_cleaned]
