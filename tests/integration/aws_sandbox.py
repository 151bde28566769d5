"""`certwright-sandbox` as a process: AWS with its quotas, certificates that outlive the caller, and faults."""

import json
import os
import pathlib
from collections.abc import Sequence
from typing import Any

import boto3
import requests

from processes import Process, free_port

ACCESS_KEY_ID, SECRET = "test", "test"


class Sandbox:
    """`world` is its fixture; AWS's requests per second are multiplied by `quota_scale`."""

    def __init__(
        self,
        directory: pathlib.Path,
        world: dict[str, Any],
        quota_scale: float,
        options: Sequence[str] = (),
    ) -> None:
        port, admin_port = free_port(), free_port()
        self.url = f"http://127.0.0.1:{port}"
        self._admin = f"http://127.0.0.1:{admin_port}"
        fixture = directory / "estate.json"
        fixture.write_text(json.dumps(world))
        command = [
            os.environ["CERTWRIGHT_SANDBOX_BINARY"],
            "--port",
            str(port),
            "--admin-port",
            str(admin_port),
        ]
        command += ["--dns-port", str(free_port()), "--fixture", str(fixture)]
        command += ["--quota-scale", str(quota_scale), *options]
        self.process = Process(command, directory / "sandbox.log", dict(os.environ))
        # The service port answers once the estate is there.
        self.process.wait_until(
            "the sandbox", lambda: requests.get(self.url, timeout=120).status_code > 0, seconds=120
        )

    def told(self, path: str, **query: Any) -> Any:
        answer = requests.get(f"{self._admin}/{path}", params=query, timeout=60)
        answer.raise_for_status()
        return answer.json()

    def plan_faults(self, rules: list[dict[str, Any]], seed: int = 7) -> None:
        plan = {"seed": seed, "rules": rules}
        requests.put(f"{self._admin}/faults", json=plan, timeout=10).raise_for_status()

    def fired(self) -> dict[str, int]:
        """How often each rule fired."""
        return {count["rule"]: count["fired"] for count in self.told("faults")["counts"]}

    def end_faults(self) -> None:
        requests.delete(f"{self._admin}/faults", timeout=10).raise_for_status()

    def forget_calls(self) -> None:
        requests.delete(f"{self._admin}/calls", timeout=10).raise_for_status()

    def acm(self, region: str) -> Any:
        return self._client("acm", region)

    def iam(self) -> Any:
        return self._client("iam", "us-east-1")

    def elbv2(self, region: str) -> Any:
        return self._client("elbv2", region)

    def _client(self, service: str, region: str) -> Any:
        return boto3.client(
            service,
            region_name=region,
            endpoint_url=self.url,
            aws_access_key_id=ACCESS_KEY_ID,
            aws_secret_access_key=SECRET,
        )
