"""Deployment to ACM, seen from outside: the sandbox is AWS, and boto3 looks at what it serves."""

import datetime
import pathlib
import random
import time

import pytest
from cryptography import x509

from authority import Authority
from aws_sandbox import Sandbox
from certificates import SelfSigned, make, private_key, self_signed
from certwright import Cli, Server
from deploying import QUOTA_SCALE, WORLD, add_account, arns_in, fingerprints, serial_of, served
from processes import wait_for

REGIONS = ["us-east-1", "eu-west-1", "ap-south-1"]
KILLS = 50
LIFETIME = datetime.timedelta(days=90)

pytestmark = pytest.mark.quota_scale(QUOTA_SCALE)


@pytest.fixture(scope="module")
def shop(
    demo: Cli, aws: Sandbox, authority: Authority, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, str]:
    """Deployed for the first time; the ARN of each region."""
    bundle = tmp_path_factory.mktemp("shop") / "bundle.pem"
    issued = authority.issue(["shop.example.com", "www.shop.example.com"], LIFETIME)
    bundle.write_bytes(issued.certificate + authority.chain + issued.private_key)
    demo.run("cert", "import", "--name", "shop", "--pem", str(bundle))
    demo.run(
        "deploy", "shop", "--account", "demo", "--regions", ",".join(REGIONS), "--auto-redeploy", "--wait"
    )
    arns = {}
    for region in REGIONS:
        [arn] = arns_in(aws, region)
        assert served(aws, arn) == (serial_of(issued.certificate), fingerprints(authority.chain))
        arns[region] = arn
    return arns


def test_the_same_command_again_changes_no_arn_and_adds_none(
    demo: Cli, aws: Sandbox, shop: dict[str, str]
) -> None:
    demo.run(
        "deploy", "shop", "--account", "demo", "--regions", ",".join(REGIONS), "--auto-redeploy", "--replace",
        "--wait",
    )  # fmt: skip
    assert {region: arns_in(aws, region) for region in REGIONS} == {
        region: [arn] for region, arn in shop.items()
    }
    assert {row["sync_state"] for row in demo.json("deploy", "list", "--certificate", "shop")} == {"in_sync"}


def test_a_renewal_is_served_under_the_same_arns(
    demo: Cli, aws: Sandbox, shop: dict[str, str], authority: Authority, tmp_path: pathlib.Path
) -> None:
    renewed = authority.issue(["shop.example.com", "www.shop.example.com"], LIFETIME)
    bundle = tmp_path / "renewed.pem"
    bundle.write_bytes(renewed.certificate + authority.chain + renewed.private_key)
    demo.run("cert", "import", "--name", "shop", "--pem", str(bundle))
    wanted = (serial_of(renewed.certificate), fingerprints(authority.chain))
    wait_for("the new serial", lambda: all(served(aws, arn) == wanted for arn in shop.values()), 60)
    assert {region: arns_in(aws, region) for region in REGIONS} == {
        region: [arn] for region, arn in shop.items()
    }


def test_what_is_renewed_here_is_served_under_the_same_arn(demo: Cli, aws: Sandbox) -> None:
    region = "eu-west-3"
    demo.run("cert", "create", "internal-root", "--ca", "--subject", "CN=Internal Root")
    demo.run("cert", "create", "internal", "--signed-by", "internal-root", "--dns", "internal.example.com")
    demo.run("deploy", "internal", "--account", "demo", "--regions", region, "--auto-redeploy", "--wait")
    [arn] = arns_in(aws, region)
    demo.run("cert", "renew", "internal", "--new-key")
    renewed = serial_of(demo.run("cert", "export", "internal", "--format", "pem").encode())
    wait_for("the new serial", lambda: served(aws, arn)[0] == renewed, 60)
    assert arns_in(aws, region) == [arn]

    original = demo.run("cert", "export", "internal", "--version", "1", "--format", "pem").encode()
    told = demo.run("cert", "restore", "internal", "--version", "1")
    assert "one deployment follows it" in told
    wait_for("the restored serial", lambda: served(aws, arn)[0] == serial_of(original), 60)
    assert arns_in(aws, region) == [arn]


def test_what_is_restored_says_when_its_deployment_cannot_follow(
    demo: Cli, aws: Sandbox, tmp_path: pathlib.Path
) -> None:
    region = "ca-central-1"
    for key_type in ("EC_prime256v1", "RSA_3072"):
        latest = self_signed(["restored.example.com"], key_type)
        bundle = tmp_path / "bundle.pem"
        bundle.write_bytes(latest.certificate + latest.private_key)
        demo.run("cert", "import", "--name", "restored", "--pem", str(bundle))
    demo.run("deploy", "restored", "--account", "demo", "--regions", region, "--auto-redeploy", "--wait")
    [arn] = arns_in(aws, region)
    told = demo.try_run("cert", "restore", "restored", "--version", "1")
    assert told.returncode == 0
    assert "its deployment cannot take this version over" in told.stderr
    assert "(key_type_changes)" in told.stderr
    assert served(aws, arn)[0] == serial_of(latest.certificate)


def test_what_cannot_be_deployed_is_refused_beforehand(
    demo: Cli, aws: Sandbox, tmp_path: pathlib.Path
) -> None:
    region = "eu-north-1"
    keyless = self_signed(["keyless.example.com"], "RSA_2048")
    expired = make(
        "expired.example.com",
        [x509.DNSName("expired.example.com")],
        private_key("EC_prime256v1"),
        datetime.timedelta(days=-1),
        datetime.timedelta(days=-10),
    )
    rsa = self_signed(["mix.example.com"], "RSA_2048")
    elliptic = self_signed(["mix.example.com"], "EC_prime256v1")
    aws.acm(region).import_certificate(Certificate=rsa.certificate, PrivateKey=rsa.private_key)
    before = arns_in(aws, region)
    bring(demo, tmp_path, "keyless", keyless, with_key=False)
    bring(demo, tmp_path, "expired", expired)
    bring(demo, tmp_path, "mix", elliptic)
    for name, rule, more in [
        ("keyless", "no_private_key", []),
        ("expired", "expired", []),
        ("mix", "key_type_changes", ["--replace"]),
    ]:
        for dry in ([], ["--dry-run"]):
            done = demo.try_run("deploy", name, "--account", "demo", "--regions", region, *more, *dry)
            assert done.returncode == 2, done.stderr
            assert rule in done.stderr
    assert arns_in(aws, region) == before
    assert demo.json("deploy", "list", "--region", region) == []


def test_killed_again_and_again_it_imports_nothing_twice(
    tmp_path: pathlib.Path, authority: Authority
) -> None:
    seed = random.SystemRandom().getrandbits(32)
    print(f"instants of the kills are drawn with seed {seed}")
    instants = random.Random(seed)
    regions = [*REGIONS, "us-west-2", "eu-central-1", "sa-east-1"]
    aws = Sandbox(tmp_path, WORLD, QUOTA_SCALE)
    aws.plan_faults(
        [
            {"name": "lost", "operation": "ImportCertificate", "probability": 0.4, "fault": "lost_reply"},
            {"name": "reset", "operation": "ImportCertificate", "probability": 0.2, "fault": "reset"},
            {"name": "slow", "probability": 0.5, "fault": "latency", "latency": ["0ms", "300ms"]},
        ],
        seed & 0xFFFF,
    )
    server = Server(tmp_path, {"CERTWRIGHT_AWS_QUOTA_SCALE": str(QUOTA_SCALE)}).start()
    cli = Cli(server.url, server.make_administrator())
    add_account(cli, aws, tmp_path)
    names = ["one", "two"]
    for name in names:
        issued = authority.issue([f"{name}.example.com"], LIFETIME)
        bundle = tmp_path / f"{name}.pem"
        bundle.write_bytes(issued.certificate + authority.chain + issued.private_key)
        cli.run("cert", "import", "--name", name, "--pem", str(bundle))
        cli.run("deploy", name, "--account", "demo", "--regions", ",".join(regions))
    for _ in range(KILLS):
        time.sleep(instants.uniform(0, 1))
        server.kill()
        server.start()
    wait_for("the end", lambda: has_come_to_rest(cli), 420)
    rows = cli.json("deploy", "list")
    assert [row["state"] for row in rows] == ["deployed"] * len(regions) * len(names), rows
    for region in regions:
        assert sorted(arns_in(aws, region)) == sorted(row["arn"] for row in rows if row["region"] == region)
        assert len(arns_in(aws, region)) == len(names)
    assert aws.fired()["lost"] > 0
    cli.run("audit", "verify")
    assert server.stop() == 0
    assert aws.process.stop() == 0


def bring(cli: Cli, directory: pathlib.Path, name: str, made: SelfSigned, *, with_key: bool = True) -> None:
    file = directory / f"{name}.pem"
    file.write_bytes(made.certificate + (made.private_key if with_key else b""))
    cli.run("cert", "import", "--name", name, "--always-new", "--pem", str(file))


def has_come_to_rest(cli: Cli) -> bool:
    states = {row["state"] for row in cli.json("deploy", "list")}
    return states <= {"deployed", "failed", "cancelled"}
