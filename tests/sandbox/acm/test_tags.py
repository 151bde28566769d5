"""Tags, by the operations for certificates and by those for resources."""

from typing import Any

import pytest

from chains import make

from .emulator import FOOBAR, Sandbox, refused
from .model import ABSENT


@pytest.fixture
def arn(acm: Any) -> str:
    return acm.request_certificate(DomainName="tags.test", ValidationMethod="DNS")["CertificateArn"]


def tags(acm: Any, arn: str) -> dict[str, str | None]:
    listed = acm.list_tags_for_certificate(CertificateArn=arn)["Tags"]
    assert listed == acm.list_tags_for_resource(ResourceArn=arn)["Tags"]
    return {one["Key"]: one.get("Value") or None for one in listed}


def some(count: int, prefix: str = "key") -> list[dict[str, str]]:
    return [{"Key": f"{prefix}{index}", "Value": "x"} for index in range(count)]


def test_there_are_none_at_first(acm: Any, arn: str) -> None:
    assert tags(acm, arn) == {}


def test_they_come_with_the_request(acm: Any) -> None:
    arn = acm.request_certificate(DomainName="tags.test", Tags=[{"Key": "a", "Value": "1"}, {"Key": "b"}])[
        "CertificateArn"
    ]

    assert tags(acm, arn) == {"a": "1", "b": None}


def test_they_are_added_and_replaced(acm: Any, arn: str) -> None:
    acm.add_tags_to_certificate(CertificateArn=arn, Tags=[{"Key": "a", "Value": "1"}])
    acm.add_tags_to_certificate(CertificateArn=arn, Tags=[{"Key": "a", "Value": "2"}, {"Key": "b"}])

    assert tags(acm, arn) == {"a": "2", "b": None}


def test_keys_differ_by_case(acm: Any, arn: str) -> None:
    acm.add_tags_to_certificate(CertificateArn=arn, Tags=[{"Key": "a"}, {"Key": "A"}])

    assert set(tags(acm, arn)) == {"a", "A"}


class TestRemoval:
    @pytest.fixture(autouse=True)
    def tagged(self, acm: Any, arn: str) -> None:
        acm.add_tags_to_certificate(
            CertificateArn=arn, Tags=[{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "2"}]
        )

    def test_by_the_key(self, acm: Any, arn: str) -> None:
        acm.remove_tags_from_certificate(CertificateArn=arn, Tags=[{"Key": "a"}])

        assert tags(acm, arn) == {"b": "2"}

    def test_by_key_and_value(self, acm: Any, arn: str) -> None:
        acm.remove_tags_from_certificate(CertificateArn=arn, Tags=[{"Key": "a", "Value": "1"}])

        assert tags(acm, arn) == {"b": "2"}

    def test_not_with_another_value(self, acm: Any, arn: str) -> None:
        acm.remove_tags_from_certificate(CertificateArn=arn, Tags=[{"Key": "a", "Value": "not this"}])

        assert tags(acm, arn) == {"a": "1", "b": "2"}

    def test_what_is_not_there_is_no_fault(self, acm: Any, arn: str) -> None:
        acm.remove_tags_from_certificate(CertificateArn=arn, Tags=[{"Key": "c"}])

        assert tags(acm, arn) == {"a": "1", "b": "2"}


class TestLimits:
    def test_fifty(self, acm: Any, arn: str) -> None:
        acm.add_tags_to_certificate(CertificateArn=arn, Tags=some(50))

        assert len(tags(acm, arn)) == 50

    def test_the_fifty_first(self, acm: Any, arn: str) -> None:
        acm.add_tags_to_certificate(CertificateArn=arn, Tags=some(50))

        code, _ = refused(acm.add_tags_to_certificate, CertificateArn=arn, Tags=[{"Key": "more"}])

        assert code == "TooManyTagsException"
        assert len(tags(acm, arn)) == 50

    def test_a_new_value_is_not_one_more(self, acm: Any, arn: str) -> None:
        acm.add_tags_to_certificate(CertificateArn=arn, Tags=some(50))

        acm.add_tags_to_certificate(CertificateArn=arn, Tags=[{"Key": "key0", "Value": "new"}])

        assert tags(acm, arn)["key0"] == "new"

    def test_the_other_operation_has_another_error(self, acm: Any, arn: str) -> None:
        acm.add_tags_to_certificate(CertificateArn=arn, Tags=some(50))

        code, _ = refused(acm.tag_resource, ResourceArn=arn, Tags=[{"Key": "more"}])

        assert code in ("ServiceQuotaExceededException", "ValidationException")
        assert len(tags(acm, arn)) == 50

    @pytest.mark.parametrize("key", ["aws:mine", "AWS:mine", "aws:"])
    def test_what_is_amazons(self, acm: Any, arn: str, key: str) -> None:
        code, _ = refused(acm.add_tags_to_certificate, CertificateArn=arn, Tags=[{"Key": key, "Value": "x"}])

        assert code in ("InvalidTagException", "ValidationException")
        assert tags(acm, arn) == {}

    @pytest.mark.parametrize("key", ["aws:mine", "AWS:mine"])
    def test_what_is_amazons_is_not_taken_away(self, acm: Any, arn: str, key: str) -> None:
        acm.add_tags_to_certificate(CertificateArn=arn, Tags=some(1))
        unwanted = [*some(1), {"Key": key}]

        assert (
            refused(acm.remove_tags_from_certificate, CertificateArn=arn, Tags=unwanted)[0]
            == "InvalidTagException"
        )
        code, _ = refused(acm.untag_resource, ResourceArn=arn, TagKeys=[tag["Key"] for tag in unwanted])
        assert code == "ValidationException"
        assert len(tags(acm, arn)) == 1

    def test_what_is_amazons_at_the_request(self, acm: Any) -> None:
        code, _ = refused(acm.request_certificate, DomainName="tags.test", Tags=[{"Key": "aws:mine"}])

        assert code in ("InvalidTagException", "ValidationException")
        assert acm.list_certificates()["CertificateSummaryList"] == []

    @pytest.mark.parametrize("key", ["a b", "_.:/=+-@", "ключ", "awsX", "a" * 128])
    def test_odd_keys(self, acm: Any, arn: str, key: str) -> None:
        acm.add_tags_to_certificate(CertificateArn=arn, Tags=[{"Key": key, "Value": key}])

        assert tags(acm, arn) == {key: key}

    def test_the_same_key_twice_in_one_call(self, acm: Any, arn: str) -> None:
        code, _ = refused(
            acm.add_tags_to_certificate,
            CertificateArn=arn,
            Tags=[{"Key": "a", "Value": "1"}, {"Key": "a", "Value": "2"}],
        )

        assert code in ("InvalidParameterException", "InvalidTagException", "ValidationException")


class TestResources:
    def test_the_same_tags(self, acm: Any, arn: str) -> None:
        acm.tag_resource(ResourceArn=arn, Tags=[{"Key": "a", "Value": "1"}])
        assert tags(acm, arn) == {"a": "1"}
        acm.untag_resource(ResourceArn=arn, TagKeys=["a", "b"])
        assert tags(acm, arn) == {}


@pytest.mark.parametrize(
    ("operation", "parameters"),
    [
        ("add_tags_to_certificate", {"CertificateArn": ABSENT, "Tags": [{"Key": "a"}]}),
        ("remove_tags_from_certificate", {"CertificateArn": ABSENT, "Tags": [{"Key": "a"}]}),
        ("list_tags_for_certificate", {"CertificateArn": ABSENT}),
        ("tag_resource", {"ResourceArn": ABSENT, "Tags": [{"Key": "a"}]}),
        ("untag_resource", {"ResourceArn": ABSENT, "TagKeys": ["a"]}),
        ("list_tags_for_resource", {"ResourceArn": ABSENT}),
    ],
)
def test_of_what_is_not_there(acm: Any, operation: str, parameters: dict[str, Any]) -> None:
    assert refused(getattr(acm, operation), **parameters)[0] == "ResourceNotFoundException"


def test_they_stay_with_their_certificate(sandbox: Sandbox, acm: Any) -> None:
    first = acm.import_certificate(**make(["a.test"]).parameters(Tags=[{"Key": "a"}]))["CertificateArn"]
    second = acm.import_certificate(**make(["b.test"]).parameters(Tags=[{"Key": "b"}]))["CertificateArn"]

    acm.delete_certificate(CertificateArn=first)

    assert tags(acm, second) == {"b": None}
    code, _ = refused(sandbox.client(key=FOOBAR).list_tags_for_certificate, CertificateArn=second)
    assert code in ("ResourceNotFoundException", "AccessDeniedException")
