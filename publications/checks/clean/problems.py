"""Why a file cannot be cleaned."""


class CannotClean(ValueError):
    """No cleaned copy can be made; the message is a Dutch sentence for the editor."""


PASSWORD = "Dit bestand heeft een wachtwoord. Haal het wachtwoord eraf en probeer het opnieuw."
DAMAGED = (
    "We kunnen van dit bestand geen schone kopie maken. Bewaar het opnieuw in het programma waarin het is gemaakt."
)
TOO_BIG = "Dit bestand is te groot om schoon te maken."
TEXT_LOST = "In de schone kopie ontbrak tekst. Maak het bestand zelf schoon in het programma waarin het is gemaakt."
STILL_THERE = "In de schone kopie bleef iets verborgens over. Maak het bestand zelf schoon."
ALL_HIDDEN = "Alle dia’s zijn verborgen. Maak de dia’s zichtbaar die lezers mogen zien."
HIDDEN_SHEET = "Er is een verborgen werkblad. Maak het zichtbaar of haal het weg."
