"""ImportCertificate: what is taken, what is refused and with which words, what a re-import may change."""

import base64
import datetime
import ipaddress
import re
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import AuthorityInformationAccessOID, NameOID

from certificates import KEY_TYPES, private_key
from chains import DAY, SERVER, Made, another_key, intermediate, make, pem_of_key, root
from import_row import of_openssl

from .emulator import Sandbox, describe, refused, wait_for_status

# As AWS's knowledge center has it ("acm-import-troubleshooting"), and people who ran into it.
UNORDERED = re.compile(
    r"Unable to validate certificate chain\. The certificate chain must start with the immediate signing "
    r"certificate, followed by any intermediaries in order\. "
    r"The index within the chain of the invalid certificate is: -?[0-9]+\.?"
)


def take(acm: Any, made: Made, **more: Any) -> str:
    return acm.import_certificate(**made.parameters(**more))["CertificateArn"]


def tags(acm: Any, arn: str) -> dict[str, str]:
    return {one["Key"]: one["Value"] for one in acm.list_tags_for_certificate(CertificateArn=arn)["Tags"]}


def refusal(acm: Any, made: Made, **more: Any) -> str:
    """The message; AWS tells of every fault of an import in a ValidationException."""
    code, message = refused(acm.import_certificate, **made.parameters(**more))
    assert code == "ValidationException", message
    assert acm.search_certificates()["Results"] == []
    return message


class TestTaken:
    def test_what_is_told(self, acm: Any) -> None:
        subject = x509.Name(
            [
                x509.NameAttribute(NameOID.COUNTRY_NAME, "AU"),
                x509.NameAttribute(NameOID.STATE_OR_PROVINCE_NAME, "Some-State"),
                x509.NameAttribute(NameOID.LOCALITY_NAME, "Some-Locality"),
                x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Test Org"),
                x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, "Testing"),
                x509.NameAttribute(NameOID.COMMON_NAME, "localhost"),
            ]
        )
        made = make(
            ["localhost", "www.import.test"],
            key_type="RSA_2048",
            subject=subject,
            serial=1001,
            usage=["digital_signature", "content_commitment", "key_encipherment"],
            extended=[SERVER],
        )

        arn = take(acm, made)

        found = describe(acm, arn)
        now = datetime.datetime.now(datetime.UTC)
        assert found.pop("CertificateArn") == arn
        for name in ("CreatedAt", "ImportedAt"):
            assert abs(found.pop(name) - now) < DAY
        options = found.pop("Options")
        assert options["CertificateTransparencyLoggingPreference"] == "DISABLED"
        assert options["Export"] == "DISABLED"
        found.pop("CertificateKeyPairOrigin", None)
        found["SubjectAlternativeNames"].sort()
        found["DomainValidationOptions"].sort(key=lambda option: option["DomainName"])
        assert found == {
            "DomainName": "localhost",
            "SubjectAlternativeNames": ["localhost", "www.import.test"],
            "DomainValidationOptions": [{"DomainName": "localhost"}, {"DomainName": "www.import.test"}],
            "Serial": "03:e9",
            "Subject": "C=AU,ST=Some-State,L=Some-Locality,O=Test Org,OU=Testing,CN=localhost",
            "Issuer": "Test Org",
            "Status": "ISSUED",
            "Type": "IMPORTED",
            "NotBefore": made.certificate.not_valid_before_utc,
            "NotAfter": made.certificate.not_valid_after_utc,
            "KeyAlgorithm": "RSA-2048",
            "SignatureAlgorithm": "SHA256WITHRSA",
            "InUseBy": [],
            "KeyUsages": [
                {"Name": "DIGITAL_SIGNATURE"},
                {"Name": "NON_REPUDIATION"},
                {"Name": "KEY_ENCIPHERMENT"},
            ],
            "ExtendedKeyUsages": [{"Name": "TLS_WEB_SERVER_AUTHENTICATION", "OID": "1.3.6.1.5.5.7.3.1"}],
            "RenewalEligibility": "INELIGIBLE",
        }

    def test_its_key_pair_is_the_customers(self, acm: Any) -> None:
        assert describe(acm, take(acm, make()))["CertificateKeyPairOrigin"] == "CUSTOMER_PROVIDED"

    @pytest.mark.parametrize("key_type", KEY_TYPES)
    def test_every_type_of_key(self, acm: Any, key_type: str) -> None:
        arn = take(acm, make(["keys.test"], key_type=key_type))

        assert describe(acm, arn)["KeyAlgorithm"].replace("-", "_") == key_type
        answer = acm.get_certificate(CertificateArn=arn)
        assert "BEGIN CERTIFICATE" in answer["Certificate"]

    @pytest.mark.parametrize("form", ["PKCS8", "TraditionalOpenSSL"])
    @pytest.mark.parametrize("key_type", ["RSA_2048", "EC_prime256v1"])
    def test_both_forms_of_private_keys(self, acm: Any, key_type: str, form: str) -> None:
        key = private_key(key_type)

        assert take(acm, make(key=key), PrivateKey=pem_of_key(key, form))

    def test_what_openssl_writes_before_an_ec_key(self, acm: Any) -> None:
        key = private_key("EC_prime256v1")
        parameters = b"-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n"

        assert take(acm, make(key=key), PrivateKey=parameters + pem_of_key(key, "TraditionalOpenSSL"))

    def test_a_chain_comes_back_as_it_went(self, acm: Any) -> None:
        made = make(["chain.test"], issuer=intermediate())

        answer = acm.get_certificate(CertificateArn=take(acm, made))

        assert x509.load_pem_x509_certificate(answer["Certificate"].encode()) == made.certificate
        assert x509.load_pem_x509_certificates(answer["CertificateChain"].encode()) == made.chain
        assert len(made.chain) == 2

    def test_a_chain_without_its_root(self, acm: Any) -> None:
        made = make(["chain.test"], issuer=intermediate())
        made.chain = made.chain[:1]

        assert describe(acm, take(acm, made))["Issuer"]

    def test_self_signed_without_a_chain(self, acm: Any) -> None:
        answer = acm.get_certificate(CertificateArn=take(acm, make()))

        assert not answer.get("CertificateChain")

    def test_an_address_is_enough_of_a_name(self, acm: Any) -> None:
        address = x509.IPAddress(ipaddress.ip_address("192.0.2.7"))

        arn = take(acm, make(["192.0.2.7"], alternative=[address]))

        assert describe(acm, arn)["Status"] == "ISSUED"

    def test_twice_the_same_is_two_certificates(self, acm: Any) -> None:
        made = make()

        assert take(acm, made) != take(acm, made)

    def test_tags(self, acm: Any) -> None:
        arn = take(acm, make(), Tags=[{"Key": "a", "Value": "1"}, {"Key": "b"}])

        listed = acm.list_tags_for_certificate(CertificateArn=arn)["Tags"]
        assert {one["Key"]: one.get("Value", "") for one in listed} == {"a": "1", "b": ""}

    def test_it_expires(self, sandbox: Sandbox, acm: Any) -> None:
        arn = take(acm, make(end=10 * DAY))

        sandbox.advance("264h")

        wait_for_status(acm, arn, "EXPIRED")
        acm.delete_certificate(CertificateArn=arn)

    def test_it_cannot_be_exported(self, acm: Any) -> None:
        code, _ = refused(acm.export_certificate, CertificateArn=take(acm, make()), Passphrase=b"passphrase")

        assert code == "ValidationException"

    def test_it_cannot_be_renewed_or_revoked(self, acm: Any) -> None:
        arn = take(acm, make())

        assert refused(acm.renew_certificate, CertificateArn=arn)[0] == "ValidationException"
        code, _ = refused(acm.revoke_certificate, CertificateArn=arn, RevocationReason="SUPERSEDED")
        assert code in ("ValidationException", "ConflictException")

    def test_the_cli_needs_base64(self, sandbox: Sandbox) -> None:
        made = make()
        body = {name: base64.b64encode(value).decode() for name, value in made.parameters().items()}

        assert sandbox.call("ImportCertificate", body).status_code == 200


class TestRefused:
    def test_a_key_of_another_certificate(self, acm: Any) -> None:
        assert refusal(acm, make(), PrivateKey=pem_of_key(another_key("EC_prime256v1", 9)))

    def test_a_key_of_another_type(self, acm: Any) -> None:
        assert refusal(acm, make(), PrivateKey=pem_of_key(private_key("RSA_2048")))

    @pytest.mark.parametrize("form", ["PKCS8", "TraditionalOpenSSL"])
    def test_an_encrypted_key(self, acm: Any, form: str) -> None:
        key = private_key("RSA_2048")

        assert refusal(acm, make(key=key), PrivateKey=pem_of_key(key, form, b"secret"))

    @pytest.mark.parametrize(
        "key", [b"nonsense", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"]
    )
    def test_a_key_that_is_none(self, acm: Any, key: bytes) -> None:
        assert "private key" in refusal(acm, make(), PrivateKey=key)

    @pytest.mark.parametrize(
        "certificate", [b"nonsense", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"]
    )
    def test_a_certificate_that_is_none(self, acm: Any, certificate: bytes) -> None:
        assert refusal(acm, make(), Certificate=certificate)

    def test_a_certificate_that_is_not_pem(self, acm: Any) -> None:
        made = make()

        assert refusal(acm, made, Certificate=made.certificate.public_bytes(Encoding.DER))

    def test_a_bundle_in_the_place_of_the_certificate(self, acm: Any) -> None:
        made = make(["bundle.test"], issuer=intermediate())

        assert refusal(acm, made, Certificate=made.pem + made.chain_pem) == (
            "The certificate field contains more than one certificate. "
            "You can specify only one certificate in this field."
        )

    def test_no_chain_for_what_a_ca_signed(self, acm: Any) -> None:
        assert refusal(acm, make(["alone.test"], issuer=intermediate()), CertificateChain=None) == (
            "Provided certificate is not a valid self signed. "
            "Please provide either a valid self-signed certificate or certificate chain."
        )

    def test_the_chain_of_another(self, acm: Any) -> None:
        chain = make(["x"], issuer=root("RSA_2048")).chain_pem

        assert refusal(acm, make(["wrong.test"], issuer=intermediate()), CertificateChain=chain).startswith(
            "Could not validate the certificate with the certificate chain."
        )

    def test_a_chain_in_the_wrong_order(self, acm: Any) -> None:
        made = make(["order.test"], issuer=intermediate())
        made.chain.reverse()

        assert UNORDERED.fullmatch(refusal(acm, made))

    def test_a_chain_with_a_gap(self, acm: Any) -> None:
        below = make(["Below"], key=another_key("EC_prime256v1", 3), issuer=intermediate(), authority=True)
        made = make(["gap.test"], issuer=below)
        del made.chain[1]

        assert UNORDERED.fullmatch(refusal(acm, made))

    def test_the_certificate_itself_in_the_chain(self, acm: Any) -> None:
        made = make(["twice.test"], issuer=intermediate())
        made.chain.insert(0, made.certificate)

        assert UNORDERED.fullmatch(refusal(acm, made))

    def test_only_the_root_as_the_chain(self, acm: Any) -> None:
        made = make(["short.test"], issuer=intermediate())
        del made.chain[0]

        assert refusal(acm, made).startswith("Could not validate the certificate with the certificate chain.")

    def test_the_words_about_a_key_that_is_none(self, acm: Any) -> None:
        assert refusal(acm, make(), PrivateKey=b"nonsense").startswith("The private key is not supported")

    def test_the_words_about_the_length_of_a_key(self, acm: Any) -> None:
        odd = make(key=rsa.generate_private_key(65537, 1536))

        assert re.match(
            r"The private key length .*1536.* is not supported for key algorithm", refusal(acm, odd)
        )

    def test_the_words_about_pem(self, acm: Any) -> None:
        assert re.match(
            r"Unable to parse certificate\. Please ensure the certificate is in PEM format\.?"
            r"|The certificate is not valid"
            r"|The certificate( body/chain)? provided is not in a valid PEM format\.?",
            refusal(acm, make(), Certificate=b"nonsense"),
        )

    def test_a_chain_that_is_none(self, acm: Any) -> None:
        assert refusal(acm, make(["broken.test"], issuer=intermediate()), CertificateChain=b"nonsense")

    def test_what_has_expired(self, acm: Any) -> None:
        assert "expired" in refusal(acm, make(start=-9 * DAY, end=-DAY))

    def test_what_is_not_valid_yet(self, acm: Any) -> None:
        assert "not in effect yet" in refusal(acm, make(start=DAY))

    def test_time_is_the_sandboxs(self, sandbox: Sandbox, acm: Any) -> None:
        made = make(start=2 * DAY)
        refused(acm.import_certificate, **made.parameters())
        sandbox.advance("72h")

        assert take(acm, made)

    @pytest.mark.parametrize(
        "key",
        [
            pytest.param(lambda: ec.generate_private_key(ec.SECP224R1()), id="P-224"),
            pytest.param(lambda: ec.generate_private_key(ec.SECP256K1()), id="secp256k1"),
            pytest.param(ed25519.Ed25519PrivateKey.generate, id="Ed25519"),
            pytest.param(lambda: rsa.generate_private_key(65537, 1536), id="RSA-1536"),
        ],
    )
    def test_keys_that_acm_does_not_know(self, acm: Any, key: Any) -> None:
        assert refusal(acm, make(key=key()))

    def test_an_issuer_without_a_name(self, acm: Any) -> None:
        alternative: list[x509.GeneralName] = [x509.DNSName("nameless.test")]

        assert refusal(acm, make([], subject=x509.Name([]), alternative=alternative))

    @pytest.mark.parametrize(("length", "taken"), [(1000, True), (1001, False)])
    def test_the_address_of_an_ocsp_responder(self, acm: Any, length: int, taken: bool) -> None:
        address = "http://ocsp.test/".ljust(length, "a")
        access = x509.AuthorityInformationAccess(
            [
                x509.AccessDescription(
                    AuthorityInformationAccessOID.OCSP, x509.UniformResourceIdentifier(address)
                )
            ]
        )
        made = make(extensions=[access])

        if taken:
            assert take(acm, made)
        else:
            assert refusal(acm, made)

    def test_a_certificate_with_no_name_at_all(self, acm: Any) -> None:
        subject = x509.Name([x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Nameless")])

        assert refusal(acm, make([], subject=subject))

    def test_a_common_name_that_no_host_has_and_no_other(self, acm: Any) -> None:
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Shop Ltd")])

        assert refusal(acm, make([], subject=subject))

    def test_x509_version_1(self, acm: Any) -> None:
        assert "version 3" in refusal(acm, of_openssl("old.test", version=x509.Version.v1))

    @pytest.mark.parametrize("field", ["Certificate", "PrivateKey", "CertificateChain"])
    def test_spaces_behind_the_lines(self, acm: Any, field: str) -> None:
        made = make(["spaces.test"], issuer=intermediate())
        spaced = made.parameters()[field].replace(b"\n", b" \n")

        assert refusal(acm, made, **{field: spaced})

    def test_a_key_of_more_than_5120_bytes(self, acm: Any) -> None:
        made = make(key_type="RSA_2048")

        assert refusal(acm, made, PrivateKey=made.key_pem + b"\n" * 5120)
