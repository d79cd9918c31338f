"""Pictures made by code: good ones, and some that are not what they seem."""

import io
import struct
import zlib

from PIL import Image

MAKE, ARTIST, DESCRIPTION, TURNED, GPS = 271, 315, 270, 274, 34853  # tags of EXIF


def made(form, size=(640, 480), mode="RGB", **given):
    """A picture of this form."""
    image = Image.linear_gradient("L").resize(size).convert(mode)
    kept = io.BytesIO()
    image.save(kept, form, **given)
    return kept.getvalue()


def photo():
    """A photo from a telephone that tells where it was taken, and lies on its side."""
    exif = Image.Exif()
    exif[MAKE], exif[ARTIST], exif[DESCRIPTION], exif[TURNED] = "Telefoon", "S. Bakker", "Het plein in de wijk", 6
    exif[GPS] = {1: "N", 2: (51.0, 26.0, 0.0), 3: "E", 4: (5.0, 28.0, 0.0)}
    exif.get_ifd(34665)[36867] = "2021:06:01 12:00:00"
    return made("JPEG", exif=exif)


def moving():
    """A webp of three pictures."""
    frames = [Image.new("RGB", (80, 60), color) for color in ("red", "green", "blue")]
    kept = io.BytesIO()
    frames[0].save(kept, "WEBP", save_all=True, append_images=frames[1:], duration=100)
    return kept.getvalue()


def chunk(name, content):
    """A chunk of a png."""
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png(width, height, pixels=b"", more=b"", depth=8, color=0):
    """A png that says how large it is, with whatever pixels."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, color, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + more + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def large(side=30_000):
    """A picture of 900 million pixels in a few kilobytes."""
    return png(side, side, zlib.compress(bytes(1_000_000), 9))


def text_bomb():
    """A small picture with a packed note that becomes 100 MB."""
    packer = zlib.compressobj(1)
    packed = b"".join(packer.compress(bytes(1 << 20)) for _ in range(100)) + packer.flush()
    pixels = zlib.compress(bytes(11 * 10))
    return png(10, 10, pixels, chunk(b"zTXt", b"Comment\0\0" + packed))


SVG = b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
GIF_SCRIPT = b"GIF89a/*" + bytes(50) + b"*/=1;alert(1)"
