"""Messages: sent, received, kept, deleted (Amazon SQS API reference and developer guide)."""

import hashlib
import threading
import time
from typing import Any

import pytest

from acm.emulator import Sandbox, refused

from .queues import Queue


@pytest.fixture
def jobs(sqs: Any) -> Queue:
    return Queue.create(sqs, "jobs")


class TestSending:
    def test_tells_what_it_took(self, jobs: Queue) -> None:
        sent = jobs.send("größe")
        assert sent["MD5OfMessageBody"] == hashlib.md5("größe".encode()).hexdigest()
        message = jobs.receive()[0]
        assert message["MessageId"] == sent["MessageId"]
        assert (message["Body"], message["MD5OfBody"]) == ("größe", sent["MD5OfMessageBody"])
        assert "Attributes" not in message and "MessageAttributes" not in message

    def test_attributes(self, jobs: Queue) -> None:
        attributes = {
            "text": {"DataType": "String", "StringValue": "a"},
            "number": {"DataType": "Number.int", "StringValue": "7"},
            "blob": {"DataType": "Binary", "BinaryValue": b"\x00\xff"},
        }
        sent = jobs.send("body", MessageAttributes=attributes)
        # The lengths and kinds of AWS's description, put together by hand.
        parts = b""
        for name, kind, transport, value in (
            (b"blob", b"Binary", b"\x02", b"\x00\xff"),
            (b"number", b"Number.int", b"\x01", b"7"),
            (b"text", b"String", b"\x01", b"a"),
        ):
            parts += len(name).to_bytes(4, "big") + name + len(kind).to_bytes(4, "big") + kind
            parts += transport + len(value).to_bytes(4, "big") + value
        assert sent["MD5OfMessageAttributes"] == hashlib.md5(parts).hexdigest()
        message = jobs.receive(MessageAttributeNames=["All"], VisibilityTimeout=0)[0]
        assert message["MessageAttributes"] == attributes
        assert message["MD5OfMessageAttributes"] == sent["MD5OfMessageAttributes"]
        message = jobs.receive(MessageAttributeNames=["te.*"])[0]
        assert list(message["MessageAttributes"]) == ["text"]

    def test_system_attributes(self, jobs: Queue) -> None:
        before = time.time() * 1000
        jobs.send("body")
        jobs.receive(VisibilityTimeout=0)
        found = jobs.receive(AttributeNames=["All"], VisibilityTimeout=0)[0]["Attributes"]
        assert found["ApproximateReceiveCount"] == "2"
        assert before - 1000 <= int(found["SentTimestamp"]) <= int(found["ApproximateFirstReceiveTimestamp"])
        found = jobs.receive(MessageSystemAttributeNames=["ApproximateReceiveCount"])[0]["Attributes"]
        assert found == {"ApproximateReceiveCount": "3"}

    def test_a_batch(self, sqs: Any, jobs: Queue) -> None:
        entries = [{"Id": str(number), "MessageBody": f"body {number}"} for number in range(10)]
        entries[3]["MessageBody"] = "\x00"
        answer = sqs.send_message_batch(QueueUrl=jobs.url, Entries=entries)
        assert [row["Id"] for row in answer["Failed"]] == ["3"]
        assert answer["Failed"][0]["Code"] == "InvalidMessageContents"
        assert len(answer["Successful"]) == 9
        assert sorted(jobs.bodies()) == [f"body {number}" for number in range(10) if number != 3]

    @pytest.mark.parametrize(
        ("entries", "code"),
        [
            ([], "EmptyBatchRequest"),
            (
                [{"Id": str(number), "MessageBody": "a"} for number in range(11)],
                "TooManyEntriesInBatchRequest",
            ),
            ([{"Id": "a", "MessageBody": "a"}] * 2, "BatchEntryIdsNotDistinct"),
            ([{"Id": "a b", "MessageBody": "a"}], "InvalidBatchEntryId"),
        ],
    )
    def test_a_batch_that_is_wrong(self, sqs: Any, jobs: Queue, entries: list[Any], code: str) -> None:
        assert refused(sqs.send_message_batch, QueueUrl=jobs.url, Entries=entries)[0] == (
            f"AWS.SimpleQueueService.{code}"
        )

    def test_size(self, sqs: Any) -> None:
        small = Queue.create(sqs, "small", MaximumMessageSize="1024")
        small.send("a" * 1024)
        code, message = refused(sqs.send_message, QueueUrl=small.url, MessageBody="a" * 1025)
        assert code == "InvalidParameterValue"
        assert message.endswith("Message must be shorter than 1024 bytes.")

    def test_a_delay(self, sqs: Any) -> None:
        later = Queue.create(sqs, "later", DelaySeconds="3")
        later.send("a")
        later.send("b", DelaySeconds=0)
        assert later.attribute("ApproximateNumberOfMessagesDelayed") == "1"
        assert later.bodies() == ["b"]
        assert [message["Body"] for message in later.receive(WaitTimeSeconds=10)] == ["a"]


class TestReceiving:
    def test_the_oldest_first_and_one_unless_asked_for_more(self, sqs: Any, jobs: Queue) -> None:
        for number in range(12):
            jobs.send(str(number))
        assert [row["Body"] for row in sqs.receive_message(QueueUrl=jobs.url)["Messages"]] == ["0"]
        assert [row["Body"] for row in jobs.receive()] == [str(number) for number in range(1, 11)]
        assert "Messages" not in sqs.receive_message(QueueUrl=Queue.create(sqs, "empty").url)

    @pytest.mark.parametrize(
        "wrong",
        [
            {"MaxNumberOfMessages": 11},
            {"MaxNumberOfMessages": 0},
            {"WaitTimeSeconds": 21},
            {"VisibilityTimeout": -1},
        ],
    )
    def test_limits(self, sqs: Any, jobs: Queue, wrong: dict[str, int]) -> None:
        assert refused(sqs.receive_message, QueueUrl=jobs.url, **wrong)[0] == "InvalidParameterValue"

    def test_comes_back_when_it_is_not_deleted(self, jobs: Queue) -> None:
        jobs.send("a")
        assert len(jobs.receive(VisibilityTimeout=3)) == 1
        assert jobs.receive() == []
        assert jobs.attribute("ApproximateNumberOfMessagesNotVisible") == "1"
        message = jobs.receive(WaitTimeSeconds=10)[0]
        jobs.delete(message)
        assert jobs.attribute("ApproximateNumberOfMessagesNotVisible") == "0"

    def test_is_kept_longer_or_given_back(self, sqs: Any, jobs: Queue) -> None:
        jobs.send("a")
        handle = jobs.receive(VisibilityTimeout=3)[0]["ReceiptHandle"]
        sqs.change_message_visibility(QueueUrl=jobs.url, ReceiptHandle=handle, VisibilityTimeout=60)
        time.sleep(3.2)
        assert jobs.receive() == []
        entries = [{"Id": "a", "ReceiptHandle": handle, "VisibilityTimeout": 0}]
        answer = sqs.change_message_visibility_batch(QueueUrl=jobs.url, Entries=entries)
        assert [row["Id"] for row in answer["Successful"]] == ["a"]
        assert len(jobs.receive()) == 1

    def test_handles(self, sqs: Any, jobs: Queue) -> None:
        jobs.send("a")
        old = jobs.receive(VisibilityTimeout=0)[0]
        new = jobs.receive()[0]
        jobs.delete(old)
        assert jobs.attribute("ApproximateNumberOfMessagesNotVisible") == "1", (
            "the handle was not the last one"
        )
        answer = sqs.delete_message_batch(
            QueueUrl=jobs.url,
            Entries=[
                {"Id": "a", "ReceiptHandle": new["ReceiptHandle"]},
                {"Id": "b", "ReceiptHandle": "none"},
            ],
        )
        assert [row["Id"] for row in answer["Successful"]] == ["a"]
        assert [(row["Id"], row["Code"]) for row in answer["Failed"]] == [("b", "ReceiptHandleIsInvalid")]
        jobs.delete(new)

    def test_purge(self, sqs: Any, jobs: Queue) -> None:
        jobs.send("a")
        sqs.purge_queue(QueueUrl=jobs.url)
        assert jobs.receive() == []
        assert refused(sqs.purge_queue, QueueUrl=jobs.url)[0] == "AWS.SimpleQueueService.PurgeQueueInProgress"

    def test_dead_letters(self, sqs: Any, jobs: Queue) -> None:
        letters = Queue.create(sqs, "letters")
        jobs.set(RedrivePolicy=f'{{"deadLetterTargetArn": "{letters.arn}", "maxReceiveCount": "2"}}')
        sent = jobs.send("a")
        for _ in range(2):
            assert len(jobs.receive(VisibilityTimeout=0)) == 1
        assert jobs.receive() == []
        found = letters.receive(AttributeNames=["All"])[0]
        assert (found["Body"], found["MessageId"]) == ("a", sent["MessageId"])
        assert found["Attributes"]["DeadLetterQueueSourceArn"] == jobs.arn


class TestLongPolling:
    def test_waits_until_there_is_something(self, sandbox: Sandbox, jobs: Queue) -> None:
        found: list[tuple[float, list[Any]]] = []

        def wait() -> None:
            own = Queue(sandbox.client("sqs", retries={"total_max_attempts": 1}), jobs.url)
            begun = time.monotonic()
            messages = own.receive(WaitTimeSeconds=10)
            found.append((time.monotonic() - begun, messages))

        waiting = threading.Thread(target=wait)
        waiting.start()
        time.sleep(1)
        assert not found
        jobs.send("a")  # nobody who waits keeps others from being served
        waiting.join(5)
        waited, messages = found[0]
        assert [message["Body"] for message in messages] == ["a"]
        assert 0.5 < waited < 5

    def test_waits_as_long_as_asked(self, sqs: Any, jobs: Queue) -> None:
        begun = time.monotonic()
        assert jobs.receive(WaitTimeSeconds=1) == []
        assert 0.9 < time.monotonic() - begun < 5
        jobs.set(ReceiveMessageWaitTimeSeconds="3")
        begun = time.monotonic()
        assert jobs.receive() == []
        assert 2.9 < time.monotonic() - begun < 8
        begun = time.monotonic()
        assert jobs.receive(WaitTimeSeconds=0) == []
        assert time.monotonic() - begun < 2.9

    def test_does_not_hold_up_the_end(self, tmp_path_factory: pytest.TempPathFactory) -> None:
        sandbox = Sandbox(tmp_path_factory.mktemp("ending"), ["--no-quotas"])
        queue = Queue.create(sandbox.client("sqs"), "jobs")
        waiting = threading.Thread(target=lambda: queue.receive(WaitTimeSeconds=20))
        waiting.start()
        time.sleep(0.5)
        begun = time.monotonic()
        assert sandbox.stop() == 0
        assert time.monotonic() - begun < 10
        waiting.join(5)
        assert not waiting.is_alive()
