"""Puts the script to one service and keeps what it answered."""

import contextlib
from collections.abc import Callable
from typing import Any

import boto3
from botocore import xform_name
from botocore.config import Config
from botocore.exceptions import ClientError, ParamValidationError
from botocore.parsers import ResponseParserError

from processes import wait_for

from .plain import Leaves, Plain

ACCOUNT = "123456789012"
# Of a server that failed, or whose answer is not of the service's protocol.
FAILURE = {"error.Code": "(failure)"}


class Service:
    """Where to ask, and what differs in how moto and the sandbox are set up."""

    def __init__(self, url: str, access_key: str, secret: str, proves: bool) -> None:
        self.url = url
        self.proves = proves  # ACM looks for the records of DNS validation
        self._keys = {"aws_access_key_id": access_key, "aws_secret_access_key": secret}
        self._clients: dict[tuple[str, str], Any] = {}

    def client(self, name: str, region: str) -> Any:
        if (name, region) not in self._clients:
            self._clients[name, region] = boto3.client(
                name,
                region_name=region,
                endpoint_url=self.url,
                config=Config(retries={"total_max_attempts": 1}, parameter_validation=False),
                **self._keys,
            )
        return self._clients[name, region]


class Recorder:
    """`answers`: what each call of a scene ended with, by "scene: step (service Operation)"."""

    def __init__(self, service: Service, scene: str) -> None:
        self.service = service
        self.answers: dict[str, Leaves] = {}
        self._scene = scene
        self._plain = Plain()

    def name(self, value: str, name: str) -> str:
        """From here on the answers show the name in the place of the value (a UUID, an id, a PEM)."""
        self._plain.name(value, name)
        return value

    def __call__(
        self, step: str, operation: str, *, region: str = "us-east-1", _named: str = "", **parameters: Any
    ) -> dict[str, Any]:
        """Calls "service.Operation" and keeps the answer; returns it, or {} of a refusal."""
        service, _, action = operation.partition(".")
        answer, kept = self._ask(service, action, region, parameters)
        if _named and answer:
            self.name(answer["CertificateArn"].rpartition("/")[2], _named)
            kept = self._plain.leaves(answer)
        self._keep(f"{self._scene}: {step} ({service} {action})", kept)
        return answer

    def quietly(self, operation: str, *, region: str = "us-east-1", **parameters: Any) -> dict[str, Any]:
        """The same without keeping anything; it must succeed."""
        service, _, action = operation.partition(".")
        return getattr(self.service.client(service, region), xform_name(action))(**parameters)

    def undo(self, operation: str, **parameters: Any) -> None:
        """Takes back what moto accepts and AWS does not, or else every later answer would differ for it."""
        with contextlib.suppress(ClientError, ResponseParserError):
            self.quietly(operation, **parameters)

    def wait(self, what: str, condition: Callable[[], bool]) -> None:
        wait_for(what, condition, seconds=30)

    def _ask(
        self, service: str, action: str, region: str, parameters: dict[str, Any]
    ) -> tuple[dict[str, Any], Leaves]:
        method = getattr(self.service.client(service, region), xform_name(action))
        try:
            answer = method(**parameters)
        except ClientError as caught:
            return {}, self._refusal(caught)
        except ResponseParserError:
            return {}, dict(FAILURE)
        except ParamValidationError as caught:
            raise AssertionError(f"botocore itself refuses {action}: {caught}") from caught
        answer.pop("ResponseMetadata")
        return answer, self._plain.leaves(answer)

    def _refusal(self, caught: ClientError) -> Leaves:
        error = caught.response["Error"]
        if caught.response["ResponseMetadata"]["HTTPStatusCode"] >= 500:
            return dict(FAILURE)
        return {
            "error.Code": error.get("Code", "(none)"),
            "error.Message": self._plain.text(error.get("Message", "(none)")),
            "error.Status": str(caught.response["ResponseMetadata"]["HTTPStatusCode"]),
        }

    def _keep(self, step: str, leaves: Leaves) -> None:
        assert step not in self.answers, f"the script has '{step}' twice"
        self.answers[step] = leaves
