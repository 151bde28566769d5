"""HTTP by bare sockets and prepared bytes, so that a benchmark measures the server and not the client."""

import pathlib
import socket
import urllib.parse
from typing import NamedTuple

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

TICKS_PER_SECOND = 100  # of /proc/PID/stat; USER_HZ of every Linux


class Peer(NamedTuple):
    name: str
    url: str
    access_key: str
    secret: str
    process: int

    def processor_seconds(self) -> float:
        return processor_seconds(self.process)


def processor_seconds(process: int) -> float:
    """What it has used until now, in user and in kernel mode."""
    fields = pathlib.Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS_PER_SECOND


def signed_request(peer: Peer, operation: str, body: bytes) -> bytes:
    """The bytes of one call of ACM; they may be sent again and again to who believes a signature of any time."""
    host = urllib.parse.urlsplit(peer.url).netloc
    request = AWSRequest(
        method="POST",
        url=f"{peer.url}/",
        data=body,
        headers={
            "Content-Type": "application/x-amz-json-1.1",
            "X-Amz-Target": f"CertificateManager.{operation}",
        },
    )
    SigV4Auth(Credentials(peer.access_key, peer.secret), "acm", "us-east-1").add_auth(request)
    headers = {**dict(request.headers), "Host": host, "Content-Length": str(len(body))}
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"POST / HTTP/1.1\r\n{lines}\r\n".encode() + body


class Connection:
    """Kept as long as the server keeps it: moto closes after each answer, and then it is made anew."""

    def __init__(self, peer: Peer) -> None:
        address = urllib.parse.urlsplit(peer.url)
        self._address = (address.hostname, address.port)
        self._socket: socket.socket | None = None

    def send(self, request: bytes) -> None:
        if self._socket is None:
            self._socket = socket.create_connection(self._address, timeout=120)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.sendall(request)

    def receive(self) -> bytes:
        """The body of the answer, which must be 200."""
        head, body = self._head()
        length = int(header(head, b"content-length"))
        parts = [body]
        while length > sum(map(len, parts)):
            parts.append(self._more())
        if b"close" in header(head, b"connection").lower() or head.startswith(b"HTTP/1.0"):
            self.close()
        return b"".join(parts)

    def _head(self) -> tuple[bytes, bytes]:
        received = b""
        while b"\r\n\r\n" not in received:
            received += self._more()
        head, _, body = received.partition(b"\r\n\r\n")
        if head.split(b" ", 2)[1] != b"200":
            raise SystemExit(f"it answered {head!r} {body!r}")
        return head, body

    def _more(self) -> bytes:
        assert self._socket is not None
        received = self._socket.recv(1 << 20)
        if not received:
            raise SystemExit("the server closed the connection in the middle of an answer")
        return received

    def close(self) -> None:
        if self._socket is not None:
            self._socket.close()
        self._socket = None


def header(head: bytes, name: bytes) -> bytes:
    """Its value, or nothing."""
    lines = head.lower().split(b"\r\n")
    return next((line.partition(b":")[2].strip() for line in lines if line.startswith(name + b":")), b"")
