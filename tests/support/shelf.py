"""Everybody's playlists and favourites in the shared world, empty at the beginning of a test."""

from typing import Any

import httpx2

from auth.identity import UserId
from sim.discord import seed
from tests.support.api import Api, data
from tests.support.discord import eventually

Json = Any
MISSING = "0" * 24


class Shelf:
    """Playlists as clients see them."""

    def __init__(self, api: Api) -> None:
        self.api = api
        self.news: list[tuple[str, str, Json]] = []

    async def clear(self) -> None:
        """Throw away what earlier tests left."""
        services = self.api.world.parts.services
        await services.jobs.close()
        services.jobs._jobs.clear()
        for user_id in map(UserId, self.api.world.discord.world.people):
            for playlist in await services.playlists.list_of(user_id):
                await services.playlists.delete(playlist.id, user_id)
            for track in await services.favourites.list_of(user_id):
                await services.favourites._store.toggle(user_id, track, 1)

    async def make(self, client: httpx2.AsyncClient, name: str = "Mix", **more: str) -> Json:
        """Make a playlist and return it."""
        answer = await client.post("/playlists", json={"name": name, **more})
        return data(answer, self.api)

    async def filled(self, client: httpx2.AsyncClient, count: int, name: str = "Mix") -> Json:
        """Make a playlist with so many different tracks."""
        playlist = await self.make(client, name)
        for link in self.api.links(count):
            data(await client.post(tracks_of(playlist), json={"query": link}), self.api)
        return playlist

    async def link(self, client: httpx2.AsyncClient, name: str = "Link", length: int = 5) -> Json:
        """Make a url playlist out of one of the source's own lists with so many tracks."""
        return await self.make(client, name, url=self.collection(length).url)

    def collection(self, least: int = 5) -> Any:  # noqa: ANN401 - The simulator's own type.
        collections = self.api.world.node.catalogue.collections.values()
        return next(one for one in collections if least <= len(one.tracks) < 100)

    async def contents(
        self, client: httpx2.AsyncClient, playlist: Json, **query: str | int
    ) -> Json:
        answer = await client.get(path_of(playlist), params=query)
        return data(answer, self.api)

    async def titles(self, client: httpx2.AsyncClient, playlist: Json) -> list[str]:
        return [track["title"] for track in (await self.contents(client, playlist))["tracks"]]

    async def strangers(self) -> httpx2.AsyncClient:
        """Return the browser of somebody else."""
        return await self.api.person(seed.LEILA)

    async def job(self, client: httpx2.AsyncClient, job_id: str) -> Json:
        """Wait until a job is over and return it."""
        jobs = self.api.world.parts.services.jobs
        await eventually(lambda: jobs._jobs[job_id].over, within=60)  # type: ignore[index]
        return data(await client.get(f"/jobs/{job_id}"), self.api)


def path_of(playlist: Json, rest: str = "") -> str:
    return f"/playlists/{playlist['id']}{rest}"


def tracks_of(playlist: Json) -> str:
    return path_of(playlist, "/tracks")
