"""Access along relations: a visible record shows nothing of the hidden ones that it is linked with, either way.

One world holds it all: a public record of every type, and for every relation between types, from both of its ends and
in every hidden state, a record with words that occur nowhere else. The relations are read from the models.
"""

import re
from dataclasses import dataclass, field
from itertools import product

import pytest
from django.contrib.auth.models import Group
from django.db import models, transaction
from django.urls import resolve, reverse

from communities.models import LearningCommunity, Meeting
from tests.content_types.scenes import BODY_FIELDS, STATES, TYPES, enter, list_url, read, results, text_of
from tests.factories import make_group, make_record, make_staff, make_term, make_user, publish
from tests.stories.models import Story
from toolbox.accounts.models import User
from toolbox.content.filters import RecordFacet
from toolbox.content.models import Content, LinesField, Part, PublishedWithin, Term
from toolbox.search.models import UNKNOWN

pytestmark = pytest.mark.django_db
HIDDEN = ["draft", "in review", "embargo", "published for a circle", "withdrawn", "withdrawn from a circle"]
OUTSIDERS = ["anonymous", "member of another circle"]
CANARY = re.compile(r"kanarie(\d{3})")
PART_TEXTS = {  # what a row of a part must say, with this text in it
    "findings": lambda text: {"outcome": text, "design": text},
    "look_alikes": lambda text: {"why": text, "sources": [text]},
    "agenda": lambda text: {"title": text, "text": text},
}


@dataclass(frozen=True)
class Relation:
    """How a record of `model` points at a `target`: by a field of its own, or of a row of its `part`.

    That row may point at a row that belongs to the target, by the name `owner`: a finding at evidence of an approach.
    """

    model: type
    field: models.Field
    target: type
    part: str = ""
    owner: str = ""

    def __str__(self):
        return ".".join(filter(None, [self.model.kind_name(), self.part, self.field.name, self.owner]))

    @property
    def lies_under(self):
        """Is what points never published without its target?"""
        rules = self.model._meta.constraints
        return any(isinstance(rule, PublishedWithin) and rule.parent == self.field.name for rule in rules)

    @property
    def is_single(self):
        """Can a record point at one target only?"""
        return not self.part and not self.field.many_to_many

    @property
    def hides_the_row(self):
        """Is a row that points at a hidden target hidden itself?"""
        return bool(self.part) and any(way.split("__")[0] == self.field.name for way in self.field.model.access_via)

    def fields(self, targets, texts):
        """What the factory of the model takes to point at these targets; the rows of a part say these texts."""
        if self.is_single:
            (target,) = targets
            return {self.field.name: target}
        if not self.part:
            return {self.field.name: list(targets)}
        rows = [self.field.related_model.objects.get(**{self.owner: row}) if self.owner else row for row in targets]
        texts = map(PART_TEXTS[self.part], texts)
        return {self.part: [{self.field.name: row, **text} for row, text in zip(rows, texts, strict=True)]}


def relations_of(model):
    """Every relation of a type. Of a successor speaks the page of what was withdrawn: see test_access."""
    for each in [*model._meta.concrete_fields, *model._meta.many_to_many]:
        if each.is_relation and issubclass(each.related_model, Content) and each.name != "successor":
            yield Relation(model, each, each.related_model)
    for part in model.parts:
        rows = model._meta.get_field(part).related_model
        for each in rows._meta.concrete_fields:
            if not each.is_relation or each.name in rows.belongs_to:
                continue
            if issubclass(each.related_model, Part):
                for owner in each.related_model.belongs_to:
                    yield Relation(model, each, each.related_model._meta.get_field(owner).related_model, part, owner)
            else:
                yield Relation(model, each, each.related_model, part)


RELATIONS = [relation for model in TYPES for relation in relations_of(model)]
LINKED = [model for model in TYPES if any(model in (relation.model, relation.target) for relation in RELATIONS)]


@dataclass(frozen=True)
class Link:
    """A hidden record with its canary, and the public record it is linked with, which points at it or is pointed at."""

    relation: Relation
    is_forward: bool  # the public record points
    state: str
    hidden: Content

    def __str__(self):
        return f"{self.relation} {'to' if self.is_forward else 'from'} a hidden one ({self.state})"


@dataclass
class World:
    """Public records by type, all linked with each other, and every hidden neighbour that they have."""

    term: Term
    circle: Group
    owner: User
    public: dict = field(default_factory=dict)
    links: list = field(default_factory=list)  # the canary of a link holds its place here
    beside: list = field(default_factory=list)  # [(public record, its links)]

    def canary(self):
        """The word of the link that is added next."""
        return f"kanarie{len(self.links):03}"

    def hide(self, relation, is_forward, state, model, **fields):
        """A hidden record, linked as said; `fields` are those by which it points itself."""
        word, body = self.canary(), BODY_FIELDS[model.kind_name()]
        text = [f"{word}lijf"] if isinstance(model._meta.get_field(body), LinesField) else f"{word}lijf"
        texts = {"title": f"{word}titel", "slug": f"{word}adres", "summary": f"{word}kort", body: text}
        fields = self.required(model) | texts | fields
        record = make_record(model, terms=[self.term], owner=self.owner, **fields)
        STATES[state](record, self.circle)
        self.links.append(Link(relation, is_forward, state, record))
        return self.links[-1]

    def required(self, model):
        """What a record of this type needs: the public ones that it lies under, and evidence where it has any."""
        fields = {each.field.name: self.public[each.target] for each in relations_of(model) if each.lies_under}
        return fields | ({"evidence": [{}]} if "evidence" in model.parts else {})

    def add(self, model):
        """The public record of a type: it points at the public and at hidden ones, and hidden ones point at it."""
        fields, links = {}, []
        for relation in relations_of(model):
            target = self.public.get(relation.target)  # none yet: the type points at itself
            if relation.lies_under or relation.is_single:
                fields[relation.field.name] = target
                continue
            begin = len(self.links)
            hidden = [self.hide(relation, True, state, relation.target) for state in HIDDEN]
            word = "kanarie{:03}rij" if relation.hides_the_row else "Rij {}"
            rows = [(link.hidden, word.format(number)) for number, link in enumerate(hidden, start=begin)]
            rows += [(target, "Een rij")] if target is not None else []
            for name, value in relation.fields(*zip(*rows, strict=True)).items():
                fields.setdefault(name, []).extend(value)
            links += hidden
        kind = model.kind_name()
        texts = {"title": f"Zichtbaar {kind}", "slug": f"zichtbaar-{kind}", "summary": "Zichtbaar."}
        record = publish(make_record(model, terms=[self.term], **self.required(model) | fields | texts))
        self.public[model] = record
        self.beside.append((record, links))
        for relation in relations_of(model):
            if relation.is_single and not relation.lies_under:
                self.add_pointing_at_hidden(relation)
            self.add_hidden_pointing(relation)

    def add_pointing_at_hidden(self, relation):
        """Public records whose only target is hidden: one per state."""
        for number, state in enumerate(HIDDEN):
            link = self.hide(relation, True, state, relation.target)
            texts = {"title": f"Zichtbaar {relation} {number}", "slug": f"zichtbaar-{len(self.links)}"}
            record = make_record(
                relation.model, **self.required(relation.model), **texts, **relation.fields([link.hidden], [""])
            )
            self.beside.append((publish(record), [link]))

    def add_hidden_pointing(self, relation):
        """Hidden records that point at the public one: one per state."""
        for state in HIDDEN:
            fields = relation.fields([self.public[relation.target]], [f"{self.canary()}rij"])
            link = self.hide(relation, False, state, relation.model, **fields)
            beside = next(links for record, links in self.beside if record == self.public[relation.target])
            beside.append(link)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """The world, made once for all tests of this file: they only read."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = World(make_term(slug="zichtbaar-begrip"), make_group(), make_user())
        for model in TYPES:
            world.add(model)
        yield world
        transaction.set_rollback(True)


def reader(world, name):
    """Somebody who reads, by name."""
    if name == "anonymous":
        return None
    return {
        "member of another circle": lambda: make_user(groups=[make_group()]),
        "member": lambda: make_user(groups=[world.circle]),
        "owner": lambda: world.owner,
        "staff": make_staff,
    }[name]()


def links_in(world, text):
    """The links whose canary a text holds, in words."""
    return {str(world.links[int(number)]) for number in CANARY.findall(text)}


def places(world):
    """The addresses of the places where many records show: lists, exports, search, term, home, a calendar."""
    found = [reverse("home"), reverse("learningcommunity:calendar", kwargs=world.public[LearningCommunity].address())]
    for url in [*(list_url(model) for model in LINKED), reverse("search"), world.term.get_absolute_url()]:
        found += [url, f"{url}?q=zichtbaar", *(f"{url}?format={name}" for name in ("atom", "csv", "json"))]
    return found


def quiet_places(world):
    """The addresses of the places that say nothing of a neighbour, to nobody."""
    versions = [record.get_versions_url() for record in world.public.values()]
    meeting = reverse("meeting:calendar", kwargs=world.public[Meeting].address())
    return [*versions, reverse("sitemap"), list_url(Story), meeting]


def test_every_relation_is_in_the_world_both_ways(world):
    assert len(RELATIONS) >= 19
    found = {(str(link.relation), link.is_forward, link.state) for link in world.links}
    for relation in RELATIONS:
        for state in HIDDEN:
            assert (str(relation), False, state) in found
            assert ((str(relation), True, state) in found) != relation.lies_under
    assert sum(len(links) for _, links in world.beside) == len(world.links)


@pytest.mark.parametrize("name", OUTSIDERS)
def test_an_outsider_finds_no_trace_of_a_hidden_record(client, world, name):
    enter(client, reader(world, name))
    for record, _ in world.beside:
        for url in [record.get_absolute_url(), record.get_versions_url(record.newest_revision().number)]:
            status, text = read(client, url)
            assert (url, status, links_in(world, text)) == (url, 200, set())
            assert record.title in text
    for url in [*places(world), *quiet_places(world)]:
        status, text = read(client, url)
        assert (url, status, links_in(world, text)) == (url, 200, set())
        assert "ichtbaar" in text
    assert results(client, world.term.get_absolute_url())["total"] == len(TYPES)


def test_a_word_of_a_hidden_record_finds_none_of_its_neighbours(client, world):
    """No entry holds a word of a record that may have fewer readers."""
    links = [link for link in world.links if link.state == "draft"]
    for link, word in product(links, ["titel", "lijf"]):
        words = link.hidden.title.replace("titel", word)
        assert (str(link), results(client, reverse("search"), q=words)["total"]) == (str(link), 0)
    enter(client, make_staff())
    assert [link for link in links if not results(client, reverse("search"), q=link.hidden.title)["total"]] == []


@pytest.mark.parametrize("name", ["owner", "staff"])
def test_who_may_see_it_finds_every_link_on_the_page(client, world, name):
    enter(client, reader(world, name))
    for record, links in world.beside:
        _, text = read(client, record.get_absolute_url())
        missing = {str(link) for link in links if f"{link.hidden.title}" not in text}
        assert (record.title, missing) == (record.title, set())
    assert [url for url in places(world) if not links_in(world, read(client, url)[1])] == []
    assert [url for url in quiet_places(world) if links_in(world, read(client, url)[1])] == []


def test_a_member_finds_what_is_meant_for_the_circle_and_no_more(client, world):
    enter(client, reader(world, "member"))
    circles = {str(link) for link in world.links if link.state == "published for a circle"}
    for record, links in world.beside:
        _, text = read(client, record.get_absolute_url())
        found = links_in(world, text)
        assert found >= {str(link) for link in links if link.state == "published for a circle"}
        assert (record.title, found - circles) == (record.title, set())
        _, text = read(client, record.get_versions_url(record.newest_revision().number))
        assert (record.title, links_in(world, text) - circles) == (record.title, set())
    for url in [*places(world), *quiet_places(world)]:
        assert (url, links_in(world, read(client, url)[1]) - circles) == (url, set())


@pytest.mark.parametrize("name", ["staff", "member"])
def test_an_old_version_shows_the_links_of_then_and_nothing_that_points_at_it_today(client, world, name):
    enter(client, reader(world, name))
    seen = set(HIDDEN) if name == "staff" else {"published for a circle"}
    for record, links in world.beside:
        _, text = read(client, record.get_versions_url(record.newest_revision().number))
        forward = {str(link) for link in links if link.is_forward and link.state in seen}
        backward = {str(link) for link in links if not link.is_forward}
        found = links_in(world, text)
        assert (record.title, forward - found) == (record.title, set())
        assert (record.title, found & backward) == (record.title, set())


def record_facets():
    """(type, name in the address, type of the values) of every facet of a list whose values are records."""
    for model in LINKED:
        filters = resolve(list_url(model)).func.view_initkwargs["filterset_class"].base_filters
        yield from ((model, name, each.record_model) for name, each in filters.items() if isinstance(each, RecordFacet))


@pytest.mark.parametrize("name", OUTSIDERS)
def test_choosing_a_hidden_record_is_choosing_one_that_does_not_exist(client, world, name):
    enter(client, reader(world, name))
    absent = "x" * len(world.links[0].hidden.slug)  # of the same length as every hidden slug
    assert len(list(record_facets())) >= 8
    for model, facet, target in record_facets():
        url = list_url(model)
        assert set(results(client, url)["counts"][facet]) - {UNKNOWN} == {world.public[target].slug}
        there = client.get(url, {facet: absent})
        for state in HIDDEN:
            link = next(link for link in world.links if link.state == state and type(link.hidden) is target)
            hidden = client.get(url, {facet: link.hidden.slug})
            assert (hidden.status_code, there.status_code) == (400, 400)
            assert text_of(hidden).replace(link.hidden.slug, absent) == text_of(there)


def test_who_may_see_a_record_may_choose_it(client, world):
    enter(client, reader(world, "staff"))
    found = 0
    for model, facet, target in record_facets():
        offered = results(client, list_url(model))["counts"][facet]
        for state in HIDDEN:
            for link in [link for link in world.links if link.state == state and type(link.hidden) is target][:2]:
                total = results(client, list_url(model), **{facet: link.hidden.slug})["total"]
                assert total == offered.get(link.hidden.slug, 0)
                found += total
    assert found
