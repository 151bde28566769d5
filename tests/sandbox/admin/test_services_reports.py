"""What the admin API tells of the services around ACM: Private CA, what presents certificates, events."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
import requests

from acm.emulator import TEST, Key, Sandbox
from events.queues import Queue

PRODUCTION = Key("DEMOPRODUCTION", "demo", "111111111111")
SHOP = Key("DEMOSHOP", "demo", "222222222222")
PLACES = ("authorities", "load_balancers", "distributions", "rules", "queues")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    started = Sandbox(tmp_path_factory.mktemp("sandbox"), ["--fixture", "demo"])
    yield started
    assert started.stop() == 0


@pytest.fixture(scope="module")
def unused(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    started = Sandbox(tmp_path_factory.mktemp("unused"))
    yield started
    assert started.stop() == 0


def told(sandbox: Sandbox, path: str, **query: Any) -> Any:
    answer = requests.get(f"{sandbox.admin}/{path}", params=query, timeout=10)
    answer.raise_for_status()
    assert "PRIVATE KEY" not in answer.text
    return answer.json()


def one(sandbox: Sandbox, place: str, arn: str, **query: Any) -> Any:
    return told(sandbox, f"{place}/{quote(arn, safe='')}", **query)


@pytest.mark.parametrize("place", PLACES)
def test_nothing_is_an_empty_list(unused: Sandbox, place: str) -> None:
    assert told(unused, place) == []
    assert told(unused, "overview")[place] == 0


@pytest.mark.parametrize(
    ("place", "arn"),
    [
        ("authorities", "arn:aws:acm-pca:us-east-1:000000000000:certificate-authority/none"),
        ("authorities", "none"),
        ("queues", "arn:aws:sqs:us-east-1:000000000000:none"),
        ("queues", "arn:aws:sqs:nowhere:1:none"),
    ],
)
def test_what_there_is_not(unused: Sandbox, place: str, arn: str) -> None:
    answer = requests.get(f"{unused.admin}/{place}/{quote(arn, safe='')}", timeout=10)
    assert answer.status_code == 404
    assert arn in answer.json()["error"]


def test_authorities(demo: Sandbox) -> None:
    [row] = told(demo, "authorities")
    described = demo.client("acm-pca", "eu-central-1", PRODUCTION).describe_certificate_authority(
        CertificateAuthorityArn=row["arn"]
    )["CertificateAuthority"]
    assert (row["account"], row["region"], row["status"]) == ("111111111111", "eu-central-1", "ACTIVE")
    assert row["common_name"] == "Flora Internal Root"
    assert row["subject"] == "CN=Flora Internal Root,O=Flora,C=DE"
    assert row["type"] == described["Type"]
    assert row["key_algorithm"] == "EC_prime256v1"
    assert row["issued"] >= 4
    assert row["revoked"] == 0
    assert told(demo, "authorities", limit=0) == []


def test_one_authority_with_what_it_signed(demo: Sandbox) -> None:
    arn = told(demo, "authorities")[0]["arn"]
    authority = one(demo, "authorities", arn)
    pca = demo.client("acm-pca", "eu-central-1", PRODUCTION)
    assert authority["pem"].strip() == (
        pca.get_certificate_authority_certificate(CertificateAuthorityArn=arn)["Certificate"].strip()
    )
    signed = authority["issued_certificates"]
    assert len(signed) == authority["issued"]
    times = [each["issued_at"] for each in signed]
    assert times == sorted(times, reverse=True)
    assert one(demo, "authorities", arn, limit=2)["issued_certificates"] == signed[:2]
    of_acm = {each["acm_arn"] for each in signed if each["acm_arn"]}
    private = told(demo, "certificates", type="PRIVATE")["certificates"]
    assert of_acm == {row["arn"] for row in private}
    assert authority["permissions"] == [
        {
            "principal": "acm.amazonaws.com",
            "actions": ["GetCertificate", "IssueCertificate", "ListPermissions"],
        }
    ]


def test_load_balancers_and_what_their_listeners_present(demo: Sandbox) -> None:
    rows = {row["name"]: row for row in told(demo, "load_balancers")}
    assert len(rows) == told(demo, "overview")["load_balancers"]
    balancer = rows["flora-web"]
    assert (balancer["account"], balancer["region"]) == ("111111111111", "eu-central-1")
    [listener] = balancer["listeners"]
    assert (listener["protocol"], listener["port"]) == ("HTTPS", 443)
    assert [each["domain_name"] for each in listener["certificates"]] == ["flora.test", "api.flora.test"]
    bound = {(row["at"], row["certificate"]): row for row in told(demo, "bindings")}
    for each in listener["certificates"]:
        assert each["serial"] == bound[listener["arn"], each["arn"]]["serial"]
        assert one(demo, "certificates", each["arn"])["in_use_by"] == [balancer["arn"]]


def test_a_listener_without_tls_presents_nothing(demo: Sandbox) -> None:
    elbv2 = demo.client("elbv2", "eu-west-3", SHOP)
    [made] = elbv2.create_load_balancer(Name="plain", Subnets=["subnet-1", "subnet-2"])["LoadBalancers"]
    elbv2.create_listener(
        LoadBalancerArn=made["LoadBalancerArn"],
        Protocol="HTTP",
        Port=80,
        DefaultActions=[{"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "200"}}],
    )
    row = next(row for row in told(demo, "load_balancers") if row["name"] == "plain")
    assert [(each["port"], each["certificates"]) for each in row["listeners"]] == [(80, [])]
    elbv2.delete_load_balancer(LoadBalancerArn=made["LoadBalancerArn"])


def test_distributions(demo: Sandbox) -> None:
    [row] = told(demo, "distributions")
    assert (row["account"], row["aliases"], row["enabled"]) == ("111111111111", ["cdn.flora.test"], True)
    assert row["certificate"]["domain_name"] == "cdn.flora.test"
    listed = demo.client("cloudfront", key=PRODUCTION).list_distributions()["DistributionList"]["Items"]
    assert [each["Id"] for each in listed] == [row["id"]]


def test_rules_and_queues_with_their_messages(tmp_path_factory: pytest.TempPathFactory) -> None:
    sandbox = Sandbox(tmp_path_factory.mktemp("events"))
    events, sqs = sandbox.client("events"), sandbox.client("sqs")
    queue = Queue.create(sqs, "events", open_to_events=True)
    pattern = json.dumps({"source": ["shop"]})
    events.put_rule(Name="orders", EventPattern=pattern, State="ENABLED", Description="Orders")
    events.put_targets(Rule="orders", Targets=[{"Id": "1", "Arn": queue.arn, "InputPath": "$.detail"}])
    for number in (1, 2):
        detail = json.dumps({"order": number})
        events.put_events(Entries=[{"Source": "shop", "DetailType": "Order", "Detail": detail}])
    sqs.receive_message(QueueUrl=queue.url)

    [rule] = told(sandbox, "rules")
    assert (rule["name"], rule["account"], rule["region"]) == ("orders", TEST.account, "us-east-1")
    assert (rule["pattern"], rule["enabled"], rule["description"]) == (pattern, True, "Orders")
    assert rule["targets"] == [{"id": "1", "arn": queue.arn, "input": None, "input_path": "$.detail"}]
    [row] = told(sandbox, "queues")
    assert (row["name"], row["waiting"], row["in_flight"], row["delayed"]) == ("events", 1, 1, 0)
    assert row["sent"] == 2
    messages = one(sandbox, "queues", queue.arn)["messages"]
    assert [json.loads(each["body"]) for each in messages] == [{"order": 2}, {"order": 1}]
    assert [each["state"] for each in messages] == ["waiting", "in_flight"]
    assert one(sandbox, "queues", queue.arn, limit=1)["messages"] == messages[:1]
    assert told(sandbox, "queues") == [row], "looking is not receiving"
    assert sandbox.stop() == 0
