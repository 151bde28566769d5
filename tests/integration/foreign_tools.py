"""Programs of other people that read and write files of certificates and keys."""

import hashlib
import pathlib
import re
import subprocess

from cryptography import x509
from cryptography.hazmat.primitives import serialization

PASSWORD = "correct horse"
EC = ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
PRIVATE_KEY = re.compile(
    rb"-----BEGIN [A-Z ]*PRIVATE KEY-----\n.+?-----END [A-Z ]*PRIVATE KEY-----\n", re.DOTALL
)
FINGERPRINT = re.compile(r"SHA256: ([0-9A-F:]{95})")


def openssl(*arguments: str, given: bytes = b"") -> bytes:
    done = subprocess.run(["openssl", *arguments], input=given, capture_output=True, timeout=120, check=False)
    assert done.returncode == 0, f"openssl {' '.join(arguments)}: {done.stderr.decode()}"
    return done.stdout


def keytool(*arguments: str) -> str:
    command = ["keytool", "-J-Duser.language=en", "-J-Xshare:auto", "-noprompt", *arguments]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=120, stdin=subprocess.DEVNULL, check=False
    )
    assert done.returncode == 0, f"{' '.join(command)}: {done.stdout}{done.stderr}"
    return done.stdout


def shown_by_keytool(text: str) -> list[str]:
    """SHA-256 of the certificates in what keytool prints, in its order."""
    return [found.replace(":", "").lower() for found in FINGERPRINT.findall(text)]


def public_key(text: bytes, password: bytes | None = None) -> bytes:
    """Of the one private key in a text that may have certificates too."""
    [block] = PRIVATE_KEY.findall(text)
    key = serialization.load_pem_private_key(block, password)
    return spki(key.public_key())


def spki(key: object) -> bytes:
    return key.public_bytes(  # type: ignore[attr-defined]
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )


def fingerprints(certificates: list[x509.Certificate]) -> list[str]:
    return [hashlib.sha256(one.public_bytes(serialization.Encoding.DER)).hexdigest() for one in certificates]


class Material:
    """A root, an authority below it and a leaf with its key, made by openssl in a directory."""

    def __init__(self, directory: pathlib.Path, family: str) -> None:
        self.directory = directory
        new = ["rsa:2048"] if family == "rsa" else EC
        openssl("req", "-x509", "-newkey", *EC, "-nodes", "-keyout", self.path("root.key"), "-out",
                self.path("root.pem"), "-subj", f"/CN=Root {family}", "-days", "3650")  # fmt: skip
        self._sign("issuing", "root", f"/CN=Issuing {family}", "basicConstraints=critical,CA:TRUE", EC)
        name = f"{family}.example.com"
        self._sign("leaf", "issuing", f"/CN={name}", f"subjectAltName=DNS:{name}", new)
        self.write("chain.pem", self.read("issuing.pem") + self.read("root.pem"))
        self.write("bundle.pem", self.read("leaf.pem") + self.read("chain.pem"))
        # PKCS#8, and the older form of each family: PKCS#1 or SEC1.
        openssl("pkey", "-in", self.path("leaf.key"), "-traditional", "-out", self.path("old.key"))

    def _sign(self, name: str, by: str, subject: str, extension: str, new: list[str]) -> None:
        openssl("req", "-newkey", *new, "-nodes", "-keyout", self.path(f"{name}.key"), "-out",
                self.path(f"{name}.csr"), "-subj", subject)  # fmt: skip
        self.write("extensions", f"{extension}\nsubjectKeyIdentifier=hash\n".encode())
        openssl("x509", "-req", "-in", self.path(f"{name}.csr"), "-CA", self.path(f"{by}.pem"), "-CAkey",
                self.path(f"{by}.key"), "-CAcreateserial", "-days", "90", "-extfile", self.path("extensions"),
                "-out", self.path(f"{name}.pem"))  # fmt: skip

    def path(self, name: str) -> str:
        return str(self.directory / name)

    def read(self, name: str) -> bytes:
        return (self.directory / name).read_bytes()

    def write(self, name: str, content: bytes) -> bytes:
        (self.directory / name).write_bytes(content)
        return content

    def run(self, *arguments: str) -> bytes:
        """An openssl command whose words {name} are files of the directory; what it writes to {out}."""
        words = [re.sub(r"\{(.+?)\}", lambda found: self.path(found.group(1)), word) for word in arguments]
        openssl(*words)
        return self.read("out")

    @property
    def chain(self) -> list[str]:
        """SHA-256 of leaf, authority and root."""
        return fingerprints(x509.load_pem_x509_certificates(self.read("bundle.pem")))

    @property
    def public_key(self) -> bytes:
        return public_key(self.read("leaf.key"))
