"""Several server processes on one PostgreSQL database: they share a run, and survive each other."""

import pathlib
from collections.abc import Iterator

import pytest

from certwright import Server
from discovery import add_account, rows_of, run_of
from estate import Seeded, import_certificate
from meddling_proxy import MeddlingProxy
from moto_aws import Moto
from postgres import PostgresDatabase
from processes import wait_for

REGIONS = [
    "us-east-1",
    "us-east-2",
    "us-west-1",
    "us-west-2",
    "eu-west-1",
    "eu-west-2",
    "eu-west-3",
    "sa-east-1",
]


@pytest.fixture(scope="module")
def estate(moto: Moto) -> list[Seeded]:
    return [
        import_certificate(moto, region, [f"host-{number}.{region}.example.com"])
        for region in REGIONS
        for number in range(3)
    ]


@pytest.fixture
def database() -> Iterator[PostgresDatabase]:
    made = PostgresDatabase()
    yield made
    made.drop()


def test_two_servers_share_one_run_and_one_of_them_may_die(
    tmp_path: pathlib.Path, moto: Moto, estate: list[Seeded], database: PostgresDatabase
) -> None:
    settings = {
        "CERTWRIGHT_DATABASE_URL": database.url,
        "CERTWRIGHT_MASTER_KEY_FILE": str(tmp_path / "master.key"),
        "CERTWRIGHT_DISCOVERY_WORKERS": "2",
    }
    servers = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        servers.append(Server(tmp_path / name, settings).start())
    one, two = servers
    token = one.make_administrator()
    proxy = MeddlingProxy(moto.url, delay=0.2)
    add_account(one.api(token), "home", proxy, regions=REGIONS)
    api = two.api(token)
    run_id = api.post("/discovery_runs")["id"]

    def scans_by(server: Server) -> int:
        return server.log.read_text().count('kind="discovery.region"')

    wait_for("both to take part", lambda: scans_by(one) > 0 and scans_by(two) > 0, 60)
    one.kill()
    wait_for("the end of the run", lambda: run_of(api, run_id)["state"] != "running", 120)
    run = run_of(api, run_id)
    assert run["state"] == "completed", run
    assert (run["found"], run["new"]) == (len(estate), len(estate))
    rows = api.all("/aws_certificates")
    assert sorted(row["arn"] for row in rows) == sorted(one.arn for one in estate)
    assert all(row["details_state"] == "complete" for row in rows_of(api).values())
    assert api.get("/audit_events/verify")["broken_at"] is None
    assert two.stop() == 0
    proxy.stop()


def test_a_database_that_does_not_answer_is_named_without_its_password(tmp_path: pathlib.Path) -> None:
    url = "postgresql://certwright:pass-word-of-it@127.0.0.1:9/certwright"
    said = Server(tmp_path, {"CERTWRIGHT_DATABASE_URL": url}).refuse_to_start()
    assert "cannot open the database" in said and "127.0.0.1" in said and "hint:" in said
    assert "pass-word-of-it" not in said
