"""What a page shows of other records: relations fetched through the access rule, so that a template may walk them."""

from django.db.models import Prefetch

from toolbox.accounts.access import Guarded


def visible_prefetches(model, names, user):
    """Prefetches for relations of a model ("practices__municipality"): every row on the way is visible to this user.

    A foreign key to a hidden row then reads as None, or raises DoesNotExist, which a template takes for nothing. What a
    record has already, such as one rebuilt from its history, is not fetched again, but what lies behind it is.
    """
    prefetches = {}
    for name in names:
        related, path = model, []
        for step in name.split("__"):
            path.append(step)
            related = related._meta.get_field(step).related_model
            rows = related.objects.visible_to(user).in_order()
            if issubclass(related, Guarded):
                rows = rows.select_related("readers")  # a card names them
            way = "__".join(path)
            prefetches.setdefault(way, Prefetch(way, rows))
    return list(prefetches.values())
