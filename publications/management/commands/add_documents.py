"""Take files and folders in along the same road as the upload page, and tell how each ended."""

import json
import time
from pathlib import Path

from django.core.management import BaseCommand, CommandError

from publications import ingest, storage
from publications.due import read_now
from publications.models import Batch
from publications.models.document import WAITING
from toolbox.work.progress import Bar

REFUSED = "refused"


class Command(BaseCommand):
    """The rows are the worker's too: whoever comes first reads them, and this command waits for both."""

    help = "Take in files and folders, read them, and report the end state of each."

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", metavar="PATH", type=Path)
        parser.add_argument("--json", action="store_true", help="one object a line: file, state, message, pages …")

    def handle(self, *, paths, **options):
        """Exit code 0 when every file reached an end state, whatever it is. Raises CommandError for a missing path."""
        self.as_json = options["json"]
        if missing := [str(path) for path in paths if not path.exists()]:
            raise CommandError(f"There is no {missing[0]}.")
        files = [file for path in paths for file in files_in(path)]
        batch = Batch.objects.create(owner=None)
        bar = Bar(self.stderr, len(files))
        unfinished = 0
        for path in files:
            bar.show(path.name)
            begun = time.monotonic()
            row = take(path, batch)
            unfinished += row["state"] in WAITING
            self.report({"file": str(path), **row, "seconds": round(time.monotonic() - begun, 2)})
            bar.add()
        bar.close()
        if not self.as_json:
            self.stdout.write(f"{len(files)} files. Confirm them on {batch.get_absolute_url()}")
        if unfinished:
            raise CommandError(f"{unfinished} of {len(files)} files did not reach an end state.")

    def report(self, row):
        """One file, at once."""
        if self.as_json:
            line = json.dumps(row, ensure_ascii=False)
        else:
            name = ingest.clean_name(Path(row["file"]).name)
            line = f"{row['state']:<10} {row['seconds']:>6.2f} s  {name}  {row['message']}".rstrip()
        self.stdout.write(line.encode(errors="backslashreplace").decode())  # a name may be no text
        self.stdout.flush()


def files_in(path):
    """The file, or all files below the folder in a fixed order; nothing that is hidden, and no links out of it."""
    if path.is_file():
        return [path]
    found = (file for file in path.rglob("*") if file.is_file() and not file.is_symlink())
    return sorted(file for file in found if not any(part.startswith(".") for part in file.relative_to(path).parts))


def take(path, batch):
    """Take in and read one file: {"state", "message", "pages", "title"}."""
    try:
        with path.open("rb") as file:
            document = ingest.receive(file, path.name, None, batch)
    except (ingest.Refused, storage.DiskFull, OSError) as problem:
        is_system = isinstance(problem, OSError)
        message = f"Het bestand gaat niet open ({problem.strerror})." if is_system else str(problem)
        batch.refused = [*batch.refused, [ingest.clean_name(path.name), message]]
        batch.save(update_fields=["refused"])
        return {"state": REFUSED, "message": message, "pages": 0, "title": ""}
    document = read_now(document)
    return {
        "state": document.state,
        "message": document.message,
        "pages": document.page_count,
        "title": document.proposal.get("title", {}).get("value") or document.publication.title,
    }
