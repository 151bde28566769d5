"""The state file: what a sandbox knew is there after the next start, however the last one ended."""

import json
import os
import pathlib
import signal
import stat
import subprocess
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import requests

from acm.emulator import Sandbox, Zone, binary, describe, issue, records, refused, wait_for_status
from processes import wait_for

Start = Callable[..., Sandbox]


@pytest.fixture
def path(tmp_path: pathlib.Path) -> pathlib.Path:
    return tmp_path / "world.state"


@pytest.fixture
def start(tmp_path: pathlib.Path, path: pathlib.Path) -> Iterator[Start]:
    started: list[Sandbox] = []

    def run(*arguments: str) -> Sandbox:
        started.append(Sandbox(tmp_path, ["--no-quotas", "--state", str(path), *arguments]))
        return started[-1]

    yield run
    for sandbox in started:
        sandbox.stop()


def wait_until_saved(path: pathlib.Path, text: str) -> None:
    wait_for(f"{text} to be saved", lambda: text in path.read_text())


def kill(sandbox: Sandbox) -> None:
    """Gives it no chance to tidy up."""
    os.kill(sandbox.pid, signal.SIGKILL)
    sandbox.stop()


def import_one(acm: Any, tmp_path: pathlib.Path, name: str = "www.shop.test") -> str:
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
    ]
    command += ["-subj", f"/CN={name}", "-days", "30", "-keyout", "key.pem", "-out", "leaf.pem"]
    subprocess.run(command, cwd=tmp_path, capture_output=True, check=True)
    parts = {
        "Certificate": (tmp_path / "leaf.pem").read_bytes(),
        "PrivateKey": (tmp_path / "key.pem").read_bytes(),
    }
    return acm.import_certificate(**parts, Tags=[{"Key": "team", "Value": "shop"}])["CertificateArn"]


class TestKeeping:
    def test_nothing_that_was_saved_is_lost_by_a_kill(
        self, start: Start, path: pathlib.Path, tmp_path: pathlib.Path
    ) -> None:
        first = start()
        arn = import_one(first.client(), tmp_path)
        before = describe(first.client(), arn)
        wait_until_saved(path, arn)
        kill(first)
        acm = start().client()
        assert describe(acm, arn) == before
        assert acm.list_tags_for_certificate(CertificateArn=arn)["Tags"] == [{"Key": "team", "Value": "shop"}]

    def test_everything_is_saved_at_the_end(self, start: Start) -> None:
        first = start()
        arn = issue(first)
        before = describe(first.client(), arn)
        pem = first.client().get_certificate(CertificateArn=arn)["Certificate"]
        root = first.root_pem()
        assert first.stop() == 0
        second = start()
        assert describe(second.client(), arn) == before
        assert second.client().get_certificate(CertificateArn=arn)["Certificate"] == pem
        assert second.root_pem() == root
        zones = second.client("route53").list_hosted_zones()["HostedZones"]
        assert [zone["Name"] for zone in zones] == ["issued.test."]

    def test_the_file_is_the_same_when_nothing_happened(self, start: Start, path: pathlib.Path) -> None:
        first = start("--estate", "300")
        issue(first)
        assert first.stop() == 0
        before = path.read_text()
        assert start().stop() == 0
        # A line each, so that a difference is not printed as a megabyte.
        same = [a == b for a, b in zip(before.splitlines(), path.read_text().splitlines(), strict=True)]
        assert all(same)

    def test_nobody_else_may_read_it(self, start: Start, path: pathlib.Path) -> None:
        assert start().stop() == 0
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


class TestGoingOn:
    def test_what_was_waited_for_comes(self, start: Start) -> None:
        first = start()
        acm = first.client()
        zone = Zone(first, "shop.test")
        proved = acm.request_certificate(DomainName="a.shop.test", ValidationMethod="DNS")["CertificateArn"]
        late = acm.request_certificate(DomainName="b.shop.test", ValidationMethod="DNS")["CertificateArn"]
        record = records(acm, proved)["a.shop.test"]
        assert first.stop() == 0
        second = start()
        second.client("route53").change_resource_record_sets(
            HostedZoneId=zone.id,
            ChangeBatch={
                "Changes": [
                    {
                        "Action": "UPSERT",
                        "ResourceRecordSet": {
                            "Name": record["Name"],
                            "Type": "CNAME",
                            "TTL": 60,
                            "ResourceRecords": [{"Value": record["Value"]}],
                        },
                    }
                ]
            },
        )
        wait_for_status(second.client(), proved, "ISSUED")
        second.advance("73h")
        assert describe(second.client(), late)["Status"] == "VALIDATION_TIMED_OUT"
        second.advance("200d")
        assert describe(second.client(), proved)["Status"] == "EXPIRED"

    def test_the_clock_stays_ahead(self, start: Start) -> None:
        first = start()
        first.advance("100d")
        requests.post(f"{first.admin}/clock/rate", json={"rate": 3}, timeout=10).raise_for_status()
        ahead = first.now()
        assert first.stop() == 0
        clock = requests.get(f"{start().admin}/clock", timeout=10).json()
        assert clock["rate"] == 3
        assert clock["now"] >= ahead.isoformat().replace("+00:00", "Z")[:19]

    def test_sessions_and_mails_are_still_good(self, start: Start) -> None:
        first = start()
        credentials = first.client("sts").get_session_token()["Credentials"]
        arn = first.client().request_certificate(DomainName="m.shop.test", ValidationMethod="EMAIL")
        mails = first.wait_for_mails(arn["CertificateArn"])
        assert first.stop() == 0
        second = start()
        second.approve(mails[0])
        wait_for_status(second.client(), arn["CertificateArn"], "ISSUED")
        assert credentials["AccessKeyId"] in (second.log.parent / "world.state").read_text()


class TestBeginningAnew:
    def test_a_reset_is_saved(self, start: Start, path: pathlib.Path, tmp_path: pathlib.Path) -> None:
        first = start()
        arn = import_one(first.client(), tmp_path)
        wait_until_saved(path, arn)
        first.reset()
        wait_for("the reset to be saved", lambda: arn not in path.read_text())
        kill(first)
        code, _ = refused(start().client().describe_certificate, CertificateArn=arn)
        assert code == "ResourceNotFoundException"

    def test_the_fixture_is_for_the_first_start_alone(self, start: Start) -> None:
        assert start("--estate", "50").stop() == 0
        second = start()
        rows = requests.get(f"{second.admin}/accounts", timeout=10).json()
        assert sum(row["certificates"] for row in rows) == 50


class TestRefusals:
    def refusal(self, path: pathlib.Path) -> str:
        command = [binary(), "--port", "0", "--admin-port", "0", "--state", str(path)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=30)
        assert done.returncode == 1
        return done.stderr

    def test_another_version_and_what_is_no_state(self, start: Start, path: pathlib.Path) -> None:
        assert start().stop() == 0
        text = path.read_text()
        assert json.loads(text)["version"] == 1
        for changed, wanted in (
            (
                text.replace('"version":1', '"version":9'),
                "is of version 9, and this program understands version 1",
            ),
            (text[: len(text) // 2], "it is damaged"),
            ("{}", "it is no state of a sandbox"),
            (text.replace('"partition"', '"partitions"', 1), 'there is no "partition"'),
        ):
            path.write_text(changed)
            said = self.refusal(path)
            assert wanted in said
            assert str(path) in said
            assert path.read_text() == changed

    def test_a_directory_that_is_not_there(self, tmp_path: pathlib.Path) -> None:
        assert "nowhere" in self.refusal(tmp_path / "nowhere" / "world.state")
