"""A page as the tests look at it: what is in its HTML and where it stands, without a browser."""

from collections import Counter
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

VOID = {"meta", "link", "input", "br", "img", "hr"}
BLOCKS = {"p", "li", "dt", "dd", "div", "h1", "h2", "h3", "section", "article", "header", "footer", "option", "br"}


class Element:
    """One element: its tag, its attributes, and what it holds in order (texts and elements)."""

    def __init__(self, tag, attrs, parent=None):
        self.tag, self.attrs, self.parent, self.children = tag, attrs, parent, []

    def walk(self):
        """Every element inside, in the order of the page."""
        waiting = self.children[::-1]
        while waiting:
            child = waiting.pop()
            if isinstance(child, Element):
                yield child
                waiting += child.children[::-1]

    def all(self, tag, name=None):
        """Every such element inside, with this class where one is given."""
        return [child for child in self.walk() if child.tag == tag and name in (None, *child.classes)]

    def one(self, tag, name=None):
        """The only such element inside."""
        found = self.all(tag, name)
        assert len(found) == 1, f"{len(found)} times <{tag} class={name}> in: {self.text}"
        return found[0]

    def kids(self, *tags):
        """The elements directly inside, with one of these tags where any are given."""
        found = [child for child in self.children if isinstance(child, Element)]
        return [child for child in found if not tags or child.tag in tags]

    @property
    def items(self):
        """The items of the lists directly inside."""
        return [item for group in self.kids("ul", "ol") for item in group.kids("li")]

    @property
    def pairs(self):
        """{words of the dt: its dd} of the list of facts directly inside, or of this list."""
        (group,) = [self] if self.tag == "dl" else self.kids("dl")
        pairs = {row.kids("dt")[0].text: row.kids("dd")[0] for row in group.kids("div")}
        assert len(pairs) == len(group.kids()), f"a term twice in: {group.text}"
        return pairs

    @property
    def classes(self):
        """The names of its class attribute."""
        return self.attrs.get("class", "").split()

    @property
    def text(self):
        """All its text, with single spaces."""
        return self.text_without()

    def text_without(self, *names):
        """All its text but that of elements with these tags or classes."""
        return " ".join("".join(self._texts(names)).replace("\u2060", "").split())

    @property
    def pieces(self):
        """Its texts one by one, where `text` may join two words of different elements."""
        return [piece for piece in self._texts(()) if piece.strip()]

    def _texts(self, without):
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif child.tag not in without and not set(child.classes) & set(without):
                yield from [" " * (child.tag in BLOCKS), *child._texts(without), " " * (child.tag in BLOCKS)]

    @property
    def links(self):
        """[(text, address)] of the links inside."""
        return [(link.text, link.attrs["href"]) for link in self.all("a") if "href" in link.attrs]


class Page(HTMLParser):
    """The parts of one response that tests ask for."""

    def __init__(self, response):
        super().__init__(convert_charrefs=True)
        self.response, self.path = response, response.wsgi_request.get_full_path()
        self.root = self._open = Element("document", {})
        self.unclosed = []  # what was never closed, or closed without being open
        self.feed(response.content.decode())
        self.close()
        while self._open is not self.root:
            self.unclosed.append(self._open.tag)
            self._open = self._open.parent
        self.tags = [(element.tag, element.attrs) for element in self.root.walk()]
        titles = [title for title in self.root.all("title") if title.parent.tag == "head"]  # a drawing has some too
        self.texts = {"h1": [h1.text for h1 in self.root.all("h1")], "title": [title.text for title in titles]}

    def handle_starttag(self, tag, attrs):
        """Open it."""
        element = Element(tag, dict(attrs), self._open)
        self._open.children.append(element)
        if tag not in VOID:
            self._open = element

    def handle_endtag(self, tag):
        """Close it, and what was left open in it."""
        element = self._open
        while element.parent and element.tag != tag:
            element = element.parent
        if element.parent is None:
            self.unclosed.append(f"/{tag}")
            return
        while self._open is not element:
            self.unclosed.append(self._open.tag)
            self._open = self._open.parent
        self._open = element.parent

    def handle_data(self, data):
        """Keep the text where it stands."""
        self._open.children.append(data)

    def all(self, tag):
        """The attributes of every such element."""
        return [attrs for name, attrs in self.tags if name == tag]

    @property
    def main(self):
        """What the page is about: without header and footer."""
        return self.root.one("main")

    @property
    def headings(self):
        """The headings of the sections, in the order of the page."""
        return [heading.text for heading in self.main.all("h2")]

    def section(self, heading):
        """The section under this heading."""
        found = [h2.parent for h2 in self.main.all("h2") if h2.text == heading]
        assert len(found) == 1, f"{len(found)} times {heading!r} on {self.path}, which has {self.headings}"
        assert found[0].tag == "section"
        return found[0]

    def by_id(self, name):
        """The element with this id."""
        (element,) = [element for element in self.root.walk() if element.attrs.get("id") == name]
        return element

    @property
    def total(self):
        """How many records a list says that it holds."""
        return int(self.by_id("aantal").text.split()[0])

    def sources_of(self, element):
        """What the source marks in an element lead to: texts in the page's own list of sources."""
        marks = [mark.one("a").attrs["href"] for mark in element.all("sup", "mark")]
        assert all(mark.startswith("#bron-") for mark in marks), marks
        return [self.by_id(mark.removeprefix("#")).text for mark in marks]

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
