"""Deployment to IAM, seen from outside: the sandbox is AWS, and boto3 looks at what it holds."""

import datetime
import json
import pathlib
from collections.abc import Iterator
from typing import Any

import pytest

from authority import Authority
from aws_sandbox import Sandbox
from certwright import Cli, Server
from deploying import QUOTA_SCALE, WORLD, add_account, fingerprints, serial_of
from processes import wait_for

LIFETIME = datetime.timedelta(days=90)


@pytest.fixture(scope="module")
def aws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    started = Sandbox(tmp_path_factory.mktemp("sandbox"), WORLD, QUOTA_SCALE)
    yield started
    assert started.process.stop() == 0


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    settings = {"CERTWRIGHT_AWS_QUOTA_SCALE": str(QUOTA_SCALE)}
    started = Server(tmp_path_factory.mktemp("server"), settings).start()
    yield started
    assert started.stop() == 0, started.log.read_text()[-4000:]


@pytest.fixture(scope="module")
def demo(cli: Cli, aws: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Cli:
    add_account(cli, aws, tmp_path_factory.mktemp("secret"))
    return cli


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority("Example")


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
