"""Load balancers and their listeners in few words, and certificates for them."""

from typing import Any

from certificates import self_signed

ANSWER = {"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "200"}}


class Balancers:
    def __init__(self, elbv2: Any) -> None:
        self.elbv2 = elbv2

    def create(self, name: str = "site", kind: str = "application", **more: Any) -> str:
        """The ARN of a new load balancer."""
        wanted = {"Name": name, "Type": kind, "Subnets": ["subnet-0a1b2c3d", "subnet-4e5f6a7b"], **more}
        return self.elbv2.create_load_balancer(**wanted)["LoadBalancers"][0]["LoadBalancerArn"]

    def listen(self, balancer: str, certificate: str | None, port: int = 443, **more: Any) -> str:
        """The ARN of a new listener that ends TLS."""
        wanted: dict[str, Any] = {
            "LoadBalancerArn": balancer,
            "Protocol": "HTTPS",
            "Port": port,
            "DefaultActions": [ANSWER],
            **more,
        }
        if certificate:
            wanted["Certificates"] = [{"CertificateArn": certificate}]
        return self.elbv2.create_listener(**wanted)["Listeners"][0]["ListenerArn"]

    def present(self, certificate: str, name: str = "site") -> str:
        """The ARN of a new load balancer that presents the certificate."""
        balancer = self.create(name)
        self.listen(balancer, certificate)
        return balancer

    def group(self, name: str = "targets", protocol: str = "TCP") -> str:
        created = self.elbv2.create_target_group(Name=name, Protocol=protocol, Port=80)
        return created["TargetGroups"][0]["TargetGroupArn"]


def import_certificate(acm: Any, name: str = "www.shop.test", key_type: str = "RSA_2048", **more: Any) -> str:
    made = self_signed([name], key_type)
    wanted = {"Certificate": made.certificate, "PrivateKey": made.private_key, **more}
    return acm.import_certificate(**wanted)["CertificateArn"]


def upload_certificate(
    iam: Any, name: str = "shop", host: str = "www.shop.test", path: str = "/"
) -> dict[str, Any]:
    """The metadata of a server certificate that IAM keeps."""
    made = self_signed([host], "RSA_2048")
    return iam.upload_server_certificate(
        ServerCertificateName=name,
        Path=path,
        CertificateBody=made.certificate.decode(),
        PrivateKey=made.private_key.decode(),
    )["ServerCertificateMetadata"]


def users_of(acm: Any, arn: str) -> list[str]:
    return acm.describe_certificate(CertificateArn=arn)["Certificate"]["InUseBy"]
