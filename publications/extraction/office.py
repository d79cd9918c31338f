"""An Office file as a zip of XML parts: its parts, the relations between them, its properties. Both ISO forms.

The readers walk the XML themselves, by local names: python-docx and python-pptx do not see what stands in content
controls and tracked insertions, refuse the strict form of ISO 29500, and take as long to load as the reading itself.
"""

import posixpath
from urllib.parse import unquote

from lxml import etree

from . import properties
from .kinds import KINDS
from .reading import DAMAGED, WRONG_TYPE, UnreadableError
from .zip_guard import CONTENT_TYPES, guarded

MACROS = ".macroEnabled."
MOST_RELATIONS = 20_000
_SAFE = {
    "resolve_entities": False,
    "no_network": True,
    "huge_tree": False,
    "load_dtd": False,
    "remove_comments": True,
    "remove_pis": True,
}


class Package:
    """An Office file that was guarded, counted, and is of the kind that its name says."""

    def __init__(self, data, kind):
        """Raises UnreadableError when it is not."""
        self._zip = guarded(data)
        self._names = set(self._zip.namelist())
        types = {element.get("ContentType", "") for element in self.xml(CONTENT_TYPES, must=True)}
        if any(MACROS in one or one.endswith(".vbaProject") for one in types):
            raise UnreadableError(WRONG_TYPE, "macros", extension=kind.extension)
        other = next((one for one in KINDS.values() if one.main_type in types and one.is_office), None)
        if kind.main_type not in types and other:
            raise UnreadableError(WRONG_TYPE, "renamed", extension=kind.extension, found=other.sort)
        self.main = next(iter(self.related("", "officeDocument")), "")
        if not self.main or kind.main_type not in types:
            raise UnreadableError(DAMAGED)

    def xml(self, name, must=False):
        """The root element of a part; an empty element when it is missing or damaged, unless it must be there."""
        try:
            return parse(self._zip.read(name))
        except (KeyError, UnreadableError) as error:
            if must:
                raise UnreadableError(DAMAGED) from error
            return etree.Element("none")

    def stream(self, name, *names):
        """The elements of a part with these local names, each when it ends; what stood before it is gone by then.

        Raises UnreadableError where the part is missing or damaged.
        """
        is_first = True
        try:
            with self._zip.open(name) as part:
                for _, element in etree.iterparse(part, tag=["{*}" + one for one in names], **_SAFE):
                    if is_first and element.getroottree().docinfo.doctype:
                        raise UnreadableError(DAMAGED)
                    is_first = False
                    yield element
                    element.clear()
                    while element.getprevious() is not None:
                        del element.getparent()[0]
        except KeyError as error:
            raise UnreadableError(DAMAGED) from error
        except etree.XMLSyntaxError as error:
            raise _what_is_wrong(error) from error

    def relations(self, name):
        """{id: (last word of the type, name of the part)} of a part, those to outside left out."""
        folder, file = posixpath.split(name)
        found = {}
        for element in self.xml(f"{folder}/_rels/{file}.rels".lstrip("/"))[:MOST_RELATIONS]:
            if element.get("TargetMode") != "External":
                target = unquote(element.get("Target", ""))
                path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                found[element.get("Id", "")] = (element.get("Type", "").rpartition("/")[2], path)
        return found

    def related(self, name, *kinds):
        """The names of the parts that a part points to with a relation of one of these kinds."""
        return [part for kind, part in self.relations(name).values() if kind in kinds and part in self._names]

    def parts(self, start):
        """The names of the parts that start with this."""
        return sorted(name for name in self._names if name.startswith(start))

    def properties(self):
        """Title, author and so on, under the names that all kinds share."""
        elements = {}
        for part in ("docProps/app.xml", "docProps/core.xml"):
            elements |= {local(element): element.text for element in self.xml(part)}
        return properties.of_office(elements)


def parse(data):
    """The root element of XML, without entities, DTD or network; raises UnreadableError when it is damaged."""
    try:
        root = etree.fromstring(data, etree.XMLParser(**_SAFE))
    except etree.XMLSyntaxError as error:
        raise _what_is_wrong(error) from error
    if root.getroottree().docinfo.doctype:
        raise UnreadableError(DAMAGED)
    return root


def _what_is_wrong(error):
    return MemoryError() if error.code == etree.ErrorTypes.ERR_NO_MEMORY else UnreadableError(DAMAGED)


def local(element):
    """The name of an element without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def value(element, name):
    """An attribute by its local name, whatever its namespace; "" when it is not there."""
    return next((text for key, text in element.items() if key.rpartition("}")[2] == name), "")


def points_to(element):
    """The r:id of an element, which names a relation; its own id has no namespace."""
    return next((text for key, text in element.items() if key.endswith("}id")), "")


def first(element, name):
    """The first descendant with this local name, or None."""
    return next(element.iter("{*}" + name), None)
