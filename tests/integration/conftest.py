"""What the integration tests stand on: moto as AWS, the real binary as server and command line."""

import pathlib
from collections.abc import Iterator

import pytest

from authority import Authority
from aws_sandbox import Sandbox
from certwright import Api, Cli, Server
from deploying import QUOTA_SCALE, WORLD, add_account
from moto_aws import CREDENTIALS, Moto
from processes import Process


@pytest.fixture(scope="session", autouse=True)
def nothing_stays_behind() -> Iterator[None]:
    """A test that failed did not come to stopping its servers."""
    yield
    for process in Process.started:
        if process.is_running():
            process.kill()


@pytest.fixture(scope="session")
def moto_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Moto]:
    process = Moto(tmp_path_factory.mktemp("moto"))
    yield process
    process.stop()


@pytest.fixture(scope="module")
def moto(moto_process: Moto) -> Moto:
    """An empty AWS, shared by the tests of one module."""
    moto_process.reset()
    return moto_process


@pytest.fixture(scope="module")
def aws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """The sandbox with one empty account, for what moto has not."""
    started = Sandbox(tmp_path_factory.mktemp("sandbox"), WORLD, QUOTA_SCALE)
    yield started
    assert started.process.stop() == 0


@pytest.fixture(scope="module")
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    scale = request.node.get_closest_marker("quota_scale")
    settings = {"CERTWRIGHT_AWS_QUOTA_SCALE": str(scale.args[0])} if scale else {}
    started = Server(tmp_path_factory.mktemp("server"), settings).start()
    yield started
    assert started.stop() == 0, started.log.read_text()[-4000:]


@pytest.fixture(scope="module")
def token(server: Server) -> str:
    return server.make_administrator()


@pytest.fixture(scope="module")
def cli(server: Server, token: str) -> Cli:
    return Cli(server.url, token)


@pytest.fixture(scope="module")
def demo(cli: Cli, aws: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Cli:
    """With the sandbox's account."""
    add_account(cli, aws, tmp_path_factory.mktemp("secret"))
    return cli


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority("Example")


@pytest.fixture(scope="module")
def api(server: Server, token: str) -> Api:
    return server.api(token)


@pytest.fixture(scope="session")
def secret_file(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    """The secret access key that goes with moto_aws.CREDENTIALS."""
    path = tmp_path_factory.mktemp("secret") / "secret-access-key"
    path.write_text(CREDENTIALS["aws_secret_access_key"] + "\n")
    return path
