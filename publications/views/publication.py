"""The page of a publication: as every record, with its documents and where the reader's words stand in them."""

from toolbox.content.views import Detail
from toolbox.search import bounded, showing
from toolbox.search.models import Entry, SynonymGroup
from toolbox.search.query import parse

PLACES = 12  # in the documents of one publication that are listed


class PublicationDetail(Detail):
    """`?q=` looks inside its documents."""

    def context(self, record):
        """As of every record, and the places."""
        return super().context(record) | self.inside(record)

    def inside(self, record):
        """What is found in the documents for the words of the address."""
        typed = self.request.GET.get("q", "")
        query = parse(typed, SynonymGroup.objects.in_use() if typed.strip() else ())
        if not query.words:
            return {"query": query.text, "places": None}
        entry = Entry.objects.visible_to(self.request.user).of(record).first()
        try:
            found, others = showing.places(entry, query, PLACES) if entry else ((), 0)
        except bounded.TooSlow:
            found, others = (), 0
        return {"query": query.text, "places": found, "other_places": others}
