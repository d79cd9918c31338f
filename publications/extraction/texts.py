"""Text as it comes out of a file, made fit to keep and to search: pure functions."""

import re
import unicodedata

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_LINE_END = re.compile(r"\r\n?|[\u2028\u2029\x0b\x0c\x85]")
# PDFium marks a word that is broken at the end of a line with U+FFFE
_BROKEN_WORD = re.compile("[\x02\ufffe]\\s*|\u00ad\\s*\n?|[\u200b\u2060\ufeff]")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\uffff\u202a-\u202e\u2066-\u2069]")
_LETTER = re.compile(r"[^\W\d_]")


def clean(text):
    """The text without NUL, lone surrogates and other signs that cannot be kept or seen; broken words joined.

    Lines end in a line feed, no more than one empty line stands between two.
    """
    text = _UNSEEN.sub("", _BROKEN_WORD.sub("", _LINE_END.sub("\n", text))).translate(_LIGATURES)
    text = "\n".join(line.strip() for line in unicodedata.normalize("NFC", text).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def line(text, longest=300):
    """The text on one line, cut after a word at `longest` characters."""
    text = " ".join(clean(text).split())
    return text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0]


def letters(text):
    """The number of letters, of any script."""
    return len(_LETTER.findall(text))


def cut(text, size):
    """The text up to `size` bytes of UTF-8, never in the middle of a sign."""
    return text.encode()[: max(size, 0)].decode("utf-8", "ignore")


def listed(numbers, word="p."):
    """Page numbers in a sentence: "p. 3, 4 en 9"; of many the first ten."""
    shown = [str(number) for number in numbers[:10]]
    if len(numbers) > 10:
        return f"{word} {', '.join(shown)} en {len(numbers) - 10} andere"
    return f"{word} {' en '.join(part for part in (', '.join(shown[:-1]), shown[-1]) if part)}"
