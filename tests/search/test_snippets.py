"""The piece of a text that answers a question: what is marked, which piece it is, and that nothing is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolbox.content.templatetags.design import marked
from toolbox.search.query import parse
from toolbox.search.snippets import mark, snippet
from toolbox.search.thesaurus import Group

GROUPS = (Group("drugskoerier", equal=("drugsrunner", "pakketjes wegbrengen")),)
FILL = "Dit is een zin over iets anders, van gewone lengte. " * 12


def marks(text, question, groups=()):
    """What is marked of a text."""
    return [piece for piece, is_marked in mark(text, parse(question, groups)).pieces if is_marked]


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        pytest.param("coach", "Twee coaches en een coach.", ["coaches", "coach"], id="one and many"),
        pytest.param("Coördinatie", "De coordinatie.", ["coordinatie"], id="accents and capitals"),
        pytest.param("jeugd", "Het jeugdbeleid", ["jeugdbeleid"], id="a compound with the word"),
        pytest.param("jeugdcriminaliteit", "criminaliteit en jeugd", ["criminaliteit", "jeugd"], id="a compound apart"),
        pytest.param("jeugdcriminaliteit", "alleen de jeugd", [], id="half a compound"),
        pytest.param("sms bom", "een SMS-bom", ["SMS-bom"], id="with a hyphen"),
        pytest.param("smsbom", "de SMS bom", ["SMS bom"], id="apart"),
        pytest.param("PGA", "een persoonsgerichte aanpak", ["persoonsgerichte aanpak"], id="in full"),
        pytest.param("persoonsgerichte aanpak", "De PGA", ["PGA"], id="in short"),
        pytest.param('"jonge aanwas"', "aanwas van jonge. De jonge aanwas", ["jonge aanwas"], id="a phrase"),
        pytest.param("coach -school", "coach op school", ["coach"], id="not what is left out"),
        pytest.param("hoe werkt een coach", "hoe een coach werkt", ["coach"], id="not what says little"),
    ],
)
def test_what_is_marked(question, text, expected):
    assert marks(text, question) == expected


def test_words_that_mean_the_same_are_marked_and_only_side_by_side_when_they_belong_together():
    text = "Een drugskoerier gaat pakketjes wegbrengen, en pakketjes die iemand gaat wegbrengen."
    assert marks(text, "drugsrunner", GROUPS) == ["drugskoerier", "pakketjes wegbrengen"]


def test_the_piece_holds_most_of_the_question():
    text = f"School. {FILL} Een coach op school helpt. {FILL} Een coach."
    piece = snippet(text, parse("coach school"))
    assert [word for word, is_marked in piece.pieces if is_marked] == ["coach", "school"]
    assert piece.pieces[0] == ("… ", False)
    assert piece.pieces[-1] == (" …", False)
    assert piece.clauses == {0, 1}


def test_a_piece_begins_and_ends_with_a_whole_word():
    text = FILL + "De coach kwam langs. " + FILL
    shown = str(snippet(text, parse("coach"))).removeprefix("… ").removesuffix(" …")
    assert f" {shown} " in f" {' '.join(text.split())} "
    assert 150 < len(shown) <= 240


def test_no_piece_when_it_holds_nothing_new():
    assert snippet("Een coach", parse("wapens")) is None
    assert snippet("Een coach", parse("coach wapens"), without={0}) is None


def test_text_stays_text():
    page = str(marked(mark("<script>coach</script> & <mark>", parse("coach"))))
    assert page == "&lt;script&gt;<mark>coach</mark>&lt;/script&gt; &amp; &lt;mark&gt;"


@given(text=st.text(max_size=80), question=st.text(max_size=30))
def test_marking_loses_nothing(text, question):
    whole = mark(text + " coach " + text, parse(f"{question} coach"))
    assert str(whole) == text + " coach " + text
    snippet(text, parse(question))


@pytest.mark.parametrize(
    "text",
    [
        "cafe\u0301 de\u0301tente",
        "😀 coach 👩‍👩‍👧 coach",
        "so\u00adcial coach",
        "ﷺ coach",
        "Coach" + "x" * 5000 + " coach",
    ],
)
def test_strange_signs_move_no_mark(text):
    found = mark(text, parse("coach detente café"))
    assert str(found) == text
    assert {piece.lower() for piece, is_marked in found.pieces if is_marked} <= {"coach", "cafe\u0301 de\u0301tente"}
