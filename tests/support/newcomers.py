"""Somebody whom nobody has met before, whose library is empty, and who is reached by a key."""

import secrets
from dataclasses import dataclass
from typing import Any

import httpx2

from auth.api_key import Scope
from auth.identity import GuildId, Person, UserId
from player.history.play import Origin, Play, PlayId
from tests.support.api import Api
from tests.support.library import data

LIBRARY = "/api/v1/library"
BEGAN = 1_767_225_600_000
LENGTH_MS = 200_000


@dataclass(frozen=True)
class Newcomer:
    api: Api
    person: Person
    client: httpx2.AsyncClient

    async def hears(
        self,
        artist: str,
        *titles: str,
        album: str | None = None,
        **more: Any,  # noqa: ANN401
    ) -> None:
        """Hear these tracks, one after the other."""
        plays = [
            play_of(self.person.id, artist, title, place, album=album, **more)
            for place, title in enumerate(titles)
        ]
        for play in plays:
            await self.api.world.parts.services.history.end(play)

    async def get(self, path: str, **parameters: object) -> Any:  # noqa: ANN401 - JSON.
        """Return the data of a part of the library."""
        return data(await self.client.get(f"{LIBRARY}{path}", params=parameters))

    async def artist_id(self, name: str) -> int:
        (found,) = (await self.get("/artists", search=name))["artists"]
        return int(found["id"])


def play_of(user_id: UserId, artist: str, title: str, place: int = 0, **more: Any) -> Play:  # noqa: ANN401
    began = BEGAN + place * LENGTH_MS
    fields = {"source": "spotify", "duration_ms": LENGTH_MS, **more}
    return Play(
        PlayId(secrets.token_hex(8)),
        Origin.PLAYER,
        title,
        artist,
        began,
        listeners=(user_id,),
        ended_at=began + LENGTH_MS,
        **fields,
    )


async def newcomer(api: Api) -> Newcomer:
    user_id = UserId(str(10**17 + secrets.randbelow(10**17)))
    person = Person(user_id, "new", "Newcomer")
    return Newcomer(api, person, await reader(api, owner=person))


async def reader(
    api: Api,
    *guilds: GuildId,
    owner: Person | None = None,
    scopes: frozenset[Scope] = frozenset({Scope.LIBRARY}),
) -> httpx2.AsyncClient:
    """Return a program with a key for some servers, or for all of them where none is named."""
    _, secret = await api.world.parts.services.keys.create(
        "a reader's", owner, scopes, frozenset(guilds) or None, None
    )
    client = api.world.visitor()
    client.headers["Authorization"] = f"Bearer {secret}"
    return client
