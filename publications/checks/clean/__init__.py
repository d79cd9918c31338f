"""A public copy of a file, without what nobody should see. Pure: bytes in, bytes out, no Django.

Left out: author, last editor, company, comments, tracked changes (accepted), hidden text and slides, EXIF and GPS, PDF
metadata, scripts, embedded files, actions that start something. The copy is opened again by the usual library and its
text compared: what a reader saw is all still there. Run it in a limited process: the file may be hostile.
"""

from pathlib import Path

from . import image, office, pdf
from .problems import DAMAGED, CannotClean

__all__ = ["KINDS", "CannotClean", "clean", "cleaned"]

_CLEANERS = {
    "pdf": pdf.clean,
    **dict.fromkeys(("docx", "pptx", "xlsx"), office.clean),
    **dict.fromkeys(("jpg", "jpeg", "png", "webp"), image.clean),
}
KINDS = tuple(_CLEANERS)


def cleaned(data, kind):
    """The bytes of a cleaned copy of a file of this kind (an extension of KINDS).

    CannotClean, with a sentence for the editor, when there can be none; MemoryError when the limit is too low for it.
    """
    if kind not in KINDS:
        raise CannotClean(DAMAGED)
    try:
        return _CLEANERS[kind](data, kind)
    except (CannotClean, MemoryError):
        raise
    except Exception as error:  # the libraries raise whatever they like on a damaged file
        raise CannotClean(DAMAGED) from error


def clean(path, kind, out_path):
    """Write a cleaned copy of the file at `path` to `out_path`, which must not exist yet.

    CannotClean as above, OSError for a full disk or an existing file; then nothing new stays at `out_path`.
    """
    data, out = cleaned(Path(path).read_bytes(), kind), Path(out_path)
    with out.open("xb") as file:
        try:
            file.write(data)
        except OSError:
            out.unlink()
            raise
