"""One sandbox for the whole run, forgotten between tests; clients of what carries events."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from acm.emulator import Sandbox, in_peace

from .queues import Queue


@pytest.fixture(scope="session")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    with in_peace(tmp_path_factory.mktemp("sandbox")) as process:
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
def sqs(sandbox: Sandbox) -> Any:
    return sandbox.client("sqs")


@pytest.fixture
def events(sandbox: Sandbox) -> Any:
    return sandbox.client("events")


@pytest.fixture
def queue(sqs: Any) -> Queue:
    """One that EventBridge may send to."""
    return Queue.create(sqs, "events", open_to_events=True)


@pytest.fixture
def listen(events: Any, queue: Queue) -> Callable[..., None]:
    """Has events that a pattern takes delivered to the queue."""

    def listening(pattern: str, name: str = "rule", **target: Any) -> None:
        events.put_rule(Name=name, EventPattern=pattern)
        events.put_targets(Rule=name, Targets=[{"Id": "queue", "Arn": queue.arn, **target}])

    return listening
