"""Discovery of an estate that the sandbox drew by lot, at AWS's quotas times thirty, while AWS stumbles.

The sandbox counts the calls, so that the run's report has somebody to agree with.
"""

import os
import pathlib
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import requests

from certwright import Cli, Server
from processes import Process, free_port

CERTIFICATES = 3000
QUOTA_SCALE = "30"

FAULTS = [
    {"fault": "throttled", "probability": 0.02},
    {"fault": "server_error", "status": 503, "probability": 0.01},
    {"fault": "reset", "probability": 0.005},
    {"fault": "lost_reply", "probability": 0.005},
    {"fault": "latency", "latency": ["0ms", "20ms"]},
]


class Sandbox:
    def __init__(self, directory: pathlib.Path) -> None:
        port, admin_port = free_port(), free_port()
        self.url = f"http://127.0.0.1:{port}"
        self._admin = f"http://127.0.0.1:{admin_port}"
        command = [os.environ["CERTWRIGHT_SANDBOX"], "--port", str(port), "--admin-port", str(admin_port)]
        command += ["--estate", str(CERTIFICATES), "--quota-scale", QUOTA_SCALE]
        self.process = Process(command, directory / "sandbox.log", dict(os.environ))
        # The service port answers once the estate is there.
        self.process.wait_until("the sandbox", lambda: requests.get(self.url, timeout=60).status_code > 0)
        requests.put(
            f"{self._admin}/faults", json={"seed": 7, "rules": FAULTS}, timeout=10
        ).raise_for_status()

    def told(self, path: str, **query: Any) -> Any:
        answer = requests.get(f"{self._admin}/{path}", params=query, timeout=60)
        answer.raise_for_status()
        return answer.json()

    def certificates(self, account: str) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = []
        while True:
            page = self.told("certificates", account=account, limit=1000, offset=len(rows))
            rows += page["certificates"]
            if len(rows) >= page["total"]:
                return rows

    def forget_calls(self) -> None:
        requests.delete(f"{self._admin}/calls", timeout=10).raise_for_status()

    def calls(self) -> Counter[str]:
        counted: Counter[str] = Counter()
        for row in self.told("calls"):
            counted[f"{row['service']}:{row['operation']}"] += row["calls"]
        return counted

    def end_faults(self) -> None:
        requests.delete(f"{self._admin}/faults", timeout=10).raise_for_status()


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    started = Sandbox(tmp_path_factory.mktemp("sandbox"))
    yield started
    assert started.process.stop() == 0


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Its idea of AWS's rates is that of the sandbox."""
    settings = {"CERTWRIGHT_AWS_QUOTA_SCALE": QUOTA_SCALE}
    started = Server(tmp_path_factory.mktemp("server"), settings).start()
    yield started
    assert started.stop() == 0, started.log.read_text()[-4000:]


@pytest.fixture(scope="module")
def scanned(cli: Cli, sandbox: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The report of the first discovery."""
    secret = tmp_path_factory.mktemp("secret") / "secret"
    secret.write_text("test")
    cli.run(
        "account", "add", "large", "--access-key-id", "test", "--secret-access-key-file", str(secret),
        "--endpoint-url", sandbox.url,
    )  # fmt: skip
    return cli.json("discover", "--wait", timeout=400)


def test_everything_is_found_once_whatever_goes_wrong(
    cli: Cli, sandbox: Sandbox, scanned: dict[str, Any]
) -> None:
    assert scanned["state"] == "completed", scanned
    there = {row["arn"]: row for row in sandbox.certificates("000000000000")}
    assert len(there) > CERTIFICATES / 3
    rows = cli.json("aws", "list", "--limit", "100000")
    assert Counter(row["arn"] for row in rows) == Counter(list(there))
    for row in rows:
        expected = there[row["arn"]]
        assert (row["status"], row["domain_name"]) == (expected["status"], expected["domain_name"])
    fired = Counter(entry["fault"] for entry in sandbox.told("faults/log", limit=1000))
    assert set(fired) >= {"throttled", "server_error", "reset", "lost_reply", "latency"}


def test_an_unchanged_estate_costs_what_the_report_says(
    cli: Cli, sandbox: Sandbox, scanned: dict[str, Any]
) -> None:
    assert scanned["state"] == "completed"
    sandbox.end_faults()
    sandbox.forget_calls()
    report = cli.json("discover", "--wait", timeout=200)
    assert (report["state"], report["new"], report["changed"], report["missing"]) == ("completed", 0, 0, 0)
    counted = sandbox.calls()
    assert {operation: calls["calls"] for operation, calls in report["calls"].items()} == dict(counted)
    regions = {row["region"] for row in sandbox.certificates("000000000000")}
    assert counted["acm:ListCertificates"] >= len(regions), counted
    assert counted["sts:GetCallerIdentity"] == counted["iam:ListServerCertificates"] == 1, counted
