"""A file is sent whole or in ranges, under a name and headers with which it can do no harm, with little memory."""

import tracemalloc

import pytest
from django.test import RequestFactory

from publications import serving, storage
from publications.serving import disposition, send

CONTENT = bytes(range(256)) * 4  # 1024 bytes


@pytest.fixture
def name():
    return storage.keep(CONTENT, f"{storage.new_folder()}/openbaar.pdf")


def get(name, header="", **options):
    request = RequestFactory().get("/", **({"HTTP_RANGE": header} if header else {}))
    options = {"is_public": True, "is_inline": True, **options}
    return send(request, name, "application/pdf", "Verslag (10 maart).pdf", **options)


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.mark.parametrize(
    ("header", "status", "first", "last"),
    [
        ("bytes=0-0", 206, 0, 0),
        ("bytes=0-99", 206, 0, 99),
        ("bytes=100-", 206, 100, 1023),
        ("bytes=-100", 206, 924, 1023),
        ("bytes=1000-5000", 206, 1000, 1023),
        ("bytes=1023-", 206, 1023, 1023),
        ("bytes=-5000", 206, 0, 1023),
        ("", 200, 0, 1023),
        ("bytes=0-1,5-6", 200, 0, 1023),  # several: the whole
        ("bytes=9-3", 200, 0, 1023),  # upside down: as if nothing was asked
        ("bytes=-", 200, 0, 1023),
        ("stukken=0-1", 200, 0, 1023),
        ("bytes=een-twee", 200, 0, 1023),
        (f"bytes=0-{'9' * 5000}", 200, 0, 1023),
    ],
)
def test_a_range_gives_these_bytes(name, header, status, first, last):
    response = get(name, header)
    assert response.status_code == status
    assert body(response) == CONTENT[first : last + 1]
    assert int(response["Content-Length"]) == last - first + 1
    assert response["Accept-Ranges"] == "bytes"
    assert response.get("Content-Range") == (f"bytes {first}-{last}/1024" if status == 206 else None)


@pytest.mark.parametrize("header", ["bytes=1024-", "bytes=5000-6000", "bytes=-0"])
def test_a_range_beyond_the_end_is_416(name, header):
    response = get(name, header)
    assert (response.status_code, response["Content-Range"], body(response)) == (416, "bytes */1024", b"")


@pytest.mark.parametrize("header", ["", "bytes=0-9"])
def test_no_file_can_do_anything(name, header):
    response = get(name, header)
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["Content-Type"] == "application/pdf"


def test_only_what_everybody_may_read_is_kept_by_caches(name):
    assert "public" in get(name)["Cache-Control"]
    assert get(name, is_public=False)["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    "name", ['a"; filename="b.exe', "naam\r\nSet-Cookie: x", "évaluatie.pdf", "50% over.pdf", "中文.pdf"]
)
def test_a_name_stays_a_name(name):
    header = disposition(name, False)
    assert header.isascii()
    assert header.isprintable()
    assert header.startswith("attachment; filename=")
    assert header.count('"') == 2


def test_the_proxy_sends_it_when_there_is_one(name, settings):
    settings.X_ACCEL_PREFIX = "/intern"
    response = get(name, "bytes=0-9")
    assert response["X-Accel-Redirect"] == f"/intern/{name}"
    assert response.content == b""
    assert response["Content-Security-Policy"].startswith("sandbox")


@pytest.mark.parametrize("header", ["", "bytes=1000-"])
def test_a_file_of_200_mb_streams_with_little_memory(files, header):
    folder = files / storage.new_folder()
    folder.mkdir(parents=True)
    with (folder / "groot.pdf").open("wb") as file:
        file.truncate(200 * 1024**2)
    tracemalloc.start()
    try:
        response = get(str((folder / "groot.pdf").relative_to(files)), header)
        sent = sum(len(piece) for piece in response.streaming_content)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert sent == 200 * 1024**2 - (1000 if header else 0)
    assert peak < 20 * serving.CHUNK
