"""Make the first documents from the portal's own records, and put them on the site."""

from django.core.management import BaseCommand

from publications.ingest import Refused
from publications.storage import DiskFull
from toolbox.first_documents import documents, publishing
from toolbox.work.progress import Bar


class Command(BaseCommand):
    """May be run again: it makes what was never there, and leaves alone what an editor changed or took away."""

    help = "Make documents of the public records (sheets, a report, slides), read them and publish them."

    def handle(self, **options):
        """Exit code 0 whatever becomes of a document: each that is not on the site is named, with the reason."""
        wanted = documents.all_documents()
        made = left = 0
        bar = Bar(self.stderr, len(wanted))
        for first in wanted:
            bar.show(first.name)
            try:
                document = publishing.publish(first)
            except (Refused, DiskFull) as problem:
                self.stdout.write(f"{first.name}: {problem}")
            else:
                made += document is not None and document.is_shown
                left += document is None
                if document is not None and not document.is_shown:
                    self.stdout.write(f"{first.name}: {document.get_state_display()}. {document.message}".rstrip())
            bar.add()
        bar.close()
        self.stdout.write(f"{made} first documents made, {left} left as they were.")
