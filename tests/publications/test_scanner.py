"""The virus scanner, as clamd speaks: a verdict, or none; and without a verdict nothing becomes visible."""

import contextlib
import socket
import struct
import threading

import pytest

from publications import scanner

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


@contextlib.contextmanager
def clamd(answer=None):
    """A daemon that reads INSTREAM and finds the test virus; `answer`: that says something else, b"" hangs up."""
    server = socket.create_server(("127.0.0.1", 0))

    def serve():
        with contextlib.suppress(OSError):
            connection, _ = server.accept()
            with connection, connection.makefile("rb") as stream:
                assert stream.read(10) == b"zINSTREAM\0"
                content = b""
                while size := struct.unpack(">I", stream.read(4))[0]:
                    content += stream.read(size)
                found = b"stream: Eicar-Test-Signature FOUND\0" if EICAR in content else b"stream: OK\0"
                connection.sendall(found if answer is None else answer)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"tcp://127.0.0.1:{server.getsockname()[1]}"
    finally:
        server.close()
        thread.join(5)


@pytest.fixture
def path(tmp_path):
    (tmp_path / "bestand").write_bytes(b"gewoon " * 50_000)
    return tmp_path / "bestand"


def test_without_one_configured_nothing_is_scanned(settings):
    settings.CLAMD = ""
    assert not scanner.is_configured()


def test_a_clean_file_is_clean(settings, path):
    with clamd() as settings.CLAMD:
        assert scanner.is_configured()
        assert scanner.is_infected(path) is False


def test_the_test_virus_is_found_across_pieces(settings, path):
    path.write_bytes(b"x" * (scanner.CHUNK - 20) + EICAR + b"x" * 10)
    with clamd() as settings.CLAMD:
        assert scanner.is_infected(path) is True


@pytest.mark.parametrize(
    "answer", [b"", b"INSTREAM size limit exceeded. ERROR\0", b"onzin\0", b"stream: OK maar nee\0"]
)
def test_anything_else_is_no_verdict(settings, path, answer):
    with clamd(answer) as settings.CLAMD, pytest.raises(scanner.ScannerDown):
        scanner.is_infected(path)


def test_a_daemon_that_is_not_there_is_no_verdict(settings, path, tmp_path):
    settings.CLAMD = f"unix:{tmp_path}/nergens"
    with pytest.raises(scanner.ScannerDown):
        scanner.is_infected(path)
