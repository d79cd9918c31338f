"""From text to words: pure functions, and what they make is always something that PostgreSQL takes."""

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from toolbox.search import analysis
from toolbox.search.query import parse

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)  # a browser sends no lone surrogates


def cast(literal, to):
    """PostgreSQL's own reading of a literal."""
    with connection.cursor() as cursor:
        cursor.execute(f"select %s::{to}::text", [literal])
        return cursor.fetchone()[0]


def matches(text, question):
    """Does a text hold what was asked?"""
    with connection.cursor() as cursor:
        literals = [analysis.make_vector([(text, "D")]), parse(question).tsquery()]
        cursor.execute("select %s::tsvector @@ %s::tsquery", literals)
        return cursor.fetchone()[0]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Interveniëren", "intervenieren"),
        ("CAFÉ", "cafe"),
        ("cafe\u0301", "cafe"),
        ("İstanbul", "istanbul"),
        ("½ ﬁets", "1⁄2 fiets"),
        ("Straße", "straße"),
        ("", ""),
    ],
)
def test_fold(text, folded):
    assert analysis.fold(text) == folded


@given(TEXT)
def test_folding_twice_is_folding_once(text):
    assert analysis.fold(analysis.fold(text)) == analysis.fold(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("De SMS-bom van Breda", [["sms", "bom"], ["breda"]]),
        ("foto's, en DNA/RNA", [["foto", "s"], ["dna", "rna"]]),
        ("snake_case", [["snake"], ["case"]]),
        ("de van het", []),
        ("de-escalatie", [["de", "escalatie"]]),
        ("12+ (2023)", [["12"], ["2023"]]),
        ("...!?", []),
        ("x" * 300, [["x" * analysis.MAX_WORD]]),
    ],
)
def test_analyse(text, words):
    assert analysis.analyse(text) == words


@pytest.mark.django_db
@pytest.mark.parametrize("question", ["SMS-bom", "sms-bom", "smsbom", "sms bom", "SMS  BOM", "sms", "bom", "bom sms"])
def test_a_compound_is_found_in_every_spelling(question):
    assert matches("Zo werkt de SMS-bom.", question)
    assert not matches("Zo werkt het gesprek.", question)


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["de SMS-bom", "de smsbom", "een SMS bom"])
def test_a_compound_finds_every_spelling(text):
    assert matches(text, "SMS-bom")
    assert not matches("een sms", "SMS-bom")


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("De wijk", "wijk"),
        ("‘Het Échte’ verhaal", "echte verhaal"),
        ("The end", "end"),
        ("De", "de"),
        ("Dealen", "dealen"),
        ("Één plan", "plan"),
        ("!!!", ""),
    ],
)
def test_sort_key(title, key):
    assert analysis.sort_key(title) == key


@pytest.mark.django_db
@pytest.mark.parametrize(
    "lexeme", ["a", "it's", "'", "''", "back\\slash", "\\", "\\'", "a & b", "=theme:x", "| !", "a:*"]
)
def test_a_quoted_lexeme_is_one_lexeme(lexeme):
    with connection.cursor() as cursor:
        cursor.execute("select tsvector_to_array(%s::tsvector)", [analysis.quote(lexeme)])
        assert cursor.fetchone()[0] == [lexeme]
        cursor.execute("select %s::tsvector @@ %s::tsquery", [analysis.quote(lexeme), analysis.quote(lexeme)])
        assert cursor.fetchone()[0] is True


@pytest.mark.django_db
def test_a_facet_value_with_nul_is_still_a_lexeme():
    lexeme = analysis.facet_lexeme("publisher", "O'Neill\x00 \\ zn")
    assert lexeme == "=publisher:O'Neill \\ zn"
    assert cast(analysis.make_vector([], [lexeme]), "tsvector") == "'=publisher:O''Neill \\\\ zn'"


@given(TEXT)
def test_no_text_makes_a_facet_lexeme(text):
    assert not any("=" in part for parts in analysis.analyse(text) for part in parts)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(" ".join(f"woord{i}" for i in range(200_000)), id="many words"),
        pytest.param("é€😀中" * 200_000, id="one word of many bytes"),
        pytest.param(" ".join(f"{'中' * 250}{i}" for i in range(5_000)), id="long words of many bytes"),
        pytest.param("drugs " * 300_000, id="one word many times"),
        pytest.param("-".join("ab" for _ in range(100_000)), id="one compound of many parts"),
    ],
)
@pytest.mark.django_db
def test_a_huge_text_is_cut_and_still_a_vector(text):
    vector = cast(analysis.make_vector([("Voorop", "A"), (text, "D")], ["=theme:x"]), "tsvector")
    assert "'voorop':1A" in vector
    assert "'=theme:x'" in vector


@pytest.mark.django_db
def test_weights_and_places():
    vector = cast(analysis.make_vector([("Drugs dealen", "A"), ("drugs", "D")], ["=a:b"]), "tsvector")
    assert vector == "'=a:b' 'dealen':2A 'drugs':1A,4"


@pytest.mark.django_db
@settings(deadline=None)
@given(st.lists(st.tuples(TEXT, st.sampled_from("ABCD")), max_size=4), st.lists(TEXT, max_size=3))
def test_any_text_makes_a_vector(texts, values):
    lexemes = [analysis.facet_lexeme("publisher", value) for value in values]
    literal = analysis.make_vector(texts, lexemes)
    with connection.cursor() as cursor:
        cursor.execute("select tsvector_to_array(%s::tsvector)", [literal])
        assert set(lexemes) <= set(cursor.fetchone()[0])


@pytest.mark.django_db
@settings(deadline=None)
@given(TEXT, st.dictionaries(st.sampled_from(["theme", "year"]), st.lists(TEXT, min_size=1, max_size=2), max_size=2))
def test_any_text_makes_a_query(text, chosen):
    tsquery = parse(text).tsquery(chosen)
    assert (cast(tsquery, "tsquery") == "") is (tsquery == "")


@pytest.mark.django_db
@settings(deadline=None)
@given(TEXT)
def test_a_text_is_found_by_its_own_words(text):
    short = text[:150]
    query = parse(short)
    if query.words and not query.is_cut:
        assert matches(short, short)
