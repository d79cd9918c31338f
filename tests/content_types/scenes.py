"""Records with words that occur nowhere else, one in each state, and everyone who may or may not read them."""

import datetime as dt
import re
from dataclasses import dataclass

from django.contrib.auth.models import Group
from django.db import connection, models, transaction
from django.urls import reverse
from django.utils import timezone

from tests.factories import (
    make_group,
    make_parents,
    make_record,
    make_staff,
    make_term,
    make_user,
    publish,
    withdraw,
)
from toolbox.accounts.access import State
from toolbox.accounts.models import User
from toolbox.content.models import Content, LinesField, Revision, Term
from toolbox.search.models import Entry

TYPES = Content.types()
CANARIES = {"title": "kanarietitel", "summary": "kanariesamenvatting", "body": "kanarielijf"}
BODY_FIELDS = {  # a text that the index reads, beside title and summary
    "municipality": "police_unit",
    "approach": "also_called",
    "practice": "reason_stopped",
    "publication": "subtitle",
    "learningcommunity": "purpose",
    "meeting": "place",
    "fieldreport": "text",
    "story": "body",
}
SECRETS = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')


def tomorrow():
    """A moment that has not come."""
    return timezone.now() + dt.timedelta(days=1)


def draft_again(record):
    """Withdraw, and take it back as a draft."""
    withdraw(record).transition(State.DRAFT, None)


STATES = {
    "draft": lambda record, circle: None,
    "in review": lambda record, circle: record.transition(State.IN_REVIEW, None),
    "embargo": lambda record, circle: publish(record, published_at=tomorrow()),
    "embargo for a circle": lambda record, circle: publish(record, circle, published_at=tomorrow()),
    "published": lambda record, circle: publish(record),
    "published for a circle": lambda record, circle: publish(record, circle),
    "withdrawn": lambda record, circle: withdraw(publish(record)),
    "withdrawn from a circle": lambda record, circle: withdraw(publish(record, circle)),
    "withdrawn in embargo": lambda record, circle: withdraw(publish(record, published_at=tomorrow())),
    "a draft again": lambda record, circle: draft_again(publish(record)),
}


MARKS = dict(zip(STATES, "abcdefghij", strict=True))  # the last letter of the canaries of each state


@dataclass
class Scene:
    """Records by their state, the only term and circle of them all, and their owner."""

    records: dict
    term: Term
    circle: Group
    owner: User

    @property
    def record(self):
        """The record, where there is one."""
        (record,) = self.records.values()
        return record


def make_scene(model, *states):
    """A record of this type in each of these STATES; what they lie under is public."""
    scene = Scene({}, make_term(slug="kanariebegrip", name="Kanariebegrip"), make_group(), make_user())
    parents = make_parents(model)
    for state in states:
        words = {part: f"{word}{MARKS[state]}" for part, word in CANARIES.items()}
        texts = {"title": f"Vindwoord {words['title']}", "summary": f"In het kort: {words['summary']}"}
        body, text = BODY_FIELDS[model.kind_name()], f"Lijfwoord {words['body']}"
        texts[body] = [text] if isinstance(model._meta.get_field(body), LinesField) else text
        slug = f"adres-{MARKS[state]}"
        record = make_record(model, terms=[scene.term], owner=scene.owner, slug=slug, **texts, **parents)
        STATES[state](record, scene.circle)
        scene.records[state] = record
    return scene


def former_member(circle):
    """Somebody who was in the circle."""
    user = make_user(groups=[circle])
    user.groups.remove(circle)
    return user


READERS = {
    "anonymous": lambda scene: None,
    "member": lambda scene: make_user(groups=[scene.circle]),
    "member of another circle": lambda scene: make_user(groups=[make_group()]),
    "former member": lambda scene: former_member(scene.circle),
    "owner": lambda scene: scene.owner,
    "staff": lambda scene: make_staff(),
}


def status_for(state, reader):
    """The access table of docs/decisions/0002-access.md: the status of the record's page."""
    if reader in ("owner", "staff") or state == "published":
        return 200
    if state == "withdrawn":
        return 410
    if reader == "member":
        return {"published for a circle": 200, "withdrawn from a circle": 410}.get(state, 404)
    return 404


def list_url(model):
    """The list of a type."""
    return reverse(f"{model.kind_name()}:list")


def enter(client, user):
    """The client as this person (None = anonymous)."""
    client.logout()
    if user is not None:
        client.force_login(user)
    return client


def text_of(response):
    """What a response says, without the token that is different every time."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return SECRETS.sub("", content.decode())


def read(client, url, **data):
    """The status and the text at an address."""
    response = client.get(url, data)
    return response.status_code, text_of(response)


def results(client, url, **data):
    """The JSON of a list."""
    response = client.get(url, {"format": "json", **data})
    assert response.status_code == 200, response.content
    return response.json()


def titles(client, url, **data):
    """The titles on a list, in its order."""
    return [line["title"] for line in results(client, url, **data)["results"]]


def canaries_in(text):
    """Which of the words a text holds."""
    return {name for name, word in CANARIES.items() if word in text}


def states_in(text):
    """{state: words} of every record that a text says a word of."""
    found = {state: {name for name, word in CANARIES.items() if word + mark in text} for state, mark in MARKS.items()}
    return {state: names for state, names in found.items() if names}


def visible_states(reader):
    """The states in which this reader sees a record, by the access table."""
    return {state for state in STATES if status_for(state, reader) == 200}


def let_days_pass(days):
    """As if everything so far happened `days` days earlier."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")  # records and what lies under them move one after the other
        for model in [*TYPES, Revision, Entry]:
            for field in model._meta.concrete_fields:
                if isinstance(field, models.DateTimeField):
                    sql = f'UPDATE "{model._meta.db_table}" SET "{field.column}" = "{field.column}" - %s'
                    cursor.execute(sql, [dt.timedelta(days=days)])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
