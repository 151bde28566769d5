"""Rules of EventBridge, their targets, and events of one's own."""

import json
from typing import Any

from ..recorder import ACCOUNT, Recorder

PUT, DESCRIBE, LIST = "events.PutRule", "events.DescribeRule", "events.ListRules"
TARGETS, OF_RULE, OF_TARGET = "events.PutTargets", "events.ListTargetsByRule", "events.ListRuleNamesByTarget"
REMOVE, DELETE, SEND, TEST = (
    "events.RemoveTargets",
    "events.DeleteRule",
    "events.PutEvents",
    "events.TestEventPattern",
)
PATTERN = json.dumps({"source": ["my.app"]})
QUEUE = f"arn:aws:sqs:us-east-1:{ACCOUNT}:events"
EVENT = {"Source": "my.app", "DetailType": "Order", "Detail": "{}"}
RULES: dict[str, dict[str, Any]] = {
    "no pattern and no schedule": {},
    "a pattern that is none": {"EventPattern": "nonsense"},
    "an empty pattern": {"EventPattern": "{}"},
    "a pattern of a word": {"EventPattern": '{"source": "my.app"}'},
    "an unknown filter": {"EventPattern": '{"source": [{"regex": "a"}]}'},
    "a name with a space": {"Name": "a b", "EventPattern": PATTERN},
    "too long a name": {"Name": "n" * 65, "EventPattern": PATTERN},
    "a state that is none": {"EventPattern": PATTERN, "State": "SLEEPING"},
    "a bus that is none": {"EventPattern": PATTERN, "EventBusName": "no-bus"},
    "too long a description": {"EventPattern": PATTERN, "Description": "d" * 513},
}
EVENTS: dict[str, list[dict[str, Any]]] = {
    "one": [EVENT],
    "without a type": [{"Source": "my.app", "Detail": "{}"}],
    "without a source": [{"DetailType": "Order", "Detail": "{}"}],
    "without a detail": [{"Source": "my.app", "DetailType": "Order"}],
    "a detail that is a list": [{**EVENT, "Detail": "[]"}],
    "a detail that is none": [{**EVENT, "Detail": "nonsense"}],
    "Amazon's source": [{**EVENT, "Source": "aws.acm"}],
    "no events": [],
    "eleven": [EVENT] * 11,
}


def run(aws: Recorder) -> None:
    aws("of nothing", LIST)
    aws("of nobody", DESCRIBE, Name="nobody")
    aws("without a name", DESCRIBE)
    rules(aws)
    targets(aws)
    for what, entries in EVENTS.items():
        aws(what, SEND, Entries=entries)
    aws("the buses", "events.ListEventBuses")
    aws("the default bus", "events.DescribeEventBus")
    aws("a bus that is none", "events.DescribeEventBus", Name="no-bus")
    event = {"id": "1", "source": "my.app", "account": ACCOUNT, "time": "2026-01-01T00:00:00Z"}
    event |= {"region": "us-east-1", "resources": [], "detail-type": "Order", "detail": {}}
    aws("a pattern that takes it", TEST, EventPattern=PATTERN, Event=json.dumps(event))
    ends(aws)


def rules(aws: Recorder) -> None:
    aws("one", PUT, Name="one", EventPattern=PATTERN, Description="the first")
    aws("two", PUT, Name="two", EventPattern=PATTERN, State="DISABLED")
    aws("without", PUT, Name="without", EventPattern=PATTERN)
    aws("the same again", PUT, Name="one", EventPattern=PATTERN, Description="put over")
    for name in ("one", "two"):
        aws(f"{name}", DESCRIBE, Name=name)
    aws("of three", LIST)
    aws("by a prefix", LIST, NamePrefix="o")
    aws("two to a page", LIST, Limit=2)
    aws("no rows", LIST, Limit=0)
    aws("a token that is none", LIST, NextToken="nonsense")
    aws("of a bus that is none", LIST, EventBusName="no-bus")
    aws("on", "events.EnableRule", Name="two")
    aws("off", "events.DisableRule", Name="one")
    aws("nobody on", "events.EnableRule", Name="nobody")
    aws("nobody off", "events.DisableRule", Name="nobody")
    aws("one that is off", DESCRIBE, Name="one")
    aws("two that is on", DESCRIBE, Name="two")
    for what, parameters in RULES.items():
        wanted = {"Name": "other", **parameters}
        aws(what, PUT, **wanted)
        aws.undo(DELETE, Name=wanted["Name"])


def targets(aws: Recorder) -> None:
    aws.quietly("sqs.CreateQueue", QueueName="events")
    one = {"Id": "queue", "Arn": QUEUE}
    aws("of a rule without any", OF_RULE, Rule="one")
    aws("a queue", TARGETS, Rule="one", Targets=[one])
    aws("a path into the event", TARGETS, Rule="two", Targets=[{**one, "InputPath": "$.detail"}])
    aws("a text", TARGETS, Rule="without", Targets=[{**one, "Input": '{"a": 1}'}])
    aws("for nobody", TARGETS, Rule="nobody", Targets=[one])
    aws("none", TARGETS, Rule="one", Targets=[])
    aws("an ARN that is none", TARGETS, Rule="one", Targets=[{"Id": "x", "Arn": "nonsense"}])
    aws("an id with a space", TARGETS, Rule="one", Targets=[{"Id": "a b", "Arn": QUEUE}])
    aws.undo(REMOVE, Rule="one", Ids=["x", "a b"])
    for rule in ("one", "two", "without", "nobody"):
        aws(f"of {rule}", OF_RULE, Rule=rule)
    aws("of the queue", OF_TARGET, TargetArn=QUEUE)
    aws("of a queue that nobody uses", OF_TARGET, TargetArn=f"{QUEUE}-2")
    aws("in pages", OF_TARGET, TargetArn=QUEUE, Limit=2)


def ends(aws: Recorder) -> None:
    aws("one that has targets", DELETE, Name="one")
    aws("what is there", REMOVE, Rule="one", Ids=["queue"])
    aws("what is not there", REMOVE, Rule="one", Ids=["queue"])
    aws("of nobody", REMOVE, Rule="nobody", Ids=["queue"])
    aws("one", DELETE, Name="one")
    aws("one again", DELETE, Name="one")
    aws("at the end", LIST)
