"""Rows for tests: plain functions with defaults that never clash."""

import datetime as dt
from itertools import count

from django.contrib.auth.models import Group

from communities.models import FieldReport, LearningCommunity, Meeting
from publications import storage
from publications.extraction.kinds import KINDS
from publications.models import Document, DocumentState, Page, Publication
from tests.stories.models import Story
from toolbox.accounts.access import STAFF_GROUP, State
from toolbox.accounts.models import User
from toolbox.approaches.models import Approach, Practice
from toolbox.content.models import PublishedWithin, Term
from toolbox.municipalities.models import Municipality

_numbers = count(1)


def make_user(email=None, groups=(), **fields):
    """An account that can be entered by login link only, in these groups."""
    user = User.objects.create_user(email or f"gebruiker{next(_numbers)}@voorbeeld.nl", **fields)
    user.groups.set(groups)
    return user


def make_staff(**fields):
    """A member of Redactie."""
    return make_user(groups=[make_group(STAFF_GROUP)], **fields)


def make_group(name=None):
    """The group of this name, or a new circle."""
    return Group.objects.get_or_create(name=name or f"Kring {next(_numbers)}")[0]


def make_term(facet="theme", slug=None, name=None, **fields):
    """A term of the vocabulary."""
    number = next(_numbers)
    fields = {"definition": "Wat het betekent.", "order": number, **fields}
    slug = slug or f"begrip-{number}"
    return Term.objects.create(facet=facet, slug=slug, name=name or slug.capitalize(), **fields)


def make_publication(terms=(), contributors=(), findings=(), approaches=(), practices=(), municipalities=(), **fields):
    """A draft of a publication, with contributors of these names in this order; findings are dicts of fields."""
    links = {"approaches": approaches, "practices": practices, "municipalities": municipalities}
    rows = [{"name": name} for name in contributors]
    return _make(
        Publication, terms, {"kind": "research_report", **fields}, contributors=rows, findings=findings, **links
    )


def make_story(terms=(), **fields):
    """A draft of the content type that lives only in the tests."""
    return _make(Story, terms, fields)


def make_municipality(terms=(), **fields):
    """A draft of a municipality, with a CBS code of its own."""
    fields = {"cbs_code": f"GM{next(_numbers) % 10_000:04}", "province": "utrecht", **fields}
    return _make(Municipality, terms, fields)


def make_approach(terms=(), facts=(), evidence=(), look_alikes=(), **fields):
    """A draft of an approach; facts, evidence and look-alikes are dicts of fields."""
    return _make(Approach, terms, fields, facts=_facts(facts), evidence=_evidence(evidence), look_alikes=look_alikes)


def make_practice(terms=(), facts=(), evidence=(), **fields):
    """A draft of a practice, of a public approach and a public municipality unless given."""
    fields["approach"] = fields.get("approach") or publish(make_approach())
    fields["municipality"] = fields.get("municipality") or publish(make_municipality())
    return _make(Practice, terms, fields, facts=_facts(facts), evidence=_evidence(evidence))


def make_community(terms=(), municipalities=(), **fields):
    """A draft of a learning community of these municipalities."""
    return _make(LearningCommunity, terms, {"purpose": "Leren van elkaar.", **fields}, municipalities=municipalities)


def make_meeting(terms=(), agenda=(), reading_list=(), attendance=(), **fields):
    """A draft of a meeting, on 10 March 2022 unless said otherwise; agenda items are dicts of fields."""
    if not fields.get("when"):
        fields = {"start_on": dt.date(2022, 3, 10), **fields}
    day = fields.get("start_on")
    fields = {"year": day.year if day else 2022, **fields}
    return _make(Meeting, terms, fields, agenda=agenda, reading_list=reading_list, attendance=attendance)


def make_field_report(terms=(), **fields):
    """A draft of a field report, of a public municipality at a public meeting unless given."""
    fields["meeting"] = fields.get("meeting") or publish(make_meeting())
    fields["municipality"] = fields.get("municipality") or publish(make_municipality())
    return _make(FieldReport, terms, {"text": "Het loopt.", **fields})


MAKERS = {
    Municipality: make_municipality,
    Approach: make_approach,
    Practice: make_practice,
    Publication: make_publication,
    LearningCommunity: make_community,
    Meeting: make_meeting,
    FieldReport: make_field_report,
    Story: make_story,
}


def make_record(model, terms=(), **fields):
    """A draft of any content type."""
    return MAKERS[model](terms=terms, **fields)


def make_parents(model):
    """{field: public record} of what records of this type lie under; to be shared by many of them."""
    names = [rule.parent for rule in model._meta.constraints if isinstance(rule, PublishedWithin)]
    return {name: publish(make_record(model._meta.get_field(name).related_model)) for name in names}


def publish(record, readers=None, **options):
    """Publish by the system, for everybody or for one circle; returns the record."""
    record.transition(State.PUBLISHED, None, readers=readers, **options)
    return record


def withdraw(record, note="Niet meer juist", **options):
    """Withdraw by the system, with the reason that readers see; returns the record."""
    record.transition(State.WITHDRAWN, None, note, **options)
    return record


def _facts(rows):
    return [{"text": "Zo is het.", "sources": ["een bron"], **row} for row in rows]


def _evidence(rows):
    return [{"grounding": 1, **row} for row in rows]


def _make(model, terms, fields, **related):
    """A draft; `related` holds per part its rows as dicts, per link its records."""
    number = next(_numbers)
    name = model.kind_name()
    record = model(**{"title": f"{name.capitalize()} {number}", "slug": f"{name}-{number}", **fields})
    with record.edit():
        record.save()
        record.terms.set(terms)
        for name, rows in related.items():
            if name in model.links:
                getattr(record, name).set(rows)
                continue
            for order, row in enumerate(rows, start=1):
                part = model._meta.get_field(name)
                part.related_model.objects.create(**{part.field.name: record, "order": order, **row})
    return record


def make_document(publication=None, pages=("Een bladzijde met tekst.",), content=b"%PDF-1.7 een bestand", **fields):
    """A document with these pages, its files in the storage, put on the site unless said otherwise."""
    publication = publication or publish(make_publication())
    number = next(_numbers)
    folder = storage.new_folder()
    defaults = {
        "name": f"bestand {number}.pdf",
        "kind": "pdf",
        "original": storage.keep(b"origineel " + content, f"{folder}/origineel.pdf"),
        "public_file": storage.keep(content, f"{folder}/openbaar.pdf"),
        "picture": storage.keep(b"RIFFplaatje", f"{folder}/1.webp"),
        "sha256": f"{number:064x}",
        "size": len(content),
        "public_size": len(content),
        "page_count": len(pages),
        "state": DocumentState.READY,
        "is_shown": True,
    }
    document = Document.objects.create(publication=publication, **defaults | fields)
    kind = KINDS[document.kind]
    Page.objects.bulk_create(
        [Page(document=document, number=n, label=kind.label(n), text=text) for n, text in enumerate(pages, 1)]
    )
    Publication.objects.get(pk=publication.pk).reindex()
    return document
