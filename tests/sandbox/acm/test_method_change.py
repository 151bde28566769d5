"""The change of a certificate's validation from email to DNS (ACM user guide "Email to DNS validation")."""

import time
from collections.abc import Iterator
from typing import Any

import pytest

from .emulator import Sandbox, Zone, describe, issue, refused, wait_for_status
from .test_validation import request


class TestFromEmailToDns:
    @pytest.fixture
    def issued(self, sandbox: Sandbox) -> Iterator[tuple[Sandbox, Any, str]]:
        acm = sandbox.client()
        arn = request(acm, "move.test", ValidationMethod="EMAIL")
        sandbox.approve(sandbox.wait_for_mails(arn)[0])
        wait_for_status(acm, arn, "ISSUED")
        yield sandbox, acm, arn

    def move(self, acm: Any, arn: str) -> dict[str, str]:
        """Asks for DNS; the record that proves the name."""
        acm.update_certificate_options(CertificateArn=arn, Options={"ValidationMethod": "DNS"})
        listed = acm.list_certificate_domain_validations(CertificateArn=arn)["DomainValidationSummaryList"]
        assert listed[0]["ActiveValidationConfiguration"]["ValidationMethod"] == "EMAIL"
        requested = listed[0]["RequestedValidationConfiguration"]
        assert (requested["ValidationMethod"], requested["ValidationStatus"]) == ("DNS", "PENDING_VALIDATION")
        return requested["ValidationChallenge"]["DnsValidationChallenge"]["ResourceRecord"]

    def test_it_is_done_when_the_record_is_there(self, issued: tuple[Sandbox, Any, str]) -> None:
        sandbox, acm, arn = issued
        record = self.move(acm, arn)
        pending = describe(acm, arn)["UpdateSummary"]
        assert (pending["Status"], pending["Type"]) == (
            "PENDING_DOMAIN_VALIDATION",
            "DOMAIN_VALIDATION_METHOD",
        )
        assert pending["DomainValidationMethodUpdateSummary"] == {"From": "EMAIL", "To": "DNS"}

        Zone(sandbox, "move.test").write(record["Name"], "CNAME", record["Value"])

        deadline = time.monotonic() + 15
        while describe(acm, arn)["UpdateSummary"]["Status"] != "SUCCESS" and time.monotonic() < deadline:
            time.sleep(0.1)
        found = describe(acm, arn)
        assert found["UpdateSummary"]["Status"] == "SUCCESS"
        assert found["CertificateArn"] == arn
        assert found["Status"] == "ISSUED"
        listed = acm.list_certificate_domain_validations(CertificateArn=arn)["DomainValidationSummaryList"]
        assert listed[0]["ActiveValidationConfiguration"]["ValidationMethod"] == "DNS"
        assert "RequestedValidationConfiguration" not in listed[0]

    def test_it_is_given_up_after_72_hours_and_may_be_tried_again(
        self, issued: tuple[Sandbox, Any, str]
    ) -> None:
        sandbox, acm, arn = issued
        self.move(acm, arn)

        sandbox.advance("73h")

        deadline = time.monotonic() + 10
        while describe(acm, arn)["UpdateSummary"]["Status"] != "FAILED" and time.monotonic() < deadline:
            time.sleep(0.1)
        assert describe(acm, arn)["UpdateSummary"]["Status"] == "FAILED"
        listed = acm.list_certificate_domain_validations(CertificateArn=arn)["DomainValidationSummaryList"]
        assert listed[0]["ActiveValidationConfiguration"]["ValidationMethod"] == "EMAIL"
        self.move(acm, arn)

    def test_only_one_at_a_time(self, issued: tuple[Sandbox, Any, str]) -> None:
        _, acm, arn = issued
        self.move(acm, arn)

        code, _ = refused(
            acm.update_certificate_options, CertificateArn=arn, Options={"ValidationMethod": "DNS"}
        )
        assert code in ("ConflictException", "InvalidStateException")

    def test_not_back_to_email(self, sandbox: Sandbox) -> None:
        acm = sandbox.client()
        arn = issue(sandbox, "back.test")

        code, _ = refused(
            acm.update_certificate_options, CertificateArn=arn, Options={"ValidationMethod": "EMAIL"}
        )
        assert code in ("ValidationException", "InvalidStateException")

    def test_not_while_pending(self, sandbox: Sandbox) -> None:
        acm = sandbox.client()
        arn = request(acm, "move.test", ValidationMethod="EMAIL")

        code, _ = refused(
            acm.update_certificate_options, CertificateArn=arn, Options={"ValidationMethod": "DNS"}
        )
        assert code == "InvalidStateException"

    def test_export_is_settled_at_the_request(self, issued: tuple[Sandbox, Any, str]) -> None:
        _, acm, arn = issued

        code, _ = refused(acm.update_certificate_options, CertificateArn=arn, Options={"Export": "ENABLED"})

        assert code in ("ValidationException", "InvalidStateException")
        assert describe(acm, arn)["Options"]["Export"] == "DISABLED"
