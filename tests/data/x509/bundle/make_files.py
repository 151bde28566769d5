#!/usr/bin/env python3
"""Makes the files of this directory with keytool, openssl and, where neither writes them so, by hand.

What openssl alone can make, the tests make themselves. Every run makes new keys: commit all files together.
"""

import hashlib
import hmac
import os
import pathlib
import subprocess
import tempfile
from collections.abc import Callable

HERE = pathlib.Path(__file__).resolve().parent
PASSWORD = "changeit"
EC = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes"


def run(*command: str, **options) -> bytes:
    return subprocess.run(command, check=True, capture_output=True, **options).stdout


def openssl(arguments: str, **options) -> bytes:
    return run("openssl", *arguments.split(), **options)


def keytool(*arguments: str) -> None:
    run("keytool", "-J-Duser.language=en", "-noprompt", *arguments)


def make_authorities() -> None:
    """root, intermediate and leaf, and the leaf's key."""
    openssl(f"req -x509 {EC} -keyout root.key -out root.pem -subj /CN=Bundle-Root -days 36500")
    for name, subject, issuer, extensions in [
        ("intermediate", "/CN=Bundle-Intermediate", "root", "basicConstraints=critical,CA:TRUE"),
        ("leaf", "/CN=shop.example", "intermediate", "subjectAltName=DNS:shop.example"),
    ]:
        openssl(f"req {EC} -keyout {name}.key -out {name}.csr -subj {subject}")
        pathlib.Path("extensions").write_text(extensions + "\nsubjectKeyIdentifier=hash\n", encoding="ascii")
        openssl(
            f"x509 -req -in {name}.csr -CA {issuer}.pem -CAkey {issuer}.key -CAcreateserial -days 36500 "
            f"-extfile extensions -out {name}.pem"
        )
    names = ["leaf.pem", "intermediate.pem", "root.pem"]
    chain = "".join(pathlib.Path(name).read_text(encoding="ascii") for name in names)
    pathlib.Path("chain.pem").write_text(chain, encoding="ascii")
    for name in ["leaf.key", "chain.pem"]:
        (HERE / name).write_bytes(pathlib.Path(name).read_bytes())


def make_keystores() -> None:
    source = ["-srckeystore", "web.p12", "-srcstorepass", PASSWORD, "-srcalias", "web"]
    openssl(f"pkcs12 -export -inkey leaf.key -in chain.pem -name web -passout pass:{PASSWORD} -out web.p12")
    for name, kind, options in [
        ("java.jks", "JKS", []),
        ("java.jceks", "JCEKS", []),
        ("java.p12", "PKCS12", []),
        ("java_legacy.p12", "PKCS12", ["-J-Dkeystore.pkcs12.legacy"]),
    ]:
        keytool(
            "-importkeystore", *options, *source, "-destkeystore", name, "-deststoretype", kind,
            "-deststorepass", PASSWORD, "-destalias", "web", "-destkeypass", PASSWORD,
        )  # fmt: skip
        for alias in ["root", "intermediate"]:
            trust(name, PASSWORD, alias, *options)
    keytool("-genseckey", "-keystore", "java.jceks", "-storetype", "JCEKS", "-storepass", PASSWORD,
            "-alias", "a-secret", "-keyalg", "AES", "-keysize", "128", "-keypass", PASSWORD)  # fmt: skip
    keytool("-genseckey", "-keystore", "java.p12", "-storepass", PASSWORD, "-alias", "a-secret",
            "-keyalg", "AES", "-keysize", "128")  # fmt: skip
    keytool(
        "-importkeystore", *source, "-destkeystore", "key_password.jks", "-deststoretype", "JKS",
        "-deststorepass", PASSWORD, "-destalias", "web", "-destkeypass", "another one",
    )  # fmt: skip
    trust("trust.jks", "p\u00e4ssw\u00f6rd \u20ac \U0001f511", "Stra\u00dfe \U0001f511", "-storetype", "JKS")
    for name in ["java.jks", "java.jceks", "java.p12", "java_legacy.p12", "key_password.jks", "trust.jks"]:
        (HERE / name).write_bytes(pathlib.Path(name).read_bytes())


def trust(keystore: str, password: str, alias: str, *options: str) -> None:
    file = alias if alias in ("root", "intermediate") else "root"
    keytool("-importcert", *options, "-keystore", keystore, "-storepass", password, "-alias", alias,
            "-file", f"{file}.pem")  # fmt: skip


def element(der: bytes) -> tuple[int, bytes, bytes]:
    """Tag, content and what follows."""
    size, start = der[1], 2
    if size & 0x80:
        start += size & 0x7F
        size = int.from_bytes(der[2:start], "big")
    return der[0], der[start : start + size], der[start + size :]


def ber(der: bytes) -> bytes:
    """With indefinite lengths, and long octet strings in pieces, as Windows and Bouncy Castle write them."""
    out = b""
    while der:
        tag, content, rest = element(der)
        whole = der[: len(der) - len(rest)]
        if tag in (0x04, 0x80) and len(content) > 300:
            pieces = [content[i : i + 256] for i in range(0, len(content), 256)]
            strings = b"".join(b"\x04" + length(len(piece)) + piece for piece in pieces)
            out += bytes([tag | 0x20]) + b"\x80" + strings + b"\0\0"
        elif tag == 0xA0 and content.startswith(b"\x30\x82") and len(element(content)[2]) > 0:
            out += bytes([tag]) + b"\x80" + content + b"\0\0"  # certificates stay in DER
        elif tag in (0x30, 0xA0):
            out += bytes([tag]) + b"\x80" + ber(content) + b"\0\0"
        else:
            out += whole
        der = rest
    return out


def length(size: int) -> bytes:
    if size < 0x80:
        return bytes([size])
    digits = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([0x80 | len(digits)]) + digits


def make_windows_files() -> None:
    openssl(
        "pkcs12 -export -inkey leaf.key -in chain.pem -legacy -certpbe PBE-SHA1-3DES -LMK -name web "
        f"-CSP Microsoft_Software_Key_Storage_Provider -passout pass:{PASSWORD} -out windows.pfx"
    )
    (HERE / "windows.pfx").write_bytes(ber(pathlib.Path("windows.pfx").read_bytes()))
    openssl("crl2pkcs7 -nocrl -certfile chain.pem -outform DER -out windows.p7b")
    (HERE / "windows.p7b").write_bytes(ber(pathlib.Path("windows.p7b").read_bytes()))


def kdf_of_pkcs12(password: bytes, salt: bytes, rounds: int) -> bytes:
    """RFC 7292 appendix B.2 for a MAC key of SHA-1."""
    block = 64
    pad = lambda text: (text * block)[: -(-len(text) // block) * block]  # noqa: E731
    digest = bytes([3]) * block + pad(salt) + pad(password)
    for _ in range(rounds):
        digest = hashlib.sha1(digest).digest()
    return digest


def der(tag: int, *parts: bytes) -> bytes:
    content = b"".join(parts)
    return bytes([tag]) + length(len(content)) + content


def with_mac(
    pfx: bytes, algorithm: bytes, make_mac: Callable[[bytes], bytes], salt: bytes, rounds: bytes
) -> bytes:
    """The file under another MAC."""
    version, safe, rest = pfx[4:7], *element(pfx[7:])[1:]
    assert rest.startswith(b"\x30")
    octets = element(element(element(safe)[2])[1])[1]
    digest = der(0x30, algorithm, der(0x04, make_mac(octets)))
    return der(0x30, version, der(0x30, safe), der(0x30, digest, der(0x04, salt), rounds))


def make_rare_macs() -> None:
    """Under no password at all, which differs from the empty one; and by PBMAC1 (RFC 9579)."""
    export = "pkcs12 -export -inkey leaf.key -in chain.pem -name web -out a.p12 "
    openssl(export + "-certpbe NONE -keypbe NONE -macalg sha1 -passout pass:")
    salt = os.urandom(8)
    sha1 = der(0x30, bytes.fromhex("06052b0e03021a0500"))
    key = kdf_of_pkcs12(b"", salt, 1000)
    content = with_mac(
        pathlib.Path("a.p12").read_bytes(), sha1, lambda data: hmac.digest(key, data, "sha1"), salt,
        bytes.fromhex("020203e8"),
    )  # fmt: skip
    (HERE / "no_password.p12").write_bytes(content)

    openssl(export + f"-passout pass:{PASSWORD}")
    hmac_sha256 = der(0x30, bytes.fromhex("06082a864886f70d02090500"))
    hmac_sha512 = der(0x30, bytes.fromhex("06082a864886f70d020b0500"))
    parameters = der(0x30, der(0x04, salt), bytes.fromhex("020208000201") + bytes([32]), hmac_sha256)
    derivation = der(0x30, bytes.fromhex("06092a864886f70d01050c"), parameters)
    pbmac1 = der(0x30, bytes.fromhex("06092a864886f70d01050e"), der(0x30, derivation, hmac_sha512))
    derived = hashlib.pbkdf2_hmac("sha256", PASSWORD.encode(), salt, 2048, 32)
    content = with_mac(
        pathlib.Path("a.p12").read_bytes(), pbmac1, lambda data: hmac.digest(derived, data, "sha512"), b"", b"",
    )  # fmt: skip
    (HERE / "pbmac1.p12").write_bytes(content)


def main() -> None:
    with tempfile.TemporaryDirectory() as directory:
        os.chdir(directory)
        make_authorities()
        make_keystores()
        make_windows_files()
        make_rare_macs()


if __name__ == "__main__":
    main()
