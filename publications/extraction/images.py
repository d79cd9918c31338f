"""A picture: its size before its pixels, its properties and description, and a smaller copy without any of them."""

import io
import warnings

from PIL import Image, ImageOps, JpegImagePlugin, PngImagePlugin, WebPImagePlugin

from . import properties
from .reading import DAMAGED, TOO_HEAVY, WRONG_TYPE, Found, UnreadableError

MOST_PIXELS = 40_000_000
FORMATS = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP"}
PLUGINS = (JpegImagePlugin, PngImagePlugin, WebPImagePlugin)  # loaded by name, so that Pillow does not load them all
QUALITY = 80
EFFORT = 2  # of 6: half the time of the usual 4, 5 % more bytes
_ARTIST, _DESCRIPTION, _SOFTWARE, _MAKE, _CHANGED, _MADE = 315, 270, 305, 271, 306, 36867  # EXIF 2.32
_EXIF, _GPS = 34665, 34853  # the folders in it


def load(data, kind):
    """The picture, opened and read to its end; raises UnreadableError when it is too large or damaged."""
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        image = Image.open(io.BytesIO(data), formats=list(FORMATS.values()))
        if image.format != FORMATS[kind.extension]:
            raise UnreadableError(WRONG_TYPE)
        image.seek(0)
        image.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise UnreadableError(TOO_HEAVY) from error
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        raise UnreadableError(DAMAGED) from error
    return image


def read(image, limits):
    """What is found: who made it, when, whether it tells where, and the description as the text of its one page."""
    found = Found(next(ours for ours, theirs in FORMATS.items() if theirs == image.format), page_count=1)
    exif = image.getexif()
    detail = exif.get_ifd(_EXIF)
    described = str(exif.get(_DESCRIPTION) or "").strip()
    given = {
        "title": image.info.get("Title") or described.partition("\n")[0],
        "creator": exif.get(_ARTIST) or image.info.get("Author"),
        "Application": exif.get(_SOFTWARE) or image.info.get("Software"),
        "created": detail.get(_MADE),
        "modified": exif.get(_CHANGED),
    }
    found.properties = properties.of_office({name: value for name, value in given.items() if value})
    found.properties["size"] = f"{image.width} x {image.height}"
    found.date = found.properties.get("created", "") or found.properties.get("modified", "")
    found.hidden = {"gps": int(bool(exif.get_ifd(_GPS))), "camera": int(_MAKE in exif)}
    if " " in described and not described.isupper():  # cameras write their name: "OLYMPUS DIGITAL CAMERA"
        found.add(described, limits)
    return found


def picture(image, number, width):
    """The picture upright, `width` pixels wide at most and at most twice as high; None for another page than 1."""
    if number != 1:
        return None
    if image.mode in ("RGB", "L"):
        image.thumbnail((2 * width, 2 * width))  # it may still turn
    return ImageOps.exif_transpose(image)


def webp(image, width):
    """A Pillow image as WebP bytes, on white, with nothing of the file it came from but its pixels."""
    if image.mode != "RGB":
        image = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")
    image.thumbnail((width, 2 * width))
    kept = io.BytesIO()
    image.save(kept, "WEBP", quality=QUALITY, method=EFFORT, exif=b"", icc_profile=b"")
    return kept.getvalue()
