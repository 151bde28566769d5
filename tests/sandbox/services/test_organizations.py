"""Who belongs to an organization (AWS Organizations API reference)."""

import datetime

import pytest

from refusals import refused
from sandbox_process import Sandbox
from small_world import (
    ADMIN,
    LISTER,
    MANAGEMENT,
    MEMBER,
    MEMBER_ADMIN,
    MORE_MEMBERS,
    STRANGER,
    STRANGER_ADMIN,
)

NO_PERMISSION = "You don't have permissions to access this resource."
NOT_IN_USE = "Your account is not a member of an organization."


def account_arn(account: str) -> str:
    return f"arn:aws:organizations::{MANAGEMENT}:account/o-exampleorgid/{account}"


class TestDescribeOrganization:
    @pytest.mark.parametrize("keys", [ADMIN, MEMBER_ADMIN], ids=["management", "member"])
    def test_every_member_may_ask(self, sandbox: Sandbox, keys) -> None:
        described = sandbox.client("organizations", keys).describe_organization()["Organization"]
        assert described == {
            "Id": "o-exampleorgid",
            "Arn": f"arn:aws:organizations::{MANAGEMENT}:organization/o-exampleorgid",
            "FeatureSet": "ALL",
            "MasterAccountArn": account_arn(MANAGEMENT),
            "MasterAccountId": MANAGEMENT,
            "MasterAccountEmail": "management@example.com",
            "AvailablePolicyTypes": [{"Type": "SERVICE_CONTROL_POLICY", "Status": "ENABLED"}],
        }

    def test_of_who_is_in_none(self, sandbox: Sandbox) -> None:
        organizations = sandbox.client("organizations", STRANGER_ADMIN)
        for ask in (
            organizations.describe_organization,
            organizations.list_accounts,
            lambda: organizations.describe_account(AccountId=STRANGER),
        ):
            with refused("AWSOrganizationsNotInUseException", NOT_IN_USE, 400):
                ask()


class TestDescribeAccount:
    def test_of_a_member(self, sandbox: Sandbox) -> None:
        described = sandbox.client("organizations", ADMIN).describe_account(AccountId=MEMBER)["Account"]
        joined = described.pop("JoinedTimestamp")
        assert datetime.datetime.now(datetime.UTC) - joined < datetime.timedelta(minutes=1)
        assert described == {
            "Id": MEMBER,
            "Arn": account_arn(MEMBER),
            "Email": "member@example.com",
            "Name": "Member",
            "Status": "ACTIVE",
            "State": "ACTIVE",
            "Paths": [f"o-exampleorgid/r-a1b2/{MEMBER}/"],
            "JoinedMethod": "CREATED",
        }

    def test_of_a_suspended_one(self, sandbox: Sandbox) -> None:
        described = sandbox.client("organizations", ADMIN).describe_account(AccountId=MORE_MEMBERS[0])
        assert (described["Account"]["Status"], described["Account"]["State"]) == ("SUSPENDED", "SUSPENDED")
        assert described["Account"]["JoinedMethod"] == "INVITED"

    @pytest.mark.parametrize("account", [STRANGER, "999999999999"])
    def test_of_who_is_not_in_it(self, sandbox: Sandbox, account: str) -> None:
        with refused("AccountNotFoundException", "You specified an account that doesn't exist.", 400):
            sandbox.client("organizations", ADMIN).describe_account(AccountId=account)

    def test_only_the_management_account_may_ask(self, sandbox: Sandbox) -> None:
        with refused("AccessDeniedException", NO_PERMISSION, 400):
            sandbox.client("organizations", MEMBER_ADMIN).describe_account(AccountId=MEMBER)

    def test_ids_that_are_none(self, sandbox: Sandbox) -> None:
        with refused("InvalidInputException", status=400):
            sandbox.client("organizations", ADMIN).describe_account(AccountId="12345")


class TestListAccounts:
    def test_in_pages(self, sandbox: Sandbox) -> None:
        paginator = sandbox.client("organizations", ADMIN).get_paginator("list_accounts")
        pages = [page["Accounts"] for page in paginator.paginate()]
        assert [len(page) for page in pages] == [20, 5]
        listed = [account["Id"] for page in pages for account in page]
        assert sorted(listed) == [MANAGEMENT, MEMBER, *MORE_MEMBERS]

    def test_in_pages_of_another_size(self, sandbox: Sandbox) -> None:
        paginator = sandbox.client("organizations", ADMIN).get_paginator("list_accounts")
        pages = [page["Accounts"] for page in paginator.paginate(PaginationConfig={"PageSize": 7})]
        assert [len(page) for page in pages] == [7, 7, 7, 4]

    def test_rows_are_those_of_describe_account(self, sandbox: Sandbox) -> None:
        organizations = sandbox.client("organizations", ADMIN)
        row = organizations.list_accounts(MaxResults=1)["Accounts"][0]
        assert row == organizations.describe_account(AccountId=row["Id"])["Account"]

    @pytest.mark.parametrize("most", [0, 21])
    def test_sizes_of_pages(self, sandbox: Sandbox, most: int) -> None:
        with refused("InvalidInputException", status=400):
            sandbox.client("organizations", ADMIN).list_accounts(MaxResults=most)

    def test_tokens_that_are_none(self, sandbox: Sandbox) -> None:
        organizations = sandbox.client("organizations", ADMIN)
        with refused("InvalidInputException", "You provided an invalid NextToken value.", 400):
            organizations.list_accounts(NextToken="invented")
        try:
            organizations.list_accounts(NextToken="invented")
        except organizations.exceptions.InvalidInputException as problem:
            assert problem.response["Reason"] == "INVALID_NEXT_TOKEN"

    def test_only_the_management_account_may_ask(self, sandbox: Sandbox) -> None:
        with refused("AccessDeniedException", NO_PERMISSION, 400):
            sandbox.client("organizations", MEMBER_ADMIN).list_accounts()

    def test_policies_count_too(self, sandbox: Sandbox) -> None:
        with refused("AccessDeniedException", status=400):
            sandbox.client("organizations", LISTER).list_accounts()


def test_command_line(sandbox: Sandbox) -> None:
    assert len(sandbox.aws(ADMIN, "organizations", "list-accounts")["Accounts"]) == 25
    assert (
        sandbox.aws(ADMIN, "organizations", "describe-organization")["Organization"]["Id"] == "o-exampleorgid"
    )
