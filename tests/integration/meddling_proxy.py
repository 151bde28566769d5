"""A proxy before moto that answers as a test's script says: what AWS, a broken network or a portal may answer."""

import dataclasses
import http.client
import http.server
import json
import socket
import struct
from collections.abc import Callable, Mapping
from typing import Any

from counting_proxy import CountingProxy, operation_of, scope_of, send_upstream

JSON = "application/x-amz-json-1.1"


@dataclasses.dataclass(frozen=True)
class Call:
    """One request of Certwright's."""

    operation: str  # "acm:ListCertificates"
    region: str
    access_key_id: str
    headers: http.client.HTTPMessage  # names in any case
    body: bytes

    def json(self) -> dict[str, Any]:
        return json.loads(self.body or b"{}")


@dataclasses.dataclass(frozen=True)
class Answer:
    status: int
    content: bytes
    headers: Mapping[str, str] = dataclasses.field(default_factory=lambda: {"Content-Type": JSON})
    cut_after: int | None = None  # bytes of the content, though its whole length was promised
    reset: bool = False  # instead of any answer

    def json(self) -> dict[str, Any]:
        return json.loads(self.content)


Script = Callable[[Call, Callable[[], Answer]], Answer]


def json_answer(content: dict[str, Any], status: int = 200) -> Answer:
    return Answer(status, json.dumps(content).encode())


def refusal(code: str, message: str, status: int = 400) -> Answer:
    return json_answer({"__type": code, "message": message}, status)


def xml_refusal(code: str, message: str, status: int = 403) -> Answer:
    """As STS and IAM refuse."""
    text = (
        '<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>'
        f"<Code>{code}</Code><Message>{message}</Message></Error><RequestId>0</RequestId></ErrorResponse>"
    )
    return Answer(status, text.encode(), {"Content-Type": "text/xml"})


def html(status: int = 200) -> Answer:
    """As a captive portal or a proxy answers."""
    page = b"<!DOCTYPE html><html><title>Sign in to the guest network</title><p>Welcome</p></html>"
    return Answer(status, page, {"Content-Type": "text/html; charset=utf-8"})


RESET = Answer(0, b"", reset=True)


def in_pages(size: int) -> Script:
    """moto lists everything on one page."""

    def script(call: Call, forward: Callable[[], Answer]) -> Answer:
        if call.operation != "acm:ListCertificates":
            return forward()
        rows = forward().json()["CertificateSummaryList"]
        begin = int(call.json().get("NextToken", "0"))
        page: dict[str, Any] = {"CertificateSummaryList": rows[begin : begin + size]}
        if begin + size < len(rows):
            page["NextToken"] = str(begin + size)
        return json_answer(page)

    return script


class MeddlingProxy(CountingProxy):
    """Without a script it only counts. The script may call its second argument for moto's answer."""

    def __init__(self, target: str, delay: float = 0) -> None:
        self.script: Script = lambda _call, forward: forward()
        super().__init__(target, delay)

    def answer(self, request: http.server.BaseHTTPRequestHandler, body: bytes) -> None:
        region, service, access_key_id = scope_of(request)
        call = Call(operation_of(request, body, service), region, access_key_id, request.headers, body)

        def forward() -> Answer:
            status, headers, content = send_upstream(self.target, request, body)
            return Answer(status, content, headers)

        self._write(request, self.script(call, forward))

    @staticmethod
    def _write(request: http.server.BaseHTTPRequestHandler, answer: Answer) -> None:
        if answer.reset:
            request.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            request.connection.close()
            request.close_connection = True
            return
        request.send_response_only(answer.status)
        for name, value in answer.headers.items():
            request.send_header(name, value)
        request.send_header("Content-Length", str(len(answer.content)))
        request.end_headers()
        request.wfile.write(answer.content[: answer.cut_after])
        if answer.cut_after is not None:
            request.close_connection = True
