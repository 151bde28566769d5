"""AWS's quotas, told before anything is imported: the sandbox holds accounts to them and tells what they are."""

import datetime
import json
import pathlib
from collections.abc import Iterator
from typing import Any

import pytest

from authority import Authority
from aws_sandbox import ACCESS_KEY_ID, SECRET, Sandbox
from certificates import self_signed
from certwright import Cli, Server
from deploying import QUOTA_SCALE, WORLD, add_account, arns_in

LIFETIME = datetime.timedelta(days=90)
REGIONS = ["us-east-1", "eu-west-1"]
STRICT = ["--certificates", "3"]
FULL_REGION = "eu-central-1"
# Everything but to ask for quotas, in an account with more than 2500 imported certificates in one region.
UNTOLD = {
    "accounts": [
        {
            **WORLD["accounts"][0],
            "users": [
                {
                    "name": "test",
                    "access_key_id": ACCESS_KEY_ID,
                    "secret": SECRET,
                    "policy": {
                        "Version": "2012-10-17",
                        "Statement": [
                            {"Effect": "Allow", "Action": "*", "Resource": "*"},
                            {
                                "Effect": "Deny",
                                "Action": ["servicequotas:*", "iam:GetAccountSummary"],
                                "Resource": "*",
                            },
                        ],
                    },
                }
            ],
        }
    ],
    "generate": {"certificates": 12000, "regions": [FULL_REGION]},
}


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority("Example")


@pytest.fixture
def server(tmp_path: pathlib.Path) -> Iterator[Server]:
    started = Server(tmp_path, {"CERTWRIGHT_AWS_QUOTA_SCALE": str(QUOTA_SCALE)}).start()
    yield started
    assert started.stop() == 0, started.log.read_text()[-4000:]


@pytest.fixture
def cli(server: Server) -> Cli:
    return Cli(server.url, server.make_administrator())


@pytest.fixture
def strict(cli: Cli, tmp_path: pathlib.Path) -> Iterator[Sandbox]:
    """One that lets three imported certificates be held in a region."""
    started = Sandbox(tmp_path, WORLD, QUOTA_SCALE, STRICT)
    add_account(cli, started, tmp_path)
    yield started
    assert started.process.stop() == 0


def bring(cli: Cli, directory: pathlib.Path, authority: Authority, *names: str) -> None:
    for name in names:
        issued = authority.issue([f"{name}.example.com"], LIFETIME)
        file = directory / f"{name}.pem"
        file.write_bytes(issued.certificate + authority.chain + issued.private_key)
        cli.run("cert", "import", "--name", name, "--pem", str(file))


def calls(aws: Sandbox, operation: str) -> dict[str, int]:
    """By region."""
    return {row["region"]: row["calls"] for row in aws.told("calls") if row["operation"] == operation}


def planned(cli: Cli, *order: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(
        cli.try_run("deploy", *order, "--account", "demo", "--dry-run", "--output", "json").stdout
    )
    return rows


def test_the_fourth_of_three_is_refused_beforehand_with_the_numbers(
    cli: Cli, strict: Sandbox, authority: Authority, tmp_path: pathlib.Path
) -> None:
    names = ["one", "two", "three", "four"]
    bring(cli, tmp_path, authority, *names)
    for held, name in enumerate(names[:3]):
        [row] = planned(cli, name, "--regions", "eu-west-1")
        assert row["imported"] == {"used": held, "limit": 3, "is_default": False, "default_because": None}
        cli.run("deploy", name, "--account", "demo", "--regions", "eu-west-1", "--wait")
    refused = cli.try_run("deploy", "four", "--account", "demo", "--regions", "eu-west-1", "--wait")
    assert refused.returncode == 2
    assert "refused by the rule imported_quota_full: 3 of 3 imported certificates are held" in refused.stderr
    assert "ask AWS to raise the quota" in refused.stderr
    assert cli.json("deploy", "list", "--certificate", "four") == []
    assert calls(strict, "ImportCertificate") == {"eu-west-1": 3}
    assert calls(strict, "ListServiceQuotas") == {"eu-west-1": 1}
    # What is there already is served on.
    cli.run("deploy", "one", "--account", "demo", "--regions", "eu-west-1", "--wait")


def test_an_order_of_many_is_counted_as_a_whole_page_after_page(
    cli: Cli, server: Server, strict: Sandbox, authority: Authority, tmp_path: pathlib.Path
) -> None:
    names = [f"site{number}" for number in range(5)]
    bring(cli, tmp_path, authority, *names)
    api = server.api(cli.token)
    wish: dict[str, Any] = {"certificates": names, "account": "demo", "regions": REGIONS, "limit": 2}
    actions: dict[str, list[str]] = {region: [] for region in REGIONS}
    while True:
        page = api.post("/deployments/bulk/preflight", wish)
        for one in page["items"]:
            for row in one["regions"]:
                actions[row["region"]].append(row["action"])
        if page["next_cursor"] is None:
            break
        wish["cursor"] = page["next_cursor"]
    assert actions == {region: ["first_import"] * 3 + ["refused"] * 2 for region in REGIONS}
    assert calls(strict, "ListServiceQuotas") == dict.fromkeys(REGIONS, 1)

    cli.run("group", "create", "sites", *names)
    order = ["deploy", "--group", "sites", "--account", "demo", "--regions", ",".join(REGIONS)]
    refused = cli.try_run(*order)
    assert refused.returncode == 2
    assert "3 of 3 imported certificates are held, 3 of them by this order" in refused.stderr
    done = cli.try_run(*order, "--skip-refused", "--wait")
    assert done.returncode == 0, done.stderr
    assert [len(arns_in(strict, region)) for region in REGIONS] == [3, 3]


def test_iam_tells_its_limit_itself(cli: Cli, authority: Authority, tmp_path: pathlib.Path) -> None:
    aws = Sandbox(tmp_path, WORLD, QUOTA_SCALE, ["--server-certificates", "1"])
    add_account(cli, aws, tmp_path)
    bring(cli, tmp_path, authority, "one", "two")
    cli.run("deploy", "one", "--account", "demo", "--service", "iam", "--wait")
    refused = cli.try_run("deploy", "two", "--account", "demo", "--service", "iam", "--wait")
    assert refused.returncode == 2
    assert "server_certificate_quota_full: 1 of 1 server certificates are held" in refused.stderr
    assert calls(aws, "UploadServerCertificate") == {"us-east-1": 1}
    assert calls(aws, "GetAccountSummary") == {"us-east-1": 1}
    assert aws.process.stop() == 0


def test_a_limit_that_is_not_told_only_warns(cli: Cli, authority: Authority, tmp_path: pathlib.Path) -> None:
    aws = Sandbox(tmp_path, UNTOLD, QUOTA_SCALE, STRICT)
    add_account(cli, aws, tmp_path)
    bring(cli, tmp_path, authority, "shop")
    [row] = planned(cli, "shop", "--regions", FULL_REGION)
    why = "the account does not allow servicequotas:ListServiceQuotas"
    assert (row["action"], row["refusals"]) == ("first_import", [])
    assert row["imported"]["used"] > 2500
    assert (row["imported"]["limit"], row["imported"]["is_default"]) == (2500, True)
    assert row["imported"]["default_because"] == why
    [warning] = [one for one in row["warnings"] if one["rule"] == "imported_quota_nearly_full"]
    assert f"2500 is AWS's default, because the account's own limit is not known: {why}" in warning["message"]

    iam = aws.iam()
    for number in range(18):
        content = self_signed([f"{number}.example.com"])
        iam.upload_server_certificate(
            ServerCertificateName=f"by-hand-{number}",
            CertificateBody=content.certificate.decode(),
            PrivateKey=content.private_key.decode(),
        )
    shown = cli.try_run("deploy", "shop", "--account", "demo", "--service", "iam", "--dry-run")
    assert shown.returncode == 0, shown.stderr
    assert "18 of 20 (AWS's default)" in shown.stdout
    assert "18 of 20 server certificates are held" in shown.stderr
    assert "the account does not allow iam:GetAccountSummary" in shown.stderr
    # Where the limit is lower than the default, AWS says so itself.
    failed = cli.try_run("deploy", "shop", "--account", "demo", "--regions", FULL_REGION, "--wait")
    assert failed.returncode == 1
    assert "LimitExceededException" in failed.stderr
    assert aws.process.stop() == 0


def test_service_quotas_that_does_not_answer_spoils_nothing(
    cli: Cli, strict: Sandbox, authority: Authority, tmp_path: pathlib.Path
) -> None:
    bring(cli, tmp_path, authority, "shop")
    strict.plan_faults(
        [{"name": "down", "service": "service-quotas", "fault": "server_error", "status": 503}]
    )
    [row] = planned(cli, "shop", "--regions", "us-east-1")
    assert (row["action"], row["imported"]["is_default"]) == ("first_import", True)
    assert "ServiceUnavailable" in row["imported"]["default_because"]
    assert strict.fired()["down"] > 0
    cli.run("deploy", "shop", "--account", "demo", "--regions", "us-east-1", "--wait")
    assert len(arns_in(strict, "us-east-1")) == 1
