"""Rules, targets, patterns and events of one's own (Amazon EventBridge API reference and user guide)."""

import datetime
import functools
import json
import pathlib
from collections.abc import Callable
from typing import Any

import pytest

from acm.emulator import Sandbox, refused

from .queues import Queue, policy

MINE = json.dumps({"source": ["my.app"]})


def put(events: Any, detail: dict[str, Any] | None = None, **more: Any) -> str:
    """The id of an event of one's own."""
    entry = {"Source": "my.app", "DetailType": "Order", "Detail": json.dumps(detail or {}), **more}
    answer = events.put_events(Entries=[entry])
    assert answer["FailedEntryCount"] == 0, answer
    return answer["Entries"][0]["EventId"]


class TestRules:
    def test_are_kept(self, events: Any) -> None:
        arn = events.put_rule(Name="mine", EventPattern=MINE, Description="orders")["RuleArn"]
        assert arn == "arn:aws:events:us-east-1:000000000000:rule/mine"
        found = events.describe_rule(Name="mine")
        assert (found["EventPattern"], found["State"], found["Description"]) == (MINE, "ENABLED", "orders")
        assert (found["EventBusName"], found["CreatedBy"]) == ("default", "000000000000")
        assert [rule["Arn"] for rule in events.list_rules(NamePrefix="mi")["Rules"]] == [arn]
        assert events.list_rules(NamePrefix="other")["Rules"] == []
        events.delete_rule(Name="mine")
        code, message = refused(events.describe_rule, Name="mine")
        assert code == "ResourceNotFoundException"
        assert message == "Rule mine does not exist on EventBus default."
        events.delete_rule(Name="mine")

    def test_with_targets_stay(self, events: Any, queue: Queue, listen: Callable[..., None]) -> None:
        listen(MINE)
        code, message = refused(events.delete_rule, Name="rule")
        assert (code, message) == ("ValidationException", "Rule can't be deleted since it has targets.")
        assert events.list_targets_by_rule(Rule="rule")["Targets"] == [{"Id": "queue", "Arn": queue.arn}]
        assert events.list_rule_names_by_target(TargetArn=queue.arn)["RuleNames"] == ["rule"]
        assert events.remove_targets(Rule="rule", Ids=["queue"])["FailedEntryCount"] == 0
        events.delete_rule(Name="rule")

    @pytest.mark.parametrize(
        "wanted",
        [
            {"ScheduleExpression": "rate(1 day)"},
            {},
            {"EventPattern": MINE, "EventBusName": "other"},
            {"EventPattern": MINE, "Name": "a b"},
        ],
    )
    def test_refuses(self, events: Any, wanted: dict[str, str]) -> None:
        code, _ = refused(events.put_rule, **{"Name": "rule", **wanted})
        assert code == ("ResourceNotFoundException" if "EventBusName" in wanted else "ValidationException")

    def test_there_is_one_bus(self, events: Any) -> None:
        buses = events.list_event_buses()["EventBuses"]
        assert [bus["Name"] for bus in buses] == ["default"]
        events.put_rule(Name="rule", EventPattern=MINE, EventBusName=buses[0]["Arn"])
        assert events.describe_event_bus()["Arn"] == buses[0]["Arn"]

    @pytest.mark.parametrize(
        "target",
        [
            {"Arn": "arn:aws:sns:us-east-1:000000000000:topic"},
            {"Arn": "queue"},
            {"Arn": "arn:aws:sqs:eu-west-1:000000000000:events"},
            {"InputTransformer": {"InputTemplate": '"a"'}},
            {"InputPath": "$.detail[0]"},
            {"Input": "no json"},
            {"Input": "{}", "InputPath": "$.detail"},
            {"DeadLetterConfig": {"Arn": "arn:aws:sqs:us-east-1:000000000000:letters"}},
        ],
    )
    def test_targets_that_it_does_not_act_out(
        self, events: Any, queue: Queue, target: dict[str, Any]
    ) -> None:
        events.put_rule(Name="rule", EventPattern=MINE)
        wanted = [{"Id": "queue", "Arn": queue.arn, **target}]
        assert refused(events.put_targets, Rule="rule", Targets=wanted)[0] == "ValidationException"
        assert events.list_targets_by_rule(Rule="rule")["Targets"] == []

    def test_five_targets(self, events: Any, queue: Queue) -> None:
        events.put_rule(Name="rule", EventPattern=MINE)
        targets = [{"Id": str(number), "Arn": queue.arn} for number in range(6)]
        assert refused(events.put_targets, Rule="rule", Targets=targets)[0] == "LimitExceededException"


class TestDelivery:
    def test_brings_the_event(
        self, sandbox: Sandbox, events: Any, queue: Queue, listen: Callable[..., None]
    ) -> None:
        listen(MINE)
        event_id = put(events, {"total": 7}, Resources=["arn:aws:s3:::orders"])
        found = queue.events()
        assert len(found) == 1
        at = datetime.datetime.fromisoformat(found[0].pop("time"))
        assert abs(sandbox.now() - at) < datetime.timedelta(minutes=1)
        assert found == [
            {
                "version": "0",
                "id": event_id,
                "detail-type": "Order",
                "source": "my.app",
                "account": "000000000000",
                "region": "us-east-1",
                "resources": ["arn:aws:s3:::orders"],
                "detail": {"total": 7},
            }
        ]

    def test_brings_nothing_else(self, events: Any, queue: Queue, listen: Callable[..., None]) -> None:
        listen(json.dumps({"source": ["my.other"]}))
        put(events)
        assert queue.bodies() == []

    def test_a_rule_that_is_off(self, events: Any, queue: Queue, listen: Callable[..., None]) -> None:
        listen(MINE)
        events.disable_rule(Name="rule")
        assert events.describe_rule(Name="rule")["State"] == "DISABLED"
        put(events)
        events.enable_rule(Name="rule")
        last = put(events)
        assert [event["id"] for event in queue.events()] == [last]

    def test_a_part_or_something_else(self, events: Any, queue: Queue, listen: Callable[..., None]) -> None:
        listen(MINE, "part", InputPath="$.detail.total")
        listen(MINE, "constant", Input='{"a": 1}')
        put(events, {"total": {"sum": 7}})
        assert sorted(queue.bodies()) == ['{"a": 1}', '{"sum":7}']

    @pytest.mark.parametrize(
        ("condition", "arrives"),
        [
            ({"ArnEquals": {"aws:SourceArn": "arn:aws:events:us-east-1:000000000000:rule/rule"}}, True),
            ({"ArnLike": {"aws:SourceArn": "arn:aws:events:*:*:rule/*"}}, True),
            ({"StringEquals": {"aws:SourceAccount": "000000000000"}}, True),
            ({"ArnEquals": {"aws:SourceArn": "arn:aws:events:us-east-1:000000000000:rule/other"}}, False),
            ({"StringEquals": {"aws:SourceAccount": ["123456789012"]}}, False),
        ],
    )
    def test_the_policy_of_the_queue_decides(
        self,
        events: Any,
        queue: Queue,
        listen: Callable[..., None],
        condition: dict[str, Any],
        arrives: bool,
    ) -> None:
        queue.set(Policy=policy(queue.arn, condition))
        listen(MINE)
        put(events)
        assert len(queue.bodies()) == int(arrives)

    def test_without_a_policy_nothing_arrives(
        self, events: Any, queue: Queue, listen: Callable[..., None]
    ) -> None:
        queue.set(Policy="")
        listen(MINE)
        put(events)
        assert queue.bodies() == []

    def test_conditions_that_it_does_not_act_out(self, sqs: Any, queue: Queue) -> None:
        for condition in (
            {"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}},
            {"StringEquals": {"aws:PrincipalOrgID": "o"}},
        ):
            code, message = refused(
                sqs.set_queue_attributes,
                QueueUrl=queue.url,
                Attributes={"Policy": policy(queue.arn, condition)},
            )
            assert code == "InvalidAttributeValue"
            assert "does not act out the condition" in message

    def test_a_denial_wins(self, events: Any, queue: Queue, listen: Callable[..., None]) -> None:
        denying = json.loads(policy(queue.arn))
        denying["Statement"].append(
            {"Effect": "Deny", "Principal": "*", "Action": "sqs:*", "Resource": f"{queue.arn[:-6]}*"}
        )
        queue.set(Policy=json.dumps(denying))
        listen(MINE)
        put(events)
        assert queue.bodies() == []

    def test_what_is_wrong_with_an_event(self, events: Any) -> None:
        right = {"Source": "my.app", "DetailType": "Order", "Detail": "{}"}
        entries = [
            right,
            {**right, "Detail": "[]"},
            {**right, "Source": "aws.acm"},
            {key: value for key, value in right.items() if key != "DetailType"},
        ]
        answer = events.put_events(Entries=entries)
        assert answer["FailedEntryCount"] == 3
        assert [row.get("ErrorCode") for row in answer["Entries"]] == [
            None,
            "MalformedDetail",
            "NotAuthorizedForSourceException",
            "InvalidArgument",
        ]


class TestPatterns:
    @pytest.mark.parametrize(
        ("detail", "pattern", "takes"),
        [
            ({"a": "x"}, ["x", "y"], True),
            ({"a": "z"}, ["x", "y"], False),
            ({"a": ["z", "y"]}, ["x", "y"], True),
            ({"a": 300.0}, [300], True),
            ({"a": "300"}, [300], False),
            ({"a": None}, [None], True),
            ({}, [None], False),
            ({"a": "shop.test"}, [{"suffix": ".test"}], True),
            ({"a": "shop.test"}, [{"prefix": "shop"}], True),
            ({"a": "shop.test"}, [{"prefix": "test"}], False),
            ({"a": "SHOP"}, [{"equals-ignore-case": "shop"}], True),
            ({"a": "www.shop.test"}, [{"wildcard": "*.shop.*"}], True),
            ({"a": "x"}, [{"anything-but": ["x", "y"]}], False),
            ({"a": "z"}, [{"anything-but": ["x", "y"]}], True),
            ({"a": "xylem"}, [{"anything-but": {"prefix": "xy"}}], False),
            ({}, [{"anything-but": "x"}], False),
            ({"a": 7}, [{"numeric": [">", 0, "<=", 7]}], True),
            ({"a": 8}, [{"numeric": [">", 0, "<=", 7]}], False),
            ({"a": "7"}, [{"numeric": ["=", 7]}], False),
            ({"a": 1}, [{"exists": True}], True),
            ({}, [{"exists": True}], False),
            ({}, [{"exists": False}], True),
            ({}, ["x", {"exists": False}], True),
        ],
    )
    def test_takes(self, events: Any, detail: dict[str, Any], pattern: list[Any], takes: bool) -> None:
        event = {
            "version": "0",
            "id": "1",
            "detail-type": "Order",
            "source": "my.app",
            "account": "000000000000",
            "time": "2026-01-01T00:00:00Z",
            "region": "us-east-1",
            "resources": [],
            "detail": detail,
        }
        answer = events.test_event_pattern(
            EventPattern=json.dumps({"detail": {"a": pattern}}), Event=json.dumps(event)
        )
        assert answer["Result"] is takes

    @pytest.mark.parametrize(
        "pattern",
        [
            "nothing",
            "[]",
            "{}",
            '{"source": "my.app"}',
            '{"source": []}',
            '{"source": {}}',
            '{"source": [["a"]]}',
            '{"source": [{"cidr": "10.0.0.0/8"}]}',
            '{"source": [{"regex": "a"}]}',
            '{"source": [{"prefix": 1}]}',
            '{"source": [{"exists": "yes"}]}',
            '{"source": [{"numeric": [">", "a"]}]}',
            '{"source": [{"numeric": ["~", 1]}]}',
            '{"source": [{"anything-but": [true]}]}',
            '{"source": [{"prefix": "a", "suffix": "b"}]}',
        ],
    )
    def test_refuses(self, events: Any, pattern: str) -> None:
        code, message = refused(events.put_rule, Name="rule", EventPattern=pattern)
        assert code == "InvalidEventPatternException"
        assert message.startswith("Event pattern is not valid. Reason: ")


def test_the_command_line(sandbox: Sandbox, events: Any, queue: Queue, tmp_path: pathlib.Path) -> None:
    aws = functools.partial(sandbox.aws, tmp_path)

    aws("events", "put-rule", "--name", "mine", "--event-pattern", MINE)
    aws("events", "put-targets", "--rule", "mine", "--targets", f"Id=1,Arn={queue.arn}")
    event_id = put(events)
    body = aws("sqs", "receive-message", "--queue-url", queue.url, "--query", "Messages[0].Body")
    assert json.loads(body)["id"] == event_id
