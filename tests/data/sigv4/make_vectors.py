#!/usr/bin/env python3
"""Writes vectors.json: requests of the kinds that Certwright sends (and harder ones), signed by botocore."""

import base64
import datetime
import json
import pathlib
import random
import string
from unittest import mock
from urllib.parse import quote

import botocore
import botocore.auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

dice = random.Random(20260101)
REGIONS = ["us-east-1", "eu-west-1", "af-south-1", "cn-north-1", "us-gov-west-1"]
UNICODE = "Zürich-東京-🔐-ßÅ"


def word(low=1, high=24, letters=string.ascii_letters + string.digits):
    return "".join(dice.choice(letters) for _ in range(dice.randint(low, high)))


def certificate_arn(region):
    return f"arn:aws:acm:{region}:{dice.randint(10**11, 10**12 - 1)}:certificate/{word(36, 36, string.hexdigits.lower())}"


def encode(text):
    return quote(text, safe="-_.~")


def json_call(region):
    operation = dice.choice(
        ["ListCertificates", "DescribeCertificate", "GetCertificate", "SearchCertificates"]
    )
    body = json.dumps(
        {"CertificateArn": certificate_arn(region), "Note": dice.choice([UNICODE, word(0, 300)])},
        ensure_ascii=False,
    )
    headers = [
        ("Content-Type", "application/x-amz-json-1.1"),
        ("X-Amz-Target", f"CertificateManager.{operation}"),
    ]
    return "acm", "POST", f"https://acm.{region}.amazonaws.com/", headers, body.encode()


def form_call(region):
    service, version = dice.choice([("iam", "2010-05-08"), ("sts", "2011-06-15"), ("ec2", "2016-11-15")])
    body = f"Action={word(4, 20)}&Version={version}&Name={encode(word() + ' ' + UNICODE)}&Arn={encode(certificate_arn(region))}"
    headers = [("content-type", "application/x-www-form-urlencoded; charset=utf-8")]
    return service, "POST", f"https://{service}.{region}.amazonaws.com/", headers, body.encode()


def query_call(region):
    names = ["a", "a-b", "A", "b", "Action", "marker", "name", "name", "x~y", UNICODE]
    pairs = sorted(
        (encode(dice.choice(names)), encode(dice.choice([word(), "", "a b", "a/b:c*d+e=f%", UNICODE])))
        for _ in range(dice.randint(1, 6))
    )
    query = "&".join(f"{name}={value}" for name, value in pairs)
    return "route53", "GET", f"https://route53.amazonaws.com/2013-04-01/hostedzone?{query}", [], b""


def path_call(region):
    arn = encode(certificate_arn(region))
    path = dice.choice(
        [
            f"/v1/certificates/{arn}",
            f"/v1/{arn}/tags/",
            "/a//b/./c/../d",
            "/%20/%2A~/(x)",
            "/a/b/..",
            f"/v1/{quote(UNICODE)}",
            "/tags/" + certificate_arn(region).replace(":", "%3a"),
        ]
    )
    return (
        "acm-pca",
        dice.choice(["GET", "DELETE", "PUT"]),
        f"https://api.{region}.example.com{path}",
        [],
        dice.choice([b"", b"\x00\x01\xff binary", b"<xml/>" * 100]),
    )


def header_call(region):
    headers = [
        ("X-Amz-Inner", f"  a   {word()} \t b  "),
        ("X-Amz-Target", "T.Op"),
        ("X-Amz-Target-B", "prefix"),
        ("x-amz-twice", "one"),
        ("X-Amz-Twice", " two  words"),
        ("X-Amz-Empty", ""),
        ("User-Agent", "certwright/0"),
        ("Connection", "keep-alive"),
        ("X-Amzn-Trace-Id", word()),
    ]
    dice.shuffle(headers)
    port = dice.choice([":8443", ":443", ":80", ""])
    return (
        "sts",
        "POST",
        f"{dice.choice(['http', 'https'])}://{word(3, 9).lower()}.test{port}/",
        headers,
        b"x=1",
    )


def vectors():
    kinds = [json_call, form_call, query_call, path_call, header_call]
    for number in range(120):
        kind = kinds[number % len(kinds)]
        region = dice.choice(REGIONS)
        service, method, url, headers, body = kind(region)
        secret = word(40, 40, string.ascii_letters + string.digits + "+/")
        token = word(80, 400, string.ascii_letters + string.digits + "+/=") if dice.random() < 0.5 else None
        key = "AKIA" + word(16, 16, string.ascii_uppercase)
        now = datetime.datetime.fromtimestamp(dice.randint(1, 4 * 10**9), datetime.UTC)
        request = AWSRequest(method=method, url=url, data=body)
        for name, value in headers:
            request.headers.add_header(name, value)
        signer = botocore.auth.SigV4Auth(Credentials(key, secret, token), service, region)
        with mock.patch("botocore.auth.get_current_datetime", return_value=now):
            signer.add_auth(request)
        authorization = request.headers["Authorization"]
        del request.headers["Authorization"]
        yield {
            "name": f"{kind.__name__} {number}",
            "method": method,
            "url": url,
            "headers": headers,
            "body": base64.b64encode(body).decode(),
            "access_key_id": key,
            "secret_access_key": secret,
            "session_token": token or "",
            "region": region,
            "service": service,
            "time": now.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "canonical_request": signer.canonical_request(request),
            "authorization": authorization,
        }


document = {"generator": f"botocore {botocore.__version__}", "vectors": list(vectors())}
out = pathlib.Path(__file__).with_name("vectors.json")
out.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n")
