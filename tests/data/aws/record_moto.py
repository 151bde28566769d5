#!/usr/bin/env python3
"""Writes what a moto server answers to each operation that Certwright reads, byte for byte."""

import json
import pathlib
import subprocess
import sys
import time

import boto3
import requests

HERE = pathlib.Path(__file__).parent
PORT = 5999
URL = f"http://127.0.0.1:{PORT}"
BODIES = {}


def client(service):
    made = boto3.client(
        service, region_name="eu-west-1", endpoint_url=URL, aws_access_key_id="AK", aws_secret_access_key="SK"
    )

    def keep(http_response, model, **_):
        BODIES[model.name] = http_response.text

    made.meta.events.register("after-call." + service, keep)
    return made


def record():
    acm, iam, sts, ec2 = client("acm"), client("iam"), client("sts"), client("ec2")
    tagging, pca = client("resourcegroupstaggingapi"), client("acm-pca")
    arn = acm.request_certificate(
        DomainName="a.example.org",
        SubjectAlternativeNames=["b.example.org"],
        ValidationMethod="DNS",
        KeyAlgorithm="EC_prime256v1",
        Tags=[{"Key": "team", "Value": "edge"}, {"Key": "bare"}],
    )["CertificateArn"]
    acm.list_certificates()
    acm.describe_certificate(CertificateArn=arn)
    acm.get_certificate(CertificateArn=arn)
    acm.list_tags_for_certificate(CertificateArn=arn)
    acm.get_account_configuration()
    pem = (HERE.parent / "x509" / "rsa2048.pem").read_text()
    iam.upload_server_certificate(
        ServerCertificateName="one",
        Path="/cloudfront/",
        CertificateBody=pem,
        PrivateKey="none",
        Tags=[{"Key": "team", "Value": "edge"}],
    )
    iam.list_server_certificates()
    iam.get_server_certificate(ServerCertificateName="one")
    sts.get_caller_identity()
    ec2.describe_regions(AllRegions=True)
    tagging.get_resources(ResourceARNList=[arn])
    authority = pca.create_certificate_authority(
        CertificateAuthorityConfiguration={
            "KeyAlgorithm": "RSA_2048",
            "SigningAlgorithm": "SHA256WITHRSA",
            "Subject": {"CommonName": "Example, Inc.", "Country": "US"},
        },
        CertificateAuthorityType="ROOT",
    )["CertificateAuthorityArn"]
    pca.list_certificate_authorities()
    pca.describe_certificate_authority(CertificateAuthorityArn=authority)


server = subprocess.Popen(
    [str(pathlib.Path(sys.executable).parent / "moto_server"), "-H", "127.0.0.1", "-p", str(PORT)],
    stdout=subprocess.DEVNULL,
    stderr=subprocess.DEVNULL,
)
try:
    for _ in range(100):
        try:
            requests.get(URL + "/moto-api/data.json", timeout=1)
            break
        except requests.ConnectionError:
            time.sleep(0.2)
    record()
finally:
    server.terminate()
    server.wait()
for made in ("RequestCertificate", "UploadServerCertificate", "CreateCertificateAuthority"):
    BODIES.pop(made, None)
(HERE / "moto.json").write_text(json.dumps(BODIES, indent=1, sort_keys=True) + "\n")
