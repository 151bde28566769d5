"""Resources by their tags (Resource Groups Tagging API reference)."""

import pytest
from botocore.client import BaseClient

from certificates import SelfSigned, self_signed
from refusals import refused
from sandbox_process import Sandbox
from small_world import ADMIN, LISTER, MANAGEMENT, MEMBER_ADMIN

NOTHING = {"ResourceTagMappingList": [], "PaginationToken": ""}


@pytest.fixture(scope="module")
def site() -> SelfSigned:
    return self_signed(["www.example.com"])


@pytest.fixture
def tagging(sandbox: Sandbox) -> BaseClient:
    return sandbox.client("resourcegroupstaggingapi", ADMIN)


def as_tags(tags: dict[str, str]) -> list[dict[str, str]]:
    return [{"Key": key, "Value": value} for key, value in tags.items()]


def certificate(sandbox: Sandbox, region: str = "us-east-1", **tags: str) -> str:
    """The ARN of a certificate that ACM has been asked for."""
    acm = sandbox.client("acm", ADMIN, region)
    wanted = {"DomainName": "www.example.com", "ValidationMethod": "DNS"}
    if tags:
        wanted["Tags"] = as_tags(tags)
    return acm.request_certificate(**wanted)["CertificateArn"]


def server_certificate(sandbox: Sandbox, site: SelfSigned, name: str, **tags: str) -> str:
    answer = sandbox.client("iam", ADMIN).upload_server_certificate(
        ServerCertificateName=name,
        CertificateBody=site.certificate.decode(),
        PrivateKey=site.private_key.decode(),
        Tags=as_tags(tags),
    )
    return answer["ServerCertificateMetadata"]["Arn"]


def found(answer: dict) -> set[str]:
    assert answer["PaginationToken"] == ""
    return {row["ResourceARN"] for row in answer["ResourceTagMappingList"]}


def without_metadata(answer: dict) -> dict:
    return {name: value for name, value in answer.items() if name != "ResponseMetadata"}


class TestGetResources:
    def test_shows_what_has_tags(self, sandbox: Sandbox, tagging: BaseClient, site: SelfSigned) -> None:
        assert without_metadata(tagging.get_resources()) == NOTHING
        certificate(sandbox)
        arn = certificate(sandbox, team="a", stage="test")
        iam_arn = server_certificate(sandbox, site, "site", team="b")
        server_certificate(sandbox, site, "untagged")
        assert without_metadata(tagging.get_resources()) == {
            "ResourceTagMappingList": [
                {"ResourceARN": arn, "Tags": as_tags({"stage": "test", "team": "a"})},
                {"ResourceARN": iam_arn, "Tags": as_tags({"team": "b"})},
            ],
            "PaginationToken": "",
        }

    def test_shows_what_had_tags(self, sandbox: Sandbox, tagging: BaseClient, site: SelfSigned) -> None:
        arns = [certificate(sandbox, team="a"), certificate(sandbox, team="a")]
        acm = sandbox.client("acm", ADMIN)
        acm.remove_tags_from_certificate(CertificateArn=arns[0], Tags=[{"Key": "team"}])
        acm.untag_resource(ResourceArn=arns[1], TagKeys=["team"])
        iam_arn = server_certificate(sandbox, site, "site", team="a")
        sandbox.client("iam", ADMIN).untag_server_certificate(ServerCertificateName="site", TagKeys=["team"])
        answer = tagging.get_resources()
        assert found(answer) == {*arns, iam_arn}
        assert [row["Tags"] for row in answer["ResourceTagMappingList"]] == [[], [], []]

    def test_not_what_was_deleted(self, sandbox: Sandbox, tagging: BaseClient) -> None:
        arn = certificate(sandbox, team="a")
        sandbox.client("acm", ADMIN).delete_certificate(CertificateArn=arn)
        assert without_metadata(tagging.get_resources()) == NOTHING

    def test_is_of_one_region_and_account(
        self, sandbox: Sandbox, tagging: BaseClient, site: SelfSigned
    ) -> None:
        here = certificate(sandbox, team="a")
        there = certificate(sandbox, "eu-west-1", team="a")
        everywhere = server_certificate(sandbox, site, "site", team="a")
        assert found(tagging.get_resources()) == {here, everywhere}
        elsewhere = sandbox.client("resourcegroupstaggingapi", ADMIN, "eu-west-1")
        assert found(elsewhere.get_resources()) == {there}
        other = sandbox.client("resourcegroupstaggingapi", MEMBER_ADMIN)
        assert without_metadata(other.get_resources()) == NOTHING

    @pytest.mark.parametrize(
        ("types", "acm", "iam"),
        [
            (["acm"], True, False),
            (["acm:certificate"], True, False),
            (["iam"], False, True),
            (["iam:server-certificate"], False, True),
            (["acm:certificate", "iam:server-certificate"], True, True),
            (["s3"], False, False),
            (["acm:other"], False, False),
            ([], True, True),
        ],
    )
    def test_by_type(
        self, sandbox: Sandbox, tagging: BaseClient, site: SelfSigned, types: list[str], acm: bool, iam: bool
    ) -> None:
        arns = {certificate(sandbox, team="a"): acm, server_certificate(sandbox, site, "site", team="a"): iam}
        answer = tagging.get_resources(ResourceTypeFilters=types)
        assert found(answer) == {arn for arn, shown in arns.items() if shown}

    def test_by_tags(self, sandbox: Sandbox, tagging: BaseClient) -> None:
        a_test = certificate(sandbox, team="a", stage="test")
        a_live = certificate(sandbox, team="a", stage="live")
        b_live = certificate(sandbox, team="b", stage="live")
        bare = certificate(sandbox, team="")
        certificate(sandbox, Team="a")
        for filters, expected in (
            ([{"Key": "team"}], {a_test, a_live, b_live, bare}),
            ([{"Key": "team", "Values": []}], {a_test, a_live, b_live, bare}),
            ([{"Key": "team", "Values": ["a"]}], {a_test, a_live}),
            ([{"Key": "team", "Values": ["a", "b"]}], {a_test, a_live, b_live}),
            ([{"Key": "team", "Values": [""]}], {bare}),
            ([{"Key": "team", "Values": ["a"]}, {"Key": "stage", "Values": ["live"]}], {a_live}),
            ([{"Key": "team", "Values": ["a"]}, {"Key": "owner"}], set()),
        ):
            assert found(tagging.get_resources(TagFilters=filters)) == expected, filters

    def test_by_arn(self, sandbox: Sandbox, tagging: BaseClient) -> None:
        arns = [certificate(sandbox, team=team) for team in "abc"]
        missing = f"arn:aws:acm:us-east-1:{MANAGEMENT}:certificate/12345678-1234-1234-1234-123456789012"
        assert found(tagging.get_resources(ResourceARNList=[arns[0], arns[2], missing])) == {arns[0], arns[2]}

    @pytest.mark.parametrize(
        "other",
        [
            {"TagFilters": [{"Key": "team"}]},
            {"ResourceTypeFilters": ["acm"]},
            {"ResourcesPerPage": 10},
            {"TagsPerPage": 100},
            {"PaginationToken": "x"},
        ],
    )
    def test_arns_go_with_nothing_else(self, sandbox: Sandbox, tagging: BaseClient, other: dict) -> None:
        with refused("InvalidParameterException", status=400):
            tagging.get_resources(ResourceARNList=[certificate(sandbox, team="a")], **other)

    def test_arns_that_are_refused(self, tagging: BaseClient) -> None:
        with refused("InvalidParameterException", "no-arn is not a valid AmazonResourceName (ARN)", 400):
            tagging.get_resources(ResourceARNList=["no-arn"])
        many = [f"arn:aws:acm:us-east-1:{MANAGEMENT}:certificate/{number}" for number in range(101)]
        with refused("InvalidParameterException", status=400):
            tagging.get_resources(ResourceARNList=many)

    @pytest.mark.parametrize(
        "question",
        [
            {"ResourcesPerPage": 0},
            {"ResourcesPerPage": 101},
            {"TagsPerPage": 99},
            {"TagsPerPage": 501},
            {"ResourceTypeFilters": [":certificate"]},
            {"ResourceTypeFilters": ["acm:certificate:x"]},
            {"ResourceTypeFilters": [""]},
            {"TagFilters": [{"Values": ["a"]}]},
            {"TagFilters": [{"Key": "k", "Values": [str(number) for number in range(21)]}]},
            {"TagFilters": [{"Key": str(number)} for number in range(51)]},
            {"ExcludeCompliantResources": True},
            {"PaginationToken": "invented"},
        ],
    )
    def test_questions_that_are_refused(self, tagging: BaseClient, question: dict) -> None:
        with refused("InvalidParameterException", status=400):
            tagging.get_resources(**question)

    def test_in_pages(self, sandbox: Sandbox, tagging: BaseClient, site: SelfSigned) -> None:
        arns = {certificate(sandbox, team="a") for _ in range(4)}
        arns |= {server_certificate(sandbox, site, f"site-{number}", team="a") for number in range(3)}
        certificate(sandbox, team="b")
        paginator = tagging.get_paginator("get_resources")
        filters = [{"Key": "team", "Values": ["a"]}]
        pages = list(paginator.paginate(TagFilters=filters, ResourcesPerPage=3))
        assert [len(page["ResourceTagMappingList"]) for page in pages] == [3, 3, 1]
        assert {row["ResourceARN"] for page in pages for row in page["ResourceTagMappingList"]} == arns
        with refused("InvalidParameterException", status=400):
            tagging.get_resources(ResourcesPerPage=3, PaginationToken=pages[0]["PaginationToken"])

    def test_in_pages_by_the_number_of_tags(self, sandbox: Sandbox, tagging: BaseClient) -> None:
        for _ in range(22):
            certificate(sandbox, **{f"k{number}": "" for number in range(10)})
        paginator = tagging.get_paginator("get_resources")
        pages = list(paginator.paginate(TagsPerPage=100))
        assert [len(page["ResourceTagMappingList"]) for page in pages] == [10, 10, 2]

    def test_all_comply_where_no_tag_policy_is(self, sandbox: Sandbox, tagging: BaseClient) -> None:
        certificate(sandbox, team="a")
        (row,) = tagging.get_resources(IncludeComplianceDetails=True)["ResourceTagMappingList"]
        assert row["ComplianceDetails"]["ComplianceStatus"] is True
        answer = tagging.get_resources(IncludeComplianceDetails=True, ExcludeCompliantResources=True)
        assert without_metadata(answer) == NOTHING

    def test_only_who_may_ask(self, sandbox: Sandbox) -> None:
        message = (
            f"User: arn:aws:iam::{MANAGEMENT}:user/lister is not authorized to perform: tag:GetResources because no "
            "identity-based policy allows the tag:GetResources action"
        )
        with refused("AccessDeniedException", message, 400):
            sandbox.client("resourcegroupstaggingapi", LISTER).get_resources()


class TestKeysAndValues:
    def test_each_once_and_in_order(self, sandbox: Sandbox, tagging: BaseClient, site: SelfSigned) -> None:
        certificate(sandbox, team="b", stage="test")
        certificate(sandbox, team="a")
        certificate(sandbox, team="b")
        certificate(sandbox, "eu-west-1", elsewhere="")
        server_certificate(sandbox, site, "site", team="")
        assert tagging.get_tag_keys()["TagKeys"] == ["stage", "team"]
        assert tagging.get_tag_values(Key="team")["TagValues"] == ["", "a", "b"]
        assert tagging.get_tag_values(Key="team", PaginationToken="")["TagValues"] == ["", "a", "b"]
        assert tagging.get_tag_values(Key="none") | {"ResponseMetadata": None} == {
            "TagValues": [], "PaginationToken": "", "ResponseMetadata": None,
        }  # fmt: skip

    def test_in_pages(self, sandbox: Sandbox, tagging: BaseClient) -> None:
        for part in range(3):
            certificate(sandbox, **{f"k{part}-{number}": f"v{number}" for number in range(50)})
        pages = [page["TagKeys"] for page in tagging.get_paginator("get_tag_keys").paginate()]
        assert [len(page) for page in pages] == [100, 50]
        assert len({key for page in pages for key in page}) == 150
        for number in range(101):
            certificate(sandbox, many=f"{number:03d}")
        pages = [page["TagValues"] for page in tagging.get_paginator("get_tag_values").paginate(Key="many")]
        assert [len(page) for page in pages] == [100, 1]

    def test_tokens_of_another_question(self, sandbox: Sandbox, tagging: BaseClient) -> None:
        certificate(sandbox, team="a")
        certificate(sandbox, team="a")
        token = tagging.get_resources(ResourcesPerPage=1)["PaginationToken"]
        for ask in (
            lambda: tagging.get_tag_keys(PaginationToken=token),
            lambda: tagging.get_tag_values(Key="team", PaginationToken=token),
        ):
            with refused("InvalidParameterException", status=400):
                ask()

    def test_keys_that_are_refused(self, tagging: BaseClient) -> None:
        for question in ({}, {"Key": ""}, {"Key": "x" * 129}):
            with refused("InvalidParameterException", status=400):
                tagging.get_tag_values(**question)


def test_command_line(sandbox: Sandbox) -> None:
    arn = certificate(sandbox, team="a")
    found_by_tag = sandbox.aws(
        ADMIN, "resourcegroupstaggingapi", "get-resources", "--resource-type-filters", "acm:certificate",
        "--tag-filters", "Key=team,Values=a",
    )  # fmt: skip
    assert found_by_tag["ResourceTagMappingList"] == [{"ResourceARN": arn, "Tags": as_tags({"team": "a"})}]
    assert sandbox.aws(ADMIN, "resourcegroupstaggingapi", "get-tag-keys")["TagKeys"] == ["team"]
