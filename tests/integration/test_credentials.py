"""Where credentials come from, what happens when they end, and that none of them is ever written down in clear."""

import contextlib
import datetime
import email.utils
import pathlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from certwright import Api, Server
from discovery import access_key, add_account, discover, rows_of, scopes_of
from estate import Seeded, import_certificate
from meddling_proxy import Answer, Call, MeddlingProxy, refusal, xml_refusal
from metadata_services import SESSION, MetadataServices
from moto_aws import CREDENTIALS, HOME_ACCOUNT, Moto

REGION = "eu-west-1"
DESCRIBE = "acm:DescribeCertificate"
ROLE = Moto.role("222222222222")


@pytest.fixture(scope="module")
def estate(moto: Moto) -> list[Seeded]:
    return [import_certificate(moto, REGION, [f"host-{number}.example.com"]) for number in range(8)]


@pytest.fixture(scope="module")
def role_estate(moto: Moto) -> list[Seeded]:
    account = "222222222222"
    return [
        import_certificate(moto, REGION, [f"host-{number}.example.org"], account=account)
        for number in range(8)
    ]


class Keys:
    """A proxy's script that remembers which access keys signed, and may refuse some."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def __call__(self, call: Call, forward: Callable[[], Answer]) -> Answer:
        self.seen.append(call.access_key_id)
        return forward()


@pytest.fixture
def proxy(moto: Moto, estate: list[Seeded]) -> Iterator[MeddlingProxy]:
    started = MeddlingProxy(moto.url)
    yield started
    started.stop()


@pytest.fixture
def metadata() -> Iterator[MetadataServices]:
    started = MetadataServices()
    yield started
    started.stop()


@contextlib.contextmanager
def machine(directory: pathlib.Path, environment: dict[str, str]) -> Iterator[Api]:
    """The API of a server that runs with this environment."""
    nothing = {
        "AWS_CONFIG_FILE": "/nonexistent/config",
        "AWS_SHARED_CREDENTIALS_FILE": "/nonexistent/credentials",
    }
    server = Server(directory, {**nothing, **environment}).start()
    try:
        yield server.api(server.make_administrator())
    finally:
        assert server.stop() == 0
        log = server.log.read_text()
        assert SESSION not in log and "secret-of-the-machine" not in log


def discovered_with(api: Api, proxy: MeddlingProxy, credential: dict[str, Any], **settings: Any) -> Keys:
    """Runs a discovery that must complete, and tells which keys it was signed with."""
    keys = Keys()
    proxy.script = keys
    add_account(api, "machine", proxy, credential=credential, regions=[REGION], **settings)
    run = discover(api, accounts=["machine"])
    assert run["state"] == "completed", run
    assert run["found"] == 8
    return keys


def test_an_ec2_instance_gives_its_role_by_imds_v2(
    tmp_path: pathlib.Path, proxy: MeddlingProxy, metadata: MetadataServices
) -> None:
    with machine(tmp_path, {"AWS_EC2_METADATA_SERVICE_ENDPOINT": metadata.url}) as api:
        keys = discovered_with(api, proxy, {"method": "default_chain"})
    assert set(keys.seen) == {"ASIAMACHINE"}
    path = "/latest/meta-data/iam/security-credentials/"
    assert metadata.asked == ["PUT /latest/api/token 200", f"GET {path} 200", f"GET {path}Machine 200"]


def test_an_instance_without_a_role_is_told_of(
    tmp_path: pathlib.Path, proxy: MeddlingProxy, metadata: MetadataServices
) -> None:
    metadata.role = None
    with machine(tmp_path, {"AWS_EC2_METADATA_SERVICE_ENDPOINT": metadata.url}) as api:
        account = add_account(api, "machine", proxy, credential={"method": "default_chain"})
        run = discover(api)
        assert run["state"] == "failed"
        error = run["scopes"][0]["error"]
        assert "no credentials in the environment" in error["message"]
        assert "this EC2 instance has no role" in error["message"]
        assert error["hint"]
        assert error["message"] in api.post(f"/accounts/{account['id']}/test")["error"]
    assert not proxy.calls


def test_a_container_gives_its_credentials_to_who_shows_the_token_of_the_file(
    tmp_path: pathlib.Path, proxy: MeddlingProxy, metadata: MetadataServices
) -> None:
    token = tmp_path / "token"
    token.write_text(metadata.container_token + "\n")
    environment = {
        "AWS_CONTAINER_CREDENTIALS_FULL_URI": f"{metadata.url}/container",
        "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": str(token),
    }
    with machine(tmp_path, environment) as api:
        keys = discovered_with(api, proxy, {"method": "default_chain"})
    assert set(keys.seen) == {"ASIACONTAINER"}
    assert metadata.asked == ["GET /container 200"]


def test_a_container_endpoint_that_refuses_is_named(
    tmp_path: pathlib.Path, proxy: MeddlingProxy, metadata: MetadataServices
) -> None:
    environment = {"AWS_CONTAINER_CREDENTIALS_FULL_URI": f"{metadata.url}/container"}
    with machine(tmp_path, environment) as api:
        add_account(api, "machine", proxy, credential={"method": "default_chain"})
        error = discover(api)["scopes"][0]["error"]
    assert "the container credentials endpoint answers with status 403" in error["message"]


def test_a_web_identity_token_is_exchanged_for_a_role(
    tmp_path: pathlib.Path, proxy: MeddlingProxy, role_estate: list[Seeded]
) -> None:
    token = tmp_path / "web-identity"
    token.write_text("header.payload.signature")
    environment = {"AWS_WEB_IDENTITY_TOKEN_FILE": str(token), "AWS_ROLE_ARN": ROLE}
    with machine(tmp_path, environment) as api:
        keys = discovered_with(api, proxy, {"method": "default_chain"})
        assert {row["account_id"] for row in rows_of(api).values()} == {"222222222222"}
    assert keys.seen[0] == "?", "the exchange itself is not signed"
    assert all(key.startswith("ASIA") for key in keys.seen[1:])


def test_profiles_name_keys_roles_and_machines(
    tmp_path: pathlib.Path,
    moto: Moto,
    metadata: MetadataServices,
    estate: list[Seeded],
    role_estate: list[Seeded],
) -> None:
    (tmp_path / "credentials").write_text(
        f"[keys]\naws_access_key_id = {CREDENTIALS['aws_access_key_id']}\n"
        f"aws_secret_access_key = {CREDENTIALS['aws_secret_access_key']}\n"
    )
    (tmp_path / "config").write_text(
        f"[profile role]\nrole_arn = {ROLE}\nsource_profile = keys\n"
        f"[profile instance]\nrole_arn = {ROLE}\ncredential_source = Ec2InstanceMetadata\n"
    )
    environment = {
        "AWS_SHARED_CREDENTIALS_FILE": str(tmp_path / "credentials"),
        "AWS_CONFIG_FILE": str(tmp_path / "config"),
        "AWS_EC2_METADATA_SERVICE_ENDPOINT": metadata.url,
    }
    with machine(tmp_path, environment) as api:
        for profile, account in [
            ("keys", HOME_ACCOUNT),
            ("role", "222222222222"),
            ("instance", "222222222222"),
        ]:
            own = MeddlingProxy(moto.url)
            add_account(
                api, profile, own, credential={"method": "profile", "profile": profile}, regions=[REGION]
            )
            run = discover(api, accounts=[profile])
            own.stop()
            assert run["state"] == "completed", run
            found = rows_of(api, account=profile).values()
            assert {row["account_id"] for row in found} == {account}
        assert "PUT /latest/api/token 200" in metadata.asked

        add_account(api, "typo", moto, credential={"method": "profile", "profile": "no such"})
        error = discover(api, accounts=["typo"])["scopes"][0]["error"]
        assert 'there is no profile "no such"' in error["message"]


def test_a_role_whose_session_ends_mid_run_is_assumed_anew(
    api: Api, proxy: MeddlingProxy, role_estate: list[Seeded]
) -> None:
    first: list[str] = []
    refused: list[str] = []

    def script(call: Call, forward: Callable[[], Answer]) -> Answer:
        if call.operation == DESCRIBE:
            first.append(call.access_key_id)
            if len(first) > 3 and call.access_key_id == first[0]:
                refused.append(call.access_key_id)
                return refusal(
                    "ExpiredTokenException", "The security token included in the request is expired"
                )
        return forward()

    proxy.script = script
    source = add_account(api, "source", proxy, regions=[REGION])
    role = {"method": "role", "role_arn": ROLE, "source_account": source["id"]}
    add_account(api, "by role", proxy, credential=role, regions=[REGION])
    run = discover(api, accounts=["by role"])
    assert run["state"] == "completed", run
    assert refused
    assert proxy.calls["sts:AssumeRole"] == 2, "every call that was refused shares one refresh"
    assert len(set(first)) == 2
    rows = rows_of(api, account="by role")
    assert len(rows) == 8 and all(row["details_state"] == "complete" for row in rows.values())


def test_a_session_token_that_ends_mid_run_fails_the_region_and_keeps_what_was_found(
    api: Api, proxy: MeddlingProxy
) -> None:
    words = "The security token included in the request is expired"
    described: list[str] = []

    def script(call: Call, forward: Callable[[], Answer]) -> Answer:
        if call.operation == DESCRIBE:
            described.append(call.operation)
            if len(described) > 3:
                return refusal("ExpiredTokenException", words)
        return forward()

    proxy.script = script
    credential = access_key(session_token="token-that-ends")
    account = add_account(api, "temporary", proxy, credential=credential, regions=[REGION])
    run = discover(api, accounts=["temporary"])
    assert run["state"] == "completed_with_errors"
    error = scopes_of(run)[REGION]["error"]
    assert (error["code"], error["message"]) == ("ExpiredTokenException", words)
    assert "session token" in error["hint"]
    rows = rows_of(api, account="temporary")
    assert len(rows) == 8
    assert sum(row["details_state"] == "complete" for row in rows.values()) == 3

    proxy.script = lambda _call, forward: forward()
    renewed = access_key(session_token="the next token")
    api.request("PATCH", f"/accounts/{account['id']}", json={"credential": renewed}).raise_for_status()
    assert discover(api, accounts=["temporary"])["state"] == "completed"
    assert all(row["details_state"] == "complete" for row in rows_of(api, account="temporary").values())


def ahead(span: datetime.timedelta, says_its_time: bool) -> Callable[[Call, Callable[[], Answer]], Answer]:
    """AWS as a machine sees it whose clock is behind by the span."""

    def script(call: Call, forward: Callable[[], Answer]) -> Answer:
        now = datetime.datetime.now(datetime.UTC) + span
        signed = datetime.datetime.strptime(call.headers["X-Amz-Date"], "%Y%m%dT%H%M%SZ").replace(
            tzinfo=datetime.UTC
        )
        if abs(now - signed) < datetime.timedelta(minutes=5):
            return forward()
        words = f"Signature expired: {signed:%Y%m%dT%H%M%SZ} is now earlier than {now:%Y%m%dT%H%M%SZ}"
        is_xml = not call.operation.startswith("acm:")
        refused = (
            xml_refusal("SignatureDoesNotMatch", words)
            if is_xml
            else refusal("InvalidSignatureException", words)
        )
        date = {"Date": email.utils.format_datetime(now, usegmt=True)} if says_its_time else {}
        return Answer(refused.status, refused.content, {**refused.headers, **date})

    return script


def test_a_wrong_clock_is_corrected_by_what_aws_says(api: Api, server: Server, proxy: MeddlingProxy) -> None:
    proxy.script = ahead(datetime.timedelta(hours=1), says_its_time=True)
    add_account(api, "behind", proxy, regions=[REGION])
    run = discover(api, accounts=["behind"])
    assert run["state"] == "completed", run
    assert run["found"] == 8
    assert run["calls"]["sts:GetCallerIdentity"]["retries"] == 1
    assert run["calls"]["acm:ListCertificates"]["retries"] == 0, "what the first refusal taught serves all"
    assert "this machine's clock is wrong" in server.log.read_text()


def test_a_wrong_clock_that_nobody_corrects_is_hinted_at(api: Api, proxy: MeddlingProxy) -> None:
    proxy.script = ahead(datetime.timedelta(hours=1), says_its_time=False)
    add_account(api, "lost in time", proxy, regions=[REGION])
    error = discover(api, accounts=["lost in time"])["scopes"][0]["error"]
    assert error["code"] == "SignatureDoesNotMatch"
    assert "Signature expired" in error["message"]
    assert "clock" in error["hint"]
