"""Numbers that prove themselves: the 11-test of a BSN, the 97-test of an IBAN, the plan of telephone numbers."""

BSN_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)  # the "elfproef" of the Dutch citizen service number
# Country and number of signs; source: the IBAN registry of SWIFT.
_IBANS = """NL18 BE16 DE22 FR27 LU20 GB22 IE22 ES24 PT25 IT27 AT20 CH21 LI21 DK18
    NO15 SE24 FI18 IS26 PL28 CZ24 SK24 HU28 SI19 HR21 RO24 BG22 GR27 CY28
    MT31 EE20 LV21 LT20 TR26 AE23 MC27 SM27 AD24 GI23 RS22 BA20"""
IBAN_LENGTHS = {row[:2]: int(row[2:]) for row in _IBANS.split()}
# What a Dutch number begins with; source: the numbering plan of the ACM. 0800, 0900 and 14 0xx are of nobody.
_TWO_DIGITS = """10 13 15 20 23 24 26 30 33 35 36 38 40 43 45 46 50 53 55 58 70 71 72 73 74 75 76 77 78 79 84 85 87 88
    91"""
_THREE_DIGITS = """111 113 114 115 117 118 161 162 164 165 166 167 168 172 174 180 181 182 183 184 186 187
    222 223 224 226 227 228 229 251 252 255 294 297 299 313 314 315 316 317 318 320 321 341 342 343 344 345 346 347 348
    411 412 413 416 418 475 478 481 485 486 487 488 492 493 495 497 499 511 512 513 514 515 516 517 518 519
    521 522 523 524 525 527 528 529 541 543 544 545 546 547 548 561 562 566 570 571 572 573 575 577 578
    591 592 593 594 595 596 597 598 599"""
MOBILE = ("61", "62", "63", "64", "65", "68")
AREAS = (*_TWO_DIGITS.split(), *_THREE_DIGITS.split())


def is_bsn(digits):
    """Whether 8 or 9 digits pass the 11-test; 8 digits have a zero in front."""
    number = digits.zfill(9)
    if len(number) != 9 or len(digits) < 8 or int(number) < 10_000_000:
        return False
    return sum(weight * int(digit) for weight, digit in zip(BSN_WEIGHTS, number, strict=True)) % 11 == 0


def is_iban(signs):
    """Whether letters and digits without spaces are an IBAN: the length of its country, and 1 modulo 97 (ISO 13616)."""
    signs = signs.upper()
    if len(signs) != IBAN_LENGTHS.get(signs[:2]):
        return False
    return int("".join(str(int(sign, 36)) for sign in signs[4:] + signs[:4])) % 97 == 1


def is_dutch_number(digits, first_group=None):
    """Whether 9 digits, without the 0 in front, are a Dutch number; `first_group` is how far they are written as one.

    A number is broken after its area code or later, so neither "02 03 04 05 06" nor "0.268849009" is one.
    """
    if len(digits) != 9:
        return False
    if digits.startswith(MOBILE):
        return first_group is None or first_group.startswith("6")
    areas = [area for area in AREAS if digits.startswith(area)]
    return bool(areas) and (first_group is None or any(first_group.startswith(area) for area in areas))
