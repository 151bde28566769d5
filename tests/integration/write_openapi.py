#!/usr/bin/env python3
"""Writes docs/openapi.json as the binary under test serves it; tools/openapi.sh calls this."""

import pathlib
import tempfile

from certwright import Server
from test_openapi import COMMITTED, document, written


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="certwright-openapi-") as directory:
        server = Server(pathlib.Path(directory)).start()
        try:
            COMMITTED.write_text(written(document(server)))
        finally:
            server.stop()


if __name__ == "__main__":
    main()
