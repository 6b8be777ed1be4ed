"""Noor's wishlist and watchlist in API tests, empty at first."""

from dataclasses import replace
from typing import Any

import httpx2

from auth.identity import UserId
from player.holder import Holder, of_person
from player.watchlist.followed import ArtistId, Find
from sim.discord import seed
from tests.support.api import Api
from tests.support.library import data

WISHLIST = "/api/v1/wishlist"
WATCHLIST = "/api/v1/watchlist"
NOOR: Holder = of_person(UserId(seed.NOOR))
ARTIST = "Velvet Quarry"
SONG = "Pass the Lantern"
"""One that every source has, and who plays it."""

NOWHERE = "zzyzxq wvutq"
"""Words that no source finds anything by."""

DOCUMENTED: dict[str, Any] = {
    "id": "4tZwfgrHOc3mvqYlEYSvnL",
    "name": NOWHERE,
    "artists": [{"name": "Daft Punk"}],
}


def track(name: str, *artists: str, track_id: str = "", **more: object) -> dict[str, Any]:
    """Return a track as programs tell of one."""
    told = {"id": track_id or name, "name": name, "artists": [{"name": each} for each in artists]}
    return {**told, **more}


class Wishes:
    """Noor's browser, and what she wants."""

    def __init__(self, api: Api, noor: httpx2.AsyncClient) -> None:
        self.api = api
        self.noor = noor
        self.library = api.world.parts.services.library

    async def clear(self) -> None:
        await self.library.clear(NOOR)

    async def add(self, told: dict[str, Any], **more: object) -> None:
        body = {"track_data": told, **more}
        data(await self.noor.post(WISHLIST, json=body), 201)

    async def listed(self, **query: object) -> list[dict[str, Any]]:
        answer = data(await self.noor.get(WISHLIST, params={**query}))
        tracks: list[dict[str, Any]] = answer["tracks"]
        return tracks

    async def have_found(self, *titles: str) -> None:
        """Let her follow somebody, and tracks of theirs with these titles be new."""
        await self.library.watchlist.follow(NOOR, "vq", ARTIST)
        link = self.api.links(1)[0]
        (found,) = (await self.api.world.parts.services.search.find(link)).tracks
        now = self.api.world.parts.services.hub.now()
        finds = [
            Find(ArtistId("vq"), ARTIST, replace(found, title=title), title, now)
            for title in titles
        ]
        await self.library.watchlist._finds.add(NOOR, finds)

    async def followed(self) -> list[dict[str, Any]]:
        artists: list[dict[str, Any]] = data(await self.noor.get(WATCHLIST))["artists"]
        return artists
