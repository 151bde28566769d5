"""Certificates made by Certwright, judged by openssl and Python's cryptography."""

import datetime
import ipaddress
import pathlib
import random
import subprocess
import time

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.name import _ASN1Type
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from certificates import make, private_key
from certwright import Api, Cli, Server
from processes import wait_for

KEY_ALGORITHMS = [
    "RSA_2048",
    "RSA_3072",
    "RSA_4096",
    "EC_prime256v1",
    "EC_secp384r1",
    "EC_secp521r1",
    "ED25519",
]
NAMES = [
    x509.DNSName("shop.example.com"),
    x509.DNSName("*.xn--bcher-kva.example"),
    x509.IPAddress(ipaddress.ip_address("192.0.2.7")),
    x509.IPAddress(ipaddress.ip_address("2001:db8::7")),
    x509.RFC822Name("shop@xn--bcher-kva.example"),
    x509.UniformResourceIdentifier("https://shop.example.com/"),
]
DESCRIPTION = [
    "--dns", "Shop.Example.com", "--dns", "*.bücher.example", "--ip", "192.0.2.7", "--ip", "2001:db8::7",
    "--email", "shop@bücher.example", "--uri", "https://shop.example.com/",
]  # fmt: skip
PRINTABLE = _ASN1Type.PrintableString  # as other programs write names; ours is UTF8String
LIFETIME = datetime.timedelta(days=90)
OLD_CERTIFICATES = 6
KILLS = 3


def openssl(*arguments: str, given: bytes = b"") -> str:
    done = subprocess.run(["openssl", *arguments], input=given, capture_output=True, timeout=60, check=False)
    assert done.returncode == 0, f"openssl {' '.join(arguments)}: {done.stderr.decode()}"
    return (done.stdout + done.stderr).decode()


def refused_by_openssl(*arguments: str) -> str:
    done = subprocess.run(["openssl", *arguments], capture_output=True, timeout=60, check=False)
    assert done.returncode != 0, done.stdout.decode()
    return (done.stdout + done.stderr).decode()


def exported(cli: Cli, name: str, form: str = "pem") -> bytes:
    return cli.run("cert", "export", name, "--format", form).encode()


def certificate(cli: Cli, name: str) -> x509.Certificate:
    return x509.load_pem_x509_certificate(exported(cli, name))


def extension(of: x509.Certificate | x509.CertificateSigningRequest, kind: type) -> x509.Extension:
    return of.extensions.get_extension_for_class(kind)


def kind_of(key: object) -> str:
    if isinstance(key, rsa.RSAPublicKey):
        return f"RSA_{key.key_size}"
    if isinstance(key, ec.EllipticCurvePublicKey):
        curves = {"secp256r1": "prime256v1"}
        return f"EC_{curves.get(key.curve.name, key.curve.name)}"
    assert isinstance(key, ed25519.Ed25519PublicKey)
    return "ED25519"


@pytest.fixture(scope="module")
def hierarchy(cli: Cli, tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    """A root, an authority below it and a certificate, as files."""
    directory = tmp_path_factory.mktemp("hierarchy")
    cli.run(
        "cert",
        "create",
        "root",
        "--ca",
        "--subject",
        "CN=Example Root,O=Example",
        "--key-algorithm",
        "RSA_2048",
    )
    cli.run(
        "cert", "create", "issuing", "--ca", "--path-length", "0", "--signed-by", "root",
        "--subject", "CN=Example Issuing,O=Example", "--key-algorithm", "EC_secp384r1",
    )  # fmt: skip
    cli.run("cert", "create", "shop", "--signed-by", "issuing", *DESCRIPTION)
    for name in ["root", "issuing", "shop"]:
        (directory / f"{name}.pem").write_bytes(exported(cli, name))
    return directory


@pytest.mark.parametrize("algorithm", KEY_ALGORITHMS)
def test_a_request_with_every_kind_of_key_is_one_that_others_read(cli: Cli, algorithm: str) -> None:
    pem = cli.run("cert", "csr", f"ask-{algorithm}", "--key-algorithm", algorithm, *DESCRIPTION).encode()
    assert "verify OK" in openssl("req", "-verify", "-noout", given=pem)
    request = x509.load_pem_x509_csr(pem)
    assert request.is_signature_valid
    assert kind_of(request.public_key()) == algorithm
    assert list(extension(request, x509.SubjectAlternativeName).value) == NAMES
    assert request.subject.rfc4514_string() == "CN=shop.example.com"


@pytest.mark.parametrize("algorithm", KEY_ALGORITHMS)
def test_a_self_signed_certificate_with_every_kind_of_key(
    cli: Cli, algorithm: str, tmp_path: pathlib.Path
) -> None:
    cli.run("cert", "create", f"self-{algorithm}", "--key-algorithm", algorithm, *DESCRIPTION)
    made = certificate(cli, f"self-{algorithm}")
    made.verify_directly_issued_by(made)
    assert kind_of(made.public_key()) == algorithm
    assert list(extension(made, x509.SubjectAlternativeName).value) == NAMES
    usage = extension(made, x509.KeyUsage)
    assert usage.critical
    assert usage.value.digital_signature
    assert usage.value.key_encipherment == algorithm.startswith("RSA")
    assert list(extension(made, x509.ExtendedKeyUsage).value) == [ExtendedKeyUsageOID.SERVER_AUTH]
    assert not extension(made, x509.BasicConstraints).value.ca
    file = tmp_path / "self.pem"
    file.write_bytes(exported(cli, f"self-{algorithm}"))
    openssl("verify", "-x509_strict", "-CAfile", str(file), str(file))


def test_a_chain_of_authorities_is_what_openssl_wants(cli: Cli, hierarchy: pathlib.Path) -> None:
    root, issuing, shop = (str(hierarchy / f"{name}.pem") for name in ["root", "issuing", "shop"])
    openssl("verify", "-x509_strict", "-CAfile", root, issuing)
    openssl(
        "verify", "-x509_strict", "-purpose", "sslserver", "-verify_hostname", "www.xn--bcher-kva.example",
        "-CAfile", root, "-untrusted", issuing, shop,
    )  # fmt: skip
    made, authority = certificate(cli, "shop"), certificate(cli, "issuing")
    assert made.serial_number.bit_length() > 128
    assert extension(authority, x509.BasicConstraints).critical
    assert extension(authority, x509.BasicConstraints).value == x509.BasicConstraints(ca=True, path_length=0)
    assert extension(authority, x509.KeyUsage).value.key_cert_sign
    assert extension(authority, x509.KeyUsage).value.crl_sign
    assert (
        extension(made, x509.AuthorityKeyIdentifier).value.key_identifier
        == extension(authority, x509.SubjectKeyIdentifier).value.digest
    )
    age = datetime.datetime.now(datetime.UTC) - made.not_valid_before_utc
    assert datetime.timedelta(minutes=59) < age < datetime.timedelta(minutes=75)
    lifetime = made.not_valid_after_utc - made.not_valid_before_utc + datetime.timedelta(seconds=1)
    assert lifetime == LIFETIME


def test_requests_of_openssl_are_signed_together(
    cli: Cli, hierarchy: pathlib.Path, tmp_path: pathlib.Path
) -> None:
    asked = []
    for number in range(20):
        file = tmp_path / f"host{number}.csr"
        openssl(
            "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout",
            str(tmp_path / "key"), "-subj", f"/O=Example/CN=host{number}.example.com", "-addext",
            f"subjectAltName=DNS:host{number}.example.com,IP:192.0.2.{number}", "-out", str(file),
        )  # fmt: skip
        asked += ["--csr", str(file)]
    out = tmp_path / "signed"
    out.mkdir()
    cli.run("cert", "sign", "issuing", *asked, "--days", "30", "--out-dir", str(out))
    files = sorted(out.glob("*.crt"))
    assert len(files) == 20
    openssl(
        "verify", "-x509_strict", "-CAfile", str(hierarchy / "root.pem"), "-untrusted",
        str(hierarchy / "issuing.pem"), *map(str, files),
    )  # fmt: skip
    serials = {x509.load_pem_x509_certificate(file.read_bytes()).serial_number for file in files}
    assert len(serials) == 20
    subject = x509.load_pem_x509_certificate((out / "host7.crt").read_bytes()).subject
    assert subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)[0].value == "Example"


def test_what_is_revoked_is_on_the_list(cli: Cli, hierarchy: pathlib.Path, tmp_path: pathlib.Path) -> None:
    cli.run("cert", "create", "lost", "--signed-by", "issuing", "--dns", "lost.example.com")
    lost = tmp_path / "lost.pem"
    lost.write_bytes(exported(cli, "lost"))
    lists = tmp_path / "lists.pem"
    trust = ["-CAfile", str(hierarchy / "root.pem"), "-untrusted", str(hierarchy / "issuing.pem")]
    check = ["verify", "-x509_strict", *trust, "-crl_check", "-CRLfile", str(lists)]
    lists.write_text(cli.run("cert", "crl", "issuing"))
    openssl(*check, str(lost))
    before = x509.load_pem_x509_crl(lists.read_bytes())
    cli.run("cert", "revoke", "issuing", "--certificate", "lost", "--reason", "KEY_COMPROMISE", "--yes")
    lists.write_text(cli.run("cert", "crl", "issuing"))
    assert "certificate revoked" in refused_by_openssl(*check, str(lost))
    openssl("verify", "-x509_strict", *trust, str(lost))
    openssl(*check, str(hierarchy / "shop.pem"))
    after = x509.load_pem_x509_crl(lists.read_bytes())
    numbers = [extension(one, x509.CRLNumber).value.crl_number for one in (before, after)]
    assert numbers[1] == numbers[0] + 1
    entry = after.get_revoked_certificate_by_serial_number(certificate(cli, "lost").serial_number)
    assert entry is not None
    assert (
        entry.extensions.get_extension_for_class(x509.CRLReason).value.reason
        == x509.ReasonFlags.key_compromise
    )
    assert after.is_signature_valid(certificate(cli, "issuing").public_key())
    assert after.next_update_utc - after.last_update_utc == datetime.timedelta(days=7)


def test_a_revoked_authority_signs_no_more_and_is_on_the_list(cli: Cli, hierarchy: pathlib.Path) -> None:
    assert (hierarchy / "root.pem").exists()
    cli.run("cert", "create", "ended", "--ca", "--signed-by", "root", "--subject", "CN=Ended")
    cli.run("cert", "create", "before", "--signed-by", "ended", "--dns", "before.example.com")
    cli.run("cert", "revoke", "root", "--certificate", "ended", "--reason", "CA_COMPROMISE", "--yes")
    listed = x509.load_pem_x509_crl(cli.run("cert", "crl", "root").encode())
    assert listed.get_revoked_certificate_by_serial_number(certificate(cli, "ended").serial_number)
    for attempt in (
        ["cert", "create", "after", "--signed-by", "ended", "--dns", "after.example.com"],
        ["cert", "renew", "before"],
    ):
        assert "authority_key_compromised" in cli.try_run(*attempt).stderr


def test_an_authority_that_is_brought_again_goes_on_with_its_lists(cli: Cli, tmp_path: pathlib.Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Wandering", _type=PRINTABLE)])
    now = datetime.datetime.now(datetime.UTC)
    root = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=100))
        .not_valid_after(now + datetime.timedelta(days=400))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier(b"own identifier"), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path / "wandering.pem"
    file.write_bytes(
        root.public_bytes(Encoding.PEM) + key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    )
    cli.run("cert", "import", "--name", "wandering", "--pem", str(file))
    cli.run("cert", "create", "guest", "--signed-by", "wandering", "--dns", "guest.example.com")
    cli.run("cert", "revoke", "wandering", "--certificate", "guest", "--yes")
    cli.run("cert", "delete", "wandering", "--yes")
    cli.run("cert", "import", "--name", "again", "--pem", str(file))
    assert len(cli.json("cert", "issued", "again")) == 1
    listed = x509.load_pem_x509_crl(cli.run("cert", "crl", "again").encode())
    assert extension(listed, x509.CRLNumber).value.crl_number >= 1
    assert listed.get_revoked_certificate_by_serial_number(certificate(cli, "guest").serial_number)
    cli.run("cert", "renew", "again")
    renewed = certificate(cli, "again")
    assert renewed.subject.public_bytes() == root.subject.public_bytes()
    assert extension(renewed, x509.SubjectKeyIdentifier).value.digest == b"own identifier"
    certificate(cli, "guest").verify_directly_issued_by(renewed)


def test_a_renewal_is_the_same_but_for_serial_and_time(cli: Cli, hierarchy: pathlib.Path) -> None:
    cli.run("cert", "create", "renewed", "--signed-by", "issuing", *DESCRIPTION, "--days", "30")
    first = certificate(cli, "renewed")
    cli.run("cert", "renew", "renewed")
    second = certificate(cli, "renewed")
    cli.run("cert", "renew", "renewed", "--new-key")
    third = certificate(cli, "renewed")
    assert first.public_key() == second.public_key() != third.public_key()
    assert len({one.serial_number for one in (first, second, third)}) == 3
    for one in (second, third):
        assert one.subject == first.subject
        assert one.not_valid_after_utc - one.not_valid_before_utc == (
            first.not_valid_after_utc - first.not_valid_before_utc
        )
        for kind in [
            x509.SubjectAlternativeName,
            x509.KeyUsage,
            x509.ExtendedKeyUsage,
            x509.BasicConstraints,
        ]:
            assert extension(one, kind) == extension(first, kind)
    assert (hierarchy / "root.pem").exists()


def test_nothing_that_is_made_gives_its_key_away(api: Api, cli: Cli, hierarchy: pathlib.Path) -> None:
    assert (hierarchy / "root.pem").exists()
    answers = [
        api.request(
            "POST", "/certificates/create", json={"name": "quiet", "dns_names": ["quiet.example.com"]}
        ),
        api.request("POST", "/requests", json={"name": "quiet-request", "dns_names": ["quiet.example.com"]}),
        api.request("POST", "/certificates/quiet/renew", json={"new_key": True}),
        api.request("GET", "/certificates/issuing/issued"),
        api.request("GET", "/requests"),
    ]
    for answer in answers:
        assert answer.ok, answer.text
        assert "PRIVATE KEY" not in answer.text
    assert cli.json("cert", "show", "quiet")["current"]["has_private_key"]


def test_killed_while_it_renews_it_makes_one_version_each(tmp_path: pathlib.Path) -> None:
    seed = random.SystemRandom().getrandbits(32)
    print(f"instants of the kills are drawn with seed {seed}")
    instants = random.Random(seed)
    server = Server(tmp_path).start()
    cli = Cli(server.url, server.make_administrator())
    names = [f"old{number}" for number in range(OLD_CERTIFICATES)]
    for name in names:
        made = make(
            f"{name}.example.com",
            [x509.DNSName(f"{name}.example.com")],
            private_key("RSA_4096"),  # so that each renewal lasts long enough to be killed
            datetime.timedelta(days=5),
            datetime.timedelta(days=-85),
        )
        file = tmp_path / f"{name}.pem"
        file.write_bytes(made.certificate + made.private_key)
        cli.run("cert", "import", "--name", name, "--pem", str(file))
        cli.run("cert", "edit", name, "--auto-renew", "on", "--renew-key", "new")
    for _ in range(KILLS):
        server.kill()
        server.start()  # looks for what is due at once
        time.sleep(instants.uniform(0, 2))
    wait_for(
        "the renewals",
        lambda: all(cli.json("cert", "show", name)["version_count"] >= 2 for name in names),
        240,
    )
    wait_for("their jobs", lambda: {job["state"] for job in cli.json("job", "list")} == {"completed"}, 60)
    server.kill()
    server.start()
    time.sleep(1)
    for name in names:
        shown = cli.json("cert", "show", name)
        assert [version["origin"] for version in shown["versions"]] == ["renewed", "uploaded"]
        assert shown["current"]["number"] == 2
        assert shown["current"]["has_private_key"]
        assert not shown["renewal_problem"]
    cli.run("audit", "verify")
    assert server.stop() == 0
