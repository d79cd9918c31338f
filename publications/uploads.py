"""Files on their way in: refused while they arrive when they are too large, when the disk is full, or elsewhere."""

import errno
import tempfile

from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload, TemporaryFileUploadHandler

from toolbox.accounts.access import is_staff

from . import storage
from .extraction.kinds import LARGEST_FILE, MB, clean_name, refusal

PATH = "/beheer/uploaden/"  # only here files are taken in
MOST_BYTES = 1024 * MB  # of one request
FULL = "De schijf van de toolbox is vol. Dit bestand is niet bewaard. Vraag de beheerder om ruimte."
TOO_MUCH = f"Dit is meer dan {MOST_BYTES // MB} MB in één keer. Zet de bestanden er in delen neer."
LARGE = f"Dit bestand is groter dan {LARGEST_FILE // MB} MB. Maak het kleiner en zet het er opnieuw neer."


class _Arriving(TemporaryUploadedFile):
    """A file on its way, on the disk where it will lie: what an upload leaves that was cut off is swept there."""

    def __init__(self, name, content_type, size, charset, content_type_extra=None):
        file = tempfile.NamedTemporaryFile(prefix="upload-", dir=storage.waiting_folder())  # noqa: SIM115  open as long as this
        UploadedFile.__init__(self, file, name, content_type, size, charset, content_type_extra)


class UploadHandler(TemporaryFileUploadHandler):
    """As Django's to disk, within limits. What is refused is not kept: `request.refused` has [name, sentence]."""

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):
        """Before the first byte is read."""
        self.refused = self.request.refused = []
        is_ours = self.request.path.startswith(PATH) and is_staff(getattr(self.request, "user", None))
        self.is_elsewhere = not is_ours
        self.is_too_much = content_length > MOST_BYTES
        self.is_full = not self.is_elsewhere and storage.free_bytes() < content_length + storage.SPARE

    def new_file(self, *args, **kwargs):
        """A file begins; the one before it is no longer ours to close."""
        self.__dict__.pop("file", None)
        name = clean_name(args[1] if len(args) > 1 else kwargs["file_name"])
        self.shown_name = name
        if self.is_elsewhere or self.is_too_much:
            self.refused.append([name, TOO_MUCH])
            raise StopUpload(connection_reset=True)  # the rest is not read
        if problem := FULL if self.is_full else refusal(name):
            self._refuse(problem)
        FileUploadHandler.new_file(self, *args, **kwargs)
        self.file = _Arriving(name, self.content_type, 0, self.charset, self.content_type_extra)

    def receive_data_chunk(self, raw_data, start):
        """More of it; over the limit it is let go."""
        if start + len(raw_data) > LARGEST_FILE:
            self._refuse(LARGE)
        try:
            super().receive_data_chunk(raw_data, start)
        except OSError as error:
            if error.errno not in (errno.ENOSPC, errno.EDQUOT):
                raise
            self._refuse(FULL)

    def _refuse(self, problem):
        self.refused.append([self.shown_name, problem])
        raise SkipFile  # Django closes the file that it was coming in, and with that it is gone
