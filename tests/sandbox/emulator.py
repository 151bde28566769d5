"""certwright-sandbox as the AWS of a test: boto3 clients, signed requests by hand, the admin API."""

import json
import os
import pathlib
from collections.abc import Callable
from typing import Any, NamedTuple

import boto3
import requests
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.credentials import Credentials
from botocore.exceptions import ClientError

from processes import Process, free_port, wait_for

ROOT = pathlib.Path(__file__).parents[2]
REGION = "us-east-1"


class Key(NamedTuple):
    access: str
    secret: str
    account: str


TEST = Key("test", "test", "000000000000")
FOOBAR = Key("FOOBARKEY", "FOOBARSECRET", "123456789012")


def binary() -> str:
    return os.environ.get("CERTWRIGHT_SANDBOX", str(ROOT / "build/release/certwright-sandbox"))


class Sandbox:
    """A running sandbox; `arguments` are those of its command line beyond the ports."""

    def __init__(self, directory: pathlib.Path, arguments: list[str] | None = None) -> None:
        port, admin_port, self.dns_port = free_port(), free_port(), free_port()
        self.url = f"http://127.0.0.1:{port}"
        self.admin = f"http://127.0.0.1:{admin_port}"
        self.log = directory / "sandbox.log"
        command = [binary(), "--port", str(port), "--admin-port", str(admin_port)]
        command += ["--dns-port", str(self.dns_port), *(arguments or [])]
        self._process = Process(command, self.log, dict(os.environ))
        self._process.wait_until(
            "the sandbox", lambda: requests.get(f"{self.admin}/clock", timeout=5).ok, seconds=20
        )

    def client(self, service: str = "acm", region: str = REGION, key: Key = TEST, **config: Any) -> Any:
        """Without retries and without botocore's own validation, unless `config` says otherwise."""
        settings = {"retries": {"total_max_attempts": 1}, "parameter_validation": False, **config}
        return boto3.client(
            service,
            region_name=region,
            endpoint_url=self.url,
            aws_access_key_id=key.access,
            aws_secret_access_key=key.secret,
            config=Config(**settings),
        )

    def call(
        self,
        operation: str,
        body: Any = None,
        *,
        key: Key = TEST,
        region: str = REGION,
        service: str = "acm",
        headers: dict[str, str] | None = None,
    ) -> requests.Response:
        """A signed POST whose body may be anything: text goes as it is, the rest as JSON."""
        request = signed(self.url, operation, body, key=key, region=region, service=service, headers=headers)
        return send(request)

    def reset(self) -> None:
        requests.post(f"{self.url}/moto-api/reset", timeout=30).raise_for_status()

    def advance(self, by: str) -> None:
        requests.post(f"{self.admin}/clock/advance", json={"by": by}, timeout=60).raise_for_status()

    def mails(self) -> list[dict[str, Any]]:
        answer = requests.get(f"{self.admin}/mail", timeout=30)
        answer.raise_for_status()
        found = answer.json()
        return found if isinstance(found, list) else next(v for v in found.values() if isinstance(v, list))

    def approve(self, mail: dict[str, Any]) -> None:
        path = mail["approval_path"].lstrip("/")
        requests.get(f"{self.admin}/{path}", timeout=30).raise_for_status()

    def root_pem(self) -> str:
        answer = requests.get(f"{self.admin}/root.pem", timeout=30)
        answer.raise_for_status()
        return answer.text

    def stop(self) -> int:
        return self._process.stop()


def signed(
    url: str,
    operation: str,
    body: Any = None,
    *,
    key: Key = TEST,
    region: str = REGION,
    service: str = "acm",
    headers: dict[str, str] | None = None,
) -> AWSRequest:
    data = body if isinstance(body, (str, bytes)) else json.dumps(body or {})
    request = AWSRequest(
        method="POST",
        url=f"{url}/",
        data=data,
        headers={
            "Content-Type": "application/x-amz-json-1.1",
            "X-Amz-Target": f"CertificateManager.{operation}",
            **(headers or {}),
        },
    )
    SigV4Auth(Credentials(key.access, key.secret), service, region).add_auth(request)
    return request


def send(request: AWSRequest, session: requests.Session | None = None) -> requests.Response:
    prepared = request.prepare()
    asker = session or requests.Session()
    return asker.post(prepared.url, data=prepared.body, headers=dict(prepared.headers.items()), timeout=30)


def error_code(caught: ClientError) -> str:
    return caught.response["Error"]["Code"]


def error_message(caught: ClientError) -> str:
    return caught.response["Error"]["Message"]


def refused(action: Callable[..., Any], **parameters: Any) -> tuple[str, str]:
    """The code and the message of the error that the call must end with."""
    try:
        answer = action(**parameters)
    except ClientError as caught:
        return error_code(caught), error_message(caught)
    raise AssertionError(f"was accepted: {answer}")


def describe(acm: Any, arn: str) -> dict[str, Any]:
    return acm.describe_certificate(CertificateArn=arn)["Certificate"]


def wait_for_status(acm: Any, arn: str, status: str, seconds: float = 15) -> dict[str, Any]:
    wait_for(f"{arn} to be {status}", lambda: describe(acm, arn)["Status"] == status, seconds)
    return describe(acm, arn)
