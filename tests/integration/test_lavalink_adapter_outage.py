"""Nodes that die, come late, refuse us, or do not answer; and guilds that move between them."""

import logging
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
import structlog

from auth.identity import GuildId
from player.core.commands import NodeLost, NodeReady, NodeTrackEnded, PositionReported
from player.core.effects import ApplyVolume, DestroyPlayer, StopTrack
from player.core.errors import NodeDown
from player.lavalink.nodes import LavalinkNodes
from sim.lavalink import catalogue
from sim.lavalink.node import SimulatedNode
from tests.support.gate import Gate
from tests.support.lavalink import (
    GUILD,
    OPTIONS,
    OTHER_GUILD,
    PASSWORD,
    QUICK,
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


def home_of(nodes: list[SimulatedNode], guild_id: GuildId = GUILD) -> SimulatedNode:
    """Return the one node that plays for a guild."""
    playing = [
        node
        for node in nodes
        if (player := node.players(guild_id)) is not None and player.identifier is not None
    ]
    assert len(playing) == 1
    return playing[0]


def questions(node: SimulatedNode) -> list[str]:
    """Return every question to a node about a single guild's player."""
    asked = (seen for seen in node.requests if seen.method == "GET" and "/players/" in seen.path)
    return [seen.path for seen in asked]


async def two_nodes(world: World) -> tuple[LavalinkNodes, SimulatedNode, SimulatedNode]:
    """Return an adapter, the node that plays play 1 for `GUILD`, and the other node."""
    adapter = await world.ready(await world.node("alpha"), await world.node("beta"))
    track = await loaded(adapter, catalogue.ANTHEM_URL)
    adapter.voice_update(voice_state("77"))
    adapter.voice_update(voice_server())
    await adapter.perform(GUILD, play(track, 1, 50_000))
    home = home_of(world.nodes)
    other = next(node for node in world.nodes if node is not home)
    return adapter, home, other


async def test_a_dead_nodes_guild_goes_on_at_another_node(world: World) -> None:
    adapter, home, other = await two_nodes(world)
    track = await loaded(adapter, catalogue.ANTHEM_URL)
    await home.stop()
    await world.journal.next(NodeLost)
    assert await world.journal.next(NodeReady) == NodeReady(None)
    player = other.players(GUILD)
    assert player is not None
    assert player.connected
    await adapter.perform(GUILD, play(track, 2, 50_400))
    report = await world.journal.next(PositionReported)
    assert report.position_ms >= 50_400
    assert home_of([other]) is other
    assert [type(one) for one in world.journal.connection_story()] == [
        NodeReady,
        NodeLost,
        NodeReady,
    ]


async def test_a_node_that_resumes_in_time_keeps_its_guild(world: World) -> None:
    _, home, other = await two_nodes(world)
    await home.drop_sockets()
    ready = await world.journal.next(NodeReady)
    assert ready.playing is not None
    assert home_of(world.nodes) is home
    assert other.players(GUILD) is None


async def test_a_node_that_returns_after_the_move_loses_its_leftover_player(world: World) -> None:
    nodes = [await world.node("alpha"), await world.node("beta")]
    async with Gate(nodes[0].port) as gate:
        behind_gate = SimulatedNode(replace(OPTIONS, name="alpha", port=gate.port))
        adapter = await world.adapter(behind_gate)
        await until(lambda: adapter.status()[0].connected)
        await adapter.attach(GUILD)
        track = await loaded(adapter, catalogue.ANTHEM_URL)
        await adapter.perform(GUILD, play(track, 1))
        await adapter.close()
        adapter = await world.adapter(behind_gate, nodes[1])
        await until(lambda: all(status.connected for status in adapter.status()))
        await adapter.attach(GUILD)
        await world.journal.next(NodeReady, lambda one: one.playing is not None)

        gate.refuses_sockets = True
        await nodes[0].drop_sockets()
        await world.journal.next(NodeLost)
        await world.journal.next(NodeReady)
        await adapter.perform(GUILD, play(track, 2))
        assert nodes[0].players(GUILD) is not None
        gate.refuses_sockets = False
        await until(lambda: nodes[0].players(GUILD) is None)
        assert home_of(nodes) is nodes[1]
    assert [one.play_id for one in world.journal.of(NodeTrackEnded)] == []


async def test_a_blip_of_the_network_moves_nobody(world: World) -> None:
    _, home, other = await two_nodes(world)
    home.delay(0.1)
    await home.drop_sockets()
    await other.drop_sockets()
    await world.journal.next(NodeLost)
    ready = await world.journal.next(NodeReady)
    assert ready.playing is not None
    assert home_of(world.nodes) is home
    home.delay(0)


async def test_a_guild_with_nothing_to_play_hears_that_the_last_node_is_gone(
    world: World,
) -> None:
    alpha, beta = await world.node("alpha"), await world.node("beta")
    adapter = await world.ready(alpha, beta)
    await alpha.stop()
    await until(lambda: sum(status.connected for status in adapter.status()) == 1)
    assert adapter.serves(GUILD)
    await beta.stop()
    await world.journal.next(NodeLost)
    assert [type(one) for one in world.journal.all()] == [NodeReady, NodeLost]


async def test_every_guild_of_a_dead_node_moves(world: World) -> None:
    adapter, home, other = await two_nodes(world)
    track = await loaded(adapter, catalogue.ANTHEM_URL)
    await adapter.attach(OTHER_GUILD)
    await world.journal.next(NodeReady, guild_id=OTHER_GUILD)
    await adapter.perform(OTHER_GUILD, play(track, 1))
    assert home_of(world.nodes, OTHER_GUILD) is home
    await home.stop()
    for guild_id in (GUILD, OTHER_GUILD):
        await world.journal.next(NodeLost, guild_id=guild_id)
        await world.journal.next(NodeReady, guild_id=guild_id)
        await adapter.perform(guild_id, play(track, 2))
        assert home_of([other], guild_id) is other


async def test_guilds_elsewhere_hear_nothing_of_a_dead_node(world: World) -> None:
    adapter, home, other = await two_nodes(world)
    track = await loaded(adapter, catalogue.ANTHEM_URL)
    await adapter.attach(OTHER_GUILD)
    await other.stop()
    await until(lambda: sum(status.connected for status in adapter.status()) == 1)
    await adapter.perform(OTHER_GUILD, play(track, 1))
    assert home_of([home], OTHER_GUILD) is home
    assert len(world.journal.connection_story(OTHER_GUILD)) == 1
    assert world.journal.of(NodeLost) == []


async def test_without_any_node_the_guild_waits_for_one(world: World) -> None:
    adapter, home, other = await two_nodes(world)
    track = await loaded(adapter, catalogue.ANTHEM_URL)
    await other.stop()
    await until(lambda: sum(status.connected for status in adapter.status()) == 1)
    assert adapter.serves(GUILD)
    await home.stop()
    await world.journal.next(NodeLost)
    assert not adapter.serves(GUILD)
    with pytest.raises(NodeDown):
        await adapter.perform(GUILD, play(track, 2))
    await other.start()
    assert await world.journal.next(NodeReady) == NodeReady(None)
    await adapter.perform(GUILD, play(track, 3))
    assert home_of([other]) is other


async def test_a_node_that_is_down_at_first_is_used_when_it_comes(world: World) -> None:
    node = await world.node()
    await node.stop()
    adapter = await world.adapter(node)
    await adapter.attach(GUILD)
    assert await world.journal.next(NodeLost) == NodeLost()
    assert not adapter.serves(GUILD)
    assert adapter.sources() == frozenset()
    await until(lambda: adapter.status()[0].problem != "Not connected yet.")
    await node.start()
    assert await world.journal.next(NodeReady) == NodeReady(None)
    assert adapter.serves(GUILD)
    assert adapter.status()[0].problem is None


async def test_errors_while_connecting_do_not_end_the_attempts(world: World) -> None:
    node = await world.node()
    node.fail_next_requests(4, 503)
    adapter = await world.adapter(node)
    await until(lambda: adapter.status()[0].connected)


async def test_a_wrong_password_is_said_clearly_and_tried_again(world: World) -> None:
    node = await world.node()
    with structlog.testing.capture_logs() as logs:
        adapter = await world.adapter(node, password="wrong")
        await until(lambda: sum(seen.path == "/v4/info" for seen in node.requests) >= 2)
    assert adapter.status()[0].problem == "The node refuses our password."
    refusals = [entry for entry in logs if entry["event"] == "node_password_refused"]
    assert refusals
    assert refusals[0]["node"] == "alpha"
    assert "wrong" not in str(logs)


async def test_a_node_that_does_not_answer_is_lost_and_found_again(world: World) -> None:
    node = await world.node()
    adapter = await world.adapter(node, patience=replace(QUICK, request_s=0.6))
    await until(lambda: adapter.status()[0].connected)
    await adapter.attach(GUILD)
    await world.journal.next(NodeReady)
    track = await loaded(adapter, catalogue.ANTHEM_URL)
    await adapter.perform(GUILD, play(track, 1))
    node.delay(3.0)
    with pytest.raises(NodeDown):
        await adapter.perform(GUILD, ApplyVolume(10))
    await world.journal.next(NodeLost)
    assert not adapter.serves(GUILD)
    await until(lambda: len(questions(node)) >= 2)
    node.delay(0)
    ready = await world.journal.next(NodeReady)
    assert ready.playing is not None
    assert ready.playing.play_id == 1
    await adapter.perform(GUILD, ApplyVolume(10))


async def test_a_node_that_does_not_answer_gives_its_guild_to_another(world: World) -> None:
    alpha, beta = await world.node("alpha"), await world.node("beta")
    adapter = await world.adapter(alpha, beta, patience=replace(QUICK, request_s=0.6))
    await until(lambda: all(status.connected for status in adapter.status()))
    await adapter.attach(GUILD)
    await world.journal.next(NodeReady)
    track = await loaded(adapter, catalogue.ANTHEM_URL)
    await adapter.perform(GUILD, play(track, 1))
    home = home_of(world.nodes)
    other = beta if home is alpha else alpha
    home.delay(3.0)
    with pytest.raises(NodeDown):
        await adapter.perform(GUILD, ApplyVolume(10))
    await world.journal.next(NodeLost)
    assert await world.journal.next(NodeReady) == NodeReady(None)
    assert questions(home) == []
    await adapter.perform(GUILD, play(track, 2))
    home.delay(0)
    await until(lambda: home.players(GUILD) is None)
    assert home_of(world.nodes) is other


async def test_a_player_destroyed_while_its_node_is_away_is_removed_on_return(
    world: World,
) -> None:
    adapter, home, other = await two_nodes(world)
    home.delay(0.5)
    await home.drop_sockets()
    await world.journal.next(NodeLost)
    await adapter.perform(GUILD, DestroyPlayer())
    assert await world.journal.next(NodeReady) == NodeReady(None)
    assert [one.name for one in adapter.status() if one.connected] == [other.name]
    home.delay(0)
    await until(lambda: home.players(GUILD) is None)


async def test_stopping_while_the_node_is_away_is_refused(world: World) -> None:
    adapter, home, _ = await two_nodes(world)
    await home.drop_sockets()
    await world.journal.next(NodeLost)
    with pytest.raises(NodeDown):
        await adapter.perform(GUILD, StopTrack())
    ready = await world.journal.next(NodeReady)
    assert ready.playing is not None


async def test_new_guilds_go_to_the_node_with_less_to_do(world: World) -> None:
    adapter, home, other = await two_nodes(world)
    track = await loaded(adapter, catalogue.ANTHEM_URL)
    # A node tells its load on connecting, and then once a minute.
    await home.drop_sockets()
    await world.journal.next(NodeReady)
    await until(lambda: sum(status.playing for status in adapter.status()) == 1)
    await adapter.attach(OTHER_GUILD)
    await adapter.perform(OTHER_GUILD, play(track, 1))
    assert home_of(world.nodes, OTHER_GUILD) is other


async def test_the_status_tells_how_a_node_is_doing(world: World) -> None:
    adapter, home, _ = await two_nodes(world)
    await home.drop_sockets()
    await world.journal.next(NodeReady)
    await until(lambda: any(status.playing for status in adapter.status()))
    busy = next(status for status in adapter.status() if status.playing)
    assert busy.name == home.name
    assert busy.connected
    assert busy.version
    assert "youtube" in busy.sources
    assert (busy.players, busy.problem) == (1, None)
    assert 0 <= busy.cpu <= 1


async def test_a_lost_node_says_so_in_its_status(world: World) -> None:
    adapter, home, _ = await two_nodes(world)
    await home.stop()
    await until(lambda: not all(status.connected for status in adapter.status()))
    lost = next(status for status in adapter.status() if not status.connected)
    assert lost.name == home.name
    assert lost.problem
    assert lost.players == 0


async def test_two_nodes_cannot_share_a_name(world: World) -> None:
    node = await world.node()
    with pytest.raises(ValueError, match="name of its own"):
        await world.adapter(node, node)


async def test_no_secret_gets_into_the_log(world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with structlog.testing.capture_logs() as logs:
        adapter, home, _ = await two_nodes(world)
        await home.stop()
        await world.journal.next(NodeLost)
        await world.journal.next(NodeReady)
        await adapter.close()
    everything = f"{logs} {caplog.text} {adapter._fleet._addresses}"
    assert PASSWORD not in everything
    assert "voice-token" not in everything
    assert "voice-session" not in everything
