"""Which certificates listeners take, and how many (HTTPS and TLS listeners in the ELB user guides)."""

from typing import Any

import pytest

from acm.emulator import FOOBAR, Sandbox, refused

from .balancers import Balancers, import_certificate, upload_certificate


@pytest.fixture
def balancer(balancers: Balancers) -> str:
    return balancers.create()


def listed(elbv2: Any, listener: str) -> list[tuple[str, bool]]:
    rows = elbv2.describe_listener_certificates(ListenerArn=listener)["Certificates"]
    return [(row["CertificateArn"], row["IsDefault"]) for row in rows]


class TestDefaultCertificate:
    def test_there_is_one(self, balancers: Balancers, balancer: str) -> None:
        code, message = refused(balancers.listen, balancer=balancer, certificate=None)
        assert (code, message) == ("ValidationError", "A certificate must be specified for HTTPS listeners")

    def test_there_is_only_one(self, acm: Any, balancers: Balancers, balancer: str) -> None:
        two = [{"CertificateArn": import_certificate(acm)} for _ in range(2)]
        code, message = refused(balancers.listen, balancer=balancer, certificate=None, Certificates=two)
        assert code == "TooManyCertificates"
        assert message == "Up to '1' certificate ARNs can be specified, but '2' were specified"

    def test_plain_listeners_have_none(self, acm: Any, balancers: Balancers, balancer: str) -> None:
        certificate = import_certificate(acm)
        code, _ = refused(balancers.listen, balancer=balancer, certificate=certificate, Protocol="HTTP")
        assert code == "ValidationError"

    def test_answers_alone_say_which_is_the_default(
        self, acm: Any, balancers: Balancers, balancer: str
    ) -> None:
        named = [{"CertificateArn": import_certificate(acm), "IsDefault": True}]
        code, _ = refused(balancers.listen, balancer=balancer, certificate=None, Certificates=named)
        assert code == "ValidationError"

    def test_is_replaced(self, acm: Any, elbv2: Any, balancers: Balancers, balancer: str) -> None:
        first, second = import_certificate(acm), import_certificate(acm)
        listener = balancers.listen(balancer, first)
        elbv2.modify_listener(ListenerArn=listener, Certificates=[{"CertificateArn": second}])
        assert listed(elbv2, listener) == [(second, True)]

    def test_goes_with_the_protocol(self, acm: Any, elbv2: Any, balancers: Balancers, balancer: str) -> None:
        certificate = import_certificate(acm)
        listener = balancers.listen(balancer, certificate)
        changed = elbv2.modify_listener(ListenerArn=listener, Protocol="HTTP", Port=80)["Listeners"][0]
        assert "Certificates" not in changed and "SslPolicy" not in changed
        assert refused(elbv2.modify_listener, ListenerArn=listener, Protocol="HTTPS")[0] == "ValidationError"
        assert listed(elbv2, listener) == []


class TestUsable:
    @pytest.mark.parametrize("key_type", ["RSA_2048", "EC_prime256v1", "EC_secp384r1", "EC_secp521r1"])
    def test_keys(self, acm: Any, balancers: Balancers, balancer: str, key_type: str) -> None:
        balancers.listen(balancer, import_certificate(acm, key_type=key_type))

    def test_small_keys_are_not(self, acm: Any, balancers: Balancers, balancer: str) -> None:
        certificate = import_certificate(acm, key_type="RSA_1024")
        code, message = refused(balancers.listen, balancer=balancer, certificate=certificate)
        assert code == "UnsupportedCertificate"
        assert message == (
            f"The certificate '{certificate}' must have a fully-qualified domain name, a supported signature, "
            "and a supported key size."
        )

    def test_nor_one_that_is_not_issued(self, acm: Any, balancers: Balancers, balancer: str) -> None:
        pending = acm.request_certificate(DomainName="www.shop.test", ValidationMethod="DNS")[
            "CertificateArn"
        ]
        assert (
            refused(balancers.listen, balancer=balancer, certificate=pending)[0] == "UnsupportedCertificate"
        )

    def test_nor_one_for_no_host(self, acm: Any, balancers: Balancers, balancer: str) -> None:
        certificate = import_certificate(acm, "localhost")
        assert (
            refused(balancers.listen, balancer=balancer, certificate=certificate)[0]
            == "UnsupportedCertificate"
        )

    def test_nor_one_of_elsewhere(self, sandbox: Sandbox, balancers: Balancers, balancer: str) -> None:
        for client in (sandbox.client("acm", "eu-west-1"), sandbox.client("acm", key=FOOBAR)):
            certificate = import_certificate(client)
            code, message = refused(balancers.listen, balancer=balancer, certificate=certificate)
            assert (code, message) == ("CertificateNotFound", f"Certificate '{certificate}' not found")

    def test_nor_one_that_is_gone(self, acm: Any, balancers: Balancers, balancer: str) -> None:
        certificate = import_certificate(acm)
        acm.delete_certificate(CertificateArn=certificate)
        assert (
            refused(balancers.listen, balancer=balancer, certificate=certificate)[0] == "CertificateNotFound"
        )

    def test_nor_what_is_no_certificate(self, balancers: Balancers, balancer: str) -> None:
        code, message = refused(balancers.listen, balancer=balancer, certificate="arn:aws:iam::1:user/me")
        assert (code, message) == ("ValidationError", "Certificate ARN 'arn:aws:iam::1:user/me' is not valid")

    def test_of_iam(self, iam: Any, elbv2: Any, balancers: Balancers, balancer: str) -> None:
        kept = upload_certificate(iam)
        listener = balancers.listen(balancer, kept["Arn"])
        assert listed(elbv2, listener) == [(kept["Arn"], True)]
        missing = kept["Arn"] + "2"
        assert refused(balancers.listen, balancer=balancer, certificate=missing, port=444)[0] == (
            "CertificateNotFound"
        )

    def test_on_a_network_load_balancer(self, acm: Any, balancers: Balancers) -> None:
        balancer, certificate = balancers.create(kind="network"), import_certificate(acm)
        forward = [{"Type": "forward", "TargetGroupArn": balancers.group()}]
        balancers.listen(
            balancer, certificate, Protocol="TLS", DefaultActions=forward, AlpnPolicy=["HTTP2Only"]
        )


class TestFurtherCertificates:
    def test_are_added_and_removed(self, acm: Any, elbv2: Any, balancers: Balancers, balancer: str) -> None:
        default, first, second = (import_certificate(acm) for _ in range(3))
        listener = balancers.listen(balancer, default)
        named = [{"CertificateArn": first}, {"CertificateArn": second}]
        added = elbv2.add_listener_certificates(ListenerArn=listener, Certificates=named)["Certificates"]
        assert [row["CertificateArn"] for row in added] == [first, second]
        elbv2.add_listener_certificates(ListenerArn=listener, Certificates=[{"CertificateArn": default}])
        assert listed(elbv2, listener) == [(default, True), (first, False), (second, False), (default, False)]
        elbv2.remove_listener_certificates(ListenerArn=listener, Certificates=[named[0]])
        elbv2.remove_listener_certificates(ListenerArn=listener, Certificates=[{"CertificateArn": default}])
        assert listed(elbv2, listener) == [(default, True), (second, False)]
        assert (
            refused(
                elbv2.remove_listener_certificates,
                ListenerArn=listener,
                Certificates=[{"CertificateArn": default}],
            )[0]
            == "OperationNotPermitted"
        )

    def test_pages(self, acm: Any, elbv2: Any, balancers: Balancers, balancer: str) -> None:
        arns = [import_certificate(acm) for _ in range(4)]
        listener = balancers.listen(balancer, arns[0])
        for arn in arns[1:]:
            elbv2.add_listener_certificates(ListenerArn=listener, Certificates=[{"CertificateArn": arn}])
        pager = elbv2.get_paginator("describe_listener_certificates")
        pages = list(pager.paginate(ListenerArn=listener, PaginationConfig={"PageSize": 3}))
        assert [len(page["Certificates"]) for page in pages] == [3, 1]

    def test_twenty_five_for_each_load_balancer(
        self, acm: Any, elbv2: Any, balancers: Balancers, balancer: str
    ) -> None:
        arns = [import_certificate(acm) for _ in range(26)]
        listeners = [balancers.listen(balancer, arns[0], port) for port in (443, 8443)]
        for number, arn in enumerate(arns[:25]):
            named = [{"CertificateArn": arn}]
            elbv2.add_listener_certificates(ListenerArn=listeners[number % 2], Certificates=named)
        last = [{"CertificateArn": arns[25]}]
        for listener in listeners:
            assert refused(elbv2.add_listener_certificates, ListenerArn=listener, Certificates=last)[0] == (
                "TooManyCertificates"
            )

    def test_must_be_usable(self, acm: Any, elbv2: Any, balancers: Balancers, balancer: str) -> None:
        listener = balancers.listen(balancer, import_certificate(acm))
        small = [{"CertificateArn": import_certificate(acm, key_type="RSA_1024")}]
        assert refused(elbv2.add_listener_certificates, ListenerArn=listener, Certificates=small)[0] == (
            "UnsupportedCertificate"
        )
        assert len(listed(elbv2, listener)) == 1
