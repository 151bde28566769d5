"""The database gives out under a running server: it says why, stays up, and loses nothing that it had stored."""

import pathlib
import sqlite3
from collections.abc import Iterator

import pytest

from certwright import Server
from discovery import access_key, add_account, discover, rows_of, run_of
from estate import REGIONS, Seeded, import_certificate
from meddling_proxy import MeddlingProxy
from moto_aws import Moto
from processes import wait_for
from small_disk import SmallDisk


@pytest.fixture(scope="module")
def estate(moto: Moto) -> list[Seeded]:
    return [
        import_certificate(moto, region, [f"host-{number}.{region}.example.com"])
        for region in REGIONS
        for number in range(3)
    ]


@pytest.fixture
def disk(tmp_path: pathlib.Path) -> Iterator[SmallDisk]:
    made = SmallDisk(tmp_path / "disk", megabytes=24)
    yield made
    made.remove()


def test_a_full_disk_stops_changes_with_a_clear_word_and_the_run_goes_on_when_there_is_room(
    tmp_path: pathlib.Path, disk: SmallDisk, moto: Moto, estate: list[Seeded]
) -> None:
    server = Server(tmp_path, data=disk.path / "data", within=disk.within).start()
    api = server.api(server.make_administrator())
    proxy = MeddlingProxy(moto.url, delay=0.1)
    account = add_account(api, "home", proxy, regions=REGIONS)
    run_id = api.post("/discovery_runs")["id"]
    wait_for("the first certificates", lambda: run_of(api, run_id)["found"] >= 3)
    seen = rows_of(api)

    disk.fill()
    answer = api.request("POST", "/accounts", json={"name": "no room", "credential": access_key()})
    assert answer.status_code == 503
    assert "no space left to write database" in answer.json()["detail"]
    assert "free some space" in answer.json()["hint"]
    assert rows_of(api).keys() >= seen.keys(), "reading goes on"
    wait_for("a job to find out", lambda: "no space left" in server.log.read_text())
    assert server.is_running()

    disk.make_room()
    wait_for("the end of the run", lambda: run_of(api, run_id)["state"] != "running", 120)
    run = run_of(api, run_id)
    assert run["state"] == "completed", run
    rows = api.all("/aws_certificates")
    assert sorted(row["arn"] for row in rows) == sorted(one.arn for one in estate)
    assert all(row["details_state"] == "complete" for row in rows)
    assert [one["name"] for one in api.get("/accounts")["items"]] == [account["name"]]
    assert api.get("/audit_events/verify")["broken_at"] is None
    assert server.stop() == 0
    proxy.stop()


def test_a_disk_full_from_the_start_is_told(tmp_path: pathlib.Path, disk: SmallDisk) -> None:
    server = Server(tmp_path, data=disk.path / "data", within=disk.within)
    disk.fill()
    said = server.refuse_to_start()
    assert "No space left on device" in said or "no space left" in said
    assert str(disk.path) in said and "hint:" in said
    disk.make_room()
    server.start()
    assert server.stop() == 0


def test_a_limit_on_the_size_of_files_is_an_error_and_not_the_end(
    tmp_path: pathlib.Path, moto: Moto, estate: list[Seeded]
) -> None:
    """What the shell's ulimit -f sets; without care its signal ends the process."""
    server = Server(tmp_path).start()
    token = server.make_administrator()
    assert server.stop() == 0
    limit = max(file.stat().st_size for file in server.data.iterdir()) + 500_000
    server = Server(tmp_path, within=["prlimit", f"--fsize={limit}", "--"]).start()
    api = server.api(token)
    wide = ["x" * 60 + f".{number}.example.com" for number in range(2000)]
    answer = api.request("GET", "/session")
    assert answer.status_code == 200
    for name in wide:
        answer = api.request(
            "POST",
            "/accounts",
            json={"name": name[-40:], "credential": access_key(), "endpoint_url": moto.url},
        )
        if answer.status_code != 201:
            break
    assert answer.status_code == 503
    assert "cannot read or write database" in answer.json()["detail"]
    assert api.get("/session")["user"]["name"] == "admin"
    server.kill()
    unlimited = Server(tmp_path).start()
    api = unlimited.api(token)
    assert api.get("/audit_events/verify")["broken_at"] is None
    assert unlimited.stop() == 0


def test_a_database_locked_by_another_program_is_waited_for(
    tmp_path: pathlib.Path, moto: Moto, estate: list[Seeded]
) -> None:
    server = Server(tmp_path).start()
    api = server.api(server.make_administrator())
    add_account(api, "home", moto, regions=REGIONS)
    other = sqlite3.connect(server.data / "certwright.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    run = {"accounts": ["home"]}
    answer = api.request("POST", "/discovery_runs", json=run)
    assert answer.status_code == 503
    assert "is locked by another process" in answer.json()["detail"]
    assert "which other program has the file open" in answer.json()["hint"]
    assert api.get("/accounts/home")["name"] == "home", "reading goes on"
    other.execute("ROLLBACK")
    other.close()
    report = discover(api, accounts=["home"])
    assert (report["state"], report["new"]) == ("completed", len(estate))
    assert len(api.get("/discovery_runs")["items"]) == 1, "what was refused left nothing behind"
    assert server.stop() == 0
