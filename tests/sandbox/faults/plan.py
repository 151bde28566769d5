"""The fault plan of a running sandbox, by its admin API."""

from typing import Any

import requests

from acm.emulator import Sandbox


class Plan:
    def __init__(self, sandbox: Sandbox) -> None:
        self._url = f"{sandbox.admin}/faults"

    def put(self, *rules: dict[str, Any], seed: int = 1) -> None:
        """Replaces the plan; nothing is counted yet."""
        plan = {"seed": seed, "rules": list(rules)}
        requests.put(self._url, json=plan, timeout=10).raise_for_status()

    def add(self, **rule: Any) -> None:
        requests.post(self._url, json=rule, timeout=10).raise_for_status()

    def clear(self) -> None:
        requests.delete(self._url, timeout=10).raise_for_status()

    def refusal(self, plan: Any) -> str:
        answer = requests.put(self._url, json=plan, timeout=10)
        assert answer.status_code == 400, answer.text
        return answer.json()["error"]

    def told(self) -> dict[str, Any]:
        return requests.get(self._url, timeout=10).json()

    def counts(self) -> list[tuple[int, int]]:
        """How many calls each rule has seen, and for how many it fired."""
        return [(count["matched"], count["fired"]) for count in self.told()["counts"]]

    def log(self, limit: int = 100) -> list[dict[str, Any]]:
        """The newest first."""
        return requests.get(f"{self._url}/log", params={"limit": limit}, timeout=10).json()
