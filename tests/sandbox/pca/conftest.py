"""One sandbox in a hurry for the whole run, and Private CA by both of its protocols."""

from collections.abc import Iterator
from typing import Any

import pytest

from acm.emulator import Sandbox, in_peace

from .protocols import cbor_client


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


@pytest.fixture(params=["json", "cbor"])
def pca(sandbox: Sandbox, request: pytest.FixtureRequest) -> Any:
    """boto3's own choice is JSON; the model names CBOR first, which other SDKs send."""
    return sandbox.client("acm-pca") if request.param == "json" else cbor_client(sandbox)


@pytest.fixture
def acm(sandbox: Sandbox) -> Any:
    return sandbox.client("acm")
