"""Personal data in a text: numbers, addresses and dates that lead to a person. Pure functions.

An editor ticks off what is found, or takes it out: info@ and the telephone number of a publisher are found too.
A text is read once per kind; what one kind took, the next does not see, so the end of a telephone number is no BSN.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from .check_digits import IBAN_LENGTHS, is_bsn, is_dutch_number, is_iban
from .dates import BIRTH_DATES, is_birth_date


class Kind(StrEnum):
    """What sort of personal data it is."""

    BSN = "bsn"
    EMAIL = "email"
    TELEPHONE = "telephone"
    IBAN = "iban"
    BIRTH_DATE = "birth_date"
    LICENCE_PLATE = "licence_plate"
    ADDRESS = "address"


NAMES = {
    Kind.BSN: "Burgerservicenummer (BSN)",
    Kind.EMAIL: "E-mailadres",
    Kind.TELEPHONE: "Telefoonnummer",
    Kind.IBAN: "Rekeningnummer (IBAN)",
    Kind.BIRTH_DATE: "Geboortedatum",
    Kind.LICENCE_PLATE: "Kenteken",
    Kind.ADDRESS: "Postcode met huisnummer",
}
ADVICE = {
    Kind.BSN: "Haal dit nummer weg: een BSN hoort niet in een document voor anderen.",
    Kind.EMAIL: "Haal het weg, behalve als het van een organisatie is.",
    Kind.TELEPHONE: "Haal het weg, behalve als het van een organisatie is.",
    Kind.IBAN: "Haal dit nummer weg, behalve als het van een organisatie is.",
    Kind.BIRTH_DATE: "Haal de datum weg, of noem alleen de leeftijd.",
    Kind.LICENCE_PLATE: "Haal het kenteken weg: het leidt naar een persoon.",
    Kind.ADDRESS: "Haal het weg, behalve als het van een organisatie is.",
}


@dataclass(frozen=True)
class Finding:
    """A piece of a text that is personal data: text == whole_text[start:end]."""

    kind: Kind
    text: str
    start: int
    end: int


TAKEN = "\x00"  # stands where another kind was found; no letter, no digit, no space
CONTEXT = 40  # signs before a number that say what it is
_PLAIN = str.maketrans(dict.fromkeys("\u00a0\u2007\u2009\u202f\t", " ") | dict.fromkeys("‐‑‒–—−", "-") | {"’": "'"})

_EMAIL = re.compile(
    r"(?<![\w.+%'-])[\w.+%'-]{1,64}(?:@| @ | ?[\[({](?:at|apenstaartje)[\])}] ?)"
    r"[^\W_](?:[\w-]{0,62}(?:\.| ?[\[(](?:dot|punt)[\])] ?)){1,5}[^\W\d_]{2,24}(?![\w@])",
    re.IGNORECASE,
)
_OF_NOBODY = re.compile(  # addresses and numbers of texts, not of people
    r"https?://\S+|www\.\S+|\b10\.\d{4,9}/\S+|\bECLI:\S+|\bISBN(?:-1[03])?\W{0,4}(?:\d[ -]?){9,12}[\dX]"
    r"|\bISSN\W{0,4}\d{4}-?\d{3}[\dX]|(?<!\d)97[89](?:[ -]?\d){10}(?!\d)",
    re.IGNORECASE,
)
_IBAN = re.compile(r"(?<![A-Z0-9])[A-Z]{2}[ .-]?[0-9]{2}(?=[ .-]{0,2}[A-Z0-9])", re.IGNORECASE)

_NO_MORE = r"(?!\w)(?![.,/:-][0-9])"  # a number ends here
_NINE_MORE = r"(?:[ .()/-]{0,4}[0-9]){9}" + _NO_MORE
_TELEPHONE = re.compile(
    rf"(?<![\w+])(?<![0-9][.,/:-])(?:(?P<dutch>\(?(?:\+ ?|00 ?)31\)?[ .-]{{0,2}}(?:\(0\)|0(?=[1-9]))?{_NINE_MORE})"
    rf"|(?P<home>\(?0{_NINE_MORE})|(?P<abroad>\+(?!31)[1-9](?:[ .()/-]{{0,3}}[0-9]){{7,13}}{_NO_MORE}))"
)
_CALL = re.compile(r"\b(?:tel|telefoon\w*|mobiel\w*|mob|gsm|bel|bellen|whatsapp|app|fax|phone|nummer) ?[.:]? ?\Z", re.I)
_DATE_FIRST = re.compile(r"\(?[0-9]{2}([-./ ])[0-9]{1,2}\1(?:19|20)[0-9]{2}")
_THOUSANDS = re.compile(r"\+[0-9]{1,3}(?:\.[0-9]{3})+")

_NUMBER = (
    r"[1-9][0-9]{0,4}(?: ?-? ?[A-Za-z](?!\w)| ?-?(?:bis|hs|huis|I{2,3}|IV)(?!\w)|-[0-9]{1,4}(?![0-9]))?"
    r"(?!\w)(?![.,/:-][0-9])(?! ?[%\u20ac])"
)
_CODE = r"(?P<digits>[1-9][0-9]{3}) ?(?P<letters>[A-Z]{2})"
_POSTCODE_FIRST = re.compile(
    rf"(?<![\w.,/-]){_CODE}(?P<sign>[ ,-]{{0,3}}(?:\s{{0,2}}(?i:huis)?(?i:nummer|nr\.?|no\.?):? ?)?){_NUMBER}"
)
_NAMED_POSTCODE = re.compile(rf"\b(?:postcode|adres)\b[^0-9\n]{{0,20}}(?P<code>{_POSTCODE_FIRST.pattern})", re.I)
_STREET_FIRST = re.compile(
    rf"(?<!\w)(?P<street>[^\W\d_][\w.'-]{{1,60}}):? (?P<number>{_NUMBER})"
    rf"\s{{0,2}},?[ -]{{0,3}}\s{{0,2}}(?:[a-z]{{2}} |(?i:postcode):? )?{_CODE}(?!\w)"
)
_NO_STREET = re.compile(r"postbus|antwoordnummer|pagina|blz|p|artikel|art|lid|nr|tabel|figuur|in|van|tot|en|of", re.I)
_LAW = re.compile(r"\b(?:artikel(?:en)?|artt?|kamerstuk\w*)\W{1,3}\Z", re.I)
_NEVER_POSTCODE = {"SA", "SD", "SS"}
_YEARS = range(1980, 2050)  # a postcode that reads as a year needs more than a space between it and the number

_SIDE_CODE_ROWS = """XX-99-99 99-99-XX 99-XX-99 XX-99-XX XX-XX-99 99-XX-XX 99-XXX-9 9-XXX-99 XX-999-X
X-999-XX XXX-99-X X-99-XXX 9-XX-999 999-XX-9"""  # source: RDW, side codes 1 to 14
_SIDE_CODES = _SIDE_CODE_ROWS.split()
_PLATE_LETTERS = "BDFGHJKLMNPRSTVWXYZ"  # no vowels, no C and no Q since 1978


def _any_plate(codes, letters, between):
    signs = {"X": f"[{letters}]", "9": "[0-9]", "-": between}
    return "|".join("".join(signs[sign] for sign in code) for code in codes)


_PLATE = re.compile(  # the first three look like any code, so there the letters count
    rf"(?<![\w/.-])(?:{_any_plate(_SIDE_CODES[:3], _PLATE_LETTERS, '-')}|{_any_plate(_SIDE_CODES[3:], 'A-Z', '-')})"
    r"(?![\w/-])(?!\.\w)"
)
_NAMED_PLATE = re.compile(
    rf"\b(?:kentekens?|nummerbord(?:en)?|licen[cs]e plate)\b[^0-9\n]{{0,25}}?(?<!\w)"
    rf"(?P<plate>{_any_plate(_SIDE_CODES, 'A-Z', '[ -]?')})(?!\w)",
    re.IGNORECASE,
)

_NUMBERS_OF_NINE = re.compile(
    rf"(?<!\w)(?<![0-9][.,/:-])(?:[0-9]{{8,9}}{_NO_MORE}|(?<![0-9] )(?:[0-9]{{3}}([ .-])[0-9]{{3}}\1[0-9]{{3}}"
    r"|[0-9]{4}([ .-])[0-9]{2}\2[0-9]{3}|[0-9]{2}([ .-])[0-9]{2}\3[0-9]{2}\3[0-9]{3}"
    rf"|[0-9]{{3}}([ .-])[0-9]{{2}}\4[0-9]{{2}}\4[0-9]{{2}}){_NO_MORE}(?! [0-9]))"
)
_NAMED_BSN = re.compile(
    r"\b(?:bsn|b\.s\.n\.|burger ?service ?nummers?|sofi-?(?:nummers?|nr)|citizen service number)(?!\w)[^0-9]{0,30}"
    r"(?P<number>[0-9](?:[ .-]{0,3}[0-9]){7,8})(?![0-9])",
    re.IGNORECASE,
)
_OTHER_NUMBER = re.compile(  # what the number before which this stands is
    r"(?:\b(?:kvk|k\.v\.k|kamer \w+ koophandel|rsin|btw|fax|issn|isbn|doi|nur|id|ref)"
    r"|\w+(?<!persoons)(?<!identiteits)(?:nummers?|nr)|\w*(?:kenmerk|referentie|code))\b[^0-9\n]{0,25}\Z",
    re.IGNORECASE,
)
_AMOUNT_BEFORE = re.compile(r"(?:[\u20ac$£]|\beuro?|\busd|\bbedrag \w+) ?\Z", re.IGNORECASE)
_AMOUNT_AFTER = re.compile(
    r" ?(?:[\u20ac%]|,-|(?:euro?|miljoen|miljard|inwoners|personen|mensen|jongeren|keer|stuks|kilo|kg|ton|liter|m2"
    r"|bytes|regels|records|weergaven|volgers)\b)",
    re.IGNORECASE,
)


def find(text):
    """The personal data in a text as Findings, in order; they do not overlap."""
    signs, found = text.translate(_PLAIN), []
    for kind, finder in _FINDERS:
        spans = sorted(finder(signs))
        if kind:
            found += [Finding(kind, text[start:end], start, end) for start, end in spans]
        signs = _take(signs, spans)
    return sorted(found, key=lambda finding: finding.start)


def _take(signs, spans):
    pieces, at = [], 0
    for start, end in spans:
        pieces += [signs[at:start], TAKEN * (end - start)]
        at = end
    return "".join([*pieces, signs[at:]])


def _before(signs, start):
    return signs[max(0, start - CONTEXT) : start]


def _emails(signs):
    return {match.span() for match in _EMAIL.finditer(signs)}


def _of_nobody(signs):
    return {match.span() for match in _OF_NOBODY.finditer(signs)}


def _ibans(signs):
    end = 0
    for match in _IBAN.finditer(signs):
        length, at, read = IBAN_LENGTHS.get(match.group()[:2].upper(), 0), match.start(), ""
        while at < len(signs) and len(read) < length:
            if signs[at].isascii() and signs[at].isalnum():
                read += signs[at]
            elif signs[at] not in " .-" or signs[at - 2 : at].strip(" .-") == "":
                break
            at += 1
        if match.start() >= end and is_iban(read) and not signs[at : at + 1].isalnum():
            end = at
            yield match.start(), end


def _telephones(signs):
    for match in _TELEPHONE.finditer(signs):
        written, digits = match.group(), re.sub("[^0-9]", "", match.group())
        if match["abroad"]:
            is_one = not _THOUSANDS.fullmatch(written)
        elif match["dutch"]:
            is_one = is_dutch_number(digits[-9:])
        else:
            first_group = re.search("[0-9]+", written).group()
            is_one = is_dutch_number(digits[1:], first_group[1:]) and not _DATE_FIRST.match(written)
            before = _before(signs, match.start())
            if len(first_group) == 10 and _OTHER_NUMBER.search(before) and not _CALL.search(before):
                is_one = False
        if is_one:
            yield match.span()


def _addresses(signs):
    spans = {match.span("code") for match in _NAMED_POSTCODE.finditer(signs)}
    for match in _POSTCODE_FIRST.finditer(signs):
        is_year = int(match["digits"]) in _YEARS and not match["sign"].strip()
        if not is_year and match["letters"] not in _NEVER_POSTCODE and not _LAW.search(_before(signs, match.start())):
            spans.add(match.span())
    for match in _STREET_FIRST.finditer(signs):
        is_year = match["number"].isdigit() and int(match["number"]) in _YEARS
        if not is_year and not _NO_STREET.fullmatch(match["street"].rstrip(".")):
            spans.add(match.span())
    return _apart(spans)


def _apart(spans):
    """The spans that do not overlap one that begins before them."""
    end = 0
    for span in sorted(spans, key=lambda span: (span[0], -span[1])):
        if span[0] >= end:
            end = span[1]
            yield span


def _birth_dates(signs):
    return {match.span("date") for pattern in BIRTH_DATES for match in pattern.finditer(signs) if is_birth_date(match)}


def _plates(signs):
    spans = {match.span("plate") for match in _NAMED_PLATE.finditer(signs)}
    for match in _PLATE.finditer(signs):
        if not _OTHER_NUMBER.search(_before(signs, match.start())):
            spans.add(match.span())
    return _apart(spans)


def _bsns(signs):
    spans = set()
    for match in _NAMED_BSN.finditer(signs):
        start, end = match.span("number")
        shorter = start + len(re.match(r"[0-9](?:[ .-]{0,3}[0-9]){7}", match["number"]).group())
        for last in (end, shorter):
            if is_bsn(re.sub("[^0-9]", "", signs[start:last])):
                spans.add((start, last))
                break
    for match in _NUMBERS_OF_NINE.finditer(signs):
        if is_bsn(re.sub("[^0-9]", "", match.group())) and not _is_other_number(signs, *match.span()):
            spans.add(match.span())
    return _apart(spans)


def _is_other_number(signs, start, end):
    """A number of a company, a case or an order, an amount, or a date without signs (20220310)."""
    before = _before(signs, start)
    is_date = end - start == 8 and re.fullmatch(r"(?:19|20)\d\d(?:0\d|1[0-2])[0-3]\d", signs[start:end])
    is_amount = _AMOUNT_BEFORE.search(before) or _AMOUNT_AFTER.match(signs[end : end + CONTEXT])
    return bool(is_date or is_amount or _OTHER_NUMBER.search(before))


_FINDERS = (  # what proves itself first
    (Kind.EMAIL, _emails),
    (None, _of_nobody),
    (Kind.IBAN, _ibans),
    (Kind.TELEPHONE, _telephones),
    (Kind.ADDRESS, _addresses),
    (Kind.BIRTH_DATE, _birth_dates),
    (Kind.LICENCE_PLATE, _plates),
    (Kind.BSN, _bsns),
)
