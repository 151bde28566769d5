"""Requests per second: the published quotas, and what the standard retries make of them."""

import pathlib
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from botocore.exceptions import ClientError

from chains import make

from .emulator import Sandbox, error_code, error_message


@pytest.fixture(scope="module")
def limited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """One with AWS's quotas."""
    process = Sandbox(tmp_path_factory.mktemp("limited"))
    yield process
    assert process.stop() == 0


def codes(action: Any, count: int, **parameters: Any) -> Counter[str]:
    """What so many calls at once end with."""

    def once(_: int) -> str:
        try:
            action(**parameters)
        except ClientError as caught:
            return error_code(caught)
        return "fine"

    with ThreadPoolExecutor(10) as pool:
        return Counter(pool.map(once, range(count)))


def test_more_than_the_quota_is_refused(limited: Sandbox) -> None:
    ends = codes(limited.client(max_pool_connections=10).list_certificates, 60)

    assert ends["ThrottlingException"] > 0
    assert ends["fine"] >= 8
    assert set(ends) == {"fine", "ThrottlingException"}


def test_the_words(limited: Sandbox) -> None:
    acm = limited.client()
    with pytest.raises(ClientError) as caught:
        for _ in range(100):
            acm.get_account_configuration()

    assert error_code(caught.value) == "ThrottlingException"
    assert error_message(caught.value).startswith("Rate exceeded")
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 400


def test_a_second_later_it_goes_on(limited: Sandbox) -> None:
    acm = limited.client()
    codes(acm.get_account_configuration, 20)
    time.sleep(2.5)

    acm.get_account_configuration()


def test_operations_and_regions_have_their_own(limited: Sandbox) -> None:
    time.sleep(1.5)
    assert codes(limited.client(max_pool_connections=10).list_certificates, 60)["ThrottlingException"]

    limited.client().search_certificates()
    limited.client(region="eu-west-1").list_certificates()


def test_imports_are_the_slowest(limited: Sandbox) -> None:
    acm = limited.client(max_pool_connections=10)
    time.sleep(1.5)

    ends = codes(acm.import_certificate, 20, **make().parameters())

    assert 1 <= ends["fine"] <= 6
    assert ends["ThrottlingException"] == 20 - ends["fine"]


def test_ten_threads_with_standard_retries_come_through(limited: Sandbox) -> None:
    throttled: list[int] = []
    acm = limited.client(retries={"mode": "standard", "total_max_attempts": 8}, max_pool_connections=10)

    def seen(parsed: dict[str, Any], **_: Any) -> None:
        throttled.append(parsed["ResponseMetadata"]["RetryAttempts"])

    acm.meta.events.register("after-call.acm.ListCertificates", seen)

    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(lambda _: acm.list_certificates(MaxItems=1), range(30)))

    assert len(answers) == 30
    assert sum(throttled) > 0


def test_a_larger_scale(tmp_path: pathlib.Path) -> None:
    process = Sandbox(tmp_path, ["--quota-scale", "100"])

    assert codes(process.client(max_pool_connections=10).list_certificates, 60) == {"fine": 60}
    assert process.stop() == 0


def test_without_quotas_nobody_waits(sandbox: Sandbox) -> None:
    assert codes(sandbox.client(max_pool_connections=10).list_certificates, 300) == {"fine": 300}
    assert codes(sandbox.client(max_pool_connections=10).get_account_configuration, 50) == {"fine": 50}


def test_ten_names_in_one_certificate(limited: Sandbox) -> None:
    acm = limited.client(region="eu-central-1")
    names = [f"n{index}.names.test" for index in range(11)]
    acm.request_certificate(DomainName=names[0], SubjectAlternativeNames=names[1:10], ValidationMethod="DNS")

    with pytest.raises(ClientError) as caught:
        acm.request_certificate(
            DomainName=names[0], SubjectAlternativeNames=names[1:], ValidationMethod="DNS"
        )

    assert error_code(caught.value) == "LimitExceededException"
