"""docs/sandbox.md is true: its options, its fixtures, its fault plan and the paths of its admin API exist."""

import json
import pathlib
import re
import subprocess
from collections.abc import Iterator

import pytest
import requests

from acm.emulator import ROOT, Sandbox, binary

TEXT = (ROOT / "docs" / "sandbox.md").read_text()
LONG_OPTION = re.compile(r"--[a-z][a-z-]+")


def section(title: str) -> str:
    return TEXT.split(f"\n## {title}\n")[1].split("\n## ")[0]


def first_cells(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if line.startswith("| `"):
            yield line.split(" | ")[0]


def fixtures() -> list[tuple[str, str]]:
    return re.findall(
        r"^```(json|yaml)\n(.*?)^```$", section("A world of your own"), re.MULTILINE | re.DOTALL
    )


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    started = Sandbox(tmp_path_factory.mktemp("sandbox"))
    yield started
    assert started.stop() == 0


def test_every_option_is_in_the_table() -> None:
    done = subprocess.run([binary(), "--help"], capture_output=True, text=True, timeout=30, check=True)
    offered = set(re.findall(r"^  (?:-\w,)?(--[a-z-]+)", done.stdout, re.MULTILINE)) - {"--help"}
    described = {name for cell in first_cells(section("Knobs")) for name in LONG_OPTION.findall(cell)}
    assert described == offered


@pytest.mark.parametrize("number", range(len(fixtures())))
def test_every_fixture_begins(number: int, tmp_path: pathlib.Path) -> None:
    kind, text = fixtures()[number]
    file = tmp_path / f"fixture.{kind}"
    file.write_text(text)
    started = Sandbox(tmp_path, ["--fixture", str(file)])
    assert started.stop() == 0


def test_the_fault_plan_is_taken(sandbox: Sandbox) -> None:
    plan = re.search(r"-d '(\{\"seed\".*?\})'\n", section("Faults"), re.DOTALL)
    assert plan
    answer = requests.put(f"{sandbox.admin}/faults", json=json.loads(plan.group(1)), timeout=10)
    assert answer.ok, answer.text
    assert [rule["name"] for rule in answer.json()["plan"]["rules"]] == ["busy", "slow", "lost"]


def test_what_the_admin_api_reads_is_there(sandbox: Sandbox) -> None:
    paths = [
        path
        for cell in first_cells(section("The admin API"))
        for path in re.findall(r"`GET (/[\w./]*)`", cell)
        if not path.endswith(("/ARN", "/ID"))
    ]
    assert "/certificates" in paths
    for path in paths:
        assert requests.get(f"{sandbox.admin}{path}", timeout=10).ok, path
