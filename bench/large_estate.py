#!/usr/bin/env python3
"""A first discovery by the real server of an estate that the sandbox drew, at AWS's quotas, while AWS stumbles.

Told are the times as ratios to the shortest that the quotas allow, the calls, the server's memory, and both
processes' processor time, as they share the machine.
"""

import argparse
import math
import os
import pathlib
import sys
import tempfile
import threading
from collections import Counter
from datetime import datetime
from typing import Any

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests/integration"), str(ROOT / "bench/sandbox")]

from certwright import Cli, Server  # noqa: E402
from drawn_estate import ACCESS_KEY_ID, ROWS_A_PAGE, SECRET, DrawnEstate  # noqa: E402
from raw_http import processor_seconds  # noqa: E402

# Published, for each region; a second's worth may go at once.
# https://docs.aws.amazon.com/acm/latest/userguide/acm-limits.html
LISTS_A_SECOND, DESCRIPTIONS_A_SECOND = 8, 10


def main() -> None:
    settings = arguments()
    for name, program in (("BINARY", "certwright"), ("SANDBOX", "certwright-sandbox")):
        os.environ.setdefault(f"CERTWRIGHT_{name}", str(ROOT / "build/release" / program))
    with tempfile.TemporaryDirectory() as scratch:
        directory = pathlib.Path(scratch)
        estate = DrawnEstate(directory, settings.certificates, settings.quota_scale)
        server = Server(directory, {"CERTWRIGHT_AWS_QUOTA_SCALE": str(settings.quota_scale)}).start()
        try:
            discover(estate, server, settings)
        finally:
            server.stop()
            estate.process.stop()


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--certificates", type=int, default=100_000)
    parser.add_argument("--quota-scale", type=float, default=1.0, help="times the published rates")
    parser.add_argument("--undisturbed", action="store_true", help="no faults")
    return parser.parse_args()


def discover(estate: DrawnEstate, server: Server, settings: argparse.Namespace) -> None:
    cli = Cli(server.url, server.make_administrator())
    secret = server.directory / "secret"
    secret.write_text(SECRET)
    cli.run(
        "account", "add", "large", "--access-key-id", ACCESS_KEY_ID, "--secret-access-key-file", str(secret),
        "--endpoint-url", estate.url,
    )  # fmt: skip
    if not settings.undisturbed:
        estate.make_trouble()
    estate.forget_calls()
    memory = PeakMemory(server.pid)
    used = [processor_seconds(pid) for pid in (server.pid, estate.process.pid)]
    report = cli.json("discover", "--wait", timeout=6 * 3600)
    spent = [
        processor_seconds(pid) - before
        for pid, before in zip((server.pid, estate.process.pid), used, strict=True)
    ]
    peak = memory.stop()
    tell(report, Bound(estate.certificates(), settings.quota_scale))
    print(f"calls              {report_calls(report)}, the sandbox counted {sum(estate.calls().values())}")
    print(f"a certificate      {sum(estate.calls().values()) / settings.certificates:.3f} calls")
    print(f"server             {peak / 2**20:.0f} MiB at its peak, {spent[0]:.1f} s of processor time")
    print(f"sandbox            {spent[1]:.1f} s of processor time")


class Bound:
    """The shortest time that the quotas allow, answers taking none."""

    def __init__(self, rows: list[dict[str, Any]], quota_scale: float) -> None:
        self.certificates = len(rows)
        largest = max(Counter(row["region"] for row in rows).values())
        lists, descriptions = LISTS_A_SECOND * quota_scale, DESCRIPTIONS_A_SECOND * quota_scale
        self.visible = max(0.0, (math.ceil(largest / ROWS_A_PAGE) - lists) / lists)
        self.complete = self.visible + max(0.0, (largest - descriptions) / descriptions)


class PeakMemory:
    """How much anonymous memory a process has at most, looked at every 50 ms."""

    def __init__(self, pid: int) -> None:
        self._status = pathlib.Path(f"/proc/{pid}/status")
        self._peak = 0
        self._over = threading.Event()
        self._watch = threading.Thread(target=self._look)
        self._watch.start()

    def stop(self) -> int:
        """In bytes."""
        self._over.set()
        self._watch.join()
        return self._peak

    def _look(self) -> None:
        while not self._over.wait(0.05):
            lines = self._status.read_text().splitlines()
            anonymous = next(line for line in lines if line.startswith("RssAnon:"))
            self._peak = max(self._peak, int(anonymous.split()[1]) * 1024)


def tell(report: dict[str, Any], bound: Bound) -> None:
    started, visible, finished = (
        datetime.fromisoformat(report[name]) for name in ("started_at", "visible_at", "finished_at")
    )
    visible_s, complete_s = (visible - started).total_seconds(), (finished - started).total_seconds()
    throttles, retries = (
        sum(calls[name] for calls in report["calls"].values()) for name in ("throttles", "retries")
    )
    print(f"found              {report['found']} of {bound.certificates}, {report['state']}")
    print(f"visible            {visible_s:.1f} s after the start; the quotas allow {bound.visible:.1f} s")
    print(
        f"complete           {complete_s:.1f} s after the start: {complete_s / max(bound.complete, 0.001):.2f} x"
        f" the {bound.complete:.1f} s that the quotas allow"
    )
    print(f"throttles, retries {throttles}, {retries}")


def report_calls(report: dict[str, Any]) -> int:
    return sum(calls["calls"] for calls in report["calls"].values())


if __name__ == "__main__":
    main()
