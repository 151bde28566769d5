"""What each fault looks like to a client that does not try again."""

import time
from typing import Any

import pytest
import requests
from botocore.exceptions import ConnectionClosedError, ReadTimeoutError
from botocore.parsers import ResponseParserError

from acm.emulator import Sandbox, refused

from .plan import Plan

# One read of each protocol, and how its service says that there were too many requests.
THROTTLED = {
    "acm": ("list_certificates", "ThrottlingException"),
    "iam": ("list_server_certificates", "Throttling"),
    "sts": ("get_caller_identity", "Throttling"),
    "route53": ("list_hosted_zones", "Throttling"),
    "ec2": ("describe_regions", "RequestLimitExceeded"),
    "account": ("list_regions", "TooManyRequestsException"),
    "organizations": ("describe_organization", "TooManyRequestsException"),
    "resourcegroupstaggingapi": ("get_resources", "ThrottledException"),
}


def ask(sandbox: Sandbox, service: str) -> Any:
    return getattr(sandbox.client(service), THROTTLED[service][0])


def request_certificate(sandbox: Sandbox, **config: Any) -> str:
    acm = sandbox.client(**config)
    return acm.request_certificate(DomainName="www.shop.test", ValidationMethod="DNS")["CertificateArn"]


def arns(sandbox: Sandbox) -> list[str]:
    rows = sandbox.client().list_certificates()["CertificateSummaryList"]
    return [row["CertificateArn"] for row in rows]


class TestConnections:
    def test_reset_before_the_request_is_acted_on(self, sandbox: Sandbox, plan: Plan) -> None:
        plan.put({"fault": "reset", "operation": "RequestCertificate"})
        with pytest.raises(ConnectionClosedError):
            request_certificate(sandbox)
        assert arns(sandbox) == []

    def test_reply_lost_after_success(self, sandbox: Sandbox, plan: Plan) -> None:
        plan.put({"fault": "lost_reply", "operation": "RequestCertificate"})
        with pytest.raises(ConnectionClosedError):
            request_certificate(sandbox)
        assert len(arns(sandbox)) == 1

    def test_answer_cut_in_half(self, sandbox: Sandbox, plan: Plan) -> None:
        plan.put({"fault": "truncated", "operation": "RequestCertificate"})
        body = {"DomainName": "www.shop.test", "ValidationMethod": "DNS"}
        with pytest.raises(requests.exceptions.ChunkedEncodingError, match="IncompleteRead"):
            sandbox.call("RequestCertificate", body)
        assert len(arns(sandbox)) == 1

    def test_half_an_answer_as_boto3_sees_it(self, sandbox: Sandbox, plan: Plan) -> None:
        """botocore does not compare lengths: it takes half of JSON for nothing, and trips over half of XML."""
        plan.put({"fault": "truncated"})
        answer = sandbox.client().list_certificates()
        assert answer.pop("ResponseMetadata")["HTTPStatusCode"] == 200
        assert answer == {}
        with pytest.raises(ResponseParserError):
            sandbox.client("sts").get_caller_identity()

    def test_late(self, sandbox: Sandbox, plan: Plan) -> None:
        plan.put({"fault": "latency", "latency": "400ms"})
        began = time.monotonic()
        sandbox.client().list_certificates()
        assert time.monotonic() - began >= 0.4

    def test_too_late(self, sandbox: Sandbox, plan: Plan) -> None:
        plan.put({"fault": "latency", "latency": ["3s", "4s"], "operation": "RequestCertificate"})
        with pytest.raises(ReadTimeoutError):
            request_certificate(sandbox, read_timeout=0.5)
        assert len(arns(sandbox)) == 1, "the request was acted on"

    def test_errors_are_late_too(self, sandbox: Sandbox, plan: Plan) -> None:
        plan.put({"fault": "latency", "latency": "300ms"}, {"fault": "throttled"})
        began = time.monotonic()
        assert refused(sandbox.client().list_certificates)[0] == "ThrottlingException"
        assert time.monotonic() - began >= 0.3


class TestRefusals:
    @pytest.mark.parametrize("service", THROTTLED)
    def test_throttled_in_the_words_of_the_service(self, sandbox: Sandbox, plan: Plan, service: str) -> None:
        plan.put({"fault": "throttled", "service": service})
        code, message = refused(ask(sandbox, service))
        assert code == THROTTLED[service][1]
        assert message in ("Rate exceeded", "Request limit exceeded.")

    @pytest.mark.parametrize("service", THROTTLED)
    @pytest.mark.parametrize("status", [500, 503])
    def test_server_errors(self, sandbox: Sandbox, plan: Plan, service: str, status: int) -> None:
        plan.put({"fault": "server_error", "status": status})
        code, message = refused(ask(sandbox, service))
        names = {500: ("InternalFailure", "InternalError"), 503: ("ServiceUnavailable", "Unavailable")}
        assert code == names[status][service == "ec2"]
        assert message.startswith("The request")
        assert status_of(sandbox) == status

    @pytest.mark.parametrize("service", THROTTLED)
    @pytest.mark.parametrize("status", [500, 502, 503, 504])
    def test_pages_of_a_proxy(self, sandbox: Sandbox, plan: Plan, service: str, status: int) -> None:
        plan.put({"fault": "proxy_error", "status": status})
        assert refused(ask(sandbox, service))[0] == str(status)

    def test_a_proxy_speaks_html(self, sandbox: Sandbox, plan: Plan) -> None:
        plan.put({"fault": "proxy_error"})
        answer = sandbox.call("ListCertificates")
        assert answer.status_code == 502
        assert answer.headers["Content-Type"] == "text/html"
        assert "<h1>502 Bad Gateway</h1>" in answer.text

    @pytest.mark.parametrize(
        ("service", "code"),
        [("acm", "ExpiredTokenException"), ("sts", "ExpiredToken"), ("iam", "ExpiredToken")],
    )
    def test_expired_token(self, sandbox: Sandbox, plan: Plan, service: str, code: str) -> None:
        plan.put({"fault": "expired_token"})
        assert refused(ask(sandbox, service)) == (
            code,
            "The security token included in the request is expired",
        )

    @pytest.mark.parametrize(
        ("service", "code"),
        [("acm", "UnrecognizedClientException"), ("sts", "InvalidClientTokenId"), ("ec2", "AuthFailure")],
    )
    def test_region_off(self, sandbox: Sandbox, plan: Plan, service: str, code: str) -> None:
        plan.put({"fault": "region_off", "region": "eu-west-1"})
        operation = THROTTLED[service][0]
        assert refused(getattr(sandbox.client(service, "eu-west-1"), operation))[0] == code
        getattr(sandbox.client(service, "us-east-1"), operation)()

    def test_denied_as_by_a_policy(self, sandbox: Sandbox, plan: Plan) -> None:
        arn = request_certificate(sandbox)
        plan.put({"fault": "denied", "operation": "DescribeCertificate"})
        code, message = refused(sandbox.client().describe_certificate, CertificateArn=arn)
        assert code == "AccessDeniedException"
        assert message == (
            f"User: {caller(sandbox)} is not authorized to perform: acm:DescribeCertificate on resource: {arn} "
            "because no identity-based policy allows the acm:DescribeCertificate action"
        )
        assert (
            refused(sandbox.client().get_certificate, CertificateArn=arn)[0] == "RequestInProgressException"
        )

    def test_denied_where_policies_do_not_decide(self, sandbox: Sandbox, plan: Plan) -> None:
        plan.put({"fault": "denied", "service": "sts"})
        code, message = refused(sandbox.client("sts").get_caller_identity)
        assert code == "AccessDenied"
        assert "not authorized to perform: sts:GetCallerIdentity" in message


def caller(sandbox: Sandbox) -> str:
    return sandbox.client("sts").get_caller_identity()["Arn"]


def status_of(sandbox: Sandbox) -> int:
    """The HTTP status of the next answer."""
    return sandbox.call("ListCertificates").status_code
