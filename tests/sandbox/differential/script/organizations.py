"""The organization and its accounts, as the management account sees them."""

from ..recorder import ACCOUNT, Recorder

# By which the set-up names what the two services have made: moto by its API, the sandbox by its fixture.
MEMBER = "Production"


def run(aws: Recorder) -> None:
    if not aws.service.proves:
        aws.quietly("organizations.CreateOrganization", FeatureSet="ALL")
        aws.quietly("organizations.CreateAccount", AccountName=MEMBER, Email="production@example.test")
    found = aws.quietly("organizations.DescribeOrganization")["Organization"]
    aws.name(found["Id"], "organization")
    rows = aws.quietly("organizations.ListAccounts")["Accounts"]
    [member] = [row["Id"] for row in rows if row["Id"] != ACCOUNT]
    aws.name(member, "member")
    aws("of a member", "organizations.DescribeOrganization")
    aws("all", "organizations.ListAccounts")
    aws("one to a page", "organizations.ListAccounts", MaxResults=1)
    aws("no rows", "organizations.ListAccounts", MaxResults=0)
    aws("21 rows", "organizations.ListAccounts", MaxResults=21)
    aws("a token that is none", "organizations.ListAccounts", NextToken="nonsense")
    aws("a member", "organizations.DescribeAccount", AccountId=member)
    aws("itself", "organizations.DescribeAccount", AccountId=ACCOUNT)
    aws("a stranger", "organizations.DescribeAccount", AccountId="999999999999")
    aws("no account", "organizations.DescribeAccount", AccountId="12345")
    aws("without an account", "organizations.DescribeAccount")
