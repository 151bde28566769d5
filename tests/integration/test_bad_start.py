"""What keeps a server from starting: it says what it tried, with which value, and what to do; then it starts again."""

import pathlib
import socket
import sqlite3
import stat

import pytest

from certwright import Server
from discovery import access_key
from moto_aws import CREDENTIALS


@pytest.fixture
def stopped(tmp_path: pathlib.Path) -> Server:
    """A server that ran once, with an account and its secret."""
    server = Server(tmp_path).start()
    api = server.api(server.make_administrator())
    api.post("/accounts", {"name": "kept", "credential": access_key()})
    assert server.stop() == 0
    return server


def assert_nothing_is_lost(server: Server) -> None:
    server.start()
    try:
        api = server.api(server.token)
        assert [account["name"] for account in api.get("/accounts")["items"]] == ["kept"]
        assert api.get("/accounts/kept")["credential"]["has_secret"]
        assert api.get("/audit_events/verify")["broken_at"] is None
    finally:
        assert server.stop() == 0


def test_a_port_in_use_is_named(stopped: Server) -> None:
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # its own connections may linger
        other.bind(("127.0.0.1", stopped.port))
        other.listen()
        said = stopped.refuse_to_start()
    assert f"127.0.0.1:{stopped.port}" in said
    assert "in use" in said and "hint:" in said
    assert_nothing_is_lost(stopped)


def test_a_data_directory_that_cannot_be_made_is_named(tmp_path: pathlib.Path) -> None:
    (tmp_path / "file").write_text("not a directory")
    said = Server(tmp_path, data=tmp_path / "file" / "data").refuse_to_start()
    assert str(tmp_path / "file" / "data") in said
    assert "Not a directory" in said and "--data-dir" in said


def test_a_data_directory_on_a_file_system_that_takes_nothing_is_named(tmp_path: pathlib.Path) -> None:
    said = Server(tmp_path, data=pathlib.Path("/proc/self/fdinfo")).refuse_to_start()
    assert "/proc/self/fdinfo" in said and "hint:" in said


def test_a_database_of_a_newer_certwright_is_refused_untouched(stopped: Server) -> None:
    file = stopped.data / "certwright.db"
    with sqlite3.connect(file) as database:
        database.execute("INSERT INTO schema_migrations VALUES (9999, 'from_the_future', 0)")
        tables = database.execute("SELECT * FROM sqlite_schema ORDER BY name").fetchall()
    database.close()
    said = stopped.refuse_to_start()
    assert "the database has schema 9999" in said and "newer certwright" in said
    with sqlite3.connect(file) as database:
        assert database.execute("SELECT * FROM sqlite_schema ORDER BY name").fetchall() == tables
        database.execute("DELETE FROM schema_migrations WHERE number = 9999")
    database.close()
    assert_nothing_is_lost(stopped)


def test_a_file_that_is_no_database_is_left_as_it_is(stopped: Server) -> None:
    file = stopped.data / "certwright.db"
    content = file.read_bytes()
    file.write_bytes(b"This was once a database. " * 400)
    said = stopped.refuse_to_start()
    assert str(file) in said and "is corrupt" in said and "backup" in said
    assert file.read_bytes() == b"This was once a database. " * 400
    file.write_bytes(content)
    assert_nothing_is_lost(stopped)


def test_a_damaged_database_says_so_and_offers_the_backup(stopped: Server) -> None:
    file = stopped.data / "certwright.db"
    content = file.read_bytes()
    file.write_bytes(content[:4096] + b"\xa5" * (len(content) - 4096))
    said = stopped.refuse_to_start()
    assert str(file) in said and "is corrupt" in said and "backup" in said
    file.write_bytes(content)
    assert_nothing_is_lost(stopped)


def test_a_database_that_another_program_holds_is_waited_for_and_then_named(stopped: Server) -> None:
    file = stopped.data / "certwright.db"
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    said = stopped.refuse_to_start()
    other.execute("ROLLBACK")
    other.close()
    assert f'database "{file}" is locked by another process' in said
    assert "which other program has the file open" in said
    assert_nothing_is_lost(stopped)


def test_a_missing_master_key_is_never_made_anew_over_secrets(stopped: Server) -> None:
    key = stopped.data / "master.key"
    kept = key.read_bytes()
    key.unlink()
    said = stopped.refuse_to_start()
    assert str(key) in said and "missing" in said and "backup" in said
    assert not key.exists()
    key.write_bytes(kept)
    key.chmod(0o600)
    assert_nothing_is_lost(stopped)


def test_the_master_key_of_another_installation_is_refused(
    stopped: Server, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = Server(tmp_path_factory.mktemp("other")).start()
    assert other.stop() == 0
    key = stopped.data / "master.key"
    kept = key.read_bytes()
    key.write_bytes((other.data / "master.key").read_bytes())
    said = stopped.refuse_to_start()
    assert str(key) in said and "is unknown" in said and "backup" in said
    key.write_bytes(kept)
    assert_nothing_is_lost(stopped)


def test_a_master_key_with_other_bytes_under_the_right_name_is_refused(
    stopped: Server, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = Server(tmp_path_factory.mktemp("other")).start()
    assert other.stop() == 0
    key = stopped.data / "master.key"
    kept = key.read_text()
    name = kept.splitlines()[-1].split()[0]
    foreign = (other.data / "master.key").read_text().splitlines()[-1].split()[1]
    key.write_text(f"{name} {foreign}\n")
    said = stopped.refuse_to_start()
    assert str(key) in said and name in said and "backup" in said
    key.write_text(kept)
    assert_nothing_is_lost(stopped)


def test_a_master_key_that_others_may_read_is_refused(stopped: Server) -> None:
    key = stopped.data / "master.key"
    key.chmod(0o644)
    said = stopped.refuse_to_start()
    assert str(key) in said and "0644" in said and "chmod 600" in said
    key.chmod(stat.S_IRUSR | stat.S_IWUSR)
    assert_nothing_is_lost(stopped)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('lisen = "127.0.0.1:0"\n', "there is no setting 'lisen'"),
        ('listen = "everywhere"\n', 'listen: cannot use "everywhere"'),
        ("request_workers = 0\n", 'request_workers: cannot use "0"'),
        ("listen = \n", "line 1"),
        ("[server]\nlisten = 1\n", "settings are texts, numbers or true and false"),
    ],
)
def test_a_settings_file_with_a_mistake_is_named_with_it(
    tmp_path: pathlib.Path, content: str, words: str
) -> None:
    file = tmp_path / "certwright.toml"
    file.write_text(content)
    said = Server(tmp_path).refuse_to_start("--config", str(file))
    assert str(file) in said and words in said
    assert not (tmp_path / "data").exists()


def test_a_settings_file_that_is_not_there_is_named(tmp_path: pathlib.Path) -> None:
    said = Server(tmp_path).refuse_to_start("--config", str(tmp_path / "nowhere.toml"))
    assert str(tmp_path / "nowhere.toml") in said


def test_an_address_open_to_others_wants_tls(tmp_path: pathlib.Path) -> None:
    server = Server(tmp_path)
    server.listen = "0.0.0.0:0"
    said = server.refuse_to_start()
    assert "0.0.0.0:0" in said and "tls_certificate" in said


def test_what_a_server_says_when_it_fails_holds_no_secret(stopped: Server) -> None:
    (stopped.data / "master.key").write_text("mk_broken not-base64!\n")
    said = stopped.refuse_to_start()
    assert "line 1" in said
    assert CREDENTIALS["aws_secret_access_key"] not in said and "not-base64!" not in said
