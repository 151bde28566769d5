#!/usr/bin/env python3
"""Makes the certificates of this directory with openssl and reads them with cryptography."""

import hashlib
import json
import pathlib
import subprocess
import tempfile

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

HERE = pathlib.Path(__file__).parent
WORK = pathlib.Path(tempfile.mkdtemp())
PLAIN = "basicConstraints=critical,CA:FALSE\nsubjectKeyIdentifier=hash\n"
AUTHORITY = (
    "basicConstraints=critical,CA:TRUE\nsubjectKeyIdentifier=hash\nkeyUsage=critical,keyCertSign,cRLSign\n"
)


def openssl(*arguments):
    return subprocess.run(["openssl", *arguments], check=True, capture_output=True).stdout


def make_key(kind):
    path = WORK / f"{kind}.key"
    if not path.exists():
        family, _, detail = kind.partition(":")
        option = {"RSA": f"rsa_keygen_bits:{detail}", "EC": f"ec_paramgen_curve:{detail}"}.get(family)
        openssl("genpkey", "-algorithm", family, *(["-pkeyopt", option] if option else []), "-out", str(path))
    return str(path)


def make(
    name,
    extensions=PLAIN,
    key="EC:P-256",
    subject="/CN=www.example.com",
    days=398,
    serial="0x01e9",
    sections="",
    end=None,
):
    config = WORK / f"{name}.cnf"
    config.write_text(
        "[req]\ndistinguished_name=dn\nprompt=no\n[dn]\n[ext]\n"
        + extensions
        + sections
        + f"[ca]\ndefault_ca=d\n[d]\ndatabase={WORK}/{name}.db\nrand_serial=yes\nnew_certs_dir={WORK}\n"
        "default_md=sha256\npolicy=p\n[p]\ncommonName=supplied\n"
    )
    target = HERE / f"{name}.pem"
    if end:
        (WORK / f"{name}.db").write_text("")
        request = WORK / f"{name}.csr"
        openssl(
            "req",
            "-new",
            "-config",
            str(config),
            "-key",
            make_key(key),
            "-subj",
            subject,
            "-out",
            str(request),
        )
        openssl(
            "ca",
            "-batch",
            "-notext",
            "-selfsign",
            "-keyfile",
            make_key(key),
            "-config",
            str(config),
            "-in",
            str(request),
            "-enddate",
            end,
            "-extensions",
            "ext",
            "-out",
            str(target),
        )
    else:
        openssl(
            "req",
            "-x509",
            "-new",
            "-config",
            str(config),
            "-extensions",
            "ext",
            "-key",
            make_key(key),
            "-subj",
            subject,
            "-utf8",
            "-days",
            str(days),
            "-set_serial",
            serial,
            "-out",
            str(target),
        )


def issue(name, subject, issuer, issuer_key, extensions, key):
    request, config = WORK / f"{name}.csr", WORK / f"{name}.ext"
    config.write_text(extensions + "authorityKeyIdentifier=keyid\n")
    openssl("req", "-new", "-key", make_key(key), "-subj", subject, "-out", str(request))
    openssl(
        "x509",
        "-req",
        "-in",
        str(request),
        "-CA",
        str(HERE / f"{issuer}.pem"),
        "-CAkey",
        make_key(issuer_key),
        "-set_serial",
        "0x2a",
        "-days",
        "398",
        "-extfile",
        str(config),
        "-out",
        str(HERE / f"{name}.pem"),
    )


def der_hex(data):
    return ":".join(f"{byte:02x}" for byte in data)


def make_all():
    for bits in (1024, 2048, 3072, 4096):
        make(f"rsa{bits}", key=f"RSA:{bits}", extensions=PLAIN + "subjectAltName=DNS:www.example.com\n")
    for curve in ("P-256", "P-384", "P-521"):
        make(curve.replace("-", "").lower(), key=f"EC:{curve}")
    make("ed25519", key="ED25519")
    make(
        "san_kinds",
        PLAIN + "subjectAltName=@san\n",
        subject="/CN=only.the.common.name",
        sections=(
            "[san]\nDNS.1=example.com\nDNS.2=*.example.com\nIP.1=192.0.2.7\nIP.2=2001:db8::7\nemail.1=a@example.com\n"
            "URI.1=https://example.com/x?y=z\nRID.1=1.2.3.4\ndirName.1=dir\notherName.1=1.3.6.1.4.1.311.20.2.3;UTF8:u@x\n"
            "[dir]\nCN=somebody\n"
        ),
    )
    make(
        "usages",
        "basicConstraints=CA:FALSE\nkeyUsage=critical,digitalSignature,nonRepudiation,keyEncipherment,"
        "dataEncipherment,keyAgreement,keyCertSign,cRLSign,encipherOnly,decipherOnly\n"
        "extendedKeyUsage=serverAuth,clientAuth,codeSigning,emailProtection,timeStamping,OCSPSigning,"
        "1.3.6.1.5.5.7.3.5,1.3.6.1.5.5.7.3.6,1.3.6.1.5.5.7.3.7,2.5.29.37.0,1.3.6.1.4.1.311.10.3.4\n",
    )
    make(
        "urls",
        PLAIN
        + "authorityInfoAccess=OCSP;URI:http://ocsp.example.com,caIssuers;URI:http://ca.example.com/ca.cer\n"
        "crlDistributionPoints=URI:http://crl.example.com/1.crl,URI:ldap://crl.example.com/cn=2\n",
    )
    make(
        "idn",
        PLAIN + "subjectAltName=DNS:xn--bcher-kva.example,DNS:*.xn--bcher-kva.example\n",
        subject='/C=DE/O=Bücher, "Söhne" \\+ Co/OU=#1 <shop>;/CN=xn--bcher-kva.example/emailAddress=a@b.example',
    )
    make("no_cn", PLAIN + "subjectAltName=DNS:only.example.com\n", subject="/O=Nobody/C=US")
    make("empty_subject", PLAIN + "subjectAltName=critical,DNS:only.example.com\n", subject="/")
    make("two_cns", subject="/CN=first.example.com/OU=x/CN=second.example.com")
    make("huge_serial", serial="0xfedcba9876543210fedcba9876543210fedcba98")
    make("zero_serial", serial="0")
    make("year_2100", days=27500)
    make("year_9999", end="99991231235959Z")
    make("critical_unknown", PLAIN + "1.3.6.1.4.1.99999.1=critical,DER:04:03:61:62:63\n")
    evil = b"good.example\0.evil.example"
    make(
        "nul_name", PLAIN + f"subjectAltName=DER:30:{len(evil) + 2:02x}:82:{len(evil):02x}:{der_hex(evil)}\n"
    )
    make("root", AUTHORITY, subject="/O=Example/CN=Example Root", days=3650)
    make("root_renewed", AUTHORITY, subject="/O=Example/CN=Example Root", days=7300, serial="0x01ea")
    issue("intermediate", "/O=Example/CN=Example Issuer", "root", "EC:P-256", AUTHORITY, "RSA:2048")
    issue(
        "leaf",
        "/CN=leaf.example.com",
        "intermediate",
        "RSA:2048",
        PLAIN + "subjectAltName=DNS:leaf.example.com,DNS:*.leaf.example.com\n",
        "EC:P-384",
    )


KEY_USAGES = {
    "digital_signature": "DIGITAL_SIGNATURE",
    "content_commitment": "NON_REPUDIATION",
    "key_encipherment": "KEY_ENCIPHERMENT",
    "data_encipherment": "DATA_ENCIPHERMENT",
    "key_agreement": "KEY_AGREEMENT",
    "key_cert_sign": "CERTIFICATE_SIGNING",
    "crl_sign": "CRL_SIGNING",
    "encipher_only": "ENCIPHER_ONLY",
    "decipher_only": "DECIPHER_ONLY",
}
PURPOSES = {
    "1.3.6.1.5.5.7.3.1": "TLS_WEB_SERVER_AUTHENTICATION",
    "1.3.6.1.5.5.7.3.2": "TLS_WEB_CLIENT_AUTHENTICATION",
    "1.3.6.1.5.5.7.3.3": "CODE_SIGNING",
    "1.3.6.1.5.5.7.3.4": "EMAIL_PROTECTION",
    "1.3.6.1.5.5.7.3.5": "IPSEC_END_SYSTEM",
    "1.3.6.1.5.5.7.3.6": "IPSEC_TUNNEL",
    "1.3.6.1.5.5.7.3.7": "IPSEC_USER",
    "1.3.6.1.5.5.7.3.8": "TIME_STAMPING",
    "1.3.6.1.5.5.7.3.9": "OCSP_SIGNING",
    "2.5.29.37.0": "ANY",
}


def extension(certificate, kind):
    try:
        return certificate.extensions.get_extension_for_class(kind).value
    except x509.ExtensionNotFound:
        return None


def key_of(key):
    if isinstance(key, rsa.RSAPublicKey):
        return f"RSA_{key.key_size}", key.key_size
    if isinstance(key, ec.EllipticCurvePublicKey):
        return {"secp256r1": "EC_prime256v1"}.get(key.curve.name, f"EC_{key.curve.name}"), key.key_size
    assert isinstance(key, ed25519.Ed25519PublicKey)
    return "ED25519", 256


def flag(usage, name):
    return (
        getattr(usage, name)
        if usage.key_agreement or name not in ("encipher_only", "decipher_only")
        else False
    )


def purpose(oid):
    return PURPOSES.get(oid.dotted_string, f"CUSTOM ({oid.dotted_string})")


def urls(names):
    return [name.value for name in names or [] if isinstance(name, x509.UniformResourceIdentifier)]


def read(path):
    certificate = x509.load_pem_x509_certificate(path.read_bytes())
    spki = certificate.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    algorithm, bits = key_of(certificate.public_key())
    names = extension(certificate, x509.SubjectAlternativeName) or []
    usage = extension(certificate, x509.KeyUsage)
    own = extension(certificate, x509.SubjectKeyIdentifier)
    issuers = extension(certificate, x509.AuthorityKeyIdentifier)
    constraints = extension(certificate, x509.BasicConstraints)
    access = list(extension(certificate, x509.AuthorityInformationAccess) or [])
    points = list(extension(certificate, x509.CRLDistributionPoints) or [])
    serial = f"{certificate.serial_number:x}"
    serial = serial.zfill(len(serial) + len(serial) % 2)
    common = certificate.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)

    def printed(option):
        text = openssl("x509", "-in", str(path), "-noout", option, "-nameopt", "RFC2253,-esc_msb,utf8")
        return text.decode().strip().partition("=")[2]

    signature = next(
        line.split(":", 1)[1].strip()
        for line in openssl("x509", "-in", str(path), "-noout", "-text").decode().splitlines()
        if "Signature Algorithm:" in line
    )

    def of(kind):
        return [str(name.value) for name in names if isinstance(name, kind)]

    return {
        "fingerprint_sha256": certificate.fingerprint(hashes.SHA256()).hex(),
        "fingerprint_sha1": certificate.fingerprint(hashes.SHA1()).hex(),
        "spki_sha256": hashlib.sha256(spki).hexdigest(),
        "subject_key_id": own.digest.hex() if own else "",
        "authority_key_id": issuers.key_identifier.hex() if issuers else "",
        "serial": ":".join(serial[i : i + 2] for i in range(0, len(serial), 2)),
        "subject": printed("-subject"),
        "issuer": printed("-issuer"),
        "common_name": common[-1].value if common else "",
        "dns_names": [name.replace("\0", "\\00") for name in of(x509.DNSName)],
        "ip_addresses": of(x509.IPAddress),
        "emails": of(x509.RFC822Name),
        "uris": of(x509.UniformResourceIdentifier),
        "not_before": certificate.not_valid_before_utc.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "not_after": certificate.not_valid_after_utc.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "key_algorithm": algorithm,
        "key_bits": bits,
        "signature_algorithm": signature,
        "key_usages": [text for name, text in KEY_USAGES.items() if usage and flag(usage, name)],
        "extended_key_usages": [purpose(oid) for oid in extension(certificate, x509.ExtendedKeyUsage) or []],
        "is_ca": bool(constraints and constraints.ca),
        "is_self_signed": certificate.subject == certificate.issuer,
        "ocsp_urls": urls(a.access_location for a in access if a.access_method._name == "OCSP"),
        "ca_issuer_urls": urls(a.access_location for a in access if a.access_method._name == "caIssuers"),
        "crl_urls": urls(name for point in points for name in point.full_name or []),
        "extensions": [[e.oid.dotted_string, e.critical] for e in certificate.extensions],
    }


make_all()
expected = {path.stem: read(path) for path in sorted(HERE.glob("*.pem"))}
(HERE / "expected.json").write_text(json.dumps(expected, indent=1, ensure_ascii=False) + "\n")
