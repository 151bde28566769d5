"""Forms that ACM refuses and Certwright takes: what somebody holds is refused when boto3 hands it over as it is, and served
after it went through the repository."""

import re
from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from aws_sandbox import Sandbox
from certwright import Api, Cli
from chains import Made, another_key, intermediate, make, pem_of_key, root
from deploying import QUOTA_SCALE
from importing import bring, check_deployed, client, deploy, preflight, refusal, wish_for

REGION = "us-east-1"
PASSWORD = "correct horse"
UNORDERED = "Could not validate the certificate|Unable to validate certificate chain"
NO_PEM = "Unable to parse certificate"


pytestmark = pytest.mark.quota_scale(QUOTA_SCALE)


@pytest.fixture(scope="module")
def demo(api: Api, demo: Cli) -> Api:
    return api


def chain_of(made: Made, *order: int) -> bytes:
    """Of the leaf (0), its issuer, the root and a stranger."""
    every = [made.certificate, *made.chain, root("EC_secp384r1").certificate]
    return b"".join(every[number].public_bytes(Encoding.PEM) for number in order)


def with_spaces(pem: bytes) -> bytes:
    return pem.replace(b"\n", b" \n")


# What of it is in that form, and ACM's words.
Form = Callable[[Made], dict[str, bytes | None]]
FORMS: list[tuple[str, Form, str]] = [
    ("a chain in the wrong order", lambda made: {"CertificateChain": chain_of(made, 2, 1)}, UNORDERED),
    ("the certificate in its chain", lambda made: {"CertificateChain": chain_of(made, 0, 1, 2)}, UNORDERED),
    ("a stranger in the chain", lambda made: {"CertificateChain": chain_of(made, 1, 3, 2)}, UNORDERED),
    ("a stranger behind the chain", lambda made: {"CertificateChain": chain_of(made, 1, 2, 3)}, UNORDERED),
    (
        "the chain behind the certificate",
        lambda made: {"Certificate": chain_of(made, 0, 1, 2), "CertificateChain": None},
        "more than one certificate",
    ),
    ("no PEM", lambda made: {"Certificate": made.certificate.public_bytes(Encoding.DER)}, NO_PEM),
    ("spaces behind the lines", lambda made: {"Certificate": with_spaces(made.pem)}, NO_PEM),
    (
        "spaces behind the lines of the chain",
        lambda made: {"CertificateChain": with_spaces(made.chain_pem)},
        "Unable to parse certificate chain",
    ),
    (
        "spaces behind the lines of the key",
        lambda made: {"PrivateKey": with_spaces(made.key_pem)},
        "private key is not supported",
    ),
    (
        "an encrypted key",
        lambda made: {"PrivateKey": pem_of_key(made.key, "PKCS8", PASSWORD.encode())},
        "private key is not supported",
    ),
    (
        "a key among more than 5120 bytes",
        lambda made: {"PrivateKey": b"#\n" * 2560 + made.key_pem},
        "5120",
    ),
]


@pytest.mark.parametrize(("form", "words"), [form[1:] for form in FORMS], ids=[form[0] for form in FORMS])
def test_it_is_put_right(
    demo: Api, aws: Sandbox, form: Form, words: str, request: pytest.FixtureRequest
) -> None:
    made = make(["form.test"], key=another_key("EC_prime256v1", 7), issuer=intermediate())
    given = made.parameters(**form(made))
    told = refusal(client(aws, REGION), given)
    assert told
    assert re.search(words, told), told
    name = re.sub("[^a-z]+", "-", request.node.callspec.id)
    certificate = bring(demo, name, *given.values(), passwords=(PASSWORD,))
    wish = wish_for(certificate, REGION)
    assert preflight(demo, wish)["refusals"] == []
    check_deployed(aws, deploy(demo, wish), made, {})


def test_a_key_of_another_certificate_is_not_sent(demo: Api, aws: Sandbox) -> None:
    made = make(["mismatch.test"])
    given = made.parameters(PrivateKey=pem_of_key(another_key("EC_prime256v1", 8)))
    told = refusal(client(aws, REGION), given)
    assert told and "do not match" in told
    step = preflight(demo, wish_for(bring(demo, "mismatch", *given.values()), REGION))
    assert [one["rule"] for one in step["refusals"]] == ["no_private_key"]
