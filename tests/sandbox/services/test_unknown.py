"""What the sandbox does not know: refused in a form that the client can read."""

import pytest
import requests

from refusals import refused
from sandbox_process import Sandbox
from small_world import ADMIN


class TestForms:
    def test_of_another_service(self, sandbox: Sandbox) -> None:
        message = "Could not find operation DescribeLoadBalancers for version 2012-06-01"
        with refused("InvalidAction", message, 400):
            sandbox.client("elb", ADMIN).describe_load_balancers()

    @pytest.mark.parametrize(
        ("body", "code"),
        [
            ("Version=2012-06-01", "MissingAction"),
            ("Action=Nonsense", "InvalidAction"),
            ("Action=%", "MalformedInput"),
        ],
    )
    def test_that_are_none(self, sandbox: Sandbox, body: str, code: str) -> None:
        headers = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}
        answer = requests.post(sandbox.url, data=body, headers=headers, timeout=10)
        assert (answer.status_code, answer.headers["Content-Type"]) == (400, "text/xml")
        assert f"<Code>{code}</Code>" in answer.text
