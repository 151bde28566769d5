"""Requests, and what can and cannot be done while they are pending."""

from ..recorder import Recorder

REQUEST = "acm.RequestCertificate"
FORMS = {
    "one name": {"DomainName": "one.test", "ValidationMethod": "DNS"},
    "several names": {
        "DomainName": "several.test",
        "SubjectAlternativeNames": ["www.several.test", "*.several.test", "several.test"],
        "ValidationMethod": "DNS",
    },
    "a wildcard": {"DomainName": "*.wild.test", "ValidationMethod": "DNS"},
    "capital letters": {"DomainName": "WWW.Capital.test", "ValidationMethod": "DNS"},
    "punycode": {"DomainName": "xn--bcher-kva.test", "ValidationMethod": "DNS"},
    "by mail": {"DomainName": "mail.test", "ValidationMethod": "EMAIL"},
    "by mail to a domain above": {
        "DomainName": "a.b.mail.test",
        "ValidationMethod": "EMAIL",
        "DomainValidationOptions": [{"DomainName": "a.b.mail.test", "ValidationDomain": "mail.test"}],
    },
    "by no method": {"DomainName": "method.test"},
    "a curve": {"DomainName": "curve.test", "ValidationMethod": "DNS", "KeyAlgorithm": "EC_prime256v1"},
    "a longer curve": {
        "DomainName": "longer.test",
        "ValidationMethod": "DNS",
        "KeyAlgorithm": "EC_secp384r1",
    },
    "to be exported": {
        "DomainName": "export.test",
        "ValidationMethod": "DNS",
        "Options": {"Export": "ENABLED"},
    },
    "without a log": {
        "DomainName": "log.test",
        "ValidationMethod": "DNS",
        "Options": {"CertificateTransparencyLoggingPreference": "DISABLED"},
    },
    "tags": {"DomainName": "tags.test", "ValidationMethod": "DNS", "Tags": [{"Key": "a", "Value": "b"}]},
    "of amazon's example": {"DomainName": "www.example.com", "ValidationMethod": "DNS"},
}


def run(aws: Recorder) -> None:
    arns = {}
    for form, parameters in FORMS.items():
        arns[form] = aws(form, REQUEST, _named=form, **parameters)["CertificateArn"]
        settle(aws, arns[form])
        aws(form, "acm.DescribeCertificate", CertificateArn=arns[form])
    aws("what is pending", "acm.GetCertificate", CertificateArn=arns["one name"])
    aws("tags", "acm.ListTagsForCertificate", CertificateArn=arns["tags"])
    for form in ("one name", "to be exported"):
        aws(form, "acm.ExportCertificate", CertificateArn=arns[form], Passphrase=b"passphrase")
    mails(aws, arns)
    tokens(aws)
    aws("what is pending", "acm.DeleteCertificate", CertificateArn=arns["one name"])
    aws("what was deleted", "acm.DescribeCertificate", CertificateArn=arns["one name"])
    aws("what was deleted", "acm.DeleteCertificate", CertificateArn=arns["one name"])


def settle(aws: Recorder, arn: str) -> None:
    """AWS may take seconds for the records; the script is not about how long."""

    def known() -> bool:
        found = aws.quietly("acm.DescribeCertificate", CertificateArn=arn)["Certificate"]
        options = found["DomainValidationOptions"]
        wanted = "ValidationEmails" if options[0].get("ValidationMethod") == "EMAIL" else "ResourceRecord"
        failing = found["DomainName"] == "www.example.com" and aws.service.proves
        return found["Status"] == "FAILED" if failing else all(option.get(wanted) for option in options)

    aws.wait("the records", known)


def mails(aws: Recorder, arns: dict[str, str]) -> None:
    resend = "acm.ResendValidationEmail"

    def again(what: str, form: str, domain: str, above: str) -> None:
        aws(what, resend, CertificateArn=arns[form], Domain=domain, ValidationDomain=above)

    again("once more", "by mail", "mail.test", "mail.test")
    again("to the domain above", "by mail to a domain above", "a.b.mail.test", "mail.test")
    again("of DNS", "one name", "one.test", "one.test")
    again("for another's name", "by mail", "other.test", "other.test")
    again("to another's domain", "by mail", "mail.test", "other.test")
    again("for what is no name", "by mail", "no_name", "mail.test")
    aws("without a domain", resend, CertificateArn=arns["by mail"])


def tokens(aws: Recorder) -> None:
    first = {"DomainName": "token.test", "ValidationMethod": "DNS", "IdempotencyToken": "token1"}
    aws("by a token", REQUEST, _named="token", **first)
    aws("by the same token", REQUEST, **first)
    aws("by another token", REQUEST, **{**first, "IdempotencyToken": "token2"})
    aws("by the same token elsewhere", REQUEST, region="eu-west-1", **first)
