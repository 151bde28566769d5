"""The options that say how late ACM and IAM are, and how much they take."""

import pathlib
from collections.abc import Callable, Iterator

import pytest

from acm.emulator import Sandbox, Zone, describe, records, refused

from .balancers import Balancers, import_certificate, upload_certificate, users_of

Start = Callable[..., Sandbox]


@pytest.fixture
def start(tmp_path: pathlib.Path) -> Iterator[Start]:
    running = []

    def started(*arguments: str) -> Sandbox:
        running.append(Sandbox(tmp_path, ["--no-quotas", "--no-skew-check", *arguments]))
        return running[-1]

    yield started
    for sandbox in running:
        assert sandbox.stop() == 0, sandbox.log.read_text()[-4000:]


def test_release_delay(start: Start) -> None:
    sandbox = start("--release-delay", "20m")
    acm, iam, elbv2 = (sandbox.client(service) for service in ("acm", "iam", "elbv2"))
    balancers = Balancers(elbv2)
    arn, kept = import_certificate(acm), upload_certificate(iam)
    balancer = balancers.create()
    balancers.listen(balancer, arn)
    balancers.listen(balancer, kept["Arn"], 8443)
    elbv2.delete_load_balancer(LoadBalancerArn=balancer)
    sandbox.advance("19m")
    assert users_of(acm, arn) == [balancer]
    assert refused(acm.delete_certificate, CertificateArn=arn)[0] == "ResourceInUseException"
    assert refused(iam.delete_server_certificate, ServerCertificateName="shop")[0] == "DeleteConflict"
    sandbox.advance("2m")
    assert users_of(acm, arn) == []
    acm.delete_certificate(CertificateArn=arn)
    iam.delete_server_certificate(ServerCertificateName="shop")


def test_release_is_forgotten_when_it_is_used_again(start: Start) -> None:
    sandbox = start("--release-delay", "20m")
    acm, elbv2 = sandbox.client("acm"), sandbox.client("elbv2")
    balancers = Balancers(elbv2)
    arn = import_certificate(acm)
    balancer = balancers.create()
    for _ in range(2):
        listener = balancers.listen(balancer, arn)
        assert users_of(acm, arn) == [balancer], "once"
        elbv2.delete_listener(ListenerArn=listener)
        sandbox.advance("15m")
    sandbox.advance("1m")
    assert users_of(acm, arn) == [balancer], "twenty minutes after the second time"
    sandbox.advance("10m")
    assert users_of(acm, arn) == []


def test_delete_delay(start: Start) -> None:
    sandbox = start("--delete-delay", "10m")
    acm = sandbox.client("acm")
    arn = import_certificate(acm)

    def listed() -> list[str]:
        return [row["CertificateArn"] for row in acm.list_certificates()["CertificateSummaryList"]]

    acm.delete_certificate(CertificateArn=arn)
    assert refused(acm.describe_certificate, CertificateArn=arn)[0] == "ResourceNotFoundException"
    assert listed() == [arn]
    sandbox.advance("11m")
    assert listed() == []


def test_record_delay(start: Start) -> None:
    sandbox = start("--record-delay", "5m")
    acm = sandbox.client("acm")
    arn = acm.request_certificate(DomainName="www.shop.test", ValidationMethod="DNS")["CertificateArn"]
    sandbox.advance("4m")
    assert "ResourceRecord" not in describe(acm, arn)["DomainValidationOptions"][0]
    sandbox.advance("2m")
    assert "ResourceRecord" in describe(acm, arn)["DomainValidationOptions"][0]


def test_issuance_delay(start: Start) -> None:
    sandbox = start("--issuance-delay", "30m")
    acm = sandbox.client("acm")
    arn = acm.request_certificate(DomainName="www.shop.test", ValidationMethod="DNS")["CertificateArn"]
    record = records(acm, arn)["www.shop.test"]
    Zone(sandbox, "shop.test").write(record["Name"], record["Type"], record["Value"])
    sandbox.advance("20m")
    found = describe(acm, arn)
    assert found["Status"] == "PENDING_VALIDATION"
    assert found["DomainValidationOptions"][0]["ValidationStatus"] == "SUCCESS"
    sandbox.advance("20m")
    assert describe(acm, arn)["Status"] == "ISSUED"


def test_quotas(start: Start) -> None:
    sandbox = start(
        *("--certificates", "2", "--requests-per-year", "3", "--imports-per-year", "3"),
        *("--names-per-certificate", "2", "--server-certificates", "1"),
    )
    acm, iam = sandbox.client("acm"), sandbox.client("iam")
    names = {"DomainName": "a.test", "SubjectAlternativeNames": ["b.test", "c.test"]}
    assert refused(acm.request_certificate, **names)[0] == "LimitExceededException"
    for _ in range(2):
        acm.request_certificate(DomainName="a.test", ValidationMethod="DNS")
    assert refused(acm.request_certificate, DomainName="a.test")[0] == "LimitExceededException"
    imported = [import_certificate(acm) for _ in range(2)]
    assert refused(import_certificate, acm=acm)[0] == "LimitExceededException"
    acm.delete_certificate(CertificateArn=imported[0])
    acm.delete_certificate(CertificateArn=import_certificate(acm))
    code, message = refused(import_certificate, acm=acm)
    assert code == "LimitExceededException"
    assert "limit of 3 certificates in the last year" in message
    upload_certificate(iam)
    assert refused(upload_certificate, iam=iam, name="other")[0] == "LimitExceeded"
