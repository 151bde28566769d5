"""Tags of certificates."""

from typing import Any

from ..recorder import Recorder
from .material import site

ADD, REMOVE, LIST = "acm.AddTagsToCertificate", "acm.RemoveTagsFromCertificate", "acm.ListTagsForCertificate"
ADDED: dict[str, list[dict[str, Any]]] = {
    "two": [{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "2"}],
    "a new value": [{"Key": "a", "Value": "3"}],
    "an empty value": [{"Key": "c", "Value": ""}],
    "capital letters": [{"Key": "A", "Value": "other"}],
    "letters beyond ASCII": [{"Key": "Größe", "Value": "änderbar"}],
    "every allowed sign": [{"Key": "_.:/=+-@ x", "Value": "_.:/=+-@ x"}],
    "the longest key": [{"Key": "k" * 128, "Value": "x"}],
    "the longest value": [{"Key": "d", "Value": "x" * 256}],
    "more than fit": [{"Key": f"k{number}", "Value": "x"} for number in range(48)],
    "as many as fit": [{"Key": f"k{number}", "Value": "x"} for number in range(42)],
}
# Each put to a certificate of its own, as what moto takes and AWS does not would be seen for ever after.
REFUSED: dict[str, list[dict[str, Any]]] = {
    "no value": [{"Key": "a"}],
    "an odd sign": [{"Key": "a?", "Value": "x"}],
    "an odd sign in the value": [{"Key": "a", "Value": "x!"}],
    "a good one and a bad one": [{"Key": "good", "Value": "x"}, {"Key": "bad!", "Value": "x"}],
    "Amazon's": [{"Key": "aws:a", "Value": "x"}],
    "Amazon's in capital letters": [{"Key": "AWS:a", "Value": "x"}],
    "an empty key": [{"Key": "", "Value": "x"}],
    "too long a key": [{"Key": "k" * 129, "Value": "x"}],
    "too long a value": [{"Key": "a", "Value": "x" * 257}],
    "none": [],
    "the same key twice": [{"Key": "a", "Value": "1"}, {"Key": "a", "Value": "2"}],
    "fifty-one": [{"Key": f"k{number}", "Value": "x"} for number in range(51)],
}
REMOVED: dict[str, list[dict[str, Any]]] = {
    "by the key": [{"Key": "a"}],
    "by another value": [{"Key": "b", "Value": "other"}],
    "by the value": [{"Key": "b", "Value": "2"}],
    "by an empty value": [{"Key": "d", "Value": ""}],
    "what is not there": [{"Key": "z"}],
    "Amazon's": [{"Key": "aws:a"}],
    "none": [],
    "an odd sign": [{"Key": "a?"}],
}


def run(aws: Recorder) -> None:
    arn = aws("the certificate", "acm.ImportCertificate", _named="tagged", **site())["CertificateArn"]
    aws("of a new one", LIST, CertificateArn=arn)
    for what, tags in ADDED.items():
        aws(what, ADD, CertificateArn=arn, Tags=tags)
    aws("after adding", LIST, CertificateArn=arn)
    for what, tags in REMOVED.items():
        aws(what, REMOVE, CertificateArn=arn, Tags=tags)
    aws("after removing", LIST, CertificateArn=arn)
    aws("without tags", ADD, CertificateArn=arn)
    aws("without tags", REMOVE, CertificateArn=arn)
    for what, tags in REFUSED.items():
        another = aws.quietly("acm.ImportCertificate", **site())["CertificateArn"]
        aws(what, ADD, CertificateArn=another, Tags=tags)
        aws(f"after {what}", LIST, CertificateArn=another)
