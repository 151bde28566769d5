"""What the script imports: the same for both services, and the same in every run as far as answers show."""

import functools
from typing import Any

from certificates import private_key
from chains import CLIENT, DAY, SERVER, Made, another_key, intermediate, make, pem_of_key

__all__ = [
    "CLIENT",
    "DAY",
    "SERVER",
    "another_key",
    "intermediate",
    "make",
    "pem_of_key",
    "private_key",
    "site",
]


@functools.cache
def made(name: str, key_type: str, serial: int) -> Made:
    return make(
        [name, f"www.{name}"],
        key_type=key_type,
        serial=serial,
        usage=["digital_signature", "key_encipherment"] if "RSA" in key_type else ["digital_signature"],
        extended=[SERVER],
    )


def site(name: str = "site.test", key_type: str = "EC_prime256v1", serial: int = 0x03E9) -> dict[str, Any]:
    """What ImportCertificate takes for a self-signed certificate."""
    return made(name, key_type, serial).parameters()
