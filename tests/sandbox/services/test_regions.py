"""Which regions an account has: Account Management's ListRegions and GetRegionOptStatus, EC2's
DescribeRegions."""

import pytest
from botocore.client import BaseClient

from refusals import refused
from sandbox_process import Sandbox
from small_world import (
    ADMIN,
    CHINESE_ADMIN,
    LISTER,
    MANAGEMENT,
    MEMBER,
    MEMBER_ADMIN,
    STRANGER,
    STRANGER_ADMIN,
)

ALWAYS_ON = {
    "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-southeast-1", "ap-southeast-2",
    "ca-central-1", "eu-central-1", "eu-north-1", "eu-west-1", "eu-west-2", "eu-west-3", "sa-east-1", "us-east-1",
    "us-east-2", "us-west-1", "us-west-2",
}  # fmt: skip


@pytest.fixture
def account(sandbox: Sandbox) -> BaseClient:
    return sandbox.client("account", ADMIN)


@pytest.fixture
def ec2(sandbox: Sandbox) -> BaseClient:
    return sandbox.client("ec2", ADMIN)


def statuses(rows: list[dict]) -> dict[str, str]:
    return {row["RegionName"]: row["RegionOptStatus"] for row in rows}


class TestListRegions:
    def test_tells_what_is_on(self, account: BaseClient) -> None:
        answer = account.list_regions()
        shown = statuses(answer["Regions"])
        assert {name for name, status in shown.items() if status == "ENABLED_BY_DEFAULT"} == ALWAYS_ON
        assert shown["af-south-1"] == "ENABLED"
        assert shown["me-south-1"] == "DISABLED"
        assert len(shown) == 34
        assert "NextToken" not in answer

    def test_by_status(self, account: BaseClient) -> None:
        wanted = ["ENABLED", "ENABLED_BY_DEFAULT"]
        shown = statuses(account.list_regions(RegionOptStatusContains=wanted)["Regions"])
        assert set(shown) == ALWAYS_ON | {"af-south-1"}
        assert account.list_regions(RegionOptStatusContains=["ENABLING"])["Regions"] == []

    def test_in_pages(self, account: BaseClient) -> None:
        pages = list(
            account.get_paginator("list_regions").paginate(
                RegionOptStatusContains=["ENABLED_BY_DEFAULT"], PaginationConfig={"PageSize": 6}
            )
        )
        assert [len(page["Regions"]) for page in pages] == [6, 6, 5]
        assert {row["RegionName"] for page in pages for row in page["Regions"]} == ALWAYS_ON

    def test_tokens_of_another_question(self, account: BaseClient) -> None:
        token = account.list_regions(MaxResults=1)["NextToken"]
        for question in (
            {"NextToken": "invented"},
            {"NextToken": token, "RegionOptStatusContains": ["ENABLED"]},
        ):
            with refused("ValidationException", status=400):
                account.list_regions(**question)

    @pytest.mark.parametrize(
        "question", [{"MaxResults": 0}, {"MaxResults": 51}, {"RegionOptStatusContains": ["ON"]}]
    )
    def test_questions_that_are_refused(self, account: BaseClient, question: dict) -> None:
        with refused("ValidationException", status=400):
            account.list_regions(**question)

    def test_of_another_partition(self, sandbox: Sandbox) -> None:
        rows = sandbox.client("account", CHINESE_ADMIN, "cn-north-1").list_regions()["Regions"]
        assert statuses(rows) == {"cn-north-1": "ENABLED_BY_DEFAULT", "cn-northwest-1": "ENABLED_BY_DEFAULT"}

    def test_of_a_member(self, account: BaseClient) -> None:
        assert statuses(account.list_regions(AccountId=MEMBER)["Regions"])["af-south-1"] == "DISABLED"

    def test_of_who_one_may_not_ask_about(self, sandbox: Sandbox, account: BaseClient) -> None:
        own = (
            f"User: arn:aws:iam::{MANAGEMENT}:user/admin is not authorized to perform: account:ListRegions (The "
            "management account can only be managed using the standalone context from the management account.)"
        )
        with refused("AccessDeniedException", own, 403):
            account.list_regions(AccountId=MANAGEMENT)
        for client, about in (
            (account, STRANGER),
            (sandbox.client("account", MEMBER_ADMIN), MANAGEMENT),
            (sandbox.client("account", STRANGER_ADMIN), STRANGER),
        ):
            with refused("AccessDeniedException", status=403):
                client.list_regions(AccountId=about)

    def test_only_who_may_ask(self, sandbox: Sandbox) -> None:
        message = (
            f"User: arn:aws:iam::{MANAGEMENT}:user/lister is not authorized to perform: account:ListRegions on "
            f"resource: arn:aws:account::{MANAGEMENT}:account because no identity-based policy allows the "
            "account:ListRegions action"
        )
        with refused("AccessDeniedException", message, 403):
            sandbox.client("account", LISTER).list_regions()


class TestGetRegionOptStatus:
    @pytest.mark.parametrize(
        ("region", "status"),
        [("eu-west-1", "ENABLED_BY_DEFAULT"), ("af-south-1", "ENABLED"), ("me-south-1", "DISABLED")],
    )
    def test_of_a_region(self, account: BaseClient, region: str, status: str) -> None:
        answer = account.get_region_opt_status(RegionName=region)
        assert (answer["RegionName"], answer["RegionOptStatus"]) == (region, status)

    def test_of_a_member(self, account: BaseClient) -> None:
        answer = account.get_region_opt_status(RegionName="af-south-1", AccountId=MEMBER)
        assert answer["RegionOptStatus"] == "DISABLED"

    def test_of_no_region(self, account: BaseClient) -> None:
        with pytest.raises(account.exceptions.ValidationException) as caught:
            account.get_region_opt_status(RegionName="us-east-9")
        assert caught.value.response["reason"] == "fieldValidationFailed"
        assert caught.value.response["fieldList"][0]["name"] == "RegionName"


def regions(answer: dict) -> dict[str, str]:
    return {row["RegionName"]: row["OptInStatus"] for row in answer["Regions"]}


class TestDescribeRegions:
    def test_shows_what_is_on(self, ec2: BaseClient) -> None:
        shown = regions(ec2.describe_regions())
        assert shown == {**dict.fromkeys(ALWAYS_ON, "opt-in-not-required"), "af-south-1": "opted-in"}

    def test_shows_all(self, ec2: BaseClient) -> None:
        shown = regions(ec2.describe_regions(AllRegions=True))
        assert len(shown) == 34
        assert shown["me-south-1"] == "not-opted-in"

    def test_tells_where_they_answer(self, sandbox: Sandbox, ec2: BaseClient) -> None:
        (row,) = ec2.describe_regions(RegionNames=["eu-west-3"])["Regions"]
        assert row["Endpoint"] == "ec2.eu-west-3.amazonaws.com"
        chinese = sandbox.client("ec2", CHINESE_ADMIN, "cn-north-1").describe_regions()["Regions"]
        assert [row["Endpoint"] for row in chinese] == [
            "ec2.cn-north-1.amazonaws.com.cn",
            "ec2.cn-northwest-1.amazonaws.com.cn",
        ]

    def test_by_name_shows_also_what_is_off(self, ec2: BaseClient) -> None:
        shown = regions(ec2.describe_regions(RegionNames=["me-south-1", "us-east-1"]))
        assert shown == {"me-south-1": "not-opted-in", "us-east-1": "opt-in-not-required"}

    def test_names_that_are_none(self, ec2: BaseClient) -> None:
        with refused("InvalidParameterValue", "Invalid region: [us--east-1]", 400):
            ec2.describe_regions(RegionNames=["us-east-1", "us--east-1"])
        with refused("InvalidParameterValue", status=400):
            ec2.describe_regions(RegionNames=["cn-north-1"])

    @pytest.mark.parametrize(
        ("name", "values", "found"),
        [
            ("opt-in-status", ["opted-in"], {"af-south-1"}),
            ("region-name", ["us-*"], {"us-east-1", "us-east-2", "us-west-1", "us-west-2"}),
            ("endpoint", ["ec2.eu-west-?.amazonaws.com", "ec2.sa-east-1.amazonaws.com"],
             {"eu-west-1", "eu-west-2", "eu-west-3", "sa-east-1"}),
        ],
    )  # fmt: skip
    def test_by_filter(self, ec2: BaseClient, name: str, values: list[str], found: set[str]) -> None:
        assert set(regions(ec2.describe_regions(Filters=[{"Name": name, "Values": values}]))) == found

    def test_filters_must_all_hold(self, ec2: BaseClient) -> None:
        filters = [
            {"Name": "opt-in-status", "Values": ["not-opted-in"]},
            {"Name": "region-name", "Values": ["me-*"]},
        ]
        assert set(regions(ec2.describe_regions(AllRegions=True, Filters=filters))) == {
            "me-central-1",
            "me-south-1",
        }

    def test_filters_that_are_none(self, ec2: BaseClient) -> None:
        with refused("InvalidParameterValue", "The filter 'colour' is invalid", 400):
            ec2.describe_regions(Filters=[{"Name": "colour", "Values": ["red"]}])

    def test_dry_runs(self, ec2: BaseClient) -> None:
        with refused("DryRunOperation", "Request would have succeeded, but DryRun flag is set.", 412):
            ec2.describe_regions(DryRun=True)

    def test_only_who_may_ask(self, sandbox: Sandbox) -> None:
        message = (
            f"You are not authorized to perform this operation. User: arn:aws:iam::{MANAGEMENT}:user/lister is not "
            "authorized to perform: ec2:DescribeRegions because no identity-based policy allows the "
            "ec2:DescribeRegions action"
        )
        with refused("UnauthorizedOperation", message, 403):
            sandbox.client("ec2", LISTER).describe_regions(DryRun=True)


def test_command_line(sandbox: Sandbox) -> None:
    listed = sandbox.aws(ADMIN, "account", "list-regions", "--region-opt-status-contains", "ENABLED")
    assert listed["Regions"] == [{"RegionName": "af-south-1", "RegionOptStatus": "ENABLED"}]
    described = sandbox.aws(ADMIN, "ec2", "describe-regions", "--region-names", "eu-north-1")
    assert regions(described) == {"eu-north-1": "opt-in-not-required"}
