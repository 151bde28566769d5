"""ListCertificates and SearchCertificates: pages, filters, order."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest

from certificates import KEY_TYPES
from chains import CLIENT, DAY, SERVER, make

from .emulator import REGION, Sandbox, issue, refused

ALL = {"keyTypes": KEY_TYPES}
SHOWN = {"RSA_1024", "RSA_2048"}
MANY = 23


class Estate:
    """A certificate of every kind, by a label."""

    def __init__(self, sandbox: Sandbox) -> None:
        sandbox.reset()
        self.acm = sandbox.client()
        self.arns: dict[str, str] = {}
        for index, key_type in enumerate(KEY_TYPES):
            made = make(
                [f"{key_type.replace('_', '-').lower()}.estate.test", "shared.estate.test"],
                key_type=key_type,
                end=(30 + index) * DAY,
                usage=["digital_signature", "key_encipherment"] if "RSA" in key_type else ["key_agreement"],
                extended=[SERVER] if "RSA" in key_type else [CLIENT],
                serial=0x1000 + index,
            )
            self.arns[key_type] = self.acm.import_certificate(**made.parameters())["CertificateArn"]
        self.arns["pending"] = self.request("pending.estate.test", ValidationMethod="DNS")
        self.arns["mail"] = self.request("mail.estate.test", ValidationMethod="EMAIL")
        self.arns["curve"] = self.request(
            "curve.estate.test", ValidationMethod="DNS", KeyAlgorithm="EC_prime256v1"
        )
        self.arns["issued"] = issue(sandbox, "issued.test", Options={"Export": "ENABLED"})
        self.acm.export_certificate(CertificateArn=self.arns["issued"], Passphrase=b"passphrase")

    def request(self, name: str, **parameters: Any) -> str:
        return self.acm.request_certificate(DomainName=name, **parameters)["CertificateArn"]

    def labels(self, arns: list[str]) -> list[str]:
        by_arn = {arn: label for label, arn in self.arns.items()}
        return [by_arn[arn] for arn in arns]

    def listed(self, **parameters: Any) -> list[str]:
        found = self.acm.list_certificates(**parameters)["CertificateSummaryList"]
        return self.labels([one["CertificateArn"] for one in found])

    def found(self, statement: dict[str, Any] | None = None, **parameters: Any) -> list[str]:
        if statement is not None:
            parameters["FilterStatement"] = statement
        found = self.acm.search_certificates(**parameters)["Results"]
        return self.labels([one["CertificateArn"] for one in found])


@pytest.fixture(scope="module")
def estate(started: Sandbox) -> Estate:
    return Estate(started)


@pytest.fixture(scope="module")
def many(started: Sandbox, estate: Estate) -> tuple[Any, list[str]]:
    """So many certificates in another region, in the order of their making."""
    assert estate
    acm = started.client(region="eu-west-1")
    arns = [
        acm.request_certificate(DomainName=f"n{index}.many.test", ValidationMethod="DNS")["CertificateArn"]
        for index in range(MANY)
    ]
    return acm, arns


class TestListPages:
    @pytest.mark.parametrize("size", [1, 5, 22, 23, 24, 1000])
    def test_every_certificate_comes_once(self, many: tuple[Any, list[str]], size: int) -> None:
        acm, arns = many
        pages = list(acm.get_paginator("list_certificates").paginate(PaginationConfig={"PageSize": size}))

        seen = [one["CertificateArn"] for page in pages for one in page["CertificateSummaryList"]]
        assert sorted(seen) == sorted(arns)
        assert all(len(page["CertificateSummaryList"]) <= size for page in pages)
        assert all(page["CertificateSummaryList"] for page in pages)
        assert "NextToken" not in pages[-1]

    def test_pages_keep_the_order(self, many: tuple[Any, list[str]]) -> None:
        acm, arns = many
        for order, wanted in (("ASCENDING", arns), ("DESCENDING", arns[::-1])):
            pages = acm.get_paginator("list_certificates").paginate(
                SortBy="CREATED_AT", SortOrder=order, PaginationConfig={"PageSize": 7}
            )
            assert [
                one["CertificateArn"] for page in pages for one in page["CertificateSummaryList"]
            ] == wanted

    def test_pages_keep_the_filter(self, estate: Estate) -> None:
        pages = estate.acm.get_paginator("list_certificates").paginate(
            Includes=ALL, CertificateStatuses=["ISSUED"], PaginationConfig={"PageSize": 3}
        )
        arns = [one["CertificateArn"] for page in pages for one in page["CertificateSummaryList"]]
        assert sorted(estate.labels(arns)) == sorted([*KEY_TYPES, "issued"])

    def test_a_page_may_be_asked_for_twice(self, many: tuple[Any, list[str]]) -> None:
        acm, _ = many
        token = acm.list_certificates(MaxItems=5)["NextToken"]

        first = acm.list_certificates(MaxItems=5, NextToken=token)["CertificateSummaryList"]
        assert acm.list_certificates(MaxItems=5, NextToken=token)["CertificateSummaryList"] == first

    @pytest.mark.parametrize("token", ["nonsense", "AAAA", "1", " "])
    def test_a_token_that_is_none(self, many: tuple[Any, list[str]], token: str) -> None:
        acm, _ = many
        code, message = refused(acm.list_certificates, NextToken=token)

        assert code in ("InvalidArgsException", "ValidationException")
        assert message


class TestListFilters:
    def test_by_default_only_the_old_key_types_come(self, estate: Estate) -> None:
        listed = estate.listed()

        assert {"RSA_2048", "pending", "mail", "issued"} <= set(listed)
        assert not set(listed) & {*KEY_TYPES, "curve"} - SHOWN

    def test_all_key_types_have_to_be_named(self, estate: Estate) -> None:
        assert sorted(estate.listed(Includes=ALL)) == sorted(estate.arns)

    @pytest.mark.parametrize("key_type", KEY_TYPES)
    def test_one_key_type(self, estate: Estate, key_type: str) -> None:
        more = {"RSA_2048": ["pending", "mail", "issued"], "EC_prime256v1": ["curve"]}.get(key_type, [])
        assert sorted(estate.listed(Includes={"keyTypes": [key_type]})) == sorted([key_type, *more])

    @pytest.mark.parametrize(
        ("statuses", "wanted"),
        [
            (["PENDING_VALIDATION"], ["pending", "mail", "curve"]),
            (["ISSUED"], [*KEY_TYPES, "issued"]),
            (["FAILED", "EXPIRED", "REVOKED", "INACTIVE", "VALIDATION_TIMED_OUT"], []),
            (["ISSUED", "PENDING_VALIDATION"], [*KEY_TYPES, "issued", "pending", "mail", "curve"]),
        ],
    )
    def test_statuses(self, estate: Estate, statuses: list[str], wanted: list[str]) -> None:
        assert sorted(estate.listed(Includes=ALL, CertificateStatuses=statuses)) == sorted(wanted)

    def test_what_can_be_exported(self, estate: Estate) -> None:
        assert estate.listed(Includes={**ALL, "exportOption": "ENABLED"}) == ["issued"]
        assert "issued" not in estate.listed(Includes={**ALL, "exportOption": "DISABLED"})

    def test_key_usages(self, estate: Estate) -> None:
        wanted = [one for one in KEY_TYPES if "EC" in one]
        assert sorted(estate.listed(Includes={**ALL, "keyUsage": ["KEY_AGREEMENT"]})) == sorted(wanted)

    def test_extended_key_usages(self, estate: Estate) -> None:
        found = estate.listed(Includes={**ALL, "extendedKeyUsage": ["TLS_WEB_CLIENT_AUTHENTICATION"]})
        assert sorted(found) == sorted(one for one in KEY_TYPES if "EC" in one)

    def test_who_made_the_key(self, estate: Estate) -> None:
        mine = estate.listed(Includes=ALL, CertificateKeyPairOrigins=["CUSTOMER_PROVIDED"])
        assert sorted(mine) == sorted(KEY_TYPES)
        amazons = estate.listed(Includes=ALL, CertificateKeyPairOrigins=["AWS_MANAGED"])
        assert sorted(amazons) == ["curve", "issued", "mail", "pending"]
        assert estate.listed(Includes=ALL, CertificateKeyPairOrigins=["ACME"]) == []

    def test_nothing_is_managed_by_cloudfront(self, estate: Estate) -> None:
        assert estate.listed(Includes={**ALL, "managedBy": "CLOUDFRONT"}) == []

    @pytest.mark.parametrize("half", [{"SortBy": "CREATED_AT"}, {"SortOrder": "ASCENDING"}])
    def test_an_order_has_two_halves(self, estate: Estate, half: dict[str, str]) -> None:
        code, _ = refused(estate.acm.list_certificates, **half)

        assert code in ("InvalidArgsException", "ValidationException")


class TestSummary:
    def summary(self, estate: Estate, label: str) -> dict[str, Any]:
        found = estate.acm.list_certificates(Includes=ALL)["CertificateSummaryList"]
        return next(one for one in found if one["CertificateArn"] == estate.arns[label])

    def test_of_an_import(self, estate: Estate) -> None:
        one = self.summary(estate, "RSA_3072")

        assert one["DomainName"] == "rsa-3072.estate.test"
        assert sorted(one["SubjectAlternativeNameSummaries"]) == [
            "rsa-3072.estate.test",
            "shared.estate.test",
        ]
        assert one["HasAdditionalSubjectAlternativeNames"] is False
        assert (one["Status"], one["Type"]) == ("ISSUED", "IMPORTED")
        assert one["KeyUsages"] == ["DIGITAL_SIGNATURE", "KEY_ENCIPHERMENT"]
        assert one["ExtendedKeyUsages"] == ["TLS_WEB_SERVER_AUTHENTICATION"]
        assert (one["InUse"], one["ExportOption"]) == (False, "DISABLED")
        assert one["RenewalEligibility"] == "INELIGIBLE"
        assert {"NotBefore", "NotAfter", "CreatedAt", "ImportedAt"} <= set(one)
        assert not {"IssuedAt", "RevokedAt", "Exported"} & set(one)

    def test_of_what_was_exported(self, estate: Estate) -> None:
        one = self.summary(estate, "issued")

        assert (one["Exported"], one["ExportOption"]) == (True, "ENABLED")
        assert one["RenewalEligibility"] == "ELIGIBLE"
        assert "IssuedAt" in one
        assert "ImportedAt" not in one

    def test_only_a_hundred_names_are_told(self, started: Sandbox, estate: Estate) -> None:
        acm = started.client(region="eu-west-2")
        names = [f"n{index:03}.names.test" for index in range(120)]
        arn = acm.import_certificate(**make(names, key_type="RSA_2048").parameters())["CertificateArn"]
        assert estate

        one = acm.list_certificates()["CertificateSummaryList"][0]
        assert len(one["SubjectAlternativeNameSummaries"]) == 100
        assert set(one["SubjectAlternativeNameSummaries"]) < set(names)
        assert one["HasAdditionalSubjectAlternativeNames"] is True
        whole = acm.describe_certificate(CertificateArn=arn)["Certificate"]["SubjectAlternativeNames"]
        assert sorted(whole) == names

    def test_a_hundred_names_are_told(self, started: Sandbox, estate: Estate) -> None:
        acm = started.client(region="eu-west-3")
        names = [f"n{index:03}.names.test" for index in range(100)]
        acm.import_certificate(**make(names, key_type="RSA_2048").parameters())
        assert estate

        one = acm.list_certificates()["CertificateSummaryList"][0]
        assert sorted(one["SubjectAlternativeNameSummaries"]) == names
        assert one["HasAdditionalSubjectAlternativeNames"] is False


def metadata(**one: Any) -> dict[str, Any]:
    return {"Filter": {"AcmCertificateMetadataFilter": one}}


def x509(**one: Any) -> dict[str, Any]:
    return {"Filter": {"X509AttributeFilter": one}}


def dns(value: str, comparison: str = "EQUALS") -> dict[str, Any]:
    return x509(SubjectAlternativeName={"DnsName": {"Value": value, "ComparisonOperator": comparison}})


def common(value: str, comparison: str = "EQUALS") -> dict[str, Any]:
    return x509(Subject={"CommonName": {"Value": value, "ComparisonOperator": comparison}})


IMPORTED = metadata(Type="IMPORTED")
RSA = [one for one in KEY_TYPES if "RSA" in one]
EC = [one for one in KEY_TYPES if "EC" in one]


class TestSearch:
    def test_it_hides_no_key_type(self, estate: Estate) -> None:
        assert sorted(estate.found()) == sorted(estate.arns)

    @pytest.mark.parametrize(
        ("statement", "wanted"),
        [
            (IMPORTED, KEY_TYPES),
            (metadata(Type="AMAZON_ISSUED"), ["pending", "mail", "curve", "issued"]),
            (metadata(Type="PRIVATE"), []),
            (metadata(Status="PENDING_VALIDATION"), ["pending", "mail", "curve"]),
            (metadata(Status="REVOKED"), []),
            (metadata(InUse=True), []),
            (metadata(InUse=False), [*KEY_TYPES, "pending", "mail", "curve", "issued"]),
            (metadata(Exported=True), ["issued"]),
            (metadata(ExportOption="ENABLED"), ["issued"]),
            (metadata(ValidationMethod="EMAIL"), ["mail"]),
            (metadata(ValidationMethod="DNS"), ["pending", "curve", "issued"]),
            (metadata(CertificateKeyPairOrigin="CUSTOMER_PROVIDED"), KEY_TYPES),
            (metadata(CertificateKeyPairOrigin="ACME"), []),
            (metadata(RenewalStatus="SUCCESS"), []),
            (metadata(ManagedBy="CLOUDFRONT"), []),
            (x509(KeyAlgorithm="EC_prime256v1"), ["EC_prime256v1", "curve"]),
            (x509(KeyAlgorithm="RSA_4096"), ["RSA_4096"]),
            (x509(KeyUsage="KEY_AGREEMENT"), EC),
            (x509(ExtendedKeyUsage="TLS_WEB_CLIENT_AUTHENTICATION"), EC),
            (x509(ExtendedKeyUsage="TLS_WEB_SERVER_AUTHENTICATION"), [*RSA, "issued"]),
            (x509(SerialNumber="10:03"), ["RSA_4096"]),
            (x509(SerialNumber="10:99"), []),
            (dns("shared.estate.test"), KEY_TYPES),
            (dns("estate.test"), []),
            (dns(".estate.", "CONTAINS"), [*KEY_TYPES, "pending", "mail", "curve"]),
            (common("rsa-2048.estate.test"), ["RSA_2048"]),
            (common("shared.estate.test"), []),
            (common("rsa-", "CONTAINS"), RSA),
        ],
    )
    def test_one_filter(self, estate: Estate, statement: dict[str, Any], wanted: list[str]) -> None:
        assert sorted(estate.found(statement)) == sorted(wanted)

    def test_by_arn(self, estate: Estate) -> None:
        assert estate.found({"Filter": {"CertificateArn": estate.arns["mail"]}}) == ["mail"]

    def test_times(self, started: Sandbox, estate: Estate) -> None:
        by_label = {
            label: estate.acm.describe_certificate(CertificateArn=estate.arns[label])["Certificate"]
            for label in KEY_TYPES
        }
        third = by_label[KEY_TYPES[3]]["NotAfter"]

        found = estate.found(x509(NotAfter={"Start": third, "End": third + 100 * DAY}))
        assert sorted(found) == sorted(KEY_TYPES[3:])
        found = estate.found(
            x509(NotAfter={"Start": third + datetime.timedelta(seconds=1), "End": third + 100 * DAY})
        )
        assert sorted(found) == sorted(KEY_TYPES[4:])
        found = estate.found(x509(NotBefore={"End": started.now() - 30 * DAY}))
        assert found == []

    @pytest.mark.parametrize(
        ("statement", "wanted"),
        [
            ({"And": [IMPORTED, common("rsa-", "CONTAINS")]}, RSA),
            ({"And": [IMPORTED, metadata(Status="PENDING_VALIDATION")]}, []),
            ({"And": [IMPORTED]}, KEY_TYPES),
            (
                {"Or": [metadata(ValidationMethod="EMAIL"), x509(KeyAlgorithm="RSA_1024")]},
                ["mail", "RSA_1024"],
            ),
            ({"Or": [IMPORTED]}, KEY_TYPES),
            ({"Not": IMPORTED}, ["pending", "mail", "curve", "issued"]),
            ({"Not": {"Not": IMPORTED}}, KEY_TYPES),
            ({"And": [{"Not": IMPORTED}, {"Not": metadata(Status="ISSUED")}]}, ["pending", "mail", "curve"]),
            (
                {
                    "Or": [
                        {
                            "And": [
                                IMPORTED,
                                {"Not": {"Or": [common("rsa-", "CONTAINS"), common("ec-", "CONTAINS")]}},
                            ]
                        },
                        {"And": [metadata(Status="ISSUED"), {"Not": IMPORTED}]},
                    ]
                },
                ["issued"],
            ),
        ],
    )
    def test_filters_combine(self, estate: Estate, statement: dict[str, Any], wanted: list[str]) -> None:
        assert sorted(estate.found(statement)) == sorted(wanted)

    @pytest.mark.parametrize(
        "statement",
        [
            {},
            {"Filter": {}},
            {"And": [{}]},
            {"And": [IMPORTED], "Or": [IMPORTED]},
            metadata(),
            metadata(Type="IMPORTED", Status="ISSUED"),
        ],
    )
    def test_a_union_has_one_member(
        self, started: Sandbox, estate: Estate, statement: dict[str, Any]
    ) -> None:
        assert estate
        answer = started.call("SearchCertificates", {"FilterStatement": statement})

        assert answer.status_code == 400
        assert answer.json()["__type"] in ("ValidationException", "SerializationException")

    def test_what_is_told(self, estate: Estate) -> None:
        statement = {"Filter": {"CertificateArn": estate.arns["RSA_2048"]}}
        one = estate.acm.search_certificates(FilterStatement=statement)["Results"][0]

        attributes = one["X509Attributes"]
        assert attributes["Subject"] == {"CommonName": "rsa-2048.estate.test"}
        assert attributes["Issuer"] == {"CommonName": "rsa-2048.estate.test"}
        names = sorted(name["DnsName"] for name in attributes["SubjectAlternativeNames"])
        assert names == ["rsa-2048.estate.test", "shared.estate.test"]
        assert attributes["SerialNumber"] == "10:01"
        assert attributes["KeyUsages"] == ["DIGITAL_SIGNATURE", "KEY_ENCIPHERMENT"]
        assert attributes["ExtendedKeyUsages"] == ["TLS_WEB_SERVER_AUTHENTICATION"]
        assert attributes["KeyAlgorithm"].replace("-", "_") == "RSA_2048"
        assert {"NotBefore", "NotAfter"} <= set(attributes)
        facts = one["CertificateMetadata"]["AcmCertificateMetadata"]
        assert (facts["Status"], facts["Type"], facts["InUse"]) == ("ISSUED", "IMPORTED", False)
        assert {"CreatedAt", "ImportedAt"} <= set(facts)
        assert "IssuedAt" not in facts

    @pytest.mark.parametrize("size", [1, 4, 500])
    def test_every_certificate_comes_once(self, many: tuple[Any, list[str]], size: int) -> None:
        acm, arns = many
        seen: list[str] = []
        more: dict[str, str] = {}
        while True:
            page = acm.search_certificates(MaxResults=size, **more)
            assert len(page["Results"]) <= size
            seen += [one["CertificateArn"] for one in page["Results"]]
            if "NextToken" not in page:
                break
            more = {"NextToken": page["NextToken"]}
        assert sorted(seen) == sorted(arns)

    def test_the_paginator(self, many: tuple[Any, list[str]]) -> None:
        acm, arns = many
        pages = acm.get_paginator("search_certificates").paginate(PaginationConfig={"PageSize": 10})
        assert sorted(one["CertificateArn"] for page in pages for one in page["Results"]) == sorted(arns)

    def test_a_hundred_come_by_default(self, started: Sandbox, estate: Estate) -> None:
        acm = started.client(region="us-west-2")
        for index in range(101):
            acm.request_certificate(DomainName=f"n{index}.hundred.test", ValidationMethod="DNS")
        assert estate

        page = acm.search_certificates()
        assert len(page["Results"]) == 100
        assert len(acm.search_certificates(NextToken=page["NextToken"])["Results"]) == 1

    @pytest.mark.parametrize("token", ["nonsense", "AAAA"])
    def test_a_token_that_is_none(self, many: tuple[Any, list[str]], token: str) -> None:
        acm, _ = many
        assert refused(acm.search_certificates, NextToken=token)[0] == "ValidationException"

    KEYS: dict[str, Callable[[dict[str, Any]], Any]] = {
        "CREATED_AT": lambda one: one["CertificateMetadata"]["AcmCertificateMetadata"]["CreatedAt"],
        "NOT_AFTER": lambda one: one["X509Attributes"]["NotAfter"],
        "CERTIFICATE_ARN": lambda one: one["CertificateArn"],
        "COMMON_NAME": lambda one: one["X509Attributes"]["Subject"]["CommonName"],
        "IMPORTED_AT": lambda one: one["CertificateMetadata"]["AcmCertificateMetadata"]["ImportedAt"],
    }

    @pytest.mark.parametrize("order", ["ASCENDING", "DESCENDING"])
    @pytest.mark.parametrize("by", list(KEYS))
    def test_order(self, estate: Estate, by: str, order: str) -> None:
        found = estate.acm.search_certificates(FilterStatement=IMPORTED, SortBy=by, SortOrder=order)[
            "Results"
        ]

        values = [self.KEYS[by](one) for one in found]
        assert len(values) == len(KEY_TYPES)
        assert values == sorted(values, reverse=order == "DESCENDING")

    @pytest.mark.parametrize(
        "by",
        [
            "STATUS",
            "RENEWAL_STATUS",
            "EXPORTED",
            "IN_USE",
            "NOT_BEFORE",
            "KEY_ALGORITHM",
            "TYPE",
            "REVOKED_AT",
        ]
        + [
            "RENEWAL_ELIGIBILITY",
            "ISSUED_AT",
            "MANAGED_BY",
            "EXPORT_OPTION",
            "VALIDATION_METHOD",
            "IMPORTED_AT",
        ],
    )
    def test_an_order_loses_nothing(self, estate: Estate, by: str) -> None:
        up = estate.found(SortBy=by, SortOrder="ASCENDING")

        assert sorted(up) == sorted(estate.found(SortBy=by, SortOrder="DESCENDING")) == sorted(estate.arns)


def test_regions_have_their_own_lists(estate: Estate) -> None:
    assert all(arn.split(":")[3] == REGION for arn in estate.arns.values())
    assert sorted(estate.found()) == sorted(estate.arns)
