"""Refuses who asks too often: per credential, else per address, over every route."""

import hashlib
import ipaddress
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from math import ceil
from typing import Any, TypeVar, cast

from quart import Quart, Response, current_app, g, request
from quart.globals import request_ctx
from werkzeug.exceptions import TooManyRequests

from web.buckets import Buckets, Standing
from web.caller import credential_holder, presented_credential, presented_secret
from web.family import Family
from web.openapi_operation import operation_of
from web.rates import (
    PAGES,
    PLAYER,
    SCROBBLE_HEAVY,
    SCROBBLE_LIGHT,
    SCROBBLE_STANDARD,
    SEARCH,
    SIGN_IN,
    UPLOADS,
    Rate,
)

MARK = "auxcord_rates"
EXEMPT_MARK = "auxcord_unlimited_because"
EXTENSION = "auxcord_limits"
IPV6_SUBSCRIBER_BITS = 64

PROBE = "A probe that is refused looks like an outage."
FILE = "A page is made of many files, which are the same for everybody and cost nothing."

View = Callable[..., Any]
Route = TypeVar("Route", bound=View)


@dataclass
class Limits:
    """The limits in force: every rate times `scale`, and who has used how much of them."""

    scale: float = 1.0
    buckets: Buckets = field(default_factory=Buckets)

    def in_force(self, rate: Rate) -> Rate:
        return rate.times(self.scale)


def install(app: Quart, scale: float = 1.0) -> None:
    limits = app.extensions[EXTENSION] = Limits(scale)

    @app.before_request
    async def refuse_who_asks_too_often() -> None:
        asked = request_ctx.request
        path = asked.url_rule.rule if asked.url_rule else asked.path
        rates = rates_of(app.view_functions.get(asked.endpoint or ""), asked.method, path)
        if not rates:
            return
        who = await caller_key()
        wanted = [
            (address_key() if rate.by_address else who, limits.in_force(rate)) for rate in rates
        ]
        g.limit_standing = standing = limits.buckets.take(wanted, time.monotonic())
        if standing.wait > 0:
            raise TooManyRequests(retry_after=ceil(standing.wait))

    @app.after_request
    async def tell_how_much_is_left(response: Response) -> Response:
        standing: Standing | None = g.get("limit_standing")
        if standing is not None:
            response.headers.add("X-RateLimit-Limit", str(standing.rate.count))
            response.headers.add("X-RateLimit-Remaining", str(standing.remaining))
            for name, value in _reset_headers(ceil(standing.reset)):
                response.headers.add(name, value)
        return response


def limits_of(app: Quart) -> Limits:
    return cast("Limits", app.extensions[EXTENSION])


def limited(rate: Rate) -> Callable[[Route], Route]:
    """Limit a route by a rate of its own, besides that of its family."""

    def mark(route: Route) -> Route:
        setattr(route, MARK, (*getattr(route, MARK, ()), rate))
        return route

    return mark


def unlimited(because: str) -> Callable[[Route], Route]:
    """Let a route be asked for without end; the reason is for whoever reads it."""

    def mark(route: Route) -> Route:
        setattr(route, EXEMPT_MARK, because)
        return route

    return mark


def sign_in_limit() -> Callable[[Route], Route]:
    return limited(SIGN_IN)


def search_limit() -> Callable[[Route], Route]:
    return limited(SEARCH)


def upload_limit() -> Callable[[Route], Route]:
    return limited(UPLOADS)


def light_limit() -> Callable[[Route], Route]:
    return limited(SCROBBLE_LIGHT)


def standard_limit() -> Callable[[Route], Route]:
    return limited(SCROBBLE_STANDARD)


def heavy_limit() -> Callable[[Route], Route]:
    return limited(SCROBBLE_HEAVY)


def rates_of(route: View | None, method: str, path: str) -> tuple[Rate, ...]:
    """Return the rates that limit a route: its own and its family's; a page's for no route."""
    if getattr(route, EXEMPT_MARK, None) is not None:
        return ()
    rates = (*getattr(route, MARK, ()), _general_rate(route, method, path))
    return tuple(dict.fromkeys(rates))


def count_against(who: str, rate: Rate) -> None:
    """Count a request against a rate that only the route can tell; raise `TooManyRequests`."""
    limits = limits_of(current_app)
    standing = limits.buckets.take([(who, limits.in_force(rate))], time.monotonic())
    if standing.wait > 0:
        raise TooManyRequests(retry_after=ceil(standing.wait))


async def caller_key() -> str:
    """Name whom a request counts for; credentials that are not good count for their address."""
    presented = presented_credential()
    if presented is not None:
        return await credential_holder(presented) or address_key()
    secret = presented_secret()
    if secret is None:
        return address_key()
    return f"session {hashlib.sha256(secret.encode()).hexdigest()}"


def address_key() -> str:
    return f"address {neighbourhood(request.remote_addr or '')}"


@lru_cache(maxsize=1_000)
def neighbourhood(address: str) -> str:
    """Return what one subscriber holds: an IPv4 address, or a whole IPv6 network."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv4Address):
        return address
    if parsed.ipv4_mapped is not None:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.ip_network((int(parsed), IPV6_SUBSCRIBER_BITS), strict=False))


def _reset_headers(seconds: int) -> list[tuple[str, str]]:
    family = _family_of(current_app.view_functions.get(request.endpoint or ""))
    if family is None or not family.reset_is_moment:
        return [("X-RateLimit-Reset", str(seconds))]
    moment = int(time.time()) + seconds
    return [("X-RateLimit-Reset", str(moment)), ("X-RateLimit-Reset-In", str(seconds))]


def _family_of(route: View | None) -> Family | None:
    operation = operation_of(route) if route is not None else None
    return operation.family if operation is not None else None


def _general_rate(route: View | None, method: str, path: str) -> Rate:
    operation = operation_of(route) if route is not None else None
    if operation is None:
        return PAGES
    return operation.family.rate(method, path) if operation.family else PLAYER
