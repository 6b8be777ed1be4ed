"""Sends letters over SMTP."""

from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from typing import Final, Literal

import aiosmtplib

from auth.account_ports import Letter
from auth.errors import MailFailed

TIMEOUT_SECONDS: Final = 20

Security = Literal["starttls", "tls", "none"]


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where letters are handed in, by whom, and how the way there is kept private."""

    host: str
    port: int
    sender: str
    username: str | None = None
    password: str | None = None
    security: Security = "starttls"


class SmtpMail:
    """Hands each letter in on a connection of its own (`auth.account_ports.Mail`)."""

    def __init__(self, server: MailServer) -> None:
        self._server = server

    async def send(self, letter: Letter) -> None:
        server = self._server
        try:
            await aiosmtplib.send(
                _message(letter, server.sender),
                hostname=server.host,
                port=server.port,
                username=server.username,
                password=server.password,
                use_tls=server.security == "tls",
                # False rather than "if offered": whoever wants no privacy has said so.
                start_tls=server.security == "starttls",
                timeout=TIMEOUT_SECONDS,
            )
        except (aiosmtplib.SMTPException, OSError, ValueError) as failure:
            raise MailFailed(type(failure).__name__) from failure


def _message(letter: Letter, sender: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = sender
    message["To"] = letter.to
    message["Subject"] = letter.subject
    message["Date"] = formatdate()
    message["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2].strip("> "))
    message.set_content(letter.text)
    return message
