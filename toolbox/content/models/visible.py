"""What a page shows of other records: relations fetched through the access rule, so that a template may walk them."""

from django.db.models import Prefetch


def visible_prefetches(model, names, user):
    """Prefetches for relations of a model ("practices__municipality"): every row on the way is visible to this user.

    A foreign key to a hidden row then reads as None, or raises DoesNotExist, which a template takes for nothing.
    """
    tree = {}
    for name in names:
        first, _, rest = name.partition("__")
        tree.setdefault(first, []).extend([rest] if rest else [])
    prefetches = []
    for name, below in tree.items():
        related = model._meta.get_field(name).related_model
        rows = related.objects.visible_to(user).in_order()
        prefetches.append(Prefetch(name, rows.prefetch_related(*visible_prefetches(related, below, user))))
    return prefetches
