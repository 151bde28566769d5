"""A reverse proxy that stands between Certwright and moto and counts the calls by operation."""

import collections
import http.client
import http.server
import re
import threading
import time
import urllib.parse

SCOPE = re.compile(r"Credential=[^/]+/\d{8}/(?P<region>[^/]+)/(?P<service>[^/]+)/aws4_request")
# The tagging API and Private CA sign with names that the IAM actions do not use.
ACTION_PREFIX = {"tagging": "tag"}


class CountingProxy:
    """`delay` seconds are added to every call, so that a test can act while a discovery runs."""

    def __init__(self, target: str, delay: float = 0) -> None:
        self.delay = delay
        self.calls: collections.Counter[str] = collections.Counter()
        self.regions: dict[str, set[str]] = collections.defaultdict(set)
        self._target = urllib.parse.urlsplit(target)
        self._lock = threading.Lock()
        proxy = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_POST(self) -> None:
                proxy.forward(self)

            do_GET = do_PUT = do_DELETE = do_POST

            def log_message(self, *_: object) -> None:
                """Says nothing: the counters are the log."""

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def forward(self, request: http.server.BaseHTTPRequestHandler) -> None:
        body = request.rfile.read(int(request.headers.get("Content-Length", 0)))
        self._count(request, body)
        time.sleep(self.delay)
        upstream = http.client.HTTPConnection(self._target.hostname or "", self._target.port, timeout=60)
        upstream.request(request.command, request.path, body, dict(request.headers))
        answer = upstream.getresponse()
        content = answer.read()
        try:
            request.send_response_only(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in ("connection", "transfer-encoding", "content-length"):
                    request.send_header(name, value)
            request.send_header("Content-Length", str(len(content)))
            request.end_headers()
            request.wfile.write(content)
        except OSError:
            request.close_connection = True  # the client was killed while it waited
        finally:
            upstream.close()

    def _count(self, request: http.server.BaseHTTPRequestHandler, body: bytes) -> None:
        scope = SCOPE.search(request.headers.get("Authorization", ""))
        target = request.headers.get("X-Amz-Target")
        operation = (
            target.split(".")[-1] if target else urllib.parse.parse_qs(body.decode()).get("Action", ["?"])[0]
        )
        service = scope["service"] if scope else "?"
        with self._lock:
            name = f"{ACTION_PREFIX.get(service, service)}:{operation}"
            self.calls[name] += 1
            self.regions[name].add(scope["region"] if scope else "?")

    def reset(self) -> None:
        with self._lock:
            self.calls.clear()
            self.regions.clear()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
