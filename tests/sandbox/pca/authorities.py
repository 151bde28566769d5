"""Authorities of Private CA, requests for them to sign, and openssl's opinion of what they signed."""

import datetime
import pathlib
import subprocess
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.x509.oid import NameOID

from certificates import private_key

TEMPLATE = "arn:aws:acm-pca:::template/{}/V1"
SIGNING = {"RSA": "SHA256WITHRSA", "EC": "SHA256WITHECDSA"}


def signing_for(key_algorithm: str) -> str:
    return SIGNING[key_algorithm.split("_")[0]]


def configuration(
    name: str = "Test Root", key: str = "EC_prime256v1", signing: str | None = None, **more: Any
) -> dict[str, Any]:
    subject = {"Country": "DE", "Organization": "Certwright", "CommonName": name}
    return {
        "KeyAlgorithm": key,
        "SigningAlgorithm": signing or signing_for(key),
        "Subject": subject,
        **more,
    }


def create(
    pca: Any, kind: str = "ROOT", name: str = "Test Root", key: str = "EC_prime256v1", **more: Any
) -> str:
    """A CA that waits for its certificate."""
    arn = pca.create_certificate_authority(
        CertificateAuthorityConfiguration=configuration(name, key), CertificateAuthorityType=kind, **more
    )["CertificateAuthorityArn"]
    pca.get_waiter("certificate_authority_csr_created").wait(
        CertificateAuthorityArn=arn, WaiterConfig={"Delay": 0.05, "MaxAttempts": 1200}
    )
    return arn


def csr_of(pca: Any, arn: str) -> bytes:
    return pca.get_certificate_authority_csr(CertificateAuthorityArn=arn)["Csr"].encode()


def describe(pca: Any, arn: str) -> dict[str, Any]:
    return pca.describe_certificate_authority(CertificateAuthorityArn=arn)["CertificateAuthority"]


def get(pca: Any, arn: str, certificate: str) -> dict[str, Any]:
    """The certificate, once it is issued."""
    pca.get_waiter("certificate_issued").wait(
        CertificateAuthorityArn=arn,
        CertificateArn=certificate,
        WaiterConfig={"Delay": 0.05, "MaxAttempts": 1200},
    )
    return pca.get_certificate(CertificateAuthorityArn=arn, CertificateArn=certificate)


def issue(
    pca: Any, arn: str, csr: bytes, template: str | None = None, days: int = 30, **more: Any
) -> dict[str, Any]:
    """What GetCertificate answers, with the ARN."""
    parameters = {
        "Csr": csr,
        "SigningAlgorithm": describe(pca, arn)["CertificateAuthorityConfiguration"]["SigningAlgorithm"],
        "Validity": {"Type": "DAYS", "Value": days},
        **({"TemplateArn": TEMPLATE.format(template)} if template else {}),
        **more,
    }
    certificate = pca.issue_certificate(CertificateAuthorityArn=arn, **parameters)["CertificateArn"]
    return {"Arn": certificate, **get(pca, arn, certificate)}


def make_root(pca: Any, years: int = 10, **more: Any) -> str:
    arn = create(pca, "ROOT", **more)
    own = issue(pca, arn, csr_of(pca, arn), "RootCACertificate", Validity={"Type": "YEARS", "Value": years})
    pca.import_certificate_authority_certificate(
        CertificateAuthorityArn=arn, Certificate=own["Certificate"].encode()
    )
    return arn


def make_subordinate(pca: Any, parent: str, path_length: int = 0, days: int = 3000, **more: Any) -> str:
    arn = create(pca, "SUBORDINATE", **{"name": "Test Subordinate", **more})
    own = issue(pca, parent, csr_of(pca, arn), f"SubordinateCACertificate_PathLen{path_length}", days)
    pca.import_certificate_authority_certificate(
        CertificateAuthorityArn=arn,
        Certificate=own["Certificate"].encode(),
        CertificateChain=own["CertificateChain"].encode(),
    )
    return arn


def request(
    name: str | None = "leaf.test",
    names: list[str] | None = None,
    key_type: str = "EC_prime256v1",
    extensions: list[tuple[x509.ExtensionType, bool]] | None = None,
) -> bytes:
    """A certificate signing request in PEM."""
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)] if name else [])
    builder = x509.CertificateSigningRequestBuilder().subject_name(subject)
    names = names if names is not None else [name] if name else []
    if names:
        alternative = x509.SubjectAlternativeName([x509.DNSName(each) for each in names])
        builder = builder.add_extension(alternative, critical=False)
    for extension, critical in extensions or []:
        builder = builder.add_extension(extension, critical=critical)
    return builder.sign(private_key(key_type), hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


def parsed(answer: dict[str, Any]) -> x509.Certificate:
    return x509.load_pem_x509_certificate(answer["Certificate"].encode())


def colons(number: int) -> str:
    text = f"{number:x}"
    text = text.zfill(len(text) + len(text) % 2)
    return ":".join(text[at : at + 2] for at in range(0, len(text), 2))


class OpenSsl:
    """`openssl verify` as of a moment of the sandbox's clock."""

    def __init__(self, directory: pathlib.Path, at: datetime.datetime) -> None:
        self._directory = directory
        self._at = str(int(at.timestamp()) + 1)

    def write(self, name: str, content: str | bytes) -> str:
        path = self._directory / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    def verify(self, leaf: str, chain: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """`chain` ends with the root, which is trusted."""
        certificates = x509.load_pem_x509_certificates(chain.encode())
        pems = [each.public_bytes(serialization.Encoding.PEM) for each in certificates]
        command = ["openssl", "verify", "-x509_strict", "-attime", self._at]
        command += ["-CAfile", self.write("root.pem", pems[-1])]
        if pems[:-1]:
            command += ["-untrusted", self.write("between.pem", b"".join(pems[:-1]))]
        command += [*arguments, self.write("leaf.pem", leaf)]
        return subprocess.run(command, capture_output=True, text=True, timeout=30)
