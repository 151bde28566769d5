"""What ACM tells EventBridge ("Amazon EventBridge support for ACM" in the ACM user guide)."""

import datetime
import json
import uuid
from collections.abc import Callable
from typing import Any

import pytest

from acm.emulator import Sandbox, Zone, describe, issue, records, wait_for_status
from certificates import self_signed
from use.balancers import Balancers

from .queues import Queue

DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def everything(listen: Callable[..., None]) -> None:
    listen(json.dumps({"source": ["aws.acm"]}))


def import_certificate(acm: Any, lifetime: datetime.timedelta = 90 * DAY, **more: Any) -> str:
    made = self_signed(["www.shop.test"], "RSA_2048", lifetime)
    wanted = {"Certificate": made.certificate, "PrivateKey": made.private_key, **more}
    return acm.import_certificate(**wanted)["CertificateArn"]


def in_seconds(time: datetime.datetime) -> str:
    return time.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def days_left(event: dict[str, Any], not_after: datetime.datetime) -> int:
    left = not_after - datetime.datetime.fromisoformat(event["time"])
    return -(-left // DAY)


def of_type(found: list[dict[str, Any]], detail_type: str) -> list[dict[str, Any]]:
    return [event for event in found if event["detail-type"] == f"ACM Certificate {detail_type}"]


class TestAvailable:
    def test_an_import(self, acm: Any, queue: Queue) -> None:
        arn = import_certificate(acm)
        found = queue.events()
        detail = describe(acm, arn)
        assert len(found) == 1
        assert uuid.UUID(found[0].pop("id")).version == 4
        assert found[0].pop("time") == in_seconds(detail["ImportedAt"])
        assert found == [
            {
                "version": "0",
                "detail-type": "ACM Certificate Available",
                "source": "aws.acm",
                "account": "000000000000",
                "region": "us-east-1",
                "resources": [arn],
                "detail": {
                    "Action": "IMPORT",
                    "CertificateType": "IMPORTED",
                    "CommonName": "www.shop.test",
                    "CertificateCreatedDate": in_seconds(detail["CreatedAt"]),
                    "CertificateExpirationDate": in_seconds(detail["NotAfter"]),
                    "DaysToExpiry": 90,
                    "InUse": False,
                    "Exported": False,
                },
            }
        ]

    def test_a_reimport(self, acm: Any, queue: Queue) -> None:
        arn = import_certificate(acm)
        import_certificate(acm, CertificateArn=arn)
        assert [event["detail"]["Action"] for event in queue.events()] == ["IMPORT", "REIMPORT"]

    def test_from_issuance_to_renewal(self, sandbox: Sandbox, acm: Any, queue: Queue) -> None:
        arn = issue(sandbox, "www.shop.test")
        first = describe(acm, arn)
        Balancers(sandbox.client("elbv2")).present(arn)
        sandbox.advance("160d")
        renewed = describe(acm, arn)
        found = of_type(queue.events(), "Available")
        assert [event["detail"]["Action"] for event in found] == ["ISSUANCE", "RENEWAL"]
        assert [event["detail"]["CertificateType"] for event in found] == ["AMAZON_ISSUED"] * 2
        assert [event["detail"]["DomainValidationMethod"] for event in found] == ["DNS"] * 2
        assert [event["detail"]["InUse"] for event in found] == [False, True]
        assert [event["detail"]["CertificateExpirationDate"] for event in found] == [
            in_seconds(first["NotAfter"]),
            in_seconds(renewed["NotAfter"]),
        ]
        assert [event["detail"]["DaysToExpiry"] for event in found] == [
            days_left(found[0], first["NotAfter"]),
            days_left(found[1], renewed["NotAfter"]),
        ]


class TestApproachingExpiration:
    def test_every_day_from_45_on(self, sandbox: Sandbox, acm: Any, queue: Queue) -> None:
        arn = import_certificate(acm, 60 * DAY)
        not_after = describe(acm, arn)["NotAfter"]
        sandbox.advance("14d")
        assert of_type(queue.events(), "Approaching Expiration") == []
        sandbox.advance("50d")
        found = queue.events()
        approaching = of_type(found, "Approaching Expiration")
        assert [event["detail"] for event in approaching] == [
            {"DaysToExpiry": days, "CommonName": "www.shop.test"} for days in range(45, 0, -1)
        ]
        assert [days_left(event, not_after) for event in approaching] == list(range(45, 0, -1))
        assert of_type(found, "Expired") == [], "not of imported certificates"

    def test_from_when_the_account_says(self, sandbox: Sandbox, acm: Any, queue: Queue) -> None:
        acm.put_account_configuration(ExpiryEvents={"DaysBeforeExpiry": 3}, IdempotencyToken="once")
        import_certificate(acm, 30 * DAY)
        sandbox.advance("40d")
        found = of_type(queue.events(), "Approaching Expiration")
        assert [event["detail"]["DaysToExpiry"] for event in found] == [3, 2, 1]

    def test_not_of_what_was_deleted(self, sandbox: Sandbox, acm: Any, queue: Queue) -> None:
        acm.delete_certificate(CertificateArn=import_certificate(acm, 30 * DAY))
        sandbox.advance("40d")
        assert of_type(queue.events(), "Approaching Expiration") == []


class TestEnd:
    def test_expired(self, sandbox: Sandbox, acm: Any, queue: Queue) -> None:
        arn = issue(sandbox, "www.shop.test")
        detail = describe(acm, arn)
        sandbox.advance("199d")
        found = of_type(queue.events(), "Expired")
        assert [event["resources"] for event in found] == [[arn]]
        assert found[0]["time"] == in_seconds(detail["NotAfter"])
        assert found[0]["detail"] == {
            "CertificateType": "AMAZON_ISSUED",
            "CommonName": "www.shop.test",
            "DomainValidationMethod": "DNS",
            "CertificateCreatedDate": in_seconds(detail["CreatedAt"]),
            "CertificateExpirationDate": in_seconds(detail["NotAfter"]),
            "InUse": False,
            "Exported": False,
        }

    def test_revoked(self, sandbox: Sandbox, acm: Any, queue: Queue) -> None:
        arn = issue(sandbox, "www.shop.test", Options={"Export": "ENABLED"})
        acm.export_certificate(CertificateArn=arn, Passphrase=b"a passphrase")
        acm.revoke_certificate(CertificateArn=arn, RevocationReason="SUPERSEDED")
        found = of_type(queue.events(), "Revoked")
        assert [event["detail"] for event in found] == [
            {
                "CertificateType": "AMAZON_ISSUED",
                "CommonName": "www.shop.test",
                "CertificateExpirationDate": in_seconds(describe(acm, arn)["NotAfter"]),
                "Exportable": True,
            }
        ]


class TestRenewalActionRequired:
    def test_when_a_record_is_gone(self, sandbox: Sandbox, acm: Any, queue: Queue) -> None:
        arn = acm.request_certificate(DomainName="www.shop.test", ValidationMethod="DNS")["CertificateArn"]
        record = records(acm, arn)["www.shop.test"]
        zone = Zone(sandbox, "shop.test")
        zone.write(record["Name"], record["Type"], record["Value"])
        not_after = wait_for_status(acm, arn, "ISSUED")["NotAfter"]
        Balancers(sandbox.client("elbv2")).present(arn)
        zone.write(record["Name"], record["Type"], record["Value"], action="DELETE")
        sandbox.advance("200d")
        found = of_type(queue.events(), "Renewal Action Required")
        assert [event["detail"]["DaysToExpiry"] for event in found] == [30, 15, 3, 1]
        assert [days_left(event, not_after) for event in found] == [30, 15, 3, 1]
        assert found[0]["detail"] == {
            "CertificateType": "AMAZON_ISSUED",
            "CommonName": "www.shop.test",
            "DomainValidationMethod": "DNS",
            "RenewalStatusReason": "PENDING_DOMAIN_VALIDATION",
            "DaysToExpiry": 30,
            "CertificateExpirationDate": in_seconds(not_after),
            "InUse": True,
            "Exported": False,
        }

    def test_when_a_caa_record_forbids_it(self, sandbox: Sandbox, acm: Any, queue: Queue) -> None:
        arn = acm.request_certificate(DomainName="www.shop.test", ValidationMethod="DNS")["CertificateArn"]
        record = records(acm, arn)["www.shop.test"]
        zone = Zone(sandbox, "shop.test")
        zone.write(record["Name"], record["Type"], record["Value"])
        wait_for_status(acm, arn, "ISSUED")
        Balancers(sandbox.client("elbv2")).present(arn)
        zone.write("shop.test", "CAA", '0 issue "other.example"')
        sandbox.advance("169d")
        found = of_type(queue.events(), "Renewal Action Required")
        assert [event["detail"]["RenewalStatusReason"] for event in found] == ["CAA_ERROR"]


def test_each_region_tells_its_own(sandbox: Sandbox, queue: Queue) -> None:
    import_certificate(sandbox.client("acm", "eu-west-1"))
    assert queue.events() == []


def test_a_rule_for_one_certificate(sandbox: Sandbox, acm: Any, events: Any, queue: Queue) -> None:
    """As templates write them."""
    wanted, other = import_certificate(acm, 30 * DAY), import_certificate(acm, 30 * DAY)
    queue.events()
    pattern = {
        "source": ["aws.acm"],
        "detail-type": ["ACM Certificate Approaching Expiration"],
        "resources": [wanted],
        "detail": {"DaysToExpiry": [{"numeric": ["<=", 7]}]},
    }
    events.put_rule(Name="rule", EventPattern=json.dumps(pattern))
    sandbox.advance("31d")
    found = queue.events()
    assert [event["detail"]["DaysToExpiry"] for event in found] == [7, 6, 5, 4, 3, 2, 1]
    assert {event["resources"][0] for event in found} == {wanted} != {other}
