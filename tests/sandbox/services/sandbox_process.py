"""The sandbox under test, and clients for it."""

import json
import os
import pathlib
import subprocess
import urllib.request
from typing import NamedTuple

import boto3
import botocore.config
from botocore import UNSIGNED
from botocore.client import BaseClient

from processes import Process, free_port

ROOT = pathlib.Path(__file__).resolve().parents[3]
BINARY = pathlib.Path(os.environ.get("CERTWRIGHT_SANDBOX_BINARY", ROOT / "build/dev/certwright-sandbox"))
AWS = ROOT / ".cache/venv/bin/aws"


class Keys(NamedTuple):
    access_key_id: str
    secret: str
    session_token: str | None = None

    @staticmethod
    def of(answer: dict) -> "Keys":
        """Of the Credentials in an answer of STS."""
        given = answer["Credentials"]
        return Keys(given["AccessKeyId"], given["SecretAccessKey"], given["SessionToken"])


class Sandbox:
    def __init__(self, directory: pathlib.Path, *arguments: str) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        command = [str(BINARY), "--port", str(self.port), "--admin-port", "0", "--no-quotas", *arguments]
        self._process = Process(command, directory / "sandbox.log", dict(os.environ))
        self._process.wait_until("the sandbox", self._answers)

    def _answers(self) -> bool:
        self.reset()
        return True

    def reset(self) -> None:
        """Back to what it began with."""
        request = urllib.request.Request(f"{self.url}/moto-api/reset", method="POST")
        with urllib.request.urlopen(request, timeout=10) as answer:
            assert json.load(answer) == {"status": "ok"}

    def client(self, service: str, keys: Keys | None, region: str = "us-east-1") -> BaseClient:
        """One that tries once and leaves it to the service to check; without keys, one that does not sign."""
        config = botocore.config.Config(
            retries={"total_max_attempts": 1},
            parameter_validation=False,
            signature_version=None if keys else UNSIGNED,
        )
        return boto3.session.Session().client(
            service,
            region_name=region,
            endpoint_url=self.url,
            config=config,
            aws_access_key_id=keys.access_key_id if keys else None,
            aws_secret_access_key=keys.secret if keys else None,
            aws_session_token=keys.session_token if keys else None,
        )

    def aws(self, keys: Keys, *arguments: str, **environment: str) -> dict:
        """What the AWS CLI prints."""
        variables = {
            "PATH": os.environ["PATH"],
            "AWS_CONFIG_FILE": os.devnull,
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_ACCESS_KEY_ID": keys.access_key_id,
            "AWS_SECRET_ACCESS_KEY": keys.secret,
            **({"AWS_SESSION_TOKEN": keys.session_token} if keys.session_token else {}),
            **environment,
        }
        command = [str(AWS), "--endpoint-url", self.url, "--output", "json", *arguments]
        done = subprocess.run(command, env=variables, capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout) if done.stdout.strip() else {}

    def stop(self) -> int:
        return self._process.stop()
