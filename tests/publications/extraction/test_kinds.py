"""File names as they may be shown, and what a name and the first bytes promise."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publications.extraction.kinds import EXTENSIONS, KINDS, clean_name, kind_of, refusal, signature


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("Verslag 10 maart.pdf", "Verslag 10 maart.pdf"),
        ("C:\\Users\\jan\\verslag.pdf", "verslag.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a\r\nSet-Cookie: x.pdf", "a Set-Cookie: x.pdf"),
        ("a\x00\x1b.pdf", "a.pdf"),
        ("rapport\u202efdp.exe", "rapportfdp.exe"),
        ("nul\u200bbreed.pdf", "nulbreed.pdf"),
        ("cafe\u0301.pdf", "café.pdf"),
        ("  veel   wit .pdf  ", "veel wit.pdf"),
        ("punten...", "punten"),
        (".pdf", "bestand.pdf"),
        ("", "bestand"),
        ("..", "bestand"),
        ("\ud800.pdf", "bestand.pdf"),
        ("x" * 300 + ".docx", "x" * 250 + ".docx"),
        ("x" * 300, "x" * 255),
    ],
)
def test_a_name_is_shown_without_what_hides_or_misleads(given, shown):
    assert clean_name(given) == shown


@settings(max_examples=60)
@given(st.text())
def test_whatever_the_name_it_is_one_line_that_can_be_kept_and_is_the_same_when_cleaned_again(name):
    shown = clean_name(name)
    assert 0 < len(shown) <= 255
    assert not set("/\\\n\r\0") & set(shown)
    assert not {"Cc", "Cf", "Cs"} & {unicodedata.category(sign) for sign in shown}
    assert clean_name(shown) == shown
    assert shown.encode()


@settings(max_examples=30)
@given(st.text())
def test_a_name_is_of_a_kind_or_is_refused_with_a_sentence(name):
    assert (kind_of(name) is None) == bool(refusal(name))


def test_the_last_extension_counts_in_small_or_capital_letters():
    assert kind_of("foto.JPEG") is KINDS["jpg"]
    assert kind_of("rapport.pdf.exe") is None
    assert kind_of("rapport.exe.pdf") is KINDS["pdf"]


@pytest.mark.parametrize(
    ("name", "advice"), [("a.doc", ".docx"), ("a.PPT", ".pptx"), ("a.xls", ".xlsx"), ("a.odt", ".docx")]
)
def test_an_old_kind_is_refused_with_advice(name, advice):
    assert f"Sla het bestand op als {advice} en probeer het opnieuw." in refusal(name)


def test_a_page_is_called_what_people_call_it():
    labels = [KINDS[name].label(3) for name in ("pdf", "pptx", "docx", "xlsx", "png")]
    assert labels == ["p. 3", "dia 3", "deel 3", "blad 3", "afbeelding"]


def test_no_kind_can_run_scripts_in_a_browser():
    served = {kind.content_type for kind in EXTENSIONS.values()}
    assert not {one for one in served if "svg" in one or "html" in one or "xml;" in one or one.startswith("text/")}


@pytest.mark.parametrize(
    ("head", "found"),
    [
        (b"%PDF-1.4", "pdf"),
        (b"x" * 1000 + b"%PDF-1.4", "pdf"),
        (b"x" * 1030 + b"%PDF-1.4", ""),
        (b"PK\x03\x04", "zip"),
        (b"GIF89a %PDF-1.4", "een gif-afbeelding"),
        (b"RIFF\x00\x00\x00\x00WEBP", "webp"),
        (b"RIFF\x00\x00\x00\x00WAVE", ""),
        (b"\xef\xbb\xbf <!DOCTYPE HTML>", "een webpagina"),
        (b"<?xml version='1.0'?><!-- a --><svg>", "een svg-tekening"),
        (b"", ""),
    ],
)
def test_the_first_bytes_tell_what_a_file_is(head, found):
    assert signature(head) == found
