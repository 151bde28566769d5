"""Imports and re-imports, good ones and bad ones."""

from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec, ed25519

from ..recorder import Recorder
from .material import CLIENT, DAY, SERVER, another_key, intermediate, make, pem_of_key, private_key, site

IMPORT = "acm.ImportCertificate"


def run(aws: Recorder) -> None:
    good(aws)
    bad(aws)
    again(aws)


def look(aws: Recorder, step: str, arn: str) -> None:
    aws(step, "acm.DescribeCertificate", CertificateArn=arn)
    aws(step, "acm.GetCertificate", CertificateArn=arn)


def good(aws: Recorder) -> None:
    for key_type in ("RSA_1024", "RSA_2048", "RSA_3072", "EC_prime256v1", "EC_secp384r1", "EC_secp521r1"):
        arn = aws(
            key_type, IMPORT, _named=key_type, **site(f"{key_type.lower().replace('_', '-')}.test", key_type)
        )
        look(aws, key_type, arn["CertificateArn"])
    signed = make(["signed.test"], issuer=intermediate(), serial=0x1234, usage=["digital_signature"])
    arn = aws("with its chain", IMPORT, _named="signed", **signed.parameters())
    look(aws, "with its chain", arn["CertificateArn"])
    plain = make(["plain.test"], serial=0x4321)
    arn = aws("without usages", IMPORT, _named="plain", **plain.parameters())
    look(aws, "without usages", arn["CertificateArn"])
    wild = make(["*.wild.test", "wild.test"], serial=0x5678, extended=[SERVER, CLIENT])
    arn = aws("a wildcard", IMPORT, _named="wildcard", **wild.parameters())
    look(aws, "a wildcard", arn["CertificateArn"])
    aws("the same once more", IMPORT, _named="wildcard again", **wild.parameters())
    tags = [{"Key": "team", "Value": "shop"}, {"Key": "empty", "Value": ""}, {"Key": "none"}]
    arn = aws("with tags", IMPORT, _named="tagged", Tags=tags, **site())
    aws("with tags", "acm.ListTagsForCertificate", CertificateArn=arn["CertificateArn"])
    aws(
        "of an import",
        "acm.ExportCertificate",
        CertificateArn=arn["CertificateArn"],
        Passphrase=b"passphrase",
    )
    aws(
        "of an import",
        "acm.ResendValidationEmail",
        CertificateArn=arn["CertificateArn"],
        Domain="site.test",
        ValidationDomain="site.test",
    )
    aws("what was imported", "acm.DeleteCertificate", CertificateArn=arn["CertificateArn"])
    aws("what was deleted", "acm.DescribeCertificate", CertificateArn=arn["CertificateArn"])


def bad(aws: Recorder) -> None:
    for what, parameters in refused().items():
        aws(what, IMPORT, _named=what, **parameters)


def refused() -> dict[str, dict[str, Any]]:
    signed = make(["signed.test"], issuer=intermediate(), serial=0x1234)
    own = make(["site.test"], serial=0x03E9)
    other = another_key("EC_prime256v1", 3)
    encrypted = pem_of_key(own.key, password=b"secret")
    return {
        "somebody else's key": own.parameters(PrivateKey=pem_of_key(other)),
        "a key of another kind": own.parameters(PrivateKey=pem_of_key(private_key("RSA_2048"))),
        "an encrypted key": own.parameters(PrivateKey=encrypted),
        "no key": own.parameters(PrivateKey=None),
        "no certificate": own.parameters(Certificate=None),
        "an empty certificate": own.parameters(Certificate=b""),
        "an empty key": own.parameters(PrivateKey=b""),
        "an empty chain": own.parameters(CertificateChain=b""),
        "nonsense for a certificate": own.parameters(Certificate=b"nonsense"),
        "nonsense for a key": own.parameters(PrivateKey=b"nonsense"),
        "nonsense for a chain": signed.parameters(CertificateChain=b"nonsense"),
        "no chain": signed.parameters(CertificateChain=None),
        "another's chain": signed.parameters(CertificateChain=own.pem),
        "a chain in the wrong order": signed.parameters(CertificateChain=reverse(signed.chain_pem)),
        "a bundle": signed.parameters(Certificate=signed.pem + signed.chain_pem),
        "what has expired": make(["old.test"], start=-20 * DAY, end=-DAY).parameters(),
        "what is not valid yet": make(["young.test"], start=DAY, end=20 * DAY).parameters(),
        "a key on a curve of its own": make(
            ["odd.test"], key=ec.generate_private_key(ec.SECP256K1())
        ).parameters(),
        "a key of Ed25519": ed25519_site(),
        "too large a key": own.parameters(PrivateKey=own.key_pem + b"\n" * 9000),
        "too large a certificate": own.parameters(Certificate=own.pem + b"\n" * 33000),
        "tags of Amazon's": own.parameters(Tags=[{"Key": "aws:mine", "Value": "x"}]),
        "tags with odd characters": own.parameters(Tags=[{"Key": "what?!", "Value": "x"}]),
        "too many tags": own.parameters(Tags=[{"Key": f"k{number}", "Value": "x"} for number in range(51)]),
    }


def reverse(chain: bytes) -> bytes:
    """The same certificates, the root first."""
    end = b"-----END CERTIFICATE-----\n"
    return b"".join(part + end for part in reversed(chain.split(end)[:-1]))


def ed25519_site() -> dict[str, Any]:
    key = ed25519.Ed25519PrivateKey.generate()
    own = make(["site.test"])
    return own.parameters(PrivateKey=pem_of_key(key))


def again(aws: Recorder) -> None:
    tags = [{"Key": "team", "Value": "shop"}]
    arn = aws("to be imported again", IMPORT, _named="again", Tags=tags, **site("again.test"))[
        "CertificateArn"
    ]
    aws("again", IMPORT, CertificateArn=arn, **site("again.test", serial=0x2345))
    look(aws, "again", arn)
    aws("again", "acm.ListTagsForCertificate", CertificateArn=arn)
    aws("again with tags", IMPORT, CertificateArn=arn, Tags=tags, **site("again.test"))
    aws("again with another kind of key", IMPORT, CertificateArn=arn, **site("again.test", "RSA_2048"))
    aws("again with a longer key", IMPORT, CertificateArn=arn, **site("again.test", "EC_secp384r1"))
    aws("again for other names", IMPORT, CertificateArn=arn, **site("else.test"))
    aws("after all that", "acm.DescribeCertificate", CertificateArn=arn)
    requested = aws(
        "what is requested",
        "acm.RequestCertificate",
        _named="requested",
        DomainName="r.test",
        ValidationMethod="DNS",
    )["CertificateArn"]
    aws("in the place of a request", IMPORT, CertificateArn=requested, **site())
