"""A page as the tests look at it: what is in its HTML, without a browser."""

from collections import Counter
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

VOID = {"meta", "link", "input", "br", "img", "hr", "path"}


class Page(HTMLParser):
    """The parts of one response that tests ask for."""

    def __init__(self, response):
        super().__init__(convert_charrefs=True)
        self.response, self.path = response, response.wsgi_request.get_full_path()
        self.tags, self._open = [], []
        self.texts = {"h1": [], "title": []}
        self.feed(response.content.decode())

    def handle_starttag(self, tag, attrs):
        """Remember it."""
        self.tags.append((tag, dict(attrs)))
        if tag in self.texts:
            self.texts[tag].append("")
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag):
        """Close it."""
        while tag in self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data):
        """The text of headings."""
        for tag in self.texts.keys() & set(self._open):
            self.texts[tag][-1] += data

    def all(self, tag):
        """The attributes of every such element."""
        return [attrs for name, attrs in self.tags if name == tag]

    @property
    def links(self):
        """The addresses on this site that the page's links lead to."""
        found = [urldefrag(urljoin(self.path, attrs["href"]))[0] for attrs in self.all("a") if "href" in attrs]
        return [address for address in dict.fromkeys(found) if not urlsplit(address).netloc]

    @property
    def double_ids(self):
        """The ids that occur more than once."""
        ids = Counter(attrs["id"] for _, attrs in self.tags if "id" in attrs)
        return [name for name, number in ids.items() if number > 1]

    @property
    def description(self):
        """The meta description."""
        return "".join(attrs["content"] for attrs in self.all("meta") if attrs.get("name") == "description").strip()
