"""AWS Security Token Service: who somebody is, and roles ("Actions" in the STS API reference)."""

import base64
import datetime
import json
import time

import pytest
from botocore.exceptions import ClientError

from refusals import refused
from sandbox_process import Keys, Sandbox
from small_world import (
    ADMIN,
    ASSUMER,
    CHINESE,
    CHINESE_ADMIN,
    FORBIDDEN,
    ISSUER,
    LISTER,
    MANAGEMENT,
    MEMBER,
    MEMBER_ADMIN,
    ROOT,
    allow,
    deny,
    policy,
    role_arn,
)

MFA_UNKNOWN = (
    "MultiFactorAuthentication failed, unable to validate MFA code.  "
    "Please verify your MFA serial number is valid and associated with this user."
)


def assume(sandbox: Sandbox, keys: Keys, account: str, name: str, **more: object) -> dict:
    wanted = {"RoleArn": role_arn(account, name), "RoleSessionName": "tester", **more}
    return sandbox.client("sts", keys).assume_role(**wanted)


def caller(sandbox: Sandbox, keys: Keys) -> dict:
    answer = sandbox.client("sts", keys).get_caller_identity()
    return {name: answer[name] for name in ("UserId", "Account", "Arn")}


def not_authorized(user: str, account: str, name: str) -> str:
    return f"User: {user} is not authorized to perform: sts:AssumeRole on resource: {role_arn(account, name)}"


def seconds_left(answer: dict) -> float:
    return (answer["Credentials"]["Expiration"] - datetime.datetime.now(datetime.UTC)).total_seconds()


class TestGetCallerIdentity:
    def test_of_a_user(self, sandbox: Sandbox) -> None:
        identity = caller(sandbox, ADMIN)
        assert identity["Account"] == MANAGEMENT
        assert identity["Arn"] == f"arn:aws:iam::{MANAGEMENT}:user/admin"
        assert identity["UserId"].startswith("AIDA")
        assert len(identity["UserId"]) == 21

    def test_of_the_root_user(self, sandbox: Sandbox) -> None:
        assert caller(sandbox, ROOT) == {
            "UserId": MANAGEMENT,
            "Account": MANAGEMENT,
            "Arn": f"arn:aws:iam::{MANAGEMENT}:root",
        }

    def test_needs_no_permission(self, sandbox: Sandbox) -> None:
        assert caller(sandbox, LISTER)["Arn"].endswith(":user/lister")

    def test_in_another_partition(self, sandbox: Sandbox) -> None:
        identity = sandbox.client("sts", CHINESE_ADMIN, "cn-north-1").get_caller_identity()
        assert identity["Arn"] == f"arn:aws-cn:iam::{CHINESE}:user/admin"

    def test_in_a_region_that_is_off(self, sandbox: Sandbox) -> None:
        assert sandbox.client("sts", ADMIN, "af-south-1").get_caller_identity()["Account"] == MANAGEMENT
        with refused("InvalidClientTokenId", status=403):
            sandbox.client("sts", MEMBER_ADMIN, "af-south-1").get_caller_identity()


class TestAssumeRole:
    def test_gives_the_holder_another_identity(self, sandbox: Sandbox) -> None:
        answer = assume(sandbox, ADMIN, MEMBER, "reader")
        credentials = answer["Credentials"]
        assert credentials["AccessKeyId"].startswith("ASIA")
        assert len(credentials["AccessKeyId"]) == 20
        assert len(credentials["SecretAccessKey"]) == 40
        assert 3590 < seconds_left(answer) <= 3600
        assert credentials["Expiration"].microsecond == 0
        session = f"arn:aws:sts::{MEMBER}:assumed-role/reader/tester"
        assert answer["AssumedRoleUser"]["Arn"] == session
        role_id, name = answer["AssumedRoleUser"]["AssumedRoleId"].split(":")
        assert (role_id[:4], len(role_id), name) == ("AROA", 21, "tester")
        assert "PackedPolicySize" not in answer
        assert "SourceIdentity" not in answer
        assert caller(sandbox, Keys.of(answer)) == {
            "UserId": answer["AssumedRoleUser"]["AssumedRoleId"],
            "Account": MEMBER,
            "Arn": session,
        }

    def test_the_role_s_policy_is_what_counts(self, sandbox: Sandbox) -> None:
        acm = sandbox.client("acm", Keys.of(assume(sandbox, ADMIN, MEMBER, "reader")))
        assert acm.list_certificates()["CertificateSummaryList"] == []
        with refused("AccessDeniedException"):
            acm.request_certificate(DomainName="www.example.com")

    def test_a_path_is_no_part_of_the_session(self, sandbox: Sandbox) -> None:
        answer = assume(sandbox, ADMIN, MEMBER, "by/root/arn")
        assert answer["AssumedRoleUser"]["Arn"] == f"arn:aws:sts::{MEMBER}:assumed-role/arn/tester"

    @pytest.mark.parametrize("name", ["reader", "by/root/arn", "by-user", "by-all"])
    def test_trusts_accounts_and_users(self, sandbox: Sandbox, name: str) -> None:
        assert caller(sandbox, Keys.of(assume(sandbox, ADMIN, MEMBER, name)))["Account"] == MEMBER

    def test_trusts_roles_and_sessions(self, sandbox: Sandbox) -> None:
        reader = Keys.of(assume(sandbox, ADMIN, MEMBER, "reader"))
        assert assume(sandbox, reader, MEMBER, "by-role")["AssumedRoleUser"]
        known = Keys.of(assume(sandbox, ADMIN, MEMBER, "reader", RoleSessionName="known"))
        assert assume(sandbox, known, MEMBER, "by-session")["AssumedRoleUser"]
        session = f"arn:aws:sts::{MEMBER}:assumed-role/reader/tester"
        with refused("AccessDenied", not_authorized(session, MEMBER, "by-session"), 403):
            assume(sandbox, reader, MEMBER, "by-session")

    @pytest.mark.parametrize(
        ("account", "name"),
        [(MEMBER, "by-role"), (MEMBER, "web"), (MEMBER, "no-such-role"), ("999999999999", "reader")],
        ids=["trusts somebody else", "trusts nobody", "no such role", "no such account"],
    )
    def test_does_not_tell_why_not(self, sandbox: Sandbox, account: str, name: str) -> None:
        admin = f"arn:aws:iam::{MANAGEMENT}:user/admin"
        with refused("AccessDenied", not_authorized(admin, account, name), 403):
            assume(sandbox, ADMIN, account, name)

    def test_stays_within_the_partition(self, sandbox: Sandbox) -> None:
        for arn in (role_arn(CHINESE, "reader"), f"arn:aws-cn:iam::{MEMBER}:role/by-all"):
            with refused("AccessDenied", status=403):
                sandbox.client("sts", ADMIN).assume_role(RoleArn=arn, RoleSessionName="tester")

    def test_external_ids(self, sandbox: Sandbox) -> None:
        assert assume(sandbox, ADMIN, MEMBER, "external", ExternalId="a-shared-secret")["AssumedRoleUser"]
        admin = f"arn:aws:iam::{MANAGEMENT}:user/admin"
        with refused("AccessDenied", not_authorized(admin, MEMBER, "external"), 403):
            assume(sandbox, ADMIN, MEMBER, "external", ExternalId="another")
        with refused("AccessDenied", not_authorized(admin, MEMBER, "external"), 403):
            assume(sandbox, ADMIN, MEMBER, "external")
        # Where none is asked for, any will do.
        assert assume(sandbox, ADMIN, MEMBER, "reader", ExternalId="any")["AssumedRoleUser"]

    def test_across_accounts_both_must_agree(self, sandbox: Sandbox) -> None:
        assert assume(sandbox, ASSUMER, MEMBER, "reader")["AssumedRoleUser"]
        assumer = f"arn:aws:iam::{MANAGEMENT}:user/team/assumer"
        with refused("AccessDenied", not_authorized(assumer, MEMBER, "by-all"), 403):
            assume(sandbox, ASSUMER, MEMBER, "by-all")
        lister = f"arn:aws:iam::{MANAGEMENT}:user/lister"
        with refused("AccessDenied", not_authorized(lister, MEMBER, "by-user"), 403):
            assume(sandbox, LISTER, MEMBER, "by-user")

    def test_within_an_account_a_trust_by_name_is_enough(self, sandbox: Sandbox) -> None:
        assert assume(sandbox, LISTER, MANAGEMENT, "home-of-lister")["AssumedRoleUser"]
        assert assume(sandbox, LISTER, MANAGEMENT, "home-of-all")["AssumedRoleUser"]
        with refused("AccessDenied", status=403):
            assume(sandbox, LISTER, MANAGEMENT, "home")

    def test_an_explicit_deny_wins(self, sandbox: Sandbox) -> None:
        forbidden = f"arn:aws:iam::{MANAGEMENT}:user/forbidden"
        why = " with an explicit deny in an identity-based policy"
        with refused("AccessDenied", not_authorized(forbidden, MANAGEMENT, "home-of-all") + why, 403):
            assume(sandbox, FORBIDDEN, MANAGEMENT, "home-of-all")

    def test_not_by_the_root_user(self, sandbox: Sandbox) -> None:
        with refused("AccessDenied", "Roles may not be assumed by root accounts.", 403):
            assume(sandbox, ROOT, MANAGEMENT, "home")

    @pytest.mark.parametrize("seconds", [900, 3600, 43200])
    def test_lasts_as_long_as_asked(self, sandbox: Sandbox, seconds: int) -> None:
        answer = assume(sandbox, ADMIN, MEMBER, "long", DurationSeconds=seconds)
        assert seconds - 10 < seconds_left(answer) <= seconds

    @pytest.mark.parametrize(
        ("seconds", "rule"),
        [
            (899, "Member must have value greater than or equal to 900"),
            (43201, "Member must have value less than or equal to 43200"),
        ],
    )
    def test_durations_out_of_range(self, sandbox: Sandbox, seconds: int, rule: str) -> None:
        message = (
            f"1 validation error detected: Value '{seconds}' at 'durationSeconds' failed to satisfy constraint: "
            f"{rule}"
        )
        with refused("ValidationError", message, 400):
            assume(sandbox, ADMIN, MEMBER, "reader", DurationSeconds=seconds)

    def test_no_longer_than_the_role_allows(self, sandbox: Sandbox) -> None:
        message = "The requested DurationSeconds exceeds the MaxSessionDuration set for this role."
        with refused("ValidationError", message, 400):
            assume(sandbox, ADMIN, MEMBER, "reader", DurationSeconds=3601)

    def test_an_hour_for_who_has_a_role_already(self, sandbox: Sandbox) -> None:
        reader = Keys.of(assume(sandbox, ADMIN, MEMBER, "reader"))
        assert assume(sandbox, reader, MEMBER, "by-role", DurationSeconds=3600)["AssumedRoleUser"]
        message = "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining."
        with refused("ValidationError", message, 400):
            assume(sandbox, reader, MEMBER, "by-role", DurationSeconds=3601)

    def test_arns_of_something_else(self, sandbox: Sandbox) -> None:
        sts = sandbox.client("sts", ADMIN)
        certificate = f"arn:aws:acm:us-east-1:{MEMBER}:certificate/12345678-1234-1234-1234-123456789012"
        with refused("ValidationError", "Request ARN is invalid", 400):
            sts.assume_role(RoleArn=certificate, RoleSessionName="tester")
        with refused("ValidationError", "certainly not an ARN is invalid", 400):
            sts.assume_role(RoleArn="certainly not an ARN", RoleSessionName="tester")

    @pytest.mark.parametrize("name", ["has space", "a/b", "x" * 65])
    def test_names_of_sessions(self, sandbox: Sandbox, name: str) -> None:
        with refused("ValidationError", status=400):
            assume(sandbox, ADMIN, MEMBER, "reader", RoleSessionName=name)

    def test_a_source_identity_stays(self, sandbox: Sandbox) -> None:
        first = assume(sandbox, ADMIN, MEMBER, "reader", SourceIdentity="alice")
        assert first["SourceIdentity"] == "alice"
        assert assume(sandbox, Keys.of(first), MEMBER, "by-role")["SourceIdentity"] == "alice"
        message = "The source identity is already set for this assume role session"
        with refused("ValidationError", message, 400):
            assume(sandbox, Keys.of(first), MEMBER, "by-role", SourceIdentity="bob")

    def test_a_session_policy_narrows(self, sandbox: Sandbox) -> None:
        narrow = json.dumps(policy(allow("acm:*"), deny("acm:ListCertificates")))
        answer = assume(sandbox, ADMIN, MEMBER, "long", Policy=narrow)
        assert 1 <= answer["PackedPolicySize"] <= 100
        acm = sandbox.client("acm", Keys.of(answer))
        assert acm.get_account_configuration()["ExpiryEvents"]
        with refused("AccessDeniedException"):
            acm.list_certificates()
        with refused("AccessDenied", status=403):
            sandbox.client("iam", Keys.of(answer)).list_server_certificates()

    def test_a_session_policy_adds_nothing(self, sandbox: Sandbox) -> None:
        answer = assume(sandbox, ADMIN, MEMBER, "reader", Policy=json.dumps(policy(allow("*"))))
        acm = sandbox.client("acm", Keys.of(answer))
        assert acm.list_certificates()["CertificateSummaryList"] == []
        with refused("AccessDeniedException"):
            acm.get_account_configuration()

    def test_session_policies_that_are_refused(self, sandbox: Sandbox) -> None:
        for text in ("no JSON", "[]", "{}", '{"Statement": "x"}', '{"Statement": [1]}'):
            with refused("MalformedPolicyDocument", status=400):
                assume(sandbox, ADMIN, MEMBER, "reader", Policy=text)
        with refused("MalformedPolicyDocument", status=400):
            assume(
                sandbox,
                ADMIN,
                MEMBER,
                "reader",
                PolicyArns=[{"arn": "arn:aws:iam::aws:policy/ReadOnlyAccess"}],
            )
        long = json.dumps(policy(*[allow(f"acm:Describe{number}") for number in range(60)]))
        with refused("PackedPolicyTooLarge", status=400):
            assume(sandbox, ADMIN, MEMBER, "reader", Policy=long)

    def test_session_tags(self, sandbox: Sandbox) -> None:
        tags = [{"Key": "team", "Value": "a"}, {"Key": "stage", "Value": "b"}]
        answer = assume(sandbox, ADMIN, MEMBER, "reader", Tags=tags, TransitiveTagKeys=["team"])
        assert answer["PackedPolicySize"] >= 1
        message = "Duplicate tag keys found. Please note that Tag keys are case insensitive."
        with refused("InvalidParameterValue", message, 400):
            assume(sandbox, ADMIN, MEMBER, "reader", Tags=[*tags, {"Key": "TEAM", "Value": "c"}])
        message = "The specified transitive tag key must be included in the requested tags."
        with refused("InvalidParameterValue", message, 400):
            assume(sandbox, ADMIN, MEMBER, "reader", Tags=tags, TransitiveTagKeys=["other"])

    def test_nobody_has_an_mfa_device(self, sandbox: Sandbox) -> None:
        serial = f"arn:aws:iam::{MANAGEMENT}:mfa/admin"
        with refused("AccessDenied", MFA_UNKNOWN, 403):
            assume(sandbox, ADMIN, MEMBER, "reader", SerialNumber=serial, TokenCode="123456")

    def test_the_size_of_the_token(self, sandbox: Sandbox) -> None:
        answer = assume(sandbox, ADMIN, MEMBER, "reader", MinimumSessionTokenSize=2048)
        assert len(answer["Credentials"]["SessionToken"]) == 2048
        assert (answer["SessionTokenSize"], answer["SessionTokenUtilization"]) == (2048, 50)
        assert caller(sandbox, Keys.of(answer))["Account"] == MEMBER

    def test_key_and_token_belong_together(self, sandbox: Sandbox) -> None:
        one, other = (Keys.of(assume(sandbox, ADMIN, MEMBER, "reader")) for _ in range(2))
        assert one != other
        message = "The security token included in the request is invalid."
        for token in (None, other.session_token):
            with refused("InvalidClientTokenId", message, 403):
                caller(sandbox, one._replace(session_token=token))


def part(content: dict) -> str:
    return base64.urlsafe_b64encode(json.dumps(content).encode()).rstrip(b"=").decode()


def token(**claims: object) -> str:
    now = int(time.time())
    said = {"iss": ISSUER, "sub": "system:pod", "aud": ["sts.amazonaws.com"], "iat": now, "exp": now + 600}
    said.update(claims)
    content = {name: value for name, value in said.items() if value is not None}
    return ".".join([part({"alg": "RS256", "kid": "1"}), part(content), "c2lnbmF0dXJl"])


def assume_by_token(
    sandbox: Sandbox, jwt: str, name: str = "web", account: str = MEMBER, **more: object
) -> dict:
    return sandbox.client("sts", None).assume_role_with_web_identity(
        RoleArn=role_arn(account, name), RoleSessionName="pod", WebIdentityToken=jwt, **more
    )


class TestAssumeRoleWithWebIdentity:
    def test_needs_no_signature(self, sandbox: Sandbox) -> None:
        answer = assume_by_token(sandbox, token())
        assert answer["SubjectFromWebIdentityToken"] == "system:pod"
        assert answer["Audience"] == "sts.amazonaws.com"
        assert answer["Provider"] == f"arn:aws:iam::{MEMBER}:oidc-provider/token.example.com/cluster"
        assert answer["AssumedRoleUser"]["Arn"] == f"arn:aws:sts::{MEMBER}:assumed-role/web/pod"
        assert 3590 < seconds_left(answer) <= 3600
        keys = Keys.of(answer)
        assert caller(sandbox, keys)["Arn"] == answer["AssumedRoleUser"]["Arn"]
        assert sandbox.client("acm", keys).list_certificates()["CertificateSummaryList"] == []
        with refused("AccessDeniedException"):
            sandbox.client("acm", keys).request_certificate(DomainName="www.example.com")

    def test_an_issuer_may_be_written_without_its_scheme(self, sandbox: Sandbox) -> None:
        assert assume_by_token(sandbox, token(iss="https://other.example.com"), "other-web")["Credentials"]

    def test_an_issuer_that_no_role_trusts(self, sandbox: Sandbox) -> None:
        message = "No OpenIDConnect provider found in your account for https://unknown.example.com"
        with refused("InvalidIdentityToken", message, 400):
            assume_by_token(sandbox, token(iss="https://unknown.example.com"))
        message = f"No OpenIDConnect provider found in your account for {ISSUER}"
        for account in (MANAGEMENT, "999999999999"):
            with refused("InvalidIdentityToken", message, 400):
                assume_by_token(sandbox, token(), account=account)

    @pytest.mark.parametrize("name", ["other-web", "reader", "no-such-role"])
    def test_an_issuer_that_another_role_trusts(self, sandbox: Sandbox, name: str) -> None:
        with refused("AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity", 403):
            assume_by_token(sandbox, token(), name)

    def test_tokens_expire(self, sandbox: Sandbox) -> None:
        with pytest.raises(ClientError) as caught:
            assume_by_token(sandbox, token(exp=int(time.time()) - 1))
        error = caught.value.response["Error"]
        assert error["Code"] == "ExpiredTokenException"
        assert error["Message"].startswith("Token expired: current date/time ")

    @pytest.mark.parametrize(
        "jwt", ["opaque-access-token", "aa.bb", "a.b.c", f"{part({})}.{part({})}.x", "...."]
    )
    def test_what_is_no_jwt(self, sandbox: Sandbox, jwt: str) -> None:
        message = (
            "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)"
        )
        with refused("InvalidIdentityToken", message, 400):
            assume_by_token(sandbox, jwt)

    @pytest.mark.parametrize("claim", ["iss", "sub", "aud", "exp"])
    def test_claims_that_must_be_there(self, sandbox: Sandbox, claim: str) -> None:
        with refused("InvalidIdentityToken", status=400):
            assume_by_token(sandbox, token(**{claim: None}))

    def test_durations(self, sandbox: Sandbox) -> None:
        answer = assume_by_token(sandbox, token(), DurationSeconds=900)
        assert 890 < seconds_left(answer) <= 900
        message = "The requested DurationSeconds exceeds the MaxSessionDuration set for this role."
        with refused("ValidationError", message, 400):
            assume_by_token(sandbox, token(), DurationSeconds=3601)

    def test_a_session_policy_narrows(self, sandbox: Sandbox) -> None:
        narrow = json.dumps(policy(allow("acm:DescribeCertificate")))
        keys = Keys.of(assume_by_token(sandbox, token(), Policy=narrow))
        with refused("AccessDeniedException"):
            sandbox.client("acm", keys).list_certificates()


class TestGetSessionToken:
    def test_keeps_the_caller(self, sandbox: Sandbox) -> None:
        answer = sandbox.client("sts", LISTER).get_session_token()
        assert answer["Credentials"]["AccessKeyId"].startswith("ASIA")
        assert 43190 < seconds_left(answer) <= 43200
        keys = Keys.of(answer)
        assert caller(sandbox, keys) == caller(sandbox, LISTER)
        assert sandbox.client("acm", keys).list_certificates()["CertificateSummaryList"] == []
        with refused("AccessDeniedException"):
            sandbox.client("acm", keys).request_certificate(DomainName="www.example.com")

    def test_durations(self, sandbox: Sandbox) -> None:
        sts = sandbox.client("sts", ADMIN)
        assert 129_590 < seconds_left(sts.get_session_token(DurationSeconds=129_600)) <= 129_600
        for seconds in (899, 129_601):
            with refused("ValidationError", status=400):
                sts.get_session_token(DurationSeconds=seconds)
        root = sandbox.client("sts", ROOT)
        assert 3590 < seconds_left(root.get_session_token(DurationSeconds=7200)) <= 3600

    def test_not_with_temporary_credentials(self, sandbox: Sandbox) -> None:
        message = "Cannot call GetSessionToken with session credentials"
        of_role = Keys.of(assume(sandbox, ADMIN, MEMBER, "reader"))
        of_user = Keys.of(sandbox.client("sts", ADMIN).get_session_token())
        for keys in (of_role, of_user):
            with refused("AccessDenied", message, 403):
                sandbox.client("sts", keys).get_session_token()

    def test_what_its_credentials_can_do(self, sandbox: Sandbox) -> None:
        keys = Keys.of(sandbox.client("sts", ADMIN).get_session_token())
        assert assume(sandbox, keys, MEMBER, "long", DurationSeconds=43200)["Credentials"]
        with refused("InvalidClientTokenId", "The security token included in the request is invalid", 403):
            sandbox.client("iam", keys).list_server_certificates()

    def test_nobody_has_an_mfa_device(self, sandbox: Sandbox) -> None:
        with refused("AccessDenied", MFA_UNKNOWN, 403):
            sandbox.client("sts", ADMIN).get_session_token(SerialNumber="GAHT12345678", TokenCode="123456")


class TestCommandLine:
    def test_says_who_signs(self, sandbox: Sandbox) -> None:
        assert (
            sandbox.aws(ADMIN, "sts", "get-caller-identity")["Arn"] == f"arn:aws:iam::{MANAGEMENT}:user/admin"
        )

    def test_finds_the_role_of_a_web_identity_by_itself(self, sandbox: Sandbox, tmp_path) -> None:
        file = tmp_path / "token"
        file.write_text(token())
        config = tmp_path / "config"
        config.write_text(
            f"[profile pod]\nrole_arn = {role_arn(MEMBER, 'web')}\nweb_identity_token_file = {file}\n"
            f"role_session_name = pod\nendpoint_url = {sandbox.url}\n"
        )
        said = sandbox.aws(
            Keys("", ""), "--profile", "pod", "sts", "get-caller-identity", AWS_CONFIG_FILE=str(config)
        )
        assert said["Arn"] == f"arn:aws:sts::{MEMBER}:assumed-role/web/pod"
