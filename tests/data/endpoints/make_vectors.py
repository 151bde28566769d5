#!/usr/bin/env python3
"""Writes vectors.json: where botocore's endpoint rules send each service's calls, and for which region they are signed."""

import json
import pathlib

import botocore
import botocore.session
from botocore.config import Config

REGIONS = {
    "aws": ["us-east-1", "eu-west-1", "af-south-1", "ca-west-1", "me-central-1"],
    "aws-cn": ["cn-north-1", "cn-northwest-1"],
    "aws-us-gov": ["us-gov-west-1", "us-gov-east-1"],
    "aws-eusc": ["eusc-de-east-1"],
    "aws-iso": ["us-iso-east-1", "us-iso-west-1"],
    "aws-iso-b": ["us-isob-east-1"],
}
# The rules also make up FIPS names for the partitions that have no FIPS endpoints.
WITH_FIPS = ["aws", "aws-us-gov"]
SERVICES = {
    "acm": "acm",
    "acm-pca": "acm-pca",
    "iam": "iam",
    "sts": "sts",
    "ec2": "ec2",
    "tagging": "resourcegroupstaggingapi",
    "servicequotas": "service-quotas",
}

session = botocore.session.get_session()
vectors = []
for partition, regions in REGIONS.items():
    for region in regions:
        for name, service in SERVICES.items():
            for fips in [False, True] if partition in WITH_FIPS else [False]:
                client = session.create_client(
                    service,
                    region_name=region,
                    aws_access_key_id="a",
                    aws_secret_access_key="b",
                    config=Config(use_fips_endpoint=fips),
                )
                operation = client.meta.service_model.operation_model(
                    client.meta.service_model.operation_names[0]
                )
                endpoint = client._ruleset_resolver.construct_endpoint(operation, {}, {})
                schemes = endpoint.properties.get("authSchemes") or [{}]
                vectors.append(
                    {
                        "partition": partition,
                        "region": region,
                        "service": name,
                        "fips": fips,
                        "url": endpoint.url,
                        "signing_region": schemes[0].get("signingRegion", region),
                    }
                )

document = {"generator": f"botocore {botocore.__version__}", "vectors": vectors}
out = pathlib.Path(__file__).with_name("vectors.json")
out.write_text(json.dumps(document, indent=1) + "\n")
