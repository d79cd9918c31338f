"""However the process that reads a file ends, and whatever it says, the answer is a state in time."""

import io
import json
import os
import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from publications.extraction import limited, limits, reading
from publications.extraction.limits import Limits

from . import image_files as image
from . import office_files as office
from . import pdf_files as pdf

QUICK = Limits(cpu=2, wall=1.0, total=2.0)
GOOD = json.dumps(reading.Reading("ready", "pdf", title="Goed").to_json())


@pytest.fixture
def child(tmp_path, monkeypatch):
    """Let a process with this program read a file instead, and give the Reading."""

    def run(program, name="a.pdf", bounds=QUICK, **more):
        place = tmp_path / "child.py"
        place.write_text(f"import os, sys, time, signal, subprocess\n{program}")
        monkeypatch.setattr(limited, "_CHILD", place)
        (tmp_path / "file").write_bytes(b"x")
        return limited.read(tmp_path / "file", name, bounds, **more)

    return run


def kept(tmp_path, data):
    """The path of a file with these bytes."""
    path = tmp_path / "kept"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("program", "state"),
    [
        pytest.param("pass", "damaged", id="it says nothing"),
        pytest.param("sys.exit(3)", "damaged", id="it fails"),
        pytest.param("print('onzin')", "damaged", id="nonsense"),
        pytest.param("print('reading 5\\nabcde')", "damaged", id="no JSON"),
        pytest.param("print('reading 2\\n{}')", "damaged", id="no Reading"),
        pytest.param("print('reading 99\\n{')", "damaged", id="half a frame"),
        pytest.param("print('[' * 100000)", "damaged", id="deep"),
        pytest.param("os.kill(os.getpid(), signal.SIGSEGV)", "damaged", id="it falls"),
        pytest.param("os.abort()", "too_heavy", id="it gives up, as PDFium does without memory"),
        pytest.param("os.kill(os.getpid(), signal.SIGKILL)", "too_heavy", id="the system ends it"),
        pytest.param("time.sleep(60)", "too_heavy", id="it hangs"),
        pytest.param("signal.signal(signal.SIGTERM, signal.SIG_IGN)\nwhile True: pass", "too_heavy", id="it turns"),
        pytest.param("os.close(1); time.sleep(60)", "too_heavy", id="it closes its output and hangs"),
    ],
)
def test_every_end_of_the_process_is_a_state_of_the_file(child, program, state):
    started = time.monotonic()
    result = child(program, "a.docx")
    assert result.state == state
    assert result.message
    assert time.monotonic() - started < 4


def test_a_process_that_talks_without_end_is_stopped_and_takes_no_memory_here(child):
    result = child("while True: os.write(1, b'x' * 65536)", "a.docx", Limits(output=1 << 20))
    assert result.state == "too_heavy"
    assert result.seconds < 5


def test_what_was_told_before_the_end_is_kept(child):
    told = f"text = {GOOD!r}\nprint('reading', len(text)); print(text, end='', flush=True)\n"
    for end in ("os.abort()", "time.sleep(60)"):
        result = child(told + end)
        assert (result.state, result.title, result.picture) == ("ready", "Goed", None)
        assert "niet na te gaan" in result.notes[-1]
    assert child(told + "print('reading 2'); print('{}')").title == "Goed"


def test_what_the_process_started_ends_with_it(child, tmp_path):
    mark = tmp_path / "alive"
    inner = f"import time; time.sleep(2.5); open({str(mark)!r}, 'w')"
    child(f"subprocess.Popen([sys.executable, '-c', {inner!r}]); time.sleep(60)", "a.docx")
    time.sleep(2.5)
    assert not mark.exists()


def test_the_process_has_no_environment_and_a_folder_of_its_own(child, tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "geheim")
    told = tmp_path / "told"
    child(f"open({str(told)!r}, 'w').write(os.getcwd() + repr(dict(os.environ)))", "a.docx")
    said = told.read_text()
    assert "geheim" not in said
    assert limited.FOLDER in said
    assert not os.path.exists(said.partition("{")[0])


def test_a_second_opinion_is_asked_for_a_pdf_that_fails_and_its_time_counts_too(child):
    program = f"""
import json
if json.loads(sys.argv[1])["reader"] != "second_opinion":
    os.abort()
text = {GOOD!r}
print("reading", len(text))
print(text, end="")
"""
    result = child(program)
    assert (result.state, result.title) == ("ready", "Goed")
    assert "op een andere manier" in result.notes[-1]
    result = child("time.sleep(60)")
    assert result.state == "too_heavy"
    assert result.seconds < QUICK.total + 1


def test_a_file_that_is_gone_is_not_a_damaged_file(tmp_path):
    with pytest.raises(OSError, match="nergens"):
        limited.read(tmp_path / "nergens", "a.pdf")


def test_a_library_that_is_missing_does_not_make_a_file_damaged(child):
    with pytest.raises(RuntimeError):
        child(f"os._exit({reading.BROKEN})")


def test_a_picture_that_cannot_be_made_takes_nothing_from_what_was_read(tmp_path):
    result = limited.read(kept(tmp_path, pdf.with_script()), "a.pdf", with_picture=True, width=60_000)
    assert (result.state, result.page_count, result.picture) == ("ready", 2, None)
    assert result.hidden == {"scripts": 2}


def test_a_file_over_the_limit_is_not_read_at_all(tmp_path):
    path = kept(tmp_path, pdf.plain())
    result = limited.read(path, "a.pdf", Limits(file=100))
    assert (result.state, result.cpu_seconds) == ("too_heavy", 0)


def test_memory_and_time_are_bounded(tmp_path):
    path = kept(tmp_path, office.word(office.p("woord " * 100) * 40_000))
    result = limited.read(path, "a.docx", Limits(memory=100 << 20))
    assert result.state == "too_heavy"
    assert result.peak_memory < 100 << 20


def test_there_is_no_network_where_the_system_allows_that():
    program = (
        "import socket, sys; sys.path.append(sys.argv[1]); from publications.extraction import limits; "
        "print(limits.leave_network(), [name for _, name in socket.if_nameindex()])"
    )
    here = str(limited._CHILD.parents[2])
    said = subprocess.run(
        [sys.executable, "-I", "-c", program, here], capture_output=True, text=True, check=True
    ).stdout
    assert said.strip() in ("True ['lo']",) or said.startswith("False")


def test_the_limits_bind_the_process_for_good():
    program = (
        "import resource, sys; sys.path.append(sys.argv[1]); from publications.extraction import limits; "
        "limits.bind(limits.Limits(open_files=30)); print(resource.getrlimit(resource.RLIMIT_NOFILE), "
        "resource.getrlimit(resource.RLIMIT_CORE), resource.getrlimit(resource.RLIMIT_CPU))"
    )
    here = str(limited._CHILD.parents[2])
    said = subprocess.run(
        [sys.executable, "-I", "-c", program, here], capture_output=True, text=True, check=True
    ).stdout
    assert said.strip() == "(30, 30) (0, 0) (20, 20)"


@pytest.mark.parametrize(
    ("kind", "make", "page", "size"),
    [
        ("pdf", pdf.report, 10, (300, 425)),
        ("pdf", lambda: pdf.plain(media=b"[0 0 100 1000]"), 1, (60, 600)),
        ("jpg", image.photo, 1, (300, 400)),
        ("png", lambda: image.made("PNG", mode="RGBA"), 1, (300, 225)),
        ("webp", image.moving, 1, (80, 60)),
    ],
)
def test_a_picture_of_any_page_is_upright_small_and_says_nothing_of_its_maker(tmp_path, kind, make, page, size):
    made = limited.picture(kept(tmp_path, make()), kind, page, width=300)
    shown = Image.open(io.BytesIO(made))
    assert (shown.format, shown.size) == ("WEBP", size)
    assert not shown.getexif()
    assert b"Telefoon" not in made


@pytest.mark.parametrize(("kind", "page"), [("pdf", 3), ("pdf", 0), ("jpg", 1), ("docx", 1), ("exe", 1)])
def test_there_is_no_picture_of_what_is_not_there(tmp_path, kind, page):
    assert limited.picture(kept(tmp_path, pdf.plain()), kind, page) is None


def test_a_picture_that_is_not_what_was_asked_for_is_not_let_in(child, tmp_path):
    good = limited.picture(kept(tmp_path, image.made("JPEG")), "jpg", width=300)
    bounds = Limits(picture=len(good))
    run = limited._Run(frames={"picture": good})
    assert limited._picture(run, bounds, 300) == good
    assert limited._picture(run, bounds, 299) is None
    assert limited._picture(run, Limits(picture=len(good) - 1), 300) is None
    for wrong in (good + b"<script>", b"<svg>" + good, b"", image.made("PNG"), image.made("WEBP", lossless=True)):
        assert limited._picture(limited._Run(frames={"picture": wrong}), Limits(), 3000) is None


JSON = st.recursive(
    st.none() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@settings(max_examples=25, deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(reading.Reading("ready", "pdf").to_json())), JSON))
def test_whatever_the_process_says_becomes_a_reading_or_is_refused(said):
    run = limited._Run(frames={"reading": json.dumps(json.loads(GOOD) | said).encode()})
    result = limited._reading(run, limited.KINDS["pdf"], limits.LIMITS, 1000)
    assert result.state in reading.STATES
    assert all(isinstance(page, reading.Page) for page in result.pages)
    json.dumps(result.to_json()).encode()


def test_a_reading_comes_over_the_border_as_it_was():
    page = reading.Page(1, "p. 1", "Kop", "Tekst")
    sent = reading.Reading("ready", "pdf", pages=(page,), authors=("A",), outline=((1, "Kop", 1),), hidden={"gps": 1})
    assert reading.Reading.from_json(json.loads(json.dumps(sent.to_json()))) == sent
