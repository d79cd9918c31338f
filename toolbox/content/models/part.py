"""Part: rows that belong to one record, and change with it."""

from django.db import models, transaction

from toolbox.accounts.access import GuardedPartQuerySet


class PartQuerySet(GuardedPartQuerySet):
    """Rows that belong to a record."""

    def in_order(self):
        """As the editor ordered them."""
        return self.order_by("order", "pk")


class Part(models.Model):
    """Abstract: a row that belongs to one record and has its order there.

    `belongs_to` names the foreign keys to that record, of which one is set; `access_via` also what else must be
    visible for the row to be.
    """

    belongs_to = access_via = ()

    order = models.PositiveSmallIntegerField("volgorde", default=0)

    objects = PartQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        """Save; the record's revision and entry follow."""
        with transaction.atomic(savepoint=False):
            record = self.record
            record.lock()
            super().save(*args, **kwargs)
            record.record()

    def delete(self, *args, **kwargs):
        """Delete; the record's revision and entry follow."""
        with transaction.atomic(savepoint=False):
            record = self.record
            record.lock()
            result = super().delete(*args, **kwargs)
            record.record()
            return result

    @classmethod
    def paths(cls, name):
        """What to prefetch of the parts `name` to have them whole, with what they point at and what that belongs to."""
        own = [f for f in cls._meta.concrete_fields if f.is_relation and f.name not in cls.belongs_to]
        below = [f"{name}__{f.name}__{owner}" for f in own for owner in getattr(f.related_model, "belongs_to", ())]
        return [name, *(f"{name}__{f.name}" for f in own), *below]

    @property
    def record(self):
        """The record it belongs to."""
        return next(getattr(self, name) for name in self.belongs_to if getattr(self, f"{name}_id") is not None)
