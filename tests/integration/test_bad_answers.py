"""What goes wrong between Certwright and AWS, in one region or in all: told in AWS's own words, and nothing is lost."""

import collections
import dataclasses
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from certwright import Api
from discovery import add_account, discover, rows_of, scopes_of
from estate import REGIONS, Seeded, import_certificate
from meddling_proxy import (
    RESET,
    Answer,
    Call,
    MeddlingProxy,
    Script,
    html,
    in_pages,
    json_answer,
    refusal,
    xml_refusal,
)
from moto_aws import Moto

LIST = "acm:ListCertificates"
DENIED = "User: arn:aws:iam::123456789012:user/scan is not authorized to perform: {} with an explicit deny"

pytestmark = pytest.mark.quota_scale(100)


@pytest.fixture(scope="module")
def estate(moto: Moto) -> list[Seeded]:
    return [
        import_certificate(moto, region, [f"{name}.{region}.example.com"])
        for region in REGIONS
        for name in ("one", "two")
    ]


@pytest.fixture
def proxy(moto: Moto, estate: list[Seeded]) -> Iterator[MeddlingProxy]:
    started = MeddlingProxy(moto.url)
    yield started
    started.stop()


def in_region(answers: dict[str, Answer | Callable[[Answer], Answer]], operation: str = LIST) -> Script:
    """Answers the operation otherwise in some regions; a function is given moto's answer."""

    def script(call: Call, forward: Callable[[], Answer]) -> Answer:
        if call.operation != operation or call.region not in answers:
            return forward()
        answer = answers[call.region]
        return answer if isinstance(answer, Answer) else answer(forward())

    return script


def always(operation: str, answer: Answer) -> Script:
    return lambda call, forward: answer if call.operation == operation else forward()


def test_failing_regions_spoil_no_other_and_nothing_of_theirs_is_taken_for_gone(
    api: Api, proxy: MeddlingProxy, estate: list[Seeded]
) -> None:
    add_account(api, "half", proxy, regions=REGIONS)
    assert discover(api, accounts=["half"])["state"] == "completed"
    before = rows_of(api, account="half")
    assert before.keys() == {seeded.arn for seeded in estate}

    refused, portal, cut, broken, reset, good = REGIONS
    words = DENIED.format(LIST)
    proxy.script = in_region(
        {
            refused: refusal("AccessDeniedException", words),
            portal: html(),
            cut: lambda answer: dataclasses.replace(answer, cut_after=len(answer.content) // 2),
            broken: lambda answer: dataclasses.replace(answer, content=answer.content[:-20]),
            reset: RESET,
        }
    )
    run = discover(api, accounts=["half"])
    assert run["state"] == "completed_with_errors"
    assert run["errors_count"] == 5
    scopes = scopes_of(run)
    assert {region for region, scope in scopes.items() if scope["state"] == "failed"} == set(REGIONS) - {good}
    errors = {region: scope["error"] for region, scope in scopes.items() if scope["error"]}
    assert (errors[refused]["code"], errors[refused]["message"]) == ("AccessDeniedException", words)
    assert LIST in errors[refused]["hint"]
    assert "status 200, text/html" in errors[portal]["message"]
    assert "endpoint URL" in errors[portal]["hint"]
    assert errors[broken]["code"] == "malformed"
    for region in (cut, reset):
        assert errors[region]["code"] == "unreachable"
        assert errors[region]["hint"]
    assert all(error["operation"] == LIST for error in errors.values())
    assert scopes[good]["state"] == "completed"
    assert (scopes[good]["found"], scopes[good]["unchanged"]) == (2, 2)
    assert rows_of(api, account="half").keys() == before.keys()
    assert rows_of(api, account="half", missing="true") == {}

    proxy.script = lambda _call, forward: forward()
    healed = discover(api, accounts=["half"])
    assert (healed["state"], healed["unchanged"]) == ("completed", len(estate))


def test_a_listing_that_breaks_off_on_its_second_page_counts_for_nothing(
    api: Api, proxy: MeddlingProxy, estate: list[Seeded]
) -> None:
    add_account(api, "page two", proxy, regions=["eu-west-1"])
    discover(api, accounts=["page two"])

    def first_page_only(call: Call, forward: Callable[[], Answer]) -> Answer:
        if call.operation != LIST:
            return forward()
        if "NextToken" in call.json():
            return refusal("InternalFailure", "We encountered an internal error.", 500)
        rows = forward().json()["CertificateSummaryList"]
        return json_answer({"CertificateSummaryList": rows[:1], "NextToken": "second"})

    proxy.script = first_page_only
    scope = scopes_of(discover(api, accounts=["page two"]))["eu-west-1"]
    assert scope["state"] == "failed"
    assert scope["error"]["message"] == "We encountered an internal error."
    assert rows_of(api, account="page two", missing="true") == {}
    assert len(rows_of(api, account="page two")) == 2


def test_a_listing_that_turns_in_a_circle_is_left(api: Api, proxy: MeddlingProxy) -> None:
    add_account(api, "circle", proxy, regions=["eu-west-1"])

    def same_page_again(call: Call, forward: Callable[[], Answer]) -> Answer:
        if call.operation != LIST:
            return forward()
        return json_answer({**forward().json(), "NextToken": "again"})

    proxy.script = same_page_again
    scope = scopes_of(discover(api, accounts=["circle"]))["eu-west-1"]
    assert scope["state"] == "failed"
    assert "the answer names the page just read as the next one" in scope["error"]["message"]
    assert proxy.calls[LIST] == 2


def test_wrong_keys_are_named_and_what_was_found_before_stays(api: Api, proxy: MeddlingProxy) -> None:
    account = add_account(api, "wrong keys", proxy, regions=["eu-west-1"])
    discover(api, accounts=["wrong keys"])
    words = "The security token included in the request is invalid."
    proxy.script = always("sts:GetCallerIdentity", xml_refusal("InvalidClientTokenId", words))
    run = discover(api, accounts=["wrong keys"])
    assert run["state"] == "failed"
    error = run["scopes"][0]["error"]
    assert (error["code"], error["message"]) == ("InvalidClientTokenId", words)
    assert "access key" in error["hint"]
    assert words in api.get(f"/accounts/{account['id']}")["last_error"]
    assert len(rows_of(api, account="wrong keys")) == 2
    tested = api.post(f"/accounts/{account['id']}/test")
    assert not tested["ok"] and words in tested["error"] and tested["hint"]


def test_an_endpoint_that_is_a_web_page_is_recognised(api: Api, proxy: MeddlingProxy) -> None:
    account = add_account(api, "portal", proxy, regions=["eu-west-1"])
    proxy.script = lambda _call, _forward: html()
    run = discover(api, accounts=["portal"])
    assert run["state"] == "failed"
    error = run["scopes"][0]["error"]
    assert "status 200, text/html" in error["message"] and "endpoint URL" in error["hint"]
    tested = api.post(f"/accounts/{account['id']}/test")
    assert not tested["ok"] and "text/html" in tested["error"]


def test_a_missing_permission_is_named_with_what_to_allow(api: Api, proxy: MeddlingProxy) -> None:
    add_account(api, "no describe", proxy, regions=["eu-west-1"])
    words = DENIED.format("acm:DescribeCertificate")
    proxy.script = always("acm:DescribeCertificate", refusal("AccessDeniedException", words))
    run = discover(api, accounts=["no describe"])
    assert run["state"] == "completed_with_errors"
    error = scopes_of(run)["eu-west-1"]["error"]
    assert (error["code"], error["message"]) == ("AccessDeniedException", words)
    assert "allow acm:DescribeCertificate" in error["hint"]
    rows = rows_of(api, account="no describe")
    assert len(rows) == 2, "what the listing told is there"
    assert {row["details_state"] for row in rows.values()} <= {"pending", "failed"}


def test_without_get_and_tags_the_rest_is_complete_and_the_report_says_what_lacks(
    api: Api, proxy: MeddlingProxy
) -> None:
    add_account(api, "no pem", proxy, regions=["eu-west-1"])
    refused = ("acm:GetCertificate", "tag:GetResources", "acm:ListTagsForCertificate")

    def script(call: Call, forward: Callable[[], Answer]) -> Answer:
        if call.operation in refused:
            return refusal("AccessDeniedException", DENIED.format(call.operation))
        return forward()

    proxy.script = script
    run = discover(api, accounts=["no pem"])
    assert run["state"] == "completed"
    notes = " ".join(scopes_of(run)["eu-west-1"]["notes"])
    assert "acm:GetCertificate" in notes and "acm:ListTagsForCertificate" in notes
    assert all(row["details_state"] == "complete" for row in rows_of(api, account="no pem").values())


def test_a_region_that_is_off_or_unknown_is_no_error(api: Api, proxy: MeddlingProxy) -> None:
    add_account(api, "off", proxy, regions=["eu-west-1", "me-south-1", "xx-nowhere-1"])
    off = refusal("UnrecognizedClientException", "The security token included in the request is invalid.")

    def script(call: Call, forward: Callable[[], Answer]) -> Answer:
        if call.operation == "ec2:DescribeRegions":  # it was on a moment ago
            answer = forward()
            return dataclasses.replace(answer, content=answer.content.replace(b"not-opted-in", b"opted-in"))
        return off if call.region == "me-south-1" else forward()

    proxy.script = script
    run = discover(api, accounts=["off"])
    assert run["state"] == "completed", run
    scopes = scopes_of(run)
    assert scopes["me-south-1"]["state"] == scopes["xx-nowhere-1"]["state"] == "region_disabled"
    assert scopes["eu-west-1"]["found"] == 2
    assert "me-south-1" in proxy.regions[LIST] and "xx-nowhere-1" not in proxy.regions[LIST]


def test_a_region_name_that_cannot_be_is_refused_with_its_value(api: Api, moto: Moto) -> None:
    body = {
        "name": "typo",
        "credential": {"method": "default_chain"},
        "endpoint_url": moto.url,
        "regions": ["eu-west-1", "Ireland!"],
    }
    answer = api.request("POST", "/accounts", json=body)
    assert answer.status_code == 422
    assert "Ireland!" in answer.text
    answer = api.request("POST", "/discovery_runs", json={"regions": ["Ireland!"]})
    assert answer.status_code == 422
    assert "Ireland!" in answer.text


@pytest.mark.parametrize(
    "absence",
    [
        refusal("UnknownOperationException", ""),
        refusal("AccessDeniedException", DENIED.format("acm:SearchCertificates"), 403),
        html(500),
    ],
    ids=["unknown", "denied", "an emulator's 500"],
)
def test_that_search_is_not_there_is_learned_once(
    api: Api, moto: Moto, proxy: MeddlingProxy, absence: Answer, request: pytest.FixtureRequest
) -> None:
    name = request.node.callspec.id.replace("'", "")
    search = "acm:SearchCertificates"
    region = "ca-central-1"
    for number in range(len(rows_in_moto(moto, region)), 21):  # fewer are not worth a search
        import_certificate(moto, region, [f"search-{number}.example.com"])
    add_account(api, name, proxy, regions=[region])
    proxy.script = always(search, absence)
    assert discover(api, accounts=[name])["state"] == "completed"
    tried = proxy.calls[search]
    assert 1 <= tried <= 2, "a 500 may be tried once more"
    for full in (False, True):
        run = discover(api, accounts=[name], full=full)
        assert (run["state"], run["found"]) == ("completed", 21)
        assert search not in run["calls"]
    assert proxy.calls[search] == tried


def rows_in_moto(moto: Moto, region: str) -> list[Any]:
    return moto.client("acm", region).list_certificates()["CertificateSummaryList"]


def test_the_default_filter_of_key_types_hides_nothing(api: Api, moto: Moto, proxy: MeddlingProxy) -> None:
    """ACM lists RSA_1024 and RSA_2048 alone to whoever does not ask for more."""
    region = "eu-north-1"
    kinds = ["RSA_2048", "EC_prime256v1", "EC_secp384r1", "EC_secp521r1"]
    for kind in kinds:
        import_certificate(moto, region, [f"{kind.lower().replace('_', '-')}.example.com"], kind)

    def as_acm_does(call: Call, forward: Callable[[], Answer]) -> Answer:
        answer = forward()
        if call.operation != LIST or call.json().get("Includes", {}).get("keyTypes"):
            return answer
        rows = [row for row in answer.json()["CertificateSummaryList"] if row["KeyAlgorithm"] == "RSA_2048"]
        return json_answer({"CertificateSummaryList": rows})

    add_account(api, "key types", proxy, regions=[region])
    proxy.script = as_acm_does
    discover(api, accounts=["key types"])
    found = [row["key_algorithm"] for row in rows_of(api, account="key types").values()]
    assert sorted(found) == sorted(kinds)


def test_a_listing_of_three_pages_is_read_to_its_end_and_repeats_nothing(
    api: Api, moto: Moto, proxy: MeddlingProxy
) -> None:
    region = "ap-south-1"
    seeded = [import_certificate(moto, region, [f"page-{number}.example.com"]) for number in range(5)]
    add_account(api, "pages", proxy, regions=[region])
    proxy.script = in_pages(2)
    run = discover(api, accounts=["pages"])
    assert (run["state"], run["new"], run["found"]) == ("completed", 5, 5)
    assert proxy.calls[LIST] == run["calls"][LIST]["calls"] == 3
    rows = api.all("/aws_certificates", account="pages", limit=2)
    assert sorted(row["arn"] for row in rows) == sorted(one.arn for one in seeded)


def test_a_storm_of_throttling_is_ridden_out_and_counted(api: Api, proxy: MeddlingProxy) -> None:
    add_account(api, "storm", proxy, regions=REGIONS[:2])
    lock = threading.Lock()
    tries: collections.Counter[tuple[str, str]] = collections.Counter()

    def script(call: Call, forward: Callable[[], Answer]) -> Answer:
        with lock:
            tries[call.operation, call.region] += 1
            calm = not call.operation.startswith("acm:") or tries[call.operation, call.region] > 3
        return forward() if calm else refusal("ThrottlingException", "Rate exceeded")

    proxy.script = script
    run = discover(api, accounts=["storm"])
    assert (run["state"], run["found"]) == ("completed", 4)
    assert all(row["details_state"] == "complete" for row in rows_of(api, account="storm").values())
    assert run["throttles"] == sum(min(count, 3) for (name, _), count in tries.items() if name[:4] == "acm:")
    assert run["calls"][LIST] == {"calls": 8, "retries": 6, "throttles": 6, "failures": 0}
