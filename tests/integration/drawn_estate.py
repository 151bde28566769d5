"""An estate of one account in thirty regions that the sandbox drew by lot, and what the sandbox tells of it."""

import json
import os
import pathlib
from collections import Counter
from typing import Any

import requests

from processes import Process, free_port

ACCOUNT = "000000000000"
REGIONS = 30
ACCESS_KEY_ID, SECRET = "test", "test"
ROWS_A_PAGE = 1000  # of ListCertificates

TROUBLE = [
    {"name": "bursts", "fault": "throttled", "every": 1000, "lasts": 10},
    {"name": "failures", "fault": "server_error", "status": 503, "probability": 0.01},
    {"name": "proxies", "fault": "proxy_error", "status": 502, "probability": 0.002},
    {"name": "resets", "fault": "reset", "probability": 0.005},
    {"name": "lost replies", "fault": "lost_reply", "probability": 0.005},
    {"name": "half replies", "fault": "truncated", "probability": 0.005},
    {"name": "latency", "fault": "latency", "latency": ["0ms", "20ms"]},
]

# What Certwright and the sandbox call the same service.
SERVICES = {"resourcegroupstaggingapi": "tagging"}


class DrawnEstate:
    """`certwright-sandbox` as a process, with AWS's quotas times `quota_scale`."""

    def __init__(self, directory: pathlib.Path, certificates: int, quota_scale: float) -> None:
        port, admin_port = free_port(), free_port()
        self.url = f"http://127.0.0.1:{port}"
        self._admin = f"http://127.0.0.1:{admin_port}"
        fixture = directory / "estate.json"
        fixture.write_text(json.dumps(world(certificates)))
        command = [
            os.environ["CERTWRIGHT_SANDBOX_BINARY"],
            "--port",
            str(port),
            "--admin-port",
            str(admin_port),
        ]
        command += ["--dns-port", str(free_port()), "--fixture", str(fixture)]
        command += ["--quota-scale", str(quota_scale)]
        self.process = Process(command, directory / "sandbox.log", dict(os.environ))
        # The service port answers once the estate is there.
        self.process.wait_until(
            "the sandbox", lambda: requests.get(self.url, timeout=120).status_code > 0, seconds=120
        )

    def told(self, path: str, **query: Any) -> Any:
        answer = requests.get(f"{self._admin}/{path}", params=query, timeout=60)
        answer.raise_for_status()
        return answer.json()

    def certificates(self) -> list[dict[str, Any]]:
        [account] = self.told("accounts")
        return [row for region in account["certificates_by_region"] for row in self._certificates_in(region)]

    def _certificates_in(self, region: str) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = []
        while True:
            page = self.told("certificates", region=region, limit=1000, offset=len(rows))
            rows += page["certificates"]
            if len(rows) >= page["total"]:
                return rows

    def calls(self) -> dict[str, int]:
        """By "service:Operation", as reports of discovery have it."""
        counted: Counter[str] = Counter()
        for row in self.told("calls"):
            counted[f"{SERVICES.get(row['service'], row['service'])}:{row['operation']}"] += row["calls"]
        return dict(counted)

    def forget_calls(self) -> None:
        requests.delete(f"{self._admin}/calls", timeout=10).raise_for_status()

    def make_trouble(self) -> None:
        plan = {"seed": 7, "rules": TROUBLE}
        requests.put(f"{self._admin}/faults", json=plan, timeout=10).raise_for_status()

    def troubles(self) -> dict[str, int]:
        """How often each rule fired."""
        return {count["rule"]: count["fired"] for count in self.told("faults")["counts"]}

    def end_trouble(self) -> None:
        requests.delete(f"{self._admin}/faults", timeout=10).raise_for_status()


def world(certificates: int) -> dict[str, Any]:
    user = {"name": "test", "access_key_id": ACCESS_KEY_ID, "secret": SECRET}
    return {
        "accounts": [{"id": ACCOUNT, "name": "Large", "users": [user]}],
        "generate": {"certificates": certificates, "regions": REGIONS},
    }


def pages_of(rows: list[dict[str, Any]]) -> int:
    """The calls of ListCertificates without which nobody has seen them all."""
    by_region = Counter(row["region"] for row in rows)
    return sum((count + ROWS_A_PAGE - 1) // ROWS_A_PAGE for count in by_region.values())
