"""Deployment to IAM, seen from outside: the sandbox is AWS, and boto3 looks at what it holds."""

import datetime
import json
import pathlib
from typing import Any

import pytest

from authority import Authority
from aws_sandbox import Sandbox
from certwright import Cli, Server
from deploying import QUOTA_SCALE, WORLD, add_account, fingerprints, serial_of, use
from processes import wait_for

LIFETIME = datetime.timedelta(days=90)

pytestmark = pytest.mark.quota_scale(QUOTA_SCALE)


def bring(cli: Cli, directory: pathlib.Path, name: str, authority: Authority) -> bytes:
    """A new certificate for the same names, or the first; returns its PEM."""
    issued = authority.issue([f"{name}.example.com"], LIFETIME)
    bundle = directory / f"{name}.pem"
    bundle.write_bytes(issued.certificate + authority.chain + issued.private_key)
    cli.run("cert", "import", "--name", name, "--pem", str(bundle))
    return issued.certificate


def names_of(aws: Sandbox, certificate: str) -> list[str]:
    """Of the server certificates that were uploaded for it."""
    rows = aws.iam().get_paginator("list_server_certificates").paginate()
    names = [row["ServerCertificateName"] for page in rows for row in page["ServerCertificateMetadataList"]]
    return sorted(name for name in names if name.startswith(f"{certificate}-"))


def held(aws: Sandbox, name: str) -> dict[str, Any]:
    answer: dict[str, Any] = aws.iam().get_server_certificate(ServerCertificateName=name)
    return answer["ServerCertificate"]


def test_each_version_is_uploaded_under_its_own_name(
    demo: Cli, aws: Sandbox, authority: Authority, tmp_path: pathlib.Path
) -> None:
    first = bring(demo, tmp_path, "shop", authority)
    order = ("deploy", "shop", "--account", "demo", "--service", "iam", "--auto-redeploy", "--wait")
    [planned] = demo.json(*order, "--dry-run")
    assert planned["action"] == "first_import"
    assert names_of(aws, "shop") == []
    demo.run(*order)
    [name] = names_of(aws, "shop")
    assert name == f"shop-{fingerprints(first)[0][:16]}"
    uploaded = held(aws, name)
    assert serial_of(uploaded["CertificateBody"].encode()) == serial_of(first)
    assert fingerprints(uploaded["CertificateChain"].encode()) == fingerprints(authority.chain)
    [row] = demo.json("deploy", "list", "--service", "iam")
    assert (row["state"], row["arn"]) == ("deployed", uploaded["ServerCertificateMetadata"]["Arn"])
    assert row["sync_state"] == "in_sync"
    assert {"Key": "certwright:deployment", "Value": row["id"]} in uploaded["Tags"]

    demo.run(*order)
    assert names_of(aws, "shop") == [name]

    renewed = bring(demo, tmp_path, "shop", authority)
    second = f"shop-{fingerprints(renewed)[0][:16]}"
    wait_for("the second version", lambda: second in names_of(aws, "shop"), 60)
    wait_for(
        "its deployment",
        lambda: demo.json("deploy", "list", "--service", "iam")[0]["arn"].endswith(second),
        60,
    )
    assert names_of(aws, "shop") == sorted([name, second])
    demo.run("discover", "--account", "demo", "--wait")
    [row] = demo.json("deploy", "list", "--service", "iam")
    assert (row["state"], row["sync_state"]) == ("deployed", "in_sync")


def test_the_very_certificate_under_another_name_is_taken_over_only_when_asked(
    demo: Cli, aws: Sandbox, authority: Authority, tmp_path: pathlib.Path
) -> None:
    bring(demo, tmp_path, "blog", authority)
    parts = (tmp_path / "blog.pem").read_text().split("-----BEGIN ")
    leaf, key = "-----BEGIN " + parts[1], "-----BEGIN " + parts[-1]
    aws.iam().upload_server_certificate(
        ServerCertificateName="blog-by-hand",
        CertificateBody=leaf,
        CertificateChain=authority.chain.decode(),
        PrivateKey=key,
    )
    order = ("deploy", "blog", "--account", "demo", "--service", "iam", "--wait")
    refused = demo.try_run(*order)
    assert refused.returncode == 2
    assert "in_iam_already" in refused.stderr
    demo.run(*order, "--replace")
    assert names_of(aws, "blog") == ["blog-by-hand"]


def test_a_path_is_kept_and_a_bad_one_refused(
    demo: Cli, aws: Sandbox, authority: Authority, tmp_path: pathlib.Path
) -> None:
    bring(demo, tmp_path, "cdn", authority)
    order = ("deploy", "cdn", "--account", "demo", "--service", "iam", "--wait")
    refused = demo.try_run(*order, "--path", "cloudfront")
    assert refused.returncode == 2
    assert "iam_path" in refused.stderr
    demo.run(*order, "--path", "/cloudfront/cdn/")
    [name] = names_of(aws, "cdn")
    assert held(aws, name)["ServerCertificateMetadata"]["Path"] == "/cloudfront/cdn/"


def standing(cli: Cli, name: str) -> dict[str, Any]:
    [row] = cli.json("deploy", "list", "--certificate", name)
    return dict(row)


def renew(cli: Cli, aws: Sandbox, directory: pathlib.Path, name: str, authority: Authority) -> str:
    """A second version takes the place of the first; returns the name of that in IAM."""
    [first] = names_of(aws, name)
    renewed = bring(cli, directory, name, authority)
    second = f"/{name}-{fingerprints(renewed)[0][:16]}"
    wait_for(
        "the second version",
        lambda: standing(cli, name)["state"] == "deployed" and standing(cli, name)["arn"].endswith(second),
        120,
    )
    return first


def test_what_was_superseded_is_deleted_when_somebody_says_so(
    demo: Cli, aws: Sandbox, authority: Authority, tmp_path: pathlib.Path
) -> None:
    bring(demo, tmp_path, "tidy", authority)
    demo.run("deploy", "tidy", "--account", "demo", "--service", "iam", "--auto-redeploy", "--wait")
    assert demo.json("deploy", "delete-superseded", "tidy", "--dry-run") == []
    first = renew(demo, aws, tmp_path, "tidy", authority)
    both = names_of(aws, "tidy")

    [planned] = demo.json("deploy", "delete-superseded", "tidy", "--dry-run")
    assert (planned["name"], planned["obstacle"]) == (first, None)
    unasked = demo.try_run("deploy", "delete-superseded", "tidy")
    assert unasked.returncode != 0
    assert "--yes" in unasked.stderr
    assert names_of(aws, "tidy") == both

    [deleted] = demo.json("deploy", "delete-superseded", "tidy", "--yes", "--wait")
    assert (deleted["name"], deleted["state"]) == (first, "completed")
    [left] = names_of(aws, "tidy")
    assert standing(demo, "tidy")["arn"].endswith(f"/{left}")
    assert left != first
    assert demo.json("deploy", "delete-superseded", "tidy", "--yes") == []
    [gone] = demo.json("aws", "list", "--arn", deleted["arn"])
    assert gone["missing_since"] is not None
    events = demo.json("audit", "list", "--subject", standing(demo, "tidy")["id"])
    assert {"deployment.deletion_wanted", "deployment.superseded_deleted"} <= {
        event["action"] for event in events
    }


def test_what_a_load_balancer_uses_is_not_deleted(
    demo: Cli, aws: Sandbox, authority: Authority, tmp_path: pathlib.Path
) -> None:
    bring(demo, tmp_path, "used", authority)
    demo.run("deploy", "used", "--account", "demo", "--service", "iam", "--auto-redeploy", "--wait")
    balancer = use(aws, "us-east-1", standing(demo, "used")["arn"], "used")
    first = renew(demo, aws, tmp_path, "used", authority)
    both = names_of(aws, "used")

    kept = demo.try_run("deploy", "delete-superseded", "used", "--yes", "--wait")
    assert kept.returncode == 1
    assert "DeleteConflict" in kept.stdout
    assert balancer in kept.stdout
    assert names_of(aws, "used") == both

    aws.elbv2("us-east-1").delete_load_balancer(LoadBalancerArn=balancer)
    demo.run("deploy", "delete-superseded", "used", "--yes", "--wait")
    assert names_of(aws, "used") == [name for name in both if name != first]


def test_lost_replies_and_kills_delete_what_was_superseded_and_nothing_else(
    tmp_path: pathlib.Path, authority: Authority
) -> None:
    aws = Sandbox(tmp_path, WORLD, QUOTA_SCALE)
    server = Server(tmp_path, {"CERTWRIGHT_AWS_QUOTA_SCALE": str(QUOTA_SCALE)}).start()
    cli = Cli(server.url, server.make_administrator())
    add_account(cli, aws, tmp_path)
    names = [f"site{number}" for number in range(4)]
    for name in names:
        bring(cli, tmp_path, name, authority)
        cli.run("deploy", name, "--account", "demo", "--service", "iam", "--auto-redeploy", "--wait")
    firsts = [renew(cli, aws, tmp_path, name, authority) for name in names]
    aws.plan_faults(
        [
            {
                "name": "lost",
                "operation": "DeleteServerCertificate",
                "fault": "lost_reply",
                "probability": 0.7,
            },
            {"name": "slow", "probability": 0.5, "fault": "latency", "latency": ["0ms", "300ms"]},
        ]
    )
    jobs = [cli.json("deploy", "delete-superseded", name, "--yes")[0]["job"] for name in names]
    for _ in range(4):
        server.kill()
        server.start()

    def states() -> set[str]:
        return {cli.json("job", "show", job)["state"] for job in jobs}

    wait_for("the end", lambda: states() <= {"completed", "failed"}, 300)
    assert states() == {"completed"}
    assert aws.fired()["lost"] > 0
    for name, first in zip(names, firsts, strict=True):
        [left] = names_of(aws, name)
        assert left != first
        assert standing(cli, name)["arn"].endswith(f"/{left}")
    cli.run("audit", "verify")
    assert server.stop() == 0
    assert aws.process.stop() == 0


def test_a_lost_reply_and_kills_upload_nothing_twice(tmp_path: pathlib.Path, authority: Authority) -> None:
    aws = Sandbox(tmp_path, WORLD, QUOTA_SCALE)
    aws.plan_faults(
        [
            {
                "name": "lost",
                "operation": "UploadServerCertificate",
                "fault": "lost_reply",
                "probability": 0.7,
            },
            {"name": "slow", "probability": 0.5, "fault": "latency", "latency": ["0ms", "300ms"]},
        ]
    )
    server = Server(tmp_path, {"CERTWRIGHT_AWS_QUOTA_SCALE": str(QUOTA_SCALE)}).start()
    cli = Cli(server.url, server.make_administrator())
    add_account(cli, aws, tmp_path)
    names = [f"site{number}" for number in range(6)]
    for name in names:
        bring(cli, tmp_path, name, authority)
        cli.run("deploy", name, "--account", "demo", "--service", "iam")
    for _ in range(5):
        server.kill()
        server.start()
    wait_for(
        "the end",
        lambda: {row["state"] for row in cli.json("deploy", "list")} <= {"deployed", "failed"},
        300,
    )
    assert {row["state"] for row in cli.json("deploy", "list")} == {"deployed"}
    assert [len(names_of(aws, name)) for name in names] == [1] * len(names)
    assert aws.fired()["lost"] > 0
    cli.run("audit", "verify")
    assert server.stop() == 0
    assert aws.process.stop() == 0


def test_of_the_very_same_twice_one_is_uploaded(
    demo: Cli, authority: Authority, tmp_path: pathlib.Path
) -> None:
    issued = authority.issue(["pair.example.com"], LIFETIME)
    bundle = tmp_path / "pair.pem"
    bundle.write_bytes(issued.certificate + authority.chain + issued.private_key)
    for name in ("left", "right"):
        demo.run("cert", "import", "--name", name, "--owner", "pair", "--pem", str(bundle))
    done = demo.try_run(
        "deploy", "--filter", "owner=pair", "--account", "demo", "--service", "iam", "--dry-run",
        "--output", "json",
    )  # fmt: skip
    assert done.returncode == 2, done.stderr
    rows = [
        (row["certificate"]["name"], row["action"], [refusal["rule"] for refusal in row["refusals"]])
        for row in json.loads(done.stdout)
    ]
    assert rows == [("left", "first_import", []), ("right", "refused", ["same_certificate_twice"])]
