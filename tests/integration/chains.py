"""Certificates to import, of every kind that ACM takes or refuses."""

import datetime
import functools
from dataclasses import dataclass, field
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from certificates import PrivateKey, private_key

DAY = datetime.timedelta(days=1)


@functools.cache
def another_key(key_type: str, which: int) -> PrivateKey:
    """A second (third, …) key of the type."""
    family, size = key_type.split("_")
    if family == "RSA":
        return rsa.generate_private_key(public_exponent=65537, key_size=int(size))
    return ec.generate_private_key(getattr(ec, {"prime256v1": "SECP256R1", "secp384r1": "SECP384R1"}[size])())


def pem_of_key(key: Any, form: str = "PKCS8", password: bytes | None = None) -> bytes:
    encryption = serialization.BestAvailableEncryption(password) if password else serialization.NoEncryption()
    return key.private_bytes(
        serialization.Encoding.PEM, getattr(serialization.PrivateFormat, form), encryption
    )


@dataclass
class Made:
    certificate: x509.Certificate
    key: Any
    chain: list[x509.Certificate] = field(default_factory=list)

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    @property
    def key_pem(self) -> bytes:
        return pem_of_key(self.key)

    @property
    def chain_pem(self) -> bytes:
        return b"".join(one.public_bytes(serialization.Encoding.PEM) for one in self.chain)

    def parameters(self, **more: Any) -> dict[str, Any]:
        """What ImportCertificate takes; a value of None leaves the parameter out."""
        found: dict[str, Any] = {"Certificate": self.pem}
        if self.key:
            found["PrivateKey"] = self.key_pem
        if self.chain:
            found["CertificateChain"] = self.chain_pem
        found.update(more)
        return {name: value for name, value in found.items() if value is not None}


def make(
    names: list[str] | None = None,
    *,
    key: Any = None,
    key_type: str = "EC_prime256v1",
    issuer: Made | None = None,
    subject: x509.Name | None = None,
    alternative: list[x509.GeneralName] | None = None,
    start: datetime.timedelta = -DAY,
    end: datetime.timedelta = 90 * DAY,
    authority: bool = False,
    usage: list[str] | None = None,
    extended: list[x509.ObjectIdentifier] | None = None,
    extensions: list[x509.ExtensionType] | None = None,
    now: datetime.datetime | None = None,
    serial: int | None = None,
) -> Made:
    """Self-signed unless there is an issuer; for DNS names, the first of which is the common name."""
    names = names if names is not None else ["import.test"]
    key = key or private_key(key_type)
    if subject is None:
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0])] if names else [])
    now = now or datetime.datetime.now(datetime.UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(serial or x509.random_serial_number())
        .not_valid_before(now + start)
        .not_valid_after(now + end)
    )
    if alternative is None and names and not authority:
        alternative = [x509.DNSName(name) for name in names]
    if alternative:
        builder = builder.add_extension(x509.SubjectAlternativeName(alternative), critical=False)
    if authority:
        builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        usage = usage or ["key_cert_sign", "crl_sign"]
    if usage is not None:
        flags = dict.fromkeys(
            (
                "digital_signature",
                "content_commitment",
                "key_encipherment",
                "data_encipherment",
                "key_agreement",
                "key_cert_sign",
                "crl_sign",
                "encipher_only",
                "decipher_only",
            ),
            False,
        )
        builder = builder.add_extension(
            x509.KeyUsage(**{**flags, **dict.fromkeys(usage, True)}), critical=True
        )
    if extended is not None:
        builder = builder.add_extension(x509.ExtendedKeyUsage(extended), critical=False)
    for extension in extensions or []:
        builder = builder.add_extension(extension, critical=False)
    signer = issuer.key if issuer else key
    digest = None if isinstance(signer, ed25519.Ed25519PrivateKey) else hashes.SHA256()
    certificate = builder.sign(signer, digest)
    chain = [issuer.certificate, *issuer.chain] if issuer else []
    return Made(certificate, key, chain)


@functools.cache
def root(key_type: str = "EC_prime256v1") -> Made:
    made = make(["Test Root"], key=another_key(key_type, 1), authority=True, end=3650 * DAY)
    return made


@functools.cache
def intermediate(key_type: str = "EC_prime256v1") -> Made:
    return make(
        ["Test Intermediate"],
        key=another_key(key_type, 2),
        issuer=root(key_type),
        authority=True,
        end=1825 * DAY,
    )


SERVER = ExtendedKeyUsageOID.SERVER_AUTH
CLIENT = ExtendedKeyUsageOID.CLIENT_AUTH
