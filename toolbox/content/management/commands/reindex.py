"""Write all entries of the index anew."""

from django.core.management import BaseCommand
from django.db import transaction

from toolbox.content.models import Content
from toolbox.search.models import Entry

BATCH = 200


class Command(BaseCommand):
    """Batch by batch into the same table, so the site goes on; entries without a record go away."""

    help = "Rebuild the search index; with the same analysis it changes nothing."

    def handle(self, **options):
        """Rebuild type by type, with progress."""
        for model in Content.types():
            pks = list(model.objects.order_by("pk").values_list("pk", flat=True))
            for start in range(0, len(pks), BATCH):
                with transaction.atomic():
                    rows = model.objects.whole().filter(pk__in=pks[start : start + BATCH]).order_by("pk")
                    locked = {
                        row.pk for row in model.objects.filter(pk__in=pks[start : start + BATCH]).select_for_update()
                    }
                    Entry.objects.write(*[row.document() for row in rows if row.pk in locked])
                self.stdout.write(f"{model._meta.verbose_name_plural}: {min(start + BATCH, len(pks))} of {len(pks)}")
                self.stdout.flush()
            Entry.objects.filter(kind=model.kind_name()).exclude(object_id__in=model.objects.values("pk")).delete()
        kinds = [model.kind_name() for model in Content.types()]
        Entry.objects.exclude(kind__in=kinds).delete()
