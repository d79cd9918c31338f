"""The thesaurus: what a word brings along, who may change that, and what cannot be entered."""

import json

import pytest
from django.urls import reverse
from django.utils.html import escape

from tests.factories import make_staff, make_user
from toolbox.content import first_content
from toolbox.search.models import MAX_WORDS, SynonymGroup
from toolbox.search.thesaurus import Group, Piece, widen

FILE = first_content.file_of(SynonymGroup)
COURIER = Group("drugskoerier", ("drugsrunner", "drugsbezorger"), ("runner",), ("uithaler",), "Geen uithaler.")
PRIMARY = Group("basisschool", ("primair onderwijs", "PO"))
BOMB = Group("SMS bom", ("bulk-sms",))
BLAST = Group("explosie", ("bom",))
PROSECUTOR = Group("Openbaar Ministerie", entry_words=("OM",))
HALT = Group("Halt", related=("jongerenrechtbank",), is_protected=True)
STRAF = Group("straf", ("Halt", "Halt-straf"))
GROUPS = (COURIER, PRIMARY, BOMB, BLAST, PROSECUTOR, HALT, STRAF)


def ask(text, groups=GROUPS, **options):
    """The pieces of a text."""
    return widen(text.split(), groups, **options)


def test_every_word_is_in_one_piece_and_an_unknown_word_brings_nothing():
    assert ask("kapot sterk") == [Piece(("kapot",)), Piece(("sterk",))]
    assert ask("") == []
    assert [piece.text for piece in ask("de drugsrunner in het primair onderwijs")] == [
        "de",
        "drugsrunner",
        "in",
        "het",
        "primair onderwijs",
    ]


def test_equal_words_are_searched_for_too_the_preferred_one_first_and_related_words_are_only_offered():
    [piece] = ask("Drugsrunner")
    assert piece.equal == ("drugskoerier", "drugsbezorger")
    assert (piece.related, piece.warnings, piece.groups) == (("uithaler",), ("Geen uithaler.",), (COURIER,))
    assert ask("drugskoerier")[0].equal == ("drugsrunner", "drugsbezorger")
    assert ask("uithaler") == [Piece(("uithaler",))]


def test_who_types_an_entry_word_is_led_on_and_nobody_else_sees_it():
    assert ask("runner")[0].equal == ("drugskoerier", "drugsrunner", "drugsbezorger")
    assert "runner" not in ask("drugsrunner")[0].equal


@pytest.mark.parametrize("text", ["primair onderwijs", "Primair Onderwijs", "primair-onderwijs", "primaironderwijs"])
def test_an_entry_of_more_words_works_in_every_spelling(text):
    [piece] = ask(text)
    assert piece.equal == ("basisschool", "PO")


@pytest.mark.parametrize("text", ["drugsrunner", "drugs runner", "drugs-runner"])
def test_a_compound_works_written_apart(text):
    [piece] = ask(text)
    assert piece.equal == ("drugskoerier", "drugsbezorger")


@pytest.mark.parametrize("text", ["SMS bom", "smsbom", "sms-bom"])
def test_the_longest_entry_wins(text):
    [piece] = ask(text)
    assert piece.equal == ("bulk-sms",)
    assert ask("bom")[0].equal == ("explosie",)


@pytest.mark.parametrize(("text", "equal"), [("OM", ("Openbaar Ministerie",)), ("om", ()), ("Om", ())])
def test_an_entry_word_in_capitals_counts_in_capitals_only(text, equal):
    assert ask(text)[0].equal == equal


@pytest.mark.parametrize("text", ["halt", "HALT", "Halt straf", "bureau Halt"])
def test_a_protected_word_is_never_widened_alone_or_with_its_neighbours(text):
    [piece] = [piece for piece in ask(text) if piece.is_protected]
    assert (piece.text.lower(), piece.equal, piece.related) == ("halt", (), ("jongerenrechtbank",))
    assert not any("Halt-straf" in piece.text for piece in ask(text))


def test_a_protected_phrase_comes_before_a_longer_one_that_starts_earlier():
    groups = (Group("sms bom", is_protected=True), Group("groep sms", ("groepsbericht",)), BLAST)
    assert [(piece.text, piece.equal) for piece in ask("groep sms bom", groups)] == [("groep", ()), ("sms bom", ())]


def test_a_word_of_two_groups_brings_what_both_bring_once():
    groups = (
        Group("a-woord", ("gang", "bende")),
        Group("b-woord", ("gang", "bende", "straatgroep"), warning="Let op."),
    )
    [piece] = ask("gang", groups)
    assert piece.equal == ("a-woord", "bende", "b-woord", "straatgroep")
    assert piece.warnings == ("Let op.",)


def test_the_stem_makes_one_of_singular_and_plural():
    [piece] = ask("drugskoeriers", stem=lambda key: key.removesuffix("s"))
    assert piece.equal == ("drugsrunner", "drugsbezorger")
    assert ask("drugskoeriers") == [Piece(("drugskoeriers",))]


def test_a_reader_can_switch_a_synonym_off():
    first, second = ask("drugsrunner basisschool", without=["Drugskoerier"])
    assert (first.equal, first.warnings) == ((), ("Geen uithaler.",))
    assert second.equal == ("primair onderwijs", "PO")


def test_nothing_that_is_typed_is_an_error():
    for text in ("", "-", "- - -", "😀", "\x00", "a" * 10_000, "' OR 1=1", "sms " * 500):
        assert [word for piece in ask(text) for word in piece.words] == text.split()


# The rows


@pytest.mark.django_db
def test_a_change_works_for_the_next_search():
    group = SynonymGroup.objects.create(preferred="drugskoerier", equal=["drugsrunner"])
    assert SynonymGroup.objects.in_use() == (Group("drugskoerier", ("drugsrunner",)),)
    group.equal = ["koerier"]
    group.save()
    assert ask("koerier", SynonymGroup.objects.in_use())[0].equal == ("drugskoerier",)
    SynonymGroup.objects.update(is_active=False)
    assert SynonymGroup.objects.in_use() == ()


@pytest.mark.django_db
def test_the_first_content_loads_and_never_touches_what_an_editor_made(django_assert_num_queries):
    rows = json.loads(FILE.read_text())
    mine = SynonymGroup.objects.create(preferred=rows[5]["preferred"].upper(), equal=["van de redactie"])
    first_content.load(models=[])
    assert SynonymGroup.objects.count() == len(rows) > 120
    mine.refresh_from_db()
    assert mine.equal == ["van de redactie"]
    SynonymGroup.objects.filter(slug=rows[0]["slug"]).update(preferred="Anders", equal=["nog anders"], is_active=False)
    first_content.load(models=[])
    assert SynonymGroup.objects.count() == len(rows)
    assert not SynonymGroup.objects.filter(preferred=rows[0]["preferred"]).exists()
    with django_assert_num_queries(1):
        SynonymGroup.objects.in_use()


@pytest.mark.django_db
def test_the_first_content_knows_the_words_of_the_field():
    first_content.load(models=[])
    groups = SynonymGroup.objects.in_use()
    first, second = ask("drugsrunner basisschool", groups)
    assert "drugskoerier" in first.equal
    assert "uithaler" in first.related
    assert "primair onderwijs" in second.equal
    assert "schade" in second.warnings[0]
    assert "uithaler" not in first.equal
    assert "drugskoerier" not in ask("uithaler", groups)[0].equal
    for text in ("jeugd criminaliteit", "jeugdcriminaliteit", "criminaliteit onder jeugdigen", "jeugddelinquentie"):
        [piece] = ask(text, groups)
        assert [group.preferred for group in piece.groups] == ["jeugdcriminaliteit"], text
    for text in ("sms bom", "smsbom", "SMS-bom"):
        assert [group.preferred for group in ask(text, groups)[0].groups] == ["SMS bom"]
    assert "credible messenger" not in ask("gastles ex-crimineel", groups)[0].equal
    assert ask("Halt", groups)[0].is_protected


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"equal": "woord"}, "record 1"),
        ({"equal": [5]}, "field equal"),
        ({"equal": None}, "record 1"),
        ({"equal": ["x" * 101]}, "field equal"),
        ({"equal": ["nul \x00"]}, "field equal"),
        ({"equal": []}, "record 1"),
        ({"kleur": "rood"}, "kleur"),
    ],
)
def test_a_broken_file_is_told(tmp_path, monkeypatch, values, words):
    (tmp_path / "synonymgroup.json").write_text(
        json.dumps([{"slug": "a", "preferred": "aa", "equal": ["bb"], **values}])
    )
    monkeypatch.setattr(first_content, "file_of", lambda model: tmp_path / f"{model._meta.model_name}.json")
    with pytest.raises(first_content.FirstContentError, match=words):
        first_content.load(models=[])
    assert not SynonymGroup.objects.exists()


# What an editor does in Beheer

ADD = "/admin/search/synonymgroup/add/"
LIST = "/admin/search/synonymgroup/"


@pytest.fixture
def editor(client, db):
    client.force_login(make_staff())
    return client


def send(client, address=ADD, **fields):
    """Send the form of a group; the response, with the problems in words."""
    data = {
        "preferred": "drugskoerier",
        "equal": "",
        "entry_words": "",
        "related": "",
        "warning": "",
        "is_active": "on",
    }
    response = client.post(address, data | fields)
    errors = response.context["adminform"].form.errors if response.status_code == 200 else {}
    return {name: " ".join(problems) for name, problems in errors.items()}


def test_an_editor_adds_changes_and_switches_off(editor):
    assert send(editor, equal="drugsrunner\r\n\r\n primair onderwijs \r\n", warning="Let op.") == {}
    group = SynonymGroup.objects.get()
    assert (group.equal, group.related, group.is_active) == (["drugsrunner", "primair onderwijs"], [], True)
    address = reverse("admin:search_synonymgroup_change", args=[group.pk])
    assert "drugsrunner\nprimair onderwijs" in editor.get(address).content.decode()
    assert send(editor, address, equal="koerier", is_active="") == {}
    group.refresh_from_db()
    assert (group.equal, group.is_active) == (["koerier"], False)


def test_an_editor_finds_a_group_by_any_of_its_words(editor):
    SynonymGroup.objects.create(preferred="drugskoerier", equal=["drugsrunner"], related=["uithaler"])
    SynonymGroup.objects.create(preferred="school", equal=["onderwijs"])
    for word in ("koerier", "RUNNER", "uithaler"):
        content = editor.get(LIST, {"q": word}).content.decode()
        assert "drugskoerier" in content
        assert "onderwijs" not in content


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({}, "__all__", "Vul woorden in"),
        ({"preferred": "", "equal": "koerier"}, "preferred", "verplicht"),
        ({"preferred": "x" * 101, "equal": "a b"}, "preferred", "100"),
        ({"preferred": "!!", "equal": "woord"}, "preferred", "geen woord"),
        ({"equal": "koerier\nKoerier"}, "equal", "staat er al"),
        ({"equal": "drugs-koerier"}, "equal", "‘drugs-koerier’ staat er al, als ‘drugskoerier’"),
        ({"equal": "koerier", "related": "koerier"}, "related", "staat er al"),
        ({"equal": "koerier", "entry_words": "KOERIER"}, "entry_words", "staat er al"),
        ({"equal": "x" * 10_000}, "equal", "10000 tekens"),
        ({"related": "\n".join(f"woord {i}" for i in range(10_000))}, "related", f"er passen er {MAX_WORDS}"),
        ({"equal": "?"}, "equal", "geen woord"),
        ({"equal": "a\x00b"}, "equal", "geen woord"),
        ({"equal": "koerier", "warning": "x" * 10_000}, "warning", "300"),
        ({"is_protected": "on", "equal": "koerier"}, "is_protected", "geen andere woorden"),
    ],
)
def test_what_is_not_right_is_told_and_nothing_is_saved(editor, fields, field, words):
    problems = send(editor, **fields)
    assert words.lower() in problems.pop(field).lower()
    assert problems == {}
    assert not SynonymGroup.objects.exists()


def test_the_same_preferred_word_is_refused_in_other_capitals_too(editor):
    SynonymGroup.objects.create(preferred="Drugskoerier", equal=["koerier"])
    assert send(editor, equal="bezorger") == {"__all__": "Er is al een groep met dit voorkeurswoord."}


def test_what_was_typed_is_shown_as_text(editor):
    evil = "<script>alert(1)</script>"
    assert send(editor, equal=evil) == {}
    for address in (LIST, reverse("admin:search_synonymgroup_change", args=[SynonymGroup.objects.get().pk])):
        content = editor.get(address).content.decode()
        assert evil not in content
        assert escape(evil) in content


@pytest.mark.django_db
def test_only_staff_see_or_change_the_words(client):
    group = SynonymGroup.objects.create(preferred="drugskoerier", equal=["koerier"])
    change = reverse("admin:search_synonymgroup_change", args=[group.pk])
    for user in (None, make_user()):
        if user:
            client.force_login(user)
        for address in (LIST, ADD, change):
            assert client.get(address).status_code in (302, 403)
            assert client.post(address, {"preferred": "anders", "equal": "x y"}).status_code in (302, 403)
    group.refresh_from_db()
    assert (group.preferred, SynonymGroup.objects.count()) == ("drugskoerier", 1)
    client.force_login(make_staff())
    delete = reverse("admin:search_synonymgroup_delete", args=[group.pk])
    assert client.post(delete, {"post": "yes"}).status_code == 403  # editors switch off
