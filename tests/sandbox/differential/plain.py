"""Answers without what no two services have alike: ids, times, keys."""

import datetime
import re
from typing import Any

FORMS = [
    (re.compile(r"-----BEGIN CERTIFICATE-----.*-----END CERTIFICATE-----\s*", re.DOTALL), "<certificates>"),
    (
        re.compile(
            r"-----BEGIN ENCRYPTED PRIVATE KEY-----.*-----END ENCRYPTED PRIVATE KEY-----\s*", re.DOTALL
        ),
        "<encrypted key>",
    ),
    (re.compile(r"\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b"), "<uuid>"),
    (re.compile(r"_[0-9a-f]{32}\b"), "_<token>"),
    (re.compile(r"\b[a-z]{10}\.acm-validations\.aws"), "<label>.acm-validations.aws"),
    (re.compile(r"\bASCA[A-Z0-9]{12,}"), "<server certificate id>"),
    (re.compile(r"\bASIA[A-Z0-9]{12,}"), "<temporary key>"),
    (re.compile(r"\b(AROA|AIDA)[A-Z0-9]{8,}"), r"<\1 id>"),
    (re.compile(r"/hostedzone/[A-Z0-9]+"), "/hostedzone/<id>"),
    (re.compile(r"/change/[A-Z0-9]+"), "/change/<id>"),
    (re.compile(r"^[0-9]{25,}$"), "<decimal serial>"),
    (re.compile(r"^[0-9a-f]{2}(:[0-9a-f]{2}){10,}$"), "<serial>"),
    (re.compile(r"\bns-[0-9]+\.(awsdns-[0-9]+\.)?[a-z.]+[a-z]"), "<name server>"),
]
# Members that tell two rows of a list apart, the best first.
IDENTITIES = (
    "CertificateArn",
    "ServerCertificateName",
    "ResourceARN",
    "RegionName",
    "DomainName",
    "Key",
    "OID",
    "Id",
    "Name",
    "Value",
)
# Where the next page begins: every service has its own form.
TOKENS = {"NextToken", "NextMarker", "PaginationToken", "Marker"}
SECRETS = {"SecretAccessKey", "SessionToken"}
ABSENT = "(absent)"
Leaves = dict[str, str]


class Plain:
    """Knows the ids that the script gave names to; an id without a name is a mere <id>."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}

    def name(self, value: str, name: str) -> None:
        self._names[value] = f"<{name}>"

    def text(self, value: str) -> str:
        for known in sorted(self._names, key=len, reverse=True):
            value = value.replace(known, self._names[known])
        for form, instead in FORMS:
            value = form.sub(instead, value)
        return value

    def leaves(self, value: Any, path: str = "") -> Leaves:
        """What an answer consists of, by its path: Certificate.DomainValidationOptions[a.test].ValidationStatus."""
        if isinstance(value, dict):
            return self._of_structure(value, path)
        if isinstance(value, list):
            return self._of_list(value, path)
        return {path: self._scalar(value)}

    def _scalar(self, value: Any) -> str:
        if isinstance(value, datetime.datetime):
            return "<time>"
        if isinstance(value, bool):
            return str(value).lower()
        return self.text(value.decode() if isinstance(value, bytes) else str(value))

    def _of_structure(self, value: dict[str, Any], path: str) -> Leaves:
        found: Leaves = {} if value else {path: "{}"}
        for member, inner in value.items():
            below = f"{path}.{member}" if path else member
            if member in SECRETS or (member in TOKENS and inner):
                found[below] = "<given>"
            else:
                found |= self.leaves(inner, below)
        return found

    def _of_list(self, value: list[Any], path: str) -> Leaves:
        """Lists of AWS have no order unless the script says so, and rows that have a name go by it."""
        if not all(isinstance(row, dict) for row in value) or not value:
            return {path: "[" + ", ".join(sorted(self._scalar(item) for item in value)) + "]"}
        found: Leaves = {}
        for row in value:
            below = f"{path}[{self._identity(row)}]"
            while any(known.startswith(below) for known in found):
                below += "'"
            found |= self.leaves(row, below)
        return found

    def _identity(self, row: dict[str, Any]) -> str:
        named = next((row[member] for member in IDENTITIES if member in row), None)
        if isinstance(named, str):
            kind = f" {row['Type']}" if "TTL" in row else ""
            return self.text(named).rpartition("certificate/")[2] + kind
        return ",".join(row)
