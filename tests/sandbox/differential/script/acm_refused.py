"""Requests that are refused, each for one reason."""

from typing import Any

from ..recorder import ACCOUNT, Recorder

NAMES = {
    "empty": "",
    "one letter": "a",
    "without a dot": "localhost",
    "an underscore": "no_name.test",
    "a space": "no name.test",
    "a leading hyphen": "-name.test",
    "a trailing hyphen": "name-.test",
    "a trailing dot": "name.test.",
    "two dots": "name..test",
    "a star inside": "a.*.name.test",
    "half a star": "w*.name.test",
    "two stars": "*.*.name.test",
    "only a star": "*",
    "letters beyond ASCII": "bücher.test",
    "hyphens in the third place": "ab--name.test",
    "bad punycode": "xn--999999999999.test",
    "65 characters": "a" * 30 + "." + "b" * 29 + ".test",
    "a label of 64": "a" * 64 + ".test",
    "254 characters": ".".join(["a" * 49] * 5) + ".test",
    "an address": "192.0.2.1",
    "Amazon's": "name.amazonaws.com",
    "CloudFront's": "d111111abcdef8.cloudfront.net",
    "a URL": "https://name.test/",
}
OTHERS: dict[str, dict[str, Any]] = {
    "a method that is none": {"ValidationMethod": "PIGEON"},
    "a method in small letters": {"ValidationMethod": "dns"},
    "a token with a hyphen": {"IdempotencyToken": "a-b"},
    "a token of 33 characters": {"IdempotencyToken": "a" * 33},
    "an empty token": {"IdempotencyToken": ""},
    "no alternative name": {"SubjectAlternativeNames": []},
    "an alternative name that is none": {"SubjectAlternativeNames": ["www.ok.test", "no_name"]},
    "eleven names": {"SubjectAlternativeNames": [f"n{number}.ok.test" for number in range(10)]},
    "twelve names": {"SubjectAlternativeNames": [f"n{number}.ok.test" for number in range(11)]},
    "101 alternative names": {"SubjectAlternativeNames": [f"n{number}.ok.test" for number in range(101)]},
    "an algorithm that is none": {"KeyAlgorithm": "DSA_1024"},
    "an algorithm that only imports have": {"KeyAlgorithm": "RSA_4096"},
    "a preference that is none": {"Options": {"CertificateTransparencyLoggingPreference": "MAYBE"}},
    "an export that is none": {"Options": {"Export": "MAYBE"}},
    "an authority that is none": {"CertificateAuthorityArn": "arn:aws:iam::123456789012:authority"},
    "too short an authority": {"CertificateAuthorityArn": "arn"},
    "a manager that is none": {"ManagedBy": "NOBODY"},
    "options of another's name": {
        "ValidationMethod": "EMAIL",
        "DomainValidationOptions": [{"DomainName": "other.test", "ValidationDomain": "other.test"}],
    },
    "a validation domain elsewhere": {
        "ValidationMethod": "EMAIL",
        "DomainValidationOptions": [{"DomainName": "ok.test", "ValidationDomain": "other.test"}],
    },
    "a validation domain below": {
        "ValidationMethod": "EMAIL",
        "DomainValidationOptions": [{"DomainName": "ok.test", "ValidationDomain": "www.ok.test"}],
    },
    "options without a domain": {"DomainValidationOptions": [{"DomainName": "ok.test"}]},
    "tags of Amazon's": {"Tags": [{"Key": "aws:mine", "Value": "x"}]},
    "a tag without a key": {"Tags": [{"Value": "x"}]},
    "a tag with an empty key": {"Tags": [{"Key": "", "Value": "x"}]},
    "a tag with too long a key": {"Tags": [{"Key": "k" * 129, "Value": "x"}]},
    "a tag with too long a value": {"Tags": [{"Key": "k", "Value": "x" * 257}]},
    "too many tags": {"Tags": [{"Key": f"k{number}", "Value": "x"} for number in range(51)]},
    "no tags": {"Tags": []},
    "the same tag twice": {"Tags": [{"Key": "a", "Value": "1"}, {"Key": "a", "Value": "2"}]},
}
AUTHORITY = f"arn:aws:acm-pca:us-east-1:{ACCOUNT}:certificate-authority/12345678-1234-1234-1234-123456789012"


def run(aws: Recorder) -> None:
    request = "acm.RequestCertificate"
    aws("nothing", request)
    for what, name in NAMES.items():
        aws(f"a name: {what}", request, DomainName=name, ValidationMethod="DNS")
    for what, parameters in OTHERS.items():
        aws(what, request, DomainName="ok.test", **parameters)
    names = ["an underscore", "two stars", "bad punycode", "254 characters", "Amazon's"]
    for what in names:
        more = {"SubjectAlternativeNames": [NAMES[what]], "ValidationMethod": "DNS"}
        aws(f"an alternative name: {what}", request, DomainName="ok.test", **more)
