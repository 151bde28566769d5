"""Queues and their messages."""

from typing import Any

from ..recorder import Recorder

CREATE, URL, LIST, DELETE = "sqs.CreateQueue", "sqs.GetQueueUrl", "sqs.ListQueues", "sqs.DeleteQueue"
GET, SET, SEND, RECEIVE = (
    "sqs.GetQueueAttributes",
    "sqs.SetQueueAttributes",
    "sqs.SendMessage",
    "sqs.ReceiveMessage",
)
BATCH, DONE, HIDE = "sqs.SendMessageBatch", "sqs.DeleteMessage", "sqs.ChangeMessageVisibility"
WRONG_ATTRIBUTES = {
    "VisibilityTimeout": ("43201", "-1", "soon"),
    "DelaySeconds": ("901",),
    "ReceiveMessageWaitTimeSeconds": ("21",),
    "MessageRetentionPeriod": ("59", "1209601"),
    "MaximumMessageSize": ("1023",),
    "Policy": ("nobody",),
    "RedrivePolicy": ("nonsense",),
    "Colour": ("red",),
}
DEFAULTS = {
    "VisibilityTimeout": "0",
    "DelaySeconds": "0",
    "ReceiveMessageWaitTimeSeconds": "0",
    "MessageRetentionPeriod": "345600",
}
WRONG_BATCHES: dict[str, list[dict[str, Any]]] = {
    "no entries": [],
    "eleven entries": [{"Id": f"{number}", "MessageBody": "a"} for number in range(11)],
    "the same id twice": [{"Id": "a", "MessageBody": "a"}, {"Id": "a", "MessageBody": "b"}],
    "an id with a space": [{"Id": "a b", "MessageBody": "a"}],
}


def run(aws: Recorder) -> None:
    aws.name(aws.service.url.replace("127.0.0.1", "localhost"), "end point")
    aws.name(aws.service.url, "end point")
    aws("of nothing", LIST)
    queues(aws)
    url = aws.quietly(URL, QueueName="jobs")["QueueUrl"]
    attributes(aws, url)
    messages(aws, url)
    for what, entries in WRONG_BATCHES.items():
        aws(what, BATCH, QueueUrl=url, Entries=entries)
    nobody = url.replace("jobs", "nobody")
    for operation, more in (
        (GET, {}),
        (SET, {"Attributes": {"DelaySeconds": "0"}}),
        (SEND, {"MessageBody": "a"}),
        (RECEIVE, {}),
        (DONE, {"ReceiptHandle": "a"}),
        ("sqs.PurgeQueue", {}),
        ("sqs.ListQueueTags", {}),
        (DELETE, {}),
    ):
        aws("of nobody", operation, QueueUrl=nobody, **more)
    aws("all messages", "sqs.PurgeQueue", QueueUrl=url)
    aws("one", DELETE, QueueUrl=url)
    aws("what was deleted", URL, QueueName="jobs")
    aws("at the end", LIST)


def queues(aws: Recorder) -> None:
    aws("one", CREATE, QueueName="jobs", Attributes={"VisibilityTimeout": "40"}, tags={"team": "a"})
    aws("the same again", CREATE, QueueName="jobs", Attributes={"VisibilityTimeout": "40"})
    aws("the same without attributes", CREATE, QueueName="jobs")
    aws("the same otherwise", CREATE, QueueName="jobs", Attributes={"VisibilityTimeout": "41"})
    aws("another", CREATE, QueueName="other")
    for what, name in {
        "an empty name": "",
        "a name with a space": "a b",
        "a name with a dot": "a.b",
        "too long a name": "n" * 81,
    }.items():
        aws(what, CREATE, QueueName=name)
    aws("without a name", CREATE)
    aws("one", URL, QueueName="jobs")
    aws("nobody", URL, QueueName="nobody")
    aws("all", LIST)
    aws("by a prefix", LIST, QueueNamePrefix="jo")
    aws("one to a page", LIST, MaxResults=1)
    aws("of another region", LIST, region="eu-west-1")


def attributes(aws: Recorder, url: str) -> None:
    aws("all", GET, QueueUrl=url, AttributeNames=["All"])
    aws("two", GET, QueueUrl=url, AttributeNames=["QueueArn", "VisibilityTimeout"])
    aws("no names", GET, QueueUrl=url)
    aws("a name that is none", GET, QueueUrl=url, AttributeNames=["Colour"])
    aws("a new value", SET, QueueUrl=url, Attributes={"VisibilityTimeout": "0", "DelaySeconds": "0"})
    aws("the new value", GET, QueueUrl=url, AttributeNames=["VisibilityTimeout"])
    for name, values in WRONG_ATTRIBUTES.items():
        for value in values:
            aws(f"{name} {value}", SET, QueueUrl=url, Attributes={name: value})
            for attribute, default in DEFAULTS.items():
                aws.undo(SET, QueueUrl=url, Attributes={attribute: default})
    tags = "sqs.ListQueueTags"
    aws("of creation", tags, QueueUrl=url)
    aws("one more", "sqs.TagQueue", QueueUrl=url, Tags={"stage": "test"})
    aws("one less", "sqs.UntagQueue", QueueUrl=url, TagKeys=["team"])
    aws("afterwards", tags, QueueUrl=url)


def messages(aws: Recorder, url: str) -> None:
    queue = aws.quietly(CREATE, QueueName="fresh")["QueueUrl"]
    aws("from an empty one", RECEIVE, QueueUrl=queue)
    aws("a word", SEND, QueueUrl=queue, MessageBody="größe")
    kinds = {
        "text": {"DataType": "String", "StringValue": "a"},
        "number": {"DataType": "Number.int", "StringValue": "7"},
        "blob": {"DataType": "Binary", "BinaryValue": b"\x00\x7f"},
    }
    aws("everything", RECEIVE, QueueUrl=queue, AttributeNames=["All"], VisibilityTimeout=0)
    [message] = aws.quietly(RECEIVE, QueueUrl=queue)["Messages"]
    handle = message["ReceiptHandle"]
    aws("what is hidden", RECEIVE, QueueUrl=queue)
    aws("for longer", HIDE, QueueUrl=queue, ReceiptHandle=handle, VisibilityTimeout=60)
    aws("for too long", HIDE, QueueUrl=queue, ReceiptHandle=handle, VisibilityTimeout=43201)
    aws("of a handle that is none", HIDE, QueueUrl=queue, ReceiptHandle="nonsense", VisibilityTimeout=0)
    aws("one", DONE, QueueUrl=queue, ReceiptHandle=handle)
    aws("the same again", DONE, QueueUrl=queue, ReceiptHandle=handle)
    aws("by a handle that is none", DONE, QueueUrl=queue, ReceiptHandle="nonsense")
    aws("attributes", SEND, QueueUrl=queue, MessageBody="b", MessageAttributes=kinds)
    aws("its attributes", RECEIVE, QueueUrl=queue, MessageAttributeNames=["All"], VisibilityTimeout=0)
    aws("some of them", RECEIVE, QueueUrl=queue, MessageAttributeNames=["te.*"])
    aws("an empty body", SEND, QueueUrl=url, MessageBody="")
    aws("no body", SEND, QueueUrl=url)
    aws("too long a delay", SEND, QueueUrl=url, MessageBody="a", DelaySeconds=901)
    odd = {"a": {"DataType": "Colour", "StringValue": "red"}}
    aws("an attribute of no type", SEND, QueueUrl=url, MessageBody="a", MessageAttributes=odd)
    aws(
        "two", BATCH, QueueUrl=url, Entries=[{"Id": "a", "MessageBody": "a"}, {"Id": "b", "MessageBody": "b"}]
    )
    aws("no messages", RECEIVE, QueueUrl=url, MaxNumberOfMessages=0)
    aws("eleven messages", RECEIVE, QueueUrl=url, MaxNumberOfMessages=11)
    aws("a wait too long", RECEIVE, QueueUrl=url, WaitTimeSeconds=21)
