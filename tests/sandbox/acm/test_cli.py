"""The AWS CLI, as its own examples have it."""

import json
import os
import pathlib
import subprocess
import sys
from typing import Any

import pytest

from chains import make

from .emulator import TEST, Sandbox


class Aws:
    def __init__(self, sandbox: Sandbox, home: pathlib.Path) -> None:
        self.sandbox = sandbox
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("AWS_")},
            "HOME": str(home),
            "AWS_ACCESS_KEY_ID": TEST.access,
            "AWS_SECRET_ACCESS_KEY": TEST.secret,
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_PAGER": "",
        }

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [
            sys.executable,
            "-m",
            "awscli",
            "--endpoint-url",
            self.sandbox.url,
            "--output",
            "json",
            "acm",
        ]
        return subprocess.run(
            [*command, *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    def __call__(self, *arguments: str) -> Any:
        done = self.run(*arguments)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout) if done.stdout.strip() else None


@pytest.fixture
def aws(sandbox: Sandbox, tmp_path: pathlib.Path) -> Aws:
    return Aws(sandbox, tmp_path)


def test_request_describe_list_and_delete(aws: Aws) -> None:
    arn = aws(
        *("request-certificate", "--domain-name", "cli.test", "--validation-method", "DNS"),
        *("--subject-alternative-names", "www.cli.test", "--tags", "Key=Admin,Value=Alice"),
    )["CertificateArn"]

    found = aws("describe-certificate", "--certificate-arn", arn)["Certificate"]
    assert sorted(found["SubjectAlternativeNames"]) == ["cli.test", "www.cli.test"]
    listed = aws("list-certificates", "--max-items", "10")["CertificateSummaryList"]
    assert [one["CertificateArn"] for one in listed] == [arn]
    assert aws("list-tags-for-certificate", "--certificate-arn", arn) == {
        "Tags": [{"Key": "Admin", "Value": "Alice"}]
    }
    assert aws("delete-certificate", "--certificate-arn", arn) is None


def test_import_and_get(aws: Aws, tmp_path: pathlib.Path) -> None:
    made = make(["cli.test"], key_type="RSA_2048")
    (tmp_path / "certificate").write_bytes(made.pem)
    (tmp_path / "key").write_bytes(made.key_pem)

    arn = aws(
        *("import-certificate", "--certificate", f"fileb://{tmp_path}/certificate"),
        *("--private-key", f"fileb://{tmp_path}/key"),
    )["CertificateArn"]

    assert (
        aws("get-certificate", "--certificate-arn", arn)["Certificate"].strip() == made.pem.decode().strip()
    )


def test_an_error(aws: Aws) -> None:
    done = aws.run("request-certificate", "--domain-name", "no_name.test")

    assert done.returncode != 0
    assert "(ValidationException) when calling the RequestCertificate operation" in done.stderr
    assert "1 validation error detected: Value 'no_name.test' at 'domainName'" in done.stderr
