"""Permissions of ACM, and policies that share an authority with another account."""

import json
from typing import Any

import pytest

from acm.emulator import FOOBAR, Sandbox, refused

from .authorities import TEMPLATE, issue, make_root, request

READS = ["DescribeCertificateAuthority", "GetCertificate", "GetCertificateAuthorityCertificate"]


def policy(arn: str, principal: str = FOOBAR.account, issues: bool = True) -> str:
    """What AWS RAM writes by default."""
    statements = [
        {
            "Effect": "Allow",
            "Principal": {"AWS": principal},
            "Action": [f"acm-pca:{name}" for name in READS],
            "Resource": arn,
        }
    ]
    if issues:
        statements.append(
            {
                "Effect": "Allow",
                "Principal": {"AWS": principal},
                "Action": "acm-pca:IssueCertificate",
                "Resource": arn,
                "Condition": {
                    "StringEquals": {"acm-pca:TemplateArn": TEMPLATE.format("EndEntityCertificate")}
                },
            }
        )
    return json.dumps({"Version": "2012-10-17", "Statement": statements})


def test_permissions_are_given_listed_and_taken(pca: Any) -> None:
    arn = make_root(pca)
    given = {
        "CertificateAuthorityArn": arn,
        "Principal": "acm.amazonaws.com",
        "Actions": ["IssueCertificate", "GetCertificate", "ListPermissions"],
    }
    pca.create_permission(**given)
    assert refused(pca.create_permission, **given)[0] == "PermissionAlreadyExistsException"
    (shown,) = pca.list_permissions(CertificateAuthorityArn=arn)["Permissions"]
    assert shown["Principal"] == "acm.amazonaws.com"
    assert shown["SourceAccount"] == "000000000000"
    assert sorted(shown["Actions"]) == ["GetCertificate", "IssueCertificate", "ListPermissions"]
    pca.delete_permission(CertificateAuthorityArn=arn, Principal="acm.amazonaws.com")
    assert pca.list_permissions(CertificateAuthorityArn=arn)["Permissions"] == []
    code, _ = refused(pca.delete_permission, CertificateAuthorityArn=arn, Principal="acm.amazonaws.com")
    assert code == "ResourceNotFoundException"
    assert refused(pca.create_permission, **{**given, "Principal": "s3.amazonaws.com"})[0] == (
        "RequestFailedException"
    )


@pytest.mark.parametrize("principal", [FOOBAR.account, f"arn:aws:iam::{FOOBAR.account}:root"])
def test_another_account_may_do_what_the_policy_says(sandbox: Sandbox, pca: Any, principal: str) -> None:
    arn = make_root(pca)
    other = sandbox.client("acm-pca", key=FOOBAR)
    code, message = refused(other.describe_certificate_authority, CertificateAuthorityArn=arn)
    assert code == "AccessDeniedException"
    assert (
        "because no resource-based policy allows the acm-pca:DescribeCertificateAuthority action" in message
    )
    assert other.list_certificate_authorities(ResourceOwner="OTHER_ACCOUNTS")["CertificateAuthorities"] == []

    pca.put_policy(ResourceArn=arn, Policy=policy(arn, principal))
    (row,) = other.list_certificate_authorities(ResourceOwner="OTHER_ACCOUNTS")["CertificateAuthorities"]
    assert (row["Arn"], row["OwnerAccount"]) == (arn, "000000000000")
    assert other.list_certificate_authorities()["CertificateAuthorities"] == []
    assert issue(other, arn, request(), "EndEntityCertificate")["Certificate"]
    code, _ = refused(
        other.issue_certificate,
        CertificateAuthorityArn=arn,
        Csr=request(),
        SigningAlgorithm="SHA256WITHECDSA",
        Validity={"Type": "DAYS", "Value": 1},
        TemplateArn=TEMPLATE.format("CodeSigningCertificate"),
    )
    assert code == "AccessDeniedException"
    assert refused(other.delete_policy, ResourceArn=arn)[0] == "AccessDeniedException"

    pca.delete_policy(ResourceArn=arn)
    assert (
        refused(other.describe_certificate_authority, CertificateAuthorityArn=arn)[0]
        == "AccessDeniedException"
    )


def test_a_policy_is_kept_as_it_was_written(pca: Any) -> None:
    arn = make_root(pca)
    assert refused(pca.get_policy, ResourceArn=arn)[0] == "ResourceNotFoundException"
    pca.put_policy(ResourceArn=arn, Policy=policy(arn))
    assert pca.get_policy(ResourceArn=arn)["Policy"] == policy(arn)


@pytest.mark.parametrize(
    "wrong",
    [
        "no json",
        "{}",
        '{"Statement": [{"Effect": "Allow"}]}',
        '{"Statement": [{"Principal": {"AWS": "*"}, "X": 1}]}',
    ],
)
def test_refuses_what_is_no_policy(pca: Any, wrong: str) -> None:
    arn = make_root(pca)
    assert refused(pca.put_policy, ResourceArn=arn, Policy=wrong)[0] == "InvalidPolicyException"
