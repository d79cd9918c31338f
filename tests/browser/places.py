"""Where the tests go: one page of every kind, and the records that the first content does not have."""

from tests.factories import make_publication, publish, withdraw

GONE = "ingetrokken-rapport"
PLACES = {  # name: (path, status)
    "home": ("/", 200),
    "approaches": ("/aanpakken/", 200),
    "approaches, chosen": ("/aanpakken/?thema=doorgroei&effect=unknown", 200),
    "approaches, table": ("/aanpakken/?weergave=tabel", 200),
    "approaches, nothing": ("/aanpakken/?q=bestaatniet", 200),
    "practices": ("/praktijken/", 200),
    "practices, map": ("/praktijken/?weergave=kaart", 200),
    "publications": ("/publicaties/", 200),
    "publications, words": ("/publicaties/?q=jongeren", 200),
    "municipalities": ("/gemeenten/", 200),
    "meetings": ("/bijeenkomsten/", 200),
    "search": ("/zoeken/?q=drugs", 200),
    "term": ("/begrip/doorgroei/", 200),
    "approach": ("/aanpakken/sms-bom/", 200),
    "approach, look-alike": ("/aanpakken/credible-messengers/", 200),
    "approach, harmful": ("/aanpakken/afschrikprogramma/", 200),
    "practice": ("/praktijken/utrecht-sms-bom/", 200),
    "publication": ("/publicaties/do-or-dont/", 200),
    "municipality": ("/gemeenten/utrecht/", 200),
    "community": ("/communities/jonge-aanwas/", 200),
    "meeting": ("/bijeenkomsten/2022/bijeenkomst-2022-03-10/", 200),
    "field report": ("/berichten/bijeenkomst-2022-03-10-utrecht/", 200),
    "versions": ("/aanpakken/sms-bom/versies/", 200),
    "version": ("/aanpakken/sms-bom/versies/1/", 200),
    "login": ("/inloggen/", 200),
    "about": ("/over/", 200),
    "about evidence": ("/over/bewijs/", 200),
    "accessibility": ("/toegankelijkheid/", 200),
    "privacy": ("/privacy/", 200),
    "contact": ("/contact/", 200),
    "not there": ("/bestaat-niet/", 404),
    "gone": (f"/publicaties/{GONE}/", 410),
}
FINDERS = ["approaches", "practices", "publications", "municipalities", "meetings", "search", "term"]
WEIGHED = ["home", "approaches", "approach", "publication"]  # pages with a budget


def make_scenes():
    """What no visitor finds by links, so that every other page is as the first content makes it."""
    withdraw(publish(make_publication(title="Ingetrokken rapport", slug=GONE)))


def visit(page, name):
    """Go to a place, which answers as it should; returns the response."""
    address, status = PLACES[name]
    response = page.goto(address)
    assert (address, response.status) == (address, status)
    return response
