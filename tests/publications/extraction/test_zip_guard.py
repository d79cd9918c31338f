"""Zips that nobody should unpack are refused before anything reads them; good ones pass."""

import random
import zipfile

import pytest

from publications.extraction import zip_guard
from publications.extraction.kinds import KINDS
from publications.extraction.office import Package, parse
from publications.extraction.reading import DAMAGED, TOO_HEAVY, UnreadableError

from . import office_files as office


def refused(data):
    """The state in which a zip is refused."""
    with pytest.raises(UnreadableError) as error:
        zip_guard.guarded(data)
    return error.value.state


def test_a_good_file_passes():
    assert "word/document.xml" in zip_guard.guarded(office.word()).namelist()


def test_what_is_counted_is_what_is_really_unpacked(monkeypatch):
    monkeypatch.setattr(zip_guard, "LARGEST_PART", 100)
    assert refused(office.word()) == TOO_HEAVY
    assert refused(office.lying(office.word(), "word/styles.xml", 10)) == TOO_HEAVY


@pytest.mark.parametrize(
    ("limit", "value"), [("MOST_PARTS", 3), ("LARGEST_TOTAL", 1000), ("LARGEST_PART", 500), ("RATIO_FROM", 400)]
)
def test_each_bound_holds(monkeypatch, limit, value):
    monkeypatch.setattr(zip_guard, "MOST_TIMES", 1)
    monkeypatch.setattr(zip_guard, limit, value)
    assert refused(office.word()) == TOO_HEAVY


@pytest.mark.parametrize("size", [zip_guard.RATIO_FROM, zip_guard.RATIO_FROM + 1])
def test_a_ratio_counts_only_above_a_megabyte(size):
    data = office.zipped({**office.word_parts(), "word/media/a.bin": bytes(size)})
    if size > zip_guard.RATIO_FROM:
        assert refused(data) == TOO_HEAVY
    else:
        assert zip_guard.guarded(data)


@pytest.mark.parametrize("name", ["../a", "a/../../b", "/a", "a\\b", "c:a", "a/..", "WORD/document.xml"])
def test_a_name_that_leads_elsewhere_or_is_there_twice_is_refused(name):
    assert refused(office.zipped([*office.word_parts().items(), (name, b"x")])) == DAMAGED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
def test_a_part_with_a_dtd_is_refused_in_every_encoding(encoding):
    part = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode(encoding)
    assert refused(office.zipped({**office.word_parts(), "word/other.xml": part})) == DAMAGED


def test_the_parser_neither_fetches_nor_fills_in_entities(tmp_path):
    (tmp_path / "secret").write_text("geheim")
    outside = f'<!DOCTYPE a [<!ENTITY b SYSTEM "file://{tmp_path}/secret">]><a>&b;</a>'
    with pytest.raises(UnreadableError):
        parse(outside.encode())


def test_a_damaged_file_is_refused_or_read_but_never_crashes():
    good, dice = office.word(), random.Random(6)
    ends = set()
    for _ in range(400):
        data = bytearray(good)
        for _ in range(dice.randint(1, 6)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        try:
            Package(bytes(data[: dice.randint(100, 2 * len(data))]), KINDS["docx"])
            ends.add("read")
        except UnreadableError as error:
            ends.add(error.state)
    assert {"read", DAMAGED} <= ends


def test_a_zip_of_another_program_passes(tmp_path):
    """With folders as entries, as some programs write them."""
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr("word/", b"")
        for name, content in office.word_parts().items():
            archive.writestr(name, content)
    assert zip_guard.guarded((tmp_path / "a.docx").read_bytes())
