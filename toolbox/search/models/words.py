"""Word: the words that may be suggested, with the number of public entries that hold them."""

from collections import Counter

from django.db import connection, models

from .. import analysis

_SHIFT = """
INSERT INTO search_word (word, folded, length, number) SELECT * FROM unnest(%s, %s, %s, %s)
ON CONFLICT (word) DO UPDATE SET number = search_word.number + excluded.number
"""


class WordQuerySet(models.QuerySet):
    """Words to suggest."""

    def shift(self, changed):
        """Add these numbers (word -> more or fewer entries); what no entry holds any more goes."""
        rows = sorted((word, number) for word, number in Counter(changed).items() if number)  # one order: no deadlock
        if not rows:
            return
        folded = [analysis.fold(word) for word, _ in rows]
        words, numbers = map(list, zip(*rows, strict=True))
        with connection.cursor() as cursor:
            cursor.execute(_SHIFT, [words, folded, list(map(len, folded)), numbers])
        if fewer := [word for word, number in rows if number < 0]:
            self.filter(word__in=fewer, number__lte=0).delete()

    def near(self, folded, mistakes):
        """(word, folded, number) of the words whose length differs by at most so many letters."""
        lengths = range(len(folded) - mistakes, len(folded) + mistakes + 1)
        return self.filter(length__in=lengths).values_list("word", "folded", "number")

    def starting_with(self, folded, limit):
        """The words that start so, those of the most texts first."""
        rows = self.filter(folded__startswith=folded).order_by("-number", "length", "word")
        return list(rows.values_list("word", flat=True)[:limit])


class Word(models.Model):
    """A word as it stands in texts that everybody may read, in small letters. Nobody learns a hidden word from it."""

    word = models.CharField(max_length=analysis.LONGEST_WRITTEN, primary_key=True, db_collation="C")
    folded = models.CharField(max_length=analysis.LONGEST_WRITTEN, db_collation="C")  # without accents
    length = models.PositiveSmallIntegerField()  # of folded
    number = models.IntegerField()  # of public entries

    objects = WordQuerySet.as_manager()

    class Meta:
        verbose_name = "woord"
        verbose_name_plural = "woorden"
        indexes = [
            models.Index("folded", name="search_word_folded"),
            models.Index("length", name="search_word_length"),
        ]

    def __str__(self):
        return self.word
