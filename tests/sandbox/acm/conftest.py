"""One sandbox in a hurry for the whole run, forgotten between tests; clients of every service."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from .emulator import Sandbox, in_peace


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
def client(sandbox: Sandbox) -> Callable[..., Any]:
    return sandbox.client


@pytest.fixture
def acm(sandbox: Sandbox) -> Any:
    return sandbox.client("acm")


@pytest.fixture
def route53(sandbox: Sandbox) -> Any:
    return sandbox.client("route53")
