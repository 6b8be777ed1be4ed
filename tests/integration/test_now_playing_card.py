"""The now-playing message stands in the simulated Discord's channel, and follows the player."""

from typing import Any

import httpx2

from sim.discord import seed
from tests.support.discord import eventually
from tests.support.world import World

SETTINGS = f"/guild/{seed.HARBOUR}/settings"


def cards(world: World, channel: str) -> list[dict[str, Any]]:
    """Return what the bot has written in a channel, the latest first."""
    return [message.embeds[0] for message in world.discord.messages.latest(channel)]


async def begin(world: World, channel: str) -> tuple[httpx2.AsyncClient, list[str]]:
    """Choose a channel for the card, and play two tracks."""
    ada = await world.listening(seed.ADA, seed.MAIN_DECK)
    change = {
        "channel": {"channel": channel, "color": "#1abc9c", "url": "https://example.org/b.png"}
    }
    assert (await ada.post(SETTINGS, json=change)).status_code == 200
    catalogue = world.node.catalogue
    songs = [track for track in catalogue.tracks if catalogue.song_of(track) and track.uri]
    for song in songs[:2]:
        assert (await ada.post("/tracks/add", params={"query": song.uri})).status_code == 200
    return ada, [song.title for song in songs[:2]]


async def test_it_is_posted_and_edited(world: World) -> None:
    ada, titles = await begin(world, seed.HARBOUR_REQUESTS)
    await eventually(lambda: cards(world, seed.HARBOUR_REQUESTS))
    [card] = cards(world, seed.HARBOUR_REQUESTS)
    assert card["title"] == titles[0]
    assert card["color"] == 0x1ABC9C
    assert card["image"]["url"] == "https://example.org/b.png"
    assert "Requested by Ada Lindqvist" in card["description"]
    assert (await ada.post("/functions/skip")).status_code == 200
    await eventually(lambda: cards(world, seed.HARBOUR_REQUESTS)[0]["title"] == titles[1])
    assert len(cards(world, seed.HARBOUR_REQUESTS)) == 1


async def test_a_deleted_message_is_replaced(world: World) -> None:
    ada, titles = await begin(world, seed.HARBOUR_REQUESTS)
    await eventually(lambda: cards(world, seed.HARBOUR_REQUESTS))
    world.discord.messages._by_channel.clear()
    assert (await ada.post("/functions/skip")).status_code == 200
    await eventually(lambda: cards(world, seed.HARBOUR_REQUESTS))
    assert cards(world, seed.HARBOUR_REQUESTS)[0]["title"] == titles[1]


async def test_a_channel_that_refuses_disturbs_nobody(world: World) -> None:
    robin = await world.listening(seed.ROBIN, seed.STUDIO_A, seed.STUDIO)
    change = {"channel": {"channel": seed.STUDIO_NEWS}}
    answer = await robin.post(f"/guild/{seed.STUDIO}/settings", json=change)
    assert answer.status_code == 200
    song = next(track for track in world.node.catalogue.tracks if track.uri)
    assert (await robin.post("/tracks/add", params={"query": song.uri})).status_code == 200
    session = world.session(seed.STUDIO)
    await eventually(lambda: session.state.playhead and session.state.playhead.moving)
    refused = f"/channels/{seed.STUDIO_NEWS}/messages"
    await eventually(lambda: any(refused in seen.path for seen in world.discord.requests))
    assert cards(world, seed.STUDIO_NEWS) == []
