"""Handing Discord's voice credentials to the node that plays for a guild."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from player.core.commands import NodeLost, NodeReady
from sim.lavalink import catalogue
from sim.lavalink.node import SimulatedNode
from tests.support.lavalink import (
    BOT_ID,
    GUILD,
    World,
    loaded,
    play,
    until,
    voice_server,
    voice_state,
)


@pytest.fixture
async def world() -> AsyncIterator[World]:
    async with World() as world:
        yield world


def voices(node: SimulatedNode) -> list[Any]:
    """Return every voice state that the node was sent, in order."""
    return [
        seen.body["voice"]
        for seen in node.requests
        if seen.method == "PATCH" and isinstance(seen.body, dict) and "voice" in seen.body
    ]


async def test_both_dispatches_make_one_call_in_either_order(world: World) -> None:
    node = await world.node()
    adapter = await world.ready(node)
    adapter.voice_update(voice_server())
    adapter.voice_update(voice_state("77"))
    await until(lambda: bool(voices(node)))
    adapter.voice_update(voice_state("77"))
    adapter.voice_update(voice_server())
    track = await loaded(adapter, catalogue.ANTHEM_URL)
    await adapter.perform(GUILD, play(track, 1))
    assert len(voices(node)) == 1


async def test_voice_that_comes_during_play_is_handed_on_at_once(world: World) -> None:
    node = await world.node()
    adapter = await world.ready(node)
    track = await loaded(adapter, catalogue.ANTHEM_URL)
    await adapter.perform(GUILD, play(track, 1))
    adapter.voice_update(voice_state("77"))
    adapter.voice_update(voice_server())
    await until(lambda: bool((player := node.players(GUILD)) and player.connected))


async def test_a_move_tells_the_node_the_new_channel_with_the_new_server(world: World) -> None:
    node = await world.node()
    adapter = await world.ready(node)
    adapter.voice_update(voice_state("77"))
    adapter.voice_update(voice_server("first"))
    await until(lambda: len(voices(node)) == 1)
    adapter.voice_update(voice_state("88"))
    adapter.voice_update(voice_server("second"))
    await until(lambda: len(voices(node)) == 2)
    assert [(sent["channelId"], sent["token"]) for sent in voices(node)] == [
        ("77", "first"),
        ("88", "second"),
    ]


async def test_a_server_without_an_endpoint_is_not_handed_on(world: World) -> None:
    node = await world.node()
    adapter = await world.ready(node)
    adapter.voice_update(voice_state("77"))
    adapter.voice_update(voice_server(endpoint=None))
    adapter.voice_update(voice_server("later"))
    await until(lambda: bool(voices(node)))
    assert [sent["token"] for sent in voices(node)] == ["later"]


async def test_other_peoples_voice_states_are_no_business_of_ours(world: World) -> None:
    node = await world.node()
    adapter = await world.ready(node)
    somebody: dict[str, Any] = voice_state("77")
    somebody["d"]["user_id"] = str(BOT_ID + 1)
    adapter.voice_update(voice_server())
    adapter.voice_update(somebody)
    track = await loaded(adapter, catalogue.ANTHEM_URL)
    await adapter.perform(GUILD, play(track, 1))
    assert voices(node) == []


@pytest.mark.parametrize(
    "payload",
    [
        {},
        {"t": "VOICE_SERVER_UPDATE"},
        {"t": "VOICE_SERVER_UPDATE", "d": None},
        {"t": "VOICE_STATE_UPDATE", "d": {"user_id": str(BOT_ID)}},
        {"t": "MESSAGE_CREATE", "d": {"guild_id": GUILD}},
    ],
)
async def test_dispatches_that_make_no_sense_change_nothing(
    world: World, payload: dict[str, object]
) -> None:
    node = await world.node()
    adapter = await world.ready(node)
    adapter.voice_update(payload)
    adapter.voice_update(voice_state("77"))
    adapter.voice_update(voice_server())
    await until(lambda: bool(voices(node)))
    assert len(voices(node)) == 1


async def test_after_leaving_old_credentials_are_not_used_again(world: World) -> None:
    node = await world.node()
    adapter = await world.ready(node)
    adapter.voice_update(voice_state("77"))
    adapter.voice_update(voice_server("old"))
    await until(lambda: len(voices(node)) == 1)
    adapter.voice_update(voice_state(None))
    adapter.voice_update(voice_state("88", "another-session"))
    track = await loaded(adapter, catalogue.ANTHEM_URL)
    await adapter.perform(GUILD, play(track, 1))
    assert len(voices(node)) == 1
    adapter.voice_update(voice_server("new"))
    await until(lambda: len(voices(node)) == 2)
    assert voices(node)[1]["channelId"] == "88"


async def test_voice_that_changes_while_the_node_is_away_is_handed_over_on_return(
    world: World,
) -> None:
    node = await world.node()
    adapter = await world.ready(node)
    track = await loaded(adapter, catalogue.ANTHEM_URL)
    adapter.voice_update(voice_state("77"))
    adapter.voice_update(voice_server("old"))
    await adapter.perform(GUILD, play(track, 1))
    await node.drop_sockets()
    await world.journal.next(NodeLost)
    adapter.voice_update(voice_server("new"))
    ready = await world.journal.next(NodeReady)
    assert ready.playing is not None
    assert [sent["token"] for sent in voices(node)] == ["old", "new"]


async def test_a_player_that_vanished_meanwhile_is_given_the_voice_again(world: World) -> None:
    node = await world.node()
    adapter = await world.ready(node)
    track = await loaded(adapter, catalogue.ANTHEM_URL)
    adapter.voice_update(voice_state("77"))
    adapter.voice_update(voice_server())
    await adapter.perform(GUILD, play(track, 1))
    connection = adapter._fleet.connections[0]
    await connection.node.destroy_player(GUILD)
    await node.drop_sockets()
    assert await world.journal.next(NodeReady) == NodeReady(None)
    player = node.players(GUILD)
    assert player is not None
    assert player.connected


async def test_a_refused_voice_state_does_not_stop_the_music(world: World) -> None:
    node = await world.node()
    adapter = await world.ready(node)
    track = await loaded(adapter, catalogue.ANTHEM_URL)
    await adapter.perform(GUILD, play(track, 1))
    node.fail_next_requests(1, 400)
    adapter.voice_update(voice_state("77"))
    adapter.voice_update(voice_server())
    await until(lambda: bool(voices(node)))
    await adapter.perform(GUILD, play(track, 2))
    assert len(voices(node)) == 2
    assert world.journal.of(NodeLost) == []
