"""QueryCount: what is searched for, day by day; nobody is in it."""

import datetime as dt

from django.db import connection, models
from django.db.models import Sum
from django.utils import timezone

from .. import analysis

DAYS = 90  # that a count is kept
FEWEST = 3  # times asked before a question is shown: what one person typed once may be a name
LONGEST = 100  # signs of a question that is counted
_COUNT = """
DELETE FROM search_querycount WHERE day < %s;
INSERT INTO search_querycount (day, query, number, empty) VALUES (%s, %s, 1, %s)
ON CONFLICT (day, query) DO UPDATE SET number = search_querycount.number + 1, empty = search_querycount.empty + %s
"""


class QueryCountQuerySet(models.QuerySet):
    """Questions, counted."""

    def count_one(self, text, is_empty):
        """Count a question that somebody asked, and whether it had no answer. Long texts are no questions.

        What is older than DAYS goes at the same time.
        """
        query = " ".join(analysis.fold(text).split())
        if not query or len(query) > LONGEST:
            return
        today = timezone.localdate()
        with connection.cursor() as cursor:
            cursor.execute(_COUNT, [today - dt.timedelta(DAYS), today, query, int(is_empty), int(is_empty)])

    def most_asked(self, is_empty=False, limit=50):
        """[{query, asked, empty}] of the last DAYS, most asked first; `is_empty`: those without an answer."""
        rows = self.filter(day__gte=timezone.localdate() - dt.timedelta(DAYS)).order_by().values("query")
        rows = rows.annotate(asked=Sum("number"), without=Sum("empty")).filter(asked__gte=FEWEST)
        if is_empty:
            return list(rows.filter(without__gt=0).order_by("-without", "query")[:limit])
        return list(rows.order_by("-asked", "query")[:limit])


class QueryCount(models.Model):
    """How often a question was asked on a day, and how often without an answer: no user, no address, no time."""

    day = models.DateField("dag")
    query = models.CharField("zoekvraag", max_length=LONGEST)
    number = models.PositiveIntegerField("gesteld")
    empty = models.PositiveIntegerField("zonder resultaat")

    objects = QueryCountQuerySet.as_manager()

    class Meta:
        verbose_name = "zoekvraag"
        verbose_name_plural = "zoekvragen"
        constraints = [models.UniqueConstraint("day", "query", name="search_querycount_once")]

    def __str__(self):
        return self.query
