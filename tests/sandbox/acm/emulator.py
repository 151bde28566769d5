"""certwright-sandbox as the AWS of a test: boto3 clients, signed requests by hand, the admin API."""

import contextlib
import datetime
import json
import os
import pathlib
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import boto3
import requests
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.credentials import Credentials
from botocore.exceptions import ClientError

from processes import Process, free_port, wait_for

ROOT = pathlib.Path(__file__).parents[3]
REGION = "us-east-1"


class Key(NamedTuple):
    access: str
    secret: str
    account: str


TEST = Key("test", "test", "000000000000")
FOOBAR = Key("FOOBARKEY", "FOOBARSECRET", "123456789012")


def binary() -> str:
    return os.environ.get("CERTWRIGHT_SANDBOX_BINARY", str(ROOT / "build/release/certwright-sandbox"))


class Sandbox:
    """A running sandbox; `arguments` are those of its command line beyond the ports."""

    def __init__(self, directory: pathlib.Path, arguments: list[str] | None = None) -> None:
        port, admin_port, self.dns_port = free_port(), free_port(), free_port()
        self.url = f"http://127.0.0.1:{port}"
        self.admin = f"http://127.0.0.1:{admin_port}"
        self.log = directory / "sandbox.log"
        self._clients: dict[str, Any] = {}
        command = [binary(), "--port", str(port), "--admin-port", str(admin_port)]
        command += ["--dns-port", str(self.dns_port), *(arguments or [])]
        self._process = Process(command, self.log, dict(os.environ))
        self._process.wait_until(
            "the sandbox", lambda: requests.get(f"{self.admin}/clock", timeout=5).ok, seconds=20
        )

    def client(self, service: str = "acm", region: str = REGION, key: Key = TEST, **config: Any) -> Any:
        """Without retries and without botocore's own validation, unless `config` says otherwise."""
        settings = {"retries": {"total_max_attempts": 1}, "parameter_validation": False, **config}
        name = repr((service, region, key, settings))
        if name not in self._clients:  # to make one takes longer than most tests
            self._clients[name] = boto3.client(
                service,
                region_name=region,
                endpoint_url=self.url,
                aws_access_key_id=key.access,
                aws_secret_access_key=key.secret,
                config=Config(**settings),
            )
        return self._clients[name]

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

    def hurry(self, rate: float = 60) -> None:
        """Lets the sandbox's clock run faster than the machine's."""
        requests.post(f"{self.admin}/clock/rate", json={"rate": rate}, timeout=30).raise_for_status()

    def now(self) -> datetime.datetime:
        """By the sandbox's clock."""
        return datetime.datetime.fromisoformat(requests.get(f"{self.admin}/clock", timeout=30).json()["now"])

    def mails(self) -> list[dict[str, Any]]:
        answer = requests.get(f"{self.admin}/mail", timeout=30)
        answer.raise_for_status()
        return answer.json()

    def wait_for_mails(self, arn: str, count: int = 5) -> list[dict[str, Any]]:
        """All mails about the certificate, the newest first, once so many are there."""

        def found() -> list[dict[str, Any]]:
            return [mail for mail in self.mails() if mail["arn"] == arn]

        wait_for(f"{count} mails about {arn}", lambda: len(found()) >= count, seconds=10)
        return found()

    def approve(self, mail: dict[str, Any]) -> None:
        """What the button on the page does that the mail links to."""
        requests.post(f"{self.admin}/{mail['approval_path']}", timeout=30).raise_for_status()

    def root_pem(self) -> str:
        answer = requests.get(f"{self.admin}/root.pem", timeout=30)
        answer.raise_for_status()
        return answer.text

    def aws(self, home: pathlib.Path, *arguments: str) -> str:
        """What the AWS CLI, as the user `test`, prints as text; it must succeed."""
        environment = {
            "AWS_ACCESS_KEY_ID": TEST.access,
            "AWS_SECRET_ACCESS_KEY": TEST.secret,
            "AWS_DEFAULT_REGION": REGION,
            "HOME": str(home),
            "PATH": os.environ["PATH"],
        }
        command = [sys.executable, "-m", "awscli", "--endpoint-url", self.url, "--output", "text", *arguments]
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=60, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    @property
    def pid(self) -> int:
        return self._process.pid

    def stop(self) -> int:
        return self._process.stop()


@contextlib.contextmanager
def in_peace(directory: pathlib.Path) -> Iterator[Sandbox]:
    """A sandbox that throttles nobody and believes signatures of any time; it ends well, or the test fails."""
    started = Sandbox(directory, ["--no-quotas", "--no-skew-check"])
    yield started
    assert started.stop() == 0, started.log.read_text()[-4000:]


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


class Zone:
    """A hosted zone of the sandbox's Route 53."""

    def __init__(self, sandbox: Sandbox, name: str, key: Key = TEST) -> None:
        self.name = name
        self.route53 = sandbox.client("route53", key=key)
        created = self.route53.create_hosted_zone(Name=name, CallerReference=f"{name}-{key.account}")
        self.id = created["HostedZone"]["Id"]

    def write(self, name: str, kind: str, *values: str, action: str = "UPSERT") -> dict[str, Any]:
        record = {
            "Name": name,
            "Type": kind,
            "TTL": 60,
            "ResourceRecords": [{"Value": value} for value in values],
        }
        return self.route53.change_resource_record_sets(
            HostedZoneId=self.id, ChangeBatch={"Changes": [{"Action": action, "ResourceRecordSet": record}]}
        )["ChangeInfo"]

    def prove(self, acm: Any, arn: str) -> None:
        """Writes every record that the validation of the certificate wants, in this zone."""
        for record in records(acm, arn).values():
            if record["Name"].endswith(f"{self.name.rstrip('.')}."):
                self.write(record["Name"], record["Type"], record["Value"])


def records(acm: Any, arn: str) -> dict[str, dict[str, str]]:
    """The validation record of each name, once all of them are known."""

    def known() -> bool:
        return all("ResourceRecord" in option for option in describe(acm, arn)["DomainValidationOptions"])

    wait_for("the validation records", known, seconds=15)
    options = describe(acm, arn)["DomainValidationOptions"]
    return {option["DomainName"]: option["ResourceRecord"] for option in options}


def issue(sandbox: Sandbox, name: str = "issued.test", key: Key = TEST, **parameters: Any) -> str:
    """Requests a certificate, proves its names in one zone of Route 53, and waits until it is issued."""
    acm = sandbox.client(key=key)
    arn = acm.request_certificate(DomainName=name, ValidationMethod="DNS", **parameters)["CertificateArn"]
    Zone(sandbox, name.removeprefix("*."), key).prove(acm, arn)
    wait_for_status(acm, arn, "ISSUED")
    return arn
