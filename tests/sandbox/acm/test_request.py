"""RequestCertificate and what Describe tells of the request."""

import re
from typing import Any

import pytest
from botocore.exceptions import ClientError

from .emulator import FOOBAR, Sandbox, describe, records, refused, wait_for_status

ARN = re.compile(
    r"arn:aws:acm:us-east-1:000000000000:certificate/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
)


def request(acm: Any, name: str = "request.test", **parameters: Any) -> str:
    parameters = {"ValidationMethod": "DNS", **parameters}
    return acm.request_certificate(DomainName=name, **parameters)["CertificateArn"]


def test_the_answer_is_an_arn(acm: Any) -> None:
    assert ARN.fullmatch(request(acm))


@pytest.mark.parametrize(
    ("region", "partition"), [("eu-west-1", "aws"), ("us-east-1", "aws"), ("ap-northeast-1", "aws")]
)
def test_the_arn_is_of_the_region(sandbox: Sandbox, region: str, partition: str) -> None:
    arn = request(sandbox.client(region=region))

    assert arn.startswith(f"arn:{partition}:acm:{region}:000000000000:certificate/")


class TestNames:
    def test_the_domain_name_is_one_of_the_alternative_names(self, acm: Any) -> None:
        arn = request(acm, "a.request.test", SubjectAlternativeNames=["b.request.test", "c.request.test"])

        found = describe(acm, arn)
        assert found["DomainName"] == "a.request.test"
        assert sorted(found["SubjectAlternativeNames"]) == [
            "a.request.test",
            "b.request.test",
            "c.request.test",
        ]

    def test_a_name_that_is_given_twice_counts_once(self, acm: Any) -> None:
        arn = request(acm, "a.request.test", SubjectAlternativeNames=["a.request.test", "b.request.test"])

        found = describe(acm, arn)
        assert sorted(found["SubjectAlternativeNames"]) == ["a.request.test", "b.request.test"]
        assert len(found["DomainValidationOptions"]) == 2

    def test_a_first_name_of_64_characters(self, acm: Any) -> None:
        assert describe(acm, request(acm, "a" * 59 + ".test"))["Status"] == "PENDING_VALIDATION"

    def test_a_first_name_of_65_characters(self, acm: Any) -> None:
        code, message = refused(
            acm.request_certificate, DomainName="a" * 50 + "." + "b" * 9 + ".test", ValidationMethod="DNS"
        )

        assert message == "The first domain name can be no longer than 64 characters."
        assert code == "InvalidDomainValidationOptionsException"

    def test_a_long_name_may_be_an_alternative_name(self, acm: Any) -> None:
        long = ".".join(["a" * 63, "b" * 63, "c" * 63, "d" * 56, "test"])
        assert len(long) == 253

        assert long in describe(acm, request(acm, SubjectAlternativeNames=[long]))["SubjectAlternativeNames"]

    @pytest.mark.parametrize(
        "name", ["ab--request.test", "www.zz--request.test", "xn--999999999999.test", "xn--abc-.test"]
    )
    def test_hyphens_in_the_third_and_fourth_place_are_of_punycode(self, acm: Any, name: str) -> None:
        with pytest.raises(ClientError):
            request(acm, name)

    @pytest.mark.parametrize(
        "name", ["abc--request.test", "xn--fsqu00a.test", "xn--bcher-kva.test", "a-b.test", "0.test"]
    )
    def test_names_that_only_look_odd(self, acm: Any, name: str) -> None:
        assert describe(acm, request(acm, name))["DomainName"] == name

    @pytest.mark.parametrize("name", ["a.amazonaws.com", "x.cloudfront.net", "x.elasticbeanstalk.com"])
    def test_names_of_amazon_are_not_given(self, acm: Any, name: str) -> None:
        try:
            arn = request(acm, name)
        except ClientError:
            return
        assert wait_for_status(acm, arn, "FAILED")["FailureReason"]

    @pytest.mark.parametrize(
        "name",
        [
            "*",
            "*.*.request.test",
            "a.*.request.test",
            "w*.request.test",
            "a..test",
            "-a.test",
            "test",
            "a.test.",
        ],
    )
    def test_what_is_no_name(self, acm: Any, name: str) -> None:
        code, message = refused(acm.request_certificate, DomainName=name, ValidationMethod="DNS")

        assert code == "ValidationException"
        assert "at 'domainName' failed to satisfy constraint" in message


class TestRecords:
    def test_their_form(self, acm: Any) -> None:
        record = records(acm, request(acm, "www.request.test"))["www.request.test"]

        assert record["Type"] == "CNAME"
        assert re.fullmatch(r"_[0-9a-f]{32}\.www\.request\.test\.", record["Name"])
        assert re.fullmatch(r"_[0-9a-f]{32}\.([a-z]{10}\.)?acm-validations\.aws\.", record["Value"])

    def test_apex_and_wildcard_share_one_and_others_have_their_own(self, acm: Any) -> None:
        found = records(
            acm,
            request(acm, "request.test", SubjectAlternativeNames=["*.request.test", "www.request.test"]),
        )

        assert found["request.test"] == found["*.request.test"]
        assert found["www.request.test"] != found["request.test"]
        assert found["www.request.test"]["Value"] != found["request.test"]["Value"]

    def test_they_are_the_same_for_every_request_of_the_account(self, sandbox: Sandbox, acm: Any) -> None:
        first, second = request(acm), request(acm)
        abroad = sandbox.client(region="eu-central-1")

        assert first != second
        assert records(acm, first) == records(acm, second) == records(abroad, request(abroad))

    def test_they_outlive_the_certificate(self, acm: Any) -> None:
        first = request(acm)
        before = records(acm, first)
        acm.delete_certificate(CertificateArn=first)

        assert records(acm, request(acm)) == before

    def test_another_account_has_others(self, sandbox: Sandbox, acm: Any) -> None:
        other = sandbox.client(key=FOOBAR)

        assert records(acm, request(acm)) != records(other, request(other))


class TestIdempotency:
    def test_the_same_token_is_the_same_certificate(self, acm: Any) -> None:
        first = request(acm, IdempotencyToken="once")

        assert request(acm, IdempotencyToken="once") == first
        assert len(acm.list_certificates()["CertificateSummaryList"]) == 1

    def test_another_token_is_another_certificate(self, acm: Any) -> None:
        assert request(acm, IdempotencyToken="one") != request(acm, IdempotencyToken="two")

    def test_no_token_is_another_certificate(self, acm: Any) -> None:
        assert request(acm) != request(acm)

    def test_a_token_lives_for_an_hour(self, sandbox: Sandbox, acm: Any) -> None:
        first = request(acm, IdempotencyToken="once")
        sandbox.advance("55m")
        assert request(acm, IdempotencyToken="once") == first
        sandbox.advance("70m")

        assert request(acm, IdempotencyToken="once") != first

    def test_a_token_is_of_one_account_and_region(self, sandbox: Sandbox) -> None:
        clients = [sandbox.client(), sandbox.client(region="eu-west-1"), sandbox.client(key=FOOBAR)]

        assert len({request(client, IdempotencyToken="once") for client in clients}) == 3

    def test_a_uuid_with_hyphens_is_no_token(self, acm: Any) -> None:
        code, message = refused(
            acm.request_certificate,
            DomainName="request.test",
            IdempotencyToken="11111111-2222-3333-4444-555555555555",
        )

        assert code == "ValidationException"
        assert "at 'idempotencyToken'" in message


class TestKeyAlgorithm:
    @pytest.mark.parametrize(
        ("asked", "answered"),
        [
            (None, ("RSA-2048", "RSA_2048")),
            ("RSA_2048", ("RSA-2048", "RSA_2048")),
            ("EC_prime256v1", ("EC-prime256v1", "EC_prime256v1")),
            ("EC_secp384r1", ("EC-secp384r1", "EC_secp384r1")),
        ],
    )
    def test_that_may_be_asked_for(self, acm: Any, asked: str | None, answered: tuple[str, ...]) -> None:
        arn = request(acm, **({"KeyAlgorithm": asked} if asked else {}))

        assert describe(acm, arn)["KeyAlgorithm"] in answered

    @pytest.mark.parametrize("asked", ["RSA_1024", "RSA_3072", "RSA_4096", "EC_secp521r1"])
    def test_that_only_imports_have(self, acm: Any, asked: str) -> None:
        code, _ = refused(
            acm.request_certificate, DomainName="request.test", ValidationMethod="DNS", KeyAlgorithm=asked
        )

        assert code in ("ValidationException", "InvalidParameterException")


class TestEmail:
    def test_is_the_default_method(self, acm: Any) -> None:
        arn = acm.request_certificate(DomainName="request.test")["CertificateArn"]

        assert describe(acm, arn)["DomainValidationOptions"][0]["ValidationMethod"] == "EMAIL"

    def test_the_validation_domain_may_be_above(self, acm: Any) -> None:
        arn = request(
            acm,
            "www.mail.request.test",
            ValidationMethod="EMAIL",
            DomainValidationOptions=[
                {"DomainName": "www.mail.request.test", "ValidationDomain": "request.test"}
            ],
        )

        assert describe(acm, arn)["DomainValidationOptions"][0]["ValidationDomain"] == "request.test"

    @pytest.mark.parametrize("above", ["other.test", "a.www.request.test", "quest.test"])
    def test_the_validation_domain_may_not_be_elsewhere(self, acm: Any, above: str) -> None:
        code, _ = refused(
            acm.request_certificate,
            DomainName="www.request.test",
            ValidationMethod="EMAIL",
            DomainValidationOptions=[{"DomainName": "www.request.test", "ValidationDomain": above}],
        )

        assert code == "InvalidDomainValidationOptionsException"

    def test_the_options_are_of_names_that_are_asked_for(self, acm: Any) -> None:
        code, _ = refused(
            acm.request_certificate,
            DomainName="www.request.test",
            ValidationMethod="EMAIL",
            DomainValidationOptions=[{"DomainName": "other.test", "ValidationDomain": "other.test"}],
        )

        assert code == "InvalidDomainValidationOptionsException"


class TestPending:
    def test_what_is_told(self, acm: Any) -> None:
        found = describe(acm, request(acm, Options={"Export": "ENABLED"}))

        assert found["Status"] == "PENDING_VALIDATION"
        assert found["Type"] == "AMAZON_ISSUED"
        assert found["Issuer"] == "Amazon"
        assert found["Subject"] == "CN=request.test"
        assert found["KeyUsages"] == found["ExtendedKeyUsages"] == found["InUseBy"] == []
        assert found["RenewalEligibility"] == "INELIGIBLE"
        assert found["Options"]["Export"] == "ENABLED"
        assert found["Options"]["CertificateTransparencyLoggingPreference"] == "ENABLED"
        assert found["DomainValidationOptions"][0]["ValidationStatus"] == "PENDING_VALIDATION"
        absent = {
            "NotBefore",
            "NotAfter",
            "Serial",
            "IssuedAt",
            "ImportedAt",
            "FailureReason",
            "RenewalSummary",
        }
        assert not absent & set(found)

    def test_there_is_no_certificate_yet(self, acm: Any) -> None:
        code, message = refused(acm.get_certificate, CertificateArn=request(acm))

        assert code == "RequestInProgressException"
        assert message

    def test_it_can_be_deleted(self, acm: Any) -> None:
        arn = request(acm)

        acm.delete_certificate(CertificateArn=arn)

        assert refused(acm.describe_certificate, CertificateArn=arn)[0] == "ResourceNotFoundException"
        assert acm.list_certificates()["CertificateSummaryList"] == []

    def test_what_does_not_exist_cannot_be_deleted(self, acm: Any) -> None:
        arn = request(acm)
        acm.delete_certificate(CertificateArn=arn)

        for action in (acm.delete_certificate, acm.get_certificate, acm.list_tags_for_certificate):
            assert refused(action, CertificateArn=arn)[0] == "ResourceNotFoundException"


class TestAccountConfiguration:
    def test_the_default(self, acm: Any) -> None:
        assert acm.get_account_configuration()["ExpiryEvents"] == {"DaysBeforeExpiry": 45}

    def test_it_is_kept_for_the_region(self, sandbox: Sandbox, acm: Any) -> None:
        acm.put_account_configuration(ExpiryEvents={"DaysBeforeExpiry": 30}, IdempotencyToken="a")

        assert acm.get_account_configuration()["ExpiryEvents"] == {"DaysBeforeExpiry": 30}
        abroad = sandbox.client(region="eu-west-1")
        assert abroad.get_account_configuration()["ExpiryEvents"] == {"DaysBeforeExpiry": 45}

    def test_one_token_is_one_request(self, acm: Any) -> None:
        acm.put_account_configuration(ExpiryEvents={"DaysBeforeExpiry": 30}, IdempotencyToken="a")
        acm.put_account_configuration(ExpiryEvents={"DaysBeforeExpiry": 30}, IdempotencyToken="a")

        code, _ = refused(
            acm.put_account_configuration, ExpiryEvents={"DaysBeforeExpiry": 20}, IdempotencyToken="a"
        )
        assert code == "ConflictException"
        assert acm.get_account_configuration()["ExpiryEvents"] == {"DaysBeforeExpiry": 30}

    def test_a_token_lives_for_an_hour(self, sandbox: Sandbox, acm: Any) -> None:
        acm.put_account_configuration(ExpiryEvents={"DaysBeforeExpiry": 30}, IdempotencyToken="a")
        sandbox.advance("61m")

        acm.put_account_configuration(ExpiryEvents={"DaysBeforeExpiry": 20}, IdempotencyToken="a")

        assert acm.get_account_configuration()["ExpiryEvents"] == {"DaysBeforeExpiry": 20}
