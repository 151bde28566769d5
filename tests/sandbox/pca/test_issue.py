"""IssueCertificate and GetCertificate: what is signed, for how long, and what is refused."""

import datetime
import pathlib
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes

from acm.emulator import Sandbox, refused

from .authorities import TEMPLATE, OpenSsl, colons, issue, make_root, make_subordinate, parsed, request

DAY = datetime.timedelta(days=1)
PRESENT = {"Type": "DAYS", "Value": 30}


def refusal(pca: Any, arn: str, **changed: Any) -> tuple[str, str]:
    parameters = {
        "CertificateAuthorityArn": arn,
        "Csr": request(),
        "SigningAlgorithm": "SHA256WITHECDSA",
        "Validity": PRESENT,
        **changed,
    }
    return refused(pca.issue_certificate, **parameters)


@pytest.mark.parametrize("key", ["RSA_2048", "RSA_4096", "EC_prime256v1", "EC_secp521r1"])
def test_openssl_accepts_the_chain(sandbox: Sandbox, pca: Any, tmp_path: pathlib.Path, key: str) -> None:
    root = make_root(pca, key=key)
    middle = make_subordinate(pca, root, key="EC_secp384r1" if key.startswith("EC") else "RSA_2048")
    leaf = issue(pca, middle, request())
    openssl = OpenSsl(tmp_path, sandbox.now())
    verified = openssl.verify(leaf["Certificate"], leaf["CertificateChain"], "-purpose", "sslserver")
    assert verified.returncode == 0, verified.stdout + verified.stderr
    assert len(x509.load_pem_x509_certificates(leaf["CertificateChain"].encode())) == 2


def test_it_has_a_serial_that_its_arn_has(pca: Any) -> None:
    arn = make_root(pca)
    leaf = issue(pca, arn, request())
    serial = parsed(leaf).serial_number
    assert leaf["Arn"] == f"{arn}/certificate/{serial:032x}"
    assert serial.bit_length() > 120


def test_it_is_in_progress_for_a_while(sandbox: Sandbox, pca: Any) -> None:
    arn = make_root(pca)
    sandbox.hurry(1)
    try:
        certificate = pca.issue_certificate(
            CertificateAuthorityArn=arn, Csr=request(), SigningAlgorithm="SHA256WITHECDSA", Validity=PRESENT
        )["CertificateArn"]
        code, _ = refused(pca.get_certificate, CertificateAuthorityArn=arn, CertificateArn=certificate)
        assert code == "RequestInProgressException"
    finally:
        sandbox.hurry()
    sandbox.advance("1s")
    assert pca.get_certificate(CertificateAuthorityArn=arn, CertificateArn=certificate)["Certificate"]


def test_a_token_makes_one_certificate_for_five_minutes(sandbox: Sandbox, pca: Any) -> None:
    arn = make_root(pca)
    csr = request()
    first = issue(pca, arn, csr, IdempotencyToken="once")["Arn"]
    assert issue(pca, arn, csr, IdempotencyToken="once")["Arn"] == first
    assert issue(pca, arn, csr, days=31, IdempotencyToken="once")["Arn"] != first
    sandbox.advance("5m")
    assert issue(pca, arn, csr, IdempotencyToken="once")["Arn"] != first


def test_it_begins_an_hour_ago_and_ends_when_asked(sandbox: Sandbox, pca: Any) -> None:
    arn = make_root(pca)
    now = sandbox.now()
    made = parsed(issue(pca, arn, request(), days=30))
    minute = datetime.timedelta(minutes=5)
    assert abs(made.not_valid_before_utc - (now - datetime.timedelta(hours=1))) < minute
    assert abs(made.not_valid_after_utc - (now + 30 * DAY)) < minute


@pytest.mark.parametrize(
    "kind,written",
    [
        ("ABSOLUTE", lambda end: int(end.timestamp())),
        ("END_DATE", lambda end: int(end.strftime("%Y%m%d%H%M%S"))),
        ("END_DATE", lambda end: int(end.strftime("%y%m%d%H%M%S"))),
    ],
)
def test_an_end_may_be_a_date(sandbox: Sandbox, pca: Any, kind: str, written: Any) -> None:
    arn = make_root(pca)
    end = (sandbox.now() + 100 * DAY).replace(microsecond=0)
    begin = (sandbox.now() - 2 * DAY).replace(microsecond=0)
    made = parsed(
        issue(
            pca,
            arn,
            request(),
            Validity={"Type": kind, "Value": written(end)},
            ValidityNotBefore={"Type": "ABSOLUTE", "Value": int(begin.timestamp())},
        )
    )
    assert made.not_valid_after_utc == end
    assert made.not_valid_before_utc == begin


def test_refuses_wrong_validities(sandbox: Sandbox, pca: Any) -> None:
    arn = make_root(pca, years=1)
    assert refusal(pca, arn, Validity={"Type": "YEARS", "Value": 2}) == (
        "ValidationException",
        "The certificate validity specified exceeds the certificate authority validity",
    )
    past = int(sandbox.now().timestamp()) - 60
    assert refusal(pca, arn, Validity={"Type": "ABSOLUTE", "Value": past})[0] == "ValidationException"
    assert (
        refusal(pca, arn, Validity={"Type": "END_DATE", "Value": 20301399000000})[0] == "InvalidArgsException"
    )
    assert refusal(pca, arn, ValidityNotBefore=PRESENT)[0] == "InvalidArgsException"


def test_a_short_lived_authority_gives_seven_days(pca: Any) -> None:
    arn = make_root(pca, UsageMode="SHORT_LIVED_CERTIFICATE")
    assert refusal(pca, arn, Validity={"Type": "DAYS", "Value": 8})[0] == "ValidationException"
    issue(pca, arn, request(), days=7)


def test_refuses_wrong_requests(pca: Any) -> None:
    arn = make_root(pca)
    assert refusal(pca, arn, Csr=b"no request")[0] == "MalformedCSRException"
    broken = bytearray(request())
    at = broken.index(b"-----END") - 20
    broken[at] = ord("A") if broken[at] != ord("A") else ord("B")
    assert refusal(pca, arn, Csr=bytes(broken))[0] == "MalformedCSRException"
    assert refusal(pca, arn, SigningAlgorithm="SHA256WITHRSA")[0] == "InvalidArgsException"
    assert refusal(pca, arn, SigningAlgorithm="SHA256WITHRSA_PSS")[0] == "InvalidArgsException"
    assert refusal(pca, arn, TemplateArn=TEMPLATE.format("NoSuchCertificate"))[0] == "InvalidArgsException"
    assert refusal(pca, arn, TemplateArn=TEMPLATE.format("RootCACertificate"))[0] == "MalformedCSRException"


def test_knows_what_it_issued_only(pca: Any) -> None:
    arn = make_root(pca)
    other = make_root(pca, name="Other")
    leaf = issue(pca, arn, request())["Arn"]
    assert refused(pca.get_certificate, CertificateAuthorityArn=other, CertificateArn=leaf)[0] == (
        "InvalidArnException"
    )
    unknown = f"{arn}/certificate/{1 << 100:032x}"
    assert refused(pca.get_certificate, CertificateAuthorityArn=arn, CertificateArn=unknown)[0] == (
        "ResourceNotFoundException"
    )
    nowhere = arn.replace(arn[-12:], "000000000000")
    assert refused(pca.describe_certificate_authority, CertificateAuthorityArn=nowhere)[0] == (
        "ResourceNotFoundException"
    )
    template = TEMPLATE.format("EndEntityCertificate")
    assert refused(pca.describe_certificate_authority, CertificateAuthorityArn=template)[0] == (
        "InvalidArnException"
    )


def test_signs_with_the_hash_that_is_asked_for(pca: Any) -> None:
    arn = make_root(pca)
    made = parsed(issue(pca, arn, request(), SigningAlgorithm="SHA512WITHECDSA"))
    assert isinstance(made.signature_hash_algorithm, hashes.SHA512)


def test_revokes_once(pca: Any) -> None:
    arn = make_root(pca)
    leaf = parsed(issue(pca, arn, request()))

    def revoked(serial: str) -> str:
        return refused(
            pca.revoke_certificate,
            CertificateAuthorityArn=arn,
            CertificateSerial=serial,
            RevocationReason="KEY_COMPROMISE",
        )[0]

    assert revoked("12:34") == "ResourceNotFoundException"
    assert revoked("not hex") == "InvalidRequestException"
    own = pca.get_certificate_authority_certificate(CertificateAuthorityArn=arn)
    assert revoked(colons(parsed(own).serial_number)) == "InvalidRequestException"
    pca.revoke_certificate(
        CertificateAuthorityArn=arn,
        CertificateSerial=colons(leaf.serial_number).upper(),
        RevocationReason="KEY_COMPROMISE",
    )
    assert revoked(f"{leaf.serial_number:x}") == "RequestAlreadyProcessedException"
