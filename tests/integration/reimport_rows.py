"""Re-imports: what the user guide's "Reimporting a certificate" lets change under an ARN, each beside its contrary."""

import datetime

from cryptography import x509

from chains import CLIENT, DAY, SERVER, another_key, intermediate, make
from import_row import Row, of

KEY = "type and size of the key cannot change"
NAMES = "domain names may come and go, but not all of them may go"
USAGES = "key usages that the old one has cannot be taken away"
PURPOSES = "extended key usages that the old one has cannot be taken away"
IMPORTED = "only an imported certificate can be replaced"
ORDINARY = "what holds for a first import holds for a later one"
CODE = x509.ObjectIdentifier("1.3.6.1.5.5.7.3.3")
OWN = x509.ObjectIdentifier("1.3.6.1.4.1.99999.1")
BOTH = ["digital_signature", "key_encipherment"]
SOON = datetime.timedelta(seconds=4)


def of_key(name: str, before: str, after: str, rule: str) -> Row:
    names = ("key.test",)
    return Row(name, KEY, of(*names, key_type=after), rule, of(*names, key_type=before))


def of_names(name: str, before: list[str], after: list[str], rule: str | None = None) -> Row:
    return Row(name, NAMES, of(*after), rule, of(*before))


def of_usages(
    name: str, key_type: str, before: list[str] | None, after: list[str] | None, rule: str | None = None
) -> Row:
    new = of("usage.test", key_type=key_type, usage=after)
    return Row(name, USAGES, new, rule, of("usage.test", key_type=key_type, usage=before))


def of_purposes(
    name: str,
    before: list[x509.ObjectIdentifier] | None,
    after: list[x509.ObjectIdentifier] | None,
    rule: str | None = None,
) -> Row:
    return Row(name, PURPOSES, of("purpose.test", extended=after), rule, of("purpose.test", extended=before))


def over(domain: str, rule: str | None = "not_imported") -> Row:
    return Row(f"over {domain}", IMPORTED, of(domain, usage=BOTH, extended=[SERVER, CLIENT]), rule, domain)


REIMPORTS = [
    Row("another key of its kind", KEY, lambda: make(["again.test"], key=another_key("EC_prime256v1", 5)), None,
        of("again.test")),
    of_key("P-256 over RSA", "RSA_2048", "EC_prime256v1", "key_type_changes"),
    of_key("RSA over P-256", "EC_prime256v1", "RSA_2048", "key_type_changes"),
    of_key("P-384 over P-256", "EC_prime256v1", "EC_secp384r1", "key_size_changes"),
    of_key("P-256 over P-521", "EC_secp521r1", "EC_prime256v1", "key_size_changes"),
    of_key("RSA of 3072 over 2048 bits", "RSA_2048", "RSA_3072", "key_size_changes"),
    of_key("RSA of 1024 over 2048 bits", "RSA_2048", "RSA_1024", "key_size_changes"),
    of_names("a name more", ["a.test"], ["a.test", "b.test"]),
    of_names("a name less", ["a.test", "b.test"], ["b.test"]),
    of_names("all names but the common one are others", ["a.test", "b.test"], ["a.test", "c.test"]),
    of_names("all names are others", ["a.test", "b.test"], ["c.test", "d.test"], "all_names_change"),
    of_names("a star over what it stands for", ["a.b.test"], ["*.b.test"], "all_names_change"),
    of_names("the same name in other letters", ["case.test"], ["Case.Test"]),
    of_usages("a key usage more", "RSA_2048", ["digital_signature"], BOTH),
    of_usages("a key usage where there was none", "RSA_2048", None, BOTH),
    of_usages("a key usage less", "RSA_2048", BOTH, ["digital_signature"], "key_usage_lost"),
    of_usages("all key usages less", "RSA_2048", ["digital_signature"], None, "key_usage_lost"),
    # Forgiven since April 2026.
    of_usages("keyEncipherment less, of an elliptic key", "EC_prime256v1", BOTH, ["digital_signature"]),
    of_usages("digitalSignature less, of an elliptic key", "EC_prime256v1", BOTH, ["key_encipherment"],
              "key_usage_lost"),
    of_purposes("a purpose more", [SERVER], [SERVER, CODE]),
    of_purposes("a purpose where there was none", None, [SERVER]),
    of_purposes("a purpose less", [SERVER, CODE], [SERVER], "extended_key_usage_lost"),
    of_purposes("all purposes less", [SERVER], None, "extended_key_usage_lost"),
    of_purposes("one's own purpose less", [SERVER, OWN], [SERVER], "extended_key_usage_lost"),
    # Forgiven since October 2025.
    of_purposes("clientAuth less", [SERVER, CLIENT], [SERVER]),
    of_purposes("clientAuth alone, and then none", [CLIENT], None),
    Row("another authority's", "nothing is said of who signs", of("signer.test", issuer=intermediate()), None,
        of("signer.test")),
    Row("over an expired one", "an expired one can be replaced", of("late.test"), None, of("late.test", end=SOON)),
    Row("expired", ORDINARY, of("end.test", start=-9 * DAY, end=-DAY), "expired", of("end.test")),
    Row("not valid yet", ORDINARY, of("begin.test", start=DAY), "not_yet_valid", of("begin.test")),
    over("issued.shop.test"),
    over("pending.shop.test"),
    over("late.shop.test"),
    over("example.com"),
    over("revoked.shop.test"),
    over("private.shop.test"),
    over("inactive.shop.test", None),
]  # fmt: skip

_PCA = "${ca.CertificateAuthorityArn}"
# How those that AWS has came about: fixture steps of the sandbox (docs/sandbox.md).
HISTORY = [
    {"at": "-30d", "account": "000000000000", "region": "us-east-1", "call": "route53.CreateHostedZone",
     "input": {"Name": "shop.test", "CallerReference": "shop"}},
    {"call": "acm.RequestCertificate", "as": "issued",
     "input": {"DomainName": "issued.shop.test", "ValidationMethod": "DNS", "KeyAlgorithm": "EC_prime256v1"}},
    {"call": "acm.RequestCertificate", "as": "revoked",
     "input": {"DomainName": "revoked.shop.test", "ValidationMethod": "DNS", "Options": {"Export": "ENABLED"}}},
    {"call": "acm.RequestCertificate", "input": {"DomainName": "late.shop.test", "ValidationMethod": "DNS"}},
    {"call": "acm.RequestCertificate", "input": {"DomainName": "example.com", "ValidationMethod": "DNS"}},
    {"at": "+10m", "call": "sandbox.ProveByDns", "input": {"CertificateArn": "${issued.CertificateArn}"}},
    {"call": "sandbox.ProveByDns", "input": {"CertificateArn": "${revoked.CertificateArn}"}},
    {"at": "+1h", "call": "acm.ExportCertificate",
     "input": {"CertificateArn": "${revoked.CertificateArn}", "Passphrase": "demo"}},
    {"at": "+1h", "call": "acm.RevokeCertificate",
     "input": {"CertificateArn": "${revoked.CertificateArn}", "RevocationReason": "SUPERSEDED"}},
    {"call": "acm-pca.CreateCertificateAuthority", "as": "ca",
     "input": {"CertificateAuthorityType": "ROOT", "CertificateAuthorityConfiguration": {
         "KeyAlgorithm": "EC_prime256v1", "SigningAlgorithm": "SHA256WITHECDSA", "Subject": {"CommonName": "Root"}}}},
    {"at": "+1h", "call": "acm-pca.GetCertificateAuthorityCsr", "as": "csr",
     "input": {"CertificateAuthorityArn": _PCA}},
    {"call": "acm-pca.IssueCertificate", "as": "root",
     "input": {"CertificateAuthorityArn": _PCA, "Csr": "${csr.Csr}", "SigningAlgorithm": "SHA256WITHECDSA",
               "TemplateArn": "arn:aws:acm-pca:::template/RootCACertificate/V1",
               "Validity": {"Value": 10, "Type": "YEARS"}}},
    {"at": "+1h", "call": "acm-pca.GetCertificate", "as": "ca_certificate",
     "input": {"CertificateAuthorityArn": _PCA, "CertificateArn": "${root.CertificateArn}"}},
    {"call": "acm-pca.ImportCertificateAuthorityCertificate",
     "input": {"CertificateAuthorityArn": _PCA, "Certificate": "${ca_certificate.Certificate}"}},
    {"call": "acm.RequestCertificate",
     "input": {"DomainName": "private.shop.test", "CertificateAuthorityArn": _PCA,
               "KeyAlgorithm": "EC_prime256v1"}},
    *[step for region in ("us-east-1", "eu-west-1") for step in (
        {"at": "+1h", "region": region, "make": {f"key_{region}": {
            "names": ["inactive.shop.test"], "key": "EC_prime256v1", "until": "+300d"}},
         "call": "acm.ImportCertificate", "as": f"import_{region}",
         "input": {"Certificate": f"${{key_{region}.certificate}}",
                   "PrivateKey": f"${{key_{region}.private_key}}"}},
        {"at": "+1h", "call": "sandbox.Deactivate",
         "input": {"CertificateArn": f"${{import_{region}.CertificateArn}}"}})],
    {"at": "-1h", "region": "us-east-1", "call": "acm.RequestCertificate",
     "input": {"DomainName": "pending.shop.test", "ValidationMethod": "DNS"}},
]  # fmt: skip
