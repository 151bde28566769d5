#!/usr/bin/env python3
"""Serves a small believable AWS to the end-to-end tests of the web UI.

Prints one line of JSON that says where it is and what is in it, and ends on SIGTERM or with its standard
input, so that it never outlives the tests.
"""

import datetime
import json
import pathlib
import signal
import sys
import tempfile
from typing import Any

from authority import Authority
from certificates import SelfSigned, self_signed
from estate import REGIONS, Seeded, seed_estate
from moto_aws import CREDENTIALS, HOME_ACCOUNT, Moto
from processes import wait_for

# Name, then how long it is still valid in each of two regions.
SHOP = [
    ("www", 5),
    ("api", 6),
    ("checkout", 20),
    ("account", 25),
    ("search", 45),
    ("images", 50),
    ("cdn", 80),
    ("admin", 85),
    ("status", 120),
    ("mail", 150),
    ("sso", 200),
    ("docs", 364),
]


class Seeder:
    def __init__(self, moto: Moto) -> None:
        self.moto = moto
        self.authority = Authority("Example Shop")
        self.seeded: list[dict[str, Any]] = []

    def remember(self, one: Seeded, expires: datetime.timedelta | None) -> None:
        self.seeded.append(
            {
                "arn": one.arn,
                "region": one.region,
                "service": one.service,
                "type": one.type,
                "names": sorted(one.names),
                "key_algorithm": one.key_algorithm,
                "sha256": one.sha256,
                "tags": dict(one.tags),
                "days_left": None if expires is None else expires // datetime.timedelta(days=1),
            }
        )

    def put(
        self,
        region: str,
        names: list[str],
        made: SelfSigned,
        lifetime: datetime.timedelta,
        tags: dict[str, str],
        chain: bytes,
    ) -> str:
        options: dict[str, Any] = {"CertificateChain": chain} if chain else {}
        arn: str = self.moto.client("acm", region).import_certificate(
            Certificate=made.certificate,
            PrivateKey=made.private_key,
            Tags=[{"Key": key, "Value": value} for key, value in tags.items()],
            **options,
        )["CertificateArn"]
        one = Seeded(
            arn,
            HOME_ACCOUNT,
            region,
            "acm",
            "IMPORTED",
            names[0],
            frozenset(names),
            "EC_prime256v1",
            made.sha256,
            made,
            tuple(tags.items()),
        )
        self.remember(one, lifetime)
        return arn

    def shop(self) -> None:
        """Two dozen hosts with a chain; the same certificate of each in two regions."""
        for number, (host, days) in enumerate(SHOP):
            lifetime = datetime.timedelta(days=days, hours=6)
            names = [f"{host}.shop.example", f"{host}.shop.test"]
            made = self.authority.issue(names, lifetime)
            tags = {"team": ["storefront", "payments", "platform"][number % 3], "environment": "production"}
            for region in ("eu-west-1", "us-east-1"):
                arn = self.put(region, names, made, lifetime, tags, self.authority.chain)
                if host in ("www", "api"):
                    self.use(region, host, arn)

    def use(self, region: str, name: str, arn: str) -> None:
        self.moto.client("elb", region).create_load_balancer(
            LoadBalancerName=f"shop-{name}",
            Listeners=[
                {
                    "Protocol": "HTTPS",
                    "LoadBalancerPort": 443,
                    "InstancePort": 8443,
                    "SSLCertificateId": arn,
                }
            ],
            AvailabilityZones=[f"{region}a"],
        )

    def expired(self) -> None:
        """ACM takes no expired certificate, so it has to expire there."""
        lifetime = datetime.timedelta(seconds=2)
        names = ["old.shop.example"]
        self.put(
            "eu-central-1", names, self_signed(names, lifetime=lifetime), -lifetime, {"team": "payments"}, b""
        )
        acm = self.moto.client("acm", "eu-central-1")
        arn = self.seeded[-1]["arn"]
        wait_for(
            "the certificate to expire",
            lambda: acm.describe_certificate(CertificateArn=arn)["Certificate"]["Status"] == "EXPIRED",
        )


def serve(moto: Moto) -> None:
    seeder = Seeder(moto)
    for one in seed_estate(moto):
        # moto says of every server certificate that it expired in 2012.
        seeder.remember(one, datetime.timedelta(days=-1) if one.service == "iam" else None)
    seeder.shop()
    seeder.expired()
    estate = {
        "url": moto.url,
        "access_key_id": CREDENTIALS["aws_access_key_id"],
        "secret_access_key": CREDENTIALS["aws_secret_access_key"],
        "account_id": HOME_ACCOUNT,
        "regions": REGIONS,
        "certificates": seeder.seeded,
    }
    print(json.dumps(estate), flush=True)
    sys.stdin.read()


def main() -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with tempfile.TemporaryDirectory(prefix="certwright-moto-") as directory:
        # Pending requests stay pending, however long the tests take.
        moto = Moto(pathlib.Path(directory), settings={"MOTO_ACM_VALIDATION_WAIT": "86400"})
        try:
            serve(moto)
        finally:
            moto.stop()


if __name__ == "__main__":
    main()
