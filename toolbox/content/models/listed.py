"""Listed: how a record stands on a list: as a card, as a row of a table, as dots on a map."""

from .fields import Language


class Listed:
    """What a list shows of a record. A type names what that is; all of it is fetched through `on_cards`."""

    on_cards = ()  # relations that a card, a row or an export line shows, as prefetch names
    columns = ()  # (heading, attribute) of what a table shows beside the title
    points = ()  # (x, y) on the map of each place that it is about, as far as this reader may see it
    found = None  # on a list of results: why it is there (search.showing.Found)
    title_language = Language.DUTCH  # a field where a type has titles of another language

    @property
    def lang(self):
        """The language of the title, for its mark on a page; "" when it is Dutch, as the page."""
        return "" if self.title_language == Language.DUTCH else self.title_language

    @property
    def kind_label(self):
        """What a reader calls one record of this type."""
        return self._meta.verbose_name.capitalize()

    def card_texts(self):
        """Texts that its card shows beside title and summary: what stands there needs no other explanation."""
        return []

    @property
    def card_templates(self):
        """The template of this record on a list: the type's own, where it has one."""
        return f"{self._meta.app_label}/{self.kind_name()}_card.html", "content/card.html"

    def cells(self):
        """The texts of its columns, several of one column with commas; "" for what is not known."""
        return [_in_words(getattr(self, name, None)) for _, name in self.columns]


def _in_words(value):
    """Rows, a list, a method's answer or a plain value as one text."""
    if hasattr(value, "all"):
        value = list(value.all())
    elif callable(value):
        value = value()
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)
