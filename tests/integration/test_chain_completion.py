"""Missing issuers are fetched from where certificates say that they are published, and from nowhere else."""

import dataclasses
import datetime
import http.server
import json
import pathlib
import subprocess
import threading
from collections.abc import Iterator

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509.oid import AuthorityInformationAccessOID, NameOID

from certwright import Cli, Server
from processes import wait_for


@dataclasses.dataclass
class Publisher:
    """An HTTP server on the loopback, and what it answers by path: status, fields, body."""

    url: str
    answers: dict[str, tuple[int, dict[str, str], bytes]]
    asked: list[str]

    def publish(self, path: str, body: bytes) -> None:
        self.answers[path] = (200, {}, body)

    def redirect(self, path: str, to: str) -> None:
        self.answers[path] = (302, {"Location": to}, b"")


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    made = Publisher("", {}, [])

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.asked.append(self.path)
            status, fields, body = made.answers.get(self.path, (404, {}, b""))
            self.send_response(status)
            for name, value in fields.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        made.url = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield made
        server.shutdown()


class Chain:
    """A root, two authorities below and a leaf; each but the root says where its issuer is."""

    def __init__(self, url: str, name: str) -> None:
        keys = [ec.generate_private_key(ec.SECP256R1()) for _ in range(4)]
        names = [f"{name} root", f"{name} one", f"{name} two", f"{name}.example.com"]
        self.certificates: list[x509.Certificate] = []
        for number, key in enumerate(keys):
            issuer = max(number - 1, 0)
            builder = (
                x509.CertificateBuilder()
                .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[number])]))
                .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[issuer])]))
                .public_key(key.public_key())
                .serial_number(x509.random_serial_number())
                .not_valid_before(datetime.datetime.now(datetime.UTC) - datetime.timedelta(minutes=5))
                .not_valid_after(datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=90))
                .add_extension(x509.BasicConstraints(ca=number < 3, path_length=None), critical=True)
            )
            if number > 0:
                place = x509.UniformResourceIdentifier(f"{url}/{name}/{issuer}")
                access = x509.AccessDescription(AuthorityInformationAccessOID.CA_ISSUERS, place)
                builder = builder.add_extension(x509.AuthorityInformationAccess([access]), critical=False)
            if number == 3:
                alternative = x509.SubjectAlternativeName([x509.DNSName(names[3])])
                builder = builder.add_extension(alternative, critical=False)
            self.certificates.append(builder.sign(keys[issuer], hashes.SHA256()))

    def der(self, number: int) -> bytes:
        return self.certificates[number].public_bytes(serialization.Encoding.DER)

    def leaf_file(self, directory: pathlib.Path) -> str:
        file = directory / "leaf.cer"
        file.write_bytes(self.der(3))
        return str(file)

    @property
    def issuers(self) -> list[str]:
        return [one.fingerprint(hashes.SHA256()).hex() for one in reversed(self.certificates[:3])]


def serve(directory: pathlib.Path, **settings: str) -> Iterator[Cli]:
    server = Server(
        directory, {f"CERTWRIGHT_{name.upper()}": value for name, value in settings.items()}
    ).start()
    yield Cli(server.url, server.make_administrator())
    assert server.stop() == 0


@pytest.fixture(scope="module")
def anywhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cli]:
    yield from serve(tmp_path_factory.mktemp("anywhere"), fetch_issuers="on", fetch_issuers_from_private="on")


@pytest.fixture(scope="module")
def careful(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cli]:
    yield from serve(tmp_path_factory.mktemp("careful"), fetch_issuers="on")


def current(cli: Cli, name: str) -> dict:
    return cli.json("cert", "show", name)["current"]


def wait_for_jobs(cli: Cli) -> list[dict]:
    def ended() -> bool:
        return {job["state"] for job in cli.json("job", "list")} <= {"completed", "failed"}

    wait_for("the jobs", ended, 120)
    return cli.json("job", "list")


def completed(cli: Cli, name: str) -> subprocess.CompletedProcess[str]:
    return cli.try_run("cert", "complete-chain", name, "--wait")


def test_a_certificate_without_its_chain_gets_it_by_itself(
    anywhere: Cli, publisher: Publisher, tmp_path: pathlib.Path
) -> None:
    chain = Chain(publisher.url, "self")
    publisher.publish("/self/2", chain.der(2))
    publisher.publish("/self/1", chain.certificates[1].public_bytes(serialization.Encoding.PEM))
    bundle = pkcs7.serialize_certificates([chain.certificates[0]], serialization.Encoding.DER)
    publisher.publish("/self/0", bundle)
    anywhere.run("cert", "import", "--name", "self", "--file", chain.leaf_file(tmp_path))
    wait_for_jobs(anywhere)
    assert current(anywhere, "self")["chain"] == chain.issuers
    assert current(anywhere, "self")["reaches_root"]
    assert publisher.asked == ["/self/2", "/self/1", "/self/0"]
    events = anywhere.json("audit", "list", "--action", "certificate.issuer_fetched")
    assert sorted(event["details"]["url"] for event in events) == [
        f"{publisher.url}/self/{i}" for i in range(3)
    ]
    # What was fetched once is here for the next.
    anywhere.run("cert", "delete", "self", "--yes")
    anywhere.run("cert", "import", "--name", "self", "--file", chain.leaf_file(tmp_path))
    assert current(anywhere, "self")["chain"] == chain.issuers
    assert len(publisher.asked) == 3


@pytest.mark.parametrize(
    "body",
    [b"", b"<html>", b"\x30\x82", b"\0" * 60_000, b"\x30\x80" * 30_000],
    ids=["nothing", "a page", "a beginning", "zeros", "depth"],
)
def test_answers_that_are_no_certificate(
    anywhere: Cli, publisher: Publisher, tmp_path: pathlib.Path, body: bytes
) -> None:
    chain = Chain(publisher.url, "bad")
    publisher.publish("/bad/2", body)
    anywhere.run("cert", "import", "--name", "bad", "--always-new", "--file", chain.leaf_file(tmp_path))
    done = completed(anywhere, "bad")
    assert done.returncode == 1
    assert "/bad/2" in done.stderr
    assert current(anywhere, "bad")["chain"] == []
    checks = json.loads(anywhere.try_run("cert", "check", "bad", "--output", "json").stdout)
    assert "/bad/2" in checks["chain_problem"]
    anywhere.run("cert", "delete", "bad", "--yes")


def test_answers_that_never_end_and_issuers_of_others(
    anywhere: Cli, publisher: Publisher, tmp_path: pathlib.Path
) -> None:
    chain = Chain(publisher.url, "large")
    publisher.publish("/large/2", chain.der(2) + b"\0" * 70_000)
    anywhere.run("cert", "import", "--name", "large", "--file", chain.leaf_file(tmp_path))
    done = completed(anywhere, "large")
    assert done.returncode == 1
    assert "65536" in done.stderr
    publisher.publish("/large/2", Chain(publisher.url, "large").der(2))
    done = completed(anywhere, "large")
    assert done.returncode == 1
    assert "made the signature" in done.stderr
    publisher.publish("/large/2", chain.der(2))
    assert "1 issuer added" in completed(anywhere, "large").stdout


def test_redirects_lead_to_http_alone(anywhere: Cli, publisher: Publisher, tmp_path: pathlib.Path) -> None:
    chain = Chain(publisher.url, "moved")
    secret = tmp_path / "secret.der"
    secret.write_bytes(chain.der(2))
    publisher.redirect("/moved/2", secret.as_uri())
    anywhere.run("cert", "import", "--name", "moved", "--file", chain.leaf_file(tmp_path))
    assert completed(anywhere, "moved").returncode == 1
    publisher.redirect("/moved/2", "/moved/2")
    assert completed(anywhere, "moved").returncode == 1
    publisher.redirect("/moved/2", f"{publisher.url}/here")
    publisher.publish("/here", chain.der(2))
    assert "1 issuer added, of which 1 was fetched" in completed(anywhere, "moved").stdout


def test_nobody_inside_is_asked_unless_that_is_wanted(
    careful: Cli, publisher: Publisher, tmp_path: pathlib.Path
) -> None:
    for name, url in [
        ("loopback", publisher.url),
        ("by-name", publisher.url.replace("127.0.0.1", "localhost")),
        ("mapped", publisher.url.replace("127.0.0.1", "[::ffff:127.0.0.1]")),
        ("metadata", "http://169.254.169.254"),
        ("private", "http://10.0.0.1:1"),
    ]:
        chain = Chain(url, name)
        careful.run("cert", "import", "--name", name, "--file", chain.leaf_file(tmp_path))
        done = completed(careful, name)
        assert done.returncode == 1
        assert "no public address" in done.stderr, done.stderr
        assert current(careful, name)["chain"] == []
    assert publisher.asked == []
    assert careful.json("audit", "list", "--action", "certificate.chain_failed")


def test_nothing_is_fetched_unless_it_is_switched_on(
    cli: Cli, publisher: Publisher, tmp_path: pathlib.Path
) -> None:
    chain = Chain(publisher.url, "off")
    publisher.publish("/off/2", chain.der(2))
    cli.run("cert", "import", "--name", "off", "--file", chain.leaf_file(tmp_path))
    assert cli.json("job", "list") == []
    done = completed(cli, "off")
    assert done.returncode == 1
    assert "not in the repository" in done.stderr
    assert publisher.asked == []
    bring_authority(cli, tmp_path, chain, 2)
    wait_for_jobs(cli)
    assert current(cli, "off")["chain"] == chain.issuers[:1]
    assert completed(cli, "off").returncode == 1
    assert publisher.asked == []


def test_issuers_that_come_later_complete_what_they_issued(
    cli: Cli, publisher: Publisher, tmp_path: pathlib.Path
) -> None:
    chain = Chain(publisher.url, "later")
    cli.run("cert", "import", "--name", "later", "--file", chain.leaf_file(tmp_path))
    bring_authority(cli, tmp_path, chain, 0)
    bring_authority(cli, tmp_path, chain, 1)
    assert current(cli, "later")["chain"] == []
    bring_authority(cli, tmp_path, chain, 2)
    wait_for("the chain", lambda: current(cli, "later")["chain"] == chain.issuers)
    assert current(cli, "later")["reaches_root"]
    outcomes = [job["outcome"] for job in wait_for_jobs(cli) if job["kind"] == "certificate.complete_issued"]
    assert "1 certificate has a longer chain" in outcomes
    assert publisher.asked == []


def bring_authority(cli: Cli, directory: pathlib.Path, chain: Chain, number: int) -> None:
    file = directory / f"authority{number}.cer"
    file.write_bytes(chain.der(number))
    cli.run("cert", "import", "--name", f"{file.stem} of {directory.name}", "--file", str(file))
