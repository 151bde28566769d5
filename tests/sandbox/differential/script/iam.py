"""Server certificates of IAM."""

from typing import Any

from ..recorder import Recorder
from .material import another_key, intermediate, make, pem_of_key

UPLOAD, GET = "iam.UploadServerCertificate", "iam.GetServerCertificate"
DELETE, LIST = "iam.DeleteServerCertificate", "iam.ListServerCertificates"


def body(made: Any, **more: str) -> dict[str, str]:
    found = {"CertificateBody": made.pem.decode(), "PrivateKey": made.key_pem.decode(), **more}
    if made.chain:
        found.setdefault("CertificateChain", made.chain_pem.decode())
    return {name: value for name, value in found.items() if value}


def run(aws: Recorder) -> None:
    site = make(["site.test"], serial=0x03E9)
    signed = make(["signed.test"], issuer=intermediate(), serial=0x1234)
    aws("of nothing", LIST)
    for name, path, made in (
        ("plain", "", site),
        ("below", "/team/shop/", site),
        ("signed", "/cloudfront/", signed),
    ):
        where = {"Path": path} if path else {}
        aws(name, UPLOAD, ServerCertificateName=name, **where, **body(made))
        aws(name, GET, ServerCertificateName=name)
    aws("of three", LIST)
    aws("below a path", LIST, PathPrefix="/team/")
    aws("in pages", LIST, MaxItems=2)
    aws("no rows", LIST, MaxItems=0)
    aws("a prefix that is none", LIST, PathPrefix="team")
    aws("a marker that is none", LIST, Marker="nonsense?")
    for what, parameters in refused(site, signed).items():
        named = {"ServerCertificateName": "other", **parameters}
        aws(what, UPLOAD, **named)
        aws.undo(DELETE, ServerCertificateName=named["ServerCertificateName"])
    aws("of nobody", GET, ServerCertificateName="nobody")
    aws("of a name that is none", GET, ServerCertificateName="no name")
    aws("without a name", GET)
    aws("of nobody", DELETE, ServerCertificateName="nobody")
    aws("one", DELETE, ServerCertificateName="plain")
    aws("the same again", DELETE, ServerCertificateName="plain")
    aws("what was deleted", GET, ServerCertificateName="plain")
    aws("without a name", DELETE)
    aws("of a name that is none", DELETE, ServerCertificateName="no/name")
    aws("at the end", LIST)
    aws("a name that is taken", UPLOAD, ServerCertificateName="below", **body(site))
    aws("a name that differs by case", UPLOAD, ServerCertificateName="BELOW", **body(site))


def refused(site: Any, signed: Any) -> dict[str, dict[str, Any]]:
    key = pem_of_key(another_key("EC_prime256v1", 3)).decode()
    encrypted = pem_of_key(site.key, password=b"secret").decode()
    return {
        "a name with a slash": {"ServerCertificateName": "a/b", **body(site)},
        "too long a name": {"ServerCertificateName": "n" * 129, **body(site)},
        "an empty name": {"ServerCertificateName": "", **body(site)},
        "a path without its end": {"Path": "/team", **body(site)},
        "a path with two slashes": {"Path": "//", **body(site)},
        "somebody else's key": body(site, PrivateKey=key),
        "an encrypted key": body(site, PrivateKey=encrypted),
        "a key that is none": body(site, PrivateKey="nonsense"),
        "a body that is none": body(site, CertificateBody="nonsense"),
        "a chain that is none": body(signed, CertificateChain="nonsense"),
        "another's chain": body(signed, CertificateChain=site.pem.decode()),
        "a bundle": body(signed, CertificateBody=(signed.pem + signed.chain_pem).decode()),
        "no body": body(site, CertificateBody=""),
        "no key": body(site, PrivateKey=""),
        "tags": {"ServerCertificateName": "tagged", "Tags": [{"Key": "a", "Value": "b"}], **body(site)},
    }
