"""The lexicon: made reproducibly, and its version says what the analysis yields."""

import hashlib
import json
from importlib.metadata import version

import pytest
from django.core.management import CommandError, call_command

from tests.search import sets
from toolbox.search import analysis, lexicon

SOURCE = lexicon.SOURCE.read_text(encoding="utf-8")


def made(source=SOURCE, stemmer=None):
    """The lexicon of these words."""
    return lexicon.make(source, stemmer or version("snowballstemmer"))


def test_the_lexicon_is_made_of_the_words():
    assert lexicon.MADE.read_text(encoding="utf-8") == made(), "manage.py make_lexicon, and commit"


def test_other_words_rules_or_stemmer_are_another_version(monkeypatch):
    other_words = SOURCE.replace('smsbom = "sms bom"', 'smsbom = "sms bommetje"')
    versions = {json.loads(text)["version"] for text in (made(), made(other_words), made(stemmer="0"))}
    monkeypatch.setattr(lexicon, "RULES", 0)
    versions.add(json.loads(made())["version"])
    assert len(versions) == 4
    assert max(map(len, versions)) <= 20  # the column of Entry


def test_a_remark_or_another_order_is_the_same_version():
    assert made(f"# a remark\n{SOURCE}".replace("de den der", "der den de")) == made()


def test_what_the_analysis_yields_changes_with_its_version():
    """Fails when code changes what a text yields: then raise lexicon.RULES, make the lexicon, and note both here."""
    words = [line for name in sorted(sets.FOLDER.glob("*.txt")) for line in sets.lines(name.name)]
    vector = analysis.make_vector(
        [(" ; ".join(words), "A"), ("Het OM en de PGA van 18+'ers: re_B00TCMP, SMS-bom", "D")]
    )
    digest = hashlib.sha256(vector.encode()).hexdigest()[:8]
    assert (analysis.LEXICON, digest) == ("7-1b19310f", "058eb80b")


@pytest.fixture
def files(tmp_path, monkeypatch):
    """The lexicon in a folder of its own."""
    for name in ("SOURCE", "MADE"):
        path = tmp_path / getattr(lexicon, name).name
        path.write_text(getattr(lexicon, name).read_text(encoding="utf-8"), encoding="utf-8")
        monkeypatch.setattr(lexicon, name, path)
    return lexicon


def test_the_command_says_whether_to_reindex(files, capsys):
    call_command("make_lexicon")
    assert "as it was" in capsys.readouterr().out
    files.SOURCE.write_text(SOURCE.replace('smsbom = "sms bom"', 'smsbom = "sms bommetje"'), encoding="utf-8")
    call_command("make_lexicon")
    assert "reindex" in capsys.readouterr().out
    assert json.loads(files.MADE.read_text(encoding="utf-8"))["always"]["smsbom"] == "sms bommetje"


@pytest.mark.parametrize(
    "wrong",
    [
        SOURCE.replace("[always]", '[always]\nondermijning = "onder mijn"'),
        SOURCE.replace("[stems]", '[stems]\nhalt = "stop"'),
        "no toml",
    ],
)
def test_a_contradiction_writes_nothing(files, wrong):
    before = files.MADE.read_text(encoding="utf-8")
    files.SOURCE.write_text(wrong, encoding="utf-8")
    with pytest.raises(CommandError, match=r"words\.toml"):
        call_command("make_lexicon")
    assert files.MADE.read_text(encoding="utf-8") == before
