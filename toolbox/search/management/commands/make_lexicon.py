"""Make lexicon.json of words.toml."""

import json
from importlib.metadata import version

from django.core.management import BaseCommand, CommandError

from toolbox.search import lexicon


class Command(BaseCommand):
    """The same words, rules and stemmer give the same file. To be looked at and committed; then: reindex."""

    help = "Make the lexicon of the word analysis from toolbox/search/words.toml."

    def handle(self, **options):
        """Raises CommandError for words that contradict each other; then nothing is written."""
        try:
            made = lexicon.make(lexicon.SOURCE.read_text(encoding="utf-8"), version("snowballstemmer"))
        except ValueError as error:  # also a mistake in the TOML
            raise CommandError(f"words.toml: {error}. Nothing was written.") from error
        before = lexicon.MADE.read_text(encoding="utf-8")
        lexicon.MADE.write_text(made, encoding="utf-8")
        is_other = json.loads(made)["version"] != lexicon.VERSION
        self.stdout.write(
            "Another version of the lexicon: run reindex."
            if is_other
            else "The lexicon is as it was."
            if made == before
            else "A new lexicon; the index stays right."
        )
