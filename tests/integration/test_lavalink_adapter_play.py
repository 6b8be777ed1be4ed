"""Playing through the adapter: what is sent, in which order, and what is observed."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from player.core.commands import (
    EndReason,
    NodeReady,
    NodeTrackEnded,
    NodeTrackFailed,
    NodeTrackStuck,
    PositionReported,
)
from player.core.effects import (
    ApplyFilters,
    ApplyVolume,
    DestroyPlayer,
    PauseNode,
    SeekTo,
    StopTrack,
)
from player.core.errors import NodeDown, Unavailable
from player.core.filters import NO_FILTERS
from player.core.track import PlayId
from player.lavalink.calls import NodeRefused
from sim.lavalink import catalogue
from sim.lavalink.node import SimulatedNode
from tests.support.lavalink import (
    GUILD,
    OPTIONS,
    OTHER_GUILD,
    Journal,
    World,
    loaded,
    play,
    until,
    voice_server,
    voice_state,
)

BASS = (0.2, 0.1, *([0.0] * 13))


@pytest.fixture
async def world() -> AsyncIterator[World]:
    async with World() as world:
        yield world


def patches(node: SimulatedNode) -> list[Any]:
    """Return the bodies of all calls that changed a player, in order."""
    return [
        seen.body for seen in node.requests if seen.method == "PATCH" and "/players/" in seen.path
    ]


async def later_positions(journal: Journal, count: int) -> list[PositionReported]:
    """Return at least three positions that are reported after so many."""
    await until(lambda: len(journal.of(PositionReported)) >= count + 3)
    return journal.of(PositionReported)[count:]


async def test_a_play_is_one_call_with_everything_in_it(world: World) -> None:
    node = await world.node()
    adapter = await world.ready(node)
    track = await loaded(adapter, catalogue.ANTHEM_URL)
    adapter.voice_update(voice_state("77"))
    await adapter.perform(GUILD, play(track, 5, 30_000, paused=True, volume=40, equalizer=BASS))
    assert len(patches(node)) == 1
    player = node.players(GUILD)
    assert player is not None
    assert player.identifier == track.identifier
    assert player.user_data == {"play": 5}
    assert player.position_ms == 30_000
    assert player.paused
    assert player.volume == 40
    assert player.filters["equalizer"][0] == {"band": 0, "gain": 0.2}


async def test_a_play_un_pauses_only_on_demand(world: World) -> None:
    node = await world.node()
    adapter = await world.ready(node)
    track = await loaded(adapter, catalogue.ANTHEM_URL)
    await adapter.perform(GUILD, play(track, 1))
    assert patches(node)[0]["paused"] is False


async def test_voice_goes_with_the_play_when_the_node_lacks_it(world: World) -> None:
    node = await world.node()
    adapter = await world.adapter(node)
    adapter.voice_update(voice_state("77"))
    adapter.voice_update(voice_server())
    await until(lambda: adapter.status()[0].connected)
    await adapter.attach(GUILD)
    track = await loaded(adapter, catalogue.ANTHEM_URL)
    await adapter.perform(GUILD, play(track, 1))
    await adapter.perform(GUILD, play(track, 2))
    first, second = patches(node)
    assert first["voice"] == {
        "token": "voice-token",
        "endpoint": "rotterdam1.example:443",
        "sessionId": "voice-session",
        "channelId": "77",
    }
    assert "voice" not in second


async def test_effects_arrive_in_the_order_of_their_calls(world: World) -> None:
    node = await world.node()
    adapter = await world.ready(node)
    track = await loaded(adapter, catalogue.ANTHEM_URL)
    await asyncio.gather(
        adapter.perform(GUILD, play(track, 1)),
        adapter.perform(GUILD, PauseNode(paused=True)),
        adapter.perform(GUILD, SeekTo(60_000)),
        *(adapter.perform(GUILD, ApplyVolume(volume)) for volume in range(1, 30)),
        adapter.perform(GUILD, ApplyFilters(BASS, NO_FILTERS)),
        adapter.perform(GUILD, ApplyFilters((0.0,) * 15, NO_FILTERS)),
    )
    bodies = patches(node)
    assert bodies[0]["track"]["userData"] == {"play": 1}
    assert bodies[1:3] == [{"paused": True}, {"position": 60_000}]
    assert [body["volume"] for body in bodies[3:32]] == list(range(1, 30))
    assert len(bodies[32]["filters"]["equalizer"]) == 15
    assert bodies[33:] == [{"filters": {}}]
    player = node.players(GUILD)
    assert player is not None
    assert (player.paused, player.position_ms, player.volume) == (True, 60_000, 29)


async def test_a_node_without_an_equalizer_is_not_asked_for_one(world: World) -> None:
    options = replace(OPTIONS, disabled_filters=frozenset({"equalizer"}))
    node = await world.node(options=options)
    adapter = await world.ready(node)
    track = await loaded(adapter, catalogue.ANTHEM_URL)
    await adapter.perform(GUILD, play(track, 1, equalizer=BASS))
    await adapter.perform(GUILD, ApplyFilters(BASS, NO_FILTERS))
    assert [patch["filters"] for patch in patches(node)] == [{}, {}]


async def test_a_track_ends_by_itself(world: World) -> None:
    adapter = await world.ready(await world.node())
    track = await loaded(adapter, catalogue.SHORT_TRACK_URL)
    await adapter.perform(GUILD, play(track, 3, track.length_ms - 100))
    ended = await world.journal.next(NodeTrackEnded)
    assert ended == NodeTrackEnded(PlayId(3), EndReason.FINISHED)


async def test_a_track_that_fails_at_once_is_reported_and_then_ended(world: World) -> None:
    adapter = await world.ready(await world.node())
    track = await loaded(adapter, catalogue.FAILING_TRACK_URL)
    await adapter.perform(GUILD, play(track, 4))
    failed = await world.journal.next(NodeTrackFailed)
    ended = await world.journal.next(NodeTrackEnded)
    assert failed == NodeTrackFailed(PlayId(4), "This recording can not be played.")
    assert ended == NodeTrackEnded(PlayId(4), EndReason.LOAD_FAILED)


async def test_a_track_that_gets_stuck_is_reported(world: World) -> None:
    node = await world.node(options=replace(OPTIONS, stuck_threshold_ms=50))
    adapter = await world.ready(node)
    track = await loaded(adapter, catalogue.STUCK_TRACK_URL)
    await adapter.perform(GUILD, play(track, 6, 4_950))
    stuck = await world.journal.next(NodeTrackStuck)
    assert stuck == NodeTrackStuck(PlayId(6), 50)
    assert world.journal.of(NodeTrackEnded) == []


async def test_positions_are_reported_with_our_own_clock(world: World) -> None:
    node = await world.node()
    adapter = await world.adapter(node, now=lambda: 1_234)
    await until(lambda: adapter.status()[0].connected)
    await adapter.attach(GUILD)
    track = await loaded(adapter, catalogue.ANTHEM_URL)
    adapter.voice_update(voice_state("77"))
    adapter.voice_update(voice_server())
    await adapter.perform(GUILD, play(track, 1, 60_000))
    report = await world.journal.next(PositionReported, lambda one: one.position_ms > 60_000)
    assert report.at == 1_234
    assert report.connected


async def test_a_node_without_voice_says_that_nothing_is_heard(world: World) -> None:
    adapter = await world.ready(await world.node(options=replace(OPTIONS, require_voice=True)))
    track = await loaded(adapter, catalogue.ANTHEM_URL)
    await adapter.perform(GUILD, play(track, 1))
    report = await world.journal.next(PositionReported)
    assert report.position_ms == 0
    assert not report.connected


async def test_replaced_tracks_end_in_the_order_in_which_they_were_played(world: World) -> None:
    adapter = await world.ready(await world.node())
    track = await loaded(adapter, catalogue.ANTHEM_URL)
    for play_id in range(1, 41):
        await adapter.perform(GUILD, play(track, play_id))
    await adapter.perform(GUILD, StopTrack())
    await world.journal.next(NodeTrackEnded, lambda one: one.reason is EndReason.STOPPED)
    ended = world.journal.of(NodeTrackEnded)
    assert [one.play_id for one in ended] == list(range(1, 41))
    assert {one.reason for one in ended[:-1]} == {EndReason.REPLACED}


async def test_no_position_of_the_track_before_is_reported_for_the_next(world: World) -> None:
    adapter = await world.ready(await world.node(options=replace(OPTIONS, update_interval=0.02)))
    track = await loaded(adapter, catalogue.ANTHEM_URL)
    for play_id in range(1, 11):
        heard_before = len(world.journal.of(PositionReported))
        start_ms = 150_000 if play_id % 2 else 10_000
        await adapter.perform(GUILD, play(track, play_id, start_ms))
        heard = await later_positions(world.journal, heard_before)
        assert all(start_ms <= one.position_ms < start_ms + 20_000 for one in heard)


async def test_guilds_do_not_hear_of_each_other(world: World) -> None:
    adapter = await world.ready(await world.node())
    await adapter.attach(OTHER_GUILD)
    track = await loaded(adapter, catalogue.SHORT_TRACK_URL)
    await adapter.perform(OTHER_GUILD, play(track, 8, track.length_ms - 50))
    await world.journal.next(NodeTrackEnded, guild_id=OTHER_GUILD)
    assert world.journal.of(NodeTrackEnded) == []
    assert world.journal.of(PositionReported) == []


async def test_a_destroyed_player_is_gone(world: World) -> None:
    node = await world.node()
    adapter = await world.ready(node)
    track = await loaded(adapter, catalogue.ANTHEM_URL)
    await adapter.perform(GUILD, play(track, 1))
    await adapter.perform(GUILD, DestroyPlayer())
    assert node.players(GUILD) is None
    assert adapter.serves(GUILD)


async def test_a_player_destroyed_and_made_again_is_given_the_voice_again(world: World) -> None:
    node = await world.node()
    adapter = await world.ready(node)
    track = await loaded(adapter, catalogue.ANTHEM_URL)
    adapter.voice_update(voice_state("77"))
    adapter.voice_update(voice_server())
    await adapter.perform(GUILD, play(track, 1))
    await adapter.perform(GUILD, DestroyPlayer())
    await adapter.perform(GUILD, play(track, 2))
    player = node.players(GUILD)
    assert player is not None
    assert player.connected


async def test_destroying_what_is_not_there_is_fine(world: World) -> None:
    node = await world.node()
    adapter = await world.ready(node)
    await adapter.perform(GUILD, DestroyPlayer())
    await adapter.perform(OTHER_GUILD, DestroyPlayer())
    assert not [seen for seen in node.requests if seen.method == "DELETE"]


async def test_a_player_that_the_node_does_not_know_counts_as_destroyed(world: World) -> None:
    node = await world.node()
    adapter = await world.ready(node)
    track = await loaded(adapter, catalogue.ANTHEM_URL)
    await adapter.perform(GUILD, play(track, 1))
    node.fail_next_requests(1, 404)
    await adapter.perform(GUILD, DestroyPlayer())
    assert adapter._fleet.connections[0].holds == set()


async def test_changes_before_the_first_track_wait_for_it(world: World) -> None:
    node = await world.node()
    adapter = await world.ready(node)
    await adapter.perform(GUILD, ApplyVolume(20))
    await adapter.perform(GUILD, PauseNode(paused=True))
    assert patches(node) == []


async def test_a_node_that_refuses_a_track_says_why(world: World) -> None:
    node = await world.node()
    adapter = await world.ready(node)
    track = await loaded(adapter, catalogue.ANTHEM_URL)
    with pytest.raises(Unavailable, match="The audio node refused") as caught:
        await adapter.perform(GUILD, play(replace(track, encoded="nonsense"), 1))
    assert isinstance(caught.value, NodeRefused)
    assert adapter.serves(GUILD)


async def test_stopping_is_fine_where_a_node_refuses_to_stop_nothing(world: World) -> None:
    node = await world.node()
    adapter = await world.ready(node)
    track = await loaded(adapter, catalogue.ANTHEM_URL)
    await adapter.perform(GUILD, play(track, 1))
    node.fail_next_requests(1, 400)
    await adapter.perform(GUILD, StopTrack())


async def test_nothing_is_performed_for_a_guild_that_is_not_attached(world: World) -> None:
    adapter = await world.ready(await world.node())
    track = await loaded(adapter, catalogue.ANTHEM_URL)
    assert adapter.serves(OTHER_GUILD)
    with pytest.raises(NodeDown):
        await adapter.perform(OTHER_GUILD, play(track, 1))


async def test_attaching_again_tells_a_new_session_what_plays(world: World) -> None:
    adapter = await world.ready(await world.node())
    track = await loaded(adapter, catalogue.ANTHEM_URL)
    await adapter.perform(GUILD, play(track, 9, 20_000))
    await adapter.attach(GUILD)
    ready = await world.journal.next(NodeReady)
    assert ready.playing is not None
    assert ready.playing.play_id == 9
    assert ready.playing.position_ms >= 20_000
