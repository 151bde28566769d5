"""A sandbox without quotas, where nothing goes wrong until a test says so."""

from collections.abc import Iterator

import pytest

from acm.emulator import Sandbox

from .plan import Plan


@pytest.fixture(scope="session")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    process = Sandbox(tmp_path_factory.mktemp("sandbox"), ["--no-quotas"])
    yield process
    assert process.stop() == 0, process.log.read_text()[-4000:]


@pytest.fixture
def sandbox(healthy: Sandbox) -> Sandbox:
    healthy.reset()
    return healthy


@pytest.fixture
def plan(sandbox: Sandbox) -> Plan:
    return Plan(sandbox)
