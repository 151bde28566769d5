"""Queues in few words."""

import json
from typing import Any


def policy(arn: str, condition: dict[str, Any] | None = None) -> str:
    """Lets EventBridge send, as its user guide has it."""
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": "events.amazonaws.com"},
        "Action": "sqs:SendMessage",
        "Resource": arn,
        **({"Condition": condition} if condition else {}),
    }
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


class Queue:
    def __init__(self, sqs: Any, url: str) -> None:
        self.sqs = sqs
        self.url = url
        self.arn = self.attribute("QueueArn")

    @staticmethod
    def create(sqs: Any, name: str, open_to_events: bool = False, **attributes: str) -> "Queue":
        queue = Queue(sqs, sqs.create_queue(QueueName=name, Attributes=attributes)["QueueUrl"])
        if open_to_events:
            queue.set(Policy=policy(queue.arn))
        return queue

    def attribute(self, name: str) -> str:
        return self.sqs.get_queue_attributes(QueueUrl=self.url, AttributeNames=[name])["Attributes"][name]

    def set(self, **attributes: str) -> None:
        self.sqs.set_queue_attributes(QueueUrl=self.url, Attributes=attributes)

    def send(self, body: str, **more: Any) -> dict[str, Any]:
        return self.sqs.send_message(QueueUrl=self.url, MessageBody=body, **more)

    def receive(self, most: int = 10, **more: Any) -> list[dict[str, Any]]:
        answer = self.sqs.receive_message(QueueUrl=self.url, MaxNumberOfMessages=most, **more)
        return answer.get("Messages", [])

    def delete(self, message: dict[str, Any]) -> None:
        self.sqs.delete_message(QueueUrl=self.url, ReceiptHandle=message["ReceiptHandle"])

    def bodies(self) -> list[str]:
        """Of all messages, which it deletes."""
        found = []
        while messages := self.receive():
            for message in messages:
                found.append(message["Body"])
                self.delete(message)
        return found

    def events(self) -> list[dict[str, Any]]:
        return [json.loads(body) for body in self.bodies()]
