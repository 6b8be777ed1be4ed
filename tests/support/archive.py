"""Speaks the archive family's dialect as a bot does."""

import asyncio
import secrets
from collections.abc import Callable, Mapping
from typing import Any

import httpx2

from auth.api_key import Scope
from auth.identity import GuildId, Person, UserId
from tests.support.api import HARBOUR, Api

SESSIONS, TRACKS = "/api/v1/sessions", "/api/v1/tracks"
GUILDS, USERS = "/api/v1/guilds", "/api/v1/users"
BOTH = frozenset({Scope.ARCHIVE_READ, Scope.ARCHIVE_WRITE})
SONG: Mapping[str, Any] = {
    "source": "youtube",
    "sourceId": "dQw4w9WgXcQ",
    "title": "Never Gonna Give You Up",
    "artist": "Rick Astley",
    "url": "https://youtube.com/watch?v=dQw4w9WgXcQ",
    "durationMs": 213000,
    "queuedByUser": 123456789,
    "listenerIds": [123456789, 987654321],
}
"""The example of the document, word for word."""


async def bot(
    api: Api,
    *guilds: str,
    owner: str | None = None,
    scopes: frozenset[Scope] = BOTH,
) -> httpx2.AsyncClient:
    """Return a bot with a key for some servers, or for all of them where none is named."""
    person = None if owner is None else Person(UserId(owner), "owner", "Owner")
    guild_ids = frozenset(map(GuildId, guilds)) if guilds else None
    _, secret = await api.world.parts.services.keys.create(
        "a bot's", person, scopes, guild_ids, None
    )
    client = api.world.visitor()
    client.headers["X-API-Key"] = secret
    return client


async def session(client: httpx2.AsyncClient, guild: str = HARBOUR) -> Any:  # noqa: ANN401 - JSON.
    return answered(await client.post(SESSIONS, json={"guildId": guild}), 201)


async def track(client: httpx2.AsyncClient, session_id: str, **changes: object) -> Any:  # noqa: ANN401 - JSON.
    path = f"{SESSIONS}/{session_id}/tracks"
    return answered(await client.post(path, json={**SONG, **changes}), 201)


async def heard(client: httpx2.AsyncClient, session_id: str, **changes: object) -> Any:  # noqa: ANN401
    """Play a track to its end."""
    begun = await track(client, session_id, **changes)
    end = {"playedDurationMs": 200_000}
    return answered(await client.patch(f"{TRACKS}/{begun['ID']}", json=end))


def answered(answer: httpx2.Response, status: int = 200) -> Any:  # noqa: ANN401 - JSON.
    """Return what a successful answer carries."""
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"] == "application/json"
    return answer.json()


def refused(answer: httpx2.Response, status: int) -> str:
    """Return the sentence of a refusal, having checked that there is nothing else."""
    assert answer.status_code == status, answer.text
    body = answer.json()
    assert set(body) == {"error"}
    sentence: str = body["error"]
    assert sentence
    return sentence


def fresh_id() -> str:
    """Return an id of Discord that nobody has used."""
    return str(10**18 + secrets.randbelow(10**18))


async def until(client: httpx2.AsyncClient, path: str, holds: Callable[[Any], object]) -> Any:  # noqa: ANN401
    """Ask until an answer is as it should be, and return it; fail when none is in time."""
    async with asyncio.timeout(30):
        while not holds(seen := answered(await client.get(path))):  # noqa: ASYNC110 - No event.
            await asyncio.sleep(0.1)
    return seen
