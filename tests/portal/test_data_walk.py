"""Everything in the data files stands on its page, in its place: nothing lost, nothing flattened, nothing added."""

import pytest

from tests.portal import words
from tests.portal.data import FILES, KINDS, RECORDS, ROOT, TERMS, Row, address, amount, date, link, number, pointing_at
from tests.portal.data import title as title_of

pytestmark = pytest.mark.django_db


def every(kind):
    """A test for each record of a kind."""
    return pytest.mark.parametrize("slug", RECORDS[kind])


class Walk:
    """One record beside its page: what was found is crossed off, on both."""

    def __init__(self, site, kind, slug):
        self.kind, self.slug = kind, slug
        self.row = Row(RECORDS[kind][slug], f"{kind} {slug}")
        self.page = site.page(address(kind, slug))
        self.headings, self.sources, self.unknown = [], [], []

    def section(self, heading):
        """The section with this heading, which the page must have."""
        self.headings.append(heading)
        return self.page.section(heading)

    def cites(self, sources, element):
        """The marks in an element lead to exactly these sources."""
        assert self.page.sources_of(element) == sources
        self.sources += sources

    def missing(self, name, is_known):
        """What is not known has a name in the one line of what is not known."""
        if not is_known:
            self.unknown.append(name)

    def begin(self):
        """Title, address, summary and terms: what every type has."""
        row = self.row
        assert row.take("slug") == self.slug
        name = row.take("title")
        heading = self.page.main.one("h1")
        assert heading.text == name
        language = RECORDS[self.kind][self.slug].get("language") or row.take("title_language", "nl")
        assert heading.attrs.get("lang", "nl") == language
        assert self.page.texts["title"] == [f"{name} - Toolbox Ondermijning en jongeren"]
        if summary := row.take("summary"):
            assert self.section("In het kort").one("p").text == summary
        if terms := row.take("terms", []):
            wanted = {}
            for slug in terms:
                wanted.setdefault(words.FACETS[TERMS[slug]["facet"]], set()).add(
                    (TERMS[slug]["name"], f"/begrip/{slug}/")
                )
            shown = {facet: group.links for facet, group in self.section("Gaat over").pairs.items()}
            assert {facet: set(links) for facet, links in shown.items()} == wanted
            assert sum(map(len, shown.values())) == len(terms)

    def end(self, unknown_under=None):
        """Sources, what is not known, and that nothing is left: no key in the file, no section on the page."""
        if self.sources:
            listed = [item.text for item in self.section("Bronnen").one("ol").kids("li")]
            assert len(listed) == len(set(listed))
            assert set(listed) == set(self.sources)
        lines = [line for line in self.page.main.all("p", "unknown") if line.parent.tag == "section"]
        wanted = [f"Nog niet bekend: {', '.join(self.unknown)}."] * bool(self.unknown)
        assert [line.text for line in lines] == wanted
        assert [line.parent.kids("h2")[0].text for line in lines] == [unknown_under] * len(lines)
        assert self.page.main.one("footer", "about").all("p", "unchecked")[0].text == (
            "Nog niet gecontroleerd door de redactie."
        )
        self.row.done()
        assert sorted(self.page.headings) == sorted(self.headings)

    # What pages share

    def facts(self, rows, headings):
        """Each fact stands under the heading of its section, in order, with its amount, its moment and its sources."""
        places = {}
        for row in rows:
            shown = [row.take("amount", None), row.take("unit"), row.take("qualifier")]
            sum_ = amount(*shown) if shown[0] is not None else ""
            text = ", ".join(filter(None, [sum_, row.take("text")]))
            moment = row.take("as_of")
            fact = (text, sum_, f"Stand van {date(moment)}" * bool(moment), row.take("sources"))
            places.setdefault(headings[row.take("section")], []).append(fact)
            row.done()
        for heading, facts in places.items():
            is_about_evidence = heading == headings["evidence_note"]
            section = self.page.section(heading) if is_about_evidence else self.section(heading)
            items = [
                item for group in section.kids("ul", "ol") if "statements" in group.classes for item in group.kids("li")
            ]
            assert [self._fact(item) for item in items] == facts
            for item, fact in zip(items, facts, strict=True):
                self.cites(fact[3], item)
        evidence = self.page.section(headings["evidence_note"])
        if headings["evidence_note"] not in places:
            assert [group.text for group in evidence.kids("ul") if "statements" in group.classes] == []
        return places

    def _fact(self, item):
        sums = [element.text for element in item.all("strong", "amount")]
        notes = [element.text for element in item.all("span", "note")]
        assert len(sums) <= 1
        assert len(notes) <= 1
        return item.text_without("note", "mark"), "".join(sums), "".join(notes), self.page.sources_of(item)

    def evidence(self, rows, heading, about, none):
        """Each row of evidence with both its answers in words, where from, and that nobody judged it yet."""
        section = self.section(heading)
        tables = section.all("dl", "evidence")
        assert len(tables) == len(rows)
        for row, table in zip(rows, tables, strict=True):
            outcome, place = row.take("outcome"), row.take("place")
            step, effect, year = row.take("grounding"), row.take("effect"), row.take("year")
            sources, note = row.take("sources", []), row.take("note")
            row.done()
            name, means = words.GROUNDINGS[step]
            effect_name, effect_means = words.EFFECTS[effect]
            where = f". Gemeten: {place or 'plek onbekend'}" if place or year else ""
            wanted = {
                "Uitkomst": outcome,
                "Onderbouwing: hoeveel weten we?": f"{name} (stap {step} van 6) {means}",
                "Effect: wat weten we?": f"{effect_name} {words.PROPOSAL} {effect_means}",
                "Waar komt dit vandaan?": f"{about}{where}{f', {year}' if year else ''}",
                "Toelichting": note,
                "Oordeel": "Voorstel, nog niet beoordeeld",
            }
            if not sources:
                wanted["Waar komt dit vandaan?"] += " Bij dit oordeel is geen bron vastgelegd."
            cells = table.pairs
            self.cites(sources, cells["Waar komt dit vandaan?"])
            research = cells.pop("Onderzoek", None)
            assert {term: cell.text_without("mark") for term, cell in cells.items()} == {
                term: text for term, text in wanted.items() if text
            }
            self.research(research, " | ".join([self.kind, self.slug, outcome, place]))
        said = [line.text for line in section.kids("p")]
        assert said == ([none] if not rows else [])

    def research(self, cell, reference):
        """The publications whose findings stand behind a row of evidence."""
        wanted = []
        for publication in FILES["publication"]:
            for finding in publication.get("findings", []):
                if finding["evidence"] == reference:
                    kind = finding.get("design") or words.DOCUMENT_KINDS[publication["kind"]]
                    page = f", bladzijde {finding['page']}" if finding.get("page") else ""
                    year = publication.get("year", "jaar onbekend")
                    wanted.append([*link("publication", publication["slug"]), f"{kind}, {year}{page}"])
        items = cell.items if cell else []
        assert sorted([*item.links[0], item.one("span", "meta").text] for item in items) == sorted(wanted)

    def open_questions(self, heading):
        """What nobody knows yet, under the judgement."""
        questions = self.row.take("open_questions", [])
        section = self.page.section(heading)
        lists = [group for group in section.kids("ul") if "statements" not in group.classes]
        assert [item.text for group in lists for item in group.kids("li")] == questions
        assert [h3.text for h3 in section.kids("h3")] == ["Wat we nog niet weten"] * bool(questions)

    def cards(self, element, practices):
        """Practices as cards: whose it is, how far, since when, and what is known of it."""
        cards = {card.one("h3").links[0]: card for card in element.all("article", "card")}
        assert set(cards) == {link("practice", slug) for slug in practices}
        assert len(element.all("article")) == len(practices)
        for slug in practices:
            row, card = RECORDS["practice"][slug], cards[link("practice", slug)]
            assert title_of("municipality", row["municipality"]) in card.one("p", "kicker").text
            meta = card.one("p", "meta")
            assert link("approach", row["approach"]) in meta.links
            if row.get("phase"):
                assert f"Fase: {words.PHASES[row['phase']]}." in meta.text
            if row.get("start"):
                assert f"Sinds: {row.get('start_note') or date(row['start'])}." in meta.text
            gaps = ", ".join(name for name, key in (("fase", "phase"), ("begin", "start")) if not row.get(key))
            assert (f"Nog niet bekend: {gaps}." in meta.text) == bool(gaps)
            assert [line.text for line in card.all("p", "verdict")] == verdicts("practice", slug)

    def publications(self, heading="Publicaties"):
        """The publications that name this record, with kind, year and first maker."""
        field = {"municipality": "municipalities", "approach": "approaches", "practice": "practices"}[self.kind]
        slugs = pointing_at("publication", field, self.slug)
        if not slugs:
            return
        wanted = set()
        for slug in slugs:
            row = RECORDS["publication"][slug]
            makers = [maker["name"] for maker in row["contributors"]]
            more = " en anderen" * (len(makers) > 1 or not row["contributors_complete"])
            meta = f"{words.DOCUMENT_KINDS[row['kind']]}, {row.get('year', 'jaar onbekend')}. {makers[0]}{more}"
            wanted.add((*link("publication", slug), meta))
        items = self.section(heading).items
        assert {(*item.links[0], item.one("span", "meta").text) for item in items} == wanted
        assert len(items) == len(slugs)

    def reports(self, items, field):
        """What was told, whole, and at which meeting."""
        slugs = pointing_at("fieldreport", field, self.slug)
        wanted = []
        for slug in slugs:
            row = RECORDS["fieldreport"][slug]
            links = [link("fieldreport", slug), link("meeting", row["meeting"])]
            wanted.append((links, [row["text"], f"Verteld op: {links[1][0]}, {when(row['meeting'])}"]))
        assert [(item.links, [p.text for p in item.all("p")]) for item in items] == wanted

    def meetings(self, items, slugs):
        """Meetings as links, with what it is and when."""
        wanted = {
            (*link("meeting", slug), f"{words.MEETING_KINDS[RECORDS['meeting'][slug]['kind']]}, {when(slug)}")
            for slug in slugs
        }
        assert {(*item.links[0], item.one("span", "meta").text) for item in items} == wanted
        assert len(items) == len(slugs)


def when(slug):
    """The day of a meeting, or the words for it."""
    row = RECORDS["meeting"][slug]
    return date(row["start_on"]) if row.get("start_on") else row["when"]


def verdicts(kind, slug):
    """What a card says of the evidence of a record."""
    return [
        f"{row['outcome'] + ': ' if row.get('outcome') else ''}{words.GROUNDINGS[row['grounding']][0]}. "
        f"Effect: {words.EFFECTS[row['effect']][0]} {words.PROPOSAL}"
        for row in RECORDS[kind][slug].get("evidence", [])
    ] or [words.NO_VERDICT]


def test_every_data_file_is_walked():
    assert set(FILES) == {*KINDS, "term", "synonymgroup"}  # search words: no page lists them; tests/search does
    assert {path.stem for path in ROOT.rglob("first_content/*.json") if ".data" not in path.parts} == set(FILES)
    assert {kind: len(records) for kind, records in RECORDS.items()} == {kind: n for kind, (_, _, n) in KINDS.items()}
    assert all(len(FILES[kind]) == len(RECORDS[kind]) for kind in KINDS)


def test_a_key_that_the_walk_does_not_know_fails():
    row = Row({"title": "Zo heet het", "parts": [{"text": "bekend", "nieuw": 1}]}, "een bestand")
    (part,) = row.rows("parts")
    part.take("text")
    with pytest.raises(AssertionError, match="een bestand, parts 0: the walk does not know .'nieuw'."):
        part.done()
    with pytest.raises(AssertionError, match="'title'"):
        row.done()


@every("approach")
def test_approach(site, slug):
    walk = Walk(site, "approach", slug)
    row, page = walk.row, walk.page
    walk.begin()
    also = row.take("also_called", [])
    assert page.main.one("header").one("p", "kicker").text == (
        f"Aanpak. Ook bekend als: {', '.join(also)}" if also else "Aanpak"
    )
    low, high, source = row.take("age_min", None), row.take("age_max", None), row.take("age_source")
    short = walk.section("Kort op een rij").pairs
    wanted = {"Werkt het?": " ".join(verdicts("approach", slug))}
    if low is not None:
        wanted["Leeftijd"] = f"{low} tot en met {high} jaar Bron: {source}"
        walk.sources.append(source)
    assert {term: cell.text for term, cell in short.items()} == wanted

    evidence = row.rows("evidence")
    walk.evidence(
        evidence,
        "Werkt het?",
        "Over dit soort aanpak, niet over één gemeente",
        "Er is nog geen oordeel. Het effect is onbekend.",
    )
    places = walk.facts(row.rows("facts"), words.APPROACH_SECTIONS)
    walk.open_questions("Werkt het?")
    look_alikes(walk)

    practices = walk.section("Wie doet het?")
    slugs = pointing_at("practice", "approach", slug)
    walk.cards(practices, slugs)
    if not slugs:
        assert practices.one("p").text == "Er is nog geen praktijk van een gemeente bekend."
    walk.publications()
    if pointing_at("fieldreport", "approach", slug):
        walk.reports(walk.section("Berichten uit de praktijk").items, "approach")
    walk.missing("leeftijd", low is not None)
    walk.missing("duur", False)
    walk.missing("kosten", "Wat kost het?" in places)
    walk.missing("hoe je het uitvoert", "Hoe voer je het uit?" in places)
    walk.missing("wat mag", "Wat mag?" in places)
    walk.end("Kort op een rij")


def look_alikes(walk):
    """What it is taken for stands on both pages: here with its sources, there with a link to here."""
    others = walk.row.rows("look_alikes")
    back = [
        (other["slug"], row["why"])
        for other in FILES["approach"]
        for row in other.get("look_alikes", [])
        if row.get("other") == walk.slug
    ]
    if not others and not back:
        return
    items = walk.section("Lijkt erop, maar is het niet").items
    assert len(items) == len(others) + len(back)
    for row, item in zip(others, items, strict=False):
        other, name, why = row.take("other"), row.take("name"), row.take("why")
        assert item.text_without("mark", "verdict") == f"{name or title_of('approach', other)}: {why}"
        walk.cites(row.take("sources"), item)
        links = [found for found in item.links if not found[1].startswith("#")]
        assert links == ([link("approach", other)] if other else [])
        said = [line.text for line in item.all("p", "verdict")]
        assert said == (verdicts("approach", other) if other else [])
        row.done()
    told = [
        (item.links, item.text_without("verdict"), [line.text for line in item.all("p", "verdict")])
        for item in items[len(others) :]
    ]
    assert sorted(told) == sorted(
        (
            [link("approach", there)],
            f"Bij {title_of('approach', there)} staat over deze aanpak: {why}",
            verdicts("approach", there),
        )
        for there, why in back
    )


@every("practice")
def test_practice(site, slug):
    walk = Walk(site, "practice", slug)
    row, page = walk.row, walk.page
    walk.begin()
    approach, municipality = row.take("approach"), row.take("municipality")
    kicker = page.main.one("header").one("p", "kicker")
    assert kicker.text == f"Praktijk van {title_of('municipality', municipality)}"
    assert kicker.links == [link("municipality", municipality)]

    short = walk.section("Kort op een rij").pairs
    phase, phase_as_of = row.take("phase"), row.take("phase_as_of")
    start, note, end, scale = row.take("start"), row.take("start_note"), row.take("end"), row.take("scale")
    told = f"{title_of('approach', approach)} Wat we van dit soort aanpak weten: "
    wanted = {
        "Aanpak": told + " ".join(verdicts("approach", approach)),
        "Gemeente": title_of("municipality", municipality),
        "Schaal": words.SCALES[scale],
    }
    if phase:
        wanted["Fase"] = words.PHASES[phase] + (f" Stand van {date(phase_as_of)}" if phase_as_of else "")
    if start:
        wanted["Sinds"] = note or date(start)
    if end:
        wanted["Tot en met"] = date(end)
    assert {term: cell.text for term, cell in short.items()} == wanted
    assert short["Aanpak"].links == [link("approach", approach)]
    assert short["Gemeente"].links == [link("municipality", municipality)]

    walk.evidence(
        row.rows("evidence"),
        "Werkt het hier?",
        "Over deze praktijk",
        "Er is nog geen oordeel over deze praktijk. Het effect is onbekend.",
    )
    places = walk.facts(row.rows("facts"), words.PRACTICE_SECTIONS)
    walk.open_questions("Werkt het hier?")
    walk.publications()
    reports, meetings = pointing_at("fieldreport", "practice", slug), pointing_at("meeting", "practice", slug)
    if reports or meetings:
        items = walk.section("Verteld op bijeenkomsten").items
        assert len(items) == len(reports) + len(meetings)
        walk.reports(items[: len(reports)], "practice")
        walk.meetings(items[len(reports) :], meetings)
    walk.missing("fase", phase)
    walk.missing("begin", start)
    walk.missing("bereik", "Hoeveel mensen doen mee?" in places)
    walk.missing("kosten", "Wat kost het?" in places)
    walk.missing("wat goed ging", "Wat ging goed?" in places)
    walk.missing("wat minder goed ging", "Wat ging minder goed?" in places)
    walk.missing("contact", False)
    walk.end("Kort op een rij")


@every("municipality")
def test_municipality(site, slug):
    walk = Walk(site, "municipality", slug)
    row, page = walk.row, walk.page
    walk.begin()
    name, province = title_of("municipality", slug), row.take("province")
    assert page.main.one("header").one("p", "kicker").text == f"Gemeente in {words.PROVINCES[province]}"
    practices = walk.section(f"Wat doet {name}?")
    slugs = pointing_at("practice", "municipality", slug)
    walk.cards(practices, slugs)
    if not slugs:
        assert practices.one("p").text == "Van deze gemeente is nog geen praktijk bekend."
    if pointing_at("fieldreport", "municipality", slug):
        walk.reports(walk.section("Berichten uit de praktijk").items, "municipality")
    communities = pointing_at("learningcommunity", "municipalities", slug)
    told = [RECORDS["fieldreport"][report]["meeting"] for report in pointing_at("fieldreport", "municipality", slug)]
    meetings = {*pointing_at("meeting", "municipality", slug), *told, *pointing_at("meeting", "attendance", slug)}
    if communities or meetings:
        items = walk.section("Leert samen met anderen").items
        assert [(item.text, item.links) for item in items[: len(communities)]] == [
            (f"Doet mee aan de learning community {title_of('learningcommunity', c)}", [link("learningcommunity", c)])
            for c in communities
        ]
        walk.meetings(items[len(communities) :], meetings)
    walk.publications()

    def sourced(value, key):
        return f"{value} Bron: {row.take(key)}"

    official, population = row.take("official_name"), row.take("population", None)
    areas, unit, website = row.take("focus_areas", []), row.take("police_unit"), row.take("website")
    since, since_note, latitude = row.take("prevention_since"), row.take("prevention_note"), row.take("latitude", None)
    wanted = {
        "Provincie": sourced(words.PROVINCES[province], "province_source"),
        "CBS-code": sourced(row.take("cbs_code"), "code_source"),
    }
    if official != name:
        wanted["Officiële naam"] = official
    if population is not None:
        rounded = "Ongeveer " if row.take("is_population_rounded") else ""
        inhabitants = f"{rounded}{number(population)} inwoners (1 januari {row.take('population_year')})"
        wanted["Inwoners"] = sourced(inhabitants, "population_source")
    if unit:
        wanted["Politie-eenheid"] = sourced(unit, "police_unit_source")
    if areas:
        wanted["Focusgebieden"] = sourced("; ".join(areas), "focus_areas_source")
    assert not (since and since_note)
    if since or since_note:
        wanted["Preventie met Gezag"] = sourced(f"Doet mee {since_note or 'sinds ' + date(since)}", "prevention_source")
    if latitude is not None:
        wanted["Plek op de kaart"] = sourced(f"{latitude}, {row.take('longitude')}", "location_source")
    if website:
        wanted["Website"] = website
    facts = walk.section("Gegevens").pairs
    assert {term: cell.text for term, cell in facts.items()} == wanted
    assert facts["Provincie"].links[0][1] == f"/gemeenten/?provincie={province}"
    if website:
        assert facts["Website"].links == [(website, website)]
    walk.missing("aantal inwoners", population)
    walk.missing("website", website)
    walk.missing("politie-eenheid", unit)
    walk.missing("focusgebieden", areas)
    walk.end("Gegevens")


@every("publication")
def test_publication(site, slug):
    walk = Walk(site, "publication", slug)
    row, page = walk.row, walk.page
    walk.begin()
    kind, year, language = words.DOCUMENT_KINDS[row.take("kind")], row.take("year", None), row.take("language")
    raw = RECORDS["publication"][slug]
    header = page.main.one("header")
    assert header.one("p", "kicker").text == f"{kind}, {year or 'jaar onbekend'}"
    subtitle = row.take("subtitle")
    assert [lead.text for lead in header.all("p", "lead")] == [subtitle] * bool(subtitle)
    assert header.one("h1").attrs.get("lang", "nl") == language

    url, doi, publishers = row.take("url"), row.take("doi"), [p for p in row.take("publisher").split("; ") if p]
    read = walk.section("Lezen")
    if url or doi:
        assert read.links == [(f"Lees bij {[*publishers, 'de bron'][0]}", url or f"https://doi.org/{doi}")]
    else:
        assert read.links == []
        assert "Het webadres is nog niet bekend." in read.text
    url_note = row.take("url_note")
    assert [p.text for p in read.all("p", "note")] == [f"Over dit adres: {url_note}"] * bool(url_note)

    makers = []
    for maker in row.rows("contributors"):
        role = maker.take("role")
        makers.append(maker.take("name") + (f" ({role})" if role else ""))
        assert maker.take("kind") in ("person", "organisation")  # orders the data; a reader sees the name
        maker.done()
    more = "" if row.take("contributors_complete") else " en anderen"
    checked, year_note = row.take("year_checked"), row.take("year_note")
    year_words = [str(year or "Onbekend"), "Nog niet gelezen in een bron." * bool(year and not checked), year_note]
    isbn, isbn_note, pages = row.take("isbn"), row.take("isbn_note"), row.take("pages", None)
    wanted = {
        "Makers": " ".join(filter(None, [", ".join(makers) + more, row.take("contributors_note")])),
        "Jaar": " ".join(filter(None, year_words)),
        "Soort": kind,
        "Taal": words.LANGUAGES[language],
        "Uitgever": ", ".join(publishers),
        "Tijdschrift of reeks": row.take("series"),
        "Opdrachtgever": row.take("commissioned_by"),
        "Omvang": f"{pages} bladzijden" if pages else "",
        "DOI": doi,
        "ISBN": " ".join(filter(None, [isbn, isbn_note])),
        "Licentie": row.take("licence"),
    }
    facts = walk.section("Gegevens").pairs
    assert {term: cell.text for term, cell in facts.items()} == {term: text for term, text in wanted.items() if text}
    if doi:
        assert facts["DOI"].links == [(doi, f"https://doi.org/{doi}")]
    walk.missing("jaar", year)
    walk.missing("uitgever", publishers)
    walk.missing("webadres", url or doi)
    walk.missing("licentie", raw.get("licence"))
    walk.missing("aantal bladzijden", pages)

    findings(walk)
    related = {
        "Aanpakken": [link("approach", other) for other in row.take("approaches", [])],
        "Praktijken": [link("practice", other) for other in row.take("practices", [])],
        "Gemeenten": [link("municipality", other) for other in row.take("municipalities", [])],
    }
    related = {term: sorted(links) for term, links in related.items() if links}
    if related:
        shown = walk.section("Hoort bij").pairs
        assert {term: sorted(cell.links) for term, cell in shown.items()} == related
    talks = [(m, item) for m in FILES["meeting"] for item in m.get("agenda", []) if item.get("publication") == slug]
    tips = pointing_at("meeting", "reading_list", slug)
    if talks or tips:
        said = [
            (link("meeting", m["slug"]), ", ".join(filter(None, [item["title"], item.get("speaker")])))
            for m, item in talks
        ] + [(link("meeting", other), "Leestip") for other in tips]
        items = walk.section("Besproken op een bijeenkomst").items
        assert [(item.links[0], item.one("span", "meta").text) for item in items] == said
    mark = words.SOURCE_MARKS[row.take("source_mark")]
    origin = walk.section("Waar komen deze gegevens vandaan?")
    assert origin.one("p").text == f"{mark}. {row.take('source_note')}".strip()
    walk.end("Gegevens")


def findings(walk):
    """What it found, for which approach or practice: never without "proposal" where nobody judged it."""
    rows = walk.row.rows("findings")
    if not rows:
        return
    items = walk.section("Wat zegt deze publicatie over een aanpak?").items
    assert len(items) == len(rows)
    for row, item in zip(rows, items, strict=True):
        kind, subject, *_ = row.take("evidence").split(" | ")
        outcome, effect = row.take("outcome"), words.EFFECTS[row.take("effect")][0]
        design, country, page = row.take("design"), row.take("country"), row.take("page")
        parts = [
            f"{outcome + ': ' if outcome else ''}effect {effect} {words.PROPOSAL}.",
            f"{design}." if design else "",
            f"Gemeten: {country}." if country else "",
            f"Bladzijde {page}." if page else "",
        ]
        gaps = {"opzet van het onderzoek": design, "land": country, "bladzijde": page}
        unknown = ", ".join(name for name, value in gaps.items() if not value)
        assert item.links == [link(kind, subject)]
        assert [p.text for p in item.kids("p")] == [
            " ".join(filter(None, parts)),
            *[f"Nog niet bekend: {unknown}."] * bool(unknown),
        ]
        row.done()


@every("meeting")
def test_meeting(site, slug):
    walk = Walk(site, "meeting", slug)
    row, page = walk.row, walk.page
    walk.begin()
    header, kind = page.main.one("header"), row.take("kind")
    assert header.one("p", "kicker").text == words.MEETING_KINDS[kind]
    day, in_words, is_online = row.take("start_on"), row.take("when"), row.take("is_online", None)
    moment = (date(day) if day else in_words).capitalize()
    assert header.one("p", "when").text == moment + (". Online" if is_online else "")

    agenda = row.rows("agenda")
    items = walk.section("Agenda").items if agenda else []
    assert len(items) == len(agenda)
    for part, item in zip(agenda, items, strict=True):
        assert item.one("h3").text == part.take("title")
        speaker, organisation, text = part.take("speaker"), part.take("organisation"), part.take("text")
        sort, publication = words.AGENDA_KINDS[part.take("kind")], part.take("publication")
        assert sort in item.text
        said = [f"{sort} door {speaker} ({organisation})"] * bool(speaker) + [text] * bool(text)
        said += [f"Publicatie: {title_of('publication', publication)}"] if publication else []
        assert [p.text for p in item.kids("p")] == said
        assert item.links == ([link("publication", publication)] if publication else [])
        part.done()

    reports = sorted(pointing_at("fieldreport", "meeting", slug), key=lambda r: RECORDS["fieldreport"][r]["order"])
    if reports:
        cards = walk.section("Wie vertelde wat?").all("article", "card")
        assert len(cards) == len(reports)
        for report, card in zip(reports, cards, strict=True):
            told = RECORDS["fieldreport"][report]
            about = [link(kind_, told[kind_]) for kind_ in ("municipality", "practice", "approach")]
            assert card.links == [link("fieldreport", report), *about]
            assert told["text"] in [p.text for p in card.one("div", "body").kids("p")]
            labels = zip(("Gemeente", "Praktijk", "Aanpak"), about, strict=True)
            assert card.one("p", "meta").text == " ".join(f"{label}: {name}." for label, (name, _) in labels)

    community = row.take("community")
    if reports or (community and day):  # nobody was at what was only announced
        told = {RECORDS["fieldreport"][report]["municipality"] for report in reports}
        members = RECORDS["learningcommunity"][community]["municipalities"]
        came = {term: cell.text for term, cell in walk.section("Wie waren er?").pairs.items()}
        assert came == {
            title_of("municipality", m): "Bracht een bericht in" if m in told else "Niet vastgelegd" for m in members
        }
    if note := row.take("reading_list_note"):
        assert walk.section("Leestips").one("p", "notice").text == note

    facts = walk.section("Gegevens").pairs
    municipality, practice = row.take("municipality"), row.take("practice")
    assert ("Zet in je agenda (iCal)" in [words for words, _ in page.main.links]) == bool(day)
    year, year_note = row.take("year"), row.take("year_note")
    assert str(year) in moment
    wanted = {
        "Wanneer": " ".join(filter(None, [moment, year_note[:1].upper() + year_note[1:]])),
        "Waar": "Online" if is_online else "",
        "Learning community": community and title_of("learningcommunity", community),
        "Georganiseerd door": municipality and title_of("municipality", municipality),
        "Gaat over": practice and title_of("practice", practice),
        "Over dit verslag": row.take("report_note"),
    }
    assert {term: cell.text for term, cell in facts.items()} == {term: text for term, text in wanted.items() if text}
    for term, there in (
        ("Learning community", community and link("learningcommunity", community)),
        ("Georganiseerd door", municipality and link("municipality", municipality)),
        ("Gaat over", practice and link("practice", practice)),
    ):
        assert not there or facts[term].links == [there]
    walk.missing("datum", day)
    walk.missing("tijd", False)
    walk.missing("plaats", is_online)
    walk.sources += row.take("sources")
    walk.end("Gegevens")


@every("fieldreport")
def test_field_report(site, slug):
    walk = Walk(site, "fieldreport", slug)
    row, page = walk.row, walk.page
    walk.begin()
    links = {name: link(name, row.take(name)) for name in ("meeting", "municipality", "practice", "approach")}
    kicker = page.main.one("header").one("p", "kicker").text
    assert kicker == f"Bericht uit de praktijk van {links['municipality'][0]}"
    section = walk.section("Wat is er verteld?")
    assert section.one("p", "lead").text == row.take("text")
    assert {term: cell.links for term, cell in section.pairs.items()} == {
        "Verteld op": [links["meeting"]],
        "Gemeente": [links["municipality"]],
        "Praktijk": [links["practice"]],
        "Aanpak": [links["approach"]],
    }
    assert section.pairs["Verteld op"].one("span", "note").text == when(RECORDS["fieldreport"][slug]["meeting"])
    assert row.take("order")  # the meeting's page shows them in this order
    walk.sources += row.take("sources")
    walk.end()


@every("learningcommunity")
def test_community(site, slug):
    walk = Walk(site, "learningcommunity", slug)
    row, page = walk.row, walk.page
    walk.begin()
    assert [p.text for p in walk.section("Waarvoor is deze community?").kids("p")] == [
        row.take("purpose"),
        f"Over de naam: {row.take('name_note')}",
    ]
    members = walk.section("Welke gemeenten doen mee?").links
    assert sorted(members) == sorted(link("municipality", other) for other in row.take("municipalities"))
    meetings = walk.section("Bijeenkomsten en aankondigingen")
    walk.meetings(meetings.items, pointing_at("meeting", "community", slug))
    assert ("Zet alle datums in je agenda (iCal)", f"/communities/{slug}.ics") in page.main.links
    name, role, as_of = row.take("contact_name"), row.take("contact_role"), row.take("contact_as_of")
    assert [p.text for p in walk.section("Contact").kids("p")] == [
        f"{name}, {role} Stand van {date(as_of)}. Dit kan veranderd zijn.",
        f"Coördinatie: {row.take('coordinator')}",
    ]
    assert row.take("contact_note") not in page.root.text  # for colleagues only
    walk.sources += row.take("sources")
    walk.end()


@pytest.mark.parametrize("slug", TERMS)
def test_term(site, slug):
    row = Row(TERMS[slug], f"term {slug}")
    page = site.page(f"/begrip/{row.take('slug')}/")
    band = page.main.all("div", "band")[0]
    name, note = row.take("name"), row.take("scope_note")
    assert band.one("h1").attrs.get("lang", "nl") == row.take("name_language", "nl")
    assert band.one("h1").text == name
    assert band.one("p", "kicker").text == words.FACETS[row.take("facet")]
    assert [p.text for p in band.one("div", "inner").kids("p")][1:] == [row.take("definition"), *[note] * bool(note)]
    assert row.take("order") >= 0  # the order of the vocabulary
    row.done()
    records = {link(kind, r["slug"]) for kind in KINDS for r in FILES[kind] if slug in r.get("terms", [])}
    approaches = pointing_at("approach", "terms", slug)  # a practice is about all that its approach is about
    records |= {link("practice", r) for approach in approaches for r in pointing_at("practice", "approach", approach)}
    found = {card.one("h3").links[0] for card in page.main.all("article")}
    assert page.total == len(records)
    assert found <= records
    assert len(found) == min(20, len(records))
