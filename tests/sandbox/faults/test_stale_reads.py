"""Reads that are answered from the state of some seconds ago."""

import time

from acm.emulator import Sandbox, describe, refused
from processes import wait_for

from .plan import Plan


def request(sandbox: Sandbox, name: str) -> str:
    return sandbox.client().request_certificate(DomainName=name, ValidationMethod="DNS")["CertificateArn"]


def names(sandbox: Sandbox) -> set[str]:
    rows = sandbox.client().list_certificates()["CertificateSummaryList"]
    return {row["DomainName"] for row in rows}


def test_what_was_made_is_seen_later(sandbox: Sandbox, plan: Plan) -> None:
    request(sandbox, "old.test")
    plan.put({"fault": "stale", "behind": "2s"})
    arn = request(sandbox, "new.test")
    made = time.monotonic()
    assert names(sandbox) == {"old.test"}
    code, _ = refused(sandbox.client().describe_certificate, CertificateArn=arn)
    assert code == "ResourceNotFoundException"
    wait_for("the list to know it", lambda: names(sandbox) == {"old.test", "new.test"}, seconds=10)
    assert time.monotonic() - made >= 1.5
    assert describe(sandbox.client(), arn)["DomainName"] == "new.test"


def test_what_was_deleted_is_seen_on(sandbox: Sandbox, plan: Plan) -> None:
    arn = request(sandbox, "old.test")
    plan.put({"fault": "stale", "behind": "2s", "operation": "ListCertificates"})
    sandbox.client().delete_certificate(CertificateArn=arn)
    assert names(sandbox) == {"old.test"}
    code, _ = refused(sandbox.client().describe_certificate, CertificateArn=arn)
    assert code == "ResourceNotFoundException", "only lists lag"
    wait_for("the list to forget it", lambda: names(sandbox) == set(), seconds=10)


def test_other_regions_and_accounts_are_not_behind(sandbox: Sandbox, plan: Plan) -> None:
    plan.put({"fault": "stale", "behind": "60s", "region": "us-east-1"})
    request(sandbox, "here.test")
    there = sandbox.client(region="eu-west-1")
    there.request_certificate(DomainName="there.test", ValidationMethod="DNS")
    assert names(sandbox) == set()
    assert len(there.list_certificates()["CertificateSummaryList"]) == 1
    plan.clear()
    assert names(sandbox) == {"here.test"}


def test_global_services_lag_too(sandbox: Sandbox, plan: Plan) -> None:
    plan.put({"fault": "stale", "behind": "60s", "service": "route53"})
    route53 = sandbox.client("route53")
    route53.create_hosted_zone(Name="shop.test", CallerReference="1")
    assert route53.list_hosted_zones()["HostedZones"] == []
    plan.clear()
    assert len(route53.list_hosted_zones()["HostedZones"]) == 1
