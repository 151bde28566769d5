"""Transcripts of the command line: what is typed, and every line that must come back.

    # A sentence that says what the block shows.
    $ certwright account remove demo --yes
    removed the account 'demo'

A line that starts with `$ ` is run by bash; `> ` continues it. Then stand the lines of standard output; those of
standard error have `! ` in front, the exit code `= `, when it is not 0. `<...>` stands for anything in a line, and
a line `...` for any number of lines.
"""

import dataclasses
import pathlib
import re


@dataclasses.dataclass
class Step:
    line: int
    command: str
    output: list[str] = dataclasses.field(default_factory=list)
    errors: list[str] = dataclasses.field(default_factory=list)
    code: int = 0


def read(path: pathlib.Path) -> list[Step]:
    steps: list[Step] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("$ "):
            steps.append(Step(number, line[2:]))
        elif not steps:
            assert not line or line.startswith("#"), f"{path.name}:{number}: output of no command"
        elif line.startswith("> "):
            steps[-1].command += "\n" + line[2:]
        elif line.startswith("! "):
            steps[-1].errors.append(line[2:])
        elif line.startswith("= "):
            steps[-1].code = int(line[2:])
        elif not line.startswith("# "):
            steps[-1].output.append(line)
    for step in steps:
        while step.output and not step.output[-1]:
            step.output.pop()
    return steps


def matches(expected: list[str], actual: str) -> bool:
    pattern = ""
    for line in expected:
        if line == "...":
            pattern += r"(?:.*\n)*?"
        else:
            pattern += ".*".join(re.escape(part) for part in line.split("<...>")) + r"\n"
    return re.fullmatch(pattern, actual) is not None
