"""The sandbox by parties that nobody here wrote: boto3, the AWS CLI, openssl."""

from collections.abc import Iterator

import pytest

from processes import Process


@pytest.fixture(scope="session", autouse=True)
def nothing_stays_behind() -> Iterator[None]:
    """A test that failed did not come to stopping its processes."""
    yield
    for process in Process.started:
        if process.is_running():
            process.kill()
