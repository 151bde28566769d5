"""boto3's own retries come through what a network and a busy service do."""

import concurrent.futures
from typing import Any

import pytest

from acm.emulator import Sandbox

from .plan import Plan

BURSTS: dict[str, dict[str, Any]] = {
    "resets": {"fault": "reset", "every": 3, "lasts": 2},
    "lost replies": {"fault": "lost_reply", "every": 3},
    "throttling": {"fault": "throttled", "every": 3, "lasts": 2},
    "failures": {"fault": "server_error", "status": 500, "every": 3},
    "a proxy without its servers": {"fault": "proxy_error", "status": 503, "every": 3, "lasts": 2},
}


@pytest.mark.parametrize("name", BURSTS)
def test_standard_retries_survive(sandbox: Sandbox, plan: Plan, name: str) -> None:
    acm = sandbox.client(retries={"mode": "standard", "total_max_attempts": 5})
    plan.put(BURSTS[name])
    for _ in range(6):
        acm.list_certificates()
    [(matched, fired)] = plan.counts()
    assert fired >= 2
    assert matched == 6 + fired


def test_a_token_makes_a_lost_reply_harmless(sandbox: Sandbox, plan: Plan) -> None:
    acm = sandbox.client(retries={"mode": "standard", "total_max_attempts": 3})
    plan.put({"fault": "lost_reply", "operation": "RequestCertificate", "times": 1})
    arn = acm.request_certificate(DomainName="a.test", ValidationMethod="DNS", IdempotencyToken="once")[
        "CertificateArn"
    ]
    rows = acm.list_certificates()["CertificateSummaryList"]
    assert [row["CertificateArn"] for row in rows] == [arn]
    assert plan.counts() == [(2, 1)]


def test_many_clients_at_once(sandbox: Sandbox, plan: Plan) -> None:
    """However calls interleave, every fifth of them is thrown away."""
    acm = sandbox.client(retries={"mode": "standard", "total_max_attempts": 8}, max_pool_connections=10)
    plan.put({"fault": "throttled", "every": 5})
    with concurrent.futures.ThreadPoolExecutor(10) as pool:
        list(pool.map(lambda _: acm.list_certificates(), range(80)))
    [(matched, fired)] = plan.counts()
    assert (matched, fired) == (99, 19), "eighty were answered"
