"""The language of a text by a vote of its smallest words: pure functions."""

import re

VOTERS = {  # words of each language that are none of the others, most frequent first
    "nl": "de het een van en dat niet zijn voor op te met aan er ook naar bij wordt worden deze dit om door maar wat "
    "heeft hebben geen kan moeten uit over hun ik je we zij ze hij",
    "en": "the of and to is that for it with as this be by are from or have not you they we his which can will been "
    "their has would there what",
    "de": "der die das und ist nicht ein eine zu den von mit sich des auf für dem im auch als wird werden sie oder "
    "sind bei einer durch nach aus wir ich",
    "fr": "le la les et des du un une est que qui dans pour pas sur au par avec ce sont plus il elle nous vous aux "
    "cette ou mais leur",
}
SIGNS = 20_000  # of the text that vote
FEWEST = 5  # votes for a winner
SHARE = 0.1  # of all words that vote for a winner; "to" and "do" are words of other languages too
LEAD = 1.5  # times the votes of the second
LONG = 100  # words from which a text that is in one of these languages has a winner
_WORD = re.compile(r"[^\W\d_]+")
_CODE = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]+)*", re.I)
_VOTES = {name: frozenset(words.split()) for name, words in VOTERS.items()}


def vote(text):
    """The language with most votes: "nl", "en", "de" or "fr"; "" when there are too few or no clear winner."""
    words = _WORD.findall(text[:SIGNS].lower())
    counts = sorted(((sum(word in voters for word in words), name) for name, voters in _VOTES.items()), reverse=True)
    (most, winner), (second, _) = counts[:2]
    return winner if most >= max(FEWEST, SHARE * len(words)) and most >= LEAD * second else ""


def language(text, declared=""):
    """The language of a text as a code of ISO 639, "" when unsure.

    What the file itself says comes first, unless its words say otherwise: many programs write their own language.
    """
    match = _CODE.fullmatch(declared.strip())
    code = match[1].lower() if match else ""
    code = {"dut": "nl", "nld": "nl", "eng": "en", "ger": "de", "deu": "de", "fre": "fr", "fra": "fr"}.get(code, code)
    voted = vote(text)
    if voted or not code:
        return voted
    is_long = len(_WORD.findall(text[:SIGNS])) >= LONG
    return "" if is_long and code in VOTERS else code
