"""What tests of deployments share: an account of the sandbox, and boto3's view of what it serves."""

import pathlib
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes

from aws_sandbox import ACCESS_KEY_ID, SECRET, Sandbox
from certificates import KEY_TYPES
from certwright import Cli

QUOTA_SCALE = 20.0
SUBNETS = ["subnet-0a1b2c3d", "subnet-4e5f6a7b"]
WORLD = {
    "accounts": [
        {
            "id": "000000000000",
            "name": "Demo",
            "users": [{"name": "test", "access_key_id": ACCESS_KEY_ID, "secret": SECRET}],
        }
    ]
}


def add_account(cli: Cli, aws: Sandbox, directory: pathlib.Path) -> None:
    secret = directory / "secret"
    secret.write_text(SECRET)
    cli.run(
        "account", "add", "demo", "--access-key-id", ACCESS_KEY_ID, "--secret-access-key-file", str(secret),
        "--endpoint-url", aws.url,
    )  # fmt: skip


def arns_in(aws: Sandbox, region: str) -> list[str]:
    pages = aws.acm(region).get_paginator("list_certificates").paginate(Includes={"keyTypes": KEY_TYPES})
    return [row["CertificateArn"] for page in pages for row in page["CertificateSummaryList"]]


def served(aws: Sandbox, arn: str) -> tuple[int, list[str]]:
    """Serial number and chain."""
    got: dict[str, Any] = aws.acm(arn.split(":")[3]).get_certificate(CertificateArn=arn)
    chain = got.get("CertificateChain")
    return serial_of(got["Certificate"].encode()), fingerprints(chain.encode()) if chain else []


def use(aws: Sandbox, region: str, arn: str, name: str) -> str:
    """A load balancer of its own serves it; the balancer's ARN."""
    elbv2 = aws.elbv2(region)
    created = elbv2.create_load_balancer(Name=name, Type="application", Subnets=SUBNETS)
    balancer: str = created["LoadBalancers"][0]["LoadBalancerArn"]
    elbv2.create_listener(
        LoadBalancerArn=balancer,
        Protocol="HTTPS",
        Port=443,
        Certificates=[{"CertificateArn": arn}],
        DefaultActions=[{"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "200"}}],
    )
    return balancer


def serial_of(pem: bytes) -> int:
    return x509.load_pem_x509_certificate(pem).serial_number


def fingerprints(pem: bytes) -> list[str]:
    return [one.fingerprint(hashes.SHA256()).hex() for one in x509.load_pem_x509_certificates(pem)]
