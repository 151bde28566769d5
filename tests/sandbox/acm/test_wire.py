"""The wire: signatures, error envelopes, JSON that is not what it should be."""

import datetime
import pathlib
import re
from collections.abc import Iterator
from typing import Any

import botocore.auth
import pytest
import requests
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from .emulator import FOOBAR, TEST, Key, Sandbox, refused, send, signed
from .model import ABSENT

WRONG_SECRET = Key("test", "not the secret", TEST.account)
UNKNOWN = Key("AKIAUNKNOWNUNKNOWN00", "secret", "")
JSON = "application/x-amz-json-1.1"


def refusal(answer: requests.Response) -> str:
    """The code of a well-formed JSON 1.1 error."""
    assert 400 <= answer.status_code < 500, answer.text
    assert answer.headers["Content-Type"] == JSON
    assert answer.headers["x-amzn-RequestId"]
    assert "status" not in answer.headers
    return answer.json()["__type"]


def signed_at(sandbox: Sandbox, offset: datetime.timedelta, monkeypatch: pytest.MonkeyPatch) -> AWSRequest:
    """As a client whose clock is off by so much."""
    clock = requests.get(f"{sandbox.admin}/clock", timeout=5).json()["now"]
    then = datetime.datetime.fromisoformat(clock) + offset
    monkeypatch.setattr(botocore.auth, "get_current_datetime", lambda *_, **__: then.replace(tzinfo=None))
    return signed(sandbox.url, "ListCertificates")


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """One that checks the time of signatures."""
    process = Sandbox(tmp_path_factory.mktemp("strict"), ["--no-quotas"])
    yield process
    assert process.stop() == 0


class TestSignatures:
    def test_the_key_tells_the_account(self, sandbox: Sandbox) -> None:
        for key in (TEST, FOOBAR):
            arn = sandbox.client(key=key).request_certificate(DomainName="own.test", ValidationMethod="DNS")
            assert arn["CertificateArn"].split(":")[4] == key.account

    def test_accounts_and_regions_see_only_their_own(self, sandbox: Sandbox) -> None:
        arn = sandbox.client().request_certificate(DomainName="own.test", ValidationMethod="DNS")[
            "CertificateArn"
        ]

        for other in (sandbox.client(key=FOOBAR), sandbox.client(region="eu-west-1")):
            assert other.list_certificates()["CertificateSummaryList"] == []
            code, _ = refused(other.describe_certificate, CertificateArn=arn)
            assert code in ("ResourceNotFoundException", "AccessDeniedException")

    def test_a_wrong_secret(self, sandbox: Sandbox) -> None:
        answer = sandbox.call("ListCertificates", key=WRONG_SECRET)

        assert refusal(answer) == "InvalidSignatureException"
        assert answer.json()["message"].startswith(
            "The request signature we calculated does not match the signature you provided. "
            "Check your AWS Secret Access Key and signing method."
        )

    def test_an_unknown_key(self, sandbox: Sandbox) -> None:
        answer = sandbox.call("ListCertificates", key=UNKNOWN)

        assert refusal(answer) == "UnrecognizedClientException"
        assert answer.json()["message"] == "The security token included in the request is invalid."

    def test_a_body_that_was_changed_on_the_way(self, sandbox: Sandbox) -> None:
        request = signed(sandbox.url, "ListCertificates", {"MaxItems": 1})
        request.data = b'{"MaxItems":2}'

        assert refusal(send(request)) == "InvalidSignatureException"

    def test_a_signed_header_that_was_changed_on_the_way(self, sandbox: Sandbox) -> None:
        request = signed(sandbox.url, "ListCertificates", headers={"X-Amz-Mark": "one"})
        request.headers.replace_header("X-Amz-Mark", "two")

        assert refusal(send(request)) == "InvalidSignatureException"

    def test_more_signed_headers(self, sandbox: Sandbox) -> None:
        extra = {
            "amz-sdk-invocation-id": "11111111-2222-3333-4444-555555555555",
            "amz-sdk-request": "attempt=1; max=3",
            "x-amz-user-agent": "aws-sdk-js/3.0.0   ua/2.1",
            "x-amz-content-sha256": "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
        }

        answer = sandbox.call("ListCertificates", headers=extra)

        assert answer.status_code == 200, answer.text

    def test_a_header_that_was_not_signed(self, sandbox: Sandbox) -> None:
        request = signed(sandbox.url, "ListCertificates")
        request.headers["X-Forwarded-For"] = "192.0.2.1"

        assert send(request).status_code == 200

    def test_no_signature(self, sandbox: Sandbox) -> None:
        request = signed(sandbox.url, "ListCertificates")
        del request.headers["Authorization"]

        answer = send(request)
        assert refusal(answer) == "MissingAuthenticationTokenException"
        assert answer.json()["message"] == "Missing Authentication Token"

    @pytest.mark.parametrize(
        "authorization",
        [
            "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/acm/aws4_request",
            "AWS4-HMAC-SHA256",
            "AWS4-HMAC-SHA256 Credential=test, SignedHeaders=host, Signature=00",
        ],
    )
    def test_an_incomplete_signature(self, sandbox: Sandbox, authorization: str) -> None:
        request = signed(sandbox.url, "ListCertificates")
        request.headers.replace_header("Authorization", authorization)

        assert refusal(send(request)) == "IncompleteSignatureException"

    def test_the_scope_of_another_service(self, sandbox: Sandbox) -> None:
        answer = sandbox.call("ListCertificates", service="s3")

        assert refusal(answer) == "InvalidSignatureException"
        assert answer.json()["message"].strip() == "Credential should be scoped to correct service: 'acm'."

    @pytest.mark.parametrize("region", ["cn-north-1", "us-gov-west-1"])
    def test_the_region_of_another_partition(self, sandbox: Sandbox, region: str) -> None:
        """The keys are of the partition aws; elsewhere nobody knows them."""
        assert refusal(sandbox.call("ListCertificates", region=region)) == "UnrecognizedClientException"

    def test_a_region_that_does_not_exist(self, sandbox: Sandbox) -> None:
        answer = sandbox.call("ListCertificates", region="us-middle-7")

        assert refusal(answer) in ("InvalidSignatureException", "UnrecognizedClientException")

    @pytest.mark.parametrize("region", ["af-south-1", "ap-east-1", "me-south-1"])
    def test_a_region_that_is_not_enabled(self, sandbox: Sandbox, region: str) -> None:
        answer = sandbox.call("ListCertificates", region=region)

        assert refusal(answer) == "UnrecognizedClientException"
        assert answer.json()["message"] == "The security token included in the request is invalid."

    @pytest.mark.parametrize(
        "region", ["us-east-1", "eu-west-1", "eu-central-1", "ap-southeast-2", "sa-east-1"]
    )
    def test_the_regions_that_everyone_has(self, sandbox: Sandbox, region: str) -> None:
        assert sandbox.client(region=region).list_certificates()["CertificateSummaryList"] == []

    @pytest.mark.parametrize(
        ("minutes", "text"), [(-11, "Signature expired: "), (11, "Signature not yet current: ")]
    )
    def test_a_clock_that_is_wrong(
        self, strict: Sandbox, minutes: int, text: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        answer = send(signed_at(strict, datetime.timedelta(minutes=minutes), monkeypatch))

        assert refusal(answer) == "InvalidSignatureException"
        assert answer.json()["message"].startswith(text)

    @pytest.mark.parametrize("minutes", [-3, 3])
    def test_a_clock_that_is_a_little_off(
        self, strict: Sandbox, minutes: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        answer = send(signed_at(strict, datetime.timedelta(minutes=minutes), monkeypatch))

        assert answer.status_code == 200, answer.text

    def test_moving_the_sandbox_ahead_shuts_nobody_out(self, strict: Sandbox) -> None:
        """Signatures are made with the machine's clock, whatever the sandbox's says."""
        strict.advance("20m")

        assert strict.client().list_certificates()["CertificateSummaryList"] == []

    @pytest.mark.parametrize("hours", [-48, 48])
    def test_without_the_check_any_time_will_do(
        self, sandbox: Sandbox, hours: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        answer = send(signed_at(sandbox, datetime.timedelta(hours=hours), monkeypatch))

        assert answer.status_code == 200, answer.text

    def test_the_date_of_the_scope_must_be_the_date_of_the_request(self, sandbox: Sandbox) -> None:
        request = signed(sandbox.url, "ListCertificates")
        scope = re.sub(r"/\d{8}/", "/20200101/", request.headers["Authorization"])
        request.headers.replace_header("Authorization", scope)

        assert refusal(send(request)) == "InvalidSignatureException"

    def test_a_session_token_that_nobody_gave(self, sandbox: Sandbox) -> None:
        request = AWSRequest(
            method="POST",
            url=f"{sandbox.url}/",
            data="{}",
            headers={"Content-Type": JSON, "X-Amz-Target": "CertificateManager.ListCertificates"},
        )
        SigV4Auth(Credentials("test", "test", "a-token"), "acm", "us-east-1").add_auth(request)

        assert refusal(send(request)) == "UnrecognizedClientException"


class TestEnvelope:
    def test_success(self, sandbox: Sandbox) -> None:
        answer = sandbox.call("ListCertificates")

        assert answer.headers["Content-Type"] == JSON
        assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", answer.headers["x-amzn-RequestId"])
        assert answer.json() == {"CertificateSummaryList": []}

    def test_every_answer_has_its_own_request_id(self, sandbox: Sandbox) -> None:
        seen = {sandbox.call("ListCertificates").headers["x-amzn-RequestId"] for _ in range(5)}

        assert len(seen) == 5

    def test_an_operation_without_output_answers_with_nothing(self, sandbox: Sandbox) -> None:
        arn = sandbox.call("RequestCertificate", {"DomainName": "own.test"}).json()["CertificateArn"]

        answer = sandbox.call("DeleteCertificate", {"CertificateArn": arn})

        assert answer.status_code == 200
        assert answer.text in ("", "{}")

    def test_the_error_names_itself_in_the_body(self, sandbox: Sandbox) -> None:
        answer = sandbox.call("DescribeCertificate", {"CertificateArn": ABSENT})

        assert answer.status_code == 400
        assert set(answer.json()) == {"__type", "message"}
        assert refusal(answer) == "ResourceNotFoundException"
        assert ABSENT in answer.json()["message"]

    def test_timestamps_are_numbers(self, sandbox: Sandbox) -> None:
        arn = sandbox.call("RequestCertificate", {"DomainName": "own.test"}).json()["CertificateArn"]

        created = sandbox.call("DescribeCertificate", {"CertificateArn": arn}).json()["Certificate"][
            "CreatedAt"
        ]

        now = datetime.datetime.fromisoformat(
            requests.get(f"{sandbox.admin}/clock", timeout=5).json()["now"]
        ).timestamp()
        assert isinstance(created, (int, float))
        assert now - 60 < created <= now

    def test_nothing_is_null(self, sandbox: Sandbox) -> None:
        arn = sandbox.call("RequestCertificate", {"DomainName": "own.test"}).json()["CertificateArn"]
        answers = [
            sandbox.call("DescribeCertificate", {"CertificateArn": arn}),
            sandbox.call("ListCertificates"),
            sandbox.call("SearchCertificates"),
            sandbox.call("ListCertificateDomainValidations", {"CertificateArn": arn}),
        ]

        assert not any(":null" in answer.text.replace(" ", "") for answer in answers)

    @pytest.mark.parametrize("target", ["CertificateManager.Nonsense", "CertificateManager.", "Nonsense", ""])
    def test_an_operation_that_does_not_exist(self, sandbox: Sandbox, target: str) -> None:
        answer = sandbox.call("", headers={"X-Amz-Target": target})

        assert refusal(answer) == "UnknownOperationException"


class TestJson:
    @pytest.mark.parametrize("body", ["{", "[]", '"text"', "{'a':1}", '{"MaxItems":1,}', "nonsense", "\xff"])
    def test_that_is_none(self, sandbox: Sandbox, body: str) -> None:
        answer = sandbox.call("ListCertificates", body.encode("latin-1"))

        assert refusal(answer) == "SerializationException"

    @pytest.mark.parametrize(
        ("operation", "body"),
        [
            ("ListCertificates", {"MaxItems": "many"}),
            ("ListCertificates", {"MaxItems": {}}),
            ("ListCertificates", {"CertificateStatuses": "ISSUED"}),
            ("ListCertificates", {"Includes": ["RSA_2048"]}),
            ("ListCertificates", {"NextToken": {"a": 1}}),
            ("DescribeCertificate", {"CertificateArn": ["a"]}),
            ("RequestCertificate", {"DomainName": {}}),
            ("RequestCertificate", {"DomainName": "a.test", "Tags": {"Key": "Value"}}),
            ("RequestCertificate", {"DomainName": "a.test", "Tags": ["Key"]}),
            ("SearchCertificates", {"FilterStatement": []}),
            (
                "SearchCertificates",
                {"FilterStatement": {"Filter": {"AcmCertificateMetadataFilter": {"InUse": "perhaps"}}}},
            ),
        ],
    )
    def test_of_the_wrong_type(self, sandbox: Sandbox, operation: str, body: dict[str, Any]) -> None:
        assert refusal(sandbox.call(operation, body)) == "SerializationException"

    @pytest.mark.parametrize("blob", ["-----BEGIN CERTIFICATE-----", "not base64!", "YWJ"])
    def test_blobs_that_are_not_base64(self, sandbox: Sandbox, blob: str) -> None:
        answer = sandbox.call("ImportCertificate", {"Certificate": blob, "PrivateKey": "YWJj"})

        assert refusal(answer) == "SerializationException"

    def test_unknown_fields_are_ignored(self, sandbox: Sandbox) -> None:
        answer = sandbox.call("ListCertificates", {"Tomorrow": {"a": [1, None]}, "maxItems": "no such field"})

        assert answer.status_code == 200, answer.text

    def test_null_is_absent(self, sandbox: Sandbox) -> None:
        answer = sandbox.call("ListCertificates", {"MaxItems": None, "Includes": None, "NextToken": None})

        assert answer.status_code == 200, answer.text

    @pytest.mark.parametrize("body", ["{}", " {\n} "])
    def test_an_empty_object(self, sandbox: Sandbox, body: str) -> None:
        assert sandbox.call("ListCertificates", body).status_code == 200

    def test_names_beyond_ascii_come_back_as_they_went(self, sandbox: Sandbox) -> None:
        arn = sandbox.call("RequestCertificate", {"DomainName": "own.test"}).json()["CertificateArn"]
        tag = {"Key": "Größe", "Value": "日本 𝒳"}

        assert sandbox.call("AddTagsToCertificate", {"CertificateArn": arn, "Tags": [tag]}).status_code == 200
        assert sandbox.call("ListTagsForCertificate", {"CertificateArn": arn}).json()["Tags"] == [tag]


def connections(session: requests.Session, url: str) -> int:
    """How many it opened so far."""
    pools = session.get_adapter(url).poolmanager.pools
    return sum(pools[key].num_connections for key in pools.keys())  # noqa: SIM118 - it is no dictionary


class TestHttp:
    def test_connections_are_kept(self, sandbox: Sandbox) -> None:
        with requests.Session() as session:
            for _ in range(3):
                answer = send(signed(sandbox.url, "ListCertificates"), session)
                assert answer.headers.get("Connection", "keep-alive").lower() != "close"
            assert connections(session, sandbox.url) == 1

    def test_a_connection_is_kept_after_an_error(self, sandbox: Sandbox) -> None:
        with requests.Session() as session:
            for operation in ("Nonsense", "ListCertificates", "DescribeCertificate"):
                send(signed(sandbox.url, operation), session)
            assert connections(session, sandbox.url) == 1

    def test_it_ends_when_asked(self, tmp_path: pathlib.Path) -> None:
        process = Sandbox(tmp_path, ["--no-quotas"])
        assert process.client().list_certificates()["CertificateSummaryList"] == []

        assert process.stop() == 0
