"""What ACM and IAM know of those who present their certificates, and what they refuse meanwhile."""

import functools
import pathlib
from typing import Any

import requests

from acm.emulator import Sandbox, issue, refused
from certificates import self_signed

from .balancers import Balancers, import_certificate, upload_certificate, users_of


def in_use(acm: Any, value: bool) -> list[str]:
    """As SearchCertificates finds them."""
    wanted = {"Filter": {"AcmCertificateMetadataFilter": {"InUse": value}}}
    return [row["CertificateArn"] for row in acm.search_certificates(FilterStatement=wanted)["Results"]]


class TestAcm:
    def test_names_the_load_balancer_once(self, acm: Any, elbv2: Any, balancers: Balancers) -> None:
        certificate, other = import_certificate(acm), import_certificate(acm)
        assert users_of(acm, certificate) == []
        balancer = balancers.create()
        listeners = [balancers.listen(balancer, certificate, port) for port in (443, 8443)]
        elbv2.add_listener_certificates(ListenerArn=listeners[0], Certificates=[{"CertificateArn": other}])
        assert users_of(acm, certificate) == users_of(acm, other) == [balancer]
        second = balancers.present(certificate, "other")
        assert sorted(users_of(acm, certificate)) == sorted([balancer, second])
        elbv2.delete_listener(ListenerArn=listeners[0])
        assert users_of(acm, other) == []
        assert sorted(users_of(acm, certificate)) == sorted([balancer, second]), "the other listener has it"
        elbv2.delete_load_balancer(LoadBalancerArn=balancer)
        elbv2.delete_load_balancer(LoadBalancerArn=second)
        assert users_of(acm, certificate) == []

    def test_follows_a_change_of_the_listener(self, acm: Any, elbv2: Any, balancers: Balancers) -> None:
        first, second = import_certificate(acm), import_certificate(acm)
        balancer = balancers.create()
        listener = balancers.listen(balancer, first)
        elbv2.modify_listener(ListenerArn=listener, Certificates=[{"CertificateArn": second}])
        assert (users_of(acm, first), users_of(acm, second)) == ([], [balancer])
        elbv2.modify_listener(ListenerArn=listener, Protocol="HTTP", Port=80)
        assert users_of(acm, second) == []

    def test_a_refused_change_changes_nothing(self, acm: Any, elbv2: Any, balancers: Balancers) -> None:
        first, second = import_certificate(acm), import_certificate(acm)
        balancer = balancers.create()
        listener = balancers.listen(balancer, first)
        named = [{"CertificateArn": second}]
        code, _ = refused(elbv2.modify_listener, ListenerArn=listener, Certificates=named, SslPolicy="none")
        assert code == "SSLPolicyNotFound"
        assert (users_of(acm, first), users_of(acm, second)) == ([balancer], [])

    def test_is_not_deleted(self, acm: Any, elbv2: Any, balancers: Balancers) -> None:
        certificate = import_certificate(acm)
        balancer = balancers.present(certificate)
        code, message = refused(acm.delete_certificate, CertificateArn=certificate)
        assert code == "ResourceInUseException"
        assert message == f"Certificate {certificate} in account 000000000000 is in use."
        elbv2.delete_load_balancer(LoadBalancerArn=balancer)
        acm.delete_certificate(CertificateArn=certificate)

    def test_lists_tell(self, acm: Any, balancers: Balancers) -> None:
        used, idle = import_certificate(acm), import_certificate(acm)
        balancers.present(used)
        rows = acm.list_certificates()["CertificateSummaryList"]
        assert {row["CertificateArn"]: row["InUse"] for row in rows} == {used: True, idle: False}
        assert (in_use(acm, True), in_use(acm, False)) == ([used], [idle])

    def test_makes_it_eligible_for_renewal(
        self, sandbox: Sandbox, acm: Any, balancers: Balancers, elbv2: Any
    ) -> None:
        issued = issue(sandbox)

        def eligibility() -> str:
            return acm.describe_certificate(CertificateArn=issued)["Certificate"]["RenewalEligibility"]

        assert eligibility() == "INELIGIBLE"
        balancer = balancers.present(issued)
        assert eligibility() == "ELIGIBLE"
        elbv2.delete_load_balancer(LoadBalancerArn=balancer)
        assert eligibility() == "INELIGIBLE"

    def test_an_imported_one_is_never_eligible(self, acm: Any, balancers: Balancers) -> None:
        certificate = import_certificate(acm)
        balancers.present(certificate)
        found = acm.describe_certificate(CertificateArn=certificate)["Certificate"]
        assert found["RenewalEligibility"] == "INELIGIBLE"

    def test_a_reimport_reaches_the_listener(self, sandbox: Sandbox, acm: Any, balancers: Balancers) -> None:
        certificate = import_certificate(acm)
        balancer = balancers.present(certificate)
        before = requests.get(f"{sandbox.admin}/bindings", timeout=30).json()
        import_certificate(acm, CertificateArn=certificate)
        after = requests.get(f"{sandbox.admin}/bindings", timeout=30).json()
        found = acm.describe_certificate(CertificateArn=certificate)["Certificate"]
        assert users_of(acm, certificate) == [balancer]
        assert [row["certificate"] for row in after] == [certificate]
        assert after[0]["serial"] == found["Serial"] != before[0]["serial"]

    def test_a_reimport_with_another_type_of_key_is_refused(self, acm: Any, balancers: Balancers) -> None:
        certificate = import_certificate(acm)
        balancers.present(certificate)
        other = self_signed(["www.shop.test"], "EC_prime256v1")
        code, _ = refused(
            acm.import_certificate,
            CertificateArn=certificate,
            Certificate=other.certificate,
            PrivateKey=other.private_key,
        )
        assert code == "ValidationException"


class TestIam:
    def test_is_not_deleted(self, iam: Any, elbv2: Any, balancers: Balancers) -> None:
        kept = upload_certificate(iam)
        balancer = balancers.present(kept["Arn"])
        code, message = refused(iam.delete_server_certificate, ServerCertificateName="shop")
        assert code == "DeleteConflict"
        assert message == (
            f"Certificate: {kept['ServerCertificateId']} is currently in use by {balancer}. "
            "Please remove it first before deleting it from IAM."
        )
        elbv2.delete_load_balancer(LoadBalancerArn=balancer)
        iam.delete_server_certificate(ServerCertificateName="shop")

    def test_is_renamed(self, iam: Any, elbv2: Any, balancers: Balancers) -> None:
        kept = upload_certificate(iam)
        balancer = balancers.present(kept["Arn"])
        iam.update_server_certificate(ServerCertificateName="shop", NewServerCertificateName="store")
        listener = elbv2.describe_listeners(LoadBalancerArn=balancer)["Listeners"][0]
        assert listener["Certificates"] == [{"CertificateArn": kept["Arn"].replace("/shop", "/store")}]
        assert refused(iam.delete_server_certificate, ServerCertificateName="store")[0] == "DeleteConflict"
        elbv2.delete_load_balancer(LoadBalancerArn=balancer)
        iam.delete_server_certificate(ServerCertificateName="store")


def test_the_command_line(sandbox: Sandbox, tmp_path: pathlib.Path) -> None:
    """What somebody types who follows AWS's tutorial."""
    certificate, key = tmp_path / "certificate.pem", tmp_path / "key.pem"
    made = self_signed(["www.shop.test"], "RSA_2048")
    certificate.write_bytes(made.certificate)
    key.write_bytes(made.private_key)

    aws = functools.partial(sandbox.aws, tmp_path)

    arn = aws(
        *("acm", "import-certificate", "--query", "CertificateArn"),
        *("--certificate", f"fileb://{certificate}", "--private-key", f"fileb://{key}"),
    )
    balancer = aws(
        *("elbv2", "create-load-balancer", "--query", "LoadBalancers[0].LoadBalancerArn", "--name", "shop"),
        *("--subnets", "subnet-1", "subnet-2"),
    )
    group = aws(
        *("elbv2", "create-target-group", "--query", "TargetGroups[0].TargetGroupArn", "--name", "web"),
        *("--protocol", "HTTP", "--port", "80", "--vpc-id", "vpc-3ac0fb5f"),
    )
    aws(
        *(
            "elbv2",
            "create-listener",
            "--load-balancer-arn",
            balancer,
            "--protocol",
            "HTTPS",
            "--port",
            "443",
        ),
        *("--certificates", f"CertificateArn={arn}"),
        *("--default-actions", f"Type=forward,TargetGroupArn={group}"),
    )
    used_by = aws(
        "acm", "describe-certificate", "--certificate-arn", arn, "--query", "Certificate.InUseBy[0]"
    )
    assert used_by == balancer
