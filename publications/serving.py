"""Send a stored file: whole, a range of it, or by the proxy; with headers under which no file can do anything."""

import re
from urllib.parse import quote

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, HttpResponse, StreamingHttpResponse

CHUNK = 64 * 1024
SANDBOX = "sandbox; default-src 'none'"  # the PDF viewers of browsers work under it
_RANGE = re.compile(
    r"bytes=([0-9]{0,18})-([0-9]{0,18})\Z"
)  # one range; several are answered with the whole (RFC 9110, 14.2)


def send(request, name, content_type, shown_name, *, is_public, is_inline):
    """A response with the stored file `name`; whoever calls has checked the rights.

    200, 206 for one range, 416 beyond the end. `is_public`: everybody may read it, so it may be kept by caches.
    """
    response = _body(request, name)
    response.is_file = True  # for middleware.CompressPages
    response["Content-Type"] = content_type
    response["Content-Disposition"] = disposition(shown_name, is_inline)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "public, max-age=300" if is_public else "private, no-store"
    return response


def disposition(name, is_inline):
    """The header that names a download: plain for old readers, and as it is (RFC 6266)."""
    plain = "".join(sign if sign.isascii() and sign.isprintable() and sign not in '"\\%' else "_" for sign in name)
    way = "inline" if is_inline else "attachment"
    return f"{way}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _body(request, name):
    if settings.X_ACCEL_PREFIX:  # the proxy sends it, ranges and all
        response = HttpResponse()
        response["X-Accel-Redirect"] = f"{settings.X_ACCEL_PREFIX}/{quote(name)}"
        return response
    size = default_storage.size(name)
    wanted = wanted_range(request.headers.get("Range", ""), size)
    if wanted == "beyond":
        response = HttpResponse(status=416)
        response["Content-Range"] = f"bytes */{size}"
        return response
    if wanted is None:
        response = FileResponse(default_storage.open(name))
        response["Content-Length"] = size
    else:
        first, last = wanted
        response = StreamingHttpResponse(_pieces(name, first, last), status=206)
        response["Content-Range"] = f"bytes {first}-{last}/{size}"
        response["Content-Length"] = last - first + 1
    response["Accept-Ranges"] = "bytes"
    return response


def wanted_range(header, size):
    """(first, last) of the bytes that a Range header asks for; None: the whole; "beyond": outside the file."""
    asked = _RANGE.match(header.strip())
    if not asked or asked.groups() == ("", ""):
        return None
    first, last = asked.groups()
    if not first:  # the last so many
        first, last = max(0, size - int(last)), size - 1
        return (first, last) if first < size else "beyond"
    first, last = int(first), min(int(last) if last else size - 1, size - 1)
    if first >= size:
        return "beyond"
    return (first, last) if first <= last else None


def _pieces(name, first, last):
    with default_storage.open(name) as file:
        file.seek(first)
        left = last - first + 1
        while left > 0 and (piece := file.read(min(CHUNK, left))):
            left -= len(piece)
            yield piece
