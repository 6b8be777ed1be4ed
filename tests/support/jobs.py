"""Jobs of the library family in API tests, begun by a key of the test's own."""

from typing import Any

import httpx2

from auth.api_key import Scope
from auth.identity import Person, UserId
from player.resolving.resolution import BatchId
from player.resolving.wanted_track import WantedTrack
from tests.support.api import Api
from tests.support.discord import eventually
from tests.support.library import data

DOWNLOADS = "/api/v1/downloads"
PLAYLISTS = "/api/v1/playlists"
COMPANION = "companion-0f8fad5b-d9cb-469f-a165-70867728950e"

Json = Any


async def bearer(api: Api, owner: str | None = None) -> httpx2.AsyncClient:
    """Return a program with a new key, which acts as a person or stands for itself."""
    person = None if owner is None else Person(UserId(owner), "somebody", "Somebody")
    keys = api.world.parts.services.keys
    _, secret = await keys.create("jobs", person, frozenset({Scope.LIBRARY}), None)
    client = api.world.visitor()
    client.headers["Authorization"] = f"Bearer {secret}"
    return client


def described(*wanted: WantedTrack) -> list[Json]:
    """Describe tracks as programs do."""
    return [
        {"name": each.title, "artists": list(each.artists), "duration_ms": each.duration_ms}
        for each in wanted
    ]


async def over(api: Api, batch_id: str) -> None:
    """Wait until a batch has ended."""
    runs = api.world.parts.services.library.resolutions._runs
    await eventually(lambda: BatchId(batch_id) not in runs)


async def report(api: Api, client: httpx2.AsyncClient, batch_id: str) -> list[Json]:
    """Return the jobs of a batch once it has ended, in their order."""
    await over(api, batch_id)
    answer = await client.get(DOWNLOADS, params={"batch_id": batch_id, "limit": 500})
    listed: list[Json] = data(answer)["downloads"]
    return listed


async def begin(client: httpx2.AsyncClient, *wanted: WantedTrack, **more: str) -> Json:
    """Start jobs and return what was answered."""
    return data(await client.post(DOWNLOADS, json={"tracks": described(*wanted), **more}), 202)
