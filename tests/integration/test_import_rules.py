"""Every rule that ACM has for imports: what the pre-flight foretells of each is what ACM does.

The rows say what AWS documents. The sandbox, asked by boto3, stands for ACM, and both must agree with that; what the
pre-flight lets through is deployed then.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from aws_sandbox import Sandbox
from certwright import Api, Cli
from chains import Made, make
from deploying import WORLD, arns_in, use
from first_import_rows import FIRST_IMPORTS
from import_row import Row
from importing import (
    OWN_TAG,
    agree,
    bring,
    bring_made,
    check_deployed,
    client,
    deploy,
    described,
    preflight,
    refusal,
    status,
    target,
    wish_for,
)
from processes import wait_for
from reimport_rows import HISTORY, REIMPORTS

HERE, THERE = "us-east-1", "eu-west-1"
QUOTA_SCALE = 50.0
pytestmark = pytest.mark.quota_scale(QUOTA_SCALE)
STRANGER = {"name": "stranger", "access_key_id": "STRANGER", "secret": "stranger"}
ESTATE = {
    "accounts": [*WORLD["accounts"], {"id": "111111111111", "users": [STRANGER]}],
    "steps": HISTORY,
}


@pytest.fixture(scope="module")
def aws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    started = Sandbox(tmp_path_factory.mktemp("sandbox"), ESTATE, QUOTA_SCALE)
    yield started
    assert started.process.stop() == 0


@pytest.fixture(scope="module")
def demo(api: Api, demo: Cli) -> Api:
    return api


def row_name(row: Row) -> str:
    return row.name


@pytest.mark.parametrize("row", FIRST_IMPORTS, ids=row_name)
def test_a_first_import(demo: Api, aws: Sandbox, row: Row) -> None:
    made = row.new()
    wish = wish_for(bring_made(demo, row, made), HERE, tags=row.tags)
    step = preflight(demo, wish)
    tags = [{"Key": key, "Value": value} for key, value in {**row.tags, OWN_TAG: "dep_1"}.items()]
    agree(row, step, refusal(client(aws, THERE), made.parameters(Tags=tags)))
    if row.rule is None:
        assert step["action"] == "first_import"
        before = arns_in(aws, HERE)
        deployment = deploy(demo, wish)
        check_deployed(aws, deployment, made, row.tags)
        assert sorted(arns_in(aws, HERE)) == sorted([*before, deployment["arn"]])


@pytest.mark.parametrize("row", REIMPORTS, ids=row_name)
def test_a_later_import(demo: Api, aws: Sandbox, row: Row) -> None:
    made = row.new()
    arn = target(aws, HERE, row)
    # What is refused changes nothing, so that both may try the same.
    other = arn if row.rule else target(aws, THERE, row)
    if row.name == "over an expired one":
        wait_for("the end", lambda: status(aws, arn) == status(aws, other) == "EXPIRED")
    wish = wish_for(bring_made(demo, row, made), HERE, arn)
    step = preflight(demo, wish)
    place = HERE if row.rule else THERE
    agree(row, step, refusal(client(aws, place), made.parameters(CertificateArn=other)))
    if row.rule is None:
        assert (step["action"], step["arn"]) == ("reimport", arn)
        before = sorted(arns_in(aws, HERE))
        deployment = deploy(demo, wish)
        assert deployment["arn"] == arn
        check_deployed(aws, deployment, made, {} if isinstance(row.old, str) else {"keep": "me"})
        assert sorted(arns_in(aws, HERE)) == before


def of_another_account(aws: Sandbox, made: Made) -> str:
    acm = client(aws, HERE, STRANGER["access_key_id"], STRANGER["secret"])
    return acm.import_certificate(**made.parameters())["CertificateArn"]


def of_another_region(aws: Sandbox, made: Made) -> str:
    return client(aws, THERE).import_certificate(**made.parameters())["CertificateArn"]


def of_what_was_deleted(aws: Sandbox, made: Made) -> str:
    arn = client(aws, HERE).import_certificate(**made.parameters())["CertificateArn"]
    client(aws, HERE).delete_certificate(CertificateArn=arn)
    return arn


@pytest.mark.parametrize("stranger", [of_another_account, of_another_region, of_what_was_deleted])
def test_an_arn_that_is_not_there(demo: Api, aws: Sandbox, stranger: Any) -> None:
    made = make(["strange.test"])
    row = Row(stranger.__name__, "a certificate is of one account and region", lambda: made, "arn_not_found")
    arn = stranger(aws, made)
    step = preflight(demo, wish_for(bring_made(demo, row, made), HERE, arn))
    agree(row, step, refusal(client(aws, HERE), made.parameters(CertificateArn=arn)))


def test_an_arn_for_a_region_that_is_not_asked_for_is_not_left_aside(demo: Api, aws: Sandbox) -> None:
    made = make(["elsewhere.test"])
    wish = wish_for(bring(demo, "elsewhere", *made.parameters().values()), HERE)
    wish["arns"] = {THERE: of_another_region(aws, made)}
    for path in ["/deployments/preflight", "/deployments"]:
        answer = demo.request("POST", path, json=wish)
        assert answer.status_code == 422, answer.text
        assert THERE in answer.text


def test_what_uses_an_arn_keeps_using_it(demo: Api, aws: Sandbox) -> None:
    row = Row(
        "used", "what uses it goes on using it", lambda: make(["used.test"]), old=lambda: make(["used.test"])
    )
    arn = target(aws, HERE, row)
    use(aws, HERE, arn, "used")
    users = described(aws, arn)["InUseBy"]
    made = row.new()
    wish = wish_for(bring_made(demo, row, made), HERE, arn)
    assert "in_use" in [warning["rule"] for warning in preflight(demo, wish)["warnings"]]
    check_deployed(aws, deploy(demo, wish), made, {"keep": "me"})
    assert described(aws, arn)["InUseBy"] == users != []


def test_the_same_again_is_taken_by_acm_and_refused_by_the_preflight(demo: Api, aws: Sandbox) -> None:
    made = make(["twin.test"])
    first, second = (
        client(aws, HERE).import_certificate(**made.parameters())["CertificateArn"] for _ in range(2)
    )
    assert first != second
    step = preflight(demo, wish_for(bring(demo, "twin", *made.parameters().values()), HERE))
    assert [one["rule"] for one in step["refusals"]] == ["same_certificate_exists"]


def test_tags_are_for_first_imports(demo: Api, aws: Sandbox) -> None:
    row = Row(
        "tagged", "tags cannot be given", lambda: make(["tagged.test"]), old=lambda: make(["tagged.test"])
    )
    arn = target(aws, HERE, row)
    made = row.new()
    told = refusal(client(aws, HERE), made.parameters(CertificateArn=arn, Tags=[{"Key": "a", "Value": "b"}]))
    assert told and "tags" in told
    wish = wish_for(bring_made(demo, row, made), HERE, arn, tags={"a": "b"})
    assert preflight(demo, wish)["refusals"] == []
    check_deployed(aws, deploy(demo, wish), made, {"keep": "me"})
