"""Exportable public certificates: export, renewal, revocation, expiry."""

import datetime
import time
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from processes import wait_for

from .emulator import Sandbox, Zone, describe, issue, refused, wait_for_status

PASSPHRASE = b"correct horse"
EXPORTABLE = {"Export": "ENABLED"}


@pytest.fixture
def arn(sandbox: Sandbox) -> str:
    return issue(sandbox, "export.test", Options=EXPORTABLE, SubjectAlternativeNames=["*.export.test"])


def export(acm: Any, arn: str, passphrase: bytes = PASSPHRASE) -> dict[str, str]:
    return acm.export_certificate(CertificateArn=arn, Passphrase=passphrase)


def renewed(acm: Any, arn: str, serial: str) -> dict[str, Any]:
    wait_for("the renewal", lambda: describe(acm, arn)["Serial"] != serial)
    wait_for_renewal(acm, arn, "SUCCESS")
    return describe(acm, arn)


def wait_for_renewal(acm: Any, arn: str, status: str) -> dict[str, Any]:
    """It may be PENDING_AUTO_RENEWAL for a moment."""

    def summary() -> dict[str, Any]:
        return describe(acm, arn).get("RenewalSummary", {})

    wait_for(f"the renewal to be {status}", lambda: summary().get("RenewalStatus") == status)
    return summary()


class TestExported:
    """One certificate, exported again and again."""

    @pytest.fixture(scope="class")
    @staticmethod
    def arn(started: Sandbox) -> str:
        started.reset()
        return issue(started, "export.test", Options=EXPORTABLE, SubjectAlternativeNames=["*.export.test"])

    @pytest.fixture
    @staticmethod
    def acm(started: Sandbox) -> Any:
        return started.client()

    def test_what_it_gives(self, acm: Any, arn: str) -> None:
        answer = export(acm, arn)

        got = acm.get_certificate(CertificateArn=arn)
        assert answer["Certificate"] == got["Certificate"]
        assert answer["CertificateChain"] == got["CertificateChain"]
        assert answer["PrivateKey"].startswith("-----BEGIN ENCRYPTED PRIVATE KEY-----\n")
        assert answer["PrivateKey"].rstrip().endswith("-----END ENCRYPTED PRIVATE KEY-----")

    def test_the_key_is_that_of_the_certificate(self, acm: Any, arn: str) -> None:
        answer = export(acm, arn)

        key = load_pem_private_key(answer["PrivateKey"].encode(), PASSPHRASE)
        certificate = x509.load_pem_x509_certificate(answer["Certificate"].encode())
        assert isinstance(key, rsa.RSAPrivateKey)
        assert key.public_key() == certificate.public_key()

    def test_another_passphrase_does_not_open_it(self, acm: Any, arn: str) -> None:
        answer = export(acm, arn)

        with pytest.raises(ValueError):
            load_pem_private_key(answer["PrivateKey"].encode(), b"another passphrase")

    def test_every_export_is_of_the_same_key(self, acm: Any, arn: str) -> None:
        first = load_pem_private_key(export(acm, arn)["PrivateKey"].encode(), PASSPHRASE)
        second = load_pem_private_key(export(acm, arn, b"other")["PrivateKey"].encode(), b"other")

        assert first.public_key() == second.public_key()

    @pytest.mark.parametrize("passphrase", [b"abcd", b"a" * 128, b" ~!@^&*()-_=+[]{}|;:'\",.<>/?`\\"])
    def test_passphrases(self, acm: Any, arn: str, passphrase: bytes) -> None:
        answer = export(acm, arn, passphrase)

        assert load_pem_private_key(answer["PrivateKey"].encode(), passphrase)


class TestNotExported:
    """One certificate that nobody gets."""

    @pytest.fixture(scope="class")
    @staticmethod
    def arn(started: Sandbox) -> str:
        started.reset()
        return issue(started, "export.test", Options=EXPORTABLE)

    @pytest.fixture
    @staticmethod
    def acm(started: Sandbox) -> Any:
        return started.client()

    @pytest.mark.parametrize(
        "passphrase",
        [
            b"abc",
            b"a" * 129,
            b"",
            b"with#hash",
            b"with$dollar",
            b"with%percent",
            b"ends so\n",
            "häßlich".encode(),
        ],
    )
    def test_what_is_no_passphrase(self, acm: Any, arn: str, passphrase: bytes) -> None:
        code, message = refused(acm.export_certificate, CertificateArn=arn, Passphrase=passphrase)

        assert code == "ValidationException"
        assert not passphrase or passphrase.decode() not in message
        summary = acm.list_certificates()["CertificateSummaryList"][0]
        assert summary["Exported"] is False


class TestExport:
    def test_an_elliptic_curve(self, sandbox: Sandbox, acm: Any) -> None:
        arn = issue(sandbox, "curve.test", Options=EXPORTABLE, KeyAlgorithm="EC_secp384r1")

        answer = export(acm, arn)

        key = load_pem_private_key(answer["PrivateKey"].encode(), PASSPHRASE)
        assert isinstance(key, ec.EllipticCurvePrivateKey)
        certificate = x509.load_pem_x509_certificate(answer["Certificate"].encode())
        assert key.public_key() == certificate.public_key()

    def test_it_is_remembered(self, acm: Any, arn: str) -> None:
        before = acm.list_certificates()["CertificateSummaryList"][0]
        assert (before["Exported"], before["ExportOption"]) == (False, "ENABLED")
        assert describe(acm, arn)["RenewalEligibility"] == "INELIGIBLE"

        export(acm, arn)

        assert acm.list_certificates()["CertificateSummaryList"][0]["Exported"] is True
        assert describe(acm, arn)["RenewalEligibility"] == "ELIGIBLE"

    def test_not_without_the_option(self, sandbox: Sandbox, acm: Any) -> None:
        arn = issue(sandbox, "closed.test")

        code, _ = refused(acm.export_certificate, CertificateArn=arn, Passphrase=PASSPHRASE)

        assert code == "ValidationException"

    def test_not_while_pending(self, acm: Any) -> None:
        arn = acm.request_certificate(DomainName="p.test", ValidationMethod="DNS", Options=EXPORTABLE)[
            "CertificateArn"
        ]

        code, _ = refused(acm.export_certificate, CertificateArn=arn, Passphrase=PASSPHRASE)

        assert code == "RequestInProgressException"

    def test_not_what_is_not_there(self, acm: Any, arn: str) -> None:
        acm.delete_certificate(CertificateArn=arn)

        code, _ = refused(acm.export_certificate, CertificateArn=arn, Passphrase=PASSPHRASE)

        assert code == "ResourceNotFoundException"


class TestRenewal:
    def test_on_demand(self, acm: Any, arn: str) -> None:
        export(acm, arn)
        before = describe(acm, arn)

        acm.renew_certificate(CertificateArn=arn)

        after = renewed(acm, arn, before["Serial"])
        assert after["Status"] == "ISSUED"
        assert after["NotAfter"] >= before["NotAfter"]
        assert after["IssuedAt"] > before["IssuedAt"]
        assert after["RenewalSummary"]["RenewalStatus"] == "SUCCESS"
        assert {one["DomainName"] for one in after["RenewalSummary"]["DomainValidationOptions"]} == {
            "export.test",
            "*.export.test",
        }
        assert after["RenewalSummary"]["UpdatedAt"] >= before["IssuedAt"]
        body = acm.get_certificate(CertificateArn=arn)["Certificate"]
        certificate = x509.load_pem_x509_certificate(body.encode())
        assert int(after["Serial"].replace(":", ""), 16) == certificate.serial_number

    def test_then_it_has_to_be_exported_again(self, acm: Any, arn: str) -> None:
        export(acm, arn)
        acm.renew_certificate(CertificateArn=arn)
        wait_for_renewal(acm, arn, "SUCCESS")

        assert describe(acm, arn)["RenewalEligibility"] == "INELIGIBLE"
        answer = export(acm, arn)

        assert describe(acm, arn)["RenewalEligibility"] == "ELIGIBLE"
        key = load_pem_private_key(answer["PrivateKey"].encode(), PASSPHRASE)
        certificate = x509.load_pem_x509_certificate(answer["Certificate"].encode())
        assert key.public_key() == certificate.public_key()

    def test_not_before_it_was_exported(self, acm: Any, arn: str) -> None:
        code, _ = refused(acm.renew_certificate, CertificateArn=arn)

        assert code == "ValidationException"

    def test_not_while_pending(self, acm: Any) -> None:
        arn = acm.request_certificate(DomainName="p.test", ValidationMethod="DNS", Options=EXPORTABLE)[
            "CertificateArn"
        ]

        assert refused(acm.renew_certificate, CertificateArn=arn)[0] == "RequestInProgressException"

    def test_by_itself_45_days_before_the_end(self, sandbox: Sandbox, acm: Any, arn: str) -> None:
        export(acm, arn)
        before = describe(acm, arn)
        assert "RenewalSummary" not in before

        sandbox.advance(f"{(198 - 47) * 24}h")
        time.sleep(0.5)
        assert describe(acm, arn)["Serial"] == before["Serial"]
        assert "RenewalSummary" not in describe(acm, arn)
        sandbox.advance("96h")

        after = renewed(acm, arn, before["Serial"])
        assert after["CertificateArn"] == arn
        assert after["RenewalSummary"]["RenewalStatus"] == "SUCCESS"
        assert after["NotAfter"] > before["NotAfter"]
        assert after["NotBefore"] > before["NotBefore"]
        assert 196 <= (after["NotAfter"] - after["NotBefore"]).days <= 198

    def test_not_when_nobody_uses_it(self, sandbox: Sandbox, acm: Any, arn: str) -> None:
        before = describe(acm, arn)

        sandbox.advance(f"{190 * 24}h")
        time.sleep(0.5)

        after = describe(acm, arn)
        assert (after["Serial"], after["RenewalEligibility"]) == (before["Serial"], "INELIGIBLE")
        sandbox.advance(f"{10 * 24}h")
        assert wait_for_status(acm, arn, "EXPIRED")["RenewalEligibility"] == "INELIGIBLE"

    def test_not_without_the_records(self, sandbox: Sandbox, acm: Any) -> None:
        arn = acm.request_certificate(DomainName="gone.test", ValidationMethod="DNS", Options=EXPORTABLE)[
            "CertificateArn"
        ]
        zone = Zone(sandbox, "gone.test")
        zone.prove(acm, arn)
        wait_for_status(acm, arn, "ISSUED")
        export(acm, arn)
        before = describe(acm, arn)
        record = before["DomainValidationOptions"][0]["ResourceRecord"]
        zone.write(record["Name"], "CNAME", record["Value"], action="DELETE")
        time.sleep(0.5)

        sandbox.advance(f"{(198 - 43) * 24}h")

        summary = wait_for_renewal(acm, arn, "PENDING_VALIDATION")
        assert summary["DomainValidationOptions"][0]["ValidationStatus"] == "PENDING_VALIDATION"
        assert describe(acm, arn)["Serial"] == before["Serial"]
        assert describe(acm, arn)["Status"] == "ISSUED"

        zone.prove(acm, arn)
        sandbox.advance("2h")
        assert renewed(acm, arn, before["Serial"])["RenewalSummary"]["RenewalStatus"] == "SUCCESS"

    def test_what_is_not_proven_again_fails_at_the_end(self, sandbox: Sandbox, acm: Any) -> None:
        arn = acm.request_certificate(
            DomainName="end.test", ValidationMethod="DNS", Options=EXPORTABLE, KeyAlgorithm="EC_prime256v1"
        )["CertificateArn"]
        zone = Zone(sandbox, "end.test")
        zone.prove(acm, arn)
        wait_for_status(acm, arn, "ISSUED")
        export(acm, arn)
        record = describe(acm, arn)["DomainValidationOptions"][0]["ResourceRecord"]
        zone.write(record["Name"], "CNAME", record["Value"], action="DELETE")
        time.sleep(0.5)

        sandbox.advance(f"{160 * 24}h")
        sandbox.advance(f"{40 * 24}h")

        found = wait_for_status(acm, arn, "EXPIRED")
        assert found["RenewalSummary"]["RenewalStatus"] == "FAILED"
        assert found["RenewalEligibility"] == "INELIGIBLE"

    @pytest.fixture
    def by_email(self, sandbox: Sandbox, acm: Any) -> str:
        """Issued by e-mail, exported, and now 43 days before its end."""
        arn = acm.request_certificate(
            DomainName="mail.test", ValidationMethod="EMAIL", Options=EXPORTABLE, KeyAlgorithm="EC_prime256v1"
        )["CertificateArn"]
        sandbox.approve(sandbox.wait_for_mails(arn)[0])
        wait_for_status(acm, arn, "ISSUED")
        export(acm, arn)
        sandbox.advance(f"{(198 - 43) * 24}h")
        wait_for_renewal(acm, arn, "PENDING_VALIDATION")
        return arn

    def test_by_email_it_needs_a_click_each_time(self, sandbox: Sandbox, acm: Any, by_email: str) -> None:
        before = describe(acm, by_email)
        recent = before["CreatedAt"] + datetime.timedelta(days=100)
        fresh = [
            mail
            for mail in sandbox.wait_for_mails(by_email, 10)
            if datetime.datetime.fromisoformat(mail["sent_at"]) > recent
        ]

        users = ("admin", "administrator", "hostmaster", "postmaster", "webmaster")
        assert {mail["to"] for mail in fresh} == {f"{user}@mail.test" for user in users}
        sandbox.approve(fresh[0])
        assert renewed(acm, by_email, before["Serial"])["RenewalSummary"]["RenewalStatus"] == "SUCCESS"

    def test_mails_of_a_renewal_can_be_sent_again(self, sandbox: Sandbox, acm: Any, by_email: str) -> None:
        """By AWS's guide for just this: validated by e-mail, and the renewal pending validation."""
        before = len(sandbox.wait_for_mails(by_email))

        acm.resend_validation_email(CertificateArn=by_email, Domain="mail.test", ValidationDomain="mail.test")

        assert len(sandbox.wait_for_mails(by_email, before + 5)) == before + 5


class TestRevocation:
    def test_what_was_exported(self, sandbox: Sandbox, acm: Any) -> None:
        reasons = ["UNSPECIFIED", "AFFILIATION_CHANGED", "SUPERSEDED", "CESSATION_OF_OPERATION"]
        zone = Zone(sandbox, "revoke.test")
        arns = {
            reason: acm.request_certificate(
                DomainName="revoke.test",
                ValidationMethod="DNS",
                Options=EXPORTABLE,
                KeyAlgorithm="EC_prime256v1",
            )["CertificateArn"]
            for reason in reasons
        }
        zone.prove(acm, arns[reasons[0]])
        for reason, arn in arns.items():
            wait_for_status(acm, arn, "ISSUED")
            export(acm, arn)
            answer = acm.revoke_certificate(CertificateArn=arn, RevocationReason=reason)
            assert answer["CertificateArn"] == arn

        for reason, arn in arns.items():
            found = wait_for_status(acm, arn, "REVOKED")
            assert found["RevocationReason"] == reason
            assert found["RevokedAt"] >= found["IssuedAt"]
            assert found["RenewalEligibility"] == "INELIGIBLE"
        listed = acm.list_certificates(
            CertificateStatuses=["REVOKED"], Includes={"keyTypes": ["EC_prime256v1"]}
        )["CertificateSummaryList"]
        assert {one["CertificateArn"] for one in listed} == set(arns.values())
        assert all("RevokedAt" in one for one in listed)

    def test_it_is_for_ever(self, acm: Any, arn: str) -> None:
        export(acm, arn)
        acm.revoke_certificate(CertificateArn=arn, RevocationReason="SUPERSEDED")
        wait_for_status(acm, arn, "REVOKED")

        code, _ = refused(acm.revoke_certificate, CertificateArn=arn, RevocationReason="UNSPECIFIED")
        assert code in ("ConflictException", "ValidationException")
        assert refused(acm.renew_certificate, CertificateArn=arn)[0] == "ValidationException"
        assert describe(acm, arn)["RevocationReason"] == "SUPERSEDED"
        acm.delete_certificate(CertificateArn=arn)

    def test_not_before_it_was_exported(self, acm: Any, arn: str) -> None:
        code, _ = refused(acm.revoke_certificate, CertificateArn=arn, RevocationReason="SUPERSEDED")

        assert code in ("ValidationException", "ConflictException")
        assert describe(acm, arn)["Status"] == "ISSUED"

    def test_not_what_is_not_there(self, acm: Any, arn: str) -> None:
        acm.delete_certificate(CertificateArn=arn)

        code, _ = refused(acm.revoke_certificate, CertificateArn=arn, RevocationReason="SUPERSEDED")

        assert code == "ResourceNotFoundException"
