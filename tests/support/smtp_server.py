"""An SMTP server for tests, by people who never saw this project: aiosmtpd, and Python's own reading of mails.

    smtp_server.py DIRECTORY none|starttls|implicit [CERTIFICATE KEY]

It listens on a port of the loopback, which it writes into DIRECTORY/port, and writes what it made of each mail into
DIRECTORY/1.json, 2.json and so on. User "certwright" has the password "correct horse". What it does to a mail depends
on the recipient: see REPLIES.
"""

import asyncio
import email
import email.policy
import json
import pathlib
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult

USER, PASSWORD = b"certwright", b"correct horse"
REPLIES = {
    "gone": "550 5.1.1 no such user here",
    "later": "451 4.7.1 greylisted,\r\n come back",
    "tells": "550 5.7.1 AUTH PLAIN AGNlcnR3cmlnaHQAY29ycmVjdCBob3JzZQ==",
}


def authenticate(_server, _session, _envelope, _mechanism, data):
    right = (data.login, data.password) == (USER, PASSWORD)
    return AuthResult(success=right, handled=False)


class Handler:
    def __init__(self, directory):
        self.directory = directory
        self.count = 0

    async def handle_RCPT(self, server, _session, envelope, address, _options):
        local_part = address.split("@")[0]
        if local_part == "silence":
            await asyncio.sleep(3600)
        if local_part == "hangs-up":
            server.transport.abort()
        if local_part in REPLIES:
            return REPLIES[local_part]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, session, envelope):
        if any(address.startswith("full@") for address in envelope.rcpt_tos):
            return "552 5.2.2 the mailbox is full"
        self.count += 1
        report = describe(envelope)
        report["user"] = session.authenticated and USER.decode()
        report["encrypted"] = session.ssl is not None
        write(self.directory / f"{self.count}.json", json.dumps(report))
        return "250 2.0.0 taken"


def describe(envelope):
    """The mail as Python understands it, with everything that it does not like about it."""
    mail = email.message_from_bytes(envelope.original_content, policy=email.policy.default)
    defects = [repr(defect) for part in mail.walk() for defect in part.defects]
    for name, value in mail.items():
        defects += [f"{name}: {defect!r}" for defect in value.defects]
    bodies = {kind: mail.get_body((kind,)) for kind in ("plain", "html")}
    return {
        "from": envelope.mail_from,
        "to": envelope.rcpt_tos,
        "fields": [[name, str(value)] for name, value in mail.items()],
        "date": mail["Date"].datetime.isoformat(),
        "recipients": [[box.display_name, box.addr_spec] for box in mail["To"].addresses],
        "bodies": {kind: part and part.get_content().replace("\r\n", "\n") for kind, part in bodies.items()},
        "defects": defects,
        "raw": envelope.original_content.decode("latin-1"),
    }


def write(path, text):
    """Whole or not at all: somebody waits for it."""
    unfinished = path.with_suffix(".new")
    unfinished.write_text(text)
    unfinished.rename(path)


async def serve(directory, mode, *files):
    context = None
    if files:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(*files)
    handler = Handler(directory)

    def connection():
        return SMTP(
            handler,
            authenticator=authenticate,
            auth_require_tls=mode == "starttls",
            tls_context=context if mode == "starttls" else None,
        )

    server = await asyncio.get_running_loop().create_server(
        connection, "127.0.0.1", 0, ssl=context if mode == "implicit" else None
    )
    write(directory / "port", str(server.sockets[0].getsockname()[1]))
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(pathlib.Path(sys.argv[1]), *sys.argv[2:]))
