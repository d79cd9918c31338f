"""What a reader typed becomes a condition, never an error."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolbox.search.analysis import STOP_WORDS
from toolbox.search.query import MAX_LENGTH, MAX_WORDS, parse
from toolbox.search.thesaurus import Group


def texts(query):
    """The conditions as they were typed."""
    return [clause.text for clause in query.clauses]


def test_all_words_must_be_there():
    assert parse("Drugs in Breda").tsquery() == "'drug' & 'breda'"


def test_a_compound_is_its_parts_or_the_whole():
    assert parse("de SMS-bom").tsquery() == "('smsbom' | ('sms' & 'bom'))"


def test_facets_are_or_inside_and_and_between():
    tsquery = parse("drugs").tsquery({"year": ["2023"], "theme": ["a", "b"]})
    assert tsquery == "'drug' & ('=theme:a' | '=theme:b') & ('=year:2023')"


def test_a_phrase_keeps_its_order():
    assert parse('"jonge aanwas" coach').tsquery() == "('jong' <-> 'aanwas') & 'coach'"


def test_either_of_two_words():
    assert parse("drugs of wapens geld").tsquery() == "('drug' | 'wapen') & 'geld'"
    assert parse("drugs OR wapens").tsquery() == parse("drugs | wapens").tsquery() == "('drug' | 'wapen')"


def test_a_word_with_a_dash_before_it_is_left_out():
    query = parse('drugs -coach -"jonge aanwas"')
    assert query.tsquery() == "'drug' & !'coach' & !('jong' <-> 'aanwas')"
    assert texts(query) == ["drugs"]


@pytest.mark.parametrize("text", ["-drugs", '-"jonge aanwas"', "- -drugs"])
def test_only_words_to_leave_out_is_browsing(text):
    assert parse(text).tsquery() == ""


LONELY = ['"drugs', 'drugs"', "- drugs", "of drugs", "drugs of", "OR drugs OR", '"" drugs', "|drugs|"]


@pytest.mark.parametrize("text", LONELY)
def test_signs_of_the_grammar_with_nothing_beside_them_are_text(text):
    assert parse(text).tsquery() == "'drug'"


RUNNER = Group("drugskoerier", equal=("drugsrunner",), related=("straathandel",), warning="Dat is iets anders.")
SCHOOL = Group("basisschool", equal=("primair onderwijs",))


def test_words_that_mean_the_same_are_searched_for_too():
    query = parse("drugsrunner primair onderwijs", (RUNNER, SCHOOL))
    assert texts(query) == ["drugsrunner", "primair onderwijs"]
    assert [[term.text for term in clause.equal] for clause in query.clauses] == [["drugskoerier"], ["basisschool"]]
    assert (query.clauses[0].related, query.clauses[0].warnings) == (("straathandel",), ("Dat is iets anders.",))
    assert parse("drugskoerier", (RUNNER,)).tsquery().count("|") > parse("drugskoerier").tsquery().count("|")


def test_of_a_compound_that_nobody_wrote_down_the_parts_are_widened():
    (clause,) = parse("schoolcoach", [Group("onderwijs", equal=("school",))]).clauses
    assert clause.tsquery() == "(('scholcoach' | ('schol' & 'coach')) | (('schol' | 'onderwijs') & 'coach'))"
    assert [term.text for term in clause.equal] == ["onderwijs"]
    assert clause.tsquery(is_wide=False) == "('scholcoach' | ('schol' & 'coach'))"
    (switched_off,) = parse("schoolcoach", [Group("onderwijs", equal=("school",))], ["onderwijs"]).clauses
    assert switched_off.equal == ()


def test_a_compound_with_a_common_word_in_it_is_not_common():
    (clause,) = parse("puberbeleid", [Group("jongeren", equal=("puber",))]).clauses
    assert clause.equal
    assert not clause.is_common


def test_in_quotes_or_with_a_dash_a_word_is_itself():
    assert parse('"drugsrunner"', (RUNNER,)).tsquery() == parse('"drugsrunner"').tsquery()
    assert parse("school -drugsrunner", (RUNNER,)).tsquery() == parse("school -drugsrunner").tsquery()


def test_a_condition_can_be_left_out():
    query = parse("drugs wapens")
    less = query.leave_out([query.clauses[1]])
    assert (texts(less), [clause.text for clause in less.left_out]) == (["drugs"], ["wapens"])


@pytest.mark.parametrize(
    "text", ["", "   ", "de van het", "?!", "&", "' \\ \"", " ".join(sorted(STOP_WORDS))[:MAX_LENGTH]]
)
def test_without_words_it_is_browsing(text):
    query = parse(text)
    assert query.words == ()
    assert query.tsquery() == ""
    assert query.tsquery({"theme": ["a"]}) == "('=theme:a')"


def test_200_signs_are_read_and_more_is_said_to_be_cut():
    fits = "a" * (MAX_LENGTH - 4) + " bom"
    assert (texts(parse(fits)), parse(fits).is_cut) == (["a" * 196, "bom"], False)
    query = parse(fits + "x tas")
    assert (query.text, texts(query), query.is_cut) == (fits, ["a" * 196, "bom"], True)


def test_white_space_does_not_count_as_length():
    query = parse("  bom \n\t tas  ")
    assert (query.text, texts(query), query.is_cut) == ("bom tas", ["bom", "tas"], False)


def test_much_more_than_can_be_read_is_said_to_be_cut_too():
    query = parse("bom" + " " * 1000 + "tas")
    assert (texts(query), query.is_cut) == (["bom"], True)


def test_12_words_are_read_and_more_is_said_to_be_cut():
    words = [f"w{i}" for i in range(MAX_WORDS)]
    query, more = parse(" ".join(words)), parse(" ".join([*words, "teveel"]))
    assert (texts(query), query.is_cut) == (words, False)
    assert (texts(more), more.is_cut) == (words, True)


def test_stop_words_do_not_count_among_the_12():
    query = parse("de " * 30 + "bom")
    assert (texts(query), query.is_cut) == (["bom"], False)


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b", "\u202e", "\u200b", "\ufeff", "\x7f"])
def test_a_control_character_parts_words_and_is_not_shown(sign):
    query = parse(f"bom{sign}tas")
    assert query.text == "bom tas"
    assert texts(query) == ["bom", "tas"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("=theme:drugs", ["theme", "drugs"]),
        ("bom:*", ["bom"]),
        ("!bom", ["bom"]),
        ("(bom <-> tas)", ["bom", "tas"]),
        ("'; drop table x --", ["drop", "table", "x"]),
    ],
)
def test_signs_of_the_query_language_are_just_signs(text, words):
    assert texts(parse(text)) == words


@given(st.text(max_size=300), st.booleans())
def test_nothing_that_somebody_types_is_an_error(text, is_wide):
    query = parse(text, (RUNNER, SCHOOL) if is_wide else ())
    assert bool(query.tsquery()) == bool(query.words)
    assert query.literally().count("(") == query.literally().count(")") or "'" in text
