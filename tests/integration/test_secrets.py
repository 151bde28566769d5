"""After everything that an account goes through, none of its secrets is anywhere in clear."""

import json
import pathlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import requests

from certwright import PASSWORD, Api, Server
from discovery import add_account, discover
from estate import Seeded, import_certificate
from meddling_proxy import Answer, Call, MeddlingProxy, refusal, xml_refusal
from moto_aws import Moto
from postgres import PostgresDatabase

SECRET = "the+secret/access=key+of/this=test+0123456"
TOKEN = "the/session+token=of/this+test=" + "0123456789abcdef" * 20
REGIONS = ["eu-west-1", "us-east-1"]


@pytest.fixture(scope="module")
def estate(moto: Moto) -> list[Seeded]:
    return [import_certificate(moto, region, [f"{region}.example.com"]) for region in REGIONS]


def spellings(secret: str) -> list[str]:
    """As JSON, a form and a shell may write it."""
    quoted = requests.utils.quote(secret, safe="")
    return [secret, quoted, json.dumps(secret)[1:-1], secret.replace("/", r"\/")]


def assert_holds_no_secret(place: str, content: str | bytes) -> None:
    text = content.decode(errors="replace") if isinstance(content, bytes) else content
    for secret in (SECRET, TOKEN, PASSWORD):
        for spelling in spellings(secret):
            assert spelling not in text, place


def credential() -> dict[str, str]:
    return {
        "method": "access_key",
        "access_key_id": "AKIAOFTHISTEST",
        "secret_access_key": SECRET,
        "session_token": TOKEN,
    }


def repeats_what_it_got(call: Call, forward: Callable[[], Answer]) -> Answer:
    """AWS explains a wrong signature with the canonical request, session token included."""
    if call.operation == "acm:ListCertificates" and call.region == "us-east-1":
        return refusal(
            "InvalidSignatureException",
            f"The request signature does not match for {TOKEN}.\n\nThe Canonical String for this request "
            f"should have been\n'POST\n/\nx-amz-security-token:{TOKEN}\n{SECRET}'",
        )
    return forward()


def live(api: Api, proxy: MeddlingProxy) -> list[tuple[str, str]]:
    """Does everything an account goes through; the answers."""
    answers: list[tuple[str, str]] = []

    def ask(method: str, path: str, **options: Any) -> Any:
        answer = api.request(method, path, **options)
        answers.append((f"{method} {path}", answer.text + str(answer.headers)))
        return answer.json() if answer.content else None

    account = add_account(api, "guarded", proxy, credential=credential(), regions=REGIONS)
    path = f"/accounts/{account['id']}"
    ask("POST", "/accounts", json={"name": "guarded", "credential": credential()})  # a conflict
    ask("POST", "/accounts/test", json={"name": "x", "credential": credential(), "endpoint_url": proxy.url})
    ask("POST", f"{path}/test")
    discover(api, accounts=["guarded"])
    proxy.script = repeats_what_it_got
    assert discover(api, accounts=["guarded"])["state"] == "completed_with_errors"
    words = f"The request signature for {TOKEN} and {SECRET} is wrong"
    proxy.script = lambda _call, _forward: xml_refusal("SignatureDoesNotMatch", words)
    assert discover(api, accounts=["guarded"])["state"] == "failed"
    ask("POST", f"{path}/test")
    ask("PATCH", path, json={"credential": credential()})
    for listed in (
        "/accounts",
        path,
        "/discovery_runs",
        "/jobs",
        "/audit_events",
        "/aws_certificates",
        "/tokens",
    ):
        ask("GET", listed, params={"limit": 200} if listed != path else {})
    for run in api.all("/discovery_runs"):
        ask("GET", f"/discovery_runs/{run['id']}")
    for row in api.all("/aws_certificates"):
        ask("GET", f"/aws_certificates/{row['id']}")
    return answers


@pytest.fixture
def proxy(moto: Moto, estate: list[Seeded]) -> Iterator[MeddlingProxy]:
    started = MeddlingProxy(moto.url)
    yield started
    started.stop()


def test_no_secret_is_in_a_file_an_answer_or_the_log(tmp_path: pathlib.Path, proxy: MeddlingProxy) -> None:
    server = Server(tmp_path, {"CERTWRIGHT_LOG_LEVEL": "debug"}).start()
    answers = live(server.api(server.make_administrator()), proxy)
    (tmp_path / "password").unlink()
    # Before the stop, which empties the write-ahead log.
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {path.name for path in files} >= {"certwright.db", "certwright.db-wal", "server.log", "master.key"}
    for path in files:
        assert_holds_no_secret(str(path), path.read_bytes())
    for place, text in answers:
        assert_holds_no_secret(place, text)
    assert_holds_no_secret("the metrics", requests.get(f"{server.url}/metrics", timeout=30).text)
    assert server.stop() == 0


def test_no_secret_is_in_a_dump_of_postgresql(tmp_path: pathlib.Path, proxy: MeddlingProxy) -> None:
    database = PostgresDatabase()
    server = Server(tmp_path, {"CERTWRIGHT_DATABASE_URL": database.url}).start()
    live(server.api(server.make_administrator()), proxy)
    dump = database.dump()
    assert "AKIAOFTHISTEST" in dump, "the dump holds the account"
    assert_holds_no_secret("the dump", dump)
    assert_holds_no_secret("the log", server.log.read_text())
    assert server.stop() == 0
    database.drop()
