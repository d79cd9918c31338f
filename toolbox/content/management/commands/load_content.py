"""Load the first content."""

from django.core.management import BaseCommand, CommandError

from toolbox.content import first_content


class Command(BaseCommand):
    """May be run again: it adds what is missing and never touches what an editor changed."""

    help = "Load the first content: the vocabulary and the first records of every type."

    def add_arguments(self, parser):
        parser.add_argument("--if-empty", action="store_true", help="only when the database holds no content yet")

    def handle(self, *, if_empty, **options):
        """Raises CommandError when a data file is broken; then nothing has changed."""
        if if_empty and not first_content.is_empty():
            return
        self.stdout.write("Loading the first content ...")
        self.stdout.flush()
        try:
            new, changed, left = first_content.load()
        except first_content.FirstContentError as error:
            raise CommandError(f"First content: {error}. Nothing was changed.") from error
        self.stdout.write(f"{new} records added, {changed} renewed, {left} left as they were.")
