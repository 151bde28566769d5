"""What a test puts into moto, and remembers in order to compare."""

import dataclasses
from datetime import timedelta
from typing import Any

from certificates import KEY_TYPES, SelfSigned, self_signed
from moto_aws import HOME_ACCOUNT, Moto

REGIONS = ["us-east-1", "us-west-2", "eu-west-1", "eu-central-1", "ap-southeast-2", "sa-east-1"]


@dataclasses.dataclass(frozen=True)
class Seeded:
    arn: str
    account_id: str
    region: str
    service: str
    type: str
    domain_name: str | None
    names: frozenset[str]
    key_algorithm: str | None
    sha256: str | None = None
    material: SelfSigned | None = None
    tags: tuple[tuple[str, str], ...] = ()


def import_certificate(
    moto: Moto,
    region: str,
    names: list[str],
    key_type: str = "EC_prime256v1",
    account: str = HOME_ACCOUNT,
    tags: dict[str, str] | None = None,
    replaces: str | None = None,
    same_as: Seeded | None = None,
    days: int = 90,
) -> Seeded:
    """`replaces` is the ARN to import over; `same_as` imports that one's certificate and key once more."""
    made = (
        same_as.material
        if same_as and same_as.material
        else self_signed(names, key_type, timedelta(days=days))
    )
    # botocore refuses an empty list of tags, as AWS does.
    options: dict[str, Any] = (
        {"Tags": [{"Key": key, "Value": value} for key, value in tags.items()]} if tags else {}
    )
    if replaces:
        options["CertificateArn"] = replaces
    arn = moto.client("acm", region, account).import_certificate(
        Certificate=made.certificate, PrivateKey=made.private_key, **options
    )["CertificateArn"]
    labels = tuple((tags or {}).items())
    names_seen = frozenset(names)
    return Seeded(
        arn, account, region, "acm", "IMPORTED", names[0], names_seen, key_type, made.sha256, made, labels
    )


def request_certificate(
    moto: Moto, region: str, names: list[str], method: str = "DNS", account: str = HOME_ACCOUNT
) -> Seeded:
    """An Amazon-issued certificate; moto leaves it pending for a minute."""
    arn = moto.client("acm", region, account).request_certificate(
        DomainName=names[0], SubjectAlternativeNames=names, ValidationMethod=method
    )["CertificateArn"]
    return Seeded(arn, account, region, "acm", "AMAZON_ISSUED", names[0], frozenset(names), "RSA_2048")


def private_certificate(moto: Moto, region: str, name: str, account: str = HOME_ACCOUNT) -> Seeded:
    authority = moto.client("acm-pca", region, account).create_certificate_authority(
        CertificateAuthorityConfiguration={
            "KeyAlgorithm": "RSA_2048",
            "SigningAlgorithm": "SHA256WITHRSA",
            "Subject": {"CommonName": "Seed CA"},
        },
        CertificateAuthorityType="ROOT",
    )["CertificateAuthorityArn"]
    arn = moto.client("acm", region, account).request_certificate(
        DomainName=name, CertificateAuthorityArn=authority
    )["CertificateArn"]
    return Seeded(arn, account, region, "acm", "PRIVATE", name, frozenset([name]), "RSA_2048")


def server_certificate(moto: Moto, name: str, names: list[str], account: str = HOME_ACCOUNT) -> Seeded:
    made = self_signed(names, "RSA_2048")
    arn = moto.client("iam", account=account).upload_server_certificate(
        ServerCertificateName=name,
        CertificateBody=made.certificate.decode(),
        PrivateKey=made.private_key.decode(),
    )["ServerCertificateMetadata"]["Arn"]
    return Seeded(
        arn, account, "aws-global", "iam", "IMPORTED", names[0], frozenset(names), "RSA_2048", made.sha256
    )


def seed_estate(moto: Moto, account: str = HOME_ACCOUNT) -> list[Seeded]:
    """Six regions, all seven key types, requested by DNS and mail, private, IAM, tags, a duplicate."""
    seeded = [
        import_certificate(
            moto,
            REGIONS[number % len(REGIONS)],
            [f"{key_type.lower().replace('_', '-')}.example.com"],
            key_type,
            account,
            {"environment": "test", "key-type": key_type},
        )
        for number, key_type in enumerate(KEY_TYPES)
    ]
    seeded += [
        import_certificate(
            moto, "eu-west-1", ["www.example.com", "example.com", "*.example.com"], account=account
        ),
        request_certificate(moto, "us-west-2", ["dns.example.org", "*.dns.example.org"], "DNS", account),
        request_certificate(moto, "sa-east-1", ["mail.example.org"], "EMAIL", account),
        private_certificate(moto, "eu-central-1", "private.internal.example", account),
        server_certificate(moto, "legacy", ["legacy.example.com"], account),
    ]
    return seeded
