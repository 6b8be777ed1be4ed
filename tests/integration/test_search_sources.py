"""Nodes differ in what they can search; people are told what is not to be had, by its name."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx2
import pytest
import pytest_asyncio

from auth.identity import GuildId
from db.client import Database
from player.core.policy import PlayerRules, Policy
from sim.discord import seed
from sim.lavalink.node import NodeOptions
from tests.support.world import PASSWORD, World, running_world


@pytest_asyncio.fixture(name="plain_world")
async def world_with_a_plain_node(
    mongo_uri: str, database: Database, tmp_path: Path
) -> AsyncIterator[World]:
    """Give a world whose node has two sources, and no plugin."""
    async with running_world(
        mongo_uri,
        database.name,
        tmp_path,
        node_options=lambda name: NodeOptions(
            name=name, password=PASSWORD, sources=frozenset({"youtube", "soundcloud"})
        ),
    ) as world:
        yield world


async def search(client: httpx2.AsyncClient, query: str) -> httpx2.Response:
    return await client.get("/tracks/search", params={"query": query})


async def without_fallback(world: World) -> None:
    """Have Harbour's settings take no other source for the one that was asked for."""
    policy = Policy(player=PlayerRules(fallback=False))
    await world.parts.services.policies.change(
        GuildId(seed.HARBOUR), lambda _present: policy, lambda _guild_id, _policy: None
    )


@pytest.mark.parametrize(
    ("prefix", "title"),
    [
        ("sp", "Spotify"),
        ("dz", "Deezer"),
        ("np", "Bandcamp"),
        ("am", "Apple Music"),
        ("tw", "Twitch"),
        ("pl", "playlist"),
    ],
)
async def test_a_source_that_no_node_has_is_named(
    plain_world: World, prefix: str, title: str
) -> None:
    ada = await plain_world.listening(seed.ADA, seed.MAIN_DECK)
    await without_fallback(plain_world)
    answer = await search(ada, f"{prefix}:night")
    assert answer.status_code == 400
    problem = answer.json()["data"]
    assert (problem["code"], problem["field"]) == ("6", "query")
    assert title in problem["message"]


async def test_the_others_are_searched_all_the_same(plain_world: World) -> None:
    ada = await plain_world.sign_in(seed.ADA)
    for query, platform in (("night", "youtube"), ("sc:night", "soundcloud")):
        found = (await search(ada, query)).json()["data"]["tracks"]
        assert {track["platform"] for track in found} == {platform}


async def test_the_fallback_finds_at_another_source_what_a_missing_one_cannot(
    plain_world: World,
) -> None:
    ada = await plain_world.listening(seed.ADA, seed.MAIN_DECK)
    found = (await search(ada, "sp:night")).json()["data"]["tracks"]
    assert {track["platform"] for track in found} == {"youtube"}
    artists = await ada.post("/api/v1/search/artists", json={"query": "night"})
    answer = artists.json()["data"]
    assert (answer["source"], answer["derived"]) == ("youtubemusic", True)
    assert answer["artists"]
    added = await ada.post("/tracks/add", params={"query": "dz:night"})
    assert added.status_code == 200
    assert added.json()["data"]["tracks"][0]["platform"] == "youtube"
