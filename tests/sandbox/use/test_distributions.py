"""CloudFront: distributions and the certificates that they present (Amazon CloudFront API reference)."""

from typing import Any

import pytest

from acm.emulator import FOOBAR, Sandbox, issue, refused

from .balancers import import_certificate, upload_certificate, users_of

UNUSABLE = (
    "The specified SSL certificate doesn't exist, isn't in us-east-1 region, isn't valid, or doesn't include "
    "a valid certificate chain."
)


def config(reference: str = "1", **more: Any) -> dict[str, Any]:
    return {
        "CallerReference": reference,
        "Origins": {
            "Quantity": 1,
            "Items": [
                {
                    "Id": "origin",
                    "DomainName": "origin.shop.test",
                    "CustomOriginConfig": {
                        "HTTPPort": 80,
                        "HTTPSPort": 443,
                        "OriginProtocolPolicy": "https-only",
                    },
                }
            ],
        },
        "DefaultCacheBehavior": {
            "TargetOriginId": "origin",
            "ViewerProtocolPolicy": "redirect-to-https",
            "CachePolicyId": "658327ea-f89d-4fab-a63d-7e88639e58f6",
        },
        "Comment": "a & b",
        "Enabled": True,
        **more,
    }


def presenting(arn: str, *aliases: str, **more: Any) -> dict[str, Any]:
    certificate = {
        "ACMCertificateArn": arn,
        "SSLSupportMethod": "sni-only",
        "MinimumProtocolVersion": "TLSv1.2_2021",
    }
    return config(
        Aliases={"Quantity": len(aliases), "Items": list(aliases)}, ViewerCertificate={**certificate, **more}
    )


@pytest.fixture
def cloudfront(sandbox: Sandbox) -> Any:
    return sandbox.client("cloudfront")


def create(cloudfront: Any, wanted: dict[str, Any]) -> dict[str, Any]:
    return cloudfront.create_distribution(DistributionConfig=wanted)["Distribution"]


class TestDistributions:
    def test_is_described_as_it_was_asked_for(self, cloudfront: Any) -> None:
        made = create(cloudfront, config())
        assert made["ARN"] == f"arn:aws:cloudfront::000000000000:distribution/{made['Id']}"
        assert made["DomainName"].endswith(".cloudfront.net")
        assert made["Status"] == "InProgress"
        cloudfront.get_waiter("distribution_deployed").wait(Id=made["Id"])
        found = cloudfront.get_distribution(Id=made["Id"])
        assert found["Distribution"]["Status"] == "Deployed"
        shown = cloudfront.get_distribution_config(Id=made["Id"])
        assert shown["ETag"] == found["ETag"]
        assert shown["DistributionConfig"] == found["Distribution"]["DistributionConfig"]
        assert {name: shown["DistributionConfig"][name] for name in config()} == config()
        assert shown["DistributionConfig"]["ViewerCertificate"] == {
            "CloudFrontDefaultCertificate": True,
            "SSLSupportMethod": "vip",
            "MinimumProtocolVersion": "TLSv1",
            "CertificateSource": "cloudfront",
        }

    def test_the_same_again_is_the_same(self, cloudfront: Any) -> None:
        assert create(cloudfront, config())["Id"] == create(cloudfront, config())["Id"]
        code, _ = refused(cloudfront.create_distribution, DistributionConfig=config(Comment="other"))
        assert code == "DistributionAlreadyExists"

    def test_tags(self, cloudfront: Any) -> None:
        tags = {"Items": [{"Key": "team", "Value": "a"}]}
        wanted = {"DistributionConfig": config(), "Tags": tags}
        made = cloudfront.create_distribution_with_tags(DistributionConfigWithTags=wanted)["Distribution"]
        assert cloudfront.list_tags_for_resource(Resource=made["ARN"])["Tags"] == tags

    def test_only_who_has_seen_it_changes_it(self, cloudfront: Any) -> None:
        made = cloudfront.create_distribution(DistributionConfig=config())
        distribution, first = made["Distribution"]["Id"], made["ETag"]
        changed = config(Comment="other", Enabled=False)
        answer = cloudfront.update_distribution(Id=distribution, IfMatch=first, DistributionConfig=changed)
        assert answer["ETag"] != first
        assert cloudfront.get_distribution_config(Id=distribution)["DistributionConfig"]["Comment"] == "other"
        assert (
            refused(
                cloudfront.update_distribution, Id=distribution, IfMatch=first, DistributionConfig=changed
            )[0]
            == "PreconditionFailed"
        )
        assert refused(cloudfront.delete_distribution, Id=distribution)[0] == "InvalidIfMatchVersion"
        assert (
            refused(
                cloudfront.update_distribution,
                Id=distribution,
                IfMatch=answer["ETag"],
                DistributionConfig=config("2"),
            )[0]
            == "IllegalUpdate"
        )

    def test_only_a_disabled_one_is_deleted(self, cloudfront: Any) -> None:
        made = cloudfront.create_distribution(DistributionConfig=config())
        distribution = made["Distribution"]["Id"]
        code, message = refused(cloudfront.delete_distribution, Id=distribution, IfMatch=made["ETag"])
        assert code == "DistributionNotDisabled"
        assert message == "The distribution you are trying to delete has not been disabled."
        answer = cloudfront.update_distribution(
            Id=distribution, IfMatch=made["ETag"], DistributionConfig=config(Enabled=False)
        )
        cloudfront.delete_distribution(Id=distribution, IfMatch=answer["ETag"])
        assert refused(cloudfront.get_distribution, Id=distribution) == (
            "NoSuchDistribution",
            "The specified distribution does not exist.",
        )

    def test_lists(self, cloudfront: Any) -> None:
        assert cloudfront.list_distributions()["DistributionList"]["Quantity"] == 0
        ids = {create(cloudfront, config(str(number)))["Id"] for number in range(3)}
        pages = list(
            cloudfront.get_paginator("list_distributions").paginate(PaginationConfig={"PageSize": 2})
        )
        rows = [row for page in pages for row in page["DistributionList"]["Items"]]
        assert len(pages) == 2
        assert {row["Id"] for row in rows} == ids
        assert {row["Comment"] for row in rows} == {"a & b"}

    @pytest.mark.parametrize(
        ("changed", "code"),
        [
            ({"Aliases": {"Quantity": 2, "Items": ["www.shop.test"]}}, "InconsistentQuantities"),
            (
                {"DefaultCacheBehavior": {**config()["DefaultCacheBehavior"], "TargetOriginId": "x"}},
                "NoSuchOrigin",
            ),
            ({"PriceClass": "PriceClass_1"}, "InvalidArgument"),
        ],
    )
    def test_refuses(self, cloudfront: Any, changed: dict[str, Any], code: str) -> None:
        assert refused(cloudfront.create_distribution, DistributionConfig=config(**changed))[0] == code


class TestViewerCertificate:
    def test_in_use_from_its_beginning_to_its_end(self, acm: Any, cloudfront: Any) -> None:
        arn = import_certificate(acm)
        made = cloudfront.create_distribution(DistributionConfig=presenting(arn, "www.shop.test"))
        distribution = made["Distribution"]
        assert users_of(acm, arn) == [distribution["ARN"]]
        shown = distribution["DistributionConfig"]["ViewerCertificate"]
        assert shown == {
            "ACMCertificateArn": arn,
            "SSLSupportMethod": "sni-only",
            "MinimumProtocolVersion": "TLSv1.2_2021",
            "CloudFrontDefaultCertificate": False,
            "Certificate": arn,
            "CertificateSource": "acm",
        }
        assert refused(acm.delete_certificate, CertificateArn=arn)[0] == "ResourceInUseException"
        cloudfront.update_distribution(
            Id=distribution["Id"], IfMatch=made["ETag"], DistributionConfig=config(Enabled=False)
        )
        assert users_of(acm, arn) == []
        acm.delete_certificate(CertificateArn=arn)

    def test_is_replaced(self, acm: Any, cloudfront: Any) -> None:
        first, second = import_certificate(acm), import_certificate(acm)
        made = cloudfront.create_distribution(DistributionConfig=presenting(first, "www.shop.test"))
        cloudfront.update_distribution(
            Id=made["Distribution"]["Id"],
            IfMatch=made["ETag"],
            DistributionConfig=presenting(second, "www.shop.test"),
        )
        assert (users_of(acm, first), users_of(acm, second)) == ([], [made["Distribution"]["ARN"]])

    def test_is_renewed(self, sandbox: Sandbox, acm: Any, cloudfront: Any) -> None:
        arn = issue(sandbox, "www.shop.test")
        serial = acm.describe_certificate(CertificateArn=arn)["Certificate"]["Serial"]
        create(cloudfront, presenting(arn, "www.shop.test"))
        sandbox.advance("160d")
        found = acm.describe_certificate(CertificateArn=arn)["Certificate"]
        assert found["RenewalSummary"]["RenewalStatus"] == "SUCCESS"
        assert found["Serial"] != serial

    def test_of_iam(self, iam: Any, cloudfront: Any) -> None:
        kept = upload_certificate(iam, path="/cloudfront/shop/")
        wanted = config(
            Aliases={"Quantity": 1, "Items": ["www.shop.test"]},
            ViewerCertificate={
                "IAMCertificateId": kept["ServerCertificateId"],
                "SSLSupportMethod": "sni-only",
            },
        )
        made = create(cloudfront, wanted)
        assert made["DistributionConfig"]["ViewerCertificate"]["CertificateSource"] == "iam"
        code, message = refused(iam.delete_server_certificate, ServerCertificateName="shop")
        assert code == "DeleteConflict"
        assert made["ARN"] in message
        elsewhere = upload_certificate(iam, "elsewhere")
        wanted = config(
            "2",
            ViewerCertificate={
                "IAMCertificateId": elsewhere["ServerCertificateId"],
                "SSLSupportMethod": "sni-only",
            },
        )
        assert refused(cloudfront.create_distribution, DistributionConfig=wanted) == (
            "InvalidViewerCertificate",
            UNUSABLE,
        )

    def test_what_is_unusable(self, sandbox: Sandbox, acm: Any, cloudfront: Any) -> None:
        pending = acm.request_certificate(DomainName="www.shop.test", ValidationMethod="DNS")[
            "CertificateArn"
        ]
        unusable = [
            pending,
            import_certificate(sandbox.client("acm", "eu-west-1")),
            import_certificate(sandbox.client("acm", key=FOOBAR)),
            import_certificate(acm, key_type="EC_secp384r1"),
            "arn:aws:acm:us-east-1:000000000000:certificate/none",
        ]
        for arn in unusable:
            assert refused(cloudfront.create_distribution, DistributionConfig=presenting(arn)) == (
                "InvalidViewerCertificate",
                UNUSABLE,
            )

    @pytest.mark.parametrize(
        ("name", "alias", "covered"),
        [
            ("www.shop.test", "WWW.shop.test", True),
            ("*.shop.test", "www.shop.test", True),
            ("*.shop.test", "*.shop.test", True),
            ("*.shop.test", "shop.test", False),
            ("*.shop.test", "a.b.shop.test", False),
            ("www.shop.test", "*.shop.test", False),
            ("www.shop.test", "api.shop.test", False),
        ],
    )
    def test_covers_the_aliases(
        self, acm: Any, cloudfront: Any, name: str, alias: str, covered: bool
    ) -> None:
        wanted = presenting(import_certificate(acm, name), alias)
        if covered:
            create(cloudfront, wanted)
            return
        code, message = refused(cloudfront.create_distribution, DistributionConfig=wanted)
        assert code == "InvalidViewerCertificate"
        assert message.startswith("The certificate that is attached to your distribution doesn't cover")

    def test_aliases_need_one(self, cloudfront: Any) -> None:
        wanted = config(Aliases={"Quantity": 1, "Items": ["www.shop.test"]})
        code, message = refused(cloudfront.create_distribution, DistributionConfig=wanted)
        assert code == "InvalidViewerCertificate"
        assert message.startswith("To add an alternate domain name (CNAME) to a CloudFront distribution")

    def test_an_alias_is_of_one_distribution(self, acm: Any, sandbox: Sandbox, cloudfront: Any) -> None:
        create(cloudfront, presenting(import_certificate(acm), "www.shop.test"))
        other = import_certificate(sandbox.client("acm", key=FOOBAR))
        code, _ = refused(
            sandbox.client("cloudfront", key=FOOBAR).create_distribution,
            DistributionConfig=presenting(other, "www.shop.test"),
        )
        assert code == "CNAMEAlreadyExists"

    @pytest.mark.parametrize(
        ("changed", "code"),
        [
            ({"CloudFrontDefaultCertificate": True}, "InvalidViewerCertificate"),
            ({"MinimumProtocolVersion": "SSLv3"}, "InvalidMinimumProtocolVersion"),
            ({"MinimumProtocolVersion": "TLSv9"}, "InvalidArgument"),
        ],
    )
    def test_refuses(self, acm: Any, cloudfront: Any, changed: dict[str, Any], code: str) -> None:
        wanted = presenting(import_certificate(acm), **changed)
        assert refused(cloudfront.create_distribution, DistributionConfig=wanted)[0] == code
