"""./run as a newcomer types it: the server, and beside it the AWS sandbox with a small estate."""

import json
import pathlib
import socket
from collections import Counter
from collections.abc import Iterator

import pytest
import requests

from certwright import Cli, Server
from processes import free_ports

ROOT = pathlib.Path(__file__).parents[2]


class Together(Server):
    """`./run` on a data directory and ports of its own."""

    def __init__(self, directory: pathlib.Path) -> None:
        self.sandbox_port = free_ports(4)
        super().__init__(directory, {"CERTWRIGHT_SANDBOX_PORT": str(self.sandbox_port)})

    def _serve(self) -> list[str]:
        return [str(ROOT / "run"), "--", "--data-dir", str(self.data), "--listen", self.listen]

    @property
    def sandbox_page(self) -> str:
        return f"http://127.0.0.1:{self.sandbox_port + 1}"


def is_open(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture(scope="module")
def together(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Together]:
    started = Together(tmp_path_factory.mktemp("together"))
    started.start()
    started.make_administrator()
    yield started
    assert started.stop() == 0, started.log.read_text()[-4000:]
    assert not is_open(started.port), "the server is still there"
    assert not is_open(started.sandbox_port), "the sandbox is still there"


@pytest.fixture(scope="module")
def cli(together: Together) -> Cli:
    return Cli(together.url, together.token)


def test_it_says_how_to_go_on(together: Together) -> None:
    said = together.log.read_text()
    assert f"Certwright is ready at {together.url}" in said
    assert "set-up code" in said
    assert together.sandbox_page in said


def test_it_is_plainly_a_sandbox(together: Together) -> None:
    about = requests.get(
        f"{together.url}/api/v1/about", headers={"Authorization": f"Bearer {together.token}"}, timeout=10
    )
    assert about.json()["sandbox"] == together.sandbox_page
    assert requests.get(together.sandbox_page, timeout=10).status_code == 200


@pytest.mark.parametrize("account", ["production", "shop"])
def test_both_accounts_may_do_everything(cli: Cli, account: str) -> None:
    report = cli.json("account", "test", account)
    assert report["identity"]["account_id"]
    assert {each["state"] for each in report["permissions"]} == {"allowed"}


def test_the_first_discovery_shows_certificates_of_every_kind(cli: Cli) -> None:
    report = cli.json("discover", "--wait")
    assert report["state"] == "completed", report
    certificates = cli.json("aws", "list", "--limit", "500")
    assert {each["type"] for each in certificates} == {"AMAZON_ISSUED", "PRIVATE", "IMPORTED"}
    assert {each["service"] for each in certificates} == {"acm", "iam"}
    statuses = Counter(each["status"] for each in certificates if each["service"] == "acm")
    assert set(statuses) >= {
        "ISSUED",
        "PENDING_VALIDATION",
        "EXPIRED",
        "INACTIVE",
        "REVOKED",
        "FAILED",
        "VALIDATION_TIMED_OUT",
    }, statuses
    assert len({each["region"] for each in certificates}) >= 4
    assert len({each["account_id"] for each in certificates}) == 2
    assert any(each["in_use"] for each in certificates)


def test_some_of_the_repository_is_out_of_sync(cli: Cli) -> None:
    states = {
        (each["certificate"]["name"], each["region"]): each["sync_state"]
        for each in cli.json("deploy", "list")
    }
    assert states == {
        ("mesh", "eu-central-1"): "in_sync",
        ("mesh", "eu-west-1"): "in_sync",
        ("pay", "us-east-1"): "repository_newer",
        ("pay", "eu-central-1"): "repository_newer",
    }
    red = cli.json("aws", "list", "--sync-state", "mismatch")
    assert {each["domain_name"] for each in red} == {"pay.flora.test"}
    assert len(red) == 2


def test_nobody_signs_in_as_who_filled_it(cli: Cli) -> None:
    estate = next(each for each in cli.json("user", "list") if each["name"] == "estate")
    assert estate["signs_in"] is False


def test_a_second_start_goes_on_where_the_first_stopped(together: Together, cli: Cli) -> None:
    before = {each["arn"] for each in cli.json("aws", "list", "--limit", "500")}
    assert together.stop() == 0
    together.start()
    assert [each["name"] for each in cli.json("account", "list")] == ["production", "shop"]
    report = cli.json("discover", "--wait")
    assert report["state"] == "completed", report
    assert (report["new"], report["missing"]) == (0, 0), json.dumps(report)
    assert {each["arn"] for each in cli.json("aws", "list", "--limit", "500")} == before
