#!/usr/bin/env python3
"""Writes the parts of AWS's service models that the sandbox speaks: service_models.py DIRECTORY.

The models are botocore's, so that the sandbox's idea of AWS comes from AWS and not from our own
client. Each service becomes DIRECTORY/NAME.json: botocore's own format without documentation,
examples and everything that the chosen operations do not reach.
"""

import json
import pathlib
import sys

import botocore.loaders

ALL = None  # every operation, so that those the sandbox does not act out are refused as AWS would

OPERATIONS = {
    "acm": ALL,
    "acm-pca": ALL,
    "sts": ["AssumeRole", "AssumeRoleWithWebIdentity", "GetCallerIdentity", "GetSessionToken"],
    "iam": [
        "DeleteServerCertificate",
        "GetAccountSummary",
        "GetServerCertificate",
        "ListServerCertificateTags",
        "ListServerCertificates",
        "SimulatePrincipalPolicy",
        "TagServerCertificate",
        "UntagServerCertificate",
        "UpdateServerCertificate",
        "UploadServerCertificate",
    ],
    "route53": [
        "ChangeResourceRecordSets",
        "CreateHostedZone",
        "DeleteHostedZone",
        "GetChange",
        "GetHostedZone",
        "ListHostedZones",
        "ListHostedZonesByName",
        "ListResourceRecordSets",
    ],
    "organizations": ["DescribeAccount", "DescribeOrganization", "ListAccounts"],
    "account": ["GetRegionOptStatus", "ListRegions"],
    "ec2": ["DescribeRegions"],
    "resourcegroupstaggingapi": ["GetResources", "GetTagKeys", "GetTagValues"],
    "service-quotas": [
        "GetAWSDefaultServiceQuota",
        "GetServiceQuota",
        "ListAWSDefaultServiceQuotas",
        "ListServiceQuotas",
    ],
    "sqs": [
        "ChangeMessageVisibility",
        "ChangeMessageVisibilityBatch",
        "CreateQueue",
        "DeleteMessage",
        "DeleteMessageBatch",
        "DeleteQueue",
        "GetQueueAttributes",
        "GetQueueUrl",
        "ListQueueTags",
        "ListQueues",
        "PurgeQueue",
        "ReceiveMessage",
        "SendMessage",
        "SendMessageBatch",
        "SetQueueAttributes",
        "TagQueue",
        "UntagQueue",
    ],
    "events": [
        "DeleteRule",
        "DescribeEventBus",
        "DescribeRule",
        "DisableRule",
        "EnableRule",
        "ListEventBuses",
        "ListRuleNamesByTarget",
        "ListRules",
        "ListTargetsByRule",
        "PutEvents",
        "PutRule",
        "PutTargets",
        "RemoveTargets",
        "TestEventPattern",
    ],
    "elbv2": [
        "AddListenerCertificates",
        "AddTags",
        "CreateListener",
        "CreateLoadBalancer",
        "CreateTargetGroup",
        "DeleteListener",
        "DeleteLoadBalancer",
        "DeleteTargetGroup",
        "DescribeListenerCertificates",
        "DescribeListeners",
        "DescribeLoadBalancers",
        "DescribeTags",
        "DescribeTargetGroups",
        "ModifyListener",
        "RemoveListenerCertificates",
        "RemoveTags",
    ],
    "cloudfront": [
        "CreateDistribution",
        "CreateDistributionWithTags",
        "DeleteDistribution",
        "GetDistribution",
        "GetDistributionConfig",
        "ListDistributions",
        "ListTagsForResource",
        "UpdateDistribution",
    ],
}

DROPPED = {
    "documentation",
    "documentationUrl",
    "authtype",
    "auth",
    "idempotent",
    "endpoint",
    "staticContextParams",
}


def without_documentation(node: object) -> object:
    if isinstance(node, dict):
        # Below "members" the keys are names of AWS's and may be called anything.
        return {
            key: {name: without_documentation(member) for name, member in value.items()}
            if key == "members"
            else without_documentation(value)
            for key, value in node.items()
            if key not in DROPPED
        }
    if isinstance(node, list):
        return [without_documentation(item) for item in node]
    return node


def shapes_below(shape: dict) -> list[str]:
    inner = list(shape.get("members", {}).values()) if isinstance(shape.get("members"), dict) else []
    inner += [shape[name] for name in ("member", "key", "value") if name in shape]
    return [reference["shape"] for reference in inner]


def reachable(model: dict, operations: dict) -> set[str]:
    waiting = []
    for operation in operations.values():
        waiting += [operation[end]["shape"] for end in ("input", "output") if end in operation]
        waiting += [error["shape"] for error in operation.get("errors", [])]
    # Errors that no operation names can still be answered by any.
    waiting += [name for name, shape in model["shapes"].items() if shape.get("exception")]
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += shapes_below(model["shapes"][name])
    return found


def reduced(model: dict, names: list[str] | None) -> dict:
    operations = model["operations"] if names is ALL else {name: model["operations"][name] for name in names}
    shapes = {name: model["shapes"][name] for name in sorted(reachable(model, operations))}
    return without_documentation({"metadata": model["metadata"], "operations": operations, "shapes": shapes})


def main() -> None:
    target = pathlib.Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    loader = botocore.loaders.create_loader()
    for service, names in OPERATIONS.items():
        model = reduced(loader.load_service_model(service, "service-2"), names)
        text = json.dumps(model, separators=(",", ":"), ensure_ascii=False)
        (target / f"{service}.json").write_text(text, encoding="utf-8")


main()
