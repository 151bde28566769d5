"""Every form in which a certificate is taken out, read by openssl, keytool and Python's cryptography."""

import pathlib
import warnings

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import load_pem_private_key, pkcs7, pkcs12

from certwright import Cli
from foreign_tools import PASSWORD, fingerprints, keytool, openssl, public_key, shown_by_keytool, spki

ALGORITHMS = ["RSA_2048", "EC_prime256v1", "EC_secp384r1"]
REASON = ["--with-key", "--reason", "a round trip"]


class Taken:
    """A certificate below two authorities of the repository, and the ways to take it out."""

    def __init__(self, cli: Cli, algorithm: str, directory: pathlib.Path) -> None:
        self._cli, self.name, self._directory = cli, f"shop-{algorithm}", directory
        cli.run("cert", "create", f"root-{algorithm}", "--ca", "--subject", f"CN=Root {algorithm}")
        cli.run("cert", "create", f"ca-{algorithm}", "--ca", "--subject", f"CN=CA {algorithm}", "--signed-by",
                f"root-{algorithm}")  # fmt: skip
        cli.run("cert", "create", self.name, "--signed-by", f"ca-{algorithm}", "--key-algorithm", algorithm,
                "--dns", "shop.example.com")  # fmt: skip
        (directory / "password").write_text(PASSWORD + "\n")
        shown = cli.json("cert", "show", self.name)["current"]
        self.leaf = shown["fingerprint_sha256"]
        self.chain = [self.leaf, *shown["chain"]]
        leaf = x509.load_pem_x509_certificate(self.file("pem").read_bytes())
        self.public_key = spki(leaf.public_key())

    def file(self, form: str, *options: str, password: bool = False) -> pathlib.Path:
        path = self._directory / f"{form}{len(options)}{password}"
        more = ["--password-file", str(self._directory / "password")] if password else []
        self._cli.run(
            "cert", "export", self.name, "--format", form, "--out", str(path), "--force", *more, *options
        )
        return path


@pytest.fixture(scope="module", params=ALGORITHMS)
def taken(request: pytest.FixtureRequest, cli: Cli, tmp_path_factory: pytest.TempPathFactory) -> Taken:
    return Taken(cli, request.param, tmp_path_factory.mktemp("taken"))


def of_pem(pem: bytes) -> list[str]:
    return fingerprints(x509.load_pem_x509_certificates(pem))


def test_pem_has_the_certificate_the_chain_or_what_servers_send(taken: Taken) -> None:
    assert of_pem(taken.file("pem").read_bytes()) == [taken.leaf]
    assert of_pem(taken.file("pem_full").read_bytes()) == taken.chain[:2]
    assert of_pem(taken.file("pem_chain").read_bytes()) == taken.chain[1:]
    assert shown_by_keytool(keytool("-printcert", "-file", str(taken.file("pem_full")))) == taken.chain[:2]
    openssl("verify", "-CAfile", str(taken.file("pem_chain")), str(taken.file("pem")))


def test_pem_with_its_key_plain_and_encrypted(taken: Taken) -> None:
    for form, certificates in [("pem", 1), ("pem_full", 2)]:
        plain = taken.file(form, *REASON)
        assert public_key(plain.read_bytes()) == taken.public_key
        assert of_pem(plain.read_bytes()) == taken.chain[:certificates]
        assert openssl("pkey", "-in", str(plain), "-pubout", "-outform", "DER") == taken.public_key
        sealed = taken.file(form, *REASON, password=True)
        assert b"BEGIN ENCRYPTED PRIVATE KEY" in sealed.read_bytes()
        assert public_key(sealed.read_bytes(), PASSWORD.encode()) == taken.public_key
        with_openssl = [
            "pkey",
            "-in",
            str(sealed),
            "-passin",
            f"pass:{PASSWORD}",
            "-pubout",
            "-outform",
            "DER",
        ]
        assert openssl(*with_openssl) == taken.public_key


def test_der(taken: Taken) -> None:
    file = taken.file("der")
    assert fingerprints([x509.load_der_x509_certificate(file.read_bytes())]) == [taken.leaf]
    assert of_pem(openssl("x509", "-inform", "DER", "-in", str(file))) == [taken.leaf]
    assert shown_by_keytool(keytool("-printcert", "-file", str(file))) == [taken.leaf]


def test_pkcs7(taken: Taken) -> None:
    file = taken.file("pkcs7")
    with warnings.catch_warnings(action="error"):  # it warns of what is BER and no DER
        certificates = pkcs7.load_der_pkcs7_certificates(file.read_bytes())
    assert sorted(fingerprints(certificates)) == sorted(taken.chain)
    printed = openssl("pkcs7", "-inform", "DER", "-in", str(file), "-print_certs")
    assert sorted(of_pem(printed)) == sorted(taken.chain)
    assert sorted(shown_by_keytool(keytool("-printcert", "-file", str(file)))) == sorted(taken.chain)


@pytest.mark.parametrize("form", ["pkcs12", "pkcs12_legacy"])
def test_pkcs12_with_its_key(taken: Taken, form: str) -> None:
    file = taken.file(form, *REASON, password=True)
    read = pkcs12.load_pkcs12(file.read_bytes(), PASSWORD.encode())
    assert read.cert is not None
    assert read.key is not None
    assert read.cert.friendly_name == taken.name.encode()
    assert fingerprints([read.cert.certificate]) == [taken.leaf]
    assert sorted(fingerprints([one.certificate for one in read.additional_certs])) == sorted(taken.chain[1:])
    assert spki(read.key.public_key()) == taken.public_key
    text = openssl("pkcs12", "-in", str(file), "-passin", f"pass:{PASSWORD}", "-nodes")
    assert sorted(of_pem(text)) == sorted(taken.chain)
    assert public_key(text) == taken.public_key
    listed = keytool("-list", "-v", "-keystore", str(file), "-storetype", "PKCS12", "-storepass", PASSWORD)
    assert "PrivateKeyEntry" in listed
    assert shown_by_keytool(listed) == taken.chain


@pytest.mark.parametrize("form", ["pkcs12", "pkcs12_legacy"])
def test_pkcs12_of_certificates_alone(taken: Taken, form: str) -> None:
    file = taken.file(form, password=True)
    read = pkcs12.load_pkcs12(file.read_bytes(), PASSWORD.encode())
    assert read.key is None
    found = [one.certificate for one in read.additional_certs] + (
        [read.cert.certificate] if read.cert else []
    )
    assert sorted(fingerprints(found)) == sorted(taken.chain)
    assert b"PRIVATE KEY" not in openssl("pkcs12", "-in", str(file), "-passin", f"pass:{PASSWORD}", "-nodes")
    listed = keytool("-list", "-v", "-keystore", str(file), "-storetype", "PKCS12", "-storepass", PASSWORD)
    assert listed.count("trustedCertEntry") == len(taken.chain)
    assert sorted(shown_by_keytool(listed)) == sorted(taken.chain)


def test_jks_with_its_key(taken: Taken, tmp_path: pathlib.Path) -> None:
    file = str(taken.file("jks", *REASON, password=True))
    listed = keytool("-list", "-v", "-keystore", file, "-storetype", "JKS", "-storepass", PASSWORD)
    assert "PrivateKeyEntry" in listed
    assert shown_by_keytool(listed) == taken.chain
    moved = str(tmp_path / "moved.p12")
    keytool(
        "-importkeystore", "-srckeystore", file, "-srcstoretype", "JKS", "-srcstorepass", PASSWORD, "-destkeystore",
        moved, "-deststoretype", "PKCS12", "-deststorepass", PASSWORD,
    )  # fmt: skip
    key = pkcs12.load_pkcs12(pathlib.Path(moved).read_bytes(), PASSWORD.encode()).key
    assert key is not None
    assert spki(key.public_key()) == taken.public_key


def test_jks_of_certificates_alone(taken: Taken) -> None:
    file = str(taken.file("jks", password=True))
    listed = keytool("-list", "-v", "-keystore", file, "-storetype", "JKS", "-storepass", PASSWORD)
    assert "PrivateKeyEntry" not in listed
    assert sorted(shown_by_keytool(listed)) == sorted(taken.chain)


def test_the_wrong_password_opens_none_of_them(taken: Taken) -> None:
    for form in ["pkcs12", "pkcs12_legacy"]:
        with pytest.raises(ValueError, match="password"):
            pkcs12.load_pkcs12(taken.file(form, *REASON, password=True).read_bytes(), b"wrong")
    with pytest.raises(ValueError, match=r"password|decrypt"):
        load_pem_private_key(taken.file("pem", *REASON, password=True).read_bytes(), b"wrong")
