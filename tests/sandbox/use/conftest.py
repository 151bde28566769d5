"""One sandbox in a hurry for the whole run, forgotten between tests; clients of what binds certificates."""

from collections.abc import Iterator
from typing import Any

import pytest

from acm.emulator import Sandbox, in_peace

from .balancers import Balancers


@pytest.fixture(scope="session")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    with in_peace(tmp_path_factory.mktemp("sandbox")) as process:
        process.hurry()
        yield process


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
