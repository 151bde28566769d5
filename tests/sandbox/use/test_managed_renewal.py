"""Managed renewal of what is in use ("Managed certificate renewal" in the ACM user guide)."""

import datetime
import pathlib
import subprocess
from typing import Any

import requests

from acm.emulator import Sandbox, Zone, describe, issue, records, wait_for_status

from .balancers import Balancers, import_certificate, users_of


def test_from_request_to_renewal(
    sandbox: Sandbox, acm: Any, balancers: Balancers, tmp_path: pathlib.Path
) -> None:
    arn = acm.request_certificate(DomainName="www.shop.test", ValidationMethod="DNS")["CertificateArn"]
    assert describe(acm, arn)["Status"] == "PENDING_VALIDATION"
    record = records(acm, arn)["www.shop.test"]
    Zone(sandbox, "shop.test").write(record["Name"], record["Type"], record["Value"])
    first = wait_for_status(acm, arn, "ISSUED")
    balancer = balancers.present(arn)
    sandbox.advance("160d")
    renewed = describe(acm, arn)
    assert renewed["CertificateArn"] == arn
    assert renewed["Status"] == "ISSUED"
    assert renewed["InUseBy"] == [balancer]
    assert renewed["RenewalEligibility"] == "ELIGIBLE"
    assert renewed["RenewalSummary"]["RenewalStatus"] == "SUCCESS"
    assert renewed["Serial"] != first["Serial"]
    # Forty-five days before the end of 198.
    begun = first["NotAfter"] - datetime.timedelta(days=45)
    assert begun <= renewed["RenewalSummary"]["UpdatedAt"] <= begun + datetime.timedelta(hours=1)
    assert renewed["NotBefore"] > first["NotBefore"] + datetime.timedelta(days=150)
    assert renewed["NotAfter"] - renewed["NotBefore"] == first["NotAfter"] - first["NotBefore"]
    answer = acm.get_certificate(CertificateArn=arn)
    leaf, chain, root = (tmp_path / name for name in ("leaf.pem", "chain.pem", "root.pem"))
    leaf.write_text(answer["Certificate"])
    chain.write_text(answer["CertificateChain"])
    root.write_text(sandbox.root_pem())
    moment = str(int(sandbox.now().timestamp()))
    subprocess.run(
        ["openssl", "verify", "-attime", moment, "-CAfile", root, "-untrusted", chain, leaf],
        check=True,
        capture_output=True,
    )
    bound = requests.get(f"{sandbox.admin}/bindings", timeout=30).json()
    assert [row["serial"] for row in bound] == [renewed["Serial"]], "the listener presents the new one"


def test_goes_on_and_on(sandbox: Sandbox, acm: Any, balancers: Balancers) -> None:
    arn = issue(sandbox)
    balancers.present(arn)
    serials = {describe(acm, arn)["Serial"]}
    for _ in range(4):
        sandbox.advance("198d")
        found = describe(acm, arn)
        assert found["Status"] == "ISSUED"
        serials.add(found["Serial"])
    assert len(serials) == 5


def test_what_nobody_uses_expires(sandbox: Sandbox, acm: Any) -> None:
    arn = issue(sandbox)
    sandbox.advance("160d")
    found = describe(acm, arn)
    assert "RenewalSummary" not in found
    sandbox.advance("40d")
    assert describe(acm, arn)["Status"] == "EXPIRED"


def test_starts_late_for_what_is_taken_into_use_late(
    sandbox: Sandbox, acm: Any, balancers: Balancers
) -> None:
    arn = issue(sandbox)
    sandbox.advance("180d")
    before = describe(acm, arn)["Serial"]
    balancers.present(arn)
    sandbox.advance("1m")
    found = describe(acm, arn)
    assert found["RenewalSummary"]["RenewalStatus"] == "SUCCESS"
    assert found["Serial"] != before


def test_waits_for_a_record_that_is_gone(sandbox: Sandbox, acm: Any, balancers: Balancers) -> None:
    arn = acm.request_certificate(DomainName="www.shop.test", ValidationMethod="DNS")["CertificateArn"]
    record = records(acm, arn)["www.shop.test"]
    zone = Zone(sandbox, "shop.test")
    zone.write(record["Name"], record["Type"], record["Value"])
    first = wait_for_status(acm, arn, "ISSUED")
    balancers.present(arn)
    zone.write(record["Name"], record["Type"], record["Value"], action="DELETE")
    sandbox.advance("160d")
    found = describe(acm, arn)
    assert found["RenewalSummary"]["RenewalStatus"] == "PENDING_VALIDATION"
    assert found["Serial"] == first["Serial"]
    zone.write(record["Name"], record["Type"], record["Value"])
    sandbox.advance("2h")
    found = describe(acm, arn)
    assert found["RenewalSummary"]["RenewalStatus"] == "SUCCESS"
    assert found["Serial"] != first["Serial"]


def test_imported_ones_are_not_renewed(sandbox: Sandbox, acm: Any, balancers: Balancers) -> None:
    arn = import_certificate(acm)
    balancer = balancers.present(arn)
    sandbox.advance("91d")
    found = describe(acm, arn)
    assert found["Status"] == "EXPIRED"
    assert "RenewalSummary" not in found
    assert users_of(acm, arn) == [balancer]
