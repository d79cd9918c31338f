"""The embedded server with real processes: who starts it, who stops it, and what a crash leaves."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.embedded_postgres.processes import processes_of, wait_for
from toolbox.embedded_postgres import server
from toolbox.embedded_postgres.cluster import Cluster, EmbeddedPostgresError

ROOT = Path(__file__).resolve().parents[2]
BUSY = "do $$ declare t timestamptz := now(); begin while clock_timestamp() < t + '2s' loop end loop; end $$"


class User:
    """A process that uses the server of a data folder."""

    def __init__(self, data):
        command = [sys.executable, "-m", "tests.embedded_postgres.user", str(data)]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self.process = subprocess.Popen(command, cwd=ROOT, **pipes)

    def send(self, sql):
        self.process.stdin.write(f"{sql}\n")
        self.process.stdin.flush()

    def answer(self):
        return self.process.stdout.readline().strip()

    def ask(self, sql):
        self.send(sql)
        return self.answer()

    def leave(self):
        self.process.stdin.close()
        assert self.process.wait(60) == 0

    def kill(self):
        self.process.kill()
        self.process.wait()


@pytest.fixture
def data(tmp_path):
    """A data folder in a path with a space."""
    return tmp_path / "a portal" / "postgres"


@pytest.fixture
def start_user():
    """Call it with a data folder to start a process that uses it; those that still run at the end leave."""
    users = []

    def start(data):
        users.append(User(data))
        return users[-1]

    yield start
    for user in users:
        if user.process.poll() is None:
            user.leave()


def started(start_user, data):
    user = start_user(data)
    assert user.answer() == "ready"
    return user


def kill_server(data):
    os.kill(int((data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)


def test_server_lives_as_long_as_its_users(start_user, data):
    first, second = started(start_user, data), started(start_user, data)
    first.leave()
    assert second.ask("select 1 + 1") == "2"
    second.leave()
    assert not processes_of(data)  # gone before its last user, not some time after
    third = started(start_user, data)
    assert third.ask("select 2 + 2") == "4"


def test_long_path_gets_its_socket_elsewhere(start_user, tmp_path):
    data = tmp_path / ("long" * 25) / "postgres"
    user, folder = started(start_user, data), Cluster(data).socket_dir
    assert user.ask("select 1 + 1") == "2"
    assert data not in (folder, *folder.parents)
    assert folder.stat().st_mode & 0o077 == 0
    user.leave()
    assert not folder.exists()


def test_two_at_once_on_an_empty_folder_share_one_server(start_user, data):
    users = [start_user(data), start_user(data)]
    assert [user.answer() for user in users] == ["ready", "ready"]
    assert len({user.ask("select pg_postmaster_start_time()") for user in users}) == 1


def test_killed_server_is_started_again_with_its_data(start_user, data):
    user = started(start_user, data)
    assert user.ask("create table kept as select 7 as number") == "done"
    kill_server(data)
    wait_for(lambda: user.ask("select number from kept") == "7")


def test_killed_server_whose_children_are_still_busy_is_started_again(start_user, data):
    busy, other = started(start_user, data), started(start_user, data)
    busy.send(BUSY)
    wait_for(lambda: other.ask("select count(*) from pg_stat_activity where query like 'do $$%'") == "1")
    kill_server(data)
    wait_for(lambda: other.ask("select 1 + 1") == "2")
    busy.kill()


def test_server_of_a_killed_user_stops(start_user, data):
    user = started(start_user, data)
    assert processes_of(data)
    user.kill()
    wait_for(lambda: not processes_of(data))


def test_user_killed_while_the_server_starts_leaves_none(start_user, data):
    user = start_user(data)
    wait_for((data / "postmaster.pid").exists)
    user.kill()
    wait_for(lambda: not processes_of(data))


def test_forked_child_leaves_the_server_to_its_parent(data):
    code = (
        "import os, sys; from toolbox.embedded_postgres.server import ensure; "
        "from toolbox.embedded_postgres.cluster import Cluster; cluster = Cluster(sys.argv[1]); ensure(cluster);\n"
        "if os.fork() == 0: sys.exit()\n"
        "os.wait(); sys.exit(0 if cluster.answers() else 'the child stopped the server')"
    )
    done = subprocess.run([sys.executable, "-c", code, data], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_stale_pid_of_another_process_is_left_alone(start_user, data):
    started(start_user, data).leave()
    stranger = subprocess.Popen(["postgres", "60"], executable="/bin/sleep")  # by name it could be ours
    try:
        (data / "postmaster.pid").write_text(f"{stranger.pid}\n{data}\n")
        user = started(start_user, data)
        assert user.ask("select 1 + 1") == "2"
        user.leave()
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_data_folder_of_another_version_is_refused(data):
    data.mkdir(parents=True)
    (data / "PG_VERSION").write_text("9\n")
    with pytest.raises(EmbeddedPostgresError, match="was made by PostgreSQL 9"):
        Cluster(data).create()


def test_data_folder_of_another_user_is_refused(data):
    if os.geteuid() != 0:
        pytest.skip("only root can give a folder to another user")
    data.mkdir(parents=True)
    os.chown(data, 12345, 12345)
    with pytest.raises(EmbeddedPostgresError, match="belongs to another user"):
        server.ensure(Cluster(data))


def test_folder_that_cannot_be_written_is_refused(tmp_path):
    if os.geteuid() == 0:
        pytest.skip("root can write everywhere")
    tmp_path.chmod(0o500)
    with pytest.raises(EmbeddedPostgresError, match="Permission denied"):
        server.ensure(Cluster(tmp_path / "data" / "postgres"))


def test_file_in_place_of_the_folder_is_refused(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(EmbeddedPostgresError, match="is a file"):
        server.ensure(Cluster(tmp_path / "file" / "postgres"))


def test_missing_programs_are_refused(tmp_path):
    with pytest.raises(EmbeddedPostgresError, match="no PostgreSQL programs in"):
        Cluster(tmp_path, tmp_path).create()
