"""Load balancers, their listeners and the certificates that they present."""

from typing import Any

from ..recorder import ACCOUNT, Recorder
from .material import site

BALANCER, BALANCERS = "elbv2.CreateLoadBalancer", "elbv2.DescribeLoadBalancers"
GROUP, GROUPS = "elbv2.CreateTargetGroup", "elbv2.DescribeTargetGroups"
LISTENER, LISTENERS, MODIFY = "elbv2.CreateListener", "elbv2.DescribeListeners", "elbv2.ModifyListener"
ADD, REMOVE, MORE = (
    "elbv2.AddListenerCertificates",
    "elbv2.RemoveListenerCertificates",
    "elbv2.DescribeListenerCertificates",
)
TAG, UNTAG, TAGS = "elbv2.AddTags", "elbv2.RemoveTags", "elbv2.DescribeTags"
ANSWER = {"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "200"}}
ARN = f"arn:aws:elasticloadbalancing:us-east-1:{ACCOUNT}:"
NOWHERE = f"{ARN}loadbalancer/app/nobody/0123456789abcdef"
NO_LISTENER = f"{ARN}listener/app/nobody/0123456789abcdef/0123456789abcdef"
NO_GROUP = f"{ARN}targetgroup/nobody/0123456789abcdef"
NO_CERTIFICATE = f"arn:aws:acm:us-east-1:{ACCOUNT}:certificate/12345678-1234-1234-1234-123456789012"


def run(aws: Recorder) -> None:
    subnets = two_subnets(aws)
    aws("of nothing", BALANCERS)
    site_arn = balancers(aws, subnets)
    groups(aws)
    listeners(aws, site_arn)
    tags(aws, site_arn)
    aws("one", "elbv2.DeleteLoadBalancer", LoadBalancerArn=site_arn)
    aws("one again", "elbv2.DeleteLoadBalancer", LoadBalancerArn=site_arn)
    aws("nobody", "elbv2.DeleteLoadBalancer", LoadBalancerArn=NOWHERE)
    aws("at the end", BALANCERS)
    aws("of what was deleted", LISTENERS, LoadBalancerArn=site_arn)


def two_subnets(aws: Recorder) -> list[str]:
    """moto has those of EC2's default network; to the sandbox every id is one."""
    found = ["subnet-0a1b2c3d", "subnet-4e5f6a7b"]
    if not aws.service.proves:
        rows = aws.quietly("ec2.DescribeSubnets")["Subnets"]
        found = [row["SubnetId"] for row in sorted(rows, key=lambda row: row["AvailabilityZone"])[:2]]
    for number, subnet in enumerate(found, 1):
        aws.name(subnet, f"subnet {number}")
    return found


def created(aws: Recorder, rows: str, member: str, name: str, answer: dict[str, Any]) -> str:
    """The ARN of what was made; answers from here on show its name in the place of its id."""
    arn = answer[rows][0][member]
    aws.name(arn.rpartition("/")[2], name)
    return arn


def balancers(aws: Recorder, subnets: list[str]) -> str:
    both = {"Subnets": subnets}
    tagged = {"Tags": [{"Key": "team", "Value": "shop"}], **both}
    made = aws("one", BALANCER, Name="site", **tagged)
    arn = created(aws, "LoadBalancers", "LoadBalancerArn", "site", made)
    made = aws("a network one", BALANCER, Name="net", Type="network", Scheme="internal", **both)
    created(aws, "LoadBalancers", "LoadBalancerArn", "net", made)
    for what, parameters in {
        "the same again": {"Name": "site", **tagged},
        "the same otherwise": {"Name": "site", "Scheme": "internal", **tagged},
        "one subnet": {"Subnets": subnets[:1]},
        "no subnets": {},
        "a subnet that is none": {"Subnets": ["nonsense"]},
        "a name with a dot": {"Name": "a.b", **both},
        "too long a name": {"Name": "n" * 33, **both},
        "a name that ends with a hyphen": {"Name": "a-", **both},
        "a name of Amazon's": {"Name": "internal-a", **both},
        "an empty name": {"Name": "", **both},
        "a type that is none": {"Type": "pigeon", **both},
        "a scheme that is none": {"Scheme": "hidden", **both},
        "no name": {"Name": None, **both},
    }.items():
        wanted = {"Name": "other", **parameters}
        answer = aws(what, BALANCER, **{name: value for name, value in wanted.items() if value is not None})
        for row in answer.get("LoadBalancers", []):
            if row["LoadBalancerArn"] != arn:
                aws.undo("elbv2.DeleteLoadBalancer", LoadBalancerArn=row["LoadBalancerArn"])
    aws("of two", BALANCERS)
    aws("by ARN", BALANCERS, LoadBalancerArns=[arn])
    aws("by name", BALANCERS, Names=["net"])
    aws("of an unknown name", BALANCERS, Names=["nobody"])
    aws("of an unknown ARN", BALANCERS, LoadBalancerArns=[NOWHERE])
    aws("by both", BALANCERS, Names=["site"], LoadBalancerArns=[arn])
    aws("one to a page", BALANCERS, PageSize=1)
    aws("no rows", BALANCERS, PageSize=0)
    aws("of another region", BALANCERS, region="eu-west-1")
    return arn


def groups(aws: Recorder) -> None:
    network = "vpc-0a1b2c3d"
    if not aws.service.proves:
        network = aws.quietly("ec2.DescribeVpcs")["Vpcs"][0]["VpcId"]
    made = aws("one", GROUP, Name="group", Protocol="HTTP", Port=80, VpcId=network, TargetType="ip")
    created(aws, "TargetGroups", "TargetGroupArn", "group", made)
    aws("all", GROUPS)
    aws("of an unknown name", GROUPS, Names=["nobody"])
    aws("of an unknown ARN", GROUPS, TargetGroupArns=[NO_GROUP])
    aws("nobody", "elbv2.DeleteTargetGroup", TargetGroupArn=NO_GROUP)


def listeners(aws: Recorder, balancer: str) -> None:
    first, second, third = (
        aws("a certificate" + mark, "acm.ImportCertificate", _named=name, **site(f"{name}.test"))[
            "CertificateArn"
        ]
        for mark, name in (("", "first"), (" more", "second"), (" again", "third"))
    )
    https = {
        "LoadBalancerArn": balancer,
        "Protocol": "HTTPS",
        "Port": 443,
        "DefaultActions": [ANSWER],
        "Certificates": [{"CertificateArn": first}],
    }
    made = aws("one", LISTENER, **https)
    arn = created(aws, "Listeners", "ListenerArn", "listener", made)
    aws("in use", "acm.DescribeCertificate", CertificateArn=first)
    for what, parameters in {
        "a port that is taken": {"Protocol": "HTTP", "Certificates": None},
        "no certificate": {"Port": 8443, "Certificates": None},
        "no certificates": {"Port": 8443, "Certificates": []},
        "two certificates": {
            "Port": 8443,
            "Certificates": [{"CertificateArn": first}, {"CertificateArn": second}],
        },
        "a certificate that is not there": {
            "Port": 8443,
            "Certificates": [{"CertificateArn": NO_CERTIFICATE}],
        },
        "a certificate for HTTP": {"Port": 8080, "Protocol": "HTTP"},
        "a protocol of others": {"Port": 8443, "Protocol": "TLS"},
        "a port that is none": {"Port": 65536},
        "no actions": {"Port": 8443, "DefaultActions": []},
        "nobody's": {"Port": 8443, "LoadBalancerArn": NOWHERE},
        "a policy that is none": {"Port": 8443, "SslPolicy": "no-such-policy"},
        "a group that is not there": {
            "Port": 8443,
            "DefaultActions": [{"Type": "forward", "TargetGroupArn": NO_GROUP}],
        },
    }.items():
        wanted = {name: value for name, value in (https | parameters).items() if value is not None}
        for row in aws(what, LISTENER, **wanted).get("Listeners", []):
            aws.undo("elbv2.DeleteListener", ListenerArn=row["ListenerArn"])
    aws("all", LISTENERS, LoadBalancerArn=balancer)
    aws("of an unknown ARN", LISTENERS, ListenerArns=[NO_LISTENER])
    aws("of nobody", LISTENERS, LoadBalancerArn=NOWHERE)
    further_certificates(aws, arn, second)
    aws("another certificate", MODIFY, ListenerArn=arn, Certificates=[{"CertificateArn": third}])
    aws("of an unknown ARN", MODIFY, ListenerArn=NO_LISTENER, Port=444)
    aws("in use no more", "acm.DescribeCertificate", CertificateArn=first)
    aws("what is in use", "acm.DeleteCertificate", CertificateArn=third)
    aws("nobody's", "elbv2.DeleteListener", ListenerArn=NO_LISTENER)
    aws("one", "elbv2.DeleteListener", ListenerArn=arn)
    aws("one again", "elbv2.DeleteListener", ListenerArn=arn)


def further_certificates(aws: Recorder, arn: str, second: str) -> None:
    aws("by default", MORE, ListenerArn=arn)
    aws("one more", ADD, ListenerArn=arn, Certificates=[{"CertificateArn": second}])
    aws("the same again", ADD, ListenerArn=arn, Certificates=[{"CertificateArn": second}])
    aws("one that is not there", ADD, ListenerArn=arn, Certificates=[{"CertificateArn": NO_CERTIFICATE}])
    aws.undo(REMOVE, ListenerArn=arn, Certificates=[{"CertificateArn": NO_CERTIFICATE}])
    aws("of two", MORE, ListenerArn=arn)
    aws("used as a further one", "acm.DescribeCertificate", CertificateArn=second)
    aws("of nobody", MORE, ListenerArn=NO_LISTENER)
    aws("to nobody", ADD, ListenerArn=NO_LISTENER, Certificates=[{"CertificateArn": second}])
    aws("one", REMOVE, ListenerArn=arn, Certificates=[{"CertificateArn": second}])
    aws("one again", REMOVE, ListenerArn=arn, Certificates=[{"CertificateArn": second}])
    aws("of one", MORE, ListenerArn=arn)


def tags(aws: Recorder, arn: str) -> None:
    aws("of creation", TAGS, ResourceArns=[arn])
    aws("one more", TAG, ResourceArns=[arn], Tags=[{"Key": "stage", "Value": "test"}])
    aws("a new value", TAG, ResourceArns=[arn], Tags=[{"Key": "team", "Value": "mail"}])
    aws("one less", UNTAG, ResourceArns=[arn], TagKeys=["stage"])
    aws("afterwards", TAGS, ResourceArns=[arn])
    aws("of nobody", TAGS, ResourceArns=[NOWHERE])
    aws("to nobody", TAG, ResourceArns=[NOWHERE], Tags=[{"Key": "a", "Value": "b"}])
    aws("the same key twice", TAG, ResourceArns=[arn], Tags=[{"Key": "a", "Value": "b"}] * 2)
    aws("Amazon's", TAG, ResourceArns=[arn], Tags=[{"Key": "aws:a", "Value": "b"}])
