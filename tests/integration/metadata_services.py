"""Stand-ins for the addresses where EC2, ECS and EKS hand out credentials, on a loopback port."""

import datetime
import http.server
import json
import threading

SESSION = "session-token-of-the-machine"


def credentials(
    access_key_id: str, lifetime: datetime.timedelta = datetime.timedelta(hours=1)
) -> dict[str, str]:
    expires = datetime.datetime.now(datetime.UTC) + lifetime
    return {
        "Code": "Success",
        "AccessKeyId": access_key_id,
        "SecretAccessKey": "secret-of-the-machine",
        "Token": SESSION,
        "Expiration": expires.strftime("%Y-%m-%dT%H:%M:%SZ"),
    }


class MetadataServices:
    """IMDSv2 under /latest, the container endpoint under /container; `asked` keeps what was asked for."""

    role: str | None = "Machine"
    container_token = "container-authorization"

    def __init__(self) -> None:
        self.asked: list[str] = []
        services = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_PUT(self) -> None:
                lifetime = self.headers.get("x-aws-ec2-metadata-token-ttl-seconds")
                if self.path == "/latest/api/token" and lifetime:
                    self._answer(200, "imds-token")
                else:
                    self._answer(400, "Bad Request")

            def do_GET(self) -> None:
                roles = "/latest/meta-data/iam/security-credentials/"
                if self.path == "/container":
                    allowed = self.headers.get("Authorization") == services.container_token
                    self._answer(200, json.dumps(credentials("ASIACONTAINER"))) if allowed else self._answer(
                        403, ""
                    )
                elif self.headers.get("x-aws-ec2-metadata-token") != "imds-token":
                    self._answer(401, "Unauthorized")  # IMDSv1 is off
                elif services.role and self.path == roles:
                    self._answer(200, services.role)
                elif services.role and self.path == roles + services.role:
                    self._answer(200, json.dumps(credentials("ASIAMACHINE")))
                else:
                    self._answer(404, "Not Found")

            def _answer(self, status: int, content: str) -> None:
                services.asked.append(f"{self.command} {self.path} {status}")
                self.send_response_only(status)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content.encode())

            def log_message(self, *_: object) -> None:
                """Says nothing: `asked` is the log."""

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
