"""Discovery against moto: several accounts, what changes between runs, and what goes wrong in one place only."""

from typing import Any

import pytest

from certwright import Api, Cli, Server
from discovery import access_key, add_account, discover, rows_of
from estate import (
    REGIONS,
    import_certificate,
    private_certificate,
    request_certificate,
    seed_estate,
    server_certificate,
)
from moto_aws import HOME_ACCOUNT, Moto

PRODUCTION = "222222222222"
STAGING = "333333333333"


@pytest.fixture(scope="module")
def home(api: Api, moto: Moto) -> dict[str, Any]:
    return add_account(api, "home", moto)


@pytest.fixture(scope="module")
def production(api: Api, moto: Moto, home: dict[str, Any]) -> dict[str, Any]:
    """An account that is reached by a role, with the credentials of another."""
    role = {"method": "role", "role_arn": Moto.role(PRODUCTION), "source_account": home["id"]}
    return add_account(api, "production", moto, credential=role)


def test_the_test_of_an_account_names_its_identity(
    api: Api, home: dict[str, Any], production: dict[str, Any]
) -> None:
    direct = api.post(f"/accounts/{home['id']}/test")
    assert direct["ok"], direct
    assert direct["identity"]["account_id"] == HOME_ACCOUNT
    assert set(REGIONS) <= set(direct["regions"]["enabled"])
    assumed = api.post(f"/accounts/{production['id']}/test")
    assert assumed["ok"], assumed
    assert assumed["identity"]["account_id"] == PRODUCTION
    assert ":assumed-role/Certwright/" in assumed["identity"]["arn"]


def test_several_accounts_are_discovered_in_one_run(
    api: Api, moto: Moto, home: dict[str, Any], production: dict[str, Any]
) -> None:
    chained = {"method": "role", "role_arn": Moto.role(STAGING), "source_account": production["id"]}
    add_account(api, "staging", moto, credential=chained)
    seeded = [*seed_estate(moto), *seed_estate(moto, PRODUCTION), *seed_estate(moto, STAGING)]
    run = discover(api)
    assert run["state"] == "completed", run
    assert run["new"] == len(seeded)
    rows = rows_of(api)
    assert rows.keys() == {certificate.arn for certificate in seeded}
    for certificate in seeded:
        assert rows[certificate.arn]["account_id"] == certificate.account_id
        assert rows[certificate.arn]["tags"] == dict(certificate.tags)
        assert rows[certificate.arn]["details_state"] == "complete"
    by_account = {row["account"]["name"] for row in rows.values()}
    assert by_account == {"home", "production", "staging"}


def test_a_requested_certificate_shows_what_proves_its_domains(
    api: Api, moto: Moto, home: dict[str, Any]
) -> None:
    pending = request_certificate(moto, "us-east-1", ["proof.example.org", "www.proof.example.org"])
    discover(api, accounts=["home"])
    row = rows_of(api, name="=proof.example.org")[pending.arn]
    assert row["status"] == "PENDING_VALIDATION"
    detail = api.get(f"/aws_certificates/{row['id']}")
    records = {proof["domain_name"]: proof["record"] for proof in detail["domain_validations"]}
    assert records.keys() == pending.names
    assert all(record["type"] == "CNAME" and record["value"] for record in records.values())


def test_a_deleted_certificate_is_marked_missing_and_reappears(
    api: Api, moto: Moto, home: dict[str, Any]
) -> None:
    gone = server_certificate(moto, "short-lived", ["short-lived.example.com"])
    discover(api, accounts=["home"])
    moto.client("iam").delete_server_certificate(ServerCertificateName="short-lived")
    run = discover(api, accounts=["home"])
    assert run["missing"] == 1
    row = rows_of(api, missing="true")[gone.arn]
    assert row["missing_since"]
    server_certificate(moto, "short-lived", ["short-lived.example.com"])
    discover(api, accounts=["home"])
    row = rows_of(api, name="short-lived")[gone.arn]
    assert row["missing_since"] is None
    history = api.get(f"/aws_certificates/{row['id']}/history")["items"]
    assert {"found", "missing", "reappeared"} <= {event["kind"] for event in history}


def test_a_certificate_imported_again_under_its_arn_is_a_change(
    api: Api, moto: Moto, home: dict[str, Any]
) -> None:
    before = import_certificate(moto, "eu-west-1", ["renewed.example.com"])
    discover(api, accounts=["home"])
    # moto's row tells times in whole seconds, so one second's two imports differ in their expiry alone.
    after = import_certificate(moto, "eu-west-1", ["renewed.example.com"], replaces=before.arn, days=91)
    run = discover(api, accounts=["home"])
    assert run["new"] == 0 and run["changed"] >= 1
    row = rows_of(api, name="=renewed.example.com")[before.arn]
    assert row["fingerprint_sha256"].replace(":", "").lower() == after.sha256


def test_the_same_certificate_in_two_regions_is_two_rows_that_know_of_each_other(
    api: Api, moto: Moto, home: dict[str, Any]
) -> None:
    one = import_certificate(moto, "us-east-1", ["twin.example.com"])
    other = import_certificate(moto, "sa-east-1", ["twin.example.com"], same_as=one)
    discover(api, accounts=["home"])
    rows = rows_of(api, name="=twin.example.com")
    assert rows.keys() == {one.arn, other.arn}
    assert {row["same_certificate_count"] for row in rows.values()} == {1}
    detail = api.get(f"/aws_certificates/{rows[one.arn]['id']}")
    assert [twin["arn"] for twin in detail["same_certificate"]] == [other.arn]


def test_an_unreachable_account_fails_alone(api: Api, moto: Moto, home: dict[str, Any]) -> None:
    broken = add_account(api, "broken", moto, endpoint_url="http://127.0.0.1:9")
    try:
        before = rows_of(api)
        run = discover(api)
        assert run["state"] == "completed_with_errors"
        failed = [scope for scope in run["scopes"] if scope["state"] == "failed"]
        assert failed and {scope["account"]["name"] for scope in failed} == {"broken"}
        assert all(scope["error"]["message"] for scope in failed)
        assert rows_of(api).keys() >= before.keys(), "an error never deletes rows"
    finally:
        api.request("DELETE", f"/accounts/{broken['id']}").raise_for_status()


def test_filters_find_by_name_type_and_tag(api: Api, moto: Moto, home: dict[str, Any]) -> None:
    private = private_certificate(moto, "us-west-2", "filter.internal.example")
    discover(api, accounts=["home"])
    assert private.arn in rows_of(api, type="PRIVATE")
    assert all(row["type"] == "PRIVATE" for row in rows_of(api, type="PRIVATE").values())
    covered = rows_of(api, covers="anything.example.com", account="home")
    assert any("*.example.com" in row["subject_alternative_names"] for row in covered.values())
    tagged = rows_of(api, tag="key-type=RSA_4096", account="home")
    assert {row["key_algorithm"] for row in tagged.values()} == {"RSA_4096"}


def test_pages_hold_each_row_once(api: Api) -> None:
    pages = [row["arn"] for row in api.all("/aws_certificates", limit=3, sort="-domain_name")]
    assert len(pages) == len(set(pages)) > 9
    assert set(pages) == rows_of(api).keys()


def test_the_command_line_exports_what_the_api_lists(cli: Cli, api: Api) -> None:
    lines = cli.run("aws", "list", "--output", "csv").strip().splitlines()
    assert len(lines) == 1 + len(rows_of(api))
    arn = next(iter(rows_of(api)))
    assert cli.json("aws", "show", arn)["arn"] == arn


def test_no_secret_is_in_the_log_or_the_database_file(server: Server, home: dict[str, Any]) -> None:
    secret = access_key()["secret_access_key"].encode()
    assert secret not in server.log.read_bytes()
    for path in server.data.rglob("*"):
        assert not path.is_file() or secret not in path.read_bytes(), path
