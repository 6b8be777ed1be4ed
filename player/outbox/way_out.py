"""The one way by which we send to addresses that people name; it reaches nobody's private network.

The check is made on the very address that is connected to, when it is connected to, so it does not
matter how an address was written, or what a name meant a moment ago.
"""

import asyncio
import ipaddress
import socket
import ssl
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver

from player.core.sentence import Sentence
from player.outbox.errors import AddressRefused, Unreachable
from player.outbox.networks import Network, may_reach

ANSWER_S = 10.0
LOOKING_UP_S = 3.0
LARGEST_ANSWER = 16 * 1024
LONGEST_WAIT_S = 3_600


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said; `body` is no more than its beginning."""

    status: int
    body: bytes = b""
    retry_after_s: int | None = None

    @property
    def is_success(self) -> bool:
        return 200 <= self.status < 300


class WayOut:
    """Sends requests to public addresses, and into the networks that the operator allows.

    Redirects are answers like any other, and not followed. `tls` and `resolver` are those of the
    system unless others are given.
    """

    def __init__(
        self,
        allowed: Sequence[Network] = (),
        *,
        answer_s: float = ANSWER_S,
        tls: ssl.SSLContext | None = None,
        resolver: AbstractResolver | None = None,
    ) -> None:
        self._allowed = tuple(allowed)
        self._answer_s = answer_s
        self._tls = tls
        self._resolver = resolver
        self._session: aiohttp.ClientSession | None = None

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()

    async def approve(self, address: str) -> None:
        """Raise `AddressRefused` for an address to which nothing would be sent anyway.

        What cannot be looked up at the moment is let pass: it is checked again on every sending.
        """
        found = await self._look_up(urlsplit(address).hostname or "")
        if found and not any(may_reach(each, self._allowed) for each in found):
            raise AddressRefused

    async def send(
        self, method: str, address: str, headers: Mapping[str, str], body: bytes | None = None
    ) -> Answer:
        """Send a request and return the answer; raises `AddressRefused` or `Unreachable`."""
        try:
            async with self._opened().request(
                method, address, data=body, headers=headers, allow_redirects=False
            ) as response:
                begun = await _beginning(response)
                return Answer(response.status, begun, _wait(response.headers.get("Retry-After")))
        except aiohttp.ClientConnectorError as failure:
            if isinstance(failure.os_error, _Private):
                raise AddressRefused from None
            raise Unreachable(_reason(failure)) from None
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as failure:
            raise Unreachable(_reason(failure)) from None

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            connector = aiohttp.TCPConnector(
                resolver=self._resolver,
                socket_factory=self._socket,
                ssl=self._tls or True,
                use_dns_cache=False,
            )
            self._session = aiohttp.ClientSession(
                connector=connector,
                cookie_jar=aiohttp.DummyCookieJar(),
                timeout=aiohttp.ClientTimeout(total=self._answer_s),
                headers={"User-Agent": "Auxcord"},
                auto_decompress=False,
            )
        return self._session

    def _socket(self, info: tuple[Any, ...]) -> socket.socket:
        """Make the socket for an address that is about to be connected to, if we may reach it."""
        family, kind, protocol, _name, address = info
        if not may_reach(address[0], self._allowed):
            raise _Private
        return socket.socket(family, kind, protocol)

    async def _look_up(self, host: str) -> Sequence[str]:
        try:
            return [str(ipaddress.ip_address(host))]
        except ValueError:
            pass
        resolver = self._resolver or aiohttp.ThreadedResolver()
        try:
            async with asyncio.timeout(LOOKING_UP_S):
                found = await resolver.resolve(host, 0, socket.AF_UNSPEC)
        except (OSError, TimeoutError, ValueError):
            return []
        return [each["host"] for each in found]


class _Private(OSError):
    """The address that is about to be connected to lies in a private network."""

    def __init__(self) -> None:
        super().__init__("private address")


async def _beginning(response: aiohttp.ClientResponse) -> bytes:
    begun = b""
    while len(begun) < LARGEST_ANSWER and (
        more := await response.content.read(LARGEST_ANSWER - len(begun))
    ):
        begun += more
    return begun


def _wait(text: str | None) -> int | None:
    """Read how many seconds a server wants us to wait; dates, which few send, are passed over."""
    return min(int(text), LONGEST_WAIT_S) if text and text.isascii() and text.isdecimal() else None


def _reason(failure: BaseException) -> Sentence:
    match failure:
        case aiohttp.InvalidURL():
            return Sentence("The address is not well formed.")
        case TimeoutError():
            return Sentence("It did not answer in time.")
        case aiohttp.ClientConnectorDNSError():
            return Sentence("There is no server of this name.")
        case aiohttp.ClientSSLError() | aiohttp.ClientConnectorCertificateError():
            return Sentence("Its certificate cannot be trusted.")
        case aiohttp.ClientConnectorError():
            return Sentence("Nobody answers there.")
        case _:
            return Sentence("The connection broke off.")
