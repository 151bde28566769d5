"""The page that the links of validation mails lead to."""

import pathlib
from collections.abc import Iterator
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import requests

from acm.emulator import Sandbox, describe, wait_for_status


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    directory: pathlib.Path = tmp_path_factory.mktemp("sandbox")
    started = Sandbox(directory, ["--no-quotas"])
    yield started
    assert started.stop() == 0


def asked(sandbox: Sandbox, name: str) -> tuple[str, str]:
    """The ARN of a new certificate, and the link of one of its mails."""
    acm = sandbox.client()
    arn = acm.request_certificate(DomainName=name, ValidationMethod="EMAIL")["CertificateArn"]
    return arn, sandbox.wait_for_mails(arn)[0]["approval_url"]


def test_following_the_link_shows_and_approves_nothing(sandbox: Sandbox) -> None:
    arn, link = asked(sandbox, "looked-at.test")
    for _ in range(2):
        page = requests.get(link, timeout=10)
        assert page.status_code == 200
        assert "I approve</button>" in page.text
        assert 'name="approve-button"' in page.text
        for fact in (arn, "looked-at.test", "000000000000", "us-east-1"):
            assert fact in page.text
    requests.head(link, timeout=10)
    [option] = describe(sandbox.client(), arn)["DomainValidationOptions"]
    assert option["ValidationStatus"] == "PENDING_VALIDATION"


def test_the_button_approves(sandbox: Sandbox) -> None:
    arn, link = asked(sandbox, "approved.test")
    page = requests.post(link, timeout=10)
    assert "<h1>Approved</h1>" in page.text
    wait_for_status(sandbox.client(), arn, "ISSUED")
    again = requests.get(link, timeout=10)
    assert "Already approved" in again.text
    assert "<button" not in again.text


@pytest.mark.parametrize("part", ["arn", "domain", "approval"])
def test_a_wrong_link_shows_nothing(sandbox: Sandbox, part: str) -> None:
    arn, link = asked(sandbox, f"wrong-{part}.test")
    address = urlsplit(link)
    query = {name: values[0] for name, values in parse_qs(address.query).items()}
    wrong = address._replace(query=urlencode(query | {part: "<script>alert(1)</script>"})).geturl()
    for answer in (requests.get(wrong, timeout=10), requests.post(wrong, timeout=10)):
        assert answer.status_code == 404
        assert "<script>" not in answer.text
    [option] = describe(sandbox.client(), arn)["DomainValidationOptions"]
    assert option["ValidationStatus"] == "PENDING_VALIDATION"


def test_another_page_cannot_press_it(sandbox: Sandbox) -> None:
    arn, link = asked(sandbox, "pressed.test")
    for headers in ({"Origin": "https://evil.example"}, {"Host": "evil.example"}):
        assert requests.post(link, headers=headers, timeout=10).status_code == 400
    [option] = describe(sandbox.client(), arn)["DomainValidationOptions"]
    assert option["ValidationStatus"] == "PENDING_VALIDATION"


def test_pages_allow_nothing_but_their_own(sandbox: Sandbox) -> None:
    for path in ("", "approve"):
        headers = requests.get(f"{sandbox.admin}/{path}", timeout=10).headers
        assert headers["Referrer-Policy"] == "same-origin", "under a stricter one the button has no origin"
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
