from collections.abc import Callable
from typing import Any

import pytest

from web.serve import behind_proxies

Scope = dict[str, Any]
Receive = Callable[..., Any]
Send = Callable[..., Any]


async def caller_seen(hops: int, *forwarded: bytes) -> str:
    """Return the address that an application sees of a caller who came from 10.0.0.1."""
    seen: dict[str, Any] = {}

    async def app(scope: Scope, _receive: Receive, _send: Send) -> None:
        seen.update(scope)

    headers = [(b"host", b"music.example"), *((b"x-forwarded-for", each) for each in forwarded)]
    scope = {"type": "http", "client": ("10.0.0.1", 1), "headers": headers}
    await behind_proxies(app, hops)(scope, None, None)  # type: ignore[arg-type] # Not used.
    return str(seen["client"][0])


@pytest.mark.parametrize(
    ("hops", "forwarded", "seen"),
    [
        (0, [b"203.0.113.7"], "10.0.0.1"),
        (1, [b"203.0.113.7"], "203.0.113.7"),
        (1, [b"6.6.6.6, 203.0.113.7"], "203.0.113.7"),
        (2, [b"6.6.6.6, 203.0.113.7", b"10.0.0.9"], "203.0.113.7"),
        (2, [b"203.0.113.7"], "10.0.0.1"),
        (1, [], "10.0.0.1"),
    ],
)
async def test_only_as_many_proxies_are_believed_as_there_are(
    hops: int, forwarded: list[bytes], seen: str
) -> None:
    assert await caller_seen(hops, *forwarded) == seen
