"""The records that the first documents are made of, as a visitor without an account sees them."""

from django.contrib.auth.models import AnonymousUser

from communities.models import Meeting
from toolbox.approaches.models import Approach, Practice
from toolbox.content.models import visible_prefetches

EVERYBODY = AnonymousUser()


def approach(reference):
    """The approach with this address, with all that its page shows everybody; None when there is none."""
    return _whole(Approach, reference)


def meeting(reference):
    """The meeting with this address, with all that its page shows everybody; None when there is none."""
    return _whole(Meeting, reference)


def _whole(model, reference):
    related = visible_prefetches(model, model.on_page, EVERYBODY)
    rows = model.objects.visible_to(EVERYBODY).by_reference(reference)
    return rows.prefetch_related("term_links__tag", *related).first()


def approaches():
    """All approaches, by title, with what is known of each."""
    related = visible_prefetches(Approach, ("look_alikes", *Approach.on_cards), EVERYBODY)
    return list(Approach.objects.visible_to(EVERYBODY).in_order().prefetch_related("term_links__tag", *related))


def practices():
    """All practices, by municipality."""
    return list(Practice.objects.visible_to(EVERYBODY).for_lists(EVERYBODY).in_order())
