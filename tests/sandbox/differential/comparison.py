"""Where two services answer one script differently, and which of that is on the list."""

import functools
import pathlib
import re
from typing import NamedTuple

import yaml

from .plain import ABSENT, Leaves

ROW = "(a row)"
FINE = "fine"


class Difference(NamedTuple):
    step: str  # "scene: what (service Operation)"
    at: str  # the path in the answer; "outcome" where one of the two refuses
    moto: str
    sandbox: str

    def __str__(self) -> str:
        return f"{self.step}\n  at {self.at}\n    moto:    {self.moto}\n    sandbox: {self.sandbox}"


class Known(NamedTuple):
    """A difference of the list. All but the last two are patterns in which * is any text."""

    operation: str
    at: str
    moto: str
    sandbox: str
    why: str
    evidence: str
    step: str = "*"

    def covers(self, difference: Difference) -> bool:
        step, _, operation = difference.step.rpartition(" (")
        return (
            matches(self.operation, operation.rstrip(")"))
            and matches(self.step, step)
            and matches(self.at, difference.at)
            and matches(self.moto, difference.moto)
            and matches(self.sandbox, difference.sandbox)
        )


@functools.cache
def pattern(text: str) -> re.Pattern[str]:
    return re.compile(".*".join(re.escape(part) for part in text.split("*")), re.DOTALL)


def matches(text: str, value: str) -> bool:
    return pattern(text).fullmatch(value) is not None


def known_differences(directory: pathlib.Path) -> list[Known]:
    files = sorted(directory.glob("*.yaml"))
    return [Known(**entry) for file in files for entry in yaml.safe_load(file.read_text(encoding="utf-8"))]


def outcome(answer: Leaves) -> str:
    if "error.Code" not in answer:
        return FINE
    if "error.Status" not in answer:
        return answer["error.Code"]
    return f"{answer['error.Code']} ({answer['error.Status']}): {answer['error.Message']}"


def differences(step: str, moto: Leaves, sandbox: Leaves) -> list[Difference]:
    ends = outcome(moto), outcome(sandbox)
    if ends != (FINE, FINE):
        return [Difference(step, "outcome", *ends)] if ends[0] != ends[1] else []
    found = dict.fromkeys(
        difference_at(step, path, moto, sandbox)
        for path in [*moto, *(path for path in sandbox if path not in moto)]
        if moto.get(path, ABSENT) != sandbox.get(path, ABSENT)
    )
    return list(found)


def difference_at(step: str, path: str, moto: Leaves, sandbox: Leaves) -> Difference:
    """Of a leaf, or of the whole row that it belongs to where the other has no such row."""
    for end in (match.end() for match in re.finditer(r"\]'*(?=\.|$)", path)):
        row = path[:end]
        sides = [any(is_in(known, row) for known in answer) for answer in (moto, sandbox)]
        if not all(sides):
            return Difference(step, row, *(ROW if there else ABSENT for there in sides))
    return Difference(step, path, moto.get(path, ABSENT), sandbox.get(path, ABSENT))


def is_in(path: str, row: str) -> bool:
    return path == row or path.startswith(f"{row}.")
