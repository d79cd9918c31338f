"""Evidence: what the database refuses, and what an editor is told."""

import pytest

from tests.factories import make_approach, make_practice
from tests.municipalities.editor import Editor, admin_address
from tests.municipalities.rules import refused_by, write
from toolbox.approaches.models import EFFECT_CHOICES, GROUNDING_CHOICES, Effect, Evidence, Grounding
from toolbox.approaches.models.evidence import EFFECT_MEANS, GROUNDING_MEANS

pytestmark = pytest.mark.django_db

EFFECT = "Een effect kun je pas noemen als er verandering is gemeten: kies bij onderbouwing 4 of hoger."
JUDGED = "Vul in wie het oordeel gaf en wanneer: allebei of geen van beide."
ONCE = "Deze uitkomst staat er al, voor dezelfde plek."


@pytest.fixture
def row():
    return make_approach(evidence=[{"outcome": "Recidive", "grounding": 2}]).evidence.get()


@pytest.mark.parametrize(
    ("columns", "constraint"),
    [
        *(({"effect": effect}, "effect_grounded") for effect in Effect if effect != Effect.UNKNOWN),
        ({"effect": "harmful", "grounding": 3}, "effect_grounded"),
        ({"judged_by": "CCV"}, "judged_whole"),
        ({"judged_on": "2024-01-01"}, "judged_whole"),
        ({"effect": "prima", "grounding": 6}, "values_known"),
        ({"grounding": 7}, "values_known"),
        ({"approach": None}, "one_record"),
    ],
)
def test_the_database_refuses(row, columns, constraint):
    with refused_by(f"approaches_evidence_{constraint}"):
        write(row, **columns)


def test_the_database_takes_each_effect_from_where_change_was_measured(row):
    for grounding in Grounding:
        for effect in Effect if grounding >= 4 else [Effect.UNKNOWN]:
            write(row, grounding=grounding, effect=effect)
            row.refresh_from_db()
            row.full_clean()


@pytest.mark.parametrize("make", [make_approach, make_practice])
def test_an_outcome_stands_once_per_record_and_place(make):
    record = make(evidence=[{"outcome": "Recidive"}, {"outcome": "Recidive", "place": "Amsterdam"}])
    make(evidence=[{"outcome": "Recidive"}])  # of another record
    with refused_by(f"approaches_evidence_once_per_{record.kind_name()}"):
        Evidence.objects.create(**{record.kind_name(): record}, outcome="Recidive", grounding=1)


def test_an_editor_is_told_and_loses_nothing(client):
    editor, record = Editor(client), make_approach(evidence=[{"outcome": "Recidive", "grounding": 5}])
    told = [
        ([{"outcome": "Nieuw", "grounding": 3, "effect": "harmful"}], "evidence-1-effect", EFFECT),
        ([{"outcome": "Nieuw", "grounding": 0, "effect": "small_positive"}], "evidence-1-effect", EFFECT),
        ([{"outcome": "Nieuw", "grounding": 4, "judged_by": "CCV"}], "evidence-1-judged_on", JUDGED),
        ([{"outcome": "Nieuw", "grounding": 4, "judged_on": "2024-01-01"}], "evidence-1-judged_on", JUDGED),
        ([{"outcome": "Nieuw", "grounding": ""}], "evidence-1-grounding", "Dit veld is verplicht."),
        ([{"outcome": "Nieuw", "grounding": 4, "judged_on": "gisteren"}], "evidence-1-judged_on", "geldige datum"),
        ([{"outcome": "Recidive", "grounding": 1}], "", ONCE),
        ([{"outcome": "Nieuw", "grounding": 1}, {"outcome": "Nieuw", "grounding": 1}], "", ONCE),
    ]
    for rows, field, words in told:
        errors = editor.refused(admin_address(record), {"evidence": rows}, summary="Ook getypt")
        assert words in errors.get(field, ""), (rows, errors)
    for name in ("effect", "grounding"):
        data = editor.filled_in(admin_address(record), **{f"evidence-0-{name}": "9"})
        assert "9 is geen beschikbare keuze" in client.post(admin_address(record), data).content.decode()
    assert [(evidence.outcome, evidence.grounding) for evidence in record.evidence.all()] == [("Recidive", 5)]


def test_two_places_of_one_outcome_are_two_rows(client):
    editor, record = Editor(client), make_approach()
    rows = [{"outcome": "Recidive", "grounding": 4, "place": place} for place in ("Utrecht", "Breda", "")]
    editor.save(admin_address(record), {"evidence": rows})
    assert [row.place for row in record.evidence.in_order()] == ["Utrecht", "Breda", ""]


def test_each_value_says_what_it_means():
    assert GROUNDING_MEANS.keys() == set(Grounding)
    assert EFFECT_MEANS.keys() == set(Effect)


def test_each_value_can_be_chosen_judged_and_as_a_proposal():
    labels = dict(EFFECT_CHOICES)
    assert (labels["mixed"], labels["mixed-proposed"]) == ("Gemengd", "Gemengd (voorstel)")
    assert labels.keys() == {"unknown"} | {f"{e}{end}" for e in Effect if e != "unknown" for end in ("", "-proposed")}
    labels = dict(GROUNDING_CHOICES)
    assert (labels["0"], labels["0-proposed"]) == ("Idee of signaal", "Idee of signaal (voorstel)")
    assert labels.keys() == {"unknown"} | {f"{g.value}{end}" for g in Grounding for end in ("", "-proposed")}
