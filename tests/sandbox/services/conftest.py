"""The sandbox, with the accounts of small_world.py and otherwise empty before each test."""

import json
from collections.abc import Iterator

import pytest

from sandbox_process import Sandbox
from small_world import FIXTURE


@pytest.fixture(scope="session")
def sandbox_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    directory = tmp_path_factory.mktemp("sandbox")
    fixture = directory / "fixture.json"
    fixture.write_text(json.dumps(FIXTURE))
    started = Sandbox(directory, "--fixture", str(fixture))
    yield started
    assert started.stop() == 0


@pytest.fixture
def sandbox(sandbox_process: Sandbox) -> Sandbox:
    sandbox_process.reset()
    return sandbox_process
