"""Files that are cut off, damaged, sealed or made to hurt are refused with a reason, and the server lives on."""

import base64
import random
from collections.abc import Callable, Iterator

import pytest
import requests

from certwright import Api, Server
from foreign_tools import PASSWORD, Material, keytool

PASS = f"pass:{PASSWORD}"


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory) -> Material:
    return Material(tmp_path_factory.mktemp("hostile"), "ec")


@pytest.fixture(autouse=True)
def alive(api: Api, server: Server) -> Iterator[None]:
    """Whatever was sent, the same process answers, and nothing of it was kept."""
    pid = server.pid
    yield
    assert server.is_running()
    assert server.pid == pid
    assert requests.get(f"{server.url}/readyz", timeout=30).status_code == 200
    for certificate in api.all("/certificates"):
        api.request("DELETE", f"/certificates/{certificate['id']}")


def send(api: Api, *files: bytes, passwords: list[str] | None = None) -> requests.Response:
    body = {
        "files": [
            {"name": f"file{number}", "content": base64.b64encode(content).decode()}
            for number, content in enumerate(files)
        ],
        "passwords": passwords or [],
    }
    return api.request("POST", "/certificates/import", json=body)


def refused(answer: requests.Response) -> str:
    """The reason, of an answer that has to refuse."""
    assert 400 <= answer.status_code < 500, answer.text
    problem = answer.json()
    assert problem["detail"], answer.text
    assert problem["fault"] == "invalid", answer.text
    assert problem["status"] == answer.status_code
    return problem["detail"]


def refused_or_flawed(answer: requests.Response) -> None:
    """For text whose parts stand for themselves: what is whole may be kept, the rest is told."""
    if answer.status_code == 200:
        assert answer.json()["taken"] or answer.json()["flaws"]
        for flaw in answer.json()["flaws"]:
            assert flaw["place"]
            assert flaw["problem"]
    else:
        refused(answer)


def pkcs12(material: Material, *options: str) -> bytes:
    return material.run(
        "pkcs12", "-export", "-in", "{leaf.pem}", "-inkey", "{leaf.key}", "-certfile", "{chain.pem}", "-name", "shop",
        "-passout", PASS, "-out", "{out}", *options,
    )  # fmt: skip


def jks(material: Material) -> bytes:
    material.write("source.p12", pkcs12(material))
    target = material.directory / "keystore"
    target.unlink(missing_ok=True)
    keytool(
        "-importkeystore", "-srckeystore", material.path("source.p12"), "-srcstoretype", "PKCS12", "-srcstorepass",
        PASSWORD, "-destkeystore", str(target), "-deststoretype", "JKS", "-deststorepass", PASSWORD,
    )  # fmt: skip
    return target.read_bytes()


def sealed_key(material: Material, *options: str) -> bytes:
    return material.run("pkcs8", "-topk8", "-in", "{leaf.key}", "-passout", PASS, "-out", "{out}", *options)


BINARY: dict[str, Callable[[Material], bytes]] = {
    "certificate": lambda m: m.run("x509", "-in", "{leaf.pem}", "-outform", "DER", "-out", "{out}"),
    "key": lambda m: m.run("pkey", "-in", "{leaf.key}", "-outform", "DER", "-out", "{out}"),
    "sealed key": lambda m: sealed_key(m, "-v2", "aes256", "-outform", "DER"),
    "pkcs7": lambda m: m.run(
        "crl2pkcs7", "-nocrl", "-certfile", "{bundle.pem}", "-outform", "DER", "-out", "{out}"
    ),
    "pkcs12": pkcs12,
    "legacy pkcs12": lambda m: pkcs12(
        m, "-legacy", "-keypbe", "PBE-SHA1-3DES", "-certpbe", "PBE-SHA1-RC2-40", "-macalg", "sha1"
    ),
    "jks": jks,
}
TEXT: dict[str, Callable[[Material], bytes]] = {
    "bundle": lambda m: m.read("bundle.pem") + m.read("leaf.key"),
    "key": lambda m: m.read("old.key"),
    "sealed key": lambda m: sealed_key(m, "-v2", "aes256"),
    "old sealed key": lambda m: m.run(
        "pkey", "-in", "{leaf.key}", "-traditional", "-aes256", "-passout", PASS, "-out", "{out}"
    ),
    "pkcs7": lambda m: m.run("crl2pkcs7", "-nocrl", "-certfile", "{bundle.pem}", "-out", "{out}"),
}


def cuts(size: int) -> list[int]:
    """Nothing, within the header, after it, at each eighth, and all but the last bytes."""
    return sorted({0, 1, 2, 3, 4, 8, 12, 20, *(size * part // 8 for part in range(1, 8)), size - 2, size - 1})


@pytest.mark.parametrize("kind", BINARY)
def test_cut_off_anywhere(api: Api, material: Material, kind: str) -> None:
    whole = BINARY[kind](material)
    for length in cuts(len(whole)):
        assert refused(send(api, whole[:length], passwords=[PASSWORD])), length


@pytest.mark.parametrize("kind", TEXT)
def test_text_that_is_cut_off_anywhere(api: Api, material: Material, kind: str) -> None:
    whole = TEXT[kind](material)
    for length in cuts(len(whole)):
        refused_or_flawed(send(api, whole[:length], passwords=[PASSWORD]))


@pytest.mark.parametrize("kind", [*BINARY, *(f"text: {kind}" for kind in TEXT)])
def test_damaged_anywhere(api: Api, material: Material, kind: str) -> None:
    seed = random.SystemRandom().getrandbits(32)
    print(f"damage is drawn with seed {seed}")
    drawn = random.Random(seed)
    whole = BINARY[kind](material) if kind in BINARY else TEXT[kind.removeprefix("text: ")](material)
    for _ in range(40):
        damaged = bytearray(whole)
        for _ in range(drawn.choice([1, 1, 2, 8])):
            damaged[drawn.randrange(len(damaged))] = drawn.randrange(256)
        refused_or_flawed(send(api, bytes(damaged), passwords=[PASSWORD]))


@pytest.mark.parametrize("kind", ["sealed key", "pkcs12", "legacy pkcs12"])
def test_sealed_and_without_the_right_password(api: Api, material: Material, kind: str) -> None:
    whole = BINARY[kind](material)
    assert "password" in refused(send(api, whole))
    assert "password" in refused(send(api, whole, passwords=["wrong"]))
    assert "password" in refused(send(api, whole, passwords=["", "wrong", PASSWORD.upper()]))
    many = send(api, whole, passwords=[f"wrong {number}" for number in range(21)])
    assert 400 <= many.status_code < 500


def flaws_of(answer: requests.Response) -> str:
    assert answer.status_code == 200, answer.text
    return " ".join(flaw["problem"] for flaw in answer.json()["flaws"])


def test_a_keystore_gives_its_certificates_without_the_right_password_and_says_what_is_missing(
    api: Api, material: Material
) -> None:
    whole = jks(material)
    for passwords in [[], ["wrong"], ["", PASSWORD.upper()]]:
        answer = send(api, whole, passwords=passwords)
        assert "integrity is not known" in flaws_of(answer)
        assert "cannot read the private key" in flaws_of(answer)
        assert not answer.json()["taken"][0]["version"]["has_private_key"]


def test_iterations_that_would_take_hours(api: Api, material: Material) -> None:
    for whole in [
        sealed_key(material, "-v2", "aes256", "-iter", "70000", "-outform", "DER"),
        pkcs12(material, "-iter", "70000"),
        pkcs12(material, "-iter", "70000", "-keypbe", "PBE-SHA1-3DES", "-certpbe", "PBE-SHA1-3DES"),
    ]:
        iterations = bytes.fromhex("0203011170")  # 70,000 as an INTEGER
        assert iterations in whole
        costly = whole.replace(iterations, bytes.fromhex("02037fffff"))
        assert refused(send(api, costly, passwords=[f"wrong {number}" for number in range(20)]))


def test_memory_that_no_server_has(api: Api, material: Material) -> None:
    whole = sealed_key(material, "-scrypt", "-outform", "DER")
    parameters = bytes.fromhex("02024000020108020101")  # N = 16384, r = 8, p = 1
    assert parameters in whole
    for costly in [
        "02027fff0201080201 01",
        "02024000 02017f 020101",
        "02024000 020108 02017f",
        "02024000 02017f 02017f",
    ]:
        assert refused(send(api, whole.replace(parameters, bytes.fromhex(costly)), passwords=["wrong"]))


def nested(depth: int, tag: int) -> bytes:
    inner = b""
    for _ in range(depth):
        size = len(inner)
        length = bytes([size]) if size < 128 else bytes([0x84]) + size.to_bytes(4, "big")
        inner = bytes([tag]) + length + inner
    return inner


def test_structures_in_structures_in_structures(api: Api) -> None:
    for deep in [nested(20_000, 0x30), nested(20_000, 0xA0), b"\x30\x80" * 100_000, b"\x24\x80" * 100_000]:
        assert refused(send(api, deep))
        for label in ["CERTIFICATE", "PKCS7", "PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "RSA PRIVATE KEY"]:
            text = f"-----BEGIN {label}-----\n{base64.b64encode(deep).decode()}\n-----END {label}-----\n"
            assert refused(send(api, text.encode()))
    of_data = bytes.fromhex("06092a864886f70d010701")  # pkcs7-data, which holds itself
    inner = b""
    for _ in range(200):
        inner = of_data + b"\xa0\x84" + len(inner).to_bytes(4, "big") + inner
        inner = b"\x30\x84" + len(inner).to_bytes(4, "big") + inner
    assert refused(send(api, inner))


def test_lengths_that_lie(api: Api, material: Material) -> None:
    whole = BINARY["certificate"](material)
    for lie in ["3080", "3084ffffffff", "30847fffffff", "3088ffffffffffffffff", "30ff", "3f8f8f8f8f8f7f"]:
        assert refused(send(api, bytes.fromhex(lie) + whole[4:]))
    java = jks(material)
    for at, lie in [(8, "7fffffff"), (8, "ffffffff"), (12, "00000009"), (16, "00ffff"), (16, "ffff")]:
        damaged = java[:at] + bytes.fromhex(lie) + java[at + len(lie) // 2 :]
        answer = send(api, damaged, passwords=[PASSWORD])
        if answer.status_code == 200:  # what stood before the lie may be whole
            assert "integrity is not known" in flaws_of(answer)
        else:
            refused(answer)


def test_garbage(api: Api) -> None:
    drawn = random.Random(4711)
    texts = [
        b"\0" * 100_000, b"\xff" * 100_000, b"-" * 100_000, b"A" * 100_000, b"-----BEGIN " * 10_000,
        b"-----BEGIN CERTIFICATE-----\n" * 5_000, b"-----END CERTIFICATE-----\n" * 5_000,
        b"-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n" * 1_000,
        b"-----BEGIN CERTIFICATE-----\n!!!!\n-----END CERTIFICATE-----\n",
        b"-----BEGIN A-----\nAAAA\n-----END B-----\n", b"%PDF-1.7\n", b"PK\x03\x04", b"\x7fELF", b"{}", b"<html></html>",
        b"\xfe\xed\xfe\xed", b"\xce\xce\xce\xce", b"\xff\xfe", b"\xef\xbb\xbf", b"ssh-rsa AAAAB3NzaC1yc2E= alice",
        *(drawn.randbytes(size) for size in [1, 2, 10, 100, 1_000, 10_000, 100_000]),
    ]  # fmt: skip
    for text in texts:
        assert refused(send(api, text))


def test_empty_files(api: Api, material: Material) -> None:
    assert refused(send(api, b"")) == '"file0" is empty'
    answer = send(api, material.read("leaf.pem"), b"").json()
    assert len(answer["taken"]) == 1
    assert [(flaw["place"], flaw["problem"]) for flaw in answer["flaws"]] == [("file1", '"file1" is empty')]


def test_thousands_of_parts(api: Api, material: Material) -> None:
    assert refused(send(api, material.read("leaf.pem") * 1_001))
    assert send(api, material.read("leaf.pem") * 500, material.read("chain.pem")).status_code == 200
    assert refused(send(api, *[b""] * 101))


def test_files_that_are_too_large(api: Api) -> None:
    answer = send(api, b"x" * 3_000_000)
    assert 400 <= answer.status_code < 500
