"""What the portal proposes for a dropped file: right, or nothing."""

import subprocess
import sys
import time
from dataclasses import asdict, fields

import pytest

from publications.models import DocumentKind
from publications.proposals import Municipality, Proposal, Source, Term, Vocabulary, also_words, fixed_names, propose
from publications.proposals.kinds import _SAID, CUES, kind_of
from publications.proposals.places import AMBIGUOUS, MOST, municipalities
from publications.proposals.propose import SOURCES, people
from publications.proposals.themes import themes

from .portal import groups, reading, rows, vocabulary

KINDS = frozenset(DocumentKind.values)
LIKELY = 0.9  # of what is proposed, the least share that is right
THEMES = [term for term in vocabulary().terms if term.facet == "theme"]


def values(proposal):
    """{field: value}."""
    return {name: proposed["value"] for name, proposed in asdict(proposal).items()}


def test_a_file_that_says_all():
    text = "Handreiking drugskoeriers\n\nVoor de gemeente Tilburg\n\nWie wordt drugskoerier? Tilburg wil dat voorkomen."
    given = reading(
        text,
        "Een drugskoerier in Tilburg verdient snel geld. Drugshandel trekt. In Tilburg helpen coaches.",
        title="Handreiking drugskoeriers",
        year=2022,
        year_from="text",
        authors=["Anna de Vries", "Bram Smit"],
        language="nl",
    )
    proposal = propose(given, vocabulary())
    assert values(proposal) == {
        "title": "Handreiking drugskoeriers",
        "year": 2022,
        "authors": ("Anna de Vries", "Bram Smit"),
        "kind": "guide",
        "language": "nl",
        "municipalities": ("tilburg",),
        "themes": ("drugshandel-en-drugskoeriers",),
        "publication": None,
    }
    assert {name: getattr(proposal, name).source_in_words for name in values(proposal)} == {
        "title": "uit het bestand",
        "year": "uit het bestand",
        "authors": "uit het bestand",
        "kind": "voorstel",
        "language": "uit het bestand",
        "municipalities": "voorstel",
        "themes": "voorstel",
        "publication": "niet bekend",
    }


@pytest.mark.parametrize(
    "given", [{}, {"pages": []}, reading(""), reading("...", "\x00"), {"title": "", "authors": ()}]
)
def test_of_a_file_that_says_nothing_nothing_is_proposed(given):
    proposal = propose(given, vocabulary())
    assert not any(values(proposal).values())
    assert {getattr(proposal, field.name).source for field in fields(Proposal)} == {Source.UNKNOWN}


def test_the_name_of_the_file_and_the_day_it_was_made_are_a_guess():
    proposal = propose(
        reading("", title="verslag_tilburg", title_from="name", year=2022, year_from="properties"), vocabulary()
    )
    assert (proposal.title.source, proposal.year.source) == (Source.PROPOSAL, Source.PROPOSAL)
    assert (proposal.kind.value, proposal.municipalities.value) == ("meeting_report", ())
    assert set(SOURCES) == set(Source)


def test_another_language_is_left_to_the_editor():
    assert propose(reading("Ein Text", language="de"), vocabulary()).language.value == ""


@pytest.mark.parametrize(
    ("given", "written"),
    [
        (["Vries, Anna de (DGRR)"], ("Anna de Vries",)),
        (["Jansen, J.P. - BD/DRC"], ("J.P. Jansen",)),
        (["Anna de Vries", "anna  de Vries", "Anna de Vries"], ("Anna de Vries", "anna de Vries")),
        (["jjansen", "CCV"], ()),
        (["Wit, Bo van der"], ("Bo van der Wit",)),
    ],
)
def test_people_are_written_as_one_says_their_names(given, written):
    assert people(given) == written


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Verslag learning community 10 maart 2022", "meeting_report"),
        ("Factsheet credible messengers", "factsheet"),
        ("Kenniskaart geldezels", "factsheet"),
        ("Handreiking privacy bij de aanpak van jeugdgroepen", "guide"),
        ("Raadsinformatiebrief ondermijning en jeugd", "policy_document"),
        ("Integraal Veiligheidsplan 2023-2026", "policy_document"),
        ("Convenant Zorg- en Veiligheidshuis", "covenant"),
        ("Plan van aanpak jonge aanwas", "action_plan"),
        ("Evaluatie van het plan van aanpak jonge aanwas", "evaluation"),
        ("Monitor Jeugdcriminaliteit 2020", "monitor"),
        ("Kabinetsreactie op de initiatiefnota", "parliamentary_paper"),
        ("Effecten van preventie. Een compacte literatuursynthese", "literature_review"),
        ("Rekrutering: een systematische literatuurstudie", "systematic_review"),
        ("Functieprofiel straatcoach", "job_profile"),
        ("Lesbrief weerbaarheid", "teaching_material"),
        ("Checklist ‘Controle op wapenbezit’", "checklist"),
        ("Persbericht", "news_item"),
        ("Eindrapport pilot geldezels", "research_report"),
        ("Handvatten voor een periodieke trendrapportage", ""),
        ("Onderzoek met de monitor", ""),
        ("Verslag van het onderzoek naar uithalers", ""),
        ("Jaarverslag 2022", ""),
        ("Interviews met jongeren", ""),
        ("De achterkant van Nederland", ""),
        ("", ""),
    ],
)
def test_the_kind_by_the_title(title, kind):
    assert kind_of(title, [], "pdf", KINDS) == kind


@pytest.mark.parametrize(
    ("pages", "extension", "kind"),
    [
        (["Titel\nOnder\n", "Academisch proefschrift ter verkrijging van de graad van doctor"], "pdf", "thesis"),
        (["> Retouradres\n\nAan de Voorzitter van de Tweede Kamer\nder Staten-Generaal"], "pdf", "parliamentary_paper"),
        (["Onderwerp: jeugd\n\nGeachte leden van de raad,\n\nHierbij"], "docx", "policy_document"),
        (["Factsheet\nWat werkt?"], "pdf", "factsheet"),
        (["Factsheet\nHandreiking\nWat werkt?"], "pdf", ""),
        (["Handreiking van de VNG wordt vaak gebruikt, zo blijkt uit dit onderzoek."], "pdf", ""),
        (["Wij bieden dit aan de gemeenteraad aan."], "pdf", ""),
        (["Journal of Crime, vol. 12, nr. 3\n\nTitle\n\nAbstract\nText"], "pdf", "journal_article"),
        (["Monitor"], "pptx", "presentation"),
        ([], "jpg", ""),
    ],
)
def test_the_kind_by_what_stands_at_the_start(pages, extension, kind):
    assert kind_of("Iets", pages, extension, KINDS) == kind


def test_every_kind_is_one_of_a_publication():
    assert set(CUES) | set(_SAID) <= KINDS
    assert kind_of("Factsheet", [], "pdf", frozenset()) == ""


def found(text, title="", more=()):
    """The municipalities of a text of two pages."""
    return municipalities(title, [text, *more, ""], PLACES)


PLACES = (
    *vocabulary().municipalities,
    *(Municipality(name.lower(), name) for name in ("Best", "Goes", "Gouda", "Velsen", "Hoorn")),
)


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("In Utrecht gebeurt veel. De wijk Overvecht in Utrecht.", ("utrecht",)),
        ("Universiteit Utrecht, Hogeschool Utrecht en Utrecht University.", ()),
        ("De provincie Utrecht en de regio Utrecht. Politie-eenheid Rotterdam, eenheid Rotterdam.", ()),
        ("Universiteit van Amsterdam; Vrije Universiteit Amsterdam; University of Amsterdam.", ()),
        ("Amsterdam: Boom. Den Haag: WODC. Den Haag: Boom criminologie. Amsterdam: SWP.", ()),
        ("Den Haag, 12 maart 2022. Postbus 20301, 2500 EH Den Haag. Den Haag, maart 2022.", ()),
        ("Van Tilburg (2019) en Jan van Tilburg. Ook Van Tilburg zegt dat.", ()),
        ("Best veel. Het Best practices-boek. Best wel. Goes en Hoorn. Velsen is een naam.", ()),
        ("De gemeente Best. Ook de gemeente Best. De burgemeester van Goes en de raad van Goes.", ("best", "goes")),
        ("’s-Hertogenbosch doet mee.", ()),
        ("'s-Gravenhage en 's-Gravenhage", ("den-haag",)),
        ("Amsterdam-Zuidoost en Amsterdam", ("amsterdam",)),
        ("Rotterdamse haven, Rotterdamse wijken, Rotterdammers", ()),
        ("", ()),
    ],
)
def test_which_municipality_a_text_is_about(text, slugs):
    assert found(text) == slugs


def test_in_a_title_one_mention_will_do():
    assert found("Niets.", title="Kopstukkenaanpak in Utrecht") == ("utrecht",)
    assert found("Niets.", title="Studie van de Universiteit Utrecht") == ()


def test_a_national_report_that_names_many_towns_is_about_none():
    names = ", ".join(place.name for place in vocabulary().municipalities)
    assert found(f"Meegedaan hebben {names}.", more=["Tekst."] * 20) == ()


def test_a_town_that_comes_up_late_or_much_less_is_not_what_it_is_about():
    text = "Tilburg. " * 20 + "Breda."
    assert found(text, more=["Tekst.", "Arnhem. " * 15 + "Breda. Breda."]) == ("tilburg",)
    assert municipalities("", ["Tilburg."] + ["Tilburg."] * 3 + ["Arnhem. " * 9], PLACES) == ("tilburg",)


def test_a_meeting_of_eight_municipalities_is_about_eight():
    eight = ["Amsterdam", "Arnhem", "Den Haag", "Eindhoven", "Rotterdam", "Tilburg", "Utrecht", "Zaanstad"]
    text = "\n".join(f"{name}\nDe gemeente {name} vertelt. In {name} loopt een pilot." for name in eight)
    assert len(found(text)) == MOST == 8


def test_names_that_are_words_are_known():
    assert {"Best", "Goes", "Gouda", "Velsen", "Hoorn"} <= AMBIGUOUS
    assert not AMBIGUOUS & {row.name for row in vocabulary().municipalities}


def test_themes_by_name_and_by_what_texts_call_them():
    text = (
        "Een money mule leent zijn rekening uit. Ronselaars zoeken een geldezel op Instagram. Katvangers zijn anders."
    )
    assert themes("Geldezels op school", [text], THEMES) == ("geldezels-en-witwassen",)
    assert themes("Uithalers in de haven", ["Een uithaler haalt drugs uit containers."], THEMES) == (
        "uithalers-en-havens",
    )


def test_a_word_in_passing_is_no_theme():
    text = "Het overleg was op school. Er waren ook ouders. Na het werk ging men naar de wijk."
    assert themes("Verslag", [text], THEMES) == ()


def test_in_a_long_text_a_theme_stands_often():
    filling = "De deelnemers spraken over de plannen van volgend jaar en over de agenda. " * 300
    assert themes("Iets", [filling + "drugshandel drugshandel"], THEMES) == ()
    assert themes("Iets", ["drugshandel " + filling + "drugshandel " * 40], THEMES) == ("drugshandel-en-drugskoeriers",)


def test_the_words_of_a_fixed_name_do_not_count_apart():
    text = "Preventie met Gezag is een programma. Preventie met Gezag loopt in Rotterdam. Preventie met Gezag."
    names = fixed_names(groups())
    assert "Preventie met Gezag" in names
    assert themes("Preventie met Gezag", [text], THEMES, names) == ()
    assert (
        themes("Gezag in de wijk", ["Gezag. Bestuurlijke aanpak."], THEMES, names)[0] == "bestuurlijke-aanpak-en-gezag"
    )


def test_at_most_four_themes():
    title = "Doorgroei, drugshandel, witwassen, criminele uitbuiting, uithalers en cybercrime"
    assert len(themes(title, [title], THEMES)) == 4


def test_a_word_of_two_themes_says_less_of_each():
    terms = [Term("theme", "a", "Vlaggen", ("wimpel",)), Term("theme", "b", "Masten", ("wimpel",))]
    assert themes("Vlaggen", ["Een vlag."], terms) == ("a",)
    assert themes("", ["wimpel wimpel wimpel"], terms) == ()


def test_what_texts_call_a_term_comes_from_the_thesaurus():
    also = also_words("Geldezels en witwassen", groups())
    assert {"money mule", "witwassen", "geldkoerier"} <= set(also)
    assert "Geldezels en witwassen" not in also
    assert also_words("Nergens bekend", groups()) == ()


def test_of_the_publications_of_the_portal_nearly_every_proposal_is_right():
    """Their title, subtitle and summary, against the terms, kinds and municipalities that an editor gave them."""
    slugs = {term.slug for term in THEMES}
    counts = {"themes": [0, 0, 0], "kind": [0, 0, 0], "municipalities": [0, 0, 0], "publication": [0, 0, 0]}
    for pk, row in enumerate(rows("publications/first_content/publication.json"), 1):
        subtitle = row.get("subtitle") or ""
        text = "\n".join([row["title"], subtitle, row.get("summary") or ""])
        title = f"{row['title']}. {subtitle}" if subtitle else row["title"]
        got = values(propose(reading(text, title=title, year=row.get("year")), vocabulary()))
        wanted = {
            "themes": slugs & set(row["terms"]),
            "kind": {row["kind"]},
            "municipalities": set(row.get("municipalities") or ()),
            "publication": {pk},
        }
        for name, right in wanted.items():
            given = got[name] if isinstance(got[name], tuple) else filter(None, [got[name]])
            given = set(given)
            for place, count in enumerate((len(given & right), len(given - right), len(right - given))):
                counts[name][place] += count
    precision = {name: right / (right + wrong) for name, (right, wrong, _) in counts.items()}
    recall = {name: right / (right + missed) for name, (right, _, missed) in counts.items()}
    assert {name for name, share in precision.items() if share < LIKELY} == set(), (precision, recall)
    assert recall["themes"] > 0.3
    assert recall["kind"] > 0.3
    assert recall["publication"] > 0.95


def test_the_same_file_gets_the_same_proposal():
    given = reading("Drugshandel in Tilburg. Witwassen in Tilburg.", title="Doorgroei in Breda en Tilburg")
    vocabularies = [vocabulary(), Vocabulary(**{**vars(vocabulary()), "terms": vocabulary().terms[::-1]})]
    assert len({repr(propose(given, one)) for one in vocabularies for _ in range(2)}) == 1


def test_a_long_text_takes_no_long_time():
    pages = ["De gemeente Utrecht en drugshandel op school. " * 60] * 400
    start = time.perf_counter()
    proposal = propose(reading(*pages, title="Iets"), vocabulary())
    assert time.perf_counter() - start < 4
    assert proposal.municipalities.value == ("utrecht",)


def test_no_django_comes_along():
    code = "import sys, publications.proposals; print('django' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.strip() == "False"
