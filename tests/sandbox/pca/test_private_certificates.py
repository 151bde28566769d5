"""ACM's private certificates: signed by an authority, renewed with its permission, revoked through it."""

import datetime
import json
import pathlib
from typing import Any

import pytest
import requests
from botocore.exceptions import ClientError
from cryptography import x509
from cryptography.hazmat.primitives import serialization

import chains
from acm.emulator import FOOBAR, Sandbox, describe, error_code, refused, wait_for_status
from processes import wait_for

from .authorities import OpenSsl, colons, create, csr_of, make_root, make_subordinate
from .test_crl import CONFIGURATION, location, wait_for_serial
from .test_sharing import policy

DAY = datetime.timedelta(days=1)
ACM = {"Principal": "acm.amazonaws.com", "Actions": ["IssueCertificate", "GetCertificate", "ListPermissions"]}


@pytest.fixture
def pca(sandbox: Sandbox) -> Any:
    """Which protocol the authority was made by makes no difference to ACM."""
    return sandbox.client("acm-pca")


def ask(acm: Any, authority: str, name: str = "inside.test", **more: Any) -> str:
    given = {"KeyAlgorithm": "EC_prime256v1", **more}
    return acm.request_certificate(DomainName=name, CertificateAuthorityArn=authority, **given)[
        "CertificateArn"
    ]


def issued(acm: Any, authority: str, **more: Any) -> str:
    arn = ask(acm, authority, **more)
    wait_for_status(acm, arn, "ISSUED")
    return arn


def leaf_of(acm: Any, arn: str) -> x509.Certificate:
    return x509.load_pem_x509_certificate(acm.get_certificate(CertificateArn=arn)["Certificate"].encode())


def failure(acm: Any, arn: str) -> str:
    return wait_for_status(acm, arn, "FAILED")["FailureReason"]


def test_is_signed_by_its_authority(sandbox: Sandbox, acm: Any, pca: Any, tmp_path: pathlib.Path) -> None:
    authority = make_subordinate(pca, make_root(pca))
    arn = issued(acm, authority, SubjectAlternativeNames=["other.test"])
    shown = describe(acm, arn)
    assert shown["Type"] == "PRIVATE"
    assert shown["CertificateAuthorityArn"] == authority
    assert shown["RenewalEligibility"] == "INELIGIBLE"
    assert "DomainValidationOptions" not in shown
    got = acm.get_certificate(CertificateArn=arn)
    verified = OpenSsl(tmp_path, sandbox.now()).verify(
        got["Certificate"], got["CertificateChain"], "-verify_hostname", "other.test"
    )
    assert verified.returncode == 0, verified.stderr
    leaf = leaf_of(acm, arn)
    assert shown["Serial"] == colons(leaf.serial_number)
    assert leaf.not_valid_after_utc - leaf.not_valid_before_utc == 395 * DAY + datetime.timedelta(hours=1)
    audit = pca.get_certificate(
        CertificateAuthorityArn=authority, CertificateArn=f"{authority}/certificate/{leaf.serial_number:032x}"
    )
    assert audit["Certificate"] == got["Certificate"]


def test_is_exported_with_its_key(acm: Any, pca: Any) -> None:
    arn = issued(acm, make_root(pca))
    exported = acm.export_certificate(CertificateArn=arn, Passphrase=b"secret word")
    key = serialization.load_pem_private_key(exported["PrivateKey"].encode(), b"secret word")
    assert key.public_key() == leaf_of(acm, arn).public_key()
    assert describe(acm, arn)["RenewalEligibility"] == "ELIGIBLE"


def test_fails_as_its_authority_refuses(sandbox: Sandbox, acm: Any, pca: Any) -> None:
    root = make_root(pca)
    assert failure(acm, ask(acm, root, KeyAlgorithm="RSA_2048")) == "PCA_INVALID_ARGS"
    assert failure(acm, ask(acm, create(pca, name="Waiting"))) == "PCA_INVALID_STATE"
    assert failure(acm, ask(acm, make_root(pca, years=1, name="Short"))) == "PCA_INVALID_DURATION"
    nowhere = root[:-12] + "000000000000"
    assert failure(acm, ask(acm, nowhere)) == "PCA_RESOURCE_NOT_FOUND"
    elsewhere = root.replace("us-east-1", "eu-west-1")
    assert failure(acm, ask(acm, elsewhere)) == "PCA_INVALID_ARN"
    other = sandbox.client("acm", key=FOOBAR)
    assert failure(other, ask(other, root)) == "PCA_ACCESS_DENIED"


def test_fails_where_names_are_constrained(acm: Any, pca: Any) -> None:
    waiting = create(pca, "SUBORDINATE", name="Constrained")
    above = chains.root("EC_prime256v1")
    csr = x509.load_pem_x509_csr(csr_of(pca, waiting))
    now = datetime.datetime.now(datetime.UTC)
    constraints = x509.NameConstraints(
        permitted_subtrees=[x509.DNSName("allowed.test")], excluded_subtrees=None
    )
    made = (
        x509.CertificateBuilder()
        .subject_name(csr.subject)
        .issuer_name(above.certificate.subject)
        .public_key(csr.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - DAY)
        .not_valid_after(now + 1000 * DAY)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(constraints, critical=True)
        .sign(above.key, csr.signature_hash_algorithm)
    )
    pca.import_certificate_authority_certificate(
        CertificateAuthorityArn=waiting,
        Certificate=made.public_bytes(serialization.Encoding.PEM),
        CertificateChain=above.pem,
    )
    assert failure(acm, ask(acm, waiting, "forbidden.test")) == "PCA_NAME_CONSTRAINTS_VALIDATION"
    issued(acm, waiting, name="www.allowed.test")


def test_is_renewed_with_permission(sandbox: Sandbox, acm: Any, pca: Any) -> None:
    authority = make_root(pca)
    arn = issued(acm, authority)
    before = leaf_of(acm, arn)
    acm.export_certificate(CertificateArn=arn, Passphrase=b"secret word")
    sandbox.advance("336d")
    summary = describe(acm, arn)["RenewalSummary"]
    assert (summary["RenewalStatus"], summary["RenewalStatusReason"]) == (
        "PENDING_AUTO_RENEWAL",
        "PCA_ACCESS_DENIED",
    )
    assert leaf_of(acm, arn) == before
    pca.create_permission(CertificateAuthorityArn=authority, **ACM)
    sandbox.advance("2h")
    assert describe(acm, arn)["RenewalSummary"]["RenewalStatus"] == "SUCCESS"
    after = leaf_of(acm, arn)
    assert after.serial_number != before.serial_number
    assert after.not_valid_after_utc > before.not_valid_after_utc


def test_is_renewed_on_demand_once_exported(acm: Any, pca: Any) -> None:
    authority = make_root(pca)
    pca.create_permission(CertificateAuthorityArn=authority, **ACM)
    arn = issued(acm, authority)
    assert refused(acm.renew_certificate, CertificateArn=arn)[0] == "ValidationException"
    acm.export_certificate(CertificateArn=arn, Passphrase=b"secret word")
    before = leaf_of(acm, arn)
    acm.renew_certificate(CertificateArn=arn)
    wait_for("the renewal", lambda: leaf_of(acm, arn) != before, seconds=10)
    assert describe(acm, arn)["RenewalSummary"]["RenewalStatus"] == "SUCCESS"


def test_is_revoked_at_its_authority(acm: Any, pca: Any) -> None:
    authority = make_root(pca, RevocationConfiguration=CONFIGURATION)
    arn = issued(acm, authority)
    leaf = leaf_of(acm, arn)
    acm.export_certificate(CertificateArn=arn, Passphrase=b"secret word")
    acm.revoke_certificate(CertificateArn=arn, RevocationReason="CA_COMPROMISE")
    assert describe(acm, arn)["Status"] == "REVOKED"
    crl = wait_for_serial(location(leaf), leaf.serial_number)
    entry = crl.get_revoked_certificate_by_serial_number(leaf.serial_number)
    reason = entry.extensions.get_extension_for_class(x509.CRLReason).value.reason
    assert reason == x509.ReasonFlags.ca_compromise


def test_private_ca_revokes_it_too(acm: Any, pca: Any) -> None:
    authority = make_root(pca)
    arn = issued(acm, authority)
    pca.revoke_certificate(
        CertificateAuthorityArn=authority,
        CertificateSerial=describe(acm, arn)["Serial"],
        RevocationReason="CERTIFICATE_AUTHORITY_COMPROMISE",
    )
    shown = describe(acm, arn)
    assert (shown["Status"], shown["RevocationReason"]) == ("REVOKED", "CA_COMPROMISE")


def test_a_shared_authority_signs_for_another_account(sandbox: Sandbox, pca: Any) -> None:
    authority = make_root(pca)
    pca.put_policy(ResourceArn=authority, Policy=policy(authority))
    other = sandbox.client("acm", key=FOOBAR)
    arn = issued(other, authority)
    assert FOOBAR.account in arn
    other.export_certificate(CertificateArn=arn, Passphrase=b"secret word")
    before = leaf_of(other, arn)
    sandbox.advance("336d")
    assert leaf_of(other, arn) != before
    with pytest.raises(ClientError) as caught:
        other.export_certificate(CertificateArn=arn, Passphrase=b"secret word")
        other.revoke_certificate(CertificateArn=arn, RevocationReason="UNSPECIFIED")
    assert error_code(caught.value) == "AccessDeniedException"


def test_an_identity_policy_may_forbid_the_authority(tmp_path: pathlib.Path) -> None:
    user = {
        "name": "limited",
        "access_key_id": "LIMITED",
        "secret": "limited",
        "policy": {
            "Version": "2012-10-17",
            "Statement": [{"Effect": "Allow", "Action": "acm:*", "Resource": "*"}],
        },
    }
    fixture = tmp_path / "fixture.json"
    fixture.write_text(json.dumps({"accounts": [{"id": "000000000000", "users": [user]}]}))
    sandbox = Sandbox(tmp_path, ["--fixture", str(fixture), "--no-quotas"])
    try:
        acm = sandbox.client(key=FOOBAR._replace(access="LIMITED", secret="limited"))
        authority = (
            "arn:aws:acm-pca:us-east-1:000000000000:certificate-authority/"
            + "0" * 8
            + "-0000" * 3
            + "-"
            + "0" * 12
        )
        assert failure(acm, ask(acm, authority)) == "PCA_ACCESS_DENIED"
    finally:
        assert sandbox.stop() == 0


def test_nothing_else_is_served_without_a_signature(sandbox: Sandbox) -> None:
    assert requests.get(f"{sandbox.url}/crl/nothing.crl", timeout=10).status_code >= 400
    assert requests.get(f"{sandbox.url}/bucket/audit-report/nothing", timeout=10).status_code >= 400
