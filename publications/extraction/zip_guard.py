"""A zip file judged before anything reads what is in it: bombs, tricks with paths, double names, passwords.

The sizes in the header of a zip are what its maker wrote there, so every part is unpacked once and counted.
Source: OWASP ASVS 5.0 V5.2.3 (unpacked size and number of files), ECMA-376 part 2 (names of parts, packing).
"""

import io
import struct
import zipfile
import zlib

from .kinds import MB
from .reading import DAMAGED, PASSWORD, TOO_HEAVY, UnreadableError

MOST_PARTS = 5000
LARGEST_TOTAL = 200 * MB
LARGEST_PART = 100 * MB
MOST_TIMES = 200  # unpacked over packed, from RATIO_FROM bytes
RATIO_FROM = 1 * MB
CHUNK = 256 * 1024
CONTENT_TYPES = "[Content_Types].xml"
_END, _END_SIZE = b"PK\x05\x06", 22  # end of central directory
_ENTRY_SIZE = 300  # bytes in the directory for one part, at most about
_ENCRYPTED = 0x1
_PLAIN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the two that ECMA-376 allows


def guarded(data):
    """The zip file, every part of it unpacked once and counted; raises UnreadableError when it is not to be trusted."""
    _directory(data)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        _names(archive.infolist())
        _sizes([(part.file_size, part.compress_size) for part in archive.infolist()])
        _sizes([(_unpacked(archive, part), part.compress_size) for part in archive.infolist()])
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, NotImplementedError) as error:
        raise UnreadableError(DAMAGED) from error
    return archive


def _directory(data):
    """Refuse a directory that is too long before it is read: a hundred thousand parts take memory and time."""
    end = data.rfind(_END, max(len(data) - _END_SIZE - 0xFFFF, 0))
    if end < 0 or len(data) < end + _END_SIZE:
        raise UnreadableError(DAMAGED)
    parts, size = struct.unpack_from("<HI", data, end + 10)
    if size > MOST_PARTS * _ENTRY_SIZE or parts > MOST_PARTS:
        raise UnreadableError(TOO_HEAVY, "bomb")


def _names(parts):
    if len(parts) > MOST_PARTS:
        raise UnreadableError(TOO_HEAVY, "bomb")
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise UnreadableError(PASSWORD)
    names = [part.orig_filename for part in parts]
    if len({name.casefold() for name in names}) < len(names) or CONTENT_TYPES not in names:
        raise UnreadableError(DAMAGED)
    if any(_is_trick(name) for name in names) or any(part.compress_type not in _PLAIN for part in parts):
        raise UnreadableError(DAMAGED)


def _is_trick(name):
    return name.startswith("/") or "\\" in name or "\0" in name or name[1:2] == ":" or ".." in name.split("/")


def _sizes(sizes):
    if sum(size for size, _ in sizes) > LARGEST_TOTAL:
        raise UnreadableError(TOO_HEAVY, "bomb")
    if any(size > LARGEST_PART or _is_bomb(size, packed) for size, packed in sizes):
        raise UnreadableError(TOO_HEAVY, "bomb")


def _is_bomb(size, packed):
    return size > RATIO_FROM and size > MOST_TIMES * packed


def _unpacked(archive, part):
    """The size of a part as it really is; raises UnreadableError as soon as that is too much, or it declares a DTD."""
    size = 0
    with archive.open(part) as stream:
        while chunk := stream.read(CHUNK):
            if not size and part.filename.endswith((".xml", ".rels")):
                _no_dtd(chunk)
            size += len(chunk)
            _sizes([(size, part.compress_size)])
    return size


def _no_dtd(start):
    """No Office program writes one; what has it wants entities that grow or that fetch. NULs go: it may be UTF-16."""
    if b"<!DOCTYPE" in (plain := start.replace(b"\0", b"")) or b"<!ENTITY" in plain:
        raise UnreadableError(DAMAGED)
