"""First imports: everything that ACM's user guide and API reference say of them, each beside its contrary."""

import functools
import ipaddress

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.x509.oid import AuthorityInformationAccessOID, NameOID

from certificates import KEY_TYPES
from chains import DAY, Made, another_key, intermediate, make, root
from import_row import Row, of, of_openssl

KEYS = "RSA of 1024, 2048, 3072 and 4096 bits; P-256, P-384 and P-521"
DATES = "it is between NotBefore and NotAfter"
CHAIN = "what an authority signed needs its chain, each certificate of which certifies the one before"
NAMES = "it has a fully qualified domain name or an IP address"
OCSP = "the URL of an OCSP responder has at most 1000 characters"
TAGS = "a tag's key has 1 to 128 characters, its value at most 256, and aws: is reserved"
SIZES = "the certificate has at most 32,768 bytes"
SIGNATURE = "nothing is said of the algorithm of the signature"


def changed(made: Made, *, chain: list[x509.Certificate]) -> Made:
    return Made(made.certificate, made.key, chain)


def without_chain() -> Made:
    unknown = make(["Unknown Root"], key=another_key("EC_secp384r1", 3), authority=True)
    return changed(make(["alone.test"], issuer=unknown), chain=[])


def with_chain_of_another() -> Made:
    unknown = make(["Another Root"], key=another_key("EC_secp384r1", 4), authority=True)
    return changed(make(["wrong.test"], issuer=unknown), chain=[intermediate().certificate])


def without_root() -> Made:
    whole = make(["short.test"], issuer=intermediate())
    return changed(whole, chain=whole.chain[:1])


def below_expired() -> Made:
    over = make(["Old Root"], key=another_key("EC_prime256v1", 6), authority=True, start=-9 * DAY, end=-DAY)
    return make(["below.test"], issuer=over)


def keyless() -> Made:
    return Made(make(["keyless.test"], key=another_key("EC_prime256v1", 9)).certificate, None)


def with_ocsp(length: int) -> Made:
    place = x509.UniformResourceIdentifier("http://ocsp.test/".ljust(length, "a"))
    access = x509.AccessDescription(AuthorityInformationAccessOID.OCSP, place)
    return make(["ocsp.test"], extensions=[x509.AuthorityInformationAccess([access])])


def organization(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.ORGANIZATION_NAME, name)])


def common(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


ADDRESS: list[x509.GeneralName] = [x509.IPAddress(ipaddress.ip_address("192.0.2.7"))]
MAIL: list[x509.GeneralName] = [x509.RFC822Name("somebody@mail.test")]
DNS: list[x509.GeneralName] = [x509.DNSName("dns.test")]

FIRST_IMPORTS = [
    *[Row(f"a key of {kind}", KEYS, of("keys.test", key_type=kind)) for kind in KEY_TYPES],
    *[
        Row(f"a key of {kind}", KEYS, functools.partial(lambda key: make(["odd.test"], key=key()), key), rule)
        for kind, key, rule in [
            ("P-224", lambda: ec.generate_private_key(ec.SECP224R1()), "key_algorithm"),
            ("secp256k1", lambda: ec.generate_private_key(ec.SECP256K1()), "key_algorithm"),
            ("RSA_1536", lambda: rsa.generate_private_key(65537, 1536), "key_algorithm"),
            ("Ed25519", ed25519.Ed25519PrivateKey.generate, "key_algorithm"),
        ]
    ],
    Row("signed over SHA-1", SIGNATURE, lambda: of_openssl("sha1.test", "-sha1")),
    Row("signed over MD5", SIGNATURE, lambda: of_openssl("md5.test", "-md5")),
    Row("X.509 version 1", "it is of X.509 version 3",
        lambda: of_openssl("v1.test", version=x509.Version.v1), "not_version_3"),
    Row("expired", DATES, of("end.test", start=-9 * DAY, end=-DAY), "expired"),
    Row("not valid yet", DATES, of("begin.test", start=DAY), "not_yet_valid"),
    Row("self-signed without a chain", "self-signed ones need no chain", of("self.test")),
    Row("an authority's with its whole chain", CHAIN, of("whole.test", issuer=intermediate())),
    Row("an authority's without the root", CHAIN, without_root),
    Row("an authority's without its chain", CHAIN, without_chain, "chain_missing"),
    Row("an authority's with the chain of another", CHAIN, with_chain_of_another, "chain_missing"),
    Row("below an expired authority", "nothing is said of the dates of authorities", below_expired),
    Row("an RSA key signed by an elliptic curve", "the guide has not asked for the same algorithm since 2026",
        of("mixed.test", key_type="RSA_2048", issuer=root())),
    Row("without a private key", "the private key is required", keyless, "no_private_key"),
    Row("no issuer", "the issuer is not empty", of(subject=x509.Name([]), alternative=DNS), "no_issuer"),
    Row("an address alone", NAMES, of(subject=organization("Addresses"), alternative=ADDRESS)),
    Row("a star", NAMES, of("*.stars.test")),
    Row("a common name alone", NAMES, of(subject=common("old.test"))),
    Row("an organization alone", NAMES, of(subject=organization("Nameless")), "no_host_name"),
    Row("a common name that is no host's", NAMES, of(subject=common("Shop Ltd")), "no_host_name"),
    Row("a mail address alone", NAMES, of(subject=organization("Mail"), alternative=MAIL), "no_host_name"),
    Row("more names than ACM issues for", "its limit of names is not one of imports",
        of(*[f"n{number}.many.test" for number in range(150)])),
    Row("an OCSP URL of 1000 characters", OCSP, lambda: with_ocsp(1000)),
    Row("an OCSP URL of 1001 characters", OCSP, lambda: with_ocsp(1001), "ocsp_url_too_long"),
    Row("more bytes than 32,768", SIZES, of(*[f"{'n' * 40}{number}.large.test" for number in range(500)]),
        "certificate_too_large"),
    Row("tags", TAGS, of("tags.test"), tags={"team": "shop", "k" * 128: "v" * 256}),
    Row("a tag's long key", TAGS, of("tags.test"), "tag_key_length", tags={"k" * 129: "v"}),
    Row("a tag of AWS's", TAGS, of("tags.test"), "tag_key_reserved", tags={"aws:mine": "v"}),
    Row("a character that no tag has", TAGS, of("tags.test"), "tag_characters", tags={"team": "a,b"}),
]  # fmt: skip
