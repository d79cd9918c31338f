"""THE access rule: who may see a row. Content and the search index inherit it; nothing restates it.

The table of docs/decisions/0002-access.md, in code. `visible_to` is the only road from a page to rows.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

STAFF_GROUP = "Redactie"
MUNICIPALITIES_GROUP = "Gemeenten"
GUARDED_COLUMNS = ("state", "readers_id", "published_at")  # change through transition() only


class State(models.TextChoices):
    """Where a row stands between its first draft and its withdrawal."""

    DRAFT = "draft", "Concept"
    IN_REVIEW = "in_review", "Ter controle"
    PUBLISHED = "published", "Gepubliceerd"
    WITHDRAWN = "withdrawn", "Ingetrokken"


class StateChangeRefused(Exception):
    """Somebody tried to change who may see a row without going through `transition()`."""


def is_known(user):
    """Is this somebody with an active account? None, anonymous and switched-off accounts are not."""
    return bool(user and user.is_authenticated and user.is_active)


def is_staff(user):
    """Is this an active member of Redactie, or a technical administrator? None and anonymous are not."""
    return is_known(user) and user.is_staff


def sees_drafts(user, row):
    """Staff and the owner of a guarded row see it in every state, with all its versions."""
    return is_staff(user) or (is_known(user) and row.owner_id == user.pk)


def audience_q(user, prefix=""):
    """The rows meant for this reader (None = anonymous): public ones, and those of the reader's circles."""
    public = Q(**{f"{prefix}readers": None})
    if not is_known(user):
        return public
    return public | Q(**{f"{prefix}readers__in": user.groups.all()})  # a subquery: leaving a circle works at once


def is_within(child, parent):
    """May whoever reads this published child read its parent too? What lies under a record is never wider than it."""
    return (
        parent.state == State.PUBLISHED
        and parent.published_at <= child.published_at
        and parent.readers_id in (None, child.readers_id)
    )


def visible_q(user, prefix="", now=None):
    """The rows that `user` (None = anonymous) may see, as a condition; `prefix` leads to them ("publication__")."""
    if is_staff(user):
        return Q()
    now = now or timezone.now()
    published = Q(**{f"{prefix}state": State.PUBLISHED, f"{prefix}published_at__lte": now})
    condition = published & audience_q(user, prefix)
    if is_known(user):
        condition |= Q(**{f"{prefix}owner": user})
    return condition


class GuardedQuerySet(models.QuerySet):
    """Rows with a state, and the only road to them."""

    def visible_to(self, user):
        """The rows that this user (None = anonymous) may see."""
        return self.filter(visible_q(user))

    def gone_for(self, user):
        """Withdrawn rows that this reader could see before: they answer 410 with the reason, all others 404."""
        was_out = Q(state=State.WITHDRAWN, published_at__lte=timezone.now())
        return self.filter(was_out & audience_q(user))

    def update(self, **values):
        """As Django's, but never of who may see the row.

        Raises StateChangeRefused for `state`, `readers` and `published_at`: those change through `transition()`.
        """
        refused = {*GUARDED_COLUMNS, "readers"} & values.keys()
        if refused:
            raise StateChangeRefused(f"Use transition(), not update({', '.join(sorted(refused))}=...)")
        return super().update(**values)

    def bulk_update(self, objs, fields, **options):
        """As Django's, with the same refusal as `update`."""
        if {*GUARDED_COLUMNS, "readers"} & set(fields):
            raise StateChangeRefused("Use transition(), not bulk_update()")
        return super().bulk_update(objs, fields, **options)


class GuardedPartQuerySet(models.QuerySet):
    """Rows without a state; `access_via` names the guarded rows that they show: all that are set must be visible."""

    def visible_to(self, user):
        """The rows of which this user (None = anonymous) may see everything that they point at."""
        if is_staff(user):
            return self.all()
        condition = Q()
        for name in self.model.access_via:
            condition &= Q(**{f"{name}__isnull": True}) | visible_q(user, f"{name}__")
        return self.filter(condition)


class Guarded(models.Model):
    """Abstract: what the access rule looks at. `readers` empty = public; `published_at` may lie ahead (embargo)."""

    state = models.CharField("status", max_length=20, choices=State.choices, default=State.DRAFT, editable=False)
    readers = models.ForeignKey(
        "auth.Group",
        models.PROTECT,
        verbose_name="lezers",
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        help_text="Leeg: iedereen mag dit lezen zodra het gepubliceerd is.",
    )
    published_at = models.DateTimeField("zichtbaar vanaf", null=True, blank=True, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name="eigenaar",
        null=True,
        blank=True,
        related_name="+",
        help_text="Wie dit maakte of beheert. De eigenaar ziet ook het concept.",
    )

    objects = GuardedQuerySet.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(name="%(app_label)s_%(class)s_state_known", condition=Q(state__in=State.values)),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_published_since",
                condition=~Q(state=State.PUBLISHED) | Q(published_at__isnull=False),
            ),
        ]
