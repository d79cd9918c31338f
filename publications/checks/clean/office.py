"""Word, PowerPoint and Excel: cleaned by their own module, written, opened again and compared."""

import io

from . import sheets, slides, word
from .image import strip
from .package import LEFT_OUT, Package
from .problems import DAMAGED, STILL_THERE, TEXT_LOST, CannotClean

_OF = {"docx": word, "pptx": slides, "xlsx": sheets}
_PICTURES = (".jpg", ".jpeg", ".png")


def clean(data, kind):
    """The bytes of the cleaned file."""
    package, of = Package(io.BytesIO(data)), _OF[kind]
    if not package.leads_to("officeDocument"):
        raise CannotClean(DAMAGED)
    before, problems = of.visible(package), set(package.problems())
    of.clean(package)
    package.leave_out()
    for name in package.reached():
        if name.lower().endswith(_PICTURES):
            package.parts[name] = strip(package.parts[name])
    made = package.write()
    _check(made, of, before, problems)
    return made


def _check(data, of, before, problems):
    """CannotClean when the copy lost text, kept what it should not, or is built worse than the original."""
    again = Package(io.BytesIO(data))
    if set(again.problems()) - problems:
        raise CannotClean(DAMAGED)
    if of.visible(again) != before or of.read_again(data, before) != before:
        raise CannotClean(TEXT_LOST)
    kinds = {kind for part in ["", *again.reached()] for _, kind, _ in again.relations(part)}
    if of.remains(again) or kinds & LEFT_OUT:
        raise CannotClean(STILL_THERE)
