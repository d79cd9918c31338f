"""The words behind the analysis: read from lexicon.json, which `manage.py make_lexicon` makes of words.toml."""

import hashlib
import json
import re
import tomllib
import unicodedata
from pathlib import Path

RULES = 7  # raise it when code changes what a text, or a record, yields to the index; the version then changes too
FOLDER = Path(__file__).parent
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")  # few in a Dutch text
SOURCE, MADE = FOLDER / "words.toml", FOLDER / "lexicon.json"


def plain(text):
    """Without accents and ligatures, capitals kept: "Interveniëren" becomes "Intervenieren"."""
    if text.isascii():
        return text
    return _NOT_ASCII.sub(_without_mark, unicodedata.normalize("NFKD", text))


def _without_mark(match):
    return "" if unicodedata.combining(match.group()) else match.group()


def fold(text):
    """Lower case, without accents: "Interveniëren" becomes "intervenieren"."""
    return plain(text).lower()


def make(source, stemmer):
    """The text of lexicon.json, the same for the same words, rules and stemmer. ValueError: they contradict."""
    words = tomllib.loads(source)
    lists = {"stop_words": words["stop_words"], "protected": words["protected"], **words["compounds"]}
    lexicon = {name: sorted(set(fold(text).split())) for name, text in lists.items()}
    for name in ("stems", "always"):
        lexicon[name] = {fold(word): fold(meant) for word, meant in sorted(words[name].items())}
    lexicon["abbreviations"] = {short: fold(full) for short, full in sorted(words["abbreviations"].items())}
    if wrong := [word for word in lexicon["protected"] if lexicon["stems"].get(word, word) != word]:
        raise ValueError(f"protected, and yet with another stem: {', '.join(wrong)}")
    if both := sorted(set(lexicon["always"]) & set(lexicon["never"])):
        raise ValueError(f"always and never cut: {', '.join(both)}")
    rules = f"{RULES} {stemmer}"
    digest = hashlib.sha256((rules + json.dumps(lexicon, sort_keys=True)).encode()).hexdigest()
    of_questions = {  # the index knows nothing of them
        name: sorted(set(fold(words[name]).split())) for name in ("light_words", "common_words")
    }
    made = {"version": f"{RULES}-{digest[:8]}", "rules": rules, **lexicon, **of_questions}
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


LEXICON = json.loads(MADE.read_text(encoding="utf-8"))
VERSION = LEXICON["version"]
