"""A workbook: only its properties and the names of its sheets. Its cells are data, not text to read."""

from . import texts
from .office import Package, local, value
from .reading import Found

load = Package


def read(package, limits):
    """What is found: the sheets as the outline, and how many are hidden."""
    main = package.xml(package.main, must=True)
    found = Found("xlsx", properties=package.properties())
    found.date = found.properties.get("modified", "") or found.properties.get("created", "")
    found.language = found.properties.get("language", "")
    sheets = list(main.iter("{*}sheet"))[: limits.pages]
    found.page_count = len(sheets)
    found.outline = [
        (1, texts.line(value(sheet, "name")), number) for number, sheet in enumerate(sheets, 1) if value(sheet, "name")
    ]
    comments = [*package.parts("xl/comments"), *package.parts("xl/threadedComments/")]
    found.hidden = {
        "hidden_sheets": sum(value(sheet, "state") in ("hidden", "veryHidden") for sheet in sheets),
        "comments": sum(
            local(one) in ("comment", "threadedComment") for part in comments for one in package.xml(part).iter("{*}*")
        ),
    }
    return found
