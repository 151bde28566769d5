"""What the admin API tells of the estate: in pages, and without secrets."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
import requests

from acm.emulator import FOOBAR, Sandbox, Zone, issue
from processes import wait_for

NAMES = [f"{letter}.shop.test" for letter in "dacb"]


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """One issued certificate, one that failed, four that wait in another region and account."""
    started = Sandbox(tmp_path_factory.mktemp("sandbox"), ["--no-quotas"])
    issue(started, "issued.test")
    acm = started.client()
    failing = acm.request_certificate(DomainName="example.com", ValidationMethod="DNS")["CertificateArn"]
    wait_for(
        "the failure",
        lambda: acm.describe_certificate(CertificateArn=failing)["Certificate"]["Status"] == "FAILED",
    )
    there = started.client(region="eu-west-1", key=FOOBAR)
    for name in NAMES:
        there.request_certificate(
            DomainName=name, ValidationMethod="EMAIL", SubjectAlternativeNames=[f"also.{name}"]
        )
    wait_for("the mails", lambda: len(started.mails()) == 40)
    yield started
    assert started.stop() == 0


def told(sandbox: Sandbox, path: str, **query: Any) -> Any:
    answer = requests.get(f"{sandbox.admin}/{path}", params=query, timeout=10)
    answer.raise_for_status()
    return answer.json()


def names(sandbox: Sandbox, **query: Any) -> list[str]:
    return [row["domain_name"] for row in told(sandbox, "certificates", **query)["certificates"]]


def test_certificates_of_all_accounts(sandbox: Sandbox) -> None:
    answer = told(sandbox, "certificates")
    assert answer["total"] == 6
    assert names(sandbox) == sorted([*NAMES, "issued.test", "example.com"])
    row = next(row for row in answer["certificates"] if row["domain_name"] == "issued.test")
    assert row.pop("arn").startswith("arn:aws:acm:us-east-1:000000000000:certificate/")
    assert row.pop("created_at") < row.pop("not_after")
    assert row == {
        "account": "000000000000",
        "region": "us-east-1",
        "domain_name": "issued.test",
        "names": 1,
        "type": "AMAZON_ISSUED",
        "status": "ISSUED",
        "failure_reason": None,
        "renewal": None,
        "in_use": False,
    }


def test_certificates_in_pages(sandbox: Sandbox) -> None:
    everything = names(sandbox)
    pages = [names(sandbox, offset=offset, limit=4) for offset in (0, 4, 8)]
    assert pages == [everything[:4], everything[4:], []]
    assert told(sandbox, "certificates", limit=0) == {"total": 6, "offset": 0, "certificates": []}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"search": "SHOP"}, sorted(NAMES)),
        ({"search": "also.a"}, ["a.shop.test"]),
        ({"search": "us-east-1"}, ["example.com", "issued.test"]),
        ({"status": "FAILED"}, ["example.com"]),
        ({"account": FOOBAR.account}, sorted(NAMES)),
        ({"account": FOOBAR.account, "region": "us-east-1"}, []),
        ({"region": "eu-west-1"}, sorted(NAMES)),
        ({"type": "IMPORTED"}, []),
        ({"in_use": "true"}, []),
        ({"in_use": "false", "status": "ISSUED"}, ["issued.test"]),
    ],
)
def test_certificates_that_are_asked_for(
    sandbox: Sandbox, query: dict[str, str], expected: list[str]
) -> None:
    assert names(sandbox, **query) == expected


def test_certificates_in_order(sandbox: Sandbox) -> None:
    assert names(sandbox, region="eu-west-1", sort="created_at") == NAMES
    assert names(sandbox, region="eu-west-1", order="descending") == sorted(NAMES, reverse=True)
    assert names(sandbox, sort="not_after")[0] == "issued.test", "what has no end comes last"
    assert names(sandbox, sort="status", limit=1) == ["example.com"]


def test_one_certificate(sandbox: Sandbox) -> None:
    arn = told(sandbox, "certificates", status="ISSUED")["certificates"][0]["arn"]
    answer = requests.get(f"{sandbox.admin}/certificates/{quote(arn, safe='')}", timeout=10)
    assert "PRIVATE KEY" not in answer.text
    certificate = answer.json()
    assert certificate["names"] == ["issued.test"]
    assert certificate["content"]["pem"].startswith("-----BEGIN CERTIFICATE-----")
    assert certificate["validations"][0]["record_value"].endswith(".acm-validations.aws.")
    missing = requests.get(f"{sandbox.admin}/certificates/{quote(arn[:-1], safe='')}", timeout=10)
    assert missing.status_code == 404


def test_zones_and_their_records(sandbox: Sandbox) -> None:
    [zone] = told(sandbox, "zones")
    assert (zone["name"], zone["account"], zone["private"]) == ("issued.test", "000000000000", False)
    whole = told(sandbox, f"zones/{zone['id']}")
    assert len(whole["record_sets"]) == zone["records"] == 3
    assert [row["type"] for row in whole["record_sets"]] == ["NS", "SOA", "CNAME"]
    part = told(sandbox, f"zones/{zone['id']}", offset=1, limit=1)
    assert part["record_sets"] == whole["record_sets"][1:2]
    assert requests.get(f"{sandbox.admin}/zones/ZNONE", timeout=10).status_code == 404


def test_accounts_without_their_secrets(sandbox: Sandbox) -> None:
    text = requests.get(f"{sandbox.admin}/accounts", timeout=10).text
    assert FOOBAR.secret not in text
    accounts = {row["id"]: row for row in told(sandbox, "accounts")}
    assert accounts[FOOBAR.account]["certificates"] == 4
    assert sum(accounts[FOOBAR.account]["certificates_by_region"].values()) == 4
    assert [key["id"] for key in accounts[FOOBAR.account]["access_keys"]] == [FOOBAR.access]
    assert len(told(sandbox, "accounts", limit=1)) == 1


def test_everything_in_numbers(sandbox: Sandbox) -> None:
    assert told(sandbox, "overview") == {
        "accounts": 2,
        "certificates": 6,
        "statuses": {"FAILED": 1, "ISSUED": 1, "PENDING_VALIDATION": 4},
        "authorities": 0,
        "load_balancers": 0,
        "distributions": 0,
        "mails": 40,
        "zones": 1,
        "rules": 0,
        "queues": 0,
        "fault_rules": 0,
        "faults_fired": 0,
    }
    assert len(told(sandbox, "mail", limit=7)) == 7


@pytest.mark.parametrize("path", ["certificates?limit=many", "certificates?sort=taste", "mail?limit=-1"])
def test_what_is_not_understood(sandbox: Sandbox, path: str) -> None:
    answer = requests.get(f"{sandbox.admin}/{path}", timeout=10)
    assert answer.status_code == 400
    assert answer.json()["error"]


@pytest.mark.parametrize("rate", [0, -1, "fast", None, 1e9])
def test_a_clock_that_cannot_be(sandbox: Sandbox, rate: Any) -> None:
    answer = requests.post(f"{sandbox.admin}/clock/rate", json={"rate": rate}, timeout=10)
    assert answer.status_code == 400
    assert told(sandbox, "clock")["rate"] == 1


def test_other_pages_in_the_browser_are_refused(sandbox: Sandbox) -> None:
    for headers in (
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Host": "evil.example"},
        {"Host": "evil.example", "Origin": "http://evil.example"},
    ):
        for call in (requests.get, requests.post):
            answer = call(f"{sandbox.admin}/overview", headers=headers, timeout=10)
            assert answer.status_code == 400, headers
    own = {"Origin": sandbox.admin, "Host": sandbox.admin.removeprefix("http://")}
    assert requests.get(f"{sandbox.admin}/overview", headers=own, timeout=10).ok


@pytest.mark.parametrize("name", ["", "page.css", "page.js", "dom.js", "icon.svg"])
def test_the_page_is_served_whole(sandbox: Sandbox, name: str) -> None:
    answer = requests.get(f"{sandbox.admin}/{name}", timeout=10)
    assert answer.ok
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    kinds = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml", "": "text/html"}
    assert answer.headers["Content-Type"].startswith(kinds[name.rpartition(".")[2]])


def test_zones_of_other_accounts(sandbox: Sandbox) -> None:
    zone = Zone(sandbox, "other.test", FOOBAR)
    rows = {row["name"]: row["account"] for row in told(sandbox, "zones")}
    assert rows == {"issued.test": "000000000000", "other.test": FOOBAR.account}
    zone.route53.delete_hosted_zone(Id=zone.id)
