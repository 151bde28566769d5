"""Queues and their attributes (Amazon SQS API reference)."""

from typing import Any

import pytest

from acm.emulator import FOOBAR, Sandbox, refused

from .queues import Queue

NOT_THERE = ("AWS.SimpleQueueService.NonExistentQueue", "The specified queue does not exist.")


class TestCreation:
    def test_the_url_leads_here(self, sandbox: Sandbox, sqs: Any) -> None:
        created = Queue.create(sqs, "jobs")
        assert created.url == f"{sandbox.url}/000000000000/jobs"
        assert created.arn == "arn:aws:sqs:us-east-1:000000000000:jobs"
        assert sqs.get_queue_url(QueueName="jobs")["QueueUrl"] == created.url

    def test_the_same_again_is_the_same(self, sqs: Any) -> None:
        first = Queue.create(sqs, "jobs", VisibilityTimeout="40")
        assert Queue.create(sqs, "jobs", VisibilityTimeout="40").url == first.url
        assert Queue.create(sqs, "jobs").url == first.url
        code, message = refused(sqs.create_queue, QueueName="jobs", Attributes={"VisibilityTimeout": "41"})
        assert code == "QueueAlreadyExists"
        assert message == (
            "A queue already exists with the same name and a different value for attribute VisibilityTimeout"
        )

    @pytest.mark.parametrize("name", ["", "a b", "a" * 81, "a.b"])
    def test_names(self, sqs: Any, name: str) -> None:
        assert refused(sqs.create_queue, QueueName=name)[0] == "InvalidParameterValue"

    def test_a_name_is_needed(self, sqs: Any) -> None:
        assert refused(sqs.create_queue) == (
            "MissingParameter",
            "The request must contain the parameter QueueName.",
        )

    def test_no_fifo(self, sqs: Any) -> None:
        code, message = refused(sqs.create_queue, QueueName="a.fifo", Attributes={"FifoQueue": "true"})
        assert (code, message) == (
            "AWS.SimpleQueueService.UnsupportedOperation",
            "The sandbox does not act out FIFO queues.",
        )

    def test_what_is_deleted_is_gone(self, sqs: Any) -> None:
        queue = Queue.create(sqs, "jobs")
        sqs.delete_queue(QueueUrl=queue.url)
        assert refused(sqs.get_queue_url, QueueName="jobs") == NOT_THERE
        assert refused(sqs.send_message, QueueUrl=queue.url, MessageBody="a") == NOT_THERE
        assert refused(sqs.create_queue, QueueName="jobs")[0] == "AWS.SimpleQueueService.QueueDeletedRecently"

    def test_the_exception_has_its_class(self, sqs: Any) -> None:
        with pytest.raises(sqs.exceptions.QueueDoesNotExist):
            sqs.get_queue_url(QueueName="jobs")

    def test_each_region_and_account_has_its_own(self, sandbox: Sandbox, sqs: Any) -> None:
        queue = Queue.create(sqs, "jobs")
        assert "QueueUrls" not in sandbox.client("sqs", "eu-west-1").list_queues()
        stranger = sandbox.client("sqs", key=FOOBAR)
        assert "QueueUrls" not in stranger.list_queues()
        assert refused(stranger.receive_message, QueueUrl=queue.url)[0] == "AccessDenied"

    def test_lists(self, sqs: Any) -> None:
        urls = [Queue.create(sqs, name).url for name in ("a-1", "a-2", "a-3", "b-1")]
        assert sqs.list_queues()["QueueUrls"] == urls
        assert sqs.list_queues(QueueNamePrefix="a-")["QueueUrls"] == urls[:3]
        pages = list(sqs.get_paginator("list_queues").paginate(PaginationConfig={"PageSize": 3}))
        assert [len(page["QueueUrls"]) for page in pages] == [3, 1]

    def test_tags(self, sqs: Any) -> None:
        url = sqs.create_queue(QueueName="jobs", tags={"team": "a"})["QueueUrl"]
        sqs.tag_queue(QueueUrl=url, Tags={"stage": "test"})
        sqs.untag_queue(QueueUrl=url, TagKeys=["team"])
        assert sqs.list_queue_tags(QueueUrl=url)["Tags"] == {"stage": "test"}


class TestAttributes:
    def test_defaults(self, sqs: Any) -> None:
        url = Queue.create(sqs, "jobs").url
        found = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
        wanted = {
            "VisibilityTimeout": "30",
            "MessageRetentionPeriod": "345600",
            "DelaySeconds": "0",
            "ReceiveMessageWaitTimeSeconds": "0",
            "ApproximateNumberOfMessages": "0",
            "ApproximateNumberOfMessagesNotVisible": "0",
            "ApproximateNumberOfMessagesDelayed": "0",
            "SqsManagedSseEnabled": "true",
        }
        assert {name: found[name] for name in wanted} == wanted

    def test_are_set_and_cleared(self, sqs: Any) -> None:
        queue = Queue.create(sqs, "jobs")
        queue.set(VisibilityTimeout="7", Policy='{"Statement": []}')
        assert (queue.attribute("VisibilityTimeout"), queue.attribute("Policy")) == ("7", '{"Statement": []}')
        queue.set(Policy="")
        answer = sqs.get_queue_attributes(QueueUrl=queue.url, AttributeNames=["Policy"])
        assert "Attributes" not in answer

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("VisibilityTimeout", "43201"),
            ("VisibilityTimeout", "soon"),
            ("DelaySeconds", "901"),
            ("ReceiveMessageWaitTimeSeconds", "21"),
            ("MessageRetentionPeriod", "59"),
            ("MaximumMessageSize", "1023"),
            ("Policy", "nobody"),
            ("RedrivePolicy", "{}"),
        ],
    )
    def test_values(self, sqs: Any, name: str, value: str) -> None:
        url = Queue.create(sqs, "jobs").url
        code, message = refused(sqs.set_queue_attributes, QueueUrl=url, Attributes={name: value})
        assert code == "InvalidAttributeValue"
        assert message.startswith(f"Invalid value for the parameter {name}.")

    def test_unknown_ones(self, sqs: Any) -> None:
        url = Queue.create(sqs, "jobs").url
        for refusal in (
            refused(sqs.set_queue_attributes, QueueUrl=url, Attributes={"Colour": "red"}),
            refused(sqs.get_queue_attributes, QueueUrl=url, AttributeNames=["Colour"]),
        ):
            assert refusal == ("InvalidAttributeName", "Unknown Attribute Colour.")
