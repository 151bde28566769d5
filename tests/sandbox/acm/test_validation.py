"""Validation by DNS and by e-mail, and the certificates that come of it."""

import datetime
import pathlib
import subprocess
import time
from typing import Any

import pytest
from botocore.exceptions import WaiterError
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, ExtensionOID, NameOID

from .emulator import Sandbox, Zone, describe, issue, records, refused, wait_for_status

STILL = 1.5  # seconds in which what is validated at all would be validated


def request(acm: Any, name: str, **parameters: Any) -> str:
    """With a key on an elliptic curve, which takes no time to make."""
    parameters = {"ValidationMethod": "DNS", "KeyAlgorithm": "EC_prime256v1", **parameters}
    return acm.request_certificate(DomainName=name, **parameters)["CertificateArn"]


def serial(certificate: x509.Certificate) -> str:
    digits = f"{certificate.serial_number:x}"
    digits = digits.zfill(len(digits) + len(digits) % 2)
    return ":".join(digits[i : i + 2] for i in range(0, len(digits), 2))


class TestIssued:
    """One certificate, issued once, looked at from all sides."""

    @pytest.fixture(scope="class")
    @staticmethod
    def arn(started: Sandbox) -> str:
        started.reset()
        return issue(
            started,
            "issued.test",
            SubjectAlternativeNames=["*.issued.test", "www.issued.test"],
        )

    @pytest.fixture(scope="class")
    @staticmethod
    def found(started: Sandbox, arn: str) -> dict[str, Any]:
        return describe(started.client(), arn)

    @pytest.fixture(scope="class")
    @staticmethod
    def certificate(started: Sandbox, arn: str) -> x509.Certificate:
        answer = started.client().get_certificate(CertificateArn=arn)
        return x509.load_pem_x509_certificate(answer["Certificate"].encode())

    def test_every_name_is_proven(self, found: dict[str, Any]) -> None:
        options = found["DomainValidationOptions"]
        assert {option["DomainName"] for option in options} == {
            "issued.test",
            "*.issued.test",
            "www.issued.test",
        }
        assert {option["ValidationStatus"] for option in options} == {"SUCCESS"}

    def test_the_names(self, certificate: x509.Certificate) -> None:
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        assert sorted(names.get_values_for_type(x509.DNSName)) == [
            "*.issued.test",
            "issued.test",
            "www.issued.test",
        ]
        subject = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
        assert [attribute.value for attribute in subject] == ["issued.test"]
        assert certificate.issuer.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)[0].value == "Amazon"

    def test_it_lives_for_198_days(self, certificate: x509.Certificate, found: dict[str, Any]) -> None:
        life = certificate.not_valid_after_utc - certificate.not_valid_before_utc
        assert datetime.timedelta(days=197) < life <= datetime.timedelta(days=198)
        assert found["NotBefore"] == certificate.not_valid_before_utc
        assert found["NotAfter"] == certificate.not_valid_after_utc
        assert found["NotBefore"] <= found["IssuedAt"] <= found["NotAfter"]

    def test_it_is_for_servers_only(self, certificate: x509.Certificate, found: dict[str, Any]) -> None:
        extended = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
        assert list(extended) == [ExtendedKeyUsageOID.SERVER_AUTH]
        assert found["ExtendedKeyUsages"] == [
            {"Name": "TLS_WEB_SERVER_AUTHENTICATION", "OID": "1.3.6.1.5.5.7.3.1"}
        ]
        assert [usage["Name"] for usage in found["KeyUsages"]] == ["DIGITAL_SIGNATURE", "KEY_ENCIPHERMENT"]
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
        assert (usage.digital_signature, usage.key_encipherment, usage.key_cert_sign) == (True, True, False)

    def test_it_is_an_x509_v3_leaf(self, certificate: x509.Certificate) -> None:
        assert certificate.version == x509.Version.v3
        constraints = certificate.extensions.get_extension_for_oid(ExtensionOID.BASIC_CONSTRAINTS)
        assert not constraints.value.ca

    def test_the_serial_number(self, certificate: x509.Certificate, found: dict[str, Any]) -> None:
        assert found["Serial"] == serial(certificate)

    def test_its_key(self, certificate: x509.Certificate, found: dict[str, Any]) -> None:
        key = certificate.public_key()
        assert isinstance(key, rsa.RSAPublicKey)
        assert key.key_size == 2048
        assert found["SignatureAlgorithm"] == "SHA256WITHRSA"
        assert certificate.signature_hash_algorithm is not None
        assert certificate.signature_hash_algorithm.name == "sha256"

    @pytest.mark.parametrize("name", ["issued.test", "www.issued.test", "any.issued.test"])
    def test_openssl_trusts_it(self, started: Sandbox, arn: str, tmp_path: pathlib.Path, name: str) -> None:
        answer = started.client().get_certificate(CertificateArn=arn)
        for file, text in (
            ("root", started.root_pem()),
            ("chain", answer["CertificateChain"]),
            ("leaf", answer["Certificate"]),
        ):
            (tmp_path / file).write_text(text)

        outcome = subprocess.run(
            ["openssl", "verify", "-x509_strict", "-purpose", "sslserver", "-verify_hostname", name]
            + ["-attime", str(int(started.now().timestamp()))]
            + [
                "-CAfile",
                str(tmp_path / "root"),
                "-untrusted",
                str(tmp_path / "chain"),
                str(tmp_path / "leaf"),
            ],
            capture_output=True,
            text=True,
            check=False,
        )

        assert outcome.returncode == 0, outcome.stdout + outcome.stderr

    def test_the_chain_begins_with_the_issuer(
        self, started: Sandbox, arn: str, certificate: x509.Certificate
    ) -> None:
        answer = started.client().get_certificate(CertificateArn=arn)
        chain = x509.load_pem_x509_certificates(answer["CertificateChain"].encode())

        for issued, issuer in zip([certificate, *chain], chain, strict=False):
            issued.verify_directly_issued_by(issuer)
        assert certificate not in chain

    def test_the_validations_are_listed(self, started: Sandbox, arn: str) -> None:
        acm = started.client()
        listed = acm.list_certificate_domain_validations(CertificateArn=arn)["DomainValidationSummaryList"]

        by_name = {one["DomainName"]: one["ActiveValidationConfiguration"] for one in listed}
        assert set(by_name) == {"issued.test", "*.issued.test", "www.issued.test"}
        wanted = records(acm, arn)
        for name, active in by_name.items():
            assert (active["ValidationMethod"], active["ValidationStatus"]) == ("DNS", "SUCCESS")
            challenge = active["ValidationChallenge"]["DnsValidationChallenge"]
            assert challenge["ResourceRecord"] == wanted[name]
        assert not any("RequestedValidationConfiguration" in one for one in listed)

    def test_the_validations_come_in_pages(self, started: Sandbox, arn: str) -> None:
        acm, seen, more = started.client(), [], {}
        while True:
            page = acm.list_certificate_domain_validations(CertificateArn=arn, MaxItems=2, **more)
            seen += [one["DomainName"] for one in page["DomainValidationSummaryList"]]
            if "NextToken" not in page:
                break
            more = {"NextToken": page["NextToken"]}
        assert sorted(seen) == ["*.issued.test", "issued.test", "www.issued.test"]

    def test_it_is_not_exported_without_leave(self, started: Sandbox, arn: str) -> None:
        code, _ = refused(started.client().export_certificate, CertificateArn=arn, Passphrase=b"passphrase")
        assert code == "ValidationException"


@pytest.mark.parametrize(
    ("algorithm", "curve"), [("EC_prime256v1", ec.SECP256R1), ("EC_secp384r1", ec.SECP384R1)]
)
def test_elliptic_curves(sandbox: Sandbox, algorithm: str, curve: type) -> None:
    acm = sandbox.client()
    arn = issue(sandbox, "curve.test", KeyAlgorithm=algorithm)

    answer = acm.get_certificate(CertificateArn=arn)["Certificate"]
    key = x509.load_pem_x509_certificate(answer.encode()).public_key()
    assert isinstance(key, ec.EllipticCurvePublicKey)
    assert isinstance(key.curve, curve)
    assert "KEY_ENCIPHERMENT" not in [usage["Name"] for usage in describe(acm, arn)["KeyUsages"]]


class TestDns:
    def test_the_waiter_of_boto3(self, sandbox: Sandbox) -> None:
        acm = sandbox.client()
        arn = request(acm, "waiter.test")
        Zone(sandbox, "waiter.test").prove(acm, arn)

        acm.get_waiter("certificate_validated").wait(
            CertificateArn=arn, WaiterConfig={"Delay": 0.25, "MaxAttempts": 60}
        )

        wait_for_status(acm, arn, "ISSUED")

    def test_one_record_serves_every_region_and_request(self, sandbox: Sandbox) -> None:
        acm, abroad = sandbox.client(), sandbox.client(region="eu-west-1")
        zone = Zone(sandbox, "regions.test")
        first = request(acm, "regions.test")
        zone.prove(acm, first)
        second = request(abroad, "regions.test", SubjectAlternativeNames=["*.regions.test"])

        wait_for_status(acm, first, "ISSUED")
        wait_for_status(abroad, second, "ISSUED")

    def test_a_name_without_its_record_holds_up_the_certificate(self, sandbox: Sandbox) -> None:
        acm = sandbox.client()
        zone = Zone(sandbox, "half.test")
        arn = request(acm, "half.test", SubjectAlternativeNames=["www.half.test"])
        record = records(acm, arn)["half.test"]
        zone.write(record["Name"], "CNAME", record["Value"])

        time.sleep(STILL)
        found = describe(acm, arn)
        assert found["Status"] == "PENDING_VALIDATION"
        states = {one["DomainName"]: one["ValidationStatus"] for one in found["DomainValidationOptions"]}
        assert states["www.half.test"] == "PENDING_VALIDATION"

        zone.prove(acm, arn)
        wait_for_status(acm, arn, "ISSUED", seconds=20)

    def test_what_is_not_proven_in_72_hours_is_given_up(self, sandbox: Sandbox) -> None:
        acm = sandbox.client()
        arn = request(acm, "late.test")
        records(acm, arn)

        sandbox.advance("71h")
        assert describe(acm, arn)["Status"] == "PENDING_VALIDATION"
        sandbox.advance("2h")

        found = wait_for_status(acm, arn, "VALIDATION_TIMED_OUT")
        assert not {"Serial", "NotAfter", "IssuedAt"} & set(found)
        Zone(sandbox, "late.test").prove(acm, arn)
        time.sleep(STILL)
        assert describe(acm, arn)["Status"] == "VALIDATION_TIMED_OUT"
        refused(acm.get_certificate, CertificateArn=arn)
        acm.delete_certificate(CertificateArn=arn)

    def test_example_com_needs_more_than_a_record(self, sandbox: Sandbox) -> None:
        acm = sandbox.client()
        arn = request(acm, "test.example.com", SubjectAlternativeNames=["another.test"])

        found = wait_for_status(acm, arn, "FAILED")

        assert found["FailureReason"] == "ADDITIONAL_VERIFICATION_REQUIRED"
        with pytest.raises(WaiterError):
            acm.get_waiter("certificate_validated").wait(
                CertificateArn=arn, WaiterConfig={"Delay": 0.1, "MaxAttempts": 1}
            )
        acm.delete_certificate(CertificateArn=arn)


class TestWhatStands:
    """Many requests at once, of which some must be issued and some must not."""

    @pytest.fixture(scope="class")
    @staticmethod
    def statuses(started: Sandbox) -> dict[str, dict[str, Any]]:
        started.reset()
        acm = started.client()
        zone = Zone(started, "stands.test")
        asked: dict[str, str] = {}
        proofs: dict[str, dict[str, str]] = {}
        for label in ("plain", "value", "kind", "chain", "loop", "long", "apart", "upper"):
            name = f"{label}.stands.test"
            asked[label] = request(acm, name)
            proofs[label] = records(acm, asked[label])[name]
        other = Zone(started, "elsewhere.test")

        zone.write(proofs["plain"]["Name"], "CNAME", proofs["plain"]["Value"])
        zone.write(proofs["value"]["Name"], "CNAME", f"_{'0' * 32}.acm-validations.aws.")
        zone.write(proofs["kind"]["Name"], "TXT", f'"{proofs["kind"]["Value"]}"')
        zone.write(proofs["upper"]["Name"].upper(), "CNAME", proofs["upper"]["Value"].rstrip("."))
        zone.write(proofs["apart"]["Name"] + "stands.test.", "CNAME", proofs["apart"]["Value"])

        def hop(label: str, count: int, last: str) -> None:
            zone.write(proofs[label]["Name"], "CNAME", f"{label}1.elsewhere.test.")
            for index in range(1, count):
                other.write(f"{label}{index}.elsewhere.test.", "CNAME", f"{label}{index + 1}.elsewhere.test.")
            other.write(f"{label}{count}.elsewhere.test.", "CNAME", last)

        hop("chain", 3, proofs["chain"]["Value"])
        hop("loop", 2, "loop1.elsewhere.test.")
        hop("long", 8, proofs["long"]["Value"])
        for label in ("plain", "chain", "upper"):
            deadline = time.monotonic() + 8
            while describe(acm, asked[label])["Status"] != "ISSUED" and time.monotonic() < deadline:
                time.sleep(0.1)
        time.sleep(1)
        return {label: describe(acm, arn) for label, arn in asked.items()}

    @pytest.mark.parametrize("label", ["plain", "chain", "upper"])
    def test_is_proof(self, statuses: dict[str, dict[str, Any]], label: str) -> None:
        assert statuses[label]["Status"] == "ISSUED"

    @pytest.mark.parametrize("label", ["value", "kind", "loop", "long", "apart"])
    def test_is_no_proof(self, statuses: dict[str, dict[str, Any]], label: str) -> None:
        assert statuses[label]["Status"] == "PENDING_VALIDATION"


class TestCaa:
    """Each case is a name of its own with a CAA record."""

    FORBIDDEN: dict[str, list[str]] = {
        "other": ['0 issue "letsencrypt.org"'],
        "nobody": ['0 issue ";"'],
        "critical": ['128 issue "ca.invalid"'],
    }
    ALLOWED: dict[str, list[str]] = {
        "amazon": ['0 issue "amazon.com"'],
        "trust": ['0 issue "amazontrust.com"'],
        "aws": ['0 issue "awstrust.com"'],
        "amazonaws": ['0 issue "amazonaws.com"'],
        "several": ['0 issue "letsencrypt.org"', '0 issue "amazon.com"'],
        "iodef": ['0 iodef "mailto:security@caa.test"'],
        "wild": ['0 issuewild ";"'],
    }

    @pytest.fixture(scope="class")
    @staticmethod
    def outcomes(started: Sandbox) -> dict[str, dict[str, Any]]:
        started.reset()
        acm = started.client()
        zone = Zone(started, "caa.test")
        asked: dict[str, str] = {}
        for label, values in {**TestCaa.FORBIDDEN, **TestCaa.ALLOWED}.items():
            zone.write(f"{label}.caa.test.", "CAA", *values)
            asked[label] = request(acm, f"{label}.caa.test")
        asked["below"] = request(acm, "deep.below.other.caa.test")
        asked["wild-forbidden"] = request(acm, "*.wild.caa.test")
        asked["wild-by-issue"] = request(acm, "*.other.caa.test")
        asked["wild-allowed"] = request(acm, "*.amazon.caa.test")
        for arn in asked.values():
            zone.prove(acm, arn)
        for arn in asked.values():
            deadline = time.monotonic() + 15
            while describe(acm, arn)["Status"] == "PENDING_VALIDATION" and time.monotonic() < deadline:
                time.sleep(0.1)
        return {label: describe(acm, arn) for label, arn in asked.items()}

    @pytest.mark.parametrize("label", [*FORBIDDEN, "below", "wild-forbidden", "wild-by-issue"])
    def test_forbids(self, outcomes: dict[str, dict[str, Any]], label: str) -> None:
        assert outcomes[label]["Status"] == "FAILED"
        assert outcomes[label]["FailureReason"] == "CAA_ERROR"

    @pytest.mark.parametrize("label", [*ALLOWED, "wild-allowed"])
    def test_allows(self, outcomes: dict[str, dict[str, Any]], label: str) -> None:
        assert outcomes[label]["Status"] == "ISSUED"


class TestEmail:
    def test_five_addresses_are_written_to(self, sandbox: Sandbox) -> None:
        acm = sandbox.client()
        arn = request(acm, "www.mail.test", ValidationMethod="EMAIL", SubjectAlternativeNames=["*.mail.test"])

        mails = sandbox.wait_for_mails(arn, 10)
        to = [mail["to"] for mail in mails if mail["domain"] == "*.mail.test"]
        users = ("admin", "administrator", "hostmaster", "postmaster", "webmaster")
        assert sorted(to) == [f"{user}@mail.test" for user in users]
        to = [mail["to"] for mail in mails if mail["domain"] == "www.mail.test"]
        assert sorted(to) == [f"{user}@mail.test" for user in users]

    def test_the_validation_domain_is_written_to(self, sandbox: Sandbox) -> None:
        acm = sandbox.client()
        arn = request(
            acm,
            "deep.sub.mail.test",
            ValidationMethod="EMAIL",
            DomainValidationOptions=[{"DomainName": "deep.sub.mail.test", "ValidationDomain": "mail.test"}],
        )

        assert {mail["to"].partition("@")[2] for mail in sandbox.wait_for_mails(arn)} == {"mail.test"}

    def test_one_approval_is_enough_for_a_name(self, sandbox: Sandbox) -> None:
        acm = sandbox.client()
        arn = request(acm, "mail.test", ValidationMethod="EMAIL")

        sandbox.approve(sandbox.wait_for_mails(arn)[0])

        found = wait_for_status(acm, arn, "ISSUED")
        option = found["DomainValidationOptions"][0]
        assert option["ValidationStatus"] == "SUCCESS"
        assert option["ValidationMethod"] == "EMAIL"
        assert "ResourceRecord" not in option

    def test_every_name_wants_its_own(self, sandbox: Sandbox) -> None:
        acm = sandbox.client()
        arn = request(acm, "one.test", ValidationMethod="EMAIL", SubjectAlternativeNames=["two.test"])
        by_name = {mail["domain"]: mail for mail in sandbox.wait_for_mails(arn, 10)}

        sandbox.approve(by_name["one.test"])
        time.sleep(STILL)
        states = {
            one["DomainName"]: one["ValidationStatus"]
            for one in describe(acm, arn)["DomainValidationOptions"]
        }
        assert states == {"one.test": "SUCCESS", "two.test": "PENDING_VALIDATION"}
        assert describe(acm, arn)["Status"] == "PENDING_VALIDATION"

        sandbox.approve(by_name["two.test"])
        wait_for_status(acm, arn, "ISSUED")

    def test_it_is_given_up_after_72_hours(self, sandbox: Sandbox) -> None:
        acm = sandbox.client()
        arn = request(acm, "mail.test", ValidationMethod="EMAIL")

        sandbox.advance("73h")

        wait_for_status(acm, arn, "VALIDATION_TIMED_OUT")

    def test_mails_are_sent_again(self, sandbox: Sandbox) -> None:
        acm = sandbox.client()
        arn = request(acm, "www.mail.test", ValidationMethod="EMAIL")
        before = len(sandbox.wait_for_mails(arn))

        acm.resend_validation_email(CertificateArn=arn, Domain="www.mail.test", ValidationDomain="mail.test")

        assert len(sandbox.wait_for_mails(arn, before + 5)) == before + 5

    @pytest.mark.parametrize(
        ("domain", "above"), [("www.mail.test", "other.test"), ("www.mail.test", "a.www.mail.test")]
    )
    def test_not_to_a_domain_elsewhere(self, sandbox: Sandbox, domain: str, above: str) -> None:
        acm = sandbox.client()
        arn = request(acm, "www.mail.test", ValidationMethod="EMAIL")

        code, _ = refused(
            acm.resend_validation_email, CertificateArn=arn, Domain=domain, ValidationDomain=above
        )
        assert code == "InvalidDomainValidationOptionsException"

    def test_not_for_a_name_of_another_certificate(self, sandbox: Sandbox) -> None:
        acm = sandbox.client()
        arn = request(acm, "www.mail.test", ValidationMethod="EMAIL")

        code, _ = refused(
            acm.resend_validation_email, CertificateArn=arn, Domain="x.test", ValidationDomain="x.test"
        )
        assert code == "InvalidDomainValidationOptionsException"

    def test_not_when_dns_is_the_method(self, sandbox: Sandbox) -> None:
        acm = sandbox.client()
        arn = request(acm, "mail.test")

        code, _ = refused(
            acm.resend_validation_email, CertificateArn=arn, Domain="mail.test", ValidationDomain="mail.test"
        )
        assert code == "InvalidStateException"

    def test_not_when_it_is_over(self, sandbox: Sandbox) -> None:
        acm = sandbox.client()
        arn = request(acm, "mail.test", ValidationMethod="EMAIL")
        sandbox.advance("73h")
        wait_for_status(acm, arn, "VALIDATION_TIMED_OUT")

        code, _ = refused(
            acm.resend_validation_email, CertificateArn=arn, Domain="mail.test", ValidationDomain="mail.test"
        )
        assert code == "InvalidStateException"

    def test_not_when_it_is_issued(self, sandbox: Sandbox) -> None:
        acm = sandbox.client()
        arn = request(acm, "mail.test", ValidationMethod="EMAIL")
        sandbox.approve(sandbox.wait_for_mails(arn)[0])
        wait_for_status(acm, arn, "ISSUED")

        code, _ = refused(
            acm.resend_validation_email, CertificateArn=arn, Domain="mail.test", ValidationDomain="mail.test"
        )
        assert code == "InvalidStateException"
