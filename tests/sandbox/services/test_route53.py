"""Hosted zones and their records: what Route 53 refuses, in its words (real answers in public logs)."""

from typing import Any

import pytest
from botocore.client import BaseClient

from refusals import refused
from sandbox_process import Sandbox
from small_world import ADMIN

KINDS = "[AliasTarget, all of [TTL, and ResourceRecords], or TrafficPolicyInstanceId]"
VALUES = [{"Value": "192.0.2.1"}]
ALIAS = {"HostedZoneId": "Z35SXDOTRQ7X7K", "DNSName": "lb.test", "EvaluateTargetHealth": False}


@pytest.fixture
def route53(sandbox: Sandbox) -> BaseClient:
    return sandbox.client("route53", ADMIN)


@pytest.fixture
def zone(route53: BaseClient) -> str:
    return route53.create_hosted_zone(Name="zone.test", CallerReference="zone")["HostedZone"]["Id"]


def create(route53: BaseClient, zone: str, kind: str = "A", **more: Any) -> None:
    record = {"Name": "a.zone.test", "Type": kind, **more}
    changes = [{"Action": "CREATE", "ResourceRecordSet": record}]
    route53.change_resource_record_sets(HostedZoneId=zone, ChangeBatch={"Changes": changes})


class TestRecordSets:
    @pytest.mark.parametrize(
        ("members", "found"),
        [
            ({}, "none"),
            ({"TTL": 60}, "none"),
            ({"ResourceRecords": VALUES}, "none"),
            ({"TTL": 60, "ResourceRecords": VALUES, "AliasTarget": ALIAS}, "more than one"),
        ],
        ids=["of nothing", "without values", "without a time to live", "alias and values"],
    )
    def test_are_of_one_kind(
        self, route53: BaseClient, zone: str, members: dict[str, Any], found: str
    ) -> None:
        message = (
            f"Invalid request: Expected exactly one of {KINDS}, but found {found} in Change with "
            "[Action=CREATE, Name=a.zone.test, Type=A, SetIdentifier=null]"
        )
        with refused("InvalidInput", message, 400):
            create(route53, zone, **members)

    @pytest.mark.parametrize(
        ("kind", "value", "problem"),
        [
            ("A", "300.0.2.1", "ARRDATAIllegalIPv4Address (Value is not a valid IPv4 address)"),
            ("AAAA", "192.0.2.1", "AAAARRDATAIllegalIPv6Address (Value is not a valid IPv6 address)"),
            ("TXT", "one", "InvalidCharacterString (Value should be enclosed in quotation marks)"),
        ],
    )
    def test_values_are_of_the_type(
        self, route53: BaseClient, zone: str, kind: str, value: str, problem: str
    ) -> None:
        message = f"[Invalid Resource Record: 'FATAL problem: {problem} encountered with '{value}'']"
        with refused("InvalidChangeBatch", message, 400):
            create(route53, zone, kind, TTL=60, ResourceRecords=[{"Value": value}])


class TestZones:
    def test_the_first_page_has_no_marker(self, route53: BaseClient, zone: str) -> None:
        route53.create_hosted_zone(Name="other.test", CallerReference="other")
        first = route53.list_hosted_zones(MaxItems="1")
        assert "Marker" not in first

        second = route53.list_hosted_zones(MaxItems="1", Marker=first["NextMarker"])
        assert second["Marker"] == first["NextMarker"]
        assert zone in {row["Id"] for page in (first, second) for row in page["HostedZones"]}
