"""A private key that went through the server is afterwards nowhere in clear: no file, answer, log, nor its memory."""

import base64
import datetime
import json
import pathlib
from typing import NamedTuple

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from authority import Authority
from aws_sandbox import Sandbox
from certificates import self_signed
from certwright import Api, Cli, Server
from deploying import QUOTA_SCALE, WORLD, add_account
from processes import wait_for

LIFETIME = datetime.timedelta(days=90)


class Trace(NamedTuple):
    """Bytes by which a key gives itself away."""

    name: str
    content: bytes


def traces_of(pem: bytes) -> list[Trace]:
    key = serialization.load_pem_private_key(pem, password=None)
    numbers: dict[str, int]
    if isinstance(key, rsa.RSAPrivateKey):
        private = key.private_numbers()
        numbers = {"d": private.d, "p": private.p, "q": private.q}
    else:
        assert isinstance(key, ec.EllipticCurvePrivateKey)
        numbers = {"d": key.private_numbers().private_value}
    found = []
    for name, number in numbers.items():
        size = (number.bit_length() + 7) // 8
        found.append(Trace(f"{name}, big-endian", number.to_bytes(size, "big")[-24:]))
        found.append(Trace(f"{name}, as in a BIGNUM", number.to_bytes(size, "little")[:24]))
    for encoding in (
        pem,
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ),
    ):
        body = b"".join(line for line in encoding.splitlines() if not line.startswith(b"-----"))
        middle = encoding.splitlines()[len(encoding.splitlines()) // 2]
        found.append(Trace("PEM", middle[:32]))
        half = len(base64.b64decode(body)) // 2  # an elliptic key ends with its public part
        found.append(Trace("DER", base64.b64decode(body)[half - 24 : half]))
        for shift in range(3):  # wherever it stands in what is encoded once more
            found.append(Trace("PEM in base64", base64.b64encode(middle[shift:])[4:40]))
    return found


def memory_of(pid: int) -> list[tuple[str, bytes]]:
    """What the process may write to, as a core would have it."""
    parts = []
    with pathlib.Path(f"/proc/{pid}/mem").open("rb", 0) as memory:
        for line in pathlib.Path(f"/proc/{pid}/maps").read_text().splitlines():
            place, mode, *_, name = (line + " ").split(" ", 5)
            if not mode.startswith("rw"):
                continue
            begin, end = (int(text, 16) for text in place.split("-"))
            memory.seek(begin)
            try:
                parts.append((f"{place} {name.strip()}", memory.read(end - begin)))
            except OSError:  # a guard page
                continue
    return parts


def found_in(places: list[tuple[str, bytes]], traces: list[Trace]) -> set[str]:
    return {
        f"{trace.name} in {place}"
        for place, content in places
        for trace in traces
        if trace.content in content
    }


def everything_answered(api: Api) -> list[tuple[str, bytes]]:
    answers = []
    for path in ("/certificates", "/deployments", "/jobs", "/audit_events", "/aws_certificates", "/accounts"):
        listed = api.all(path)
        answers.append((path, json.dumps(listed).encode()))
        answers += [
            (f"{path}/{row['id']}", json.dumps(api.get(f"{path}/{row['id']}")).encode())
            for row in listed
            if path != "/audit_events"
        ]
    return answers


def test_a_private_key_leaves_no_trace(tmp_path: pathlib.Path) -> None:
    authority = Authority("Example")
    aws = Sandbox(tmp_path, WORLD, QUOTA_SCALE)
    (tmp_path / "server").mkdir()
    settings = {"CERTWRIGHT_LOG_LEVEL": "debug", "CERTWRIGHT_AWS_QUOTA_SCALE": str(QUOTA_SCALE)}
    server = Server(tmp_path / "server", settings).start()
    token = server.make_administrator()
    cli = Cli(server.url, token)
    add_account(cli, aws, tmp_path)
    outside = tmp_path / "outside"
    outside.mkdir()
    keys = []
    for name, made in {
        "elliptic": authority.issue(["elliptic.example.com"], LIFETIME),
        "rsa": self_signed(["rsa.example.com"], "RSA_2048"),
    }.items():
        keys += traces_of(made.private_key)
        bundle = outside / f"{name}.pem"
        bundle.write_bytes(made.certificate + authority.chain + made.private_key)
        cli.run("cert", "import", "--name", name, "--pem", str(bundle))
        cli.run("deploy", name, "--account", "demo", "--regions", "us-east-1,eu-west-1", "--wait")
        cli.run(
            "cert", "export", name, "--format", "pem", "--with-key", "--reason", "a test",
            "--out", str(outside / f"{name}.out"),
        )  # fmt: skip
    assert found_in([(path.name, path.read_bytes()) for path in outside.glob("*.pem")], keys)

    files = [path for path in (tmp_path / "server").rglob("*") if path.is_file()]
    assert {path.name for path in files} >= {"certwright.db", "server.log", "master.key"}
    assert found_in([(str(path), path.read_bytes()) for path in files], keys) == set()
    assert found_in(everything_answered(server.api(token)), keys) == set()
    # What surely is there is found, so that finding nothing says something.
    assert found_in(memory_of(server.pid), [Trace("environment", b"CERTWRIGHT_LOG_LEVEL=debug")])
    # Idle connections are closed within a moment, and their buffers with them.
    wait_for("memory without a key", lambda: not found_in(memory_of(server.pid), keys), 30)
    assert server.stop() == 0
    assert aws.process.stop() == 0
