"""From text to words: pure functions, and what they make is always something that PostgreSQL takes."""

import time

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


def lexemes(text):
    """The lexemes of the words of a question: (whole, parts)."""
    return [(word.whole, word.parts) for word in analysis.analyse(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("De SMS-bom van Breda", [("smsbom", ("sms", "bom")), ("breda", ())]),
        ("foto's, en DNA/RNA", [("foto", ()), ("dnarna", ("dna", "rna"))]),
        ("de van het", []),
        ("de-escalatie", [("deescalatie", ("de", "escalatie"))]),
        ("re_B00TCMP", [("reb00tcmp", ("re", "b00tcmp"))]),
        ("075-aanpak", [("075aanpak", ("075", "aanpak"))]),
        ("075aanpak", [("075aanpak", ("075", "aanpak"))]),
        ("18+ (2023)", [("18plus", ("18", "plus")), ("2023", ())]),
        ("18-plus", [("18plus", ("18", "plus"))]),
        ("18plus", [("18plus", ("18", "plus"))]),
        ("P.G.A.", [("pga", ("p", "g", "a"))]),
        ("g4 k0 y2024", [("g4", ()), ("k0", ()), ("y2024", ())]),
        ("jeugdcriminaliteit-aanpak", [("jeugdcriminaliteitaanpak", ("jeugd", "criminaliteit", "aanpak"))]),
        ("om het OM", [("om", ())]),
        ("...!?", []),
        ("x" * 300, [("x" * analysis.MAX_WORD, ())]),
        ("-".join(["bom"] * 30), [("bom", ())] * 30),
    ],
)
def test_analyse(text, words):
    assert lexemes(text) == words


@pytest.mark.parametrize(
    "spellings",
    [
        ("jongerencoach", "jongeren-coach", "jongerencoaches"),
        ("gezinsaanpak", "gezinaanpak", "gezins-aanpak"),
        ("drugskoerier", "drugskoeriers", "Drugs-koerier"),
        ("risico", "risico's", "risicos"),
    ],
)
def test_spellings_of_a_word_are_one_lexeme(spellings):
    assert len({analysis.analyse(spelling)[0].whole for spelling in spellings}) == 1


def test_words_side_by_side_may_be_one():
    one, two, three = analysis.analyse("buurt lab, breda")
    assert (one.joined, two.joined, three.joined) == (("buurtlab",), ("buurtlab",), ())
    assert [word.joined for word in analysis.analyse("criminaliteit onder jeugdigen")] == [(), ()]
    assert [word.joined for word in analysis.analyse("12 18")] == [(), ()]


def test_what_is_protected_is_not_cut():
    bom, halt, crime = analysis.analyse(
        "de SMS bom en Halt, drugscriminaliteit", ["sms-BOM", "halt", "drugscriminaliteit"]
    )
    assert (bom.text, bom.whole, bom.parts, bom.is_phrase) == ("sms bom", "smsbom", ("sms", "bom"), True)
    assert (halt.whole, crime.parts) == ("halt", ())
    assert analysis.analyse("smsbom", ["SMS bom"])[0].is_phrase is False


def test_tokens_say_where_a_lexeme_stands():
    text = "Eén cafe\u0301: de jeugdbende ½ en SMS-bom 😀"
    assert [(text[start:end], lexemes) for start, end, lexemes in analysis.tokens(text)] == [
        ("cafe\u0301", (analysis.stem("cafe"),)),
        ("jeugdbende", ("jeugdbende", "jeugd", "bende")),
        ("½", ("1",)),
        ("½", ("2",)),
        ("SMS-bom", ("sms", "smsbom", "bom")),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Preventie met Gezag begon", "PmG"),
        ("De PMG-aanpak en PmG", "preventie gezag"),
        ("het Openbaar Ministerie", "OM"),
        ("Het OM eist", "openbaar ministerie"),
        ("een persoonsgerichte aanpak", "pga"),
        ("een P.G.A. voor allen", "PGA"),
    ],
)
def test_what_is_written_short_and_in_full_find_each_other(text, question):
    assert matches(text, question)


@pytest.mark.django_db
def test_om_is_no_openbaar_ministerie():
    assert not matches("Het gaat om geld", "openbaar ministerie")
    assert not matches("Het gaat om geld", "OM")


@pytest.mark.django_db
@pytest.mark.parametrize("question", ["jeugd criminaliteit", "jeugdcriminaliteit", "criminaliteit onder jeugdigen"])
@pytest.mark.parametrize("text", ["de jeugdcriminaliteit daalt", "criminaliteit van jeugdigen", "jeugd-criminaliteit"])
def test_together_apart_and_with_a_hyphen(text, question):
    assert matches(text, question)
    assert not matches("criminaliteit", question)


@pytest.mark.django_db
@pytest.mark.parametrize("question", ["18+", "18-plus", "18plus", "18 plus"])
@pytest.mark.parametrize("text", ["jongeren van 18+", "18-plussers en 18-plus", "18 plus", "18plus"])
def test_signs_and_numbers_are_found_in_every_spelling(text, question):
    assert matches(text, question)


@pytest.mark.django_db
def test_a_word_together_is_found_apart_and_the_other_way_round():
    assert matches("het buurtlab", "het buurt lab") is matches("het buurt-lab", "buurtlab") is True


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
    assert not any("=" in lexeme for _, _, lexemes in analysis.tokens(text) for lexeme in lexemes)
    assert not any(
        "=" in lexeme for word in analysis.analyse(text) for lexeme in (word.whole, *word.parts, *word.joined)
    )


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
    assert vector == "'=a:b' 'deal':2A 'drug':1A,4"


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
    short = text[:150].replace("-", " ")  # in a question a dash leaves out
    query = parse(short)
    if query.words and not query.is_cut:
        assert matches(short, short)


@given(TEXT)
def test_tokens_lie_in_the_text_in_order(text):
    last = 0
    for start, end, _ in analysis.tokens(text):
        assert last <= start < end <= len(text)
        last = start


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a" * 10_000, id="one word"),
        pytest.param("jeugd" * 2_000, id="one compound"),
        pytest.param("jeugd-" * 1_700, id="hyphens"),
        pytest.param("de " * 3_300, id="stop words"),
        pytest.param("?!" * 5_000, id="punctuation"),
        pytest.param("\x00\x07\u202e" * 3_300, id="control characters"),
        pytest.param("😀👩‍👩‍👧" * 1_500, id="emoji"),
        pytest.param("שלום עולם مرحبا " * 600, id="right to left"),
        pytest.param("' OR 1=1; drop table x; <script>alert(1)</script>" * 200, id="SQL and HTML"),
        pytest.param("e\u0301" * 5_000, id="accents"),
        pytest.param("ﷺ" * 10_000, id="one sign that becomes eighteen"),
    ],
)
@pytest.mark.django_db
def test_bad_text_takes_no_long_time(text):
    start = time.perf_counter()
    vector, words, found = analysis.make_vector([(text, "A")]), analysis.analyse(text), list(analysis.tokens(text))
    assert time.perf_counter() - start < 20  # it ends: what hangs takes minutes
    assert bool(cast(vector, "tsvector")) == bool(found) >= bool(words)
