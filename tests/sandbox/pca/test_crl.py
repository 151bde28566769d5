"""The revocation lists of an authority, as openssl and cryptography read them."""

import datetime
import pathlib
from typing import Any

import requests
from cryptography import x509

from acm.emulator import Sandbox
from processes import wait_for

from .authorities import OpenSsl, colons, describe, issue, make_root, make_subordinate, parsed, request

CONFIGURATION = {"CrlConfiguration": {"Enabled": True, "ExpirationInDays": 7, "S3BucketName": "bucket"}}


def location(certificate: x509.Certificate) -> str:
    points = certificate.extensions.get_extension_for_class(x509.CRLDistributionPoints).value
    return points[0].full_name[0].value


def fetch(url: str) -> x509.CertificateRevocationList:
    answer = requests.get(url, timeout=10)
    answer.raise_for_status()
    assert answer.headers["Content-Type"] == "application/pkix-crl"
    return x509.load_der_x509_crl(answer.content)


def wait_for_serial(url: str, serial: int) -> x509.CertificateRevocationList:
    wait_for(
        "the serial to be on the list",
        lambda: fetch(url).get_revoked_certificate_by_serial_number(serial) is not None,
        seconds=10,
    )
    return fetch(url)


def test_openssl_learns_of_a_revocation(sandbox: Sandbox, pca: Any, tmp_path: pathlib.Path) -> None:
    root = make_root(pca)
    arn = make_subordinate(pca, root, RevocationConfiguration=CONFIGURATION)
    revoked, kept = issue(pca, arn, request("gone.test")), issue(pca, arn, request("kept.test"))
    url = location(parsed(kept))
    assert url == f"{sandbox.url}/crl/{arn.rpartition('/')[2]}.crl"
    wait_for("the list", lambda: requests.get(url, timeout=10).ok, seconds=10)
    serial = parsed(revoked).serial_number
    assert fetch(url).get_revoked_certificate_by_serial_number(serial) is None
    pca.revoke_certificate(
        CertificateAuthorityArn=arn, CertificateSerial=colons(serial), RevocationReason="SUPERSEDED"
    )
    crl = wait_for_serial(url, serial)
    entry = crl.get_revoked_certificate_by_serial_number(serial)
    reason = entry.extensions.get_extension_for_class(x509.CRLReason).value.reason
    assert reason == x509.ReasonFlags.superseded
    assert crl.next_update_utc - crl.last_update_utc == datetime.timedelta(days=7)

    openssl = OpenSsl(tmp_path, sandbox.now())
    checks = ["-crl_check", "-CRLfile", openssl.write("list.crl", requests.get(url, timeout=10).content)]
    verified = openssl.verify(kept["Certificate"], kept["CertificateChain"], *checks)
    assert verified.returncode == 0, verified.stderr
    verified = openssl.verify(revoked["Certificate"], revoked["CertificateChain"], *checks)
    assert verified.returncode != 0
    assert "certificate revoked" in verified.stderr + verified.stdout


def test_a_new_list_comes_before_the_old_one_ends(sandbox: Sandbox, pca: Any) -> None:
    arn = make_root(pca, RevocationConfiguration=CONFIGURATION)
    url = location(parsed(issue(pca, arn, request())))
    wait_for("the list", lambda: requests.get(url, timeout=10).ok, seconds=10)
    before = fetch(url)
    sandbox.advance("10d")
    after = fetch(url)
    assert after.next_update_utc > sandbox.now()

    def number(crl: x509.CertificateRevocationList) -> int:
        return crl.extensions.get_extension_for_class(x509.CRLNumber).value.crl_number

    assert number(after) > number(before)


def test_custom_names_are_written_as_given(sandbox: Sandbox, pca: Any) -> None:
    part = {
        **CONFIGURATION["CrlConfiguration"],
        "CustomCname": "crl.example.test",
        "CustomPath": "lists/ours",
    }
    ocsp = {"Enabled": True, "OcspCustomCname": "ocsp.example.test"}
    revocation = {"CrlConfiguration": part, "OcspConfiguration": ocsp}
    arn = make_root(pca, RevocationConfiguration=revocation)
    shown = describe(pca, arn)["RevocationConfiguration"]
    assert shown["CrlConfiguration"].items() >= part.items()
    assert shown["OcspConfiguration"] == ocsp
    made = parsed(issue(pca, arn, request()))
    name = arn.rpartition("/")[2]
    assert location(made) == f"http://crl.example.test/lists/ours/{name}.crl"
    access = made.extensions.get_extension_for_class(x509.AuthorityInformationAccess).value
    assert access[0].access_location.value == "http://ocsp.example.test"
    served = f"{sandbox.url}/lists/ours/{name}.crl"
    wait_for("the list", lambda: requests.get(served, timeout=10).ok, seconds=10)


def test_lists_can_be_switched_on_later_and_left_unsaid(sandbox: Sandbox, pca: Any) -> None:
    arn = make_root(pca)
    before = parsed(issue(pca, arn, request()))
    assert not any(isinstance(each.value, x509.CRLDistributionPoints) for each in before.extensions)
    quiet = {"CrlDistributionPointExtensionConfiguration": {"OmitExtension": True}}
    part = {**CONFIGURATION["CrlConfiguration"], **quiet}
    pca.update_certificate_authority(
        CertificateAuthorityArn=arn, RevocationConfiguration={"CrlConfiguration": part}
    )
    after = parsed(issue(pca, arn, request()))
    assert not any(isinstance(each.value, x509.CRLDistributionPoints) for each in after.extensions)
    served = f"{sandbox.url}/crl/{arn.rpartition('/')[2]}.crl"
    wait_for("the list", lambda: requests.get(served, timeout=10).ok, seconds=10)


def test_an_audit_report_tells_what_was_issued_and_revoked(sandbox: Sandbox, pca: Any) -> None:
    arn = make_root(pca)
    leaf = parsed(issue(pca, arn, request()))
    pca.revoke_certificate(
        CertificateAuthorityArn=arn,
        CertificateSerial=colons(leaf.serial_number),
        RevocationReason="KEY_COMPROMISE",
    )
    made = pca.create_certificate_authority_audit_report(
        CertificateAuthorityArn=arn, S3BucketName="bucket", AuditReportResponseFormat="JSON"
    )
    pca.get_waiter("audit_report_created").wait(
        CertificateAuthorityArn=arn, AuditReportId=made["AuditReportId"], WaiterConfig={"Delay": 0.05}
    )
    report = requests.get(f"{sandbox.url}/bucket/{made['S3Key']}", timeout=10).json()
    rows = {row["serial"]: row for row in report}
    assert len(rows) == 2
    assert rows[colons(leaf.serial_number)]["revocationReason"] == "KEY_COMPROMISE"
    assert (
        rows[colons(leaf.serial_number)]["certificateArn"] == f"{arn}/certificate/{leaf.serial_number:032x}"
    )
    sandbox.advance("30m")
    again = pca.create_certificate_authority_audit_report(
        CertificateAuthorityArn=arn, S3BucketName="bucket", AuditReportResponseFormat="CSV"
    )
    lines = requests.get(f"{sandbox.url}/bucket/{again['S3Key']}", timeout=10).text.splitlines()
    assert lines[0].startswith("awsAccountId,requestedByServicePrincipal,certificateArn,serial,subject")
    assert len(lines) == 3
