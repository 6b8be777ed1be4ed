"""How often one caller may ask: per sign-in, else per address, over every route."""

import hashlib
import ipaddress
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from quart import Quart, Response, request
from quart_rate_limiter import RateLimit, RateLimiter, rate_exempt, rate_limit
from quart_rate_limiter.store import RateLimiterStoreABC

from web.caller import presented_credential, presented_secret
from web.services import services

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
DEFAULT = RateLimit(300, MINUTE)
REMEMBERED = 100_000
STORE = "auxcord_limits"

Route = TypeVar("Route", bound=Callable[..., Any])

unlimited = rate_exempt


def install(app: Quart) -> None:
    @app.after_request
    async def name_the_limits_as_documented(response: Response) -> Response:
        for name in ("Limit", "Remaining", "Reset"):
            if value := response.headers.get(f"RateLimit-{name}"):
                response.headers[f"X-RateLimit-{name}"] = value
        return response

    tats = app.extensions[STORE] = Tats()
    RateLimiter(app, key_function=caller_key, store=tats, default_limits=[DEFAULT])


def sign_in_limit() -> Callable[[Route], Route]:
    """Limit a step of signing in, by address: whoever signs in is not known yet."""
    return rate_limit(20, MINUTE, address_key)


def search_limit() -> Callable[[Route], Route]:
    """Limit what makes other people's servers work."""
    return rate_limit(60, MINUTE)


def upload_limit() -> Callable[[Route], Route]:
    """Limit what brings large files and long work."""
    return rate_limit(20, MINUTE)


def library_read_limit() -> Callable[[Route], Route]:
    return rate_limit(60, MINUTE)


def library_write_limit() -> Callable[[Route], Route]:
    return rate_limit(30, MINUTE)


def light_limit() -> Callable[[Route], Route]:
    """Limit what costs us little; the three classes are those of the scrobble family."""
    return rate_limit(10, SECOND)


def standard_limit() -> Callable[[Route], Route]:
    return rate_limit(5, SECOND)


def heavy_limit() -> Callable[[Route], Route]:
    """Limit to two at once, and one every four seconds after that."""
    return rate_limit(2, 8 * SECOND)


async def caller_key() -> str:
    """Name whom a request counts for; credentials that are not good count for their address."""
    presented = presented_credential()
    if presented is not None:
        key = await services().keys.find(presented)
        return f"key {key.id}" if key else await address_key()
    secret = presented_secret()
    if secret is None:
        return await address_key()
    return f"session {hashlib.sha256(secret.encode()).hexdigest()}"


async def address_key() -> str:
    return f"address {neighbourhood(request.remote_addr or '')}"


def neighbourhood(address: str) -> str:
    """Return what one subscriber holds: an IPv4 address, or a whole IPv6 network."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv4Address):
        return address
    return str(ipaddress.ip_network((parsed, 64), strict=False))


class Tats(RateLimiterStoreABC):
    """Remembers theoretical arrival times, and forgets those that no longer matter."""

    def __init__(self, most: int = REMEMBERED) -> None:
        self._most = most
        self._tats: dict[str, datetime] = {}

    def __len__(self) -> int:
        return len(self._tats)

    async def get(self, key: str, default: datetime) -> datetime:
        return self._tats.get(key, default)

    async def set(self, key: str, tat: datetime) -> None:
        # Taking the key out first keeps the oldest ones in front.
        self._tats.pop(key, None)
        self._tats[key] = tat
        if len(self._tats) > self._most:
            self._forget()

    def clear(self) -> None:
        self._tats.clear()

    async def before_serving(self) -> None:
        """Memory needs no preparation."""

    async def after_serving(self) -> None:
        """Memory needs no end."""

    def _forget(self) -> None:
        now = datetime.now(UTC)
        self._tats = {key: tat for key, tat in self._tats.items() if tat > now}
        for key in list(self._tats)[: len(self._tats) - self._most]:
            del self._tats[key]
