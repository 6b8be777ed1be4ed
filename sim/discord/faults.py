"""What can be made to go wrong with the HTTP side of the simulated Discord, and who asked what."""

import asyncio
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from aiohttp import web
from aiohttp.typedefs import Handler

from sim.discord.rest.answers import json_answer
from sim.discord.rest.routing import API_PREFIXES


@dataclass(frozen=True)
class SeenRequest:
    """A request that was answered; credentials are left out."""

    method: str
    path: str
    query: str
    status: int


@dataclass
class Failure:
    """An answer that the next ``remaining`` requests below ``path_prefix`` get instead."""

    remaining: int
    path_prefix: str
    status: int
    retry_after: float = 0.0
    as_html: bool = False


class Hold:
    """Requests below ``path_prefix`` wait; ``arrived`` tells that one does."""

    def __init__(self, path_prefix: str) -> None:
        self.path_prefix = path_prefix
        self.arrived = asyncio.Event()
        self._released = asyncio.Event()

    async def detain(self) -> None:
        self.arrived.set()
        await self._released.wait()

    def release(self) -> None:
        self._released.set()


class Faults:
    """Holds, refuses and records requests, as a middleware in front of everything else."""

    def __init__(self) -> None:
        self.requests: deque[SeenRequest] = deque(maxlen=2000)
        self._failures: list[Failure] = []
        self._holds: list[Hold] = []

    def fail_next(self, failure: Failure) -> None:
        self._failures.append(failure)

    @contextmanager
    def hold(self, path_prefix: str) -> Iterator[Hold]:
        """Let requests below ``path_prefix`` wait until the block ends."""
        hold = Hold(path_prefix)
        self._holds.append(hold)
        try:
            yield hold
        finally:
            hold.release()
            if hold in self._holds:
                self._holds.remove(hold)

    def release(self) -> None:
        """Let go of everything that is being held."""
        for hold in self._holds:
            hold.release()
        self._holds.clear()

    @web.middleware
    async def middleware(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        for hold in list(self._holds):
            if _is_below(request.path, hold.path_prefix):
                await hold.detain()
        failure = self._due(request.path)
        try:
            answer = await handler(request) if failure is None else _failed(request, failure)
        except web.HTTPException as error:
            self._record(request, error.status)
            raise
        self._record(request, answer.status)
        return answer

    def _due(self, path: str) -> Failure | None:
        for failure in self._failures:
            if _is_below(path, failure.path_prefix):
                failure.remaining -= 1
                if failure.remaining <= 0:
                    self._failures.remove(failure)
                return failure
        return None

    def _record(self, request: web.Request, status: int) -> None:
        seen = SeenRequest(request.method, request.path, request.rel_url.raw_query_string, status)
        self.requests.append(seen)


def _is_below(path: str, prefix: str) -> bool:
    """Compare with the API's version in front, or without it."""
    shortened = (path.removeprefix(api) for api in API_PREFIXES if path.startswith(api + "/"))
    return any(one.startswith(prefix) for one in (path, *shortened))


def _failed(request: web.Request, failure: Failure) -> web.Response:
    if failure.as_html:
        text = f"<!doctype html><title>{failure.status}</title><h1>Try again later</h1>"
        return web.Response(status=failure.status, text=text, content_type="text/html")
    if failure.status != 429:
        told = {"message": f"{failure.status}: Try again later", "code": 0}
        return json_answer(told, status=failure.status)
    told_limit = {
        "message": "You are being rate limited.",
        "retry_after": failure.retry_after,
        "global": False,
    }
    # Discord's token endpoint limits in the shape of the API, but tells nothing in headers.
    is_token_endpoint = "/oauth2/token" in request.path
    headers = {} if is_token_endpoint else _limit_headers(failure.retry_after)
    return json_answer(told_limit, status=429, headers=headers)


def _limit_headers(retry_after: float) -> dict[str, str]:
    return {
        "Retry-After": str(max(1, round(retry_after))),
        "X-RateLimit-Limit": "1",
        "X-RateLimit-Remaining": "0",
        "X-RateLimit-Reset": f"{time.time() + retry_after:.3f}",
        "X-RateLimit-Reset-After": f"{retry_after:.3f}",
        "X-RateLimit-Bucket": "5c1d0e1f9b4a4d3c8e7f60718293a4b5",
        "X-RateLimit-Scope": "user",
    }
