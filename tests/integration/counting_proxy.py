"""A reverse proxy that stands between Certwright and moto and counts the calls by operation."""

import collections
import http.client
import http.server
import re
import threading
import time
import urllib.parse

SCOPE = re.compile(r"Credential=(?P<key>[^/]+)/\d{8}/(?P<region>[^/]+)/(?P<service>[^/]+)/aws4_request")
# The tagging API and Private CA sign with names that the IAM actions do not use.
ACTION_PREFIX = {"tagging": "tag"}
OF_THE_CONNECTION = ("connection", "transfer-encoding", "content-length")


def scope_of(request: http.server.BaseHTTPRequestHandler) -> tuple[str, str, str]:
    """Region, service and access key id that the request was signed for."""
    scope = SCOPE.search(request.headers.get("Authorization", ""))
    return (scope["region"], scope["service"], scope["key"]) if scope else ("?", "?", "?")


def operation_of(request: http.server.BaseHTTPRequestHandler, body: bytes, service: str) -> str:
    """ "acm:ListCertificates" """
    target = request.headers.get("X-Amz-Target")
    action = target.split(".")[-1] if target else urllib.parse.parse_qs(body.decode()).get("Action", ["?"])[0]
    return f"{ACTION_PREFIX.get(service, service)}:{action}"


def send_upstream(
    target: str, request: http.server.BaseHTTPRequestHandler, body: bytes
) -> tuple[int, dict[str, str], bytes]:
    address = urllib.parse.urlsplit(target)
    upstream = http.client.HTTPConnection(address.hostname or "", address.port, timeout=60)
    try:
        upstream.request(request.command, request.path, body, dict(request.headers))
        answer = upstream.getresponse()
        headers = {
            name: value for name, value in answer.getheaders() if name.lower() not in OF_THE_CONNECTION
        }
        return answer.status, headers, answer.read()
    finally:
        upstream.close()


class CountingProxy:
    """`delay` seconds are added to every call, so that a test can act while a discovery runs."""

    def __init__(self, target: str, delay: float = 0) -> None:
        self.target = target
        self.delay = delay
        self.calls: collections.Counter[str] = collections.Counter()
        self.regions: dict[str, set[str]] = collections.defaultdict(set)
        self._lock = threading.Lock()
        proxy = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                proxy.count(self, body)
                time.sleep(proxy.delay)
                try:
                    proxy.answer(self, body)
                except (BrokenPipeError, ConnectionResetError):
                    self.close_connection = True  # the client was killed while it waited

            do_GET = do_PUT = do_DELETE = do_POST

            def log_message(self, *_: object) -> None:
                """Says nothing: the counters are the log."""

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def answer(self, request: http.server.BaseHTTPRequestHandler, body: bytes) -> None:
        status, headers, content = send_upstream(self.target, request, body)
        request.send_response_only(status)
        for name, value in headers.items():
            request.send_header(name, value)
        request.send_header("Content-Length", str(len(content)))
        request.end_headers()
        request.wfile.write(content)

    def count(self, request: http.server.BaseHTTPRequestHandler, body: bytes) -> None:
        region, service, _ = scope_of(request)
        name = operation_of(request, body, service)
        with self._lock:
            self.calls[name] += 1
            self.regions[name].add(region)

    def reset(self) -> None:
        with self._lock:
            self.calls.clear()
            self.regions.clear()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
