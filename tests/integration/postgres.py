"""A database of a test's own on the PostgreSQL that ./test started."""

import os
import subprocess
import uuid

URL = "CERTWRIGHT_TEST_POSTGRES_URL"


class PostgresDatabase:
    def __init__(self) -> None:
        self._server = os.environ[URL]
        self.name = f"certwright_{uuid.uuid4().hex}"
        self._run(f"CREATE DATABASE {self.name}")
        self.url = self._server.replace("/postgres?", f"/{self.name}?", 1)
        assert self.url != self._server

    def drop(self) -> None:
        self._run(f"DROP DATABASE {self.name} WITH (FORCE)")

    def dump(self) -> str:
        return subprocess.run(
            ["pg_dump", "--inserts", self.url], capture_output=True, text=True, check=True, timeout=60
        ).stdout

    def _run(self, sql: str) -> None:
        subprocess.run(
            ["psql", "--quiet", "--no-psqlrc", self._server, "--command", sql], check=True, timeout=60
        )
