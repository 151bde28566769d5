#!/usr/bin/env python3
"""Makes certificates that have something wrong with them, with openssl. README.md lists what."""

import pathlib
import subprocess
import tempfile

HERE = pathlib.Path(__file__).parent
WORK = pathlib.Path(tempfile.mkdtemp())
GOOD = {
    "basicConstraints": "critical,CA:FALSE",
    "keyUsage": "critical,digitalSignature",
    "extendedKeyUsage": "serverAuth",
    "subjectAltName": "DNS:shop.example.com",
    "subjectKeyIdentifier": "hash",
    "authorityKeyIdentifier": "keyid",
}
AUTHORITY = {
    "basicConstraints": "critical,CA:TRUE",
    "keyUsage": "critical,keyCertSign,cRLSign",
    "subjectKeyIdentifier": "hash",
    "authorityKeyIdentifier": "keyid",
}
SELF = {"authorityKeyIdentifier": None}
BEGIN, END = "20260901000000Z", "20261129235959Z"  # 90 days
LONG_BEGIN, LONG_END = "20200101000000Z", "20491231235959Z"


def openssl(*arguments):
    done = subprocess.run(["openssl", *arguments], capture_output=True, check=False)
    assert done.returncode == 0, f"openssl {arguments}: {done.stderr.decode()}"
    return done.stdout


def key(kind):
    """`RSA:2048`, `RSA:2048:3` with that exponent, `EC:P-256`, `DSA`, `ED25519`; made once."""
    path = WORK / f"{kind.replace(':', '-')}.key"
    if path.exists():
        return str(path)
    family, *details = kind.split(":")
    names = {"RSA": ["rsa_keygen_bits", "rsa_keygen_pubexp"], "EC": ["ec_paramgen_curve"]}.get(family, [])
    options = [
        part for name, value in zip(names, details, strict=False) for part in ("-pkeyopt", f"{name}:{value}")
    ]
    if family == "DSA":
        openssl(
            "genpkey",
            "-genparam",
            "-algorithm",
            "DSA",
            "-pkeyopt",
            "dsa_paramgen_bits:1024",
            "-out",
            f"{WORK}/dsa",
        )
        openssl("genpkey", "-paramfile", f"{WORK}/dsa", "-out", str(path))
    else:
        openssl("genpkey", "-algorithm", family, *options, "-out", str(path))
    return str(path)


def certificate(
    name,
    extensions,
    by=None,
    kind="EC:P-256",
    subject="/CN=shop.example.com",
    begin=BEGIN,
    end=END,
    digest="sha256",
    options=(),
):
    """Signs one, by itself when `by` (certificate file, key file) is nothing; returns its file and key."""
    config = WORK / "config"
    lines = "".join(f"{key} = {value}\n" for key, value in extensions.items() if value is not None)
    config.write_text(
        f"utf8=yes\n[req]\ndistinguished_name=dn\nprompt=no\n[dn]\n[ext]\n{lines}"
        f"[ca]\ndefault_ca=d\n[d]\ndatabase={WORK}/db\nrand_serial=yes\nnew_certs_dir={WORK}\nunique_subject=no\n"
        "policy=p\nemail_in_dn=no\n[p]\ncommonName=optional\norganizationName=optional\n"
    )
    (WORK / "db").write_text("")
    own = key(kind)
    openssl("req", "-new", "-config", str(config), "-key", own, "-subj", subject, "-out", f"{WORK}/csr")
    signer = ["-selfsign", "-keyfile", own] if by is None else ["-cert", by[0], "-keyfile", by[1]]
    file = WORK / f"{name}.pem"
    openssl(
        "ca", "-batch", "-notext", "-config", str(config), *signer, "-in", f"{WORK}/csr", "-startdate", begin,
        "-enddate", end, "-md", digest, "-preserveDN", *(["-extensions", "ext"] if extensions else []), "-out", str(file),
        *options,
    )  # fmt: skip
    return str(file), own


def write(name, *files):
    (HERE / f"{name}.pem").write_text("".join(pathlib.Path(file).read_text() for file in files))


def authority(name, **options):
    return certificate(
        name, AUTHORITY, subject=f"/CN={name}", **{"begin": LONG_BEGIN, "end": LONG_END, **options}
    )


root = certificate(
    "Root",
    {**AUTHORITY, **SELF},
    subject="/CN=Root",
    begin=LONG_BEGIN,
    end=LONG_END,
    kind="EC:P-384",
    digest="sha384",
)
issuing = authority("Issuing", by=root, kind="RSA:3072")


def leaf(name, changes=None, chain=(issuing, root), **options):
    extensions = {**GOOD, **(changes or {})}
    made = certificate(name, extensions, **{"by": chain[0] if chain else issuing, **options})
    write(name, made[0], *(each[0] for each in chain))
    return made


def names(*alternatives, common="/CN=shop.example.com", name):
    leaf(name, {"subjectAltName": ",".join(["DNS:shop.example.com", *alternatives])}, subject=common)


leaf("good")
leaf("rsa_1024", kind="RSA:1024")
leaf("exponent_3", kind="RSA:2048:3")
leaf("p_192", kind="EC:P-192")
leaf("dsa", kind="DSA")
leaf("secp256k1", kind="EC:secp256k1")
leaf("ed25519", kind="ED25519")
leaf("sha1", digest="sha1")
leaf("md5", digest="md5")
leaf("pss_sha1", digest="sha1", options=["-sigopt", "rsa_padding_mode:pss"])
leaf("pss_sha256", options=["-sigopt", "rsa_padding_mode:pss"])
leaf("expired", begin="20260101000000Z", end="20260601000000Z")
leaf("not_yet", begin="20270101000000Z", end="20270201000000Z")
leaf("soon", begin="20260801000000Z", end="20261010000000Z")
leaf("398_days", begin="20260901000000Z", end="20271003235959Z")
leaf("old_398_days", begin="20251001000000Z", end="20261102235959Z")
leaf("no_names", {"subjectAltName": None})
leaf("nothing", {"subjectAltName": None}, subject="/O=Example Ltd")
names(name="other_common_name", common="/CN=www.example.com")
names(name="person", common="/CN=Example Shop")
names("DNS:under_score.example.com", name="underscore")
names("DNS:w*.example.com", "DNS:*.com", "DNS:a.*.example.com", "DNS:*", name="stars")
names("DNS:192.0.2.7", name="address")
names("DNS:intranet", "DNS:shop.corp", "DNS:*.home.arpa", "IP:10.0.0.1", "IP:fd00::1", name="internal")
names("DNS:SHOP.example.com", name="twice")
names("DNS:-a.example.com", "DNS:a..example.com", "DNS:a b.example.com", f"DNS:{'l' * 64}.example.com",
      "DNS:end.example.com.", "DNS:xn--0.example.com", name="malformed")  # fmt: skip
leaf("for_clients", {"extendedKeyUsage": "clientAuth,emailProtection"})
leaf("for_anything", {"extendedKeyUsage": "anyExtendedKeyUsage"})
leaf("no_purpose", {"extendedKeyUsage": None})
leaf("encipherment_only", {"keyUsage": "critical,keyEncipherment"}, kind="RSA:2048")
leaf("version_1", {name: None for name in GOOD})
leaf("no_authority_key_id", {"authorityKeyIdentifier": "none"})
leaf("without_root", chain=(issuing,))
leaf("without_chain", chain=())
made = certificate("misordered", GOOD, by=issuing)
write("misordered", made[0], root[0], issuing[0])
write("with_itself", made[0], made[0], issuing[0], root[0])
made = certificate("self_signed", {**GOOD, **SELF})
write("self_signed", made[0])
leaf("expired_issuer", chain=(authority("Expired", by=root, end="20260930000000Z"), root))
leaf("issuer_ends_first", chain=(authority("Short", by=root, end="20261101000000Z"), root))
leaf("weak_issuer", chain=(authority("Weak", by=root, kind="RSA:1024"), root))
leaf("sha1_issuer", chain=(authority("Old", by=root, digest="sha1"), root))
host = certificate("host", GOOD, by=root, begin=LONG_BEGIN, end=LONG_END, subject="/CN=Host")
leaf("by_a_host", chain=(host, root))
# The issuer was certified again: the same name and key, another key identifier.
again = certificate(
    "again", {**AUTHORITY, "subjectKeyIdentifier": "01:02:03"}, by=root, kind="RSA:3072", subject="/CN=Issuing",
    begin=LONG_BEGIN, end=LONG_END,
)  # fmt: skip
made = certificate("key_id", GOOD, by=issuing)
write("key_id", made[0], again[0], root[0])
write("root", root[0])
weak = certificate(
    "weak_root", {**AUTHORITY, **SELF}, subject="/CN=Weak Root", begin=LONG_BEGIN, end=LONG_END, kind="RSA:1024",
    digest="sha1",
)  # fmt: skip
write("weak_root", weak[0])
