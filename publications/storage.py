"""Where files lie: under names of our own, whole or not at all, and swept when nothing points at them."""

import datetime as dt
import errno
import hashlib
import os
import shutil
import tempfile
import uuid
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

FOLDER = "documenten"
WAITING_FOLDER = "tijdelijk"  # on the same disk: what is whole gets its name by renaming
CHUNK = 1024 * 1024
LEFTOVER = dt.timedelta(hours=24)  # after which a file that no row names is no upload that is still under way
SPARE = 200 * 1024 * 1024  # bytes of the disk that stay free


class DiskFull(Exception):
    """There is no room for this file; the message is for the editor."""

    def __init__(self):
        super().__init__("De schijf van de toolbox is vol. Dit bestand is niet bewaard. Vraag de beheerder om ruimte.")


def new_folder():
    """A folder of its own for the files of one document."""
    return f"{FOLDER}/{uuid.uuid4().hex}"


def free_bytes():
    """What fits on the local disk; storage elsewhere looks after itself."""
    return shutil.disk_usage(waiting_folder()).free


def waiting_folder():
    """Where files lie that are not whole yet."""
    folder = Path(settings.MEDIA_ROOT) / WAITING_FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def keep(content, name):
    """Store bytes, or an open file, under this name, in place of what is there; returns the name. Raises DiskFull.

    Local files are written beside their place and renamed, so that there is never half a file under a name.
    """
    try:
        with tempfile.NamedTemporaryFile(dir=waiting_folder(), delete=False) as file:
            path = Path(file.name)
            try:
                for piece in _pieces(content):
                    file.write(piece)
                file.flush()
                os.fsync(file.fileno())
                default_storage.delete(name)  # of an attempt that was cut off
                return default_storage.save(name, _Whole(path))
            finally:
                path.unlink(missing_ok=True)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull from error
        raise


def _pieces(content):
    if isinstance(content, bytes):
        content = ContentFile(content)
    content.seek(0)
    while piece := content.read(CHUNK):
        yield piece


class _Whole(File):
    """A finished local file, which the storage may take over by renaming."""

    def __init__(self, path):
        super().__init__(path.open("rb"), path.name)
        self.path = path

    def temporary_file_path(self):
        """What FileSystemStorage asks for to rename instead of copying."""
        return str(self.path)


def fingerprint(content):
    """The sha256 of an open file, in hexadecimal digits."""
    digest = hashlib.sha256()
    for piece in _pieces(content):
        digest.update(piece)
    return digest.hexdigest()


@contextmanager
def local_path(name):
    """The path of a stored file on this machine; of a storage elsewhere a copy, for as long as it is needed."""
    try:
        yield default_storage.path(name)
        return
    except NotImplementedError:
        pass
    with (
        tempfile.NamedTemporaryFile(dir=waiting_folder(), suffix=Path(name).suffix) as file,
        default_storage.open(name) as source,
    ):
        shutil.copyfileobj(source, file, CHUNK)
        file.flush()
        yield file.name


def leftovers():
    """The names of all stored files that are too old to be of something that is under way."""
    before = timezone.now() - LEFTOVER
    for folder in _folders(FOLDER):
        for name in default_storage.listdir(folder)[1]:
            if default_storage.get_modified_time(f"{folder}/{name}") < before:
                yield f"{folder}/{name}"


def _folders(parent):
    try:
        return [f"{parent}/{name}" for name in default_storage.listdir(parent)[0]]
    except FileNotFoundError:
        return []


def remove(name):
    """Take a file away, and its folder when nothing else is in it."""
    default_storage.delete(name)
    folder = name.rpartition("/")[0]
    try:
        if not any(default_storage.listdir(folder)):
            Path(default_storage.path(folder)).rmdir()
    except (NotImplementedError, FileNotFoundError, OSError):
        return  # a storage elsewhere has no folders


def remove_all(folder, start=""):
    """Take away all files of a document, or those whose names start so."""
    try:
        names = default_storage.listdir(folder)[1]
    except FileNotFoundError:
        return
    for name in names:
        if name.startswith(start):
            remove(f"{folder}/{name}")


def sweep_waiting():
    """Take away what an upload left that was cut off; returns how many files."""
    before, swept = (timezone.now() - LEFTOVER).timestamp(), 0
    for path in waiting_folder().iterdir():
        if path.is_file() and path.stat().st_mtime < before:
            path.unlink(missing_ok=True)
            swept += 1
    return swept
