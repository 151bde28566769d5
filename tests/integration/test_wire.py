"""The wire to AWS: TLS by a private CA, and signatures that somebody else checks."""

import pathlib
from collections.abc import Iterator

import pytest
import requests

from certificates import server_identity
from certwright import Api
from discovery import access_key, add_account, discover
from estate import seed_estate
from moto_aws import Moto


@pytest.fixture
def tls_moto(tmp_path: pathlib.Path) -> Iterator[Moto]:
    made = server_identity("127.0.0.1")
    (tmp_path / "server.pem").write_bytes(made.certificate)
    (tmp_path / "server.key").write_bytes(made.private_key)
    arguments = ["-c", str(tmp_path / "server.pem"), "-k", str(tmp_path / "server.key")]
    moto = Moto(tmp_path, arguments, scheme="https", ca_bundle=str(tmp_path / "server.pem"))
    yield moto
    moto.stop()


@pytest.fixture
def checking_moto(tmp_path: pathlib.Path) -> Iterator[Moto]:
    moto = Moto(tmp_path)
    yield moto
    moto.stop()


def test_a_private_ca_is_trusted_only_where_the_account_says_so(api: Api, tls_moto: Moto) -> None:
    seeded = seed_estate(tls_moto)
    add_account(api, "trusting", tls_moto, ca_bundle=str(tls_moto.verify))
    add_account(api, "wary", tls_moto)
    run = discover(api, accounts=["trusting", "wary"])
    assert run["state"] == "completed_with_errors"
    assert run["new"] == len(seeded)
    failed = [scope for scope in run["scopes"] if scope["state"] == "failed"]
    assert {scope["account"]["name"] for scope in failed} == {"wary"}
    assert any("certificate" in scope["error"]["message"].lower() for scope in failed)


def test_signatures_hold_before_a_server_that_checks_them(api: Api, checking_moto: Moto) -> None:
    seeded = seed_estate(checking_moto)
    iam = checking_moto.client("iam")
    iam.create_user(UserName="certwright")
    everything = (
        '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}'
    )
    iam.put_user_policy(UserName="certwright", PolicyName="everything", PolicyDocument=everything)
    key = iam.create_access_key(UserName="certwright")["AccessKey"]
    requests.post(f"{checking_moto.url}/moto-api/reset-auth", data="0", timeout=30).raise_for_status()

    right = access_key(access_key_id=key["AccessKeyId"], secret_access_key=key["SecretAccessKey"])
    add_account(api, "signed", checking_moto, credential=right)
    run = discover(api, accounts=["signed"])
    assert run["state"] == "completed", [scope["error"] for scope in run["scopes"] if scope["error"]]
    assert run["new"] == len(seeded)

    wrong = access_key(
        access_key_id=key["AccessKeyId"], secret_access_key="not the secret of this key at all"
    )
    add_account(api, "forged", checking_moto, credential=wrong)
    run = discover(api, accounts=["forged"])
    assert run["state"] in ("failed", "completed_with_errors")
    assert run["found"] == 0
    assert any("Signature" in (scope["error"] or {"code": ""})["code"] for scope in run["scopes"])
