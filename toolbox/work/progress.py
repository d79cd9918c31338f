"""Progress of long work, for who watches a terminal."""

SIGNS = 24  # of the bar
NAME = 40  # signs of a name that are shown


class Bar:
    """A bar on one line; on standard error, which leaves standard output to who reads it."""

    def __init__(self, stderr, total):
        self.stderr, self.total, self.done = stderr, total, 0

    def show(self, name=""):
        """Draw it, with the name of what is in hand."""
        filled = SIGNS * self.done // self.total if self.total else SIGNS
        bar = "#" * filled + "." * (SIGNS - filled)
        self.stderr.write(f"\r[{bar}] {self.done} of {self.total} {name[:NAME]:<{NAME}}", ending="")
        self.stderr.flush()

    def add(self):
        """One more is done."""
        self.done += 1

    def close(self):
        """Draw it for the last time."""
        self.show()
        self.stderr.write("")
