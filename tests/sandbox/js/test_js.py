"""The AWS SDK for JavaScript against the sandbox: each file of tests by node's own runner."""

import os
import pathlib
import re
import shutil
import subprocess
from collections.abc import Iterator

import pytest

from acm.emulator import ROOT, Sandbox

HERE = pathlib.Path(__file__).parent
FILES = sorted(path.name for path in HERE.glob("*.test.mjs"))


def node() -> str:
    """That of PATH, or the one that ./test installs where PATH has none."""
    found = shutil.which("node", path=f"{ROOT}/.cache/node/shims:{os.environ['PATH']}")
    assert found and (HERE / "node_modules").is_dir(), "./test sandbox installs node and AWS's clients"
    return found


@pytest.fixture(scope="module")
def endpoints(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Of one without quotas that is in a hurry, and of one as AWS is."""
    free = Sandbox(tmp_path_factory.mktemp("free"), ["--no-quotas"])
    limited = Sandbox(tmp_path_factory.mktemp("limited"))
    free.hurry()
    yield {"SANDBOX_ENDPOINT": free.url, "SANDBOX_LIMITED_ENDPOINT": limited.url}
    assert [free.stop(), limited.stop()] == [0, 0]


@pytest.mark.parametrize("file", FILES)
def test_javascript(endpoints: dict[str, str], file: str) -> None:
    done = subprocess.run(
        [node(), "--test", "--test-reporter=tap", str(HERE / file)],
        env={"PATH": os.environ["PATH"], **endpoints},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )

    counts = {name: int(count) for name, count in re.findall(r"^# (\w+) (\d+)$", done.stdout, re.MULTILINE)}
    assert done.returncode == 0, done.stdout + done.stderr
    assert counts["pass"] == counts["tests"] > 0, done.stdout
