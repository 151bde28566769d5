"""Discovery of an estate that the sandbox drew by lot, while AWS stumbles.

The sandbox counts the calls, so that the run's report has somebody to agree with. CERTWRIGHT_LARGE_ESTATE and
CERTWRIGHT_LARGE_ESTATE_QUOTA_SCALE make it larger, and as slow as AWS is (docs/development.md).
"""

import os
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from certwright import Cli
from drawn_estate import ACCESS_KEY_ID, REGIONS, SECRET, DrawnEstate, pages_of

CERTIFICATES = int(os.environ.get("CERTWRIGHT_LARGE_ESTATE", "3000"))
QUOTA_SCALE = float(os.environ.get("CERTWRIGHT_LARGE_ESTATE_QUOTA_SCALE", "30"))
# Ten descriptions a second in each region, and as long again for trouble and a busy machine.
PATIENCE = 400 + 4 * CERTIFICATES / REGIONS / (10 * QUOTA_SCALE)

pytestmark = pytest.mark.quota_scale(QUOTA_SCALE)


@pytest.fixture(scope="module")
def estate(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DrawnEstate]:
    started = DrawnEstate(tmp_path_factory.mktemp("sandbox"), CERTIFICATES, QUOTA_SCALE)
    yield started
    assert started.process.stop() == 0


@pytest.fixture(scope="module")
def there(estate: DrawnEstate) -> dict[str, dict[str, Any]]:
    """What AWS has, by ARN."""
    rows = {row["arn"]: row for row in estate.certificates()}
    assert len(rows) == CERTIFICATES
    assert len({row["region"] for row in rows.values()}) == REGIONS
    return rows


@pytest.fixture(scope="module")
def troubled(cli: Cli, estate: DrawnEstate, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The report of the first discovery, with the sandbox's count of its calls and what went wrong."""
    secret = tmp_path_factory.mktemp("secret") / "secret"
    secret.write_text(SECRET)
    cli.run(
        "account", "add", "large", "--access-key-id", ACCESS_KEY_ID, "--secret-access-key-file", str(secret),
        "--endpoint-url", estate.url,
    )  # fmt: skip
    estate.forget_calls()
    estate.make_trouble()
    report = cli.json("discover", "--wait", timeout=PATIENCE)
    outcome = {"report": report, "calls": estate.calls(), "troubles": estate.troubles()}
    estate.end_trouble()
    return outcome


@pytest.fixture(scope="module")
def unchanged(cli: Cli, estate: DrawnEstate, troubled: dict[str, Any]) -> dict[str, Any]:
    """A second one, undisturbed, of the estate that is as it was; it asks again for what did not come."""
    assert troubled["report"]["state"] == "completed"
    estate.forget_calls()
    report = cli.json("discover", "--wait", timeout=PATIENCE)
    return {"report": report, "calls": estate.calls()}


def test_everything_is_found_once_whatever_goes_wrong(
    cli: Cli, there: dict[str, dict[str, Any]], troubled: dict[str, Any]
) -> None:
    report = troubled["report"]
    assert report["state"] == "completed", report
    assert (report["found"], report["new"]) == (CERTIFICATES, CERTIFICATES)
    rows = cli.json("aws", "list", "--limit", str(2 * CERTIFICATES), timeout=PATIENCE)
    assert Counter(row["arn"] for row in rows) == Counter(list(there))
    for row in rows:
        expected = there[row["arn"]]
        assert (row["status"], row["domain_name"]) == (expected["status"], expected["domain_name"])
    assert 0 not in troubled["troubles"].values(), troubled["troubles"]


def test_the_report_counts_every_call_however_it_ended(troubled: dict[str, Any]) -> None:
    assert counted(troubled["report"]) == troubled["calls"]


def test_an_unchanged_estate_costs_what_the_report_says(
    there: dict[str, dict[str, Any]], unchanged: dict[str, Any]
) -> None:
    report, calls = unchanged["report"], unchanged["calls"]
    assert (report["state"], report["new"], report["changed"], report["missing"]) == ("completed", 0, 0, 0)
    assert counted(report) == calls
    assert calls["acm:ListCertificates"] == pages_of(list(there.values()))
    assert calls["sts:GetCallerIdentity"] == calls["iam:ListServerCertificates"] == 1, calls


def test_afterwards_every_detail_is_known(cli: Cli, unchanged: dict[str, Any]) -> None:
    assert unchanged["report"]["state"] == "completed"
    for state in ("pending", "failed"):
        assert cli.json("aws", "list", "--details-state", state) == []


def test_the_audit_chain_verifies(cli: Cli, unchanged: dict[str, Any]) -> None:
    assert unchanged["report"]["state"] == "completed"
    cli.run("audit", "verify")


def counted(report: dict[str, Any]) -> dict[str, int]:
    return {operation: calls["calls"] for operation, calls in report["calls"].items()}
