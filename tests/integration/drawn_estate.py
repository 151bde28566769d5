"""An estate of one account in thirty regions that the sandbox drew by lot, and what the sandbox tells of it."""

import pathlib
from collections import Counter
from typing import Any

from aws_sandbox import ACCESS_KEY_ID, SECRET, Sandbox

ACCOUNT = "000000000000"
REGIONS = 30
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


class DrawnEstate(Sandbox):
    """What the sandbox drew, with AWS's quotas times `quota_scale`."""

    def __init__(self, directory: pathlib.Path, certificates: int, quota_scale: float) -> None:
        super().__init__(directory, world(certificates), quota_scale)

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

    def make_trouble(self) -> None:
        self.plan_faults(TROUBLE)

    def troubles(self) -> dict[str, int]:
        return self.fired()

    def end_trouble(self) -> None:
        self.end_faults()


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
