"""Where AWS and the repository disagree, seen from outside: the sandbox is AWS, and boto3 is somebody else."""

import datetime
import pathlib

import pytest

from authority import Authority
from aws_sandbox import Sandbox
from certificates import self_signed
from certwright import Cli
from deploying import QUOTA_SCALE, serial_of, served
from processes import wait_for

REGIONS = ["us-east-1", "eu-west-1"]
NAMES = ["shop.example.com"]
LIFETIME = datetime.timedelta(days=90)

pytestmark = pytest.mark.quota_scale(QUOTA_SCALE)


@pytest.fixture(scope="module")
def demo(demo: Cli, aws: Sandbox, authority: Authority, tmp_path_factory: pytest.TempPathFactory) -> Cli:
    """One certificate is deployed to two regions, and two that nobody deployed lie beside it."""
    bring(demo, authority, tmp_path_factory.mktemp("demo"))
    demo.run("deploy", "shop", "--account", "demo", "--regions", ",".join(REGIONS), "--wait")
    for region in REGIONS:
        stranger = self_signed(["stranger.example.com"], "RSA_2048")
        aws.acm(region).import_certificate(Certificate=stranger.certificate, PrivateKey=stranger.private_key)
    return demo


def test_what_was_deployed_is_listed_without_a_discovery(demo: Cli) -> None:
    rows = demo.json("aws", "list", "--sync-state", "in_sync")
    assert sorted(row["region"] for row in rows) == sorted(REGIONS)
    assert {row["sync"]["certificate"]["name"] for row in rows} == {"shop"}


def test_what_somebody_else_imports_is_the_only_mismatch(
    demo: Cli, aws: Sandbox, authority: Authority
) -> None:
    arn = arn_in(demo, "eu-west-1")
    other = authority.issue(NAMES, LIFETIME)
    aws.acm("eu-west-1").import_certificate(
        CertificateArn=arn,
        Certificate=other.certificate,
        PrivateKey=other.private_key,
        CertificateChain=authority.chain,
    )
    demo.run("discover", "--wait")
    [row] = demo.json("aws", "list", "--sync-state", "mismatch")
    assert (row["arn"], row["sync"]["state"]) == (arn, "aws_newer")
    assert demo.json("aws", "summary")["mismatched"] == 1
    assert len(demo.json("aws", "list", "--sync-state", "unmanaged")) == len(REGIONS)
    assert "! aws_newer" in demo.run("aws", "list", "--sync-state", "mismatch")
    [deployment] = demo.json("deploy", "list", "--sync-state", "aws_newer")
    assert deployment["arn"] == arn

    demo.run("aws", "accept", arn)
    assert demo.json("aws", "list", "--sync-state", "mismatch") == []
    demo.run("aws", "accept", arn, "--withdraw")
    assert [row["arn"] for row in demo.json("aws", "list", "--sync-state", "mismatch")] == [arn]

    demo.run("deploy", "shop", "--account", "demo", "--regions", "eu-west-1", "--wait")
    assert demo.json("aws", "list", "--sync-state", "mismatch") == []
    demo.run("discover", "--wait")
    assert demo.json("aws", "list", "--sync-state", "mismatch") == []


def test_what_aws_holds_is_taken_in(demo: Cli, aws: Sandbox) -> None:
    acm = aws.acm("us-east-1")
    arn = acm.request_certificate(DomainName="own.example.test", ValidationMethod="DNS")["CertificateArn"]
    demo.run("discover", "--wait")
    refused = demo.try_run("cert", "import", "--from-aws", arn)
    assert refused.returncode != 0
    assert "not issued yet" in refused.stderr

    imported = self_signed(["taken.example.com"], "RSA_2048")
    arn = acm.import_certificate(Certificate=imported.certificate, PrivateKey=imported.private_key)[
        "CertificateArn"
    ]
    demo.run("discover", "--wait")
    demo.run("cert", "import", "--from-aws", arn, "--name", "taken")
    held = demo.json("cert", "show", "taken")
    assert held["current"]["has_private_key"] is False
    assert held["current"]["source_arn"] == arn
    [row] = demo.json("aws", "list", "--arn", arn)
    assert row["sync"]["state"] == "in_sync"

    # Somebody replaces it there.
    later = self_signed(["taken.example.com"], "RSA_2048")
    acm.import_certificate(CertificateArn=arn, Certificate=later.certificate, PrivateKey=later.private_key)
    demo.run("discover", "--wait")
    assert [row["arn"] for row in demo.json("aws", "list", "--sync-state", "mismatch")] == [arn]
    demo.run("cert", "import", "--from-aws", arn, "--into", "taken")
    assert demo.json("aws", "list", "--sync-state", "mismatch") == []
    assert served(aws, arn)[0] == int(
        demo.json("cert", "show", "taken")["current"]["serial"].replace(":", ""), 16
    )


def test_a_version_that_nobody_deployed_is_newer_in_the_repository(
    demo: Cli, authority: Authority, aws: Sandbox, tmp_path: pathlib.Path
) -> None:
    serial = bring(demo, authority, tmp_path)
    rows = demo.json("aws", "list", "--sync-state", "repository_newer")
    assert sorted(row["region"] for row in rows) == sorted(REGIONS)
    demo.run("deploy", "shop", "--account", "demo", "--regions", ",".join(REGIONS), "--wait")
    assert demo.json("aws", "list", "--sync-state", "repository_newer") == []
    wait_for("the new serial", lambda: all(served(aws, row["arn"])[0] == serial for row in rows), 10)


def bring(cli: Cli, authority: Authority, directory: pathlib.Path) -> int:
    """Another version of "shop"; its serial number."""
    issued = authority.issue(NAMES, LIFETIME)
    bundle = directory / "bundle.pem"
    bundle.write_bytes(issued.certificate + authority.chain + issued.private_key)
    cli.run("cert", "import", "--name", "shop", "--pem", str(bundle))
    return serial_of(issued.certificate)


def arn_in(cli: Cli, region: str) -> str:
    [deployment] = cli.json("deploy", "list", "--certificate", "shop", "--region", region)
    arn: str = deployment["arn"]
    return arn
