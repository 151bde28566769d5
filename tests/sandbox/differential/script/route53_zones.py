"""Hosted zones."""

from typing import Any

from ..recorder import Recorder

CREATE, GET, DELETE = "route53.CreateHostedZone", "route53.GetHostedZone", "route53.DeleteHostedZone"
REFUSED: dict[str, dict[str, Any]] = {
    "the same reference": {"Name": "first.test", "CallerReference": "first"},
    "another name under one reference": {"Name": "other.test", "CallerReference": "first"},
    "no name": {"CallerReference": "second"},
    "an empty name": {"Name": "", "CallerReference": "third"},
    "no reference": {"Name": "fourth.test"},
    "two dots": {"Name": "a..test", "CallerReference": "fifth"},
    "a label of 64": {"Name": f"{'a' * 64}.test", "CallerReference": "sixth"},
    "too long a name": {"Name": "a." * 600 + "test", "CallerReference": "seventh"},
}


def run(aws: Recorder) -> None:
    aws("of nothing", "route53.ListHostedZones")
    first = create(aws, "first", Name="first.test", CallerReference="first")
    create(aws, "dot", Name="dot.test.", CallerReference="dot")
    create(aws, "capital", Name="Capital.TEST", CallerReference="capital")
    create(aws, "again", Name="first.test", CallerReference="again")
    config = {"Comment": "a comment", "PrivateZone": False}
    create(aws, "comment", Name="sub.first.test", CallerReference="comment", HostedZoneConfig=config)
    for what, parameters in REFUSED.items():
        made = aws(what, CREATE, **parameters)
        if made:
            aws.undo(DELETE, Id=made["HostedZone"]["Id"])
    aws("one", GET, Id=first)
    aws("one by its bare id", GET, Id=first.removeprefix("/hostedzone/"))
    aws("nobody's", GET, Id="Z0123456789NOBODY000")
    aws("no id", GET, Id="a/b")
    aws("all", "route53.ListHostedZones")
    aws("one to a page", "route53.ListHostedZones", MaxItems="1")
    aws("a marker that is none", "route53.ListHostedZones", Marker="NOBODY")
    aws("rows that are no number", "route53.ListHostedZones", MaxItems="many")
    aws("all", "route53.ListHostedZonesByName")
    aws("from a name on", "route53.ListHostedZonesByName", DNSName="first.test")
    aws("one to a page", "route53.ListHostedZonesByName", MaxItems="1")
    aws("one", DELETE, Id=first)
    aws("the same again", DELETE, Id=first)
    aws("what was deleted", GET, Id=first)
    aws("what was deleted", "route53.ListResourceRecordSets", HostedZoneId=first)
    aws("nobody's", DELETE, Id="Z0123456789NOBODY000")


def create(aws: Recorder, what: str, **parameters: Any) -> str:
    """The zone's id, which answers show as the <what> zone."""
    zone = aws(what, CREATE, **parameters)["HostedZone"]["Id"]
    aws.name(zone.rpartition("/")[2], f"{what} zone")
    return zone
