"""The accounts of these tests, as the sandbox's fixture file has them."""

from sandbox_process import Keys

MANAGEMENT, MEMBER, STRANGER, CHINESE = "111111111111", "222222222222", "333333333333", "444444444444"
MORE_MEMBERS = [f"5{number:011d}" for number in range(23)]

ROOT = Keys("AKIAROOT", "root's secret")
ADMIN = Keys("AKIAADMIN", "admin's secret")
LISTER = Keys("AKIALISTER", "lister's secret")
FORBIDDEN = Keys("AKIAFORBIDDEN", "forbidden's secret")
ASSUMER = Keys("AKIAASSUMER", "assumer's secret")
MEMBER_ADMIN = Keys("AKIAMEMBER", "member's secret")
STRANGER_ADMIN = Keys("AKIASTRANGER", "stranger's secret")
CHINESE_ADMIN = Keys("AKIACHINESE", "chinese's secret")

ISSUER = "https://token.example.com/cluster"


def policy(*statements: dict) -> dict:
    return {"Version": "2012-10-17", "Statement": list(statements)}


def allow(*actions: str, resource: str | list[str] = "*") -> dict:
    return {"Effect": "Allow", "Action": list(actions), "Resource": resource}


def deny(*actions: str, resource: str | list[str] = "*") -> dict:
    return {"Effect": "Deny", "Action": list(actions), "Resource": resource}


def user(name: str, keys: Keys, may: dict | None = None) -> dict:
    described = {"name": name, "access_key_id": keys.access_key_id, "secret": keys.secret}
    return {**described, "policy": may} if may else described


def role(name: str, principals: list[str], **more: object) -> dict:
    trust = {"principals": principals}
    for member in ("external_id", "web_identity_issuers"):
        if member in more:
            trust[member] = more.pop(member)
    return {"name": name, "trust": trust, **more}


def role_arn(account: str, name: str) -> str:
    return f"arn:aws:iam::{account}:role/{name}"


LISTING = policy(allow("acm:List*", "acm:DescribeCertificate"))
# Everything about certificates below one path, and nothing below the other.
CAREFUL = policy(
    allow("iam:*ServerCertificate*", resource=f"arn:aws:iam::{MANAGEMENT}:server-certificate/team/*"),
    deny("iam:DeleteServerCertificate", resource=f"arn:aws:iam::{MANAGEMENT}:server-certificate/team/kept"),
)

FIXTURE = {
    "accounts": [
        {
            "id": MANAGEMENT,
            "name": "Management",
            "email": "management@example.com",
            "regions": ["af-south-1"],
            "root": {"access_key_id": ROOT.access_key_id, "secret": ROOT.secret},
            "users": [
                user("admin", ADMIN),
                user("lister", LISTER, LISTING),
                user("forbidden", FORBIDDEN, policy(allow("*"), deny("sts:AssumeRole", "iam:*"))),
                user(
                    "team/assumer",
                    ASSUMER,
                    policy(allow("sts:AssumeRole", resource=role_arn(MEMBER, "re*")), *CAREFUL["Statement"]),
                ),
            ],
            "roles": [
                role("home", [MANAGEMENT]),
                role("home-of-lister", [f"arn:aws:iam::{MANAGEMENT}:user/lister"]),
                role("home-of-all", ["*"]),
            ],
        },
        {
            "id": MEMBER,
            "name": "Member",
            "email": "member@example.com",
            "users": [user("admin", MEMBER_ADMIN)],
            "roles": [
                role("reader", [MANAGEMENT], policy=LISTING),
                role("by/root/arn", [f"arn:aws:iam::{MANAGEMENT}:root"]),
                role(
                    "by-user",
                    [f"arn:aws:iam::{MANAGEMENT}:user/admin", f"arn:aws:iam::{MANAGEMENT}:user/lister"],
                ),
                role("by-all", ["*"]),
                role("by-role", [role_arn(MEMBER, "reader")], longest_session=43200),
                role("by-session", [f"arn:aws:sts::{MEMBER}:assumed-role/reader/known"]),
                role("external", [MANAGEMENT], external_id="a shared secret".replace(" ", "-")),
                role("long", [MANAGEMENT], longest_session=43200),
                role("web", [], web_identity_issuers=[ISSUER], policy=LISTING),
                role("other-web", [], web_identity_issuers=["other.example.com"]),
            ],
        },
        {
            "id": STRANGER,
            "name": "Stranger",
            "email": "stranger@example.com",
            "users": [user("admin", STRANGER_ADMIN)],
        },
        {
            "id": CHINESE,
            "partition": "aws-cn",
            "users": [user("admin", CHINESE_ADMIN)],
            "roles": [role("reader", ["*"])],
        },
        *[
            {"id": number, "name": f"Member {number}", "email": f"aws-{number}@example.com"}
            for number in MORE_MEMBERS
        ],
    ],
    "organization": {
        "id": "o-exampleorgid",
        "root_id": "r-a1b2",
        "management_account": MANAGEMENT,
        "members": [
            {"account": MEMBER, "joined_method": "CREATED"},
            *[{"account": number, "state": "SUSPENDED"} for number in MORE_MEMBERS],
        ],
    },
}
