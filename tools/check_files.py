#!/usr/bin/env python3
"""Checks rules that hold for single files and that no other linter knows.

- A source has at most 500 lines; generated ones are excluded. 300 is a question, 500 a refusal.
- An open task in a comment names its issue, as in TODO(#12), or it will never be done.
- Every header begins with #pragma once.
"""

import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
LONGEST = 500
SOURCES = {".cpp", ".hpp", ".py", ".sh", ".ts", ".tsx", ".css", ".sql", ".cmake"}
GENERATED = {"web/src/api/schema.ts"}
TODO = re.compile(r"\b(?:TODO|FIXME|XXX)\b(?!\(#\d+\))")


def tracked_files() -> list[str]:
    """Committed files and new ones that git does not ignore."""
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split("\0")
    return [name for name in listed if name and (ROOT / name).is_file()]


def problems_of(name: str) -> list[str]:
    path = ROOT / name
    if path.suffix not in SOURCES or name in GENERATED or path.samefile(__file__):
        return []
    lines = path.read_text(encoding="utf-8").splitlines()
    problems = []
    if len(lines) > LONGEST:
        problems.append(f"{name}: {len(lines)} lines; split it by meaning (at most {LONGEST})")
    for number, line in enumerate(lines, start=1):
        if TODO.search(line):
            problems.append(f"{name}:{number}: an open task without an issue number, write TODO(#N)")
    if path.suffix == ".hpp" and "#pragma once" not in lines:
        problems.append(f"{name}: no #pragma once")
    return problems


def main() -> int:
    problems = [problem for name in tracked_files() for problem in problems_of(name)]
    print("\n".join(problems), end="\n" if problems else "")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
