"""What an editor reads of a rule that the database kept: a sentence, never the name of a constraint."""

import pytest

from tests.factories import (
    make_approach,
    make_field_report,
    make_municipality,
    make_practice,
    publish,
)
from tests.municipalities.editor import Editor, admin_address
from toolbox.content import snapshots
from toolbox.content.models import Content, TriggerConstraint

pytestmark = pytest.mark.django_db
TRIGGERS = [
    rule for model in Content.types() for rule in model._meta.constraints if isinstance(rule, TriggerConstraint)
]


@pytest.mark.parametrize("rule", TRIGGERS, ids=lambda rule: rule.name)
def test_a_trigger_has_a_sentence(rule):
    message = str(rule.get_violation_error_message())
    assert message.endswith(".")
    assert rule.name not in message


@pytest.mark.parametrize(
    ("make", "parent"), [(make_practice, make_approach), (make_field_report, make_municipality)], ids=["under", "of"]
)
def test_an_old_text_that_breaks_a_rule_says_so_in_words(make, parent):
    """Published, and then pointing at what is a draft."""
    record, draft = publish(make()), parent()
    with pytest.raises(snapshots.BrokenRule) as error, record.edit():
        record.write_snapshot({**snapshots.take(record), draft.kind_name(): draft.slug})
    assert str(error.value) == "Dit hoort bij iets dat niet op de site staat voor dezelfde lezers."
    assert error.value.path.startswith(record._meta.app_label), "who loads first content reads which rule it is"


def test_a_unit_without_amount_is_told_in_words(client):
    editor, record = Editor(client), make_approach()
    rows = {"facts": [{"section": "reach", "text": "Veel", "unit": "jongeren", "sources": "Plan"}]}
    errors = editor.refused(admin_address(record), rows)
    assert "Vul ook het getal in dat bij de eenheid of het woord hoort." in " ".join(errors.values())
    assert "approaches_fact_unit" not in " ".join(errors.values())
