"""An SMTP server for a test: aiosmtpd, which keeps what it gets."""

import email
import email.policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from processes import free_port, wait_for


class Sink:
    """Refuses the first mails of an address as `refusals` says: {"admin@a.test": ["451 later"]}."""

    def __init__(self, port: int | None = None, refusals: dict[str, list[str]] | None = None) -> None:
        self.port = port or free_port()
        self.mails: list[EmailMessage] = []
        self.senders: list[str | None] = []
        self._refusals = refusals or {}
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)

    async def handle_RCPT(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if self._refusals.get(address):
            return self._refusals[address].pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        content = envelope.content
        assert isinstance(content, bytes)
        self.senders.append(envelope.mail_from)
        self.mails.append(email.message_from_bytes(content, policy=email.policy.default))
        return "250 taken"

    def start(self) -> "Sink":
        self._controller.start()
        return self

    def stop(self) -> None:
        self._controller.stop()

    def wait_for(self, count: int, seconds: float = 15) -> list[EmailMessage]:
        wait_for(f"{count} mails", lambda: len(self.mails) >= count, seconds)
        return self.mails
