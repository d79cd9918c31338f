"""The same text, a newer version of it, or another text."""

import json
import random
import time

import pytest

from publications.proposals.doubles import (
    MOSTLY_SAME,
    NEWER_VERSION,
    OTHER,
    PARTLY_SAME,
    SAME,
    SAME_TEXT,
    SIZE,
    Known,
    fingerprint,
    likeness,
    likeness_of,
    normalised,
    publication_of,
    share,
)

WORDS = """jongeren gemeente aanpak wijk school ouders politie coach drugs geld werk straat groep plan doel onderzoek
effect deelnemers begeleiding gesprek week maand partners regie middelen risico bescherming signalen hulp toekomst"""


def paragraphs(count, seed):
    """So many paragraphs of eighty words, the same every time."""
    chosen = random.Random(seed)
    return [" ".join(chosen.choices(WORDS.split(), k=80)) for _ in range(count)]


def text(rows):
    """The paragraphs as one text."""
    return "\n\n".join(rows)


BASE = paragraphs(20, "base")


def test_a_text_that_was_saved_again_is_the_same():
    again = text(BASE).replace("\n\n", "\n").upper().replace(" ", "  ")
    assert likeness("Plan", text(BASE), "Een heel andere titel", again) == SAME


def test_a_text_with_a_word_mended_is_the_same():
    assert likeness("Plan", text(BASE), "Plan", text(BASE).replace("jongeren", "jeugdigen", 1)) == SAME


@pytest.mark.parametrize("changed", [3, 5, 8])
def test_a_text_with_paragraphs_changed_is_a_newer_version(changed):
    newer = text([*paragraphs(changed, "new"), *BASE[changed:]])
    assert likeness("Plan van aanpak v2", newer, "Plan van aanpak (concept)", text(BASE)) == NEWER_VERSION


def test_one_paragraph_of_a_short_text_changed_is_a_newer_version():
    short = paragraphs(5, "short")
    assert likeness("Brief", text([*short[:4], *paragraphs(1, "other")]), "Brief", text(short)) == NEWER_VERSION


def test_mostly_the_same_text_is_a_newer_version_whatever_it_is_called():
    newer = text([*BASE[:15], *paragraphs(5, "new")])
    assert (
        likeness("Monitor jeugdcriminaliteit 2020", newer, "Monitor jeugdcriminaliteit 2017", text(BASE))
        == NEWER_VERSION
    )


@pytest.mark.parametrize("kept", [0, 3, 7, 11])
def test_the_monitor_of_another_year_is_another_text(kept):
    other = text([*BASE[:kept], *paragraphs(20 - kept, "2020")])
    assert likeness("Monitor jeugdcriminaliteit 2020", other, "Monitor jeugdcriminaliteit 2017", text(BASE)) == OTHER


def test_with_the_same_title_a_good_part_of_the_text_is_enough():
    half = text([*BASE[:11], *paragraphs(9, "half")])
    assert likeness("Handreiking ondermijning", half, "Handreiking  Ondermijning!", text(BASE)) == NEWER_VERSION
    assert likeness("Handreiking ondermijning", half, "Een heel ander stuk", text(BASE)) == OTHER


def test_texts_about_the_same_are_not_the_same():
    assert likeness("Plan", text(paragraphs(20, "a")), "Plan", text(paragraphs(20, "b"))) == OTHER


@pytest.mark.parametrize(
    ("one", "other"),
    [("", ""), ("Dank u", ""), ("Een korte tekst van zes woorden.", "Heel iets anders dan dat ene stuk.")],
)
def test_of_files_without_text_nobody_can_tell(one, other):
    assert likeness("Scan", one, "Scan", other) == OTHER


def test_a_short_text_is_the_same_only_to_the_letter():
    short = "Een korte tekst van zeven hele woorden."
    assert likeness("Poster", short, "poster", short) == SAME
    assert likeness("Poster", short, "Flyer", short) == OTHER


def test_a_fingerprint_is_small_and_can_be_kept_as_json():
    made = fingerprint(text(BASE))
    assert len(made) == SIZE
    assert made == sorted(set(made)) == json.loads(json.dumps(made))
    assert max(made) < 2**53  # what JavaScript and others still count exactly
    assert likeness_of("Plan", made, "Plan", json.loads(json.dumps(made))) == SAME
    assert fingerprint("") == fingerprint("vier woorden zijn weinig") == []


@pytest.mark.parametrize("kept", [0, 5, 10, 15, 20])
def test_a_fingerprint_tells_the_share_well_enough(kept):
    """Against the true share, of twenty pairs of texts: within 0.1 nearly always."""
    wrong = []
    for seed in range(20):
        whole = paragraphs(20, f"one {seed}")
        one, other = text(whole), text([*whole[:kept], *paragraphs(20 - kept, f"other {seed}")])
        pieces = [{tuple(rows[n : n + 5]) for n in range(len(rows) - 4)} for rows in (one.split(), other.split())]
        true = len(pieces[0] & pieces[1]) / len(pieces[0] | pieces[1])
        wrong.append(abs(share(fingerprint(one), fingerprint(other)) - true))
    assert sum(miss > 0.1 for miss in wrong) <= 1
    assert sum(wrong) / len(wrong) < 0.05


def test_of_short_texts_the_share_is_exact():
    one, other = "a b c d e f g h", "a b c d e f g x"
    assert share(fingerprint(one), fingerprint(other)) == pytest.approx(3 / 5)
    assert share([], []) == 0


def test_the_thresholds_are_in_order():
    assert 0 < PARTLY_SAME < MOSTLY_SAME < SAME_TEXT < 1


@pytest.mark.parametrize(
    ("title", "same"),
    [
        ("Do or don’t", "do or dont"),
        ("  Plan van aanpak (v2, concept)", "plan van aanpak"),
        ("Interveniëren: versie 1.3 definitief", "intervenieren"),
        ("Monitor Jeugdcriminaliteit 2020", "monitor jeugdcriminaliteit 2020"),
    ],
)
def test_titles_are_compared_without_what_does_not_matter(title, same):
    assert normalised(title) == same


PUBLICATIONS = [
    Known(1, "Do or don't", "Kennissynthese ingroeimechanismen", 2022),
    Known(2, "Monitor Jeugdcriminaliteit 2017", "", 2018),
    Known(3, "Jaarplan", "", None),
    Known(4, "Twee keer hetzelfde"),
    Known(5, "Twee keer hetzelfde"),
]


@pytest.mark.parametrize(
    ("title", "year", "pk"),
    [
        ("Do or don’t?", 2022, 1),
        ("Do or don't: kennissynthese ingroeimechanismen", None, 1),
        ("Do or don't", 2012, None),
        ("Monitor jeugdcriminaliteit 2017", 2017, 2),
        ("Monitor jeugdcriminaliteit 2020", 2021, None),
        ("Jaarplan", 2020, 3),
        ("Twee keer hetzelfde", None, None),
        ("Plan", None, None),
        ("", None, None),
    ],
)
def test_a_file_of_a_publication_that_is_there_already(title, year, pk):
    assert publication_of(title, year, PUBLICATIONS) == pk


def test_a_long_text_takes_no_long_time():
    start = time.perf_counter()
    assert len(fingerprint(text(paragraphs(2000, "long")))) == SIZE
    assert time.perf_counter() - start < 3
