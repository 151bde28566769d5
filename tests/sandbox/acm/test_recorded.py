"""What real AWS answered (recorded in 2025, ACM): every field it gave is there, in the same form."""

import datetime
import re
from typing import Any

from cryptography import x509
from cryptography.x509.oid import NameOID

from chains import SERVER, make

from .emulator import Sandbox, issue, wait_for_status

STATES = {"PENDING_VALIDATION", "SUCCESS", "FAILED"}
ARN = re.compile(r"arn:aws:acm:us-east-1:000000000000:certificate/[0-9a-f-]{36}")


def same(found: Any, recorded: Any, path: str = "") -> None:
    """A type stands for any value of it, a pattern for any text that fits, a set for one of its members."""
    if isinstance(recorded, dict):
        assert isinstance(found, dict), path
        assert set(recorded) <= set(found), f"{path} lacks {set(recorded) - set(found)}"
        for name, value in recorded.items():
            same(found[name], value, f"{path}.{name}")
    elif isinstance(recorded, list):
        assert len(found) == len(recorded), f"{path}: {found}"
        for index, (one, value) in enumerate(zip(found, recorded, strict=True)):
            same(one, value, f"{path}[{index}]")
    elif isinstance(recorded, type):
        assert isinstance(found, recorded), f"{path}: {found!r}"
    elif isinstance(recorded, re.Pattern):
        assert recorded.fullmatch(found), f"{path}: {found!r}"
    elif isinstance(recorded, set):
        assert found in recorded, f"{path}: {found!r}"
    else:
        assert found == recorded, f"{path}: {found!r}"


def lacks(found: dict[str, Any], *names: str) -> None:
    assert not set(names) & set(found)


WILDCARD = {
    "CertificateArn": ARN,
    "CreatedAt": datetime.datetime,
    "DomainName": "*.recorded.test",
    "DomainValidationOptions": [
        {
            "DomainName": "*.recorded.test",
            "ResourceRecord": {
                "Name": re.compile(r"_[0-9a-f]{32}\.recorded\.test\."),
                "Type": "CNAME",
                "Value": re.compile(r"_[0-9a-f]{32}\..*acm-validations\.aws\."),
            },
            "ValidationDomain": "*.recorded.test",
            "ValidationMethod": "DNS",
            "ValidationStatus": "PENDING_VALIDATION",
        }
    ],
    "ExtendedKeyUsages": [],
    "InUseBy": [],
    "Issuer": "Amazon",
    "KeyAlgorithm": "RSA-2048",
    "KeyUsages": [],
    "Options": {"CertificateTransparencyLoggingPreference": "ENABLED"},
    "RenewalEligibility": "INELIGIBLE",
    "SignatureAlgorithm": "SHA256WITHRSA",
    "Status": "PENDING_VALIDATION",
    "Subject": "CN=*.recorded.test",
    "SubjectAlternativeNames": ["*.recorded.test"],
    "Type": "AMAZON_ISSUED",
}


def test_a_wildcard_that_is_pending(acm: Any) -> None:
    answer = acm.request_certificate(DomainName="*.recorded.test", ValidationMethod="DNS")
    assert set(answer) == {"CertificateArn", "ResponseMetadata"}

    found = acm.describe_certificate(CertificateArn=answer["CertificateArn"])
    wait_for_status(acm, answer["CertificateArn"], "PENDING_VALIDATION")
    deadline = datetime.datetime.now() + datetime.timedelta(seconds=10)
    while "ResourceRecord" not in found["Certificate"]["DomainValidationOptions"][0]:
        assert datetime.datetime.now() < deadline
        found = acm.describe_certificate(CertificateArn=answer["CertificateArn"])

    assert set(found) == {"Certificate", "ResponseMetadata"}
    same(found["Certificate"], WILDCARD)
    lacks(
        found["Certificate"], "NotBefore", "NotAfter", "Serial", "IssuedAt", "RenewalSummary", "FailureReason"
    )


def test_a_wildcard_that_is_issued(sandbox: Sandbox, acm: Any) -> None:
    arn = issue(sandbox, "*.recorded.test")

    found = acm.describe_certificate(CertificateArn=arn)["Certificate"]
    same(
        found,
        {
            **WILDCARD,
            "DomainValidationOptions": [
                {**WILDCARD["DomainValidationOptions"][0], "ValidationStatus": "SUCCESS"}  # type: ignore[index]
            ],
            # Since 2025-06 for servers only; the recording is of 2023 and has the use by clients too.
            "ExtendedKeyUsages": [{"Name": "TLS_WEB_SERVER_AUTHENTICATION", "OID": "1.3.6.1.5.5.7.3.1"}],
            "IssuedAt": datetime.datetime,
            "KeyUsages": [{"Name": "DIGITAL_SIGNATURE"}, {"Name": "KEY_ENCIPHERMENT"}],
            "NotAfter": datetime.datetime,
            "NotBefore": datetime.datetime,
            "Serial": re.compile(r"[0-9a-f]{2}(:[0-9a-f]{2}){1,19}"),
            "Status": "ISSUED",
        },
    )
    listed = acm.list_certificates()["CertificateSummaryList"]
    same(
        listed,
        [
            {
                "CertificateArn": ARN,
                "DomainName": "*.recorded.test",
                "SubjectAlternativeNameSummaries": ["*.recorded.test"],
                "HasAdditionalSubjectAlternativeNames": False,
                "Status": "ISSUED",
                "Type": "AMAZON_ISSUED",
                "KeyAlgorithm": "RSA-2048",
                "KeyUsages": ["DIGITAL_SIGNATURE", "KEY_ENCIPHERMENT"],
                "ExtendedKeyUsages": ["TLS_WEB_SERVER_AUTHENTICATION"],
                "InUse": False,
                "RenewalEligibility": "INELIGIBLE",
                "NotBefore": datetime.datetime,
                "NotAfter": datetime.datetime,
                "CreatedAt": datetime.datetime,
                "IssuedAt": datetime.datetime,
            }
        ],
    )


def test_several_names_of_example_com(acm: Any) -> None:
    names = ["*.test.example.com", "another.domain.com", "test.example.com", "yet-another.domain.com"]
    arn = acm.request_certificate(
        DomainName="test.example.com",
        SubjectAlternativeNames=["another.domain.com", "yet-another.domain.com", "*.test.example.com"],
    )["CertificateArn"]

    summary = acm.list_certificates()["CertificateSummaryList"][0]
    summary["SubjectAlternativeNameSummaries"].sort()
    same(
        summary,
        {
            "CertificateArn": ARN,
            "CreatedAt": datetime.datetime,
            "DomainName": "test.example.com",
            "ExportOption": "DISABLED",
            "Exported": False,
            "ExtendedKeyUsages": [],
            "HasAdditionalSubjectAlternativeNames": False,
            "InUse": False,
            "KeyAlgorithm": "RSA-2048",
            "KeyUsages": [],
            "RenewalEligibility": "INELIGIBLE",
            "Status": {"PENDING_VALIDATION", "FAILED"},
            "SubjectAlternativeNameSummaries": names,
            "Type": "AMAZON_ISSUED",
        },
    )
    lacks(summary, "NotBefore", "NotAfter", "IssuedAt", "ImportedAt")
    found = wait_for_status(acm, arn, "FAILED")
    found["SubjectAlternativeNames"].sort()
    found["DomainValidationOptions"].sort(key=lambda option: option["DomainName"])
    same(
        found,
        {
            "CertificateArn": ARN,
            "CreatedAt": datetime.datetime,
            "DomainName": "test.example.com",
            "DomainValidationOptions": [
                {
                    "DomainName": name,
                    "ValidationDomain": name,
                    "ValidationEmails": [],
                    "ValidationMethod": "EMAIL",
                    "ValidationStatus": STATES,
                }
                for name in names
            ],
            "ExtendedKeyUsages": [],
            "FailureReason": "ADDITIONAL_VERIFICATION_REQUIRED",
            "InUseBy": [],
            "Issuer": "Amazon",
            "KeyAlgorithm": "RSA-2048",
            "KeyUsages": [],
            "Options": {"CertificateTransparencyLoggingPreference": "ENABLED", "Export": "DISABLED"},
            "RenewalEligibility": "INELIGIBLE",
            "SignatureAlgorithm": "SHA256WITHRSA",
            "Status": "FAILED",
            "Subject": "CN=test.example.com",
            "SubjectAlternativeNames": names,
            "Type": "AMAZON_ISSUED",
        },
    )
    states = {one["DomainName"]: one["ValidationStatus"] for one in found["DomainValidationOptions"]}
    assert states["another.domain.com"] == states["yet-another.domain.com"] == "PENDING_VALIDATION"
    assert "FAILED" in states.values()


def test_a_request_by_email_at_first(acm: Any) -> None:
    arn = acm.request_certificate(DomainName="recorded.test")["CertificateArn"]

    same(
        acm.describe_certificate(CertificateArn=arn)["Certificate"],
        {
            "CertificateArn": arn,
            "CreatedAt": datetime.datetime,
            "DomainName": "recorded.test",
            "DomainValidationOptions": [
                {
                    "DomainName": "recorded.test",
                    "ValidationDomain": "recorded.test",
                    "ValidationEmails": list,
                    "ValidationMethod": "EMAIL",
                    "ValidationStatus": "PENDING_VALIDATION",
                }
            ],
            "ExtendedKeyUsages": [],
            "InUseBy": [],
            "Issuer": "Amazon",
            "KeyAlgorithm": "RSA-2048",
            "KeyUsages": [],
            "Options": {"CertificateTransparencyLoggingPreference": "ENABLED", "Export": "DISABLED"},
            "RenewalEligibility": "INELIGIBLE",
            "SignatureAlgorithm": "SHA256WITHRSA",
            "Status": "PENDING_VALIDATION",
            "Subject": "CN=recorded.test",
            "SubjectAlternativeNames": ["recorded.test"],
            "Type": "AMAZON_ISSUED",
        },
    )


def test_an_import_with_an_odd_name(acm: Any) -> None:
    """AWS lists a name that is none (the recorded certificate has one) as it is."""
    names = [
        "localhost",
        "localhost.localstack.cloud",
        "localhost.localstack.cloudIP:127.0.0.1",
        "test.atlassian.test",
    ]
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "AU"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "LocalStack Org"),
            x509.NameAttribute(NameOID.COMMON_NAME, "localhost"),
        ]
    )
    made = make(
        names,
        subject=subject,
        key_type="RSA_2048",
        extended=[SERVER],
        usage=["digital_signature", "content_commitment", "key_encipherment"],
    )
    answer = acm.import_certificate(**made.parameters())
    assert set(answer) == {"CertificateArn", "ResponseMetadata"}

    found = acm.describe_certificate(CertificateArn=answer["CertificateArn"])["Certificate"]
    found["DomainValidationOptions"].sort(key=lambda option: option["DomainName"])
    assert found["DomainValidationOptions"] == [{"DomainName": name} for name in sorted(names)]
    assert sorted(found["SubjectAlternativeNames"]) == sorted(names)
    assert found["Subject"] == "C=AU,O=LocalStack Org,CN=localhost"
    summary = acm.list_certificates(Includes={"keyTypes": ["RSA_2048"]})["CertificateSummaryList"][0]
    assert sorted(summary["SubjectAlternativeNameSummaries"]) == sorted(names)
    same(
        summary,
        {
            "CertificateArn": ARN,
            "CreatedAt": datetime.datetime,
            "DomainName": "localhost",
            "ExportOption": "DISABLED",
            "ExtendedKeyUsages": ["TLS_WEB_SERVER_AUTHENTICATION"],
            "HasAdditionalSubjectAlternativeNames": False,
            "ImportedAt": datetime.datetime,
            "InUse": False,
            "KeyAlgorithm": "RSA-2048",
            "KeyUsages": ["DIGITAL_SIGNATURE", "NON_REPUDIATION", "KEY_ENCIPHERMENT"],
            "NotAfter": datetime.datetime,
            "NotBefore": datetime.datetime,
            "RenewalEligibility": "INELIGIBLE",
            "Status": "ISSUED",
            "Type": "IMPORTED",
        },
    )
    lacks(summary, "IssuedAt", "Exported")
