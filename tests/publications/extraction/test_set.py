"""Whatever file is dropped, it ends in the state that fits it, within its limits, and leaves nothing behind."""

import os
import tempfile

import pytest

from publications.extraction import limited
from publications.extraction.limits import LIMITS, Limits
from publications.extraction.reading import SENTENCES, STATES

from . import files

SHORT = Limits(cpu=4, wall=6, total=8)
SHORTER = Limits(cpu=2, wall=5, total=7)  # for what takes all it can get
SLOW = pytest.mark.skipif(not os.environ.get("SLOW"), reason="the full limits take minutes: set SLOW=1")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A place for temporary files of which everything can be seen."""
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    yield place
    assert list(place.iterdir()) == []


def check(file, place, limits):
    """Read the file, and compare all that is said of it."""
    path = place / "file"
    path.write_bytes(file.make())
    reading = limited.read(path, file.name, limits, with_picture=True)
    assert reading.state == file.state, reading
    assert reading.state in STATES
    assert reading.peak_memory < limits.memory
    assert reading.seconds < limits.total + 2
    assert bool(reading.message) == (reading.state != "ready")
    assert file.says in " ".join([reading.message, *reading.notes])
    assert {what for what in file.hidden if reading.hidden.get(what)} == set(file.hidden)
    assert bool(reading.picture) == file.pictured
    if file.pages is not None:
        assert reading.page_count == file.pages
    assert [page.number for page in reading.pages if file.holds and file.holds in page.text] == [file.at] * bool(
        file.at
    )
    assert os.listdir(place) == ["file"]


@pytest.mark.parametrize("file", files.FILES, ids=lambda file: ascii(file.name))
def test_every_file_ends_in_the_state_that_fits_it(file, folder, tmp_path):
    (tmp_path / "one").mkdir()
    check(file, tmp_path / "one", SHORT)


@pytest.mark.parametrize("file", [*files.HEAVY, files.IN_HASTE], ids=lambda file: file.name)
def test_a_file_that_takes_all_it_can_get_is_stopped_in_time(file, folder, tmp_path):
    (tmp_path / "one").mkdir()
    check(file, tmp_path / "one", SHORTER)


@SLOW
@pytest.mark.slow
@pytest.mark.parametrize("file", [*files.FILES, *files.HEAVY, files.WITH_TIME], ids=lambda file: ascii(file.name))
def test_with_the_full_limits_it_is_the_same(file, folder, tmp_path):
    (tmp_path / "one").mkdir()
    check(file, tmp_path / "one", LIMITS)


def test_the_set_is_large_and_each_kind_has_files_of_every_state_that_it_can_have():
    assert len(files.FILES) + len(files.HEAVY) >= 70
    assert len({file.name for file in files.FILES}) == len(files.FILES)
    assert {file.state for file in files.PDFS} | {"too_heavy"} == set(STATES)
    assert {file.state for file in files.WORD} == set(STATES)
    assert set(STATES) <= SENTENCES.keys()


def test_a_file_is_made_the_same_each_time():
    assert all(file.make() == file.make() for file in files.FILES if file.state == "ready")
