"""Many certificates with one order, another certificate for an ARN, and careful roll-outs: the sandbox is AWS."""

import datetime
import pathlib
import time
from typing import Any

import pytest

from authority import Authority
from aws_sandbox import Sandbox
from certificates import SelfSigned, self_signed
from certwright import Cli, Server
from deploying import QUOTA_SCALE, WORLD, add_account, arns_in, serial_of, served, use
from processes import wait_for

REGIONS = ["us-east-1", "eu-west-1", "ap-south-1"]
LIFETIME = datetime.timedelta(days=90)

pytestmark = pytest.mark.quota_scale(QUOTA_SCALE)


def bring(cli: Cli, directory: pathlib.Path, authority: Authority, name: str, *names: str) -> SelfSigned:
    issued = authority.issue([*names] or [f"{name}.example.com"], LIFETIME)
    file = directory / f"{name}.pem"
    file.write_bytes(issued.certificate + authority.chain + issued.private_key)
    cli.run("cert", "import", "--name", name, "--pem", str(file))
    return issued


def deployments_of(cli: Cli, name: str) -> dict[str, dict[str, Any]]:
    return {row["region"]: row for row in cli.json("deploy", "list", "--certificate", name)}


def test_a_group_is_looked_at_as_a_whole_and_deployed_with_one_order(
    demo: Cli, aws: Sandbox, authority: Authority, tmp_path: pathlib.Path
) -> None:
    names = ["one", "two", "three"]
    issued = {name: bring(demo, tmp_path, authority, name) for name in names}
    keyless = tmp_path / "keyless.pem"
    keyless.write_bytes(self_signed(["keyless.example.com"], "RSA_2048").certificate)
    demo.run("cert", "import", "--name", "keyless", "--pem", str(keyless))
    demo.run("group", "create", "many", *names, "keyless")
    order = ["deploy", "--group", "many", "--account", "demo", "--regions", ",".join(REGIONS)]

    plan = demo.try_run(*order, "--dry-run")
    assert plan.returncode == 2
    assert "9 imports, 0 of them over what is there; 0 served already; 3 refused" in plan.stderr
    refused = demo.try_run(*order, "--wait")
    assert refused.returncode == 2
    assert "keyless in us-east-1: refused by the rule no_private_key" in refused.stderr
    assert demo.json("deploy", "list") == []

    demo.run(*order, "--skip-refused", "--wait")
    for region in REGIONS:
        serials = sorted(served(aws, arn)[0] for arn in arns_in(aws, region))
        assert serials == sorted(serial_of(one.certificate) for one in issued.values())
    arns = {region: sorted(arns_in(aws, region)) for region in REGIONS}
    demo.run("group", "remove", "many", "keyless")
    again = demo.try_run(*order, "--replace", "--wait")
    assert again.returncode == 0, again.stderr
    assert "0 imports, 0 of them over what is there; 9 served already" in again.stderr
    assert {region: sorted(arns_in(aws, region)) for region in REGIONS} == arns


def test_a_filter_means_what_it_finds_now(
    demo: Cli, aws: Sandbox, authority: Authority, tmp_path: pathlib.Path
) -> None:
    bring(demo, tmp_path, authority, "filtered")
    demo.run("cert", "edit", "filtered", "--owner", "payments")
    demo.run("deploy", "--filter", "owner=payments", "--account", "demo", "--regions", "eu-north-1", "--wait")
    assert len(arns_in(aws, "eu-north-1")) == 1


def test_another_certificate_goes_over_the_same_arn_and_its_renewals_follow(
    demo: Cli, aws: Sandbox, authority: Authority, tmp_path: pathlib.Path
) -> None:
    bring(demo, tmp_path, authority, "old", "site.example.com")
    new = bring(demo, tmp_path, authority, "new", "site.example.com", "www.site.example.com")
    bring(demo, tmp_path, authority, "stranger", "elsewhere.example.net")
    region = "us-west-2"
    demo.run("deploy", "old", "--account", "demo", "--regions", region, "--auto-redeploy", "--wait")
    [arn] = arns_in(aws, region)
    deployment = deployments_of(demo, "old")[region]["id"]

    refused = demo.try_run("deploy", "retarget", deployment, "--cert", "stranger")
    assert refused.returncode == 2
    assert "refused by the rule" in refused.stderr
    assert deployments_of(demo, "old")[region]["id"] == deployment

    demo.run("deploy", "retarget", deployment, "--cert", "new", "--wait")
    assert arns_in(aws, region) == [arn]
    assert served(aws, arn)[0] == serial_of(new.certificate)
    assert deployments_of(demo, "new")[region]["sync_state"] == "in_sync"
    newer = bring(demo, tmp_path, authority, "new", "site.example.com", "www.site.example.com")
    wait_for("the renewal", lambda: served(aws, arn)[0] == serial_of(newer.certificate), 60)
    demo.run("deploy", "remove", deployment)
    assert arns_in(aws, region) == [arn]


def test_a_careful_roll_out_waits_is_not_hurried_by_kills_and_stops_at_a_failure(
    tmp_path: pathlib.Path, authority: Authority
) -> None:
    aws = Sandbox(tmp_path, WORLD, QUOTA_SCALE)
    server = Server(tmp_path, {"CERTWRIGHT_AWS_QUOTA_SCALE": str(QUOTA_SCALE)}).start()
    cli = Cli(server.url, server.make_administrator())
    add_account(cli, aws, tmp_path)
    bring(cli, tmp_path, authority, "shop")
    cli.run(
        "deploy", "shop", "--account", "demo", "--regions", ",".join(REGIONS), "--auto-redeploy",
        "--pause", "6s", "--wait",
    )  # fmt: skip
    arns = {region: arns_in(aws, region)[0] for region in REGIONS}
    for region, users in {"us-east-1": 2, "ap-south-1": 1}.items():
        for number in range(users):
            use(aws, region, arns[region], f"site{number}")
    cli.run("discover", "--wait")

    newer = bring(cli, tmp_path, authority, "shop")
    wanted = serial_of(newer.certificate)
    seen: dict[str, float] = {}
    waited_until: set[str] = set()

    def look() -> bool:
        for region, arn in arns.items():
            if region not in seen and served(aws, arn)[0] == wanted:
                seen[region] = time.monotonic()
        rows = deployments_of(cli, "shop")
        waited_until.update(region for region, row in rows.items() if row["waits_until"])
        return len(seen) == len(REGIONS)

    wait_for("the first turn", lambda: look() or "eu-west-1" in seen, 30)
    for _ in range(3):
        server.kill()
        server.start()
    wait_for("every turn", look, 90)
    assert sorted(seen, key=lambda region: seen[region]) == ["eu-west-1", "ap-south-1", "us-east-1"]
    assert seen["ap-south-1"] - seen["eu-west-1"] >= 4
    assert seen["us-east-1"] - seen["ap-south-1"] >= 4
    assert waited_until == {"ap-south-1", "us-east-1"}
    assert {region: arns_in(aws, region) for region in REGIONS} == {
        region: [arn] for region, arn in arns.items()
    }
    wait_for("rest", lambda: states_of(cli) == ["deployed"] * 3, 30)

    aws.plan_faults(
        [{"name": "no", "operation": "ImportCertificate", "region": "ap-south-1", "fault": "denied"}]
    )
    bring(cli, tmp_path, authority, "shop")
    wait_for("the end", lambda: states_of(cli) == ["cancelled", "deployed", "failed"], 60)
    stopped = deployments_of(cli, "shop")["us-east-1"]
    assert (stopped["state"], stopped["problem"]["rule"]) == ("cancelled", "roll_out_stopped")
    assert (stopped["waits_for_turn"], stopped["waits_until"]) == (False, None)
    assert served(aws, arns["us-east-1"])[0] == wanted
    cli.run("audit", "verify")
    assert server.stop() == 0
    assert aws.process.stop() == 0


def states_of(cli: Cli) -> list[str]:
    return sorted(row["state"] for row in cli.json("deploy", "list"))


def test_a_careful_first_order_takes_over_what_is_in_use_one_by_one(
    tmp_path: pathlib.Path, authority: Authority
) -> None:
    aws = Sandbox(tmp_path, WORLD, QUOTA_SCALE)
    server = Server(tmp_path, {"CERTWRIGHT_AWS_QUOTA_SCALE": str(QUOTA_SCALE)}).start()
    cli = Cli(server.url, server.make_administrator())
    add_account(cli, aws, tmp_path)
    older = authority.issue(["shop.example.com"], LIFETIME)
    used = {"eu-west-2": 2, "eu-west-3": 1}
    arns = {}
    for region, users in used.items():
        arns[region] = aws.acm(region).import_certificate(
            Certificate=older.certificate, PrivateKey=older.private_key, CertificateChain=authority.chain
        )["CertificateArn"]
        for number in range(users):
            use(aws, region, arns[region], f"site{number}")
    cli.run("discover", "--wait")
    newer = authority.issue(["shop.example.com"], LIFETIME)
    bundle = tmp_path / "bundle.pem"
    bundle.write_bytes(newer.certificate + authority.chain + newer.private_key)
    cli.run("cert", "import", "--name", "shop", "--pem", str(bundle))
    regions = [*used, "us-west-1"]
    cli.run(
        "deploy", "shop", "--account", "demo", "--regions", ",".join(regions), "--replace", "--pause", "4s"
    )
    seen: dict[str, float] = {}

    def look() -> bool:
        for region, row in deployments_of(cli, "shop").items():
            if region not in seen and row["state"] == "deployed":
                seen[region] = time.monotonic()
        return len(seen) == len(regions)

    wait_for("every turn", look, 60)
    assert sorted(seen, key=lambda region: seen[region]) == ["us-west-1", "eu-west-3", "eu-west-2"]
    assert seen["eu-west-3"] - seen["us-west-1"] >= 3
    assert seen["eu-west-2"] - seen["eu-west-3"] >= 3
    for region, arn in arns.items():
        assert arns_in(aws, region) == [arn]
        assert served(aws, arn)[0] == serial_of(newer.certificate)
    for verb, none in {"retry": "has failed or was cancelled", "cancel": "is under way"}.items():
        refused = cli.try_run("deploy", verb, "shop")
        assert refused.returncode == 1
        assert f"none of the deployments of 'shop' {none}" in refused.stderr
    assert server.stop() == 0
    assert aws.process.stop() == 0
