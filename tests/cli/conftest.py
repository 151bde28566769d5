"""One server and one AWS for each transcript: what one does must not show in the next."""

import pathlib
from collections.abc import Iterator

import pytest

from certwright import Server
from moto_aws import Moto


@pytest.fixture(scope="session")
def moto_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Moto]:
    process = Moto(tmp_path_factory.mktemp("moto"))
    yield process
    process.stop()


@pytest.fixture
def moto(moto_process: Moto) -> Moto:
    moto_process.reset()
    return moto_process


@pytest.fixture
def server(tmp_path: pathlib.Path) -> Iterator[Server]:
    directory = tmp_path / "server"
    directory.mkdir()
    started = Server(directory).start()
    yield started
    assert started.stop() == 0, started.log.read_text()[-4000:]


@pytest.fixture
def token(server: Server) -> str:
    return server.make_administrator()
