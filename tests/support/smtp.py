"""A mail server on loopback that takes every letter, and keeps it."""

import asyncio
import email
import email.policy
from email.message import EmailMessage
from typing import Final

GREETING: Final = b"220 test\r\n"
TAKEN: Final = b"250 ok\r\n"


class MailServer:
    """Speaks as much of SMTP as it takes to hand a letter in."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.refuses = False
        self._server: asyncio.Server | None = None

    @property
    def port(self) -> int:
        assert self._server is not None
        port: int = self._server.sockets[0].getsockname()[1]
        return port

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._talk, "127.0.0.1", 0)

    async def stop(self) -> None:
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()

    def to(self, address: str) -> list[EmailMessage]:
        """Return the letters to an address, the oldest first."""
        return [letter for letter in self.letters if letter["To"] == address]

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(GREETING)
        while line := await reader.readline():
            command = line.strip().upper()
            if command.startswith(b"MAIL") and self.refuses:
                writer.write(b"451 not now\r\n")
            elif command == b"DATA":
                writer.write(b"354 go on\r\n")
                self.letters.append(_letter(await reader.readuntil(b"\r\n.\r\n")))
                writer.write(TAKEN)
            elif command == b"QUIT":
                writer.write(b"221 bye\r\n")
                break
            else:
                writer.write(TAKEN)
        writer.close()


def _letter(raw: bytes) -> EmailMessage:
    text = raw.removesuffix(b".\r\n").replace(b"\r\n..", b"\r\n.")
    message = email.message_from_bytes(text, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message
