"""Record sets: what may be written, and what stands then."""

from typing import Any

from ..recorder import Recorder

CHANGE, LIST = "route53.ChangeResourceRecordSets", "route53.ListResourceRecordSets"


def record(name: str, kind: str, *values: str, **more: Any) -> dict[str, Any]:
    return {
        "Name": name,
        "Type": kind,
        "TTL": 60,
        "ResourceRecords": [{"Value": value} for value in values],
        **more,
    }


WRITTEN = {
    "an address": ("CREATE", record("a.zone.test", "A", "192.0.2.1")),
    "two addresses": ("CREATE", record("two.zone.test", "A", "192.0.2.1", "192.0.2.2")),
    "an address of IPv6": ("CREATE", record("six.zone.test", "AAAA", "2001:db8::1")),
    "an alias by name": ("CREATE", record("_x.zone.test.", "CNAME", "_y.acm-validations.aws.")),
    "a text": ("CREATE", record("text.zone.test", "TXT", '"one" "two"')),
    "a mail exchanger": ("CREATE", record("zone.test", "MX", "10 mail.zone.test.")),
    "who may issue": ("CREATE", record("zone.test", "CAA", '0 issue "amazon.com"')),
    "a wildcard": ("CREATE", record("*.zone.test", "A", "192.0.2.3")),
    "capital letters": ("CREATE", record("UPPER.Zone.Test", "A", "192.0.2.4")),
    "a new one by UPSERT": ("UPSERT", record("new.zone.test", "A", "192.0.2.5")),
    "another value by UPSERT": ("UPSERT", record("a.zone.test", "A", "192.0.2.9")),
    "what is there, away": ("DELETE", record("two.zone.test", "A", "192.0.2.1", "192.0.2.2")),
}
BAD = {
    "an address in a name's place": ("CREATE", record("_x.zone.test", "A", "192.0.2.1")),
    "a name in an address's place": ("CREATE", record("a.zone.test", "CNAME", "b.zone.test")),
    "a name at the apex": ("CREATE", record("zone.test", "CNAME", "other.test")),
    "a name of another zone": ("CREATE", record("a.other.test", "A", "192.0.2.1")),
    "no address": ("CREATE", record("bad.zone.test", "A", "300.0.2.1")),
    "no address of IPv6": ("CREATE", record("bad.zone.test", "AAAA", "192.0.2.1")),
    "two names": ("CREATE", record("bad.zone.test", "CNAME", "a.test", "b.test")),
    "a text without quotes": ("CREATE", record("bad.zone.test", "TXT", "one")),
    "a kind that is none": ("CREATE", record("bad.zone.test", "NONE", "x")),
    "an action that is none": ("REPLACE", record("bad.zone.test", "A", "192.0.2.1")),
    "no values": ("CREATE", {"Name": "bad.zone.test", "Type": "A", "TTL": 60}),
    "no time to live": (
        "CREATE",
        {"Name": "bad.zone.test", "Type": "A", "ResourceRecords": [{"Value": "192.0.2.1"}]},
    ),
    "the same value twice": ("CREATE", record("bad.zone.test", "A", "192.0.2.1", "192.0.2.1")),
    "what is not there": ("DELETE", record("nobody.zone.test", "A", "192.0.2.1")),
    "another time to live": ("DELETE", record("a.zone.test", "A", "192.0.2.9", TTL=61)),
    "the name servers": ("DELETE", record("zone.test", "NS", "ns.zone.test.")),
}
# These change what is there when they are not refused, so they come last.
CONTRARY = {
    "what is there": ("CREATE", record("a.zone.test", "A", "192.0.2.9")),
    "another value of what is there": ("CREATE", record("a.zone.test", "A", "192.0.2.10")),
    "another value than there is": ("DELETE", record("a.zone.test", "A", "192.0.2.1")),
}


def run(aws: Recorder) -> None:
    zone = aws.quietly("route53.CreateHostedZone", Name="zone.test", CallerReference="zone")["HostedZone"][
        "Id"
    ]
    aws.name(zone.rpartition("/")[2], "zone")
    aws("of a new zone", LIST, HostedZoneId=zone)
    for what, written in WRITTEN.items():
        change(aws, what, zone, written)
    for what, (action, refused) in BAD.items():
        change(aws, what, zone, (action, refused))
        aws.undo(CHANGE, HostedZoneId=zone, ChangeBatch=batch(("DELETE", refused)))
    aws("of the written zone", LIST, HostedZoneId=zone)
    several(aws, zone)
    pages(aws, zone)
    aws("a full zone", "route53.DeleteHostedZone", Id=zone)
    aws("a change that is none", "route53.GetChange", Id="C0123456789NOBODY")
    for what, written in CONTRARY.items():
        change(aws, what, zone, written)
    nobody = "Z0123456789NOBODY000"
    aws("of nobody's zone", LIST, HostedZoneId=nobody)
    change(aws, "in nobody's zone", nobody, WRITTEN["an address"])


def batch(*changes: tuple[str, dict[str, Any]]) -> dict[str, Any]:
    return {"Changes": [{"Action": action, "ResourceRecordSet": written} for action, written in changes]}


def change(aws: Recorder, what: str, zone: str, *changes: tuple[str, dict[str, Any]]) -> None:
    aws(what, CHANGE, HostedZoneId=zone, ChangeBatch=batch(*changes))


def several(aws: Recorder, zone: str) -> None:
    """A batch is carried out as a whole or not at all."""
    good = ("CREATE", record("batch.zone.test", "A", "192.0.2.1"))
    bad = ("DELETE", record("nobody.zone.test", "A", "192.0.2.1"))
    change(aws, "a good one and a bad one", zone, good, bad)
    change(aws, "a good one after all", zone, good)
    again = ("DELETE", good[1])
    change(
        aws,
        "away and back in one batch",
        zone,
        again,
        ("CREATE", record("batch.zone.test", "A", "192.0.2.2")),
    )
    change(aws, "nothing", zone)
    aws("after the batches", LIST, HostedZoneId=zone, StartRecordName="batch.zone.test", MaxItems="1")


def pages(aws: Recorder, zone: str) -> None:
    aws("two to a page", LIST, HostedZoneId=zone, MaxItems="2")
    aws("from a name on", LIST, HostedZoneId=zone, StartRecordName="six.zone.test", MaxItems="1")
    start = {"StartRecordName": "zone.test", "StartRecordType": "MX"}
    aws("from a name and kind on", LIST, HostedZoneId=zone, MaxItems="1", **start)
    aws("from a kind on", LIST, HostedZoneId=zone, StartRecordType="MX")
