"""Certificates by their tags."""

from typing import Any

from ..recorder import ACCOUNT, Recorder
from .material import site

RESOURCES = "resourcegroupstaggingapi.GetResources"
TAGS = {
    "one": [{"Key": "stage", "Value": "live"}, {"Key": "team", "Value": "shop"}],
    "two": [{"Key": "stage", "Value": "test"}],
    "three": [{"Key": "Stage", "Value": "live"}, {"Key": "empty", "Value": ""}],
}
ASKED: dict[str, dict[str, Any]] = {
    "everything": {},
    "certificates": {"ResourceTypeFilters": ["acm"]},
    "certificates by their full type": {"ResourceTypeFilters": ["acm:certificate"]},
    "another type": {"ResourceTypeFilters": ["s3"]},
    "a type that is none": {"ResourceTypeFilters": ["what is this"]},
    "a key": {"TagFilters": [{"Key": "stage"}]},
    "a key and its value": {"TagFilters": [{"Key": "stage", "Values": ["live"]}]},
    "one of two values": {"TagFilters": [{"Key": "stage", "Values": ["live", "test"]}]},
    "two keys": {"TagFilters": [{"Key": "stage"}, {"Key": "team", "Values": ["shop"]}]},
    "a key that nobody has": {"TagFilters": [{"Key": "colour"}]},
    "a value that nobody has": {"TagFilters": [{"Key": "stage", "Values": ["dead"]}]},
    "no row to a page": {"ResourcesPerPage": 0},
    "101 rows to a page": {"ResourcesPerPage": 101},
    "99 tags to a page": {"TagsPerPage": 99},
    "501 tags to a page": {"TagsPerPage": 501},
    "150 tags to a page": {"TagsPerPage": 150},
    "a token that is none": {"PaginationToken": "nonsense"},
    "an ARN that is none": {"ResourceARNList": ["nonsense"]},
    "nobody's ARN": {
        "ResourceARNList": [
            f"arn:aws:acm:us-east-1:{ACCOUNT}:certificate/12345678-1234-1234-1234-123456789012"
        ]
    },
}


def run(aws: Recorder) -> None:
    aws("of nothing", RESOURCES)
    aws("of nothing", "resourcegroupstaggingapi.GetTagKeys")
    arns = {}
    for name, tags in TAGS.items():
        arns[name] = aws(name, "acm.ImportCertificate", _named=name, Tags=tags, **site(f"{name}.test"))[
            "CertificateArn"
        ]
    untagged = aws("untagged", "acm.ImportCertificate", _named="untagged", **site("untagged.test"))
    for what, parameters in ASKED.items():
        aws(what, RESOURCES, **parameters)
    aws("by ARN", RESOURCES, ResourceARNList=[arns["two"]])
    aws("what has no tags by ARN", RESOURCES, ResourceARNList=[untagged["CertificateArn"]])
    aws("an ARN and a filter", RESOURCES, ResourceARNList=[arns["two"]], TagFilters=[{"Key": "stage"}])
    aws("as many to a page as there are", RESOURCES, ResourcesPerPage=3)
    aws("keys", "resourcegroupstaggingapi.GetTagKeys")
    for key in ("stage", "Stage", "empty", "colour", ""):
        aws(f"values of '{key}'", "resourcegroupstaggingapi.GetTagValues", Key=key)
    aws("values of no key", "resourcegroupstaggingapi.GetTagValues")
    aws("of another region", RESOURCES, region="eu-west-1")
