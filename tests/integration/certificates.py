"""Self-signed certificates of every key type ACM knows, made by Python's cryptography."""

import datetime
import functools
import ipaddress
from collections.abc import Sequence
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID

KEY_TYPES = ["RSA_1024", "RSA_2048", "RSA_3072", "RSA_4096", "EC_prime256v1", "EC_secp384r1", "EC_secp521r1"]
CURVES = {"prime256v1": ec.SECP256R1, "secp384r1": ec.SECP384R1, "secp521r1": ec.SECP521R1}


PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


class SelfSigned(NamedTuple):
    certificate: bytes
    private_key: bytes
    sha256: str


@functools.cache  # an RSA key takes seconds to make, and no test needs two of a type
def private_key(key_type: str) -> PrivateKey:
    family, size = key_type.split("_")
    if family == "RSA":
        return rsa.generate_private_key(public_exponent=65537, key_size=int(size))
    return ec.generate_private_key(CURVES[size]())


def self_signed(
    names: list[str],
    key_type: str = "EC_prime256v1",
    lifetime: datetime.timedelta = datetime.timedelta(days=90),
) -> SelfSigned:
    """For DNS names; the first is the common name too."""
    return make(names[0], [x509.DNSName(name) for name in names], private_key(key_type), lifetime)


def server_identity(address: str) -> SelfSigned:
    """For a TLS server at an IP address, and its own trust anchor at the same time."""
    alternative = x509.IPAddress(ipaddress.ip_address(address))
    return make(address, [alternative], private_key("EC_prime256v1"), datetime.timedelta(days=1))


def make(
    common_name: str,
    names: Sequence[x509.GeneralName],
    key: PrivateKey,
    lifetime: datetime.timedelta,
    begins: datetime.timedelta = datetime.timedelta(minutes=-5),
) -> SelfSigned:
    """`begins` is seen from now, the lifetime ends that long after now."""
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + begins)
        .not_valid_after(now + lifetime)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .sign(key, hashes.SHA256())
    )
    return SelfSigned(
        certificate.public_bytes(serialization.Encoding.PEM),
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.TraditionalOpenSSL,
            serialization.NoEncryption(),
        ),
        certificate.fingerprint(hashes.SHA256()).hex(),
    )
