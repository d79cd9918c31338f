"""Made-up personal data in many spellings, and what only looks like it: the same every time, from a seed."""

import random
from string import ascii_lowercase

from publications.checks.check_digits import AREAS, IBAN_LENGTHS, MOBILE, is_bsn, is_iban
from publications.checks.personal_data import Kind

IN_FULL = "januari februari maart april mei juni juli augustus september oktober november december"
MONTHS = IN_FULL.split()
SHORT_MONTHS = [{"maart": "mrt"}.get(month, month[:3]) for month in MONTHS]
PLATE_LETTERS = "BDFGHJKLMNPRSTVWXYZ"
PLATES = """XX-99-99 99-99-XX 99-XX-99 XX-99-XX XX-XX-99 99-XX-XX 99-XXX-9 9-XXX-99 XX-999-X X-999-XX XXX-99-X
X-99-XXX 9-XX-999 999-XX-9"""
NAMES = ["Jan", "Fatima", "De jongere", "Mevrouw De Wit", "Sem (17)", "Onze contactpersoon", "Zijn moeder"]
PLACES = ["Utrecht", "Tilburg", "'s-Hertogenbosch", "Den Haag", "Zaandam", "Sittard-Geleen"]
STREETS = ["Kerkstraat", "Churchilllaan", "Jan van Galenplein", "Lange Nieuwstraat", "Kanaalweg", "Burg. Dekkerhof"]
AROUND = [  # texts around what is found
    "{name} is te bereiken via {it}.",
    "{name}: {it}",
    "({it})",
    "Neem contact op met {name}, {it}, voor vragen.",
    "In het verslag van 10 maart 2022 staat {it} op p. 14.",
    "{it}",
    "Naam\t{name}\n{label}\t{it}\nPlaats\t{place}",
    "{name}\n{it}\n{place}",
    "- {it};\n- de rest volgt in 2023",
    "Bijlage 2: {label} {it}, besproken met 12 gemeenten",
]


class Maker:
    """Makes personal data of every kind, and texts without any."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def digits(self, count, first="0123456789"):
        """So many digits."""
        return self.random.choice(first) + "".join(self.random.choices("0123456789", k=count - 1))

    def one(self, choices):
        """One of them."""
        return self.random.choice(choices)

    def text_with(self, kind):
        """(text, the personal data of this kind in it)."""
        it, label, own = getattr(self, kind)()
        around = self.one(own or AROUND)
        text = around.format(it=it, label=label, name=self.one(NAMES), place=self.one(PLACES))
        return (text.replace(" ", "\u00a0") if self.random.random() < 0.05 else text), it

    def valid_bsn(self, length=9):
        """A number that passes the 11-test."""
        while True:
            number = self.digits(length, "123456789")
            if is_bsn(number):
                return number

    def bsn(self):
        """With and without signs; with odd signs only where the text says that it is a BSN."""
        n = self.valid_bsn()
        shape = self.random.randrange(7)
        named = [text for text in AROUND if "{label} {it}" in text or "{label}\t{it}" in text]
        if shape == 0:
            return f"{n[:3]}.{n[3:6]}.{n[6:]}", "BSN", None
        if shape == 1:
            return f"{n[:4]}.{n[4:6]}.{n[6:]}", "burgerservicenummer", None
        if shape == 2:
            return f"{n[:3]} {n[3:6]} {n[6:]}", "BSN:", ["{label} {it}", "{name}, {it}, woont in {place}.", "{it}"]
        if shape == 3:
            return self.valid_bsn(8), "BSN-nummer", None
        if shape == 4:
            return " ".join(n), "sofinummer", named
        if shape == 5:
            return f"{n[:2]}-{n[2:5]}-{n[5:]}", "BSN", named
        return n, "BSN", None

    def email(self):
        """With dots, plus, capitals, underscores, accents and a written at."""
        name = self.one(["jan", "j.de.vries", "info", "J.Jansen", "a_b-c", "fatima+ccv", "m.müller", "wijkteam.oost2"])
        host = self.one(
            ["ccv.nl", "gemeente-utrecht.nl", "Politie.NL", "student.hu.nl", "om.nl", "example.org", "beke.eu"]
        )
        at = self.one(["@"] * 8 + ["[at]", " (at) ", " @ "])
        return f"{name}{at}{host}", "E-mail:", None

    def telephone(self):
        """Mobile, landline and 088 numbers; at home and from abroad."""
        if self.random.random() < 0.5:
            area = "6"
            rest = self.one(MOBILE)[1] + self.digits(7)
        else:
            area = self.one(AREAS)
            rest = self.digits(9 - len(area), "123456789")
        sign = self.one([" ", "-", ".", "", " - ", "/"])
        cut = self.one([[rest], [rest[:4], rest[4:]], [rest[:3], rest[3:5], rest[5:]]])
        if len(rest) == 8:
            cut = self.one([cut, [rest[:2], rest[2:4], rest[4:6], rest[6:]]])
        rest = self.one([" ", " ", "."] if sign != "-" else [" ", "-"]).join(cut)
        begin = self.one(
            ["0{}", "0{}", "(0{})", "+31 {}", "+31(0){}", "+31 (0){}", "0031 {}", "0031-{}", "(+31) {}", "+31{}"]
        )
        if begin == "(0{})" and sign in "-/.":
            sign = " "
        return begin.format(area) + sign + rest, self.one(["Tel.", "T", "Mobiel:", "telefoonnummer", "06:"]), None

    def iban(self):
        """Dutch and foreign, together and in fours, sometimes in small letters."""
        country = self.one(["NL"] * 6 + ["BE", "DE", "FR", "GB", "ES"])
        length = IBAN_LENGTHS[country]
        body = self.one(["ABNA", "INGB", "RABO", "TRIO"]) + self.digits(length - 8)
        if country not in ("NL", "GB"):
            body = self.digits(length - 4)
        (number,) = [one for n in range(2, 99) if is_iban(one := f"{country}{n:02}{body}")]
        fours = [number[n : n + 4] for n in range(0, len(number), 4)]
        written = self.one([number, " ".join(fours), " ".join(fours), ".".join(fours), number.lower()])
        return written, "IBAN", None

    def a_date(self, first=1950, last=2015):
        """A date in some spelling."""
        d, m, y = self.random.randint(1, 28), self.random.randint(1, 12), self.random.randint(first, last)
        return self.one(
            [
                f"{d:02}-{m:02}-{y}",
                f"{d}-{m}-{y}",
                f"{d}/{m}/{y}",
                f"{d:02}.{m:02}.{y}",
                f"{y}-{m:02}-{d:02}",
                f"{d} {MONTHS[m - 1]} {y}",
                f"{d} {MONTHS[m - 1].capitalize()} {y}",
                f"{d} {SHORT_MONTHS[m - 1]} {y}",
                f"{d} {SHORT_MONTHS[m - 1]}. {y}",
                f"{d}-{m}-'{y % 100:02}",
                f"{d:02}-{m:02}-{y % 100:02}",
            ]
        )

    def birth_date(self):
        """Beside a word that says so."""
        own = [
            "{name} is geboren op {it} in {place}.",
            "{name}, geboren te {place} op {it}, is bekend bij de politie.",
            "Geboortedatum: {it}",
            "Geboortedatum\n{it}",
            "Naam\tGeboortedatum\n{name}\t{it}",
            "{name} (geb. {it})",
            "{name}, geb. te {place}, {it}",
            "geb.datum {it}",
            "{name} was born on {it}.",
            "Date of birth: {it}",
            "Op {it} geboren in {place}",
            "{name} ({it}, geboortedatum)",
            "In 2022 spraken we {name}, geboren {it}.",
        ]
        return self.a_date(), "", own

    def licence_plate(self):
        """Of every side code."""
        signs = {"X": PLATE_LETTERS, "9": "0123456789", "-": "-"}
        written = "".join(self.one(signs[sign]) for sign in self.one(PLATES.split()))
        if self.random.random() < 0.2:
            around = ["Kenteken: {it}", "De auto met kenteken {it} stond in {place}."]
            return self.one([written.lower(), written.replace("-", ""), written.replace("-", " ")]), "", around
        return written, "kenteken", None

    def address(self):
        """The postcode before the number, or the street and the number before the postcode."""
        letters = "".join(self.random.choices("ABCDEGHJKLMNPRTVWXZ", k=2))
        postcode = self.digits(4, "123456789") + self.one([" ", ""]) + letters
        number = str(self.random.randint(1, 399)) + self.one(["", "", "", "a", " bis", "-2", "B", "-hs", " A"])
        if self.random.random() < 0.5:
            return f"{self.one(STREETS)} {number}{self.one([', ', ' ', chr(10)])}{postcode}", "Adres:", None
        return f"{postcode}{self.one([' ', ', ', '-', ' nr. ', ' huisnummer '])}{number}", "Postcode", None

    def nothing(self):
        """(family, text) of a text in which nothing leads to a person."""
        family = self.one(FAMILIES)
        return family, FAMILIES_OF[family](self)


FAMILIES_OF = {
    "year": lambda m: (
        f"Tussen {m.random.randint(1990, 2010)} en {m.random.randint(2011, 2024)} daalde het met {m.digits(2)}%."
    ),
    "period": lambda m: (
        f"Programma {m.random.randint(2015, 2020)}-{m.random.randint(2021, 2027)}, versie {m.digits(1)}.{m.digits(1)}"
    ),
    "amount": lambda m: m.one(
        [
            f"Het kost € {m.digits(3, '123456789')}.{m.digits(3)}.{m.digits(3)} per jaar.",
            f"Begroot is {m.digits(9, '123456789')} euro in 2023.",
            f"Er is {m.digits(2, '123456789')} miljoen, of € {m.digits(8, '123456789')},-.",
            f"{m.digits(2, '123456789')}.{m.digits(3)}.{m.digits(3)} inwoners",
            f"€{m.digits(9, '123456789')},50 en € {m.digits(3, '123456789')} {m.digits(3)} {m.digits(3)}",
        ]
    ),
    "isbn": lambda m: m.one(
        [
            f"ISBN 978-94-{m.digits(5)}-{m.digits(2)}-{m.digits(1)}",
            f"ISBN: 97890{m.digits(8)}",
            f"ISBN 90 {m.digits(4)} {m.digits(3)} X",
            f"ISBN-10: 0{m.digits(9)}",
            f"(978 90 {m.digits(4)} {m.digits(3)} {m.digits(1)})",
            f"ISSN {m.digits(4)}-{m.digits(4)}",
        ]
    ),
    "doi": lambda m: m.one(
        [
            f"https://doi.org/10.{m.digits(4, '123456789')}/s{m.digits(5)}-0{m.digits(2)}-{m.digits(5)}-{m.digits(1)}",
            f"doi:10.{m.digits(4, '123456789')}/{m.valid_bsn()}",
            f"https://www.example.org/nieuws/{m.valid_bsn()}?id=06{m.digits(8)}",
        ]
    ),
    "pages": lambda m: (
        f"Justitiële verkenningen {m.digits(2)}({m.digits(1)}), pp. {m.digits(3)}-{m.digits(3)}, 2{m.digits(3)}."
    ),
    "law": lambda m: m.one(
        [
            "Een sluiting op grond van artikel 13b Opiumwet of artikel 172a, lid 2, Gemeentewet.",
            f"Artikel 6:{m.digits(3)} BW en art. 273f Sr; zie Kamerstukken II 2021/22, 28 741, nr. {m.digits(2)}.",
            f"ECLI:NL:RBAMS:{m.random.randint(2000, 2024)}:{m.digits(4)} en Stb. 2019, {m.digits(3)}",
            f"Kamerstuk {m.digits(2)} {m.digits(3)} nr. {m.digits(2)}, 2022D{m.digits(5)}",
            f"artikel 1{m.digits(3)} BW {m.digits(1)}",
        ]
    ),
    "reference": lambda m: m.one(
        [
            f"Ons kenmerk: {m.digits(9)}",
            f"zaaknummer {m.valid_bsn()}",
            f"Factuurnummer {m.valid_bsn(8)}",
            f"Projectnummer: {m.digits(8)}",
            f"Referentie 06{m.digits(8)}",
            f"dossiernr. {m.valid_bsn()}, ordernummer 030{m.digits(7)}",
            f"Kenmerk {m.digits(1)}-{m.random.randint(2015, 2024)}-{m.digits(2)}",
            f"Z-{m.digits(2)}-{m.digits(6)}/D{m.digits(7)}",
            f"rapportnummer WG-{m.digits(2)}-{m.digits(2)}",
        ]
    ),
    "company": lambda m: m.one(
        [
            f"KvK {m.valid_bsn(8)}",
            f"KvK-nummer: {m.digits(8)}",
            f"Ingeschreven bij de Kamer van Koophandel onder {m.valid_bsn(8)}",
            f"RSIN {m.valid_bsn()}",
            f"Btw-nummer NL{m.valid_bsn()}B01",
        ]
    ),
    "nearly a telephone number": lambda m: m.one(
        [
            f"Bel 112, of 0900-{m.digits(4)}, of 0800 {m.digits(4)}, of 14 030.",
            f"Sms STOP naar {m.digits(4, '123456789')}; een 06-nummer of 06-lijn is snel anoniem.",
            f"nummers 06{m.digits(5)} en 06{m.digits(12)}",
            f"Tabel 3: 01 02 03 04 05 06 07 08 09 10 en 0,{m.digits(9)}",
            f"De helling is 0.{m.digits(9)} (p < 0.001)",
            f"+{m.digits(2, '123456789')}.{m.digits(3)}.{m.digits(3)} en een groei van +{m.digits(2)}%",
        ]
    ),
    "date": lambda m: m.one(
        [
            f"De bijeenkomst was op {m.a_date(2015, 2024)} om 10:30 in {m.one(PLACES)}.",
            f"Jongeren die geboren zijn tussen {m.a_date()} en {m.a_date()} doen mee.",
            f"Geboren en getogen in {m.one(PLACES)}. Op {m.a_date(2015, 2024)} spraken we hem.",
            f"Het idee is geboren uit het overleg van {m.a_date(2015, 2024)}.",
            f"Versie van {m.a_date(2015, 2024)} 14:05:33",
            f"bestand_2022{m.digits(2)}.pdf van 2022{m.random.randint(1, 12):02}{m.random.randint(1, 28):02}",
        ]
    ),
    "postcode alone": lambda m: m.one(
        [
            f"Het gaat om postcodegebied {m.digits(4, '123456789')} AB in {m.one(PLACES)}.",
            f"Postbus {m.digits(4, '123456789')}, 35{m.digits(2)} SC Utrecht",
            f"postcodes {m.digits(4, '123456789')} en {m.digits(4, '123456789')}",
            f"In {m.random.randint(2000, 2024)} OM {m.digits(2)} zaken, in {m.random.randint(2000, 2024)} ZM 3",
        ]
    ),
    "nearly a plate": lambda m: m.one(
        [
            f"{m.digits(1)}-{m.random.randint(2015, 2024)}-{m.digits(2)}",
            f"groep 12-18, 12-MA-14, tabel {m.digits(2)}-{m.digits(2)}-{m.digits(2)}",
            f"versie AB-{m.digits(2)}-concept, IO-{m.digits(3)}-EE, EU-{m.digits(2)}-{m.digits(2)}",
            f"model {m.digits(2)}-XYZ-{m.digits(2)}",
        ]
    ),
    "nearly an IBAN": lambda m: (
        f"code NL{m.digits(2)} ABNA {m.digits(4)} {m.digits(3)}, GM0{m.digits(3)}, BE{m.digits(6)}"
    ),
    "nearly an address": lambda m: (
        f"Volg @hetccv of #jongeren, {m.one(ascii_lowercase)}@ en 2 @ 3; 50% @ {m.digits(2)}"
    ),
    "table": lambda m: "\n".join(
        f"{m.one(PLACES)} {m.digits(3, '123456789')} {m.digits(4, '123456789')} {m.digits(2)},{m.digits(1)}"
        for _ in range(4)
    ),
    "long numbers": lambda m: f"hash {m.digits(40)} en 4f{m.digits(9)}a, rij {m.digits(13, '123456789')}",
    "bare number": lambda m: f"Het systeem gaf {m.digits(9, '123456789')} terug, in {m.one(PLACES)}.",
    "prose": lambda m: m.one(
        [
            "Zie p. 14, dia 3 en hoofdstuk 2.1.3; 63% was jonger dan 23 (251 in 2022, 217 in 2023).",
            "De top 600 (PGA, 075-aanpak) en de Top400: 8 tot 27 jaar, groep 7 en 8, 24/7 bereikbaar.",
            "Noot 12. Zie Spapens (2019), 45(2), 123-145, en Moors e.a. 2017: 33-38.",
        ]
    ),
}
FAMILIES = list(FAMILIES_OF)
KINDS = list(Kind)
