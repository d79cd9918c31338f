"""What Word and PowerPoint files share: colours, properties, and bytes that are the same each time."""

import datetime as dt
import io
import zipfile

INK, QUIET, BAND, ACTION = "12242B", "43565D", "003A42", "00565E"
TINT, RULE, FILLED, HARM = "EAF4F2", "C9D8D6", "3D5A62", "A51C14"
FONT = "Calibri"
LANGUAGE = "nl-NL"
PROGRAM = "docProps/app.xml"
NO_PROGRAM = (  # what the template says of its own program, pages and words is not true of this file
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
)
FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)  # the oldest that a zip file can hold


def describe(document, title, summary, date):
    """Fill in the properties: what it is and of when; no names of people or programs."""
    properties, moment = document.core_properties, dt.datetime.combine(date, dt.time())
    properties.title, properties.subject, properties.language = title, summary, LANGUAGE
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.created = properties.modified = moment
    properties.revision = 1


def to_bytes(document):
    """The file of a python-docx or python-pptx document, without the moment at which it was packed."""
    packed, fixed = io.BytesIO(), io.BytesIO()
    document.save(packed)
    with zipfile.ZipFile(packed) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, FIRST_MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, NO_PROGRAM if name == PROGRAM else source.read(name))
    return fixed.getvalue()
