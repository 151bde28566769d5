"""Issues certificates of one authority and prints them as JSON: `issue.py www.shop.test,shop.test=90 blog.test=30`.

Each argument names the DNS names of a certificate and the days until it ends. `pkcs12` holds certificate, chain and
key in base64, under the password "letmein".
"""

import base64
import datetime
import json
import sys

from cryptography import x509
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    load_pem_private_key,
    pkcs12,
)

from authority import Authority
from certificates import private_key

PASSWORD = "letmein"


def issue(authority: Authority, names: list[str], days: int) -> dict[str, str]:
    private_key.cache_clear()  # each has its own
    issued = authority.issue(names, datetime.timedelta(days=days, hours=1))
    keystore = pkcs12.serialize_key_and_certificates(
        names[0].encode(),
        load_pem_private_key(issued.private_key, None),
        x509.load_pem_x509_certificate(issued.certificate),
        x509.load_pem_x509_certificates(authority.chain),
        BestAvailableEncryption(PASSWORD.encode()),
    )
    return {
        "certificate": issued.certificate.decode(),
        "key": issued.private_key.decode(),
        "sha256": issued.sha256,
        "pkcs12": base64.b64encode(keystore).decode(),
    }


def main() -> None:
    authority = Authority("Example")
    issued = []
    for wish in sys.argv[1:]:
        names, days = wish.split("=")
        issued.append(issue(authority, names.split(","), int(days)))
    print(json.dumps({"chain": authority.chain.decode(), "issued": issued}))


if __name__ == "__main__":
    main()
