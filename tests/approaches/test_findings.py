"""Findings: what a publication says of a row of evidence, on the pages of both."""

import pytest

from publications.models import Finding
from tests.factories import make_approach, make_group, make_practice, make_publication, publish
from tests.municipalities.editor import Editor, admin_address
from tests.municipalities.rules import refused_by, write
from tests.pages import Page

pytestmark = pytest.mark.django_db

HEADING = "Wat zegt deze publicatie over een aanpak?"
ONCE = "Deze bevinding staat er al."
WHOLE = {"outcome": "Recidive", "design": "Experiment", "effect": "mixed", "country": "Nederland", "page": "12-14"}


def evidence(make=make_approach, **fields):
    return publish(make(evidence=[{"outcome": "Recidive", "grounding": 5}], **fields)).evidence.get()


def findings_on(client, publication):
    return Page(client.get(publication.get_absolute_url())).section(HEADING).items


def test_the_database_refuses():
    row = evidence()
    publication = make_publication(findings=[{"evidence": row, "outcome": "Recidive"}, {"evidence": row}])
    with refused_by("publications_finding_once"):
        Finding.objects.create(publication=publication, evidence=row, outcome="Recidive")
    with refused_by("publications_finding_effect_known"):
        write(publication.findings.first(), effect="prima")


def test_an_editor_is_told_and_loses_nothing(client):
    editor, row = Editor(client), evidence()
    publication = make_publication(findings=[{"evidence": row, "outcome": "Recidive"}])
    same, new = {"evidence": row.pk, "outcome": "Recidive"}, {"evidence": row.pk, "outcome": "School"}
    for rows in ([same], [new, new]):
        errors = editor.refused(admin_address(publication), {"findings": rows}, subtitle="Ook getypt")
        assert ONCE in errors.get("", ""), errors
    errors = editor.refused(admin_address(publication), {"findings": [{"outcome": "Zonder bewijs"}]})
    assert errors["findings-1-evidence"] == "Dit veld is verplicht."
    data = editor.filled_in(admin_address(publication), **{"findings-0-effect": "prima"})
    assert "prima is geen beschikbare keuze" in client.post(admin_address(publication), data).content.decode()
    assert publication.findings.get().effect == "unknown"
    editor.save(admin_address(publication), {"findings": [new]})
    assert [finding.outcome for finding in publication.findings.in_order()] == ["Recidive", "School"]


@pytest.mark.parametrize(("make", "heading"), [(make_approach, "Werkt het?"), (make_practice, "Werkt het hier?")])
def test_both_pages_link_to_each_other(client, make, heading):
    row = evidence(make, title="Waar het over gaat")
    publication = publish(make_publication(title="Het onderzoek", year=2020, findings=[{"evidence": row, **WHOLE}]))
    [found] = findings_on(client, publication)
    assert found.links == [("Waar het over gaat", row.record.get_absolute_url())]
    assert "Recidive: effect Gemengd (voorstel, nog niet beoordeeld). Experiment. Gemeten: Nederland." in found.text
    assert "Bladzijde 12-14." in found.text
    assert "Nog niet bekend" not in found.text
    [back] = Page(client.get(row.record.get_absolute_url())).section(heading).one("dl", "evidence").all("li")
    assert back.links == [("Het onderzoek", publication.get_absolute_url())]
    assert "Experiment, 2020, bladzijde 12-14" in back.text


def test_what_a_finding_does_not_know_stands_in_one_line(client):
    publication = publish(make_publication(findings=[{"evidence": evidence()}]))
    [found] = findings_on(client, publication)
    assert "effect Onbekend" in found.text
    [line] = found.all("p", "unknown")
    assert line.text == "Nog niet bekend: opzet van het onderzoek, land, bladzijde."


def test_a_judged_row_is_no_proposal_on_the_page_of_the_publication(client):
    row = evidence()
    publication = publish(make_publication(findings=[{"evidence": row}]))
    assert "voorstel" in findings_on(client, publication)[0].text
    row.judged_by, row.judged_on = "CCV", "2024-01-01"
    row.save()
    assert "voorstel" not in findings_on(client, publication)[0].text


def test_a_finding_of_what_a_reader_may_not_see_is_on_neither_page(client):
    hidden = make_approach(title="Kanarie", evidence=[{"outcome": "Kanarie-uitkomst"}]).evidence.get()
    circle = publish(make_practice(evidence=[{}]), make_group()).evidence.get()
    findings = [{"evidence": hidden, "design": "Kanarieopzet"}, {"evidence": circle, "design": "Kanarieopzet"}]
    publication = publish(make_publication(findings=findings))
    page = Page(client.get(publication.get_absolute_url()))
    assert HEADING not in page.headings
    assert "anarie" not in page.main.text
    row = evidence()
    make_publication(title="Kanarie", findings=[{"evidence": row, "design": "Kanarieopzet"}])
    assert "anarie" not in Page(client.get(row.record.get_absolute_url())).main.text
    Editor(client)
    assert len(findings_on(client, publication)) == 2
    assert "Kanarieopzet" in Page(client.get(row.record.get_absolute_url())).main.text
