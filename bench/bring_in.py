#!/usr/bin/env python3
"""How long it takes to bring certificates into the repository, beside openssl reading the same files.

Each file is a certificate with its chain and its own key, as PEM and as PKCS#12. Told is the time for one, as a ratio to
`openssl x509` and `openssl pkcs12` of the same file, by turns: by the REST API, whose server answers on a connection that
stays, and by the command line, which is a process for each as openssl is.
"""

import argparse
import base64
import os
import pathlib
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests/integration")]

from authority import Authority  # noqa: E402
from certwright import Api, Cli, Server  # noqa: E402
from issue import PASSWORD, issue  # noqa: E402

DAYS = 90
FORMS = {"PEM": "pem", "PKCS#12": "p12"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--certificates", type=int, default=200)
    settings = parser.parse_args()
    os.environ.setdefault("CERTWRIGHT_BINARY", str(ROOT / "build/release/certwright"))
    with tempfile.TemporaryDirectory() as scratch:
        directory = pathlib.Path(scratch)
        server = Server(directory).start()
        try:
            token = server.make_administrator()
            (directory / "pass").write_text(PASSWORD)
            for form, ending in FORMS.items():
                files = made_files(directory, ending, settings.certificates)
                by_api = api_import(server.api(token))
                compare(f"{form} by the API", files[::2], by_api)
                compare(f"{form} by the command line", files[1::2], cli_import(Cli(server.url, token)))
        finally:
            server.stop()


def made_files(directory: pathlib.Path, ending: str, count: int) -> list[pathlib.Path]:
    authority = Authority("Example")
    files = []
    for number in range(count):
        issued = issue(authority, [f"n{number}.{ending}.example.com"], DAYS)
        file = directory / f"{number}.{ending}"
        text = issued["certificate"] + authority.chain.decode() + issued["key"]
        file.write_bytes(text.encode() if ending == "pem" else base64.b64decode(issued["pkcs12"]))
        files.append(file)
    return files


def api_import(api: Api) -> Callable[[pathlib.Path], None]:
    def bring(file: pathlib.Path) -> None:
        content = base64.b64encode(file.read_bytes()).decode()
        body = {"files": [{"name": file.name, "content": content}], "passwords": [PASSWORD]}
        assert api.post("/certificates/import", body)["taken"][0]["outcome"] == "created"

    return bring


def cli_import(cli: Cli) -> Callable[[pathlib.Path], None]:
    def bring(file: pathlib.Path) -> None:
        cli.run("cert", "import", "--file", str(file), "--password-file", str(file.with_name("pass")))

    return bring


def with_openssl(file: pathlib.Path) -> None:
    if file.suffix == ".pem":
        command = ["openssl", "x509", "-in", str(file), "-noout", "-text"]
    else:
        command = ["openssl", "pkcs12", "-in", str(file), "-passin", f"pass:{PASSWORD}", "-nodes"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def compare(what: str, files: list[pathlib.Path], bring: Callable[[pathlib.Path], None]) -> None:
    own = peer = 0.0
    for file in files:
        peer += seconds(with_openssl, file)
        own += seconds(bring, file)
    each = own / len(files)
    print(
        f"{what}: {each * 1000:.1f} ms each, {1 / each:.0f} a second, {own / peer:.2f} x openssl", flush=True
    )


def seconds(act: Callable[[pathlib.Path], None], file: pathlib.Path) -> float:
    begin = time.monotonic()
    act(file)
    return time.monotonic() - begin


if __name__ == "__main__":
    main()
