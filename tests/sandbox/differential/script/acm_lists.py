"""ListCertificates: filters, order, pages."""

from ..recorder import Recorder
from .material import site

LIST = "acm.ListCertificates"
EVERY_KEY = ["RSA_1024", "RSA_2048", "RSA_3072", "RSA_4096", "EC_prime256v1", "EC_secp384r1", "EC_secp521r1"]
ODD = {
    "no rows": {"MaxItems": 0},
    "fewer than none": {"MaxItems": -1},
    "1001 rows": {"MaxItems": 1001},
    "an empty token": {"NextToken": ""},
    "a token that is none": {"NextToken": "bm9uc2Vuc2U="},
    "a status that is none": {"CertificateStatuses": ["LOST"]},
    "no status": {"CertificateStatuses": []},
    "an order without a direction": {"SortBy": "CREATED_AT"},
    "a direction without an order": {"SortOrder": "ASCENDING"},
    "an order that is none": {"SortBy": "NAME", "SortOrder": "ASCENDING"},
    "a kind of key that is none": {"Includes": {"keyTypes": ["DSA_1024"]}},
    "a usage that is none": {"Includes": {"keyUsage": ["FLYING"]}},
}


def run(aws: Recorder) -> None:
    aws("of nothing", LIST)
    for key_type in ("RSA_2048", "EC_prime256v1", "EC_secp384r1"):
        aws(
            f"one of {key_type}",
            "acm.ImportCertificate",
            _named=key_type,
            **site(f"{key_type[-4:]}.test", key_type),
        )
    request = {"DomainName": "pending.test", "SubjectAlternativeNames": ["www.pending.test"]}
    aws(
        "one that stays pending",
        "acm.RequestCertificate",
        _named="pending",
        ValidationMethod="DNS",
        **request,
    )
    aws("by default", LIST)
    aws("of every kind of key", LIST, Includes={"keyTypes": EVERY_KEY})
    aws("of RSA keys", LIST, Includes={"keyTypes": ["RSA_2048"]})
    aws("of one curve", LIST, Includes={"keyTypes": ["EC_secp384r1"]})
    aws("of a kind that nobody has", LIST, Includes={"keyTypes": ["RSA_4096"]})
    aws("of what is issued", LIST, CertificateStatuses=["ISSUED"], Includes={"keyTypes": EVERY_KEY})
    aws("of what is pending", LIST, CertificateStatuses=["PENDING_VALIDATION"])
    aws("of what has failed", LIST, CertificateStatuses=["FAILED", "EXPIRED", "REVOKED"])
    aws("of what cannot be exported", LIST, Includes={"exportOption": "DISABLED", "keyTypes": EVERY_KEY})
    aws("of what can be exported", LIST, Includes={"exportOption": "ENABLED"})
    aws("of a usage", LIST, Includes={"keyUsage": ["KEY_ENCIPHERMENT"]})
    aws("of an extended usage", LIST, Includes={"extendedKeyUsage": ["CODE_SIGNING"]})
    aws("in order", LIST, SortBy="CREATED_AT", SortOrder="DESCENDING")
    aws("in another region", LIST, region="eu-west-1")
    for what, parameters in ODD.items():
        aws(what, LIST, **parameters)
    order = {"SortBy": "CREATED_AT", "SortOrder": "ASCENDING", "Includes": {"keyTypes": EVERY_KEY}}
    page = aws("the first page", LIST, MaxItems=2, **order)
    if "NextToken" in page:
        aws.name(page["NextToken"], "token")
