"""What tests of imports share: the same certificate for the pre-flight, for ACM asked by boto3, and for a deployment."""

import base64
import functools
import re
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from aws_sandbox import ACCESS_KEY_ID, SECRET, Sandbox
from certwright import Api
from chains import Made
from deploying import arns_in, fingerprints, served
from import_row import ANSWERS, Row
from processes import wait_for

OWN_TAG = "certwright:deployment"


def client(aws: Sandbox, region: str, key: str = ACCESS_KEY_ID, secret: str = SECRET) -> Any:
    """Sends what botocore itself would refuse, once."""
    return _client(aws.url, region, key, secret)


@functools.cache
def _client(url: str, region: str, key: str, secret: str) -> Any:
    return boto3.client(
        "acm",
        region_name=region,
        endpoint_url=url,
        aws_access_key_id=key,
        aws_secret_access_key=secret,
        config=Config(parameter_validation=False, retries={"total_max_attempts": 1}),
    )


def bring(api: Api, name: str, *files: bytes, passwords: tuple[str, ...] = ()) -> str:
    """Into the repository; returns the id."""
    body = {
        "name": name,
        "files": [
            {"name": f"file{number}", "content": base64.b64encode(content).decode()}
            for number, content in enumerate(files)
        ],
        "passwords": passwords,
    }
    return api.post("/certificates/import", body)["taken"][0]["certificate"]["id"]


def bring_made(api: Api, row: Row, made: Made) -> str:
    name = re.sub(r"[^a-z0-9]+", "-", f"{'re' if row.old else 'first'} {row.name}".lower())
    return bring(api, name, *made.parameters().values())


def wish_for(certificate: str, region: str, arn: str | None = None, **more: Any) -> dict[str, Any]:
    wish = {"certificate": certificate, "account": "demo", "regions": [region], **more}
    return wish if arn is None else {**wish, "arns": {region: arn}}


def preflight(api: Api, wish: dict[str, Any]) -> Any:
    [step] = api.post("/deployments/preflight", wish)["items"]
    return step


def target(aws: Sandbox, region: str, row: Row) -> str:
    """The ARN that holds what the row says."""
    if isinstance(row.old, str):
        [arn] = [one for one in arns_in(aws, region) if described(aws, one)["DomainName"] == row.old]
        return arn
    assert row.old
    parameters = row.old().parameters(Tags=[{"Key": "keep", "Value": "me"}])
    return client(aws, region).import_certificate(**parameters)["CertificateArn"]


def status(aws: Sandbox, arn: str) -> str:
    return described(aws, arn)["Status"]


def described(aws: Sandbox, arn: str) -> Any:
    return aws.acm(arn.split(":")[3]).describe_certificate(CertificateArn=arn)["Certificate"]


def refusal(acm: Any, parameters: dict[str, Any]) -> str | None:
    """What ACM says of an import; None when it took it."""
    try:
        acm.import_certificate(**parameters)
    except ClientError as error:
        return error.response["Error"]["Message"]
    return None


def agree(row: Row, step: Any, refused: str | None) -> None:
    """Both with what AWS documents, and so with each other."""
    foretold = [one["rule"] for one in step["refusals"]]
    if row.rule is None:
        assert (refused, foretold) == (None, []), row.says
    else:
        assert (step["action"], foretold) == ("refused", [row.rule]), row.says
        assert refused, row.says
        assert re.search(ANSWERS[row.rule], refused, re.DOTALL), refused


def deploy(api: Api, wish: dict[str, Any]) -> Any:
    """Waits until ACM serves it."""
    [ordered] = api.post("/deployments", wish)["items"]

    def look() -> Any:
        return api.get(f"/deployments/{ordered['id']}")

    wait_for("the deployment", lambda: look()["state"] in ("deployed", "failed", "cancelled"), 60)
    assert look()["state"] == "deployed", look()["problem"]
    return look()


def check_deployed(aws: Sandbox, deployment: Any, made: Made, tags: dict[str, str]) -> None:
    arn = deployment["arn"]
    assert served(aws, arn) == (
        made.certificate.serial_number,
        fingerprints(made.chain_pem) if made.chain else [],
    )
    listed = aws.acm(arn.split(":")[3]).list_tags_for_certificate(CertificateArn=arn)["Tags"]
    assert {one["Key"]: one["Value"] for one in listed} == {**tags, OWN_TAG: deployment["id"]}
    assert described(aws, arn)["Status"] == "ISSUED"
