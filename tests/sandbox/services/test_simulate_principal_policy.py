"""What a principal may do, asked beforehand (IAM API reference, "SimulatePrincipalPolicy")."""

import json

import pytest
from botocore.client import BaseClient

from refusals import refused
from sandbox_process import Keys, Sandbox
from small_world import (
    ADMIN,
    FORBIDDEN,
    LISTER,
    MANAGEMENT,
    MEMBER,
    allow,
    deny,
    policy,
    role_arn,
)

LISTER_ARN = f"arn:aws:iam::{MANAGEMENT}:user/lister"
ASSUMER_ARN = f"arn:aws:iam::{MANAGEMENT}:user/team/assumer"


@pytest.fixture
def iam(sandbox: Sandbox) -> BaseClient:
    return sandbox.client("iam", ADMIN)


def decisions(answer: dict) -> dict[str, str]:
    return {result["EvalActionName"]: result["EvalDecision"] for result in answer["EvaluationResults"]}


def test_of_a_user(iam: BaseClient) -> None:
    answer = iam.simulate_principal_policy(
        PolicySourceArn=f"arn:aws:iam::{MANAGEMENT}:user/forbidden",
        ActionNames=["acm:RequestCertificate", "sts:AssumeRole"],
    )
    assert decisions(answer) == {"acm:RequestCertificate": "allowed", "sts:AssumeRole": "explicitDeny"}
    assert answer["IsTruncated"] is False
    assert answer["EvaluationResults"][0]["EvalResourceName"] == "*"
    assert "ResourceSpecificResults" not in answer["EvaluationResults"][0]
    answer = iam.simulate_principal_policy(
        PolicySourceArn=LISTER_ARN, ActionNames=["acm:ListCertificates", "acm:DeleteCertificate"]
    )
    assert decisions(answer) == {"acm:ListCertificates": "allowed", "acm:DeleteCertificate": "implicitDeny"}


def test_of_who_may_do_everything(iam: BaseClient) -> None:
    answer = iam.simulate_principal_policy(
        PolicySourceArn=f"arn:aws:iam::{MANAGEMENT}:user/admin", ActionNames=["acm:ExportCertificate"]
    )
    assert decisions(answer) == {"acm:ExportCertificate": "allowed"}


def test_of_a_role(sandbox: Sandbox) -> None:
    sts = sandbox.client("sts", ADMIN)
    long = sts.assume_role(RoleArn=role_arn(MEMBER, "long"), RoleSessionName="tester")
    answer = sandbox.client("iam", Keys.of(long)).simulate_principal_policy(
        PolicySourceArn=role_arn(MEMBER, "reader"), ActionNames=["acm:ListCertificates", "acm:GetCertificate"]
    )
    assert decisions(answer) == {"acm:ListCertificates": "allowed", "acm:GetCertificate": "implicitDeny"}


def test_on_resources(iam: BaseClient) -> None:
    kept, other = (f"arn:aws:iam::{MANAGEMENT}:server-certificate/team/{name}" for name in ("kept", "other"))
    answer = iam.simulate_principal_policy(
        PolicySourceArn=ASSUMER_ARN,
        ActionNames=["iam:DeleteServerCertificate", "iam:GetServerCertificate"],
        ResourceArns=[kept, other],
    )
    delete, get = answer["EvaluationResults"]
    assert (delete["EvalDecision"], get["EvalDecision"]) == ("explicitDeny", "allowed")
    assert [
        (each["EvalResourceName"], each["EvalResourceDecision"]) for each in delete["ResourceSpecificResults"]
    ] == [(kept, "explicitDeny"), (other, "allowed")]


def test_with_further_policies_and_a_context(iam: BaseClient) -> None:
    condition = {"StringEquals": {"acm:ValidationMethod": "DNS"}}
    more = [
        json.dumps(policy({**allow("acm:RequestCertificate"), "Condition": condition})),
        json.dumps(policy(deny("acm:ListCertificates"))),
    ]
    answers = [
        iam.simulate_principal_policy(
            PolicySourceArn=LISTER_ARN,
            ActionNames=["acm:RequestCertificate", "acm:ListCertificates"],
            PolicyInputList=more,
            ContextEntries=[
                {
                    "ContextKeyName": "acm:ValidationMethod",
                    "ContextKeyValues": [method],
                    "ContextKeyType": "string",
                }
            ],
        )
        for method in ("DNS", "EMAIL")
    ]
    assert [decisions(answer) for answer in answers] == [
        {"acm:RequestCertificate": "allowed", "acm:ListCertificates": "explicitDeny"},
        {"acm:RequestCertificate": "implicitDeny", "acm:ListCertificates": "explicitDeny"},
    ]


@pytest.mark.parametrize(
    ("arn", "kind", "name"),
    [
        (f"arn:aws:iam::{MANAGEMENT}:user/nobody", "user", "nobody"),
        (f"arn:aws:iam::{MANAGEMENT}:role/nobody", "role", "nobody"),
        (f"arn:aws:iam::{MANAGEMENT}:group/nobody", "group", "nobody"),
        (f"arn:aws-cn:iam::{MANAGEMENT}:role/home", "role", "home"),
        (f"arn:aws:iam::{MEMBER}:user/admin", "user", "admin"),
        (f"arn:aws:iam::{MEMBER}:role/reader", "role", "reader"),
    ],
)
def test_of_nobody_here(iam: BaseClient, arn: str, kind: str, name: str) -> None:
    with refused("NoSuchEntity", f"The {kind} with name {name} cannot be found.", 404):
        iam.simulate_principal_policy(PolicySourceArn=arn, ActionNames=["acm:ListCertificates"])


def test_what_is_refused(iam: BaseClient) -> None:
    session = f"arn:aws:sts::{MANAGEMENT}:assumed-role/home/tester"
    message = f"Invalid Entity Arn: {session} does not clearly define entity type and name."
    with refused("InvalidInput", message, 400):
        iam.simulate_principal_policy(PolicySourceArn=session, ActionNames=["acm:ListCertificates"])
    for question in (
        {"PolicySourceArn": "certainly not an ARN", "ActionNames": ["acm:ListCertificates"]},
        {"PolicySourceArn": LISTER_ARN, "ActionNames": ["acm:*"]},
        {"PolicySourceArn": LISTER_ARN, "ActionNames": ["ListCertificates"]},
        {"PolicySourceArn": LISTER_ARN, "ActionNames": ["acm:ListCertificates"], "PolicyInputList": ["{"]},
        {"PolicySourceArn": LISTER_ARN, "ActionNames": ["acm:ListCertificates"], "ResourcePolicy": "{}"},
    ):
        with refused("InvalidInput", status=400):
            iam.simulate_principal_policy(**question)


def test_only_who_may_ask(sandbox: Sandbox) -> None:
    for keys in (LISTER, FORBIDDEN):
        with refused("AccessDenied", status=403):
            sandbox.client("iam", keys).simulate_principal_policy(
                PolicySourceArn=LISTER_ARN, ActionNames=["acm:ListCertificates"]
            )


def test_command_line(sandbox: Sandbox) -> None:
    answer = sandbox.aws(
        ADMIN, "iam", "simulate-principal-policy", "--policy-source-arn", LISTER_ARN,
        "--action-names", "acm:ListCertificates", "acm:DeleteCertificate",
    )  # fmt: skip
    assert list(decisions(answer).values()) == ["allowed", "implicitDeny"]
