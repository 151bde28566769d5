"""The life of an authority: its states, what each lets, and the window in which it can be restored."""

import datetime
from typing import Any

import botocore.exceptions
import pytest
from cryptography import x509

from acm.emulator import Sandbox, refused
from processes import wait_for

from .authorities import (
    configuration,
    create,
    csr_of,
    describe,
    issue,
    make_root,
    make_subordinate,
    parsed,
    request,
)

KEYS = ["RSA_2048", "RSA_3072", "EC_prime256v1", "EC_secp384r1", "EC_secp521r1"]


def status(pca: Any, arn: str) -> str:
    return describe(pca, arn)["Status"]


def test_is_created_pending_and_active_exactly(sandbox: Sandbox, pca: Any) -> None:
    sandbox.hurry(1)
    try:
        arn = pca.create_certificate_authority(
            CertificateAuthorityConfiguration=configuration(), CertificateAuthorityType="ROOT"
        )["CertificateAuthorityArn"]
        assert status(pca, arn) == "CREATING"
        code, _ = refused(pca.get_certificate_authority_csr, CertificateAuthorityArn=arn)
        assert code == "RequestInProgressException"
    finally:
        sandbox.hurry()
    wait_for("the request", lambda: status(pca, arn) == "PENDING_CERTIFICATE", seconds=10)
    shown = describe(pca, arn)
    assert shown["OwnerAccount"] == "000000000000"
    assert shown["CertificateAuthorityConfiguration"] == configuration()
    assert shown["RevocationConfiguration"] == {
        "CrlConfiguration": {"Enabled": False},
        "OcspConfiguration": {"Enabled": False},
    }
    assert "Serial" not in shown and "NotAfter" not in shown
    assert refused(pca.get_certificate_authority_certificate, CertificateAuthorityArn=arn)[0] == (
        "InvalidStateException"
    )
    own = issue(pca, arn, csr_of(pca, arn), "RootCACertificate", Validity={"Type": "YEARS", "Value": 10})
    pca.import_certificate_authority_certificate(
        CertificateAuthorityArn=arn, Certificate=own["Certificate"].encode()
    )
    shown = describe(pca, arn)
    assert shown["Status"] == "ACTIVE"
    assert shown["Serial"] == str(parsed(own).serial_number)
    assert shown["NotAfter"] == parsed(own).not_valid_after_utc
    assert (
        pca.get_certificate_authority_certificate(CertificateAuthorityArn=arn)["Certificate"]
        == (own["Certificate"])
    )


@pytest.mark.parametrize("key", KEYS)
def test_every_key_makes_a_request_of_its_own(pca: Any, key: str) -> None:
    arn = create(pca, key=key)
    csr = x509.load_pem_x509_csr(csr_of(pca, arn))
    assert csr.is_signature_valid
    assert csr.subject.rfc4514_string() == "CN=Test Root,O=Certwright,C=DE"
    assert csr.public_key().key_size == {"prime256v1": 256, "secp384r1": 384, "secp521r1": 521}.get(
        key.split("_")[1], 0
    ) or int(key.split("_")[1])


@pytest.mark.parametrize(
    "changed",
    [
        {"SigningAlgorithm": "SHA256WITHRSA"},
        {"KeyAlgorithm": "SM2"},
        {"Subject": {}},
        {"Subject": {"CommonName": "x", "CustomAttributes": [{"ObjectIdentifier": "2.5.4.3", "Value": "y"}]}},
    ],
)
def test_refuses_what_it_cannot_be(pca: Any, changed: dict[str, Any]) -> None:
    code, _ = refused(
        pca.create_certificate_authority,
        CertificateAuthorityConfiguration={**configuration(), **changed},
        CertificateAuthorityType="ROOT",
    )
    assert code == "InvalidArgsException"


@pytest.mark.parametrize(
    "part",
    [
        {"Enabled": True, "ExpirationInDays": 7},
        {"Enabled": True, "S3BucketName": "bucket"},
        {"Enabled": False, "ExpirationInDays": 7},
        {"Enabled": True, "ExpirationInDays": 7, "S3BucketName": "bucket", "CustomCname": "http://a.test"},
    ],
)
def test_refuses_a_wrong_crl_configuration(pca: Any, part: dict[str, Any]) -> None:
    code, _ = refused(
        pca.create_certificate_authority,
        CertificateAuthorityConfiguration=configuration(),
        CertificateAuthorityType="ROOT",
        RevocationConfiguration={"CrlConfiguration": part},
    )
    assert code == "InvalidArgsException"


def test_constraints_come_first(pca: Any) -> None:
    code, message = refused(pca.describe_certificate_authority, CertificateAuthorityArn="nothing")
    assert code == "ValidationException"
    assert "at 'certificateAuthorityArn' failed to satisfy constraint" in message


def test_a_token_makes_one_authority_for_five_minutes(sandbox: Sandbox, pca: Any) -> None:
    parameters = {
        "CertificateAuthorityConfiguration": configuration(),
        "CertificateAuthorityType": "ROOT",
        "IdempotencyToken": "once",
    }
    first = pca.create_certificate_authority(**parameters)["CertificateAuthorityArn"]
    assert pca.create_certificate_authority(**parameters)["CertificateAuthorityArn"] == first
    sandbox.advance("5m")
    assert pca.create_certificate_authority(**parameters)["CertificateAuthorityArn"] != first


def test_is_listed_in_pages(pca: Any) -> None:
    made = {create(pca, name=f"Root {number}") for number in range(3)}
    pages = list(pca.get_paginator("list_certificate_authorities").paginate(PaginationConfig={"PageSize": 2}))
    assert [len(page["CertificateAuthorities"]) for page in pages] == [2, 1]
    assert {row["Arn"] for page in pages for row in page["CertificateAuthorities"]} == made
    code, _ = refused(pca.list_certificate_authorities, NextToken="wrong")
    assert code == "InvalidNextTokenException"


def test_a_disabled_one_issues_nothing(pca: Any) -> None:
    arn = make_root(pca)
    pca.update_certificate_authority(CertificateAuthorityArn=arn, Status="DISABLED")
    assert status(pca, arn) == "DISABLED"
    code, message = refused(
        pca.issue_certificate,
        CertificateAuthorityArn=arn,
        Csr=request(),
        SigningAlgorithm="SHA256WITHECDSA",
        Validity={"Type": "DAYS", "Value": 1},
    )
    assert code == "InvalidStateException"
    assert message == "The certificate authority is not in a valid state for issuing certificates"
    pca.update_certificate_authority(CertificateAuthorityArn=arn, Status="ACTIVE")
    issue(pca, arn, request())
    assert refused(pca.update_certificate_authority, CertificateAuthorityArn=arn, Status="EXPIRED")[0] == (
        "InvalidArgsException"
    )


def test_one_without_a_certificate_cannot_be_updated(pca: Any) -> None:
    arn = create(pca)
    assert refused(pca.update_certificate_authority, CertificateAuthorityArn=arn, Status="DISABLED")[0] == (
        "InvalidStateException"
    )


def test_is_deleted_restored_and_gone(sandbox: Sandbox, pca: Any) -> None:
    arn = make_root(pca)
    code, message = refused(pca.delete_certificate_authority, CertificateAuthorityArn=arn)
    assert (code, message) == (
        "InvalidStateException",
        "The certificate authority is not in a valid state for deletion.",
    )
    pca.update_certificate_authority(CertificateAuthorityArn=arn, Status="DISABLED")
    pca.delete_certificate_authority(CertificateAuthorityArn=arn, PermanentDeletionTimeInDays=7)
    shown = describe(pca, arn)
    assert shown["Status"] == "DELETED"
    assert shown["RestorableUntil"] - sandbox.now() > datetime.timedelta(days=6, hours=23)
    assert (
        refused(pca.get_certificate_authority_csr, CertificateAuthorityArn=arn)[0] == "InvalidStateException"
    )
    pca.restore_certificate_authority(CertificateAuthorityArn=arn)
    assert status(pca, arn) == "DISABLED"
    assert "RestorableUntil" not in describe(pca, arn)
    assert (
        refused(pca.restore_certificate_authority, CertificateAuthorityArn=arn)[0] == "InvalidStateException"
    )
    pca.delete_certificate_authority(CertificateAuthorityArn=arn, PermanentDeletionTimeInDays=7)
    sandbox.advance("7d")
    assert (
        refused(pca.describe_certificate_authority, CertificateAuthorityArn=arn)[0]
        == "ResourceNotFoundException"
    )
    assert pca.list_certificate_authorities()["CertificateAuthorities"] == []


def test_expires_with_its_certificate_and_comes_back_with_another(sandbox: Sandbox, pca: Any) -> None:
    arn = make_root(pca, years=1)
    sandbox.advance("366d")
    assert status(pca, arn) == "EXPIRED"
    assert refused(pca.update_certificate_authority, CertificateAuthorityArn=arn, Status="ACTIVE")[0] == (
        "InvalidStateException"
    )
    own = issue(pca, arn, csr_of(pca, arn), "RootCACertificate", Validity={"Type": "YEARS", "Value": 1})
    pca.import_certificate_authority_certificate(
        CertificateAuthorityArn=arn, Certificate=own["Certificate"].encode()
    )
    assert status(pca, arn) == "ACTIVE"


def test_import_looks_at_the_certificate(pca: Any) -> None:
    root = make_root(pca)
    other = make_root(pca, name="Other Root")
    waiting = create(pca, "SUBORDINATE", name="Waiting")
    own = issue(pca, root, csr_of(pca, waiting), "SubordinateCACertificate_PathLen0")
    leaf = issue(pca, root, request())
    wrong_chain = pca.get_certificate_authority_certificate(CertificateAuthorityArn=other)["Certificate"]

    def imported(certificate: str, chain: str | None = None) -> str:
        given = {"CertificateChain": chain.encode()} if chain else {}
        return refused(
            pca.import_certificate_authority_certificate,
            CertificateAuthorityArn=waiting,
            Certificate=certificate.encode(),
            **given,
        )[0]

    chain = own["CertificateChain"]
    assert imported("no certificate", chain) == "MalformedCertificateException"
    assert imported(own["Certificate"] * 2, chain) == "MalformedCertificateException"
    assert imported(leaf["Certificate"], chain) == "CertificateMismatchException"
    assert imported(own["Certificate"]) == "InvalidRequestException"
    assert imported(own["Certificate"], wrong_chain) == "CertificateMismatchException"
    assert imported(own["Certificate"], own["Certificate"]) == "CertificateMismatchException"
    pca.import_certificate_authority_certificate(
        CertificateAuthorityArn=waiting,
        Certificate=own["Certificate"].encode(),
        CertificateChain=chain.encode(),
    )
    assert status(pca, waiting) == "ACTIVE"


def test_a_subordinate_ends_where_its_path_does(pca: Any) -> None:
    root = make_root(pca)
    middle = make_subordinate(pca, root, path_length=1)
    waiting = create(pca, "SUBORDINATE", name="Lowest")
    with pytest.raises(botocore.exceptions.ClientError) as caught:
        issue(pca, middle, csr_of(pca, waiting), "SubordinateCACertificate_PathLen1")
    assert caught.value.response["Error"]["Code"] == "InvalidArgsException"
    issue(pca, middle, csr_of(pca, waiting), "SubordinateCACertificate_PathLen0")


def test_has_tags_that_the_tagging_service_finds(sandbox: Sandbox, pca: Any) -> None:
    arn = create(pca, Tags=[{"Key": "team", "Value": "blue"}])
    pca.tag_certificate_authority(CertificateAuthorityArn=arn, Tags=[{"Key": "use", "Value": "test"}])
    assert pca.list_tags(CertificateAuthorityArn=arn)["Tags"] == [
        {"Key": "team", "Value": "blue"},
        {"Key": "use", "Value": "test"},
    ]
    tagging = sandbox.client("resourcegroupstaggingapi")
    found = tagging.get_resources(ResourceTypeFilters=["acm-pca:certificate-authority"])
    assert [row["ResourceARN"] for row in found["ResourceTagMappingList"]] == [arn]
    pca.untag_certificate_authority(CertificateAuthorityArn=arn, Tags=[{"Key": "team", "Value": "red"}])
    pca.untag_certificate_authority(CertificateAuthorityArn=arn, Tags=[{"Key": "use"}])
    assert pca.list_tags(CertificateAuthorityArn=arn)["Tags"] == [{"Key": "team", "Value": "blue"}]
    code, _ = refused(
        pca.tag_certificate_authority, CertificateAuthorityArn=arn, Tags=[{"Key": "aws:x", "Value": "y"}]
    )
    assert code == "InvalidTagException"
