"""One sandbox in a hurry for the whole run, forgotten between tests; clients of what binds certificates."""

from collections.abc import Iterator
from typing import Any

import pytest

from acm.emulator import Sandbox

from .balancers import Balancers


@pytest.fixture(scope="session")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    process = Sandbox(tmp_path_factory.mktemp("sandbox"), ["--no-quotas", "--no-skew-check"])
    process.hurry()
    yield process
    assert process.stop() == 0, process.log.read_text()[-4000:]


@pytest.fixture
def sandbox(started: Sandbox) -> Sandbox:
    """An AWS in which nobody has done anything yet."""
    started.reset()
    return started


@pytest.fixture
def acm(sandbox: Sandbox) -> Any:
    return sandbox.client("acm")


@pytest.fixture
def iam(sandbox: Sandbox) -> Any:
    return sandbox.client("iam")


@pytest.fixture
def elbv2(sandbox: Sandbox) -> Any:
    return sandbox.client("elbv2")


@pytest.fixture
def balancers(elbv2: Any) -> Balancers:
    return Balancers(elbv2)
