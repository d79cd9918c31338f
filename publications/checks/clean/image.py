"""Pictures: encoded anew, which leaves all but the caption behind; those inside a file without any loss."""

import io
import struct

from PIL import Image, ImageChops, ImageCms, ImageOps, ImageStat

from .problems import DAMAGED, STILL_THERE, TEXT_LOST, TOO_BIG, CannotClean

FORMATS = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "webp": "WEBP"}
MAX_PIXELS = 40_000_000
MOST_DIFFERENCE = 12  # of 255, the mean over a small version: encoding changes a picture that little
_SAVED = {"JPEG": {"quality": 90, "optimize": True}, "PNG": {"optimize": False}, "WEBP": {"quality": 90, "method": 2}}
_MODES = {"JPEG": ("RGB", "L"), "PNG": ("RGBA", "RGB", "L", "LA", "1"), "WEBP": ("RGBA", "RGB")}
_ORIENTATION, _DESCRIPTION = 0x0112, 0x010E
LONGEST_CAPTION = 2000  # characters

_EXIF, _PHOTOSHOP, _COMMENT = 0xE1, 0xED, 0xFE  # segments of a JPEG; EXIF and XMP share one
_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PNG_ASIDE = {b"eXIf", b"tEXt", b"iTXt", b"zTXt", b"tIME"}


def clean(data, kind):
    """The bytes of the picture, upright, first frame only, encoded anew in its own format.

    Of EXIF only the description stays: it is the text of the picture, that everybody sees and the checks read.
    """
    with Image.open(io.BytesIO(data), formats=[FORMATS[kind]]) as source:
        if source.width * source.height > MAX_PIXELS:
            raise CannotClean(TOO_BIG)
        caption = str(source.getexif().get(_DESCRIPTION) or "").strip()[:LONGEST_CAPTION]
        picture = _in_srgb(ImageOps.exif_transpose(source))
    made, exif = io.BytesIO(), Image.Exif()
    picture.info.clear()
    if caption:
        exif[_DESCRIPTION] = caption
    picture.save(made, FORMATS[kind], **_SAVED[FORMATS[kind]], **({"exif": exif} if caption else {}))
    _check(made, FORMATS[kind], picture)
    return made.getvalue()


def _in_srgb(picture):
    """In a mode that its format can hold, with the colours of its profile, for the profile is left behind."""
    if profile := picture.info.get("icc_profile"):
        try:
            picture = ImageCms.profileToProfile(
                picture, ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB")
            )
        except (ImageCms.PyCMSError, OSError, ValueError):
            picture.info.pop("icc_profile")  # a broken profile: every viewer ignores it
    allowed = _MODES[picture.format or "PNG"] if picture.format in _MODES else _MODES["PNG"]
    if picture.mode in allowed:
        return picture.copy()
    return picture.convert("RGBA" if picture.has_transparency_data and "RGBA" in allowed else "RGB")


def _check(made, form, picture):
    made.seek(0)
    with Image.open(made, formats=[form]) as again:
        if again.size != picture.size:
            raise CannotClean(DAMAGED)
        if set(again.getexif()) - {_DESCRIPTION} or {"xmp", "comment", "photoshop"} & set(again.info):
            raise CannotClean(STILL_THERE)
        small = [one.convert("RGB").resize((64, 64)) for one in (again, picture)]
    if max(ImageStat.Stat(ImageChops.difference(*small)).mean) > MOST_DIFFERENCE:
        raise CannotClean(TEXT_LOST)


def strip(data):
    """A JPEG or PNG without EXIF, GPS, XMP and comments, its pixels untouched; other bytes as they are.

    Which side of a photo is up stays: nobody turns it again. What is too broken to read stays as it is, too.
    """
    try:
        if data[:3] == b"\xff\xd8\xff":
            return _strip_jpeg(data)
        if data[:8] == _PNG_SIGNATURE:
            return _strip_png(data)
    except (OSError, ValueError, IndexError, SyntaxError, struct.error):
        return data
    return data


def _strip_jpeg(data):
    kept, at, up = [data[:2]], 2, _upright(data)
    while data[at : at + 1] == b"\xff" and data[at + 1] not in (0xDA, 0xD9):  # up to the picture itself
        if data[at + 1] == 0xFF:
            at += 1
            continue
        end = at + 2 + struct.unpack(">H", data[at + 2 : at + 4])[0]
        if data[at + 1] not in (_EXIF, _PHOTOSHOP, _COMMENT):
            kept.append(data[at:end])
        at = end
    return b"".join([kept[0], up, *kept[1:], data[at:]])


def _upright(data):
    """A segment that says nothing but which side is up; nothing when the picture stands as it should."""
    with Image.open(io.BytesIO(data), formats=["JPEG"]) as picture:
        turned = picture.getexif().get(_ORIENTATION, 1)
    if turned not in range(2, 9):
        return b""
    exif = Image.Exif()
    exif[_ORIENTATION] = turned
    body = exif.tobytes()
    body = body if body.startswith(b"Exif\x00\x00") else b"Exif\x00\x00" + body
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _strip_png(data):
    kept, at = [_PNG_SIGNATURE], 8
    while at + 12 <= len(data):
        end = at + 12 + struct.unpack(">I", data[at : at + 4])[0]
        if data[at + 4 : at + 8] not in _PNG_ASIDE:
            kept.append(data[at:end])
        at = end
    return b"".join(kept)
