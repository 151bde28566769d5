"""What one row of the tables of imports says: what is imported, over what, and by which rule it is refused."""

import functools
import pathlib
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from cryptography import x509

from certificates import private_key
from chains import Made, make, pem_of_key
from foreign_tools import openssl

# By Certwright's name of a rule, what ACM says of it.
ANSWERS = {
    "all_names_change": r"at least one domain name of the currently imported",
    "arn_not_found": r"Could not find certificate",
    "certificate_too_large": r"at 'certificate'.*length less than or equal to 32768",
    "chain_missing": r"valid self-signed certificate or certificate chain|Could not validate the certificate",
    "expired": r"has expired",
    "extended_key_usage_lost": r"missing one or more Extended Key Usages",
    "key_algorithm": r"(length|private key) .*not supported",
    "key_size_changes": r"same key type and size",
    "key_type_changes": r"same key type and size",
    "key_usage_lost": r"missing one or more Key Usages",
    "no_host_name": r"no domain name and no IP address",
    "no_issuer": r"no issuer",
    "no_private_key": r"at 'privateKey'",
    "not_imported": r"was not imported",
    "not_version_3": r"version 3",
    "not_yet_valid": r"not in effect yet",
    "ocsp_url_too_long": r"OCSP URL .* longer than 1000",
    "tag_characters": r"at 'tags.*regular expression",
    "tag_key_length": r"at 'tags.*length less than or equal to 128",
    "tag_key_reserved": r"aws: prefixed tag key",
    "tag_value_length": r"at 'tags.*length less than or equal to 256",
}


@dataclass(frozen=True)
class Row:
    """`says` is AWS's own rule: of the user guide's pages on importing and re-importing, or of the API reference."""

    name: str
    says: str
    new: Callable[[], Made]
    rule: str | None = None  # Certwright's name of what refuses it; None: ACM takes it
    # What the ARN holds; a name is that of a certificate that AWS has there.
    old: Callable[[], Made] | str | None = None
    tags: dict[str, str] = field(default_factory=dict)


def of(*names: str, **options: Any) -> Callable[[], Made]:
    """A certificate for DNS names, made when it is needed."""
    return functools.partial(make, list(names), **options)


def of_openssl(name: str, *options: str, version: x509.Version = x509.Version.v3) -> Made:
    """What Python's cryptography does not make: self-signed, for a common name."""
    key = private_key("RSA_2048")
    with tempfile.TemporaryDirectory() as directory:
        file = pathlib.Path(directory) / "key"
        file.write_bytes(pem_of_key(key))
        made = ["req", "-new", "-key", str(file), "-subj", f"/CN={name}"]
        if version == x509.Version.v1:
            pem = openssl(
                "x509", "-req", "-signkey", str(file), "-days", "90", *options, given=openssl(*made)
            )
        else:
            pem = openssl(*made, "-x509", "-days", "90", "-addext", f"subjectAltName=DNS:{name}", *options)
    certificate = x509.load_pem_x509_certificate(pem)
    assert certificate.version == version
    return Made(certificate, key)
