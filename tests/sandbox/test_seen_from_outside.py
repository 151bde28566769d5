"""What a newcomer does first, in a newcomer's words: the AWS CLI, boto3, openssl, the binary's own command line."""

import datetime
import json
import os
import pathlib
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from acm.emulator import FOOBAR, TEST, Key, Sandbox, Zone, binary, describe, records, send, wait_for_status

STILL = 5  # seconds in which the sandbox, unhurried, has looked at DNS more than once
THREADS = 10
CALLS = 5  # of each thread


@pytest.fixture(scope="module")
def as_it_comes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """As it comes: AWS's quotas, a clock that is the machine's."""
    started = Sandbox(tmp_path_factory.mktemp("sandbox"))
    yield started
    assert started.stop() == 0


@pytest.fixture
def sandbox(as_it_comes: Sandbox) -> Sandbox:
    as_it_comes.reset()
    return as_it_comes


def run(*command: str, **environment: str) -> str:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    done = subprocess.run(
        command, env={**kept, **environment}, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def aws(sandbox: Sandbox, key: Key, home: pathlib.Path, *arguments: str) -> dict[str, Any]:
    printed = run(
        *(sys.executable, "-m", "awscli", "--endpoint-url", sandbox.url, *arguments),
        HOME=str(home),
        AWS_ACCESS_KEY_ID=key.access,
        AWS_SECRET_ACCESS_KEY=key.secret,
        AWS_DEFAULT_REGION="us-east-1",
    )
    return json.loads(printed)


class TestStart:
    @pytest.mark.parametrize("key", [TEST, FOOBAR], ids=lambda key: key.access)
    def test_the_command_line_of_aws(self, sandbox: Sandbox, tmp_path: pathlib.Path, key: Key) -> None:
        listed = aws(sandbox, key, tmp_path, "acm", "list-certificates")
        caller = aws(sandbox, key, tmp_path, "sts", "get-caller-identity")

        assert listed == {"CertificateSummaryList": []}
        assert caller["Account"] == key.account

    def test_the_accounts_do_not_see_each_other(self, sandbox: Sandbox, tmp_path: pathlib.Path) -> None:
        ask = ("--domain-name", "mine.test", "--validation-method", "DNS")
        arn = aws(sandbox, TEST, tmp_path, "acm", "request-certificate", *ask)["CertificateArn"]

        mine = aws(sandbox, TEST, tmp_path, "acm", "list-certificates")["CertificateSummaryList"]
        theirs = aws(sandbox, FOOBAR, tmp_path, "acm", "list-certificates")["CertificateSummaryList"]
        assert ([one["CertificateArn"] for one in mine], theirs) == ([arn], [])

    def test_reset_forgets_everything(self, sandbox: Sandbox) -> None:
        acm, route53 = sandbox.client(), sandbox.client("route53")
        acm.request_certificate(DomainName="forgotten.test", ValidationMethod="DNS")
        Zone(sandbox, "forgotten.test")
        run(binary(), "clock", "advance", "100h", "--admin", sandbox.admin)

        sandbox.reset()

        assert acm.list_certificates()["CertificateSummaryList"] == []
        assert route53.list_hosted_zones()["HostedZones"] == []
        assert sandbox.now() - datetime.datetime.now(datetime.UTC) < datetime.timedelta(hours=1)

    @pytest.mark.parametrize(("arguments", "status"), [([], 400), (["--no-skew-check"], 200)])
    def test_signatures_of_another_year(
        self, tmp_path: pathlib.Path, arguments: list[str], status: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        started = Sandbox(tmp_path, arguments)
        request = old_request(started, monkeypatch)

        assert send(request).status_code == status
        assert started.stop() == 0


def old_request(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> AWSRequest:
    """ListCertificates, signed long ago."""
    request = AWSRequest(
        method="POST",
        url=f"{sandbox.url}/",
        data="{}",
        headers={
            "Content-Type": "application/x-amz-json-1.1",
            "X-Amz-Target": "CertificateManager.ListCertificates",
        },
    )
    then = datetime.datetime(2020, 2, 2, tzinfo=datetime.UTC).replace(tzinfo=None)
    monkeypatch.setattr("botocore.auth.get_current_datetime", lambda: then)
    SigV4Auth(Credentials(TEST.access, TEST.secret), "acm", "us-east-1").add_auth(request)
    assert "20200202" in request.headers["Authorization"]
    return request


def patient(sandbox: Sandbox, **more: Any) -> Any:
    """A client of ACM as boto3's users have it: one that tries again when it is throttled."""
    return sandbox.client(retries={"mode": "standard", "total_max_attempts": 10}, **more)


class TestLife:
    def test_no_record_no_certificate(self, sandbox: Sandbox) -> None:
        acm = patient(sandbox)
        arn = acm.request_certificate(DomainName="bare.test", ValidationMethod="DNS")["CertificateArn"]

        time.sleep(STILL)

        assert describe(acm, arn)["Status"] == "PENDING_VALIDATION"

    def test_a_record_by_route53_and_openssl_accepts_the_chain(
        self, sandbox: Sandbox, tmp_path: pathlib.Path
    ) -> None:
        acm = patient(sandbox)
        arn = acm.request_certificate(
            DomainName="shop.test", SubjectAlternativeNames=["*.shop.test"], ValidationMethod="DNS"
        )["CertificateArn"]
        Zone(sandbox, "shop.test").prove(acm, arn)

        wait_for_status(acm, arn, "ISSUED", seconds=60)

        answer = acm.get_certificate(CertificateArn=arn)
        for name, pem in (("leaf", answer["Certificate"]), ("chain", answer["CertificateChain"])):
            (tmp_path / name).write_text(pem)
        (tmp_path / "root").write_text(sandbox.root_pem())
        verify = ("openssl", "verify", "-CAfile", f"{tmp_path}/root", "-untrusted", f"{tmp_path}/chain")
        for name in ("shop.test", "any.shop.test"):
            assert run(*verify, "-verify_hostname", name, f"{tmp_path}/leaf").strip().endswith("OK")

    def test_73_hours_are_too_long(self, sandbox: Sandbox) -> None:
        acm = patient(sandbox)
        arn = acm.request_certificate(DomainName="late.test", ValidationMethod="DNS")["CertificateArn"]
        records(acm, arn)

        run(binary(), "clock", "advance", "73h", "--admin", sandbox.admin)

        assert describe(acm, arn)["Status"] == "VALIDATION_TIMED_OUT"


def answers_seen(acm: Any) -> Counter[str]:
    """Counts the code of every single answer, those among them that retries hide from the caller."""
    seen: Counter[str] = Counter()

    def count(parsed_response: dict[str, Any], **_: Any) -> None:
        seen[parsed_response.get("Error", {}).get("Code", "fine")] += 1

    acm.meta.events.register("response-received.acm", count)
    return seen


def work(acm: Any) -> int:
    """Ten threads that list and describe; how many calls came to their end."""
    arn = acm.request_certificate(DomainName="busy.test", ValidationMethod="DNS")["CertificateArn"]

    def one_thread(_: int) -> int:
        for _ in range(CALLS):
            acm.list_certificates()
            acm.describe_certificate(CertificateArn=arn)
        return 2 * CALLS

    with ThreadPoolExecutor(THREADS) as pool:
        return sum(pool.map(one_thread, range(THREADS)))


class TestTenThreads:
    def test_are_throttled_and_come_through(self, sandbox: Sandbox) -> None:
        acm = patient(sandbox, max_pool_connections=THREADS)
        seen = answers_seen(acm)

        assert work(acm) == 2 * CALLS * THREADS
        assert seen["fine"] == 2 * CALLS * THREADS + 1
        assert seen["ThrottlingException"] > 0
        assert set(seen) == {"fine", "ThrottlingException"}

    def test_see_nothing_of_it_without_quotas(self, tmp_path: pathlib.Path) -> None:
        started = Sandbox(tmp_path, ["--no-quotas"])
        acm = patient(started, max_pool_connections=THREADS)
        seen = answers_seen(acm)

        assert work(acm) == 2 * CALLS * THREADS
        assert seen == {"fine": 2 * CALLS * THREADS + 1}
        assert started.stop() == 0
