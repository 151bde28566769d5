"""Importing over a certificate that was imported before (ACM user guide "Reimport a certificate")."""

import time
from typing import Any

import pytest
from cryptography import x509

from chains import CLIENT, DAY, SERVER, another_key, make

from .emulator import FOOBAR, Sandbox, describe, issue, refused, wait_for_status
from .test_import import tags, take


class TestAgain:
    def test_the_arn_and_the_tags_stay(self, acm: Any) -> None:
        arn = take(acm, make(["again.test"]), Tags=[{"Key": "keep", "Value": "me"}])
        before = describe(acm, arn)
        time.sleep(0.1)
        second = make(["again.test", "more.again.test"], key=another_key("EC_prime256v1", 5))

        assert take(acm, second, CertificateArn=arn) == arn

        found = describe(acm, arn)
        assert found["Serial"] != before["Serial"]
        assert found["NotAfter"] == second.certificate.not_valid_after_utc
        assert found["ImportedAt"] > before["ImportedAt"]
        assert sorted(found["SubjectAlternativeNames"]) == ["again.test", "more.again.test"]
        assert tags(acm, arn) == {"keep": "me"}
        body = acm.get_certificate(CertificateArn=arn)["Certificate"]
        assert x509.load_pem_x509_certificate(body.encode()) == second.certificate
        assert len(acm.search_certificates()["Results"]) == 1

    def test_the_domain_name_follows(self, acm: Any) -> None:
        arn = take(acm, make(["old.test", "both.test"]))

        take(acm, make(["new.test", "both.test"]), CertificateArn=arn)

        listed = acm.list_certificates(Includes={"keyTypes": ["EC_prime256v1"]})["CertificateSummaryList"]
        assert describe(acm, arn)["DomainName"] == listed[0]["DomainName"] == "new.test"

    def test_not_every_name_may_go(self, acm: Any) -> None:
        arn = take(acm, make(["old.test"]))

        code, _ = refused(acm.import_certificate, **make(["new.test"]).parameters(CertificateArn=arn))

        assert code == "ValidationException"
        assert describe(acm, arn)["DomainName"] == "old.test"

    def test_a_name_in_other_letters_is_the_same(self, acm: Any) -> None:
        arn = take(acm, make(["again.test"]))

        take(acm, make(["Again.Test"]), CertificateArn=arn)

        assert describe(acm, arn)["DomainName"] == "Again.Test"

    @pytest.mark.parametrize(
        ("first", "second"),
        [("EC_prime256v1", "EC_secp384r1"), ("EC_prime256v1", "RSA_2048"), ("RSA_2048", "RSA_3072")],
    )
    def test_the_type_and_size_of_the_key_stay(self, acm: Any, first: str, second: str) -> None:
        arn = take(acm, make(["again.test"], key_type=first))

        code, _ = refused(
            acm.import_certificate, **make(["again.test"], key_type=second).parameters(CertificateArn=arn)
        )

        assert code == "ValidationException"
        assert describe(acm, arn)["KeyAlgorithm"].replace("-", "_") == first

    def test_no_tags(self, acm: Any) -> None:
        arn = take(acm, make(["again.test"]))

        code, _ = refused(
            acm.import_certificate,
            **make(["again.test"]).parameters(CertificateArn=arn, Tags=[{"Key": "a", "Value": "b"}]),
        )
        assert code in ("ValidationException", "InvalidParameterException", "InvalidTagException")
        assert tags(acm, arn) == {}

    def test_an_extended_key_usage_may_not_go(self, acm: Any) -> None:
        code_signing = x509.ObjectIdentifier("1.3.6.1.5.5.7.3.3")
        arn = take(acm, make(["again.test"], extended=[SERVER, code_signing]))

        code, message = refused(
            acm.import_certificate, **make(["again.test"], extended=[SERVER]).parameters(CertificateArn=arn)
        )

        assert code == "ValidationException"
        assert message == (
            "New certificate is missing one or more Extended Key Usages "
            "supported by the currently imported certificate"
        )

    def test_but_that_of_clients_may(self, acm: Any) -> None:
        arn = take(acm, make(["again.test"], extended=[SERVER, CLIENT]))

        take(acm, make(["again.test"], extended=[SERVER]), CertificateArn=arn)

        names = [one["Name"] for one in describe(acm, arn)["ExtendedKeyUsages"]]
        assert names == ["TLS_WEB_SERVER_AUTHENTICATION"]

    def test_a_key_usage_may_not_go(self, acm: Any) -> None:
        arn = take(
            acm, make(["again.test"], key_type="RSA_2048", usage=["digital_signature", "key_encipherment"])
        )

        code, message = refused(
            acm.import_certificate,
            **make(["again.test"], key_type="RSA_2048", usage=["digital_signature"]).parameters(
                CertificateArn=arn
            ),
        )

        assert code == "ValidationException"
        assert "Key Usage" in message

    def test_but_key_encipherment_of_an_elliptic_curve_may(self, acm: Any) -> None:
        arn = take(acm, make(["again.test"], usage=["digital_signature", "key_encipherment"]))

        take(acm, make(["again.test"], usage=["digital_signature"]), CertificateArn=arn)

        assert describe(acm, arn)["KeyUsages"] == [{"Name": "DIGITAL_SIGNATURE"}]

    def test_usages_may_come(self, acm: Any) -> None:
        arn = take(acm, make(["again.test"], usage=["digital_signature"], extended=[SERVER]))

        take(
            acm,
            make(["again.test"], usage=["digital_signature", "key_agreement"], extended=[SERVER, CLIENT]),
            CertificateArn=arn,
        )

        assert len(describe(acm, arn)["ExtendedKeyUsages"]) == 2

    def test_a_bad_one_changes_nothing(self, acm: Any) -> None:
        arn = take(acm, make(["again.test"]))
        before = describe(acm, arn)

        refused(
            acm.import_certificate,
            **make(["again.test"], end=-DAY, start=-9 * DAY).parameters(CertificateArn=arn),
        )

        assert describe(acm, arn) == before

    def test_an_expired_one_lives_again(self, sandbox: Sandbox, acm: Any) -> None:
        arn = take(acm, make(["again.test"], end=2 * DAY))
        sandbox.advance("72h")
        wait_for_status(acm, arn, "EXPIRED")

        take(acm, make(["again.test"]), CertificateArn=arn)

        assert describe(acm, arn)["Status"] == "ISSUED"

    def test_only_in_the_place_of_an_import(self, sandbox: Sandbox, acm: Any) -> None:
        arn = issue(sandbox, "again.test")

        code, _ = refused(
            acm.import_certificate, **make(["again.test"], key_type="RSA_2048").parameters(CertificateArn=arn)
        )

        assert code == "ValidationException"
        assert describe(acm, arn)["Type"] == "AMAZON_ISSUED"

    def test_not_in_the_place_of_nothing(self, acm: Any) -> None:
        arn = take(acm, make())
        acm.delete_certificate(CertificateArn=arn)

        code, _ = refused(acm.import_certificate, **make().parameters(CertificateArn=arn))

        assert code == "ResourceNotFoundException"

    def test_not_in_the_place_of_anothers(self, sandbox: Sandbox, acm: Any) -> None:
        arn = take(sandbox.client(key=FOOBAR), make())

        code, _ = refused(acm.import_certificate, **make().parameters(CertificateArn=arn))

        assert code in ("ResourceNotFoundException", "AccessDeniedException")
