"""The road of a file: from what an editor drops to a document that can be shown. Every step bears a repeat."""

import datetime as dt
import json
import logging
import os
import subprocess
import sys
import uuid
from dataclasses import replace

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from toolbox.content.models import Language

from . import proposing, scanner, storage
from .checks import hidden, personal_data
from .checks.clean import CannotClean
from .extraction import limited
from .extraction.kinds import KINDS, LARGEST_FILE, MB, clean_name, kind_of, refusal
from .extraction.limits import LIMITS, bind
from .extraction.reading import TOO_HEAVY, unread
from .models import Document, DocumentState, Page, Publication

CLEANER = str(settings.BASE_DIR / "publications/checks/clean/__main__.py")
MOST_FINDINGS = 200  # of one document that an editor is shown
CLEAN_SECONDS = 15
PICTURE_LIMITS = replace(LIMITS, wall=12, total=15)  # a picture is cleaned first: together within half a minute
SCANNER_DOWN = "De virusscanner antwoordt niet. Het bestand wacht tot die er weer is."
SCANNER_WAIT = dt.timedelta(minutes=5)  # what nobody scanned is not visible, however long that takes
logger = logging.getLogger(__name__)
NOT_SHOWN_INFECTED = "De virusscanner vond iets in dit bestand. Het is weggegooid."


class Refused(Exception):
    """A file is not taken in; the message says why, to the editor."""


def receive(file, name, user, batch=None):
    """Take in an open file that its user calls `name`: a document of a draft publication of its own.

    Raises Refused for a kind of file that is not taken in, an empty or too large one; DiskFull; OSError. Nothing is
    left of what is not taken in.
    """
    name = clean_name(name)
    if problem := refusal(name):
        raise Refused(problem)
    size = file.seek(0, os.SEEK_END)
    if not size:
        raise Refused("Dit bestand is leeg. Kijk of het op je computer wel opent.")
    if size > LARGEST_FILE:
        raise Refused(f"Dit bestand is groter dan {LARGEST_FILE // MB} MB. Maak het kleiner.")
    kind, sha256 = kind_of(name).extension, storage.fingerprint(file)
    stored = storage.keep(file, f"{storage.new_folder()}/origineel.{kind}")
    try:
        with transaction.atomic():
            return Document.objects.create(
                publication=_draft(name, user),
                batch=batch,
                name=name,
                kind=kind,
                original=stored,
                sha256=sha256,
                size=size,
                next_try_at=timezone.now(),
            )
    except BaseException:
        storage.remove(stored)
        raise


def _draft(name, user):
    """A draft publication with what a file name tells."""
    title = " ".join(name.rpartition(".")[0].replace("_", " ").split())[:300] or name
    slug = (
        f"{free_slug(title)[:190]}-{uuid.uuid4().hex[:8]}"  # files come in side by side; it gets its own when confirmed
    )
    publication = Publication(title=title, slug=slug, kind="", owner=user)
    with publication.edit(user, "Bestand neergezet"):
        publication.save()
    return publication


def free_slug(title, publication=None):
    """An address for this title that no other publication has."""
    base = slugify(title)[:160].strip("-") or "document"
    taken = set(
        Publication.objects.filter(slug__startswith=base)
        .exclude(pk=publication.pk if publication else None)
        .values_list("slug", flat=True)
    )
    return next(slug for n in range(1, len(taken) + 2) if (slug := base if n == 1 else f"{base}-{n}") not in taken)


def read(document):
    """Read a received document: scan, text, picture, what to propose and what to look at.

    A long step of the worker: it writes on its way, and returns what is written at its end, all at once; or when to
    try again, when the virus scanner does not answer. Raises DiskFull and OSError: then it is tried again too.
    """
    _at(document, "scan", DocumentState.CHECKING)
    with storage.local_path(document.original.name) as path:
        try:
            if scanner.is_configured() and scanner.is_infected(path):
                return _infected
        except scanner.ScannerDown:
            logger.exception("document %s waits for the virus scanner", document.pk)
            Document.objects.filter(pk=document.pk).update(message=SCANNER_DOWN)
            return timezone.now() + SCANNER_WAIT
        _at(document, "read")
        public, is_clean = _public_copy(document, path)
    with storage.local_path(public) as public_path:
        limits = PICTURE_LIMITS if KINDS[document.kind].is_image else LIMITS
        found = limited.read(public_path, document.name, limits, with_picture=True)
    if found.is_readable and KINDS[document.kind].is_image and not is_clean:
        found = unread(TOO_HEAVY, document.kind)  # never a picture that may say where it was made
    _at(document, "picture")
    picture = storage.keep(found.picture, f"{document.folder}/1.webp") if found.picture else ""
    _at(document, "index")
    notes = looked_at(found, document.name)
    proposal = proposing.propose(document, found) if found.is_readable else {}
    return lambda row: _finish(row, found, public, picture, notes, proposal)


def _at(document, stage, state=None):
    """Say how far it is, for who looks at the batch."""
    values = {"stage": stage} | ({"state": state} if state else {})
    Document.objects.filter(pk=document.pk).update(**values)


def _infected(row):
    storage.remove_all(row.folder)
    Document.objects.filter(pk=row.pk).update(state=DocumentState.INFECTED, stage="", message=NOT_SHOWN_INFECTED)


def _public_copy(document, path):
    """(name, is cleaned) of the file that readers get: of a picture a cleaned copy, else one as it came."""
    if document.public_file:
        return document.public_file.name, True
    name = f"{document.folder}/openbaar.{document.kind}"
    if KINDS[document.kind].is_image:
        try:
            return _cleaned(document, path, name), True
        except CannotClean:
            logger.info("document %s is a picture that cannot be cleaned", document.pk)
    with open(path, "rb") as file:
        return storage.keep(file, name), False


def _cleaned(document, path, name):
    """Make a cleaned copy in a process of its own and store it. Raises CannotClean."""
    out = storage.waiting_folder() / f"schoon-{uuid.uuid4().hex}.{document.kind}"
    try:
        run_cleaner(document.kind, path, out)
        with out.open("rb") as file:
            return storage.keep(file, name)
    finally:
        out.unlink(missing_ok=True)


def run_cleaner(kind, path, out):
    """Clean a file in a limited process. Raises CannotClean with a sentence for the editor."""
    command = [sys.executable, "-I", "-B", "-X", "utf8", CLEANER, kind, str(path), str(out)]
    try:
        done = subprocess.run(
            command, capture_output=True, timeout=CLEAN_SECONDS, env={}, preexec_fn=lambda: bind(LIMITS)
        )
        problem = json.loads(done.stdout)["problem"]
    except (subprocess.TimeoutExpired, ValueError, KeyError) as error:
        raise CannotClean("Van dit bestand kan geen schone kopie worden gemaakt. Doe het op je computer.") from error
    if problem:
        raise CannotClean(problem)


def looked_at(found, name):
    """What the editor has to look at: [{"code", "sentence", "places", "must_be_ticked", "can_be_cleaned"}]."""
    notes = [
        _note(warning.code, warning.sentence, warning.must_be_ticked, warning.can_be_cleaned)
        for warning in hidden.warnings(found.to_json())
    ]
    notes += [_note("unsure", sentence, True) for sentence in found.notes]
    per_kind = {}
    for label, text in [("bestandsnaam", name), *((page.label, page.text) for page in found.pages)]:
        for finding in personal_data.find(text):
            per_kind.setdefault(finding.kind, []).append([label, finding.text])
    for kind, places in per_kind.items():
        sentence = f"{personal_data.NAMES[kind]}. {personal_data.ADVICE[kind]}"
        notes.append(_note(str(kind), sentence, True) | {"places": places[:MOST_FINDINGS]})
    return notes


def _note(code, sentence, must_be_ticked, can_be_cleaned=False):
    return {
        "code": code,
        "sentence": sentence,
        "places": [],
        "must_be_ticked": must_be_ticked,
        "can_be_cleaned": can_be_cleaned,
    }


def _finish(row, found, public, picture, notes, proposal):
    """Write all that was read, in the transaction that also says "done"."""
    row.pages.all().delete()
    Page.objects.bulk_create(
        [Page(document=row, number=p.number, label=p.label, heading=p.heading, text=p.text) for p in found.pages]
    )
    reading = {name: value for name, value in found.to_json().items() if name != "pages"}
    fields = {
        "state": found.state,
        "stage": "",
        "message": found.message,
        "public_file": public if found.is_readable else "",
        "public_size": default_storage.size(public),
        "picture": picture,
        "page_count": found.page_count,
        "language": found.language if found.language in Language.values else "",
        "reading": reading,
        "findings": notes,
    }
    if not found.is_readable:
        storage.remove(public)
    Document.objects.filter(pk=row.pk).update(**fields, **proposal)


def make_clean_copy(document):
    """Put a cleaned copy in place of the public file and read it again. Raises CannotClean, DiskFull."""
    old = document.public_file.name.rpartition("/")[2].rpartition(".")[0]  # its pictures begin so too
    name = f"{document.folder}/{'schoon' if old == 'openbaar' else 'openbaar'}.{document.kind}"
    with storage.local_path(document.original.name) as path:
        stored = _cleaned(document, path, name)
    with transaction.atomic():
        read_again(document, public_file=stored)
        if old:
            transaction.on_commit(lambda: storage.remove_all(document.folder, old))


def read_again(document, **changes):
    """Let the worker read it anew; until an editor has looked again it is not on the site."""
    with transaction.atomic():
        publication = Publication.objects.select_for_update().get(pk=document.publication_id)
        rows = Document.objects.filter(pk=document.pk)
        rows.update(state=DocumentState.RECEIVED, stage="", message="", is_shown=False, **changes)
        rows.retry()
        publication.reindex()
