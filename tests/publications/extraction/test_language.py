"""The language of a text, by its smallest words."""

import pytest

from publications.extraction.language import language

NL = "Deze aanpak is voor jongeren die door het geld van de straat niet meer naar school gaan, en voor hun ouders. "
EN = "This approach is for young people who have left school because of the money that they make in the street. "
DE = "Dieser Ansatz ist für junge Leute, die wegen des Geldes nicht mehr in die Schule gehen, und für die Eltern. "
FR = "Cette approche est pour les jeunes qui ne vont plus dans une école et qui sont dans la rue avec leur argent. "
PL = "To podejście jest dla młodych ludzi, którzy z powodu pieniędzy nie chodzą już do szkoły i dla rodziców. "


@pytest.mark.parametrize(("text", "found"), [(NL, "nl"), (EN, "en"), (DE, "de"), (FR, "fr"), (PL, ""), ("", "")])
def test_the_text_tells(text, found):
    assert language(text * 3) == found


@pytest.mark.parametrize(
    ("text", "declared", "found"),
    [
        pytest.param(NL, "nl-NL", "nl", id="the same"),
        pytest.param(NL * 3, "en-US", "nl", id="the program's own language, not that of the text"),
        pytest.param("Budget 2024", "nl", "nl", id="too short to tell"),
        pytest.param("Budget 2024", "nld", "nl", id="three letters"),
        pytest.param(PL * 10, "pl-PL", "pl", id="a language that has no vote"),
        pytest.param(PL * 10, "nl", "", id="long, and clearly not what it says"),
        pytest.param("Budget 2024", "onzin!", "", id="not a language"),
        pytest.param(NL + EN, "", "", id="half and half"),
    ],
)
def test_what_the_file_says_counts_when_its_text_agrees(text, declared, found):
    assert language(text, declared) == found
