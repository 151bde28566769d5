"""What a newcomer does first, in order, as one story on one server."""

import math
import pathlib
from collections.abc import Iterator

import pytest

from certwright import Api, Cli, Server
from counting_proxy import CountingProxy
from estate import REGIONS, Seeded, import_certificate, seed_estate
from moto_aws import CREDENTIALS, Moto
from processes import wait_for

FIELDS = {
    "arn",
    "account_id",
    "region",
    "service",
    "type",
    "status",
    "domain_name",
    "subject_alternative_names",
    "key_algorithm",
    "not_after",
    "in_use",
    "fingerprint_sha256",
}


@pytest.fixture(scope="module")
def seeded(moto: Moto) -> list[Seeded]:
    return seed_estate(moto)


@pytest.fixture(scope="module")
def proxy(moto: Moto) -> Iterator[CountingProxy]:
    started = CountingProxy(moto.url)
    yield started
    started.stop()


def add_account(cli: Cli, name: str, endpoint: str, secret_file: pathlib.Path) -> None:
    cli.run(
        "account",
        "add",
        name,
        "--access-key-id",
        CREDENTIALS["aws_access_key_id"],
        "--secret-access-key-file",
        str(secret_file),
        "--endpoint-url",
        endpoint,
    )


def test_a_server_on_an_empty_directory_gets_its_administrator_from_the_command_line(
    server: Server, token: str
) -> None:
    assert token.startswith("cwt_") and "\n" not in token
    session = server.api(token).get("/session")
    assert session["user"]["name"] == "admin"
    assert session["user"]["role"] == "administrator"
    assert server.api(token).get("/setup") == {"needed": False}


def test_every_seeded_certificate_is_listed_exactly_once(
    cli: Cli, proxy: CountingProxy, seeded: list[Seeded], secret_file: pathlib.Path
) -> None:
    add_account(cli, "demo", proxy.url, secret_file)
    cli.run("discover", "--account", "demo", "--wait")
    rows = cli.json("aws", "list")
    assert sorted(row["arn"] for row in rows) == sorted(certificate.arn for certificate in seeded)
    by_arn = {row["arn"]: row for row in rows}
    for certificate in seeded:
        row = by_arn[certificate.arn]
        assert row.keys() >= FIELDS
        assert (
            row["account_id"],
            row["region"],
            row["service"],
            row["type"],
            row["domain_name"],
            row["key_algorithm"],
        ) == (
            certificate.account_id,
            certificate.region,
            certificate.service,
            certificate.type,
            certificate.domain_name,
            certificate.key_algorithm,
        )
        assert set(row["subject_alternative_names"]) == certificate.names
        if certificate.sha256:
            assert row["fingerprint_sha256"].replace(":", "").lower() == certificate.sha256
            assert row["not_after"].endswith("Z")
        if certificate.service == "acm" and certificate.sha256:
            assert row["status"] == "ISSUED"


def test_a_rescan_of_an_unchanged_estate_costs_what_the_report_says_and_no_more(
    cli: Cli, proxy: CountingProxy, seeded: list[Seeded]
) -> None:
    cli.run("discover", "--account", "demo", "--wait")  # lets what the first run learned settle
    proxy.reset()
    report = cli.json("discover", "--account", "demo", "--wait")
    assert report["state"] == "completed", report
    assert (report["found"], report["new"], report["changed"], report["missing"]) == (len(seeded), 0, 0, 0)
    assert report["details_pending"] == 0, "nothing is left to ask for when a run has ended"
    reported = {operation: calls["calls"] for operation, calls in report["calls"].items()}
    assert reported == dict(proxy.calls)

    sweep = "acm:ListCertificates"
    assert proxy.calls[sweep] == len(proxy.regions[sweep]), "one page for each region that has at most 1000"
    assert set(REGIONS) <= proxy.regions[sweep]
    assert proxy.calls["iam:ListServerCertificates"] == 1
    assert proxy.calls["sts:GetCallerIdentity"] == 1
    assert proxy.calls["acm:SearchCertificates"] == 0, "its absence was learned once"
    rotated = math.ceil(len(seeded) * 0.05)
    assert proxy.calls["acm:DescribeCertificate"] <= rotated
    assert proxy.calls["acm:GetCertificate"] <= rotated


def test_a_server_killed_during_discovery_completes_the_run_after_its_restart(
    server: Server, cli: Cli, api: Api, moto: Moto, secret_file: pathlib.Path, seeded: list[Seeded]
) -> None:
    more = [
        import_certificate(moto, region, [f"host-{number}.{region}.example.net"])
        for region in REGIONS
        for number in range(10)
    ]
    slow = CountingProxy(moto.url, delay=0.15)
    try:
        cli.run("account", "edit", "demo", "--endpoint-url", slow.url)
        cli.run("discover", "--account", "demo")
        run_id = api.get("/discovery_runs")["items"][0]["id"]
        wait_for("some details", lambda: api.get(f"/discovery_runs/{run_id}")["details_done"] >= 5, 60)
        server.kill()
        slow.delay = 0
        server.start()
        wait_for("the run's end", lambda: api.get(f"/discovery_runs/{run_id}")["state"] != "running", 120)
        run = api.get(f"/discovery_runs/{run_id}")
    finally:
        slow.stop()
    assert run["state"] == "completed", run
    rows = cli.json("aws", "list")
    assert sorted(row["arn"] for row in rows) == sorted(certificate.arn for certificate in [*seeded, *more])
    assert all(row["details_state"] == "complete" for row in rows)
    cli.run("audit", "verify")
