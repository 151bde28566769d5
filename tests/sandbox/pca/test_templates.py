"""What each template puts into a certificate, and which of its sources wins."""

import base64
from typing import Any

import pytest
from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID as Purpose
from cryptography.x509.oid import ExtensionOID, NameOID

from acm.emulator import refused

from .authorities import TEMPLATE, create, csr_of, issue, make_root, make_subordinate, parsed, request

OF_OUR_OWN = "1.3.6.1.4.1.99999.1"
ALL_USAGES = {
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
}


def key_usage(*names: str) -> x509.KeyUsage:
    flags = dict.fromkeys([*ALL_USAGES, "encipher_only", "decipher_only"], False)
    return x509.KeyUsage(**{**flags, **dict.fromkeys(names, True)})


def usages(certificate: x509.Certificate) -> set[str]:
    usage = certificate.extensions.get_extension_for_class(x509.KeyUsage)
    assert usage.critical
    return {name for name in ALL_USAGES if getattr(usage.value, name)}


def purposes(certificate: x509.Certificate) -> tuple[set[str], bool]:
    extension = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage)
    return {each.dotted_string for each in extension.value}, extension.critical


def constraints(certificate: x509.Certificate) -> tuple[bool, int | None, bool]:
    extension = certificate.extensions.get_extension_for_class(x509.BasicConstraints)
    return extension.value.ca, extension.value.path_length, extension.critical


def names(certificate: x509.Certificate) -> list[str]:
    extension = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName)
    return extension.value.get_values_for_type(x509.DNSName)


SERVER, CLIENT = Purpose.SERVER_AUTH.dotted_string, Purpose.CLIENT_AUTH.dotted_string
SIGNATURE, ENCIPHERMENT = "digital_signature", "key_encipherment"


@pytest.mark.parametrize(
    "template,usage,purpose,critical",
    [
        (None, {SIGNATURE, ENCIPHERMENT}, {SERVER, CLIENT}, False),
        ("EndEntityServerAuthCertificate", {SIGNATURE, ENCIPHERMENT}, {SERVER}, False),
        ("EndEntityClientAuthCertificate", {SIGNATURE, ENCIPHERMENT}, {CLIENT}, False),
        ("CodeSigningCertificate", {SIGNATURE}, {Purpose.CODE_SIGNING.dotted_string}, True),
        ("OCSPSigningCertificate", {SIGNATURE}, {Purpose.OCSP_SIGNING.dotted_string}, True),
    ],
)
def test_end_entities(
    pca: Any, template: str | None, usage: set[str], purpose: set[str], critical: bool
) -> None:
    arn = make_root(pca)
    csr = request(
        names=["a.test", "b.test"], extensions=[(key_usage("key_agreement"), True), (unknown(b"csr"), False)]
    )
    made = parsed(issue(pca, arn, csr, template))
    assert usages(made) == usage
    assert purposes(made) == (purpose, critical)
    assert constraints(made) == (False, None, False)
    assert names(made) == ["a.test", "b.test"]
    assert OF_OUR_OWN not in {each.oid.dotted_string for each in made.extensions}


def unknown(value: bytes) -> x509.UnrecognizedExtension:
    return x509.UnrecognizedExtension(
        x509.ObjectIdentifier(OF_OUR_OWN), b"\x04" + bytes([len(value)]) + value
    )


def test_authorities(pca: Any) -> None:
    root = make_root(pca)
    own = parsed(pca.get_certificate_authority_certificate(CertificateAuthorityArn=root))
    assert constraints(own) == (True, None, True)
    assert usages(own) == {SIGNATURE, "key_cert_sign", "crl_sign"}
    middle = make_subordinate(pca, root, path_length=2)
    below = parsed(pca.get_certificate_authority_certificate(CertificateAuthorityArn=middle))
    assert constraints(below) == (True, 2, True)
    assert usages(below) == {SIGNATURE, "key_cert_sign", "crl_sign"}


def test_a_request_passes_what_the_template_does_not_fix(pca: Any) -> None:
    arn = make_root(pca)
    csr = request(extensions=[(key_usage("key_agreement"), True), (unknown(b"csr"), False)])
    made = parsed(issue(pca, arn, csr, "EndEntityClientAuthCertificate_CSRPassthrough"))
    assert usages(made) == {SIGNATURE, ENCIPHERMENT}
    assert (
        made.extensions.get_extension_for_oid(x509.ObjectIdentifier(OF_OUR_OWN)).value.value == b"\x04\x03csr"
    )
    blank = parsed(issue(pca, arn, csr, "BlankEndEntityCertificate_CSRPassthrough"))
    assert usages(blank) == {"key_agreement"}
    critical = "BlankEndEntityCertificate_CriticalBasicConstraints_CSRPassthrough"
    assert constraints(parsed(issue(pca, arn, csr, critical))) == (False, None, True)


def test_a_request_for_an_authority_becomes_none(pca: Any) -> None:
    arn = make_root(pca)
    csr = request(extensions=[(x509.BasicConstraints(ca=True, path_length=None), True)])
    assert constraints(parsed(issue(pca, arn, csr, "BlankEndEntityCertificate_CSRPassthrough")))[0] is False


PASSED = {
    "Subject": {"CommonName": "passed.test", "Organization": "Passed"},
    "Extensions": {
        "KeyUsage": {"KeyAgreement": True},
        "ExtendedKeyUsage": [
            {"ExtendedKeyUsageType": "SMART_CARD_LOGIN"},
            {"ExtendedKeyUsageObjectIdentifier": "1.2.3.4"},
        ],
        "SubjectAlternativeNames": [{"DnsName": "passed.test"}, {"IpAddress": "10.0.0.1"}],
        "CertificatePolicies": [{"CertPolicyId": "1.2.3.4.5"}],
        "CustomExtensions": [
            {
                "ObjectIdentifier": OF_OUR_OWN,
                "Value": base64.b64encode(b"\x04\x03api").decode(),
                "Critical": True,
            }
        ],
    },
}


def test_a_call_passes_more_than_the_request_and_less_than_the_template(pca: Any) -> None:
    arn = make_root(pca)
    csr = request(extensions=[(unknown(b"csr"), False)])
    made = parsed(issue(pca, arn, csr, "BlankEndEntityCertificate_APICSRPassthrough", ApiPassthrough=PASSED))
    assert made.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value == "passed.test"
    assert usages(made) == {"key_agreement"}
    assert purposes(made)[0] == {"1.3.6.1.4.1.311.20.2.2", "1.2.3.4"}
    assert names(made) == ["passed.test"]
    own = made.extensions.get_extension_for_oid(x509.ObjectIdentifier(OF_OUR_OWN))
    assert (own.value.value, own.critical) == (b"\x04\x03api", True)
    policies = made.extensions.get_extension_for_oid(ExtensionOID.CERTIFICATE_POLICIES).value
    assert [policy.policy_identifier.dotted_string for policy in policies] == ["1.2.3.4.5"]
    fixed = parsed(
        issue(pca, arn, csr, "EndEntityServerAuthCertificate_APIPassthrough", ApiPassthrough=PASSED)
    )
    assert usages(fixed) == {SIGNATURE, ENCIPHERMENT}
    assert purposes(fixed)[0] == {SERVER}
    assert names(fixed) == ["passed.test"]


def test_what_a_call_passes_is_ignored_without_a_template_for_it(pca: Any) -> None:
    arn = make_root(pca)
    made = parsed(issue(pca, arn, request(), ApiPassthrough=PASSED))
    assert names(made) == ["leaf.test"]
    assert made.subject.rfc4514_string() == "CN=leaf.test"


@pytest.mark.parametrize(
    "extensions",
    [
        {"ExtendedKeyUsage": [{}]},
        {"SubjectAlternativeNames": [{"DnsName": "a.test", "IpAddress": "10.0.0.1"}]},
        {"SubjectAlternativeNames": [{"IpAddress": "no address"}]},
        {"SubjectAlternativeNames": [{"RegisteredId": "1.2.3"}]},
    ],
)
def test_refuses_what_it_cannot_write(pca: Any, extensions: dict[str, Any]) -> None:
    arn = make_root(pca)
    code, _ = refused(
        pca.issue_certificate,
        CertificateAuthorityArn=arn,
        Csr=request(),
        SigningAlgorithm="SHA256WITHECDSA",
        Validity={"Type": "DAYS", "Value": 1},
        TemplateArn=TEMPLATE.format("BlankEndEntityCertificate_APIPassthrough"),
        ApiPassthrough={"Extensions": extensions},
    )
    assert code == "InvalidArgsException"


def test_a_root_may_be_passed_a_path_length(pca: Any) -> None:
    arn = create(pca)
    made = issue(
        pca,
        arn,
        csr_of(pca, arn),
        "BlankRootCACertificate_PathLen1_APIPassthrough",
        ApiPassthrough={"Extensions": {"KeyUsage": {"KeyCertSign": True, "CRLSign": True}}},
    )
    assert constraints(parsed(made)) == (True, 1, True)
    assert usages(parsed(made)) == {"key_cert_sign", "crl_sign"}
