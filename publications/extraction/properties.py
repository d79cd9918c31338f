"""The properties of a file under names that all kinds share: title, author, created and so on. Pure functions."""

import re

from . import texts

_PDF = {
    "Title": "title",
    "Author": "author",
    "Subject": "subject",
    "Keywords": "keywords",
    "Creator": "program",
    "Producer": "producer",
    "CreationDate": "created",
    "ModDate": "modified",
}
_OFFICE = {  # Dublin Core and the extended properties of ECMA-376
    "title": "title",
    "creator": "author",
    "subject": "subject",
    "description": "description",
    "keywords": "keywords",
    "language": "language",
    "lastModifiedBy": "last_modified_by",
    "created": "created",
    "modified": "modified",
    "Application": "program",
    "Company": "company",
    "Manager": "manager",
    "Pages": "pages",
}
_DATE = re.compile(r"\s*(?:D:)?(\d{4})[-:]?(\d\d)?[-:]?(\d\d)?")


def of_pdf(info):
    """Of the information dictionary of a pdf, its names without a slash."""
    return _named(info, _PDF)


def of_office(elements):
    """Of the XML elements of docProps/core.xml and docProps/app.xml, as {local name: text}."""
    return _named(elements, _OFFICE)


def iso_date(text):
    """A date such as "D:20230314120000+01'00'", "2023:03:14 12:00:00" or "2023-03-14T12:00:00Z" as "2023-03-14".

    As far as it goes ("2023"); "" when it is no date.
    """
    match = _DATE.match(text)
    return "-".join(part for part in match.groups() if part) if match else ""


def _named(given, names):
    found = {names[name]: texts.line(str(value)) for name, value in given.items() if name in names and value}
    for name in found.keys() & {"created", "modified"}:
        found[name] = iso_date(found[name])
    return {name: value for name, value in found.items() if value}
