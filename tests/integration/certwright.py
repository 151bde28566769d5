"""The binary under test: as a server, and as a command line."""

import json
import os
import pathlib
import subprocess
from collections.abc import Sequence
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

from processes import Process, free_port

PASSWORD = "correct horse battery staple"


def binary() -> str:
    return os.environ["CERTWRIGHT_BINARY"]


def environment(settings: dict[str, str] | None) -> dict[str, str]:
    """This process's without what could change the program's behaviour, and the settings."""
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("CERTWRIGHT_", "AWS_"))
    }
    return {**clean, **(settings or {})}


def run(
    arguments: list[str],
    settings: dict[str, str] | None = None,
    timeout: float = 180,
    within: Sequence[str] = (),
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*within, binary(), *arguments],
        env=environment(settings),
        capture_output=True,
        text=True,
        timeout=timeout,
        stdin=subprocess.DEVNULL,
        check=False,
    )


class Cli:
    """The command line of somebody who has CERTWRIGHT_URL and CERTWRIGHT_TOKEN set."""

    def __init__(self, url: str, token: str) -> None:
        self.url = url
        self.token = token

    def try_run(self, *arguments: str, timeout: float = 180) -> subprocess.CompletedProcess[str]:
        return run(list(arguments), {"CERTWRIGHT_URL": self.url, "CERTWRIGHT_TOKEN": self.token}, timeout)

    def run(self, *arguments: str, timeout: float = 180) -> str:
        """Standard output of a command that must succeed."""
        done = self.try_run(*arguments, timeout=timeout)
        assert done.returncode == 0, f"certwright {' '.join(arguments)} gave {done.returncode}: {done.stderr}"
        return done.stdout

    def json(self, *arguments: str, timeout: float = 180) -> Any:
        return json.loads(self.run(*arguments, "--output", "json", timeout=timeout))


class Server:
    """`certwright serve` on a directory of its own. It may be stopped, killed and started again."""

    def __init__(
        self,
        directory: pathlib.Path,
        settings: dict[str, str] | None = None,
        data: pathlib.Path | None = None,
        within: Sequence[str] = (),
    ) -> None:
        """`within` is the command that runs the program, for a namespace or a limit."""
        self.directory = directory
        self.data = data or directory / "data"
        self.log = directory / "server.log"
        self.port = free_port()
        self.listen = f"127.0.0.1:{self.port}"
        self.url = f"http://{self.listen}"
        self.token = ""
        self._settings = settings or {}
        self._within = list(within)
        self._process: Process | None = None

    def start(self) -> "Server":
        self._process = Process([*self._within, *self._serve()], self.log, environment(self._settings))
        self._process.wait_until(
            "the server", lambda: requests.get(f"{self.url}/readyz", timeout=5).status_code == 200
        )
        return self

    def refuse_to_start(self, *arguments: str) -> str:
        """What it says on standard error as it ends instead of serving."""
        done = run([*self._serve()[1:], *arguments], self._settings, timeout=60, within=self._within)
        assert done.returncode not in (0, None), done.stdout
        assert "ready at" not in done.stdout
        return done.stderr

    def _serve(self) -> list[str]:
        return [binary(), "serve", "--data-dir", str(self.data), "--listen", self.listen]

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def is_running(self) -> bool:
        return self._process is not None and self._process.is_running()

    def kill(self) -> None:
        assert self._process is not None
        self._process.kill()

    def stop(self) -> int:
        assert self._process is not None
        return self._process.stop()

    def admin(self, *arguments: str) -> str:
        done = run(
            ["admin", arguments[0], "--data-dir", str(self.data), *arguments[1:]],
            self._settings,
            within=self._within,
        )
        assert done.returncode == 0, (
            f"certwright admin {' '.join(arguments)} gave {done.returncode}: {done.stderr}"
        )
        return done.stdout

    def make_administrator(self, name: str = "admin") -> str:
        """Makes the user and returns a token of it."""
        password_file = self.directory / "password"
        password_file.write_text(PASSWORD + "\n")
        self.admin(
            "create-user", "--name", name, "--role", "administrator", "--password-file", str(password_file)
        )
        self.token = self.admin("create-token", "--user", name).strip()
        return self.token

    def api(self, token: str) -> "Api":
        return Api(self.url, token)


class Api:
    """The REST API with a bearer token. It waits when the server asks it to, as a quick machine makes it do."""

    def __init__(self, url: str, token: str) -> None:
        self._base = f"{url}/api/v1"
        self._session = requests.Session()
        patient = Retry(
            status=20,
            connect=0,
            read=0,
            other=0,
            status_forcelist=[429],
            allowed_methods=None,
            raise_on_status=False,
        )
        self._session.mount("http://", HTTPAdapter(max_retries=patient))
        self._session.headers["Authorization"] = f"Bearer {token}"

    def request(self, method: str, path: str, **options: Any) -> requests.Response:
        return self._session.request(method, self._base + path, timeout=60, **options)

    def get(self, path: str, **parameters: Any) -> Any:
        answer = self.request("GET", path, params=parameters)
        assert answer.ok, f"GET {path} gave {answer.status_code}: {answer.text}"
        return answer.json()

    def post(self, path: str, body: Any = None) -> Any:
        answer = self.request("POST", path, json=body if body is not None else {})
        assert answer.ok, f"POST {path} gave {answer.status_code}: {answer.text}"
        return answer.json()

    def all(self, path: str, **parameters: Any) -> list[Any]:
        """Every item of a list, page by page."""
        items: list[Any] = []
        cursor: str | None = None
        while True:
            page = self.get(path, **parameters, **({"cursor": cursor} if cursor else {}))
            items += page["items"]
            cursor = page["next_cursor"]
            if cursor is None:
                return items
