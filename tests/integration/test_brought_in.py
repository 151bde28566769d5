"""Every form in which a certificate is brought in, made by openssl, keytool and Python's cryptography."""

import base64
from collections.abc import Callable, Iterator

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.serialization import PrivateFormat, pkcs12

from certwright import Api
from foreign_tools import PASSWORD, Material, keytool, public_key

Files = list[bytes]
Form = Callable[[Material], Files]
PASS = f"pass:{PASSWORD}"


@pytest.fixture(scope="module", params=["rsa", "ec"])
def material(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Material:
    return Material(tmp_path_factory.mktemp(request.param), request.param)


@pytest.fixture(autouse=True)
def empty_repository(api: Api) -> Iterator[None]:
    """What one form brings must not be what another one is judged by."""
    yield
    for certificate in api.all("/certificates"):
        assert api.request("DELETE", f"/certificates/{certificate['id']}").status_code == 204


def bring(api: Api, files: Files, passwords: list[str]) -> None:
    """Takes them in and looks that certificate, chain and key are those of `material`."""
    body = {
        "name": "brought",
        "files": [
            {"name": f"file{number}", "content": base64.b64encode(content).decode()}
            for number, content in enumerate(files)
        ],
        "passwords": passwords,
    }
    answer = api.request("POST", "/certificates/import", json=body)
    assert answer.status_code == 200, answer.text
    assert answer.json()["flaws"] == []
    assert [one["outcome"] for one in answer.json()["taken"]] == ["created"]


def check_brought(api: Api, material: Material, *, with_key: bool = True) -> None:
    current = api.get("/certificates/brought")["current"]
    assert [current["fingerprint_sha256"], *current["chain"]] == material.chain
    assert current["reaches_root"]
    assert current["has_private_key"] == with_key
    if with_key:
        wish = {"format": "pem", "reason": "a round trip"}
        out = api.request("POST", "/certificates/brought/export_with_key", json=wish)
        assert public_key(out.content) == material.public_key


def cut(*names: str) -> Form:
    return lambda material: [material.read(name) for name in names]


def joined(*names: str) -> Form:
    return lambda material: [b"\n".join(material.read(name) for name in names)]


def made(*arguments: str, beside: tuple[str, ...] = ()) -> Form:
    return lambda material: [material.run(*arguments, "-out", "{out}"), *cut(*beside)(material)]


def key_as(*arguments: str) -> Form:
    return made(*arguments, beside=("bundle.pem",))


PLAIN: dict[str, Form] = {
    "pem in one file": joined("leaf.pem", "chain.pem", "leaf.key"),
    "pem in the wrong order": joined("leaf.key", "root.pem", "leaf.pem", "issuing.pem"),
    "pem in a file each": cut("issuing.pem", "leaf.key", "root.pem", "leaf.pem"),
    "pem with carriage returns": lambda m: [
        (m.read("bundle.pem") + m.read("leaf.key")).replace(b"\n", b"\r\n")
    ],
    "pem in UTF-16": lambda m: [(m.read("bundle.pem") + m.read("leaf.key")).decode().encode("utf-16")],
    "pem with text around": made("x509", "-in", "{leaf.pem}", "-text", beside=("chain.pem", "leaf.key")),
    "key in the older form": cut("bundle.pem", "old.key"),
    "der": lambda m: [
        m.run("x509", "-in", "{leaf.pem}", "-outform", "DER", "-out", "{out}"),
        m.run("x509", "-in", "{issuing.pem}", "-outform", "DER", "-out", "{out}"),
        m.run("x509", "-in", "{root.pem}", "-outform", "DER", "-out", "{out}"),
        m.run("pkey", "-in", "{leaf.key}", "-outform", "DER", "-out", "{out}"),
    ],
    "der of a PKCS#8 key": key_as(
        "pkcs8", "-topk8", "-nocrypt", "-in", "{leaf.key}", "-outform", "DER"
    ),
    "pkcs7 in der": made("crl2pkcs7", "-nocrl", "-certfile", "{bundle.pem}", "-outform", "DER", beside=("leaf.key",)),
    "pkcs7 in pem": made("crl2pkcs7", "-nocrl", "-certfile", "{bundle.pem}", beside=("leaf.key",)),
}  # fmt: skip


@pytest.mark.parametrize("form", PLAIN)
def test_plain_files(api: Api, material: Material, form: str) -> None:
    bring(api, PLAIN[form](material), [])
    check_brought(api, material)


def test_certificates_without_their_key(api: Api, material: Material) -> None:
    bring(api, made("crl2pkcs7", "-nocrl", "-certfile", "{bundle.pem}")(material), [])
    check_brought(api, material, with_key=False)


def as_pkcs12(*options: str) -> Form:
    return made(
        "pkcs12", "-export", "-in", "{leaf.pem}", "-inkey", "{leaf.key}", "-certfile", "{chain.pem}", "-passout",
        PASS, *options,
    )  # fmt: skip


WINDOWS = [
    "-legacy", "-keypbe", "PBE-SHA1-3DES", "-certpbe", "PBE-SHA1-RC2-40", "-macalg", "sha1", "-LMK", "-CSP",
    "Microsoft Enhanced RSA and AES Cryptographic Provider", "-name", "te-WebServer-5a1b", "-iter", "2000",
]  # fmt: skip
PKCS12: dict[str, Form] = {
    "of openssl": as_pkcs12(),
    "AES-256 and a MAC of SHA-512": as_pkcs12("-certpbe", "AES-256-CBC", "-keypbe", "AES-256-CBC", "-macalg", "sha512"),
    "AES-192": as_pkcs12("-certpbe", "AES-192-CBC", "-keypbe", "AES-192-CBC", "-macalg", "sha384"),
    "AES-128": as_pkcs12("-certpbe", "AES-128-CBC", "-keypbe", "AES-128-CBC"),
    "triple DES by PBES2": as_pkcs12("-certpbe", "DES-EDE3-CBC", "-keypbe", "DES-EDE3-CBC"),
    "triple DES": as_pkcs12("-certpbe", "PBE-SHA1-3DES", "-keypbe", "PBE-SHA1-3DES", "-macalg", "sha1"),
    "two-key triple DES": as_pkcs12("-legacy", "-certpbe", "PBE-SHA1-2DES", "-keypbe", "PBE-SHA1-2DES"),
    "RC2 of 40 bits": as_pkcs12("-legacy", "-certpbe", "PBE-SHA1-RC2-40", "-keypbe", "PBE-SHA1-RC2-40"),
    "RC2 of 128 bits": as_pkcs12("-legacy", "-certpbe", "PBE-SHA1-RC2-128", "-keypbe", "PBE-SHA1-RC2-128"),
    "RC4": as_pkcs12("-legacy", "-certpbe", "PBE-SHA1-RC4-128", "-keypbe", "PBE-SHA1-RC4-128"),
    "as Windows exports it": as_pkcs12(*WINDOWS),
    "plain certificates": as_pkcs12("-certpbe", "NONE"),
    "without a MAC": as_pkcs12("-nomac"),
    "one iteration": as_pkcs12("-iter", "1", "-nomaciter"),
    "friendly names": as_pkcs12("-name", "shop büro", "-caname", "issuing"),
}  # fmt: skip


@pytest.mark.parametrize("form", PKCS12)
def test_pkcs12_of_openssl(api: Api, material: Material, form: str) -> None:
    bring(api, PKCS12[form](material), ["not this one", PASSWORD])
    check_brought(api, material)


@pytest.mark.parametrize("password", ["", "ünïcödé ☃", "a" * 200])
def test_pkcs12_with_unusual_passwords(api: Api, material: Material, password: str) -> None:
    files = made(
        "pkcs12", "-export", "-in", "{leaf.pem}", "-inkey", "{leaf.key}", "-certfile", "{chain.pem}", "-passout",
        f"pass:{password}",
    )(material)  # fmt: skip
    bring(api, files, [password])
    check_brought(api, material)


MODERN = PrivateFormat.PKCS12.encryption_builder().key_cert_algorithm(pkcs12.PBES.PBESv2SHA256AndAES256CBC)
LEGACY = PrivateFormat.PKCS12.encryption_builder().key_cert_algorithm(
    pkcs12.PBES.PBESv1SHA1And3KeyTripleDESCBC
)


@pytest.mark.parametrize(
    "encryption",
    [
        serialization.BestAvailableEncryption(PASSWORD.encode()),
        MODERN.kdf_rounds(3000).hmac_hash(hashes.SHA512()).build(PASSWORD.encode()),
        LEGACY.kdf_rounds(3000).hmac_hash(hashes.SHA1()).build(PASSWORD.encode()),  # noqa: S303
        serialization.NoEncryption(),
    ],
    ids=["best", "modern", "legacy", "plain"],
)
def test_pkcs12_of_cryptography(
    api: Api, material: Material, encryption: serialization.KeySerializationEncryption
) -> None:
    leaf, *chain = x509.load_pem_x509_certificates(material.read("bundle.pem"))
    key = serialization.load_pem_private_key(material.read("leaf.key"), None)
    assert isinstance(key, pkcs12.PKCS12PrivateKeyTypes)
    bring(api, [pkcs12.serialize_key_and_certificates(b"shop", key, leaf, chain, encryption)], [PASSWORD])
    check_brought(api, material)


def keystore(material: Material, kind: str, *options: str, key_password: str = PASSWORD) -> bytes:
    """As keytool writes it, of what openssl made."""
    source = material.path("source.p12")
    as_pkcs12("-name", "shop")(material)
    material.write("source.p12", material.read("out"))
    target = material.directory / "keystore"
    target.unlink(missing_ok=True)
    keytool(
        *options, "-importkeystore", "-srckeystore", source, "-srcstoretype", "PKCS12", "-srcstorepass", PASSWORD,
        "-destkeystore", str(target), "-deststoretype", kind, "-deststorepass", PASSWORD, "-srcalias", "shop",
        "-destkeypass", key_password,
    )  # fmt: skip
    return target.read_bytes()


@pytest.mark.parametrize("kind", ["JKS", "JCEKS", "PKCS12"])
def test_keystores_of_keytool(api: Api, material: Material, kind: str) -> None:
    bring(api, [keystore(material, kind)], [PASSWORD])
    check_brought(api, material)


def test_keystores_of_old_java(api: Api, material: Material) -> None:
    bring(api, [keystore(material, "PKCS12", "-J-Dkeystore.pkcs12.legacy")], [PASSWORD])
    check_brought(api, material)


def test_a_keystore_whose_key_has_a_password_of_its_own(api: Api, material: Material) -> None:
    bring(api, [keystore(material, "JKS", key_password="another one")], [PASSWORD, "another one"])
    check_brought(api, material)


def traditional(cipher: str) -> Form:
    """PKCS#1 or SEC1 with the encryption in the header of the PEM."""
    return key_as("pkey", "-in", "{leaf.key}", "-traditional", f"-{cipher}", "-passout", PASS)


def pkcs8(*options: str) -> Form:
    return key_as("pkcs8", "-topk8", "-in", "{leaf.key}", "-passout", PASS, *options)


LEGACY_PROVIDERS = ["-provider", "legacy", "-provider", "default"]
KEYS: dict[str, Form] = {
    **{f"older form, {cipher}": traditional(cipher) for cipher in
       ["des3", "aes128", "aes192", "aes256", "camellia128", "camellia192", "camellia256", "aria256"]},
    **{f"PBES2, {cipher}": pkcs8("-v2", cipher) for cipher in
       ["des3", "aes128", "aes192", "aes256", "aes-128-cbc", "aes-192-cbc", "aes-256-cbc", "camellia256", "aria128"]},
    **{f"PBES2, {prf}": pkcs8("-v2", "aes256", "-v2prf", prf) for prf in
       ["hmacWithSHA1", "hmacWithSHA224", "hmacWithSHA256", "hmacWithSHA384", "hmacWithSHA512"]},
    "PBES2 in DER": pkcs8("-v2", "aes256", "-outform", "DER"),
    "PBES2, one iteration": pkcs8("-v2", "aes256", "-iter", "1"),
    "scrypt": pkcs8("-scrypt"),
    "scrypt in DER": pkcs8("-scrypt", "-outform", "DER"),
    **{f"PBES1, {cipher}": pkcs8("-v1", cipher, *LEGACY_PROVIDERS) for cipher in
       ["PBE-SHA1-3DES", "PBE-SHA1-2DES", "PBE-SHA1-RC2-40", "PBE-SHA1-RC2-128", "PBE-SHA1-RC4-40", "PBE-SHA1-RC4-128",
        "PBE-MD5-DES", "PBE-SHA1-DES", "PBE-MD5-RC2-64", "PBE-SHA1-RC2-64"]},
}  # fmt: skip


@pytest.mark.parametrize("form", KEYS)
def test_encrypted_keys(api: Api, material: Material, form: str) -> None:
    bring(api, KEYS[form](material), ["not this one", PASSWORD])
    check_brought(api, material)


@pytest.mark.parametrize("format_", [PrivateFormat.PKCS8, PrivateFormat.TraditionalOpenSSL])
def test_encrypted_keys_of_cryptography(api: Api, material: Material, format_: PrivateFormat) -> None:
    key = serialization.load_pem_private_key(material.read("leaf.key"), None)
    encryption = serialization.BestAvailableEncryption(PASSWORD.encode())
    sealed = key.private_bytes(serialization.Encoding.PEM, format_, encryption)
    bring(api, [sealed, material.read("bundle.pem")], [PASSWORD])
    check_brought(api, material)
