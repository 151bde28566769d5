"""Validation mails by SMTP, read by Python's own parser of mails."""

import pathlib
import re
import subprocess
import time
from collections.abc import Iterator
from typing import Any

import pytest
import requests

from acm.emulator import Sandbox, binary, wait_for_status
from processes import free_port, wait_for

from .sink import Sink

FIVE = {f"{name}@shop.test" for name in ("admin", "administrator", "hostmaster", "postmaster", "webmaster")}


@pytest.fixture
def sink() -> Iterator[Sink]:
    started = Sink().start()
    yield started
    started.stop()


def start(directory: pathlib.Path, sink: Sink, *arguments: str) -> Sandbox:
    return Sandbox(directory, ["--no-quotas", "--smtp", f"127.0.0.1:{sink.port}", *arguments])


def request(sandbox: Sandbox, name: str = "shop.test") -> str:
    acm = sandbox.client()
    return acm.request_certificate(DomainName=name, ValidationMethod="EMAIL")["CertificateArn"]


def deliveries(sandbox: Sandbox) -> dict[str, dict[str, Any]]:
    return {mail["to"]: mail for mail in sandbox.mails()}


def test_the_five_mails_go_out_and_stay_in_the_inbox(tmp_path: pathlib.Path, sink: Sink) -> None:
    sandbox = start(tmp_path, sink, "--mail-from", "acm@sandbox.example")
    arn = request(sandbox)
    mails = sink.wait_for(5)
    assert {mail["To"].addresses[0].addr_spec for mail in mails} == FIVE
    assert set(sink.senders) == {"acm@sandbox.example"}
    wait_for("the inbox to say so", lambda: {m["smtp"] for m in sandbox.mails()} == {"sent"})
    assert {mail["to"] for mail in sandbox.wait_for_mails(arn)} == FIVE
    assert sandbox.stop() == 0


def test_a_program_finds_in_it_what_acms_mails_have(tmp_path: pathlib.Path, sink: Sink) -> None:
    """Line by line as "Automate AWS Certificate Manager email validation" has it."""
    sandbox = start(tmp_path, sink)
    arn = request(sandbox, "www.shop.test")
    [mail, *_] = sink.wait_for(5)
    assert mail["Subject"] == "Certificate request for www.shop.test"
    assert mail["Auto-Submitted"] == "auto-generated"
    text = mail.get_content()
    fields = dict(re.findall(r"^(Domain|AWS [\w ]+|Certificate Identifier): (.+?)\r?$", text, re.MULTILINE))
    assert fields == {
        "Domain": "www.shop.test",
        "AWS account ID": "000000000000",
        "AWS Region name": "us-east-1",
        "Certificate Identifier": arn,
    }
    link = re.search(r"To approve this request, go to Amazon Certificate Approvals\s+\((\S+)\)", text)
    assert link
    assert link[1].startswith(f"{sandbox.admin}/approve?")
    assert "certwright-sandbox" in text, "it says who really made it"
    requests.post(link[1], timeout=10).raise_for_status()
    wait_for_status(sandbox.client(), arn, "ISSUED")
    assert sandbox.stop() == 0


def test_links_by_another_name(tmp_path: pathlib.Path, sink: Sink) -> None:
    sandbox = start(tmp_path, sink, "--public-admin-url", "https://sandbox.example:8443/")
    request(sandbox)
    [mail, *_] = sink.wait_for(5)
    assert "(https://sandbox.example:8443/approve?arn=" in mail.get_content()
    path = sandbox.mails()[0]["approval_path"]
    url = f"{sandbox.admin}/{path}"
    by_name = {"Host": "sandbox.example:8443", "Origin": "https://sandbox.example:8443"}
    assert requests.post(url, headers=by_name, timeout=10).status_code == 200
    strangers = {"Host": "evil.example", "Origin": "http://evil.example"}
    assert requests.post(url, headers=strangers, timeout=10).status_code == 400
    assert sandbox.stop() == 0


def test_a_server_that_comes_late_gets_them_all(tmp_path: pathlib.Path) -> None:
    port = free_port()
    sandbox = start(tmp_path, Sink(port))
    began = time.monotonic()
    arn = request(sandbox)
    sandbox.wait_for_mails(arn)
    sandbox.client().list_certificates()
    assert time.monotonic() - began < 5, "nobody waits for the mails"
    wait_for("the first attempts", lambda: all(m["smtp_problem"] for m in sandbox.mails()))
    assert {mail["smtp"] for mail in sandbox.mails()} == {"waiting"}
    assert "cannot be reached" in sandbox.mails()[0]["smtp_problem"]
    sink = Sink(port).start()
    sink.wait_for(5, seconds=20)
    wait_for("the inbox to say so", lambda: {m["smtp"] for m in sandbox.mails()} == {"sent"})
    sink.stop()
    assert sandbox.stop() == 0
    assert "a validation mail was not handed in" in sandbox.log.read_text()


def test_refusals_for_now_and_for_good(tmp_path: pathlib.Path) -> None:
    refusals = {
        "admin@shop.test": ["451 4.7.1 come back"],
        "postmaster@shop.test": ["550 5.1.1 no such user here", "250 would be wrong"],
    }
    sink = Sink(refusals=refusals).start()
    sandbox = start(tmp_path, sink)
    request(sandbox)
    sink.wait_for(4)
    wait_for(
        "the end of all",
        lambda: sorted(m["smtp"] for m in sandbox.mails()) == ["failed", "sent", "sent", "sent", "sent"],
    )
    told = deliveries(sandbox)
    assert told["admin@shop.test"]["smtp_attempts"] == 2
    assert told["postmaster@shop.test"]["smtp"] == "failed"
    assert told["postmaster@shop.test"]["smtp_attempts"] == 1
    assert "no such user here" in told["postmaster@shop.test"]["smtp_problem"]
    sink.stop()
    assert sandbox.stop() == 0


def test_a_fresh_start_forgets_what_was_not_sent(tmp_path: pathlib.Path) -> None:
    port = free_port()
    sandbox = start(tmp_path, Sink(port))
    request(sandbox)
    wait_for("the first attempts", lambda: [bool(m["smtp_problem"]) for m in sandbox.mails()] == [True] * 5)
    sandbox.reset()
    sink = Sink(port).start()
    time.sleep(2)
    assert sink.mails == []
    sink.stop()
    assert sandbox.stop() == 0


def test_what_is_no_server_is_refused() -> None:
    for wrong in ("mail.example", "smtp://mail.example:25", "mail.example:port"):
        command = [binary(), "--port", "0", "--admin-port", "0", "--smtp", wrong]
        done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
        assert done.returncode == 1, wrong
        assert wrong in done.stderr
