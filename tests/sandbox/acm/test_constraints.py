"""Every constraint that AWS's model of ACM states, broken and just not broken."""

import re

import pytest

from .emulator import Sandbox
from .model import ABSENT, Case, beyond, inside

HEAD = re.compile(r"^(\d+) validation errors? detected: ")


def clauses(message: str) -> list[str]:
    head = HEAD.match(message)
    assert head, message
    found = re.split(r"; (?=Value (?:'|null|at ))", message[head.end() :])
    assert len(found) == int(head[1]), message
    assert ("errors" in head[0]) == (len(found) != 1), message
    return found


def path_and_constraint(clause: str) -> tuple[str, str]:
    parts = re.match(
        r"^Value (?:'.*' |null )?at '([^']+)' failed to satisfy constraint: (.*)$", clause, re.DOTALL
    )
    assert parts, clause
    return parts[1], parts[2]


def answers(case: Case, path: str, constraint: str) -> bool:
    """Whether it is what AWS says of this case; of the element of a list it speaks by the list."""
    if case.in_list and case.shape.type_name == "string":
        wrapped = constraint.startswith("Member must satisfy constraint: [")
        return wrapped and path == case.path.removesuffix(".1.member") and says(case, constraint)
    return path == case.path and says(case, constraint)


def says(case: Case, constraint: str) -> bool:
    if "enum value set" in case.constraint:
        named = re.search(r"Member must satisfy enum value set: \[([^]]*)\]", constraint)
        return named is not None and set(named[1].split(", ")) == set(case.shape.enum)
    return case.constraint in constraint


@pytest.mark.parametrize("case", list(beyond()), ids=str)
def test_is_refused_beyond(started: Sandbox, case: Case) -> None:
    answer = started.call(case.operation, case.body)

    assert answer.status_code == 400, answer.text
    assert answer.json()["__type"] == "ValidationException", answer.text
    found = [path_and_constraint(clause) for clause in clauses(answer.json()["message"])]
    assert any(answers(case, *one) for one in found), found


@pytest.mark.parametrize("case", list(inside()), ids=str)
def test_is_no_violation_within(started: Sandbox, case: Case) -> None:
    answer = started.call(case.operation, case.body)

    assert answer.status_code < 500, answer.text
    assert "failed to satisfy constraint" not in answer.text
    assert answer.status_code == 200 or answer.json()["__type"] != "SerializationException", answer.text


def test_several_violations_are_told_together(started: Sandbox) -> None:
    answer = started.call("ListCertificates", {"MaxItems": 0, "NextToken": "", "SortBy": "NAME"})

    found = dict(path_and_constraint(clause) for clause in clauses(answer.json()["message"]))
    assert found == {
        "maxItems": "Member must have value greater than or equal to 1",
        "nextToken": "Member must have length greater than or equal to 1",
        "sortBy": "Member must satisfy enum value set: [CREATED_AT]",
    }


def test_the_text_that_aws_users_report(started: Sandbox) -> None:
    arn = "arn:aws:acm:us-east-1:000000000000:certificate/with space"

    answer = started.call("DescribeCertificate", {"CertificateArn": arn})

    assert answer.json()["message"] == (
        f"1 validation error detected: Value '{arn}' at 'certificateArn' failed to satisfy constraint: "
        r"Member must satisfy regular expression pattern: "
        r"arn:[\w+=/,.@-]+:acm:[\w+=/,.@-]*:[0-9]+:[\w+=,.@-]+(/[\w+=,.@-]+)*"
    )


def test_the_second_tag_is_named_by_its_place(started: Sandbox) -> None:
    tags = [{"Key": "a", "Value": "b"}, {"Key": "Name", "Value": "*.dev.mycompany.test"}]

    answer = started.call("RequestCertificate", {"DomainName": "tags.test", "Tags": tags})

    assert answer.json()["message"].startswith(
        "1 validation error detected: Value '*.dev.mycompany.test' at 'tags.2.member.value' "
        "failed to satisfy constraint: Member must satisfy regular expression pattern: "
    )


@pytest.mark.parametrize(
    ("operation", "body", "secret"),
    [
        ("ExportCertificate", {"Passphrase": "YWJj"}, ("YWJj", "abc")),
        ("ImportCertificate", {"PrivateKey": "QUFB" * 3000, "Certificate": "QUFB"}, ("QUFBQUFB", "AAAAAAAA")),
    ],
)
def test_secrets_are_not_repeated(
    started: Sandbox, operation: str, body: dict[str, str], secret: tuple[str, str]
) -> None:
    arn = "arn:aws:acm:us-east-1:000000000000:certificate/11111111-2222-3333-4444-555555555555"

    answer = started.call(operation, {"CertificateArn": arn, **body})

    assert answer.json()["__type"] == "ValidationException"
    assert not any(form in answer.text for form in secret)


def test_shape_is_checked_before_the_certificate_is_looked_for(started: Sandbox) -> None:
    arn = "arn:aws:acm:us-east-1:000000000000:certificate/11111111-2222-3333-4444-555555555555"

    answer = started.call("RevokeCertificate", {"CertificateArn": arn, "RevocationReason": "BOREDOM"})

    assert answer.json()["__type"] == "ValidationException"


def test_a_filter_inside_filters_is_checked(started: Sandbox) -> None:
    bad = {
        "Filter": {
            "X509AttributeFilter": {"Subject": {"CommonName": {"Value": "", "ComparisonOperator": "EQUALS"}}}
        }
    }
    statement = {"And": [{"Not": {"Or": [bad]}}]}

    answer = started.call("SearchCertificates", {"FilterStatement": statement})

    assert [path_and_constraint(clause) for clause in clauses(answer.json()["message"])] == [
        (
            "filterStatement.and.1.member.not.or.1.member.filter.x509AttributeFilter.subject.commonName.value",
            "Member must have length greater than or equal to 1",
        )
    ]


@pytest.mark.parametrize(
    ("operation", "body", "message"),
    [
        (
            "RequestCertificate",
            {"DomainName": "own.test", "SubjectAlternativeNames": []},
            "Value '[]' at 'subjectAlternativeNames' failed to satisfy constraint: "
            "Member must have length greater than or equal to 1",
        ),
        (
            "RequestCertificate",
            {"DomainName": "own.test", "SubjectAlternativeNames": [f"n{n}.test" for n in range(101)]},
            f"Value '[{', '.join(f'n{n}.test' for n in range(101))}]' at 'subjectAlternativeNames' failed to "
            "satisfy constraint: Member must have length less than or equal to 100",
        ),
        (
            "AddTagsToCertificate",
            {"CertificateArn": ABSENT, "Tags": [{"Key": f"k{n}", "Value": "v"} for n in range(51)]},
            f"Value '[{', '.join(f'{{Key=k{n}, Value=v}}' for n in range(51))}]' at 'tags' failed to "
            "satisfy constraint: Member must have length less than or equal to 50",
        ),
    ],
    ids=["no elements", "too many texts", "too many structures"],
)
def test_lists_are_shown_as_java_prints_them(
    started: Sandbox, operation: str, body: dict, message: str
) -> None:
    answer = started.call(operation, body)

    assert answer.json()["message"] == f"1 validation error detected: {message}"
