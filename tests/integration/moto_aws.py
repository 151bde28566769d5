"""moto's server as the AWS of a test, and boto3 clients for it."""

import os
import pathlib
from typing import Any

import boto3
import requests

from processes import Process, free_port

HOME_ACCOUNT = "123456789012"  # what moto gives to access keys that it did not make
CREDENTIALS = {
    "aws_access_key_id": "AKIAIOSFODNN7EXAMPLE",
    "aws_secret_access_key": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
}


class Moto:
    """A moto server; `arguments` may turn TLS on, `settings` its environment variables."""

    def __init__(
        self,
        directory: pathlib.Path,
        arguments: list[str] | None = None,
        scheme: str = "http",
        ca_bundle: str | None = None,
        settings: dict[str, str] | None = None,
    ) -> None:
        port = free_port()
        self.url = f"{scheme}://127.0.0.1:{port}"
        self.verify: str | bool = ca_bundle or True
        command = [os.environ["CERTWRIGHT_MOTO"], "-H", "127.0.0.1", "-p", str(port), *(arguments or [])]
        self._process = Process(command, directory / "moto.log", {**os.environ, **(settings or {})})
        self._process.wait_until(
            "moto", lambda: requests.get(f"{self.url}/moto-api/", timeout=5, verify=self.verify).ok, 60
        )

    @property
    def pid(self) -> int:
        return self._process.pid

    def reset(self) -> None:
        requests.post(f"{self.url}/moto-api/reset", timeout=30, verify=self.verify).raise_for_status()

    def client(self, service: str, region: str = "us-east-1", account: str = HOME_ACCOUNT) -> Any:
        """A boto3 client; in another account it acts by an assumed role."""
        credentials = dict(CREDENTIALS)
        if account != HOME_ACCOUNT:
            assumed = self.client("sts").assume_role(RoleArn=self.role(account), RoleSessionName="seed")[
                "Credentials"
            ]
            credentials = {
                "aws_access_key_id": assumed["AccessKeyId"],
                "aws_secret_access_key": assumed["SecretAccessKey"],
                "aws_session_token": assumed["SessionToken"],
            }
        return boto3.client(
            service, region_name=region, endpoint_url=self.url, verify=self.verify, **credentials
        )

    @staticmethod
    def role(account: str) -> str:
        return f"arn:aws:iam::{account}:role/Certwright"

    def stop(self) -> None:
        self._process.stop()
