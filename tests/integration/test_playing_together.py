"""The whole product at work: people, both simulators, the database, and what goes wrong."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx2

from sim.discord import seed
from tests.support.discord import eventually
from tests.support.world import World

HARBOUR = seed.HARBOUR


async def add(client: httpx2.AsyncClient, query: str) -> dict[str, Any]:
    answer = await client.post("/tracks/add", params={"query": query})
    assert answer.status_code == 200, answer.text
    data: dict[str, Any] = answer.json()["data"]
    return data


@asynccontextmanager
async def frames(
    client: httpx2.AsyncClient, after: str | None = None
) -> AsyncIterator[AsyncIterator[tuple[str, str, Any]]]:
    """Open Harbour's stream and yield (event, id, data) of each frame."""
    parameters = {"after": after} if after else {}
    async with client.stream("GET", f"/events/guild/{HARBOUR}", params=parameters) as answer:
        assert answer.status_code == 200

        async def read() -> AsyncIterator[tuple[str, str, Any]]:
            fields: dict[str, str] = {}
            async for line in answer.aiter_lines():
                if line:
                    name, _, value = line.partition(": ")
                    fields[name] = value
                elif "data" in fields:
                    yield fields["event"], fields.get("id", ""), json.loads(fields["data"])
                    fields = {}
                else:
                    fields = {}

        yield read()


async def next_frame(stream: AsyncIterator[tuple[str, str, Any]], event: str) -> tuple[str, Any]:
    async with asyncio.timeout(5):
        async for name, place, data in stream:
            if name == event:
                return place, data
    raise AssertionError("the stream ended")


async def test_two_people_see_the_same_player(world: World) -> None:
    ada = await world.listening(seed.ADA, seed.MAIN_DECK)
    robin = await world.listening(seed.ROBIN, seed.MAIN_DECK)
    async with frames(robin) as stream:
        await next_frame(stream, "reset")
        added = await add(ada, "night")
        _, patch = await next_frame(stream, "patch")
        seen = patch
        while "playback" not in seen or not seen["playback"]["entry"]:
            _, seen = await next_frame(stream, "patch")
        assert seen["playback"]["entry"]["title"] == added["tracks"][0]["title"]
        await ada.post("/functions/volume", json=42)
        seen = {}
        while "options" not in seen:
            _, seen = await next_frame(stream, "patch")
        assert seen["options"]["volume"] == 42
        assert seen["by"]["name"] == "Ada Lindqvist"


async def test_twenty_people_at_once_lose_and_double_nothing(world: World) -> None:
    ada = await world.listening(seed.ADA, seed.MAIN_DECK)
    robin = await world.listening(seed.ROBIN, seed.MAIN_DECK)
    await add(ada, "night")
    queries = [entry.title for entry in world.node.catalogue.tracks[:40]]
    await asyncio.gather(
        *(
            (ada, robin)[number % 2].post("/tracks/add", params={"query": query})
            for number, query in enumerate(queries)
        )
    )
    before = world.session(HARBOUR).state
    ids = [entry.id for entry in before.queue]
    moves = [
        (ada, robin)[number % 2].post(
            "/functions/move_track", json={"id": entry_id, "position": number % 7}
        )
        for number, entry_id in enumerate(ids)
    ]
    removals = [robin.post("/functions/remove_track", json={"id": one}) for one in ids[::5]]
    answers = await asyncio.gather(*moves, *removals)
    assert {answer.status_code for answer in answers} <= {200, 404}
    left = [entry.id for entry in world.session(HARBOUR).state.queue]
    assert sorted(left) == sorted(set(ids) - set(ids[::5]))


async def test_a_restart_brings_everything_back_and_the_music_never_stops(world: World) -> None:
    ada = await world.listening(seed.ADA, seed.MAIN_DECK)
    for query in ("night", "morning", "rain"):
        await add(ada, query)
    await ada.post("/functions/volume", json=30)
    await ada.post("/functions/repeat", json=True)
    await ada.post("/functions/equalizer", json=[0.2] * 15)
    await eventually(lambda: (at := world.node.players(HARBOUR)) and at.connected)
    await world.session(HARBOUR).settled()
    before = world.session(HARBOUR).state
    plays = _plays(world)
    await world.restart()
    session = world.session(HARBOUR)
    await eventually(lambda: session.state.node_connected and session.state.voice_connected)
    after = session.state
    assert after.current == before.current
    assert after.queue == before.queue
    assert (after.volume, after.repeat, after.equalizer) == (30, True, (0.2,) * 15)
    await eventually(lambda: session.state.playhead and session.state.playhead.moving)
    assert _plays(world) == plays


async def test_a_node_that_dies_hands_over_to_another(two_node_world: World) -> None:
    world = two_node_world
    ada = await world.listening(seed.ADA, seed.MAIN_DECK)
    await add(ada, "night")
    session = world.session(HARBOUR)
    await eventually(lambda: session.state.playhead and session.state.playhead.moving)
    await ada.post("/functions/seek", json=60_000)
    playing = next(node for node in world.nodes if node.players(HARBOUR))
    other = next(node for node in world.nodes if node is not playing)
    await playing.stop()
    await eventually(lambda: (at := other.players(HARBOUR)) and at.position_ms >= 60_000)
    await eventually(lambda: session.state.playhead and session.state.playhead.moving)
    status = (await ada.get("/api/v1/system/status")).json()["data"]["services"]
    names = {f"lavalink:{node.name}": node is other for node in (playing, other)}
    assert status == {"mongodb": True, "discord": True, **names}
    activities = (await ada.get("/api/v1/system/activity")).json()["data"]["activities"]
    lost = [each["show_toast"] for each in activities if f"{playing.name} is lost" in each["title"]]
    assert lost == [True]


async def test_without_any_node_people_are_told_and_nothing_is_lost(world: World) -> None:
    ada = await world.listening(seed.ADA, seed.MAIN_DECK)
    await add(ada, "night")
    await add(ada, "rain")
    session = world.session(HARBOUR)
    await eventually(lambda: session.state.playhead and session.state.playhead.moving)
    await world.node.stop()
    await eventually(lambda: not session.state.node_connected)
    refused = await ada.post("/tracks/add", params={"query": "morning"})
    assert refused.status_code == 503
    assert "node" in refused.json()["data"]["message"]
    assert len(session.state.queue) == 1
    await world.node.start()
    await eventually(lambda: session.state.playhead and session.state.playhead.moving, within=20)


async def test_pages_answer_while_discord_is_down(world: World) -> None:
    ada = await world.sign_in(seed.ADA)
    await world.discord.stop()
    await eventually(lambda: not world.parts.services.directory.connected, within=20)
    servers = await ada.get("/servers")
    assert servers.status_code == 200
    assert "Discord" in servers.text
    await world.discord.start()


def _plays(world: World) -> int:
    """Count how often a track was started on the node."""
    return sum(
        request.method == "PATCH" and "track" in json.dumps(request.body or {})
        for request in world.node.requests
    )
