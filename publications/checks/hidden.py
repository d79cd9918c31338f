"""What an editor is told of properties, hidden content and accessibility. Pure: from what was read out of a file.

A reading is a dict with those of extraction.reading.Reading: properties (texts), hidden (how many) and, of a pdf,
accessibility (true or false). A name that is not in them was not found, and nothing is said of it.
"""

import unicodedata
from dataclasses import dataclass

MAX_NAME = 80  # signs of a name that are shown


@dataclass(frozen=True)
class Warning:
    """One sentence for the editor."""

    code: str
    sentence: str
    can_be_cleaned: bool  # the cleaned copy is without it
    must_be_ticked: bool  # else it is advice


_NAMED = {  # key of properties: (sentence, must be ticked)
    "author": ("De eigenschappen noemen een auteur: {}.", True),
    "last_modified_by": ("De eigenschappen noemen wie het bestand het laatst bewaarde: {}.", True),
    "manager": ("De eigenschappen noemen een leidinggevende: {}.", True),
    "company": ("De eigenschappen noemen een organisatie: {}.", False),
}
_COUNTED = {  # key of hidden: (one, more, can be cleaned)
    "comments": ("Er staat 1 opmerking in.", "Er staan {} opmerkingen in.", True),
    "tracked_changes": (
        "Er staat 1 bijgehouden wijziging in. Lezers zien wat er eerst stond.",
        "Er staan {} bijgehouden wijzigingen in. Lezers zien wat er eerst stond.",
        True,
    ),
    "hidden_slides": ("Er is 1 verborgen dia.", "Er zijn {} verborgen dia’s.", True),
    "hidden_sheets": (
        "Er is 1 verborgen werkblad. Maak het zichtbaar of haal het weg.",
        "Er zijn {} verborgen werkbladen. Maak ze zichtbaar of haal ze weg.",
        False,
    ),
    "hidden_cells": (
        "Op 1 werkblad zijn rijen of kolommen verborgen. Lezers zien die ook.",
        "Op {} werkbladen zijn rijen of kolommen verborgen. Lezers zien die ook.",
        False,
    ),
    "notes": (
        "Bij 1 dia staan notities van de spreker. Lezers zien die ook.",
        "Bij {} dia’s staan notities van de spreker. Lezers zien die ook.",
        False,
    ),
    "embedded_files": (
        "Er zit een ander bestand in dit bestand.",
        "Er zitten {} andere bestanden in dit bestand.",
        True,
    ),
}
_PRESENT = {  # key of hidden
    "hidden_text": "Er staat verborgen tekst in.",
    "gps": "In de foto staat op welke plek hij is gemaakt.",
    "camera": "In de foto staan gegevens van het toestel, zoals het merk en de tijd.",
    "scripts": "In de pdf zit een script.",
    "launches": "De pdf kan een ander programma of bestand openen.",
}
_MISSING = {  # key of accessibility: (sentence, must be ticked)
    "tagged": ("De pdf heeft geen tags. Een schermlezer weet dan niet wat een kop of een lijst is.", False),
    "title": ("De pdf heeft geen titel in de eigenschappen.", False),
    "language": ("De pdf zegt niet in welke taal hij is.", False),
    "text": ("De pdf heeft geen tekst, alleen beeld. Zoeken en voorlezen kan niet.", True),
}


def warnings(reading):
    """The Warnings for a reading, in a fixed order: properties, hidden content, accessibility."""
    properties, hidden, accessibility = (reading.get(key) or {} for key in ("properties", "hidden", "accessibility"))
    found = []
    for key, (sentence, must_be_ticked) in _NAMED.items():
        if name := _shown(properties.get(key)):
            found.append(Warning(key, sentence.format(name), True, must_be_ticked))
    for key, (one, more, can_be_cleaned) in _COUNTED.items():
        if count := int(hidden.get(key) or 0):
            found.append(Warning(key, one if count == 1 else more.format(count), can_be_cleaned, True))
    found += [Warning(key, sentence, True, True) for key, sentence in _PRESENT.items() if hidden.get(key)]
    for key, (sentence, must_be_ticked) in _MISSING.items():
        if accessibility.get(key) is False:
            found.append(Warning(f"without_{key}", sentence, False, must_be_ticked))
    return found


def _shown(value):
    """A name as it can stand in a sentence: on one line, without control signs, not too long."""
    text = "".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in str(value or ""))
    text = " ".join(text.split()).rstrip(". ")
    return text if len(text) <= MAX_NAME else text[: MAX_NAME - 1].rstrip() + "…"
