"""GET /calls: what a program asked for, counted by somebody else."""

from collections.abc import Iterator

import pytest
import requests
from botocore.exceptions import ClientError, HTTPClientError

from acm.emulator import Sandbox
from processes import free_port


@pytest.fixture(scope="module")
def other_port() -> int:
    return free_port()


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory, other_port: int) -> Iterator[Sandbox]:
    started = Sandbox(tmp_path_factory.mktemp("sandbox"), ["--also-port", str(other_port)])
    yield started
    assert started.stop() == 0


def counted(sandbox: Sandbox) -> dict[tuple[str, str], tuple[int, int]]:
    answer = requests.get(f"{sandbox.admin}/calls", timeout=10)
    answer.raise_for_status()
    return {(row["region"], row["operation"]): (row["calls"], row["throttled"]) for row in answer.json()}


def forget(sandbox: Sandbox) -> None:
    assert requests.delete(f"{sandbox.admin}/calls", timeout=10).json() == []


def test_calls_are_counted_by_region_and_operation(sandbox: Sandbox) -> None:
    forget(sandbox)
    for region, times in (("us-east-1", 2), ("eu-west-1", 1)):
        for _ in range(times):
            sandbox.client("acm", region).list_certificates()
    assert counted(sandbox) == {
        ("us-east-1", "ListCertificates"): (2, 0),
        ("eu-west-1", "ListCertificates"): (1, 0),
    }


def test_what_was_throttled_is_told(sandbox: Sandbox) -> None:
    forget(sandbox)
    refused = 0
    for _ in range(30):
        try:
            sandbox.client("acm", "us-west-2").list_certificates()
        except ClientError:
            refused += 1
    assert refused > 0
    assert counted(sandbox) == {("us-west-2", "ListCertificates"): (30, refused)}


def test_what_is_not_signed_rightly_is_not_counted(sandbox: Sandbox) -> None:
    forget(sandbox)
    requests.post(
        sandbox.url, headers={"X-Amz-Target": "CertificateManager.ListCertificates"}, data="{}", timeout=10
    )
    assert counted(sandbox) == {}


@pytest.mark.parametrize(
    ("fault", "throttled"), [("throttled", 1), ("server_error", 0), ("reset", 0), ("lost_reply", 0)]
)
def test_what_a_fault_answered_was_asked_for_too(sandbox: Sandbox, fault: str, throttled: int) -> None:
    acm = sandbox.client("acm", "eu-north-1")
    forget(sandbox)
    faults = f"{sandbox.admin}/faults"
    requests.put(faults, json={"rules": [{"fault": fault, "nth": 1}]}, timeout=10).raise_for_status()
    try:
        with pytest.raises((ClientError, HTTPClientError)):
            acm.list_certificates()
        acm.list_certificates()
    finally:
        requests.delete(faults, timeout=10).raise_for_status()
    assert counted(sandbox) == {("eu-north-1", "ListCertificates"): (2, throttled)}


def test_another_port_is_the_same_world(sandbox: Sandbox, other_port: int) -> None:
    answer = sandbox.call("RequestCertificate", {"DomainName": "www.port.test"})
    arn = answer.json()["CertificateArn"]
    forget(sandbox)
    first = sandbox.url
    sandbox.url = f"http://127.0.0.1:{other_port}"
    try:
        found = sandbox.call("DescribeCertificate", {"CertificateArn": arn})
    finally:
        sandbox.url = first
    assert found.json()["Certificate"]["DomainName"] == "www.port.test"
    assert counted(sandbox) == {("us-east-1", "DescribeCertificate"): (1, 0)}
