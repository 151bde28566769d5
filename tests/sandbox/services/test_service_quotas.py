"""What limits the sandbox keeps accounts to: Service Quotas for ACM, IAM's account summary (Service Quotas and
IAM API references)."""

from collections.abc import Iterator

import pytest
from botocore.client import BaseClient
from botocore.exceptions import ClientError

from certificates import SelfSigned, self_signed
from refusals import refused
from sandbox_process import Keys, Sandbox
from small_world import ADMIN, FORBIDDEN, LISTER, MANAGEMENT, STRANGER_ADMIN

DEFAULTS = {
    "ACM certificates": ("L-F141DD1D", 2500),
    "ACM certificates created in last 365 days": ("L-DA1D8B98", 5000),
    "Domain names per ACM certificate": ("L-FB94F0B0", 10),
    "Imported certificates": ("L-D2CB7DE9", 2500),
    "Imported certificates in last 365 days": ("L-3808DC70", 5000),
}
HELD, IN_YEAR = "L-D2CB7DE9", "L-3808DC70"
# Of a sandbox without a fixture.
TEST_KEYS = Keys("test", "test")


@pytest.fixture
def quotas(sandbox: Sandbox) -> BaseClient:
    return sandbox.client("service-quotas", ADMIN)


def told(rows: list[dict]) -> dict[str, tuple[str, float]]:
    return {row["QuotaName"]: (row["QuotaCode"], row["Value"]) for row in rows}


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    started = Sandbox(
        tmp_path_factory.mktemp("strict"),
        "--certificates", "3", "--imports-per-year", "2", "--requests-per-year", "20",
        "--names-per-certificate", "7", "--server-certificates", "1",
    )  # fmt: skip
    yield started
    assert started.stop() == 0


class TestList:
    def test_tells_what_acm_is_kept_to(self, quotas: BaseClient) -> None:
        answer = quotas.list_service_quotas(ServiceCode="acm")
        assert told(answer["Quotas"]) == DEFAULTS
        assert "NextToken" not in answer
        [held] = [row for row in answer["Quotas"] if row["QuotaCode"] == HELD]
        assert held == {
            "ServiceCode": "acm",
            "ServiceName": "AWS Certificate Manager (ACM)",
            "QuotaArn": f"arn:aws:servicequotas:us-east-1:{MANAGEMENT}:acm/{HELD}",
            "QuotaCode": HELD,
            "QuotaName": "Imported certificates",
            "Value": 2500.0,
            "Unit": "None",
            "Adjustable": True,
            "GlobalQuota": False,
            "QuotaAppliedAtLevel": "ACCOUNT",
        }

    def test_in_pages(self, quotas: BaseClient) -> None:
        pages = list(
            quotas.get_paginator("list_service_quotas").paginate(
                ServiceCode="acm", PaginationConfig={"PageSize": 2}
            )
        )
        assert [len(page["Quotas"]) for page in pages] == [2, 2, 1]
        assert told([row for page in pages for row in page["Quotas"]]) == DEFAULTS

    def test_one(self, quotas: BaseClient) -> None:
        [row] = quotas.list_service_quotas(ServiceCode="acm", QuotaCode=IN_YEAR)["Quotas"]
        assert row["QuotaName"] == "Imported certificates in last 365 days"
        assert quotas.list_service_quotas(ServiceCode="acm", QuotaAppliedAtLevel="RESOURCE")["Quotas"] == []

    def test_of_another_service(self, quotas: BaseClient) -> None:
        for ask in (quotas.list_service_quotas, quotas.list_aws_default_service_quotas):
            with refused("NoSuchResourceException", status=400):
                ask(ServiceCode="vpc")

    def test_with_a_token_that_is_none(self, quotas: BaseClient) -> None:
        with refused("InvalidPaginationTokenException", status=400):
            quotas.list_service_quotas(ServiceCode="acm", NextToken="bm9uc2Vuc2U=")

    def test_in_words_of_the_model(self, quotas: BaseClient) -> None:
        with refused("ValidationException", status=400):
            quotas.list_service_quotas(ServiceCode="acm", MaxResults=0)


class TestGet:
    def test_one(self, quotas: BaseClient) -> None:
        assert quotas.get_service_quota(ServiceCode="acm", QuotaCode=HELD)["Quota"]["Value"] == 2500
        quota = quotas.get_aws_default_service_quota(ServiceCode="acm", QuotaCode=HELD)["Quota"]
        assert quota["QuotaArn"] == f"arn:aws:servicequotas:us-east-1::acm/{HELD}"

    def test_what_is_not_there(self, quotas: BaseClient) -> None:
        for ask in (quotas.get_service_quota, quotas.get_aws_default_service_quota):
            for service, code in (("acm", "L-00000000"), ("vpc", HELD)):
                with refused("NoSuchResourceException", status=400):
                    ask(ServiceCode=service, QuotaCode=code)


class TestPermission:
    def test_is_needed(self, sandbox: Sandbox) -> None:
        with refused("AccessDeniedException", status=400):
            sandbox.client("service-quotas", LISTER).list_service_quotas(ServiceCode="acm")

    def test_has_the_name_of_the_api(self, sandbox: Sandbox) -> None:
        with pytest.raises(ClientError, match="servicequotas:ListServiceQuotas"):
            sandbox.client("service-quotas", LISTER).list_service_quotas(ServiceCode="acm")


class TestAccountSummary:
    def test_counts_server_certificates(self, sandbox: Sandbox) -> None:
        iam = sandbox.client("iam", ADMIN)
        assert iam.get_account_summary()["SummaryMap"] == {
            "ServerCertificates": 0,
            "ServerCertificatesQuota": 20,
        }
        content = self_signed(["www.example.com"])
        iam.upload_server_certificate(
            ServerCertificateName="site",
            CertificateBody=content.certificate.decode(),
            PrivateKey=content.private_key.decode(),
        )
        assert iam.get_account_summary()["SummaryMap"]["ServerCertificates"] == 1
        other = sandbox.client("iam", STRANGER_ADMIN).get_account_summary()["SummaryMap"]
        assert other["ServerCertificates"] == 0

    def test_needs_a_permission(self, sandbox: Sandbox) -> None:
        with refused("AccessDenied", status=403):
            sandbox.client("iam", FORBIDDEN).get_account_summary()


class TestKnobs:
    def test_are_what_is_told(self, strict: Sandbox) -> None:
        quotas = strict.client("service-quotas", TEST_KEYS)
        rows = quotas.list_service_quotas(ServiceCode="acm")["Quotas"]
        assert {name: value for name, (_, value) in told(rows).items()} == {
            "ACM certificates": 3,
            "ACM certificates created in last 365 days": 20,
            "Domain names per ACM certificate": 7,
            "Imported certificates": 3,
            "Imported certificates in last 365 days": 2,
        }
        assert told(quotas.list_aws_default_service_quotas(ServiceCode="acm")["Quotas"]) == DEFAULTS
        summary = strict.client("iam", TEST_KEYS).get_account_summary()["SummaryMap"]
        assert summary["ServerCertificatesQuota"] == 1

    def test_are_what_acm_enforces(self, strict: Sandbox) -> None:
        quotas = strict.client("service-quotas", TEST_KEYS)
        most = quotas.get_service_quota(ServiceCode="acm", QuotaCode=IN_YEAR)["Quota"]["Value"]
        acm = strict.client("acm", TEST_KEYS)
        for number in range(int(most)):
            import_into(acm, self_signed([f"{number}.example.com"]))
        with refused("LimitExceededException", status=400):
            import_into(acm, self_signed(["one-too-many.example.com"]))


def import_into(acm: BaseClient, content: SelfSigned) -> None:
    acm.import_certificate(Certificate=content.certificate, PrivateKey=content.private_key)


def test_the_aws_cli_reads_it(sandbox: Sandbox) -> None:
    answer = sandbox.aws(
        ADMIN, "service-quotas", "get-service-quota", "--service-code", "acm", "--quota-code", HELD
    )
    assert answer["Quota"]["QuotaName"] == "Imported certificates"
