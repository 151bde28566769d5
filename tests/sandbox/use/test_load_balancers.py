"""Load balancers, target groups, listeners and tags (Elastic Load Balancing API reference)."""

from typing import Any

import pytest

from acm.emulator import Sandbox, refused

from .balancers import ANSWER, Balancers, import_certificate

SUBNETS = ["subnet-0a1b2c3d", "subnet-4e5f6a7b"]


class TestLoadBalancers:
    def test_is_described_as_it_was_asked_for(self, elbv2: Any) -> None:
        created = elbv2.create_load_balancer(Name="site", Subnets=SUBNETS, Scheme="internal")[
            "LoadBalancers"
        ][0]
        assert created["LoadBalancerArn"].startswith(
            "arn:aws:elasticloadbalancing:us-east-1:000000000000:loadbalancer/app/site/"
        )
        assert created["State"] == {"Code": "provisioning"}
        found = elbv2.describe_load_balancers(Names=["site"])["LoadBalancers"][0]
        assert found["State"] == {"Code": "active"}
        assert (found["Type"], found["Scheme"], found["IpAddressType"]) == ("application", "internal", "ipv4")
        assert found["DNSName"].startswith("internal-site-")
        assert found["DNSName"].endswith(".us-east-1.elb.amazonaws.com")
        assert [zone["SubnetId"] for zone in found["AvailabilityZones"]] == SUBNETS

    def test_waiters_come_to_an_end(self, elbv2: Any, balancers: Balancers) -> None:
        arn = balancers.create(kind="network")
        elbv2.get_waiter("load_balancer_available").wait(LoadBalancerArns=[arn])
        elbv2.delete_load_balancer(LoadBalancerArn=arn)
        elbv2.get_waiter("load_balancers_deleted").wait(LoadBalancerArns=[arn])

    def test_the_same_again_is_the_same(self, elbv2: Any, balancers: Balancers) -> None:
        assert balancers.create() == balancers.create()
        code, message = refused(
            elbv2.create_load_balancer, Name="site", Subnets=SUBNETS, Scheme="internal", Type="application"
        )
        assert code == "DuplicateLoadBalancerName"
        assert message == "A load balancer with the same name 'site' exists, but with different settings"

    def test_pages(self, elbv2: Any, balancers: Balancers) -> None:
        arns = {balancers.create(f"site-{number}") for number in range(5)}
        pages = list(
            elbv2.get_paginator("describe_load_balancers").paginate(PaginationConfig={"PageSize": 2})
        )
        assert len(pages) == 3
        assert {row["LoadBalancerArn"] for page in pages for row in page["LoadBalancers"]} == arns

    @pytest.mark.parametrize(
        ("wanted", "code"),
        [
            ({"Name": "-site", "Subnets": SUBNETS}, "ValidationError"),
            ({"Name": "internal-site", "Subnets": SUBNETS}, "ValidationError"),
            ({"Name": "s" * 33, "Subnets": SUBNETS}, "ValidationError"),
            ({"Name": "site"}, "ValidationError"),
            ({"Name": "site", "Subnets": SUBNETS[:1]}, "ValidationError"),
            ({"Name": "site", "Subnets": [SUBNETS[0]] * 2}, "InvalidConfigurationRequest"),
            ({"Name": "site", "Subnets": ["vpc-1", "vpc-2"]}, "SubnetNotFound"),
            ({"Name": "site", "Subnets": SUBNETS, "Type": "gateway"}, "ValidationError"),
            ({"Subnets": SUBNETS}, "ValidationError"),
        ],
    )
    def test_refuses(self, elbv2: Any, wanted: dict[str, Any], code: str) -> None:
        assert refused(elbv2.create_load_balancer, **wanted)[0] == code

    def test_what_is_not_there(self, elbv2: Any) -> None:
        arn = "arn:aws:elasticloadbalancing:us-east-1:000000000000:loadbalancer/app/site/0123456789abcdef"
        assert refused(elbv2.describe_load_balancers, LoadBalancerArns=[arn]) == (
            "LoadBalancerNotFound",
            "One or more load balancers not found",
        )
        assert refused(elbv2.describe_load_balancers, Names=["site"])[0] == "LoadBalancerNotFound"
        elbv2.delete_load_balancer(LoadBalancerArn=arn)
        code, message = refused(elbv2.delete_load_balancer, LoadBalancerArn="site")
        assert (code, message) == ("ValidationError", "'site' must be in ARN format")

    def test_each_region_has_its_own(self, sandbox: Sandbox, balancers: Balancers) -> None:
        balancers.create()
        assert sandbox.client("elbv2", "eu-west-1").describe_load_balancers()["LoadBalancers"] == []


class TestTargetGroups:
    def test_what_a_listener_forwards_to_stays(self, elbv2: Any, balancers: Balancers) -> None:
        balancer, group = balancers.create(kind="network"), balancers.group()
        listener = elbv2.create_listener(
            LoadBalancerArn=balancer,
            Protocol="TCP",
            Port=80,
            DefaultActions=[{"Type": "forward", "TargetGroupArn": group}],
        )["Listeners"][0]
        assert listener["DefaultActions"][0]["TargetGroupArn"] == group
        found = elbv2.describe_target_groups(LoadBalancerArn=balancer)["TargetGroups"]
        assert [(row["TargetGroupArn"], row["LoadBalancerArns"]) for row in found] == [(group, [balancer])]
        code, message = refused(elbv2.delete_target_group, TargetGroupArn=group)
        assert code == "ResourceInUse"
        assert message == f"Target group '{group}' is currently in use by a listener or a rule"
        elbv2.delete_listener(ListenerArn=listener["ListenerArn"])
        elbv2.delete_target_group(TargetGroupArn=group)
        assert refused(elbv2.describe_target_groups, TargetGroupArns=[group])[0] == "TargetGroupNotFound"

    def test_the_same_again_is_the_same(self, elbv2: Any, balancers: Balancers) -> None:
        assert balancers.group() == balancers.group()
        assert refused(elbv2.create_target_group, Name="targets", Protocol="TCP", Port=81)[0] == (
            "DuplicateTargetGroupName"
        )

    def test_defaults(self, elbv2: Any) -> None:
        made = elbv2.create_target_group(Name="web", Protocol="HTTP", Port=80)["TargetGroups"][0]
        assert (made["TargetType"], made["HealthCheckPath"], made["Matcher"]) == (
            "instance",
            "/",
            {"HttpCode": "200"},
        )


class TestListeners:
    def test_is_described_as_it_was_asked_for(self, acm: Any, elbv2: Any, balancers: Balancers) -> None:
        balancer, certificate = balancers.create(), import_certificate(acm)
        listener = balancers.listen(balancer, certificate)
        assert listener.startswith(balancer.replace(":loadbalancer/", ":listener/") + "/")
        found = elbv2.describe_listeners(LoadBalancerArn=balancer)["Listeners"]
        assert found == elbv2.describe_listeners(ListenerArns=[listener])["Listeners"]
        assert found == [
            {
                "ListenerArn": listener,
                "LoadBalancerArn": balancer,
                "Port": 443,
                "Protocol": "HTTPS",
                "Certificates": [{"CertificateArn": certificate}],
                "SslPolicy": "ELBSecurityPolicy-2016-08",
                "DefaultActions": [{**ANSWER, "Order": 1}],
                "MutualAuthentication": {"Mode": "off"},
            }
        ]

    def test_one_a_port(self, acm: Any, elbv2: Any, balancers: Balancers) -> None:
        balancer, certificate = balancers.create(), import_certificate(acm)
        listener = balancers.listen(balancer, certificate)
        assert balancers.listen(balancer, certificate) == listener, "the same again is the same"
        code, message = refused(balancers.listen, balancer=balancer, certificate=None, Protocol="HTTP")
        assert code == "DuplicateListener"
        assert message == f"A listener already exists on this port for this load balancer '{balancer}'"
        other = balancers.listen(balancer, certificate, 8443)
        assert refused(elbv2.modify_listener, ListenerArn=other, Port=443)[0] == "DuplicateListener"

    def test_tcp_and_udp_have_ports_of_their_own(self, elbv2: Any, balancers: Balancers) -> None:
        balancer = balancers.create(kind="network")
        for protocol in ("TCP", "UDP"):
            forward = [{"Type": "forward", "TargetGroupArn": balancers.group(protocol.lower(), protocol)}]
            elbv2.create_listener(
                LoadBalancerArn=balancer, Protocol=protocol, Port=53, DefaultActions=forward
            )
        assert len(elbv2.describe_listeners(LoadBalancerArn=balancer)["Listeners"]) == 2

    @pytest.mark.parametrize(
        ("kind", "changed", "code"),
        [
            ("application", {"Protocol": "TCP"}, "ValidationError"),
            ("network", {"Protocol": "HTTPS"}, "ValidationError"),
            ("network", {"Protocol": "TLS"}, "InvalidLoadBalancerAction"),
            ("application", {"SslPolicy": "MyPolicy"}, "SSLPolicyNotFound"),
            ("application", {"DefaultActions": []}, "ValidationError"),
            ("application", {"DefaultActions": [{"Type": "forward"}]}, "ValidationError"),
            ("application", {"Port": 0}, "ValidationError"),
            ("application", {"Port": 65536}, "ValidationError"),
        ],
    )
    def test_refuses(
        self, acm: Any, balancers: Balancers, kind: str, changed: dict[str, Any], code: str
    ) -> None:
        balancer, certificate = balancers.create(kind=kind), import_certificate(acm)
        assert refused(balancers.listen, balancer=balancer, certificate=certificate, **changed)[0] == code

    def test_what_is_not_there(self, elbv2: Any, balancers: Balancers) -> None:
        balancer = balancers.create()
        gone = balancer.replace(":loadbalancer/", ":listener/") + "/0123456789abcdef"
        for operation in (elbv2.delete_listener, elbv2.modify_listener, elbv2.describe_listener_certificates):
            assert refused(operation, ListenerArn=gone) == (
                "ListenerNotFound",
                "One or more listeners not found",
            )
        code, message = refused(elbv2.delete_listener, ListenerArn=balancer)
        assert (code, message) == ("ValidationError", f"'{balancer}' is not a valid listener ARN")
        other = balancer[:-16] + "0123456789abcdef"
        assert refused(balancers.listen, balancer=other, certificate=None)[0] == "LoadBalancerNotFound"


def test_tags(acm: Any, elbv2: Any, balancers: Balancers) -> None:
    balancer = balancers.create(Tags=[{"Key": "team", "Value": "a"}])
    listener, group = balancers.listen(balancer, import_certificate(acm)), balancers.group()
    arns = [balancer, listener, group]
    elbv2.add_tags(ResourceArns=arns, Tags=[{"Key": "stage", "Value": "test"}])
    elbv2.remove_tags(ResourceArns=[balancer], TagKeys=["team"])
    found = elbv2.describe_tags(ResourceArns=arns)["TagDescriptions"]
    assert found == [{"ResourceArn": arn, "Tags": [{"Key": "stage", "Value": "test"}]} for arn in arns]
    twice = [{"Key": "a", "Value": "1"}, {"Key": "a", "Value": "2"}]
    assert refused(elbv2.add_tags, ResourceArns=arns, Tags=twice)[0] == "DuplicateTagKeys"
    many = [{"Key": f"k{number}", "Value": ""} for number in range(51)]
    assert refused(elbv2.add_tags, ResourceArns=arns, Tags=many)[0] == "TooManyTags"
