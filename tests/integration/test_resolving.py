"""Resolving wanted tracks, with a real database and nodes that are slow, break, or die."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
import pytest_asyncio

from db.client import Database
from player.core.errors import NodeDown, PlayerError
from player.core.sentence import Sentence
from player.lavalink.nodes import LavalinkNodes
from player.resolving.batch import BatchState, Counts
from player.resolving.errors import (
    AlreadyRunning,
    ResolutionOver,
    TooManyWanted,
    UnknownResolution,
)
from player.resolving.resolution import ResolutionId, ResolutionState
from player.resolving.wanted_track import WantedTrack
from sim.lavalink.catalogue import LONG_PLAYLIST_URL, PRIVATE_URL, SHORT_TRACK_URL
from sim.lavalink.node import SimulatedNode
from tests.support.lavalink import QUICK, World, refused, until
from tests.support.resolving import HOLDER, Workshop, nonsense, songs

RESOLVED, NOT_FOUND = ResolutionState.RESOLVED, ResolutionState.NOT_FOUND
FAILED, CANCELLED = ResolutionState.FAILED, ResolutionState.CANCELLED


@pytest_asyncio.fixture(name="world")
async def world_of_nodes() -> AsyncIterator[World]:
    async with World() as world:
        yield world


@pytest_asyncio.fixture(name="node")
async def one_node(world: World) -> SimulatedNode:
    return await world.node()


@pytest_asyncio.fixture(name="nodes")
async def nodes_that_are_up(world: World, node: SimulatedNode) -> LavalinkNodes:
    return await world.ready(node)


@pytest_asyncio.fixture(name="shop")
async def running_workshop(database: Database, nodes: LavalinkNodes) -> AsyncIterator[Workshop]:
    shop = Workshop(database, nodes)
    yield shop
    await shop.resolutions.close()


async def test_each_track_is_resolved_and_handed_over_once(shop: Workshop) -> None:
    batch = await shop.begin(*songs(12), *nonsense(2), WantedTrack(url=SHORT_TRACK_URL))
    ended = await shop.over(batch)
    assert (ended.state, ended.counts) == (BatchState.DONE, Counts(resolved=13, not_found=2))
    report = await shop.report(batch)
    assert [each.place for each in report] == list(range(15))
    assert [each.state for each in report] == [*[RESOLVED] * 12, *[NOT_FOUND] * 2, RESOLVED]
    for each in report[:12]:
        assert each.outcome.track is not None
        assert (each.outcome.track.title, each.outcome.score) == (each.wanted.title, 100)
    assert str(report[12].outcome.reason).startswith("Nothing was found for “nobody zzyzxq")
    assert set(shop.taker.taken.values()) == {1}
    assert [(end.state, len(all_)) for end, all_ in shop.taker.ends] == [(BatchState.RUNNING, 15)]


async def test_those_who_watch_hear_of_every_step(shop: Workshop) -> None:
    batch = await shop.begin(*songs(4))
    await shop.over(batch)
    assert [(each.counts.done, each.over) for each in shop.told] == [
        *((0, False), (1, False), (2, False), (3, False), (4, False)),
        (4, True),
    ]


async def test_links_that_lead_to_no_track_say_why(shop: Workshop) -> None:
    title = songs(1)[0]
    batch = await shop.begin(
        WantedTrack(url=PRIVATE_URL),
        WantedTrack(url=LONG_PLAYLIST_URL),
        WantedTrack(title.title, title.artists, url=PRIVATE_URL),
    )
    await shop.over(batch)
    private, playlist, with_words = await shop.report(batch)
    assert private.outcome.reason == "The track could not be loaded: This video is private."
    assert isinstance(private.outcome.reason, Sentence)
    assert not private.outcome.outage
    assert playlist.outcome.reason == "url must lead to one track, not to a list of tracks."
    assert with_words.state is RESOLVED


async def test_what_is_too_different_is_named(shop: Workshop) -> None:
    song = songs(1)[0]
    batch = await shop.begin(WantedTrack(song.title, ("Nobody You Know",)))
    await shop.over(batch)
    (only,) = await shop.report(batch)
    assert only.state is NOT_FOUND
    assert song.title in str(only.outcome.reason)


async def test_a_node_that_errors_fails_its_track_and_no_other(
    shop: Workshop, node: SimulatedNode
) -> None:
    node.fail_next_loads(3)
    shop.courtesy.at_once = 1
    batch = await shop.begin(*songs(3))
    ended = await shop.over(batch)
    assert ended.counts == Counts(resolved=2, failed=1)
    first, *_ = await shop.report(batch)
    assert first.outcome.outage
    assert "could not be searched: Something went wrong" in str(first.outcome.reason)


async def test_a_node_that_refuses_says_so(shop: Workshop, node: SimulatedNode) -> None:
    node.fail_next_requests(3)
    shop.courtesy.at_once = 1
    batch = await shop.begin(*songs(1))
    assert (await shop.over(batch)).counts == Counts(failed=1)
    (only,) = await shop.report(batch)
    assert "The audio node refused" in str(only.outcome.reason)


async def test_a_slow_node_is_waited_for_so_long_and_no_longer(
    world: World, node: SimulatedNode, database: Database
) -> None:
    nodes = await world.adapter(node, patience=replace(QUICK, load_s=0.05))
    await until(lambda: all(status.connected for status in nodes.status()))
    node.delay(30)
    shop = Workshop(database, nodes)
    batch = await shop.begin(*songs(1))
    assert (await shop.over(batch)).counts == Counts(failed=1)
    (only,) = await shop.report(batch)
    assert "took too long" in str(only.outcome.reason)
    assert only.outcome.outage
    node.delay(0)


async def test_a_node_that_dies_ends_the_job_and_one_that_returns_does_not(
    database: Database, nodes: LavalinkNodes, node: SimulatedNode
) -> None:
    patient = Workshop(database, nodes, patience_s=(0.01, *[0.05] * 400))
    node.delay(30)
    batch = await patient.begin(*songs(2))
    await until(lambda: len(node.requests) > 0)
    await node.stop(abrupt=True)
    node.delay(0)
    await until(lambda: not any(status.connected for status in nodes.status()))
    await node.start()
    assert (await patient.over(batch)).counts == Counts(resolved=2)
    await node.stop(abrupt=True)
    await until(lambda: not any(status.connected for status in nodes.status()))
    impatient = Workshop(database, nodes)
    batch = await impatient.begin(*songs(3))
    assert (await impatient.over(batch)).counts == Counts(failed=3)
    first, *_ = await impatient.report(batch)
    assert first.outcome.reason == str(NodeDown())
    assert first.outcome.outage


async def test_the_next_process_goes_on_and_does_nothing_twice(
    database: Database, nodes: LavalinkNodes
) -> None:
    first, second = Workshop(database, nodes), Workshop(database, nodes)
    batch = await first.begin(*songs(30))
    await until(lambda: len(first.taker.taken) >= 5)
    await first.resolutions.close()
    before = set(first.taker.taken)
    assert len(before) < 30
    await second.resolutions.start()
    ended = await second.over(batch)
    assert (ended.counts, ended.percent) == (Counts(resolved=30), 100)
    # One that was handed over and not yet written down comes again; a purpose knows it by its id.
    assert len(before | set(second.taker.taken)) == 30
    assert len(before & set(second.taker.taken)) <= 1
    assert len(second.taker.ends) == 1


async def test_a_purpose_that_refuses_makes_a_failure(shop: Workshop) -> None:
    shop.taker.refusal = PlayerError(Sentence("The playlist is gone."))
    batch = await shop.begin(*songs(1))
    assert (await shop.over(batch)).counts == Counts(failed=1)
    (only,) = await shop.report(batch)
    assert only.outcome.reason == "The playlist is gone."


async def test_one_can_be_cancelled_and_the_rest_goes_on(
    shop: Workshop, node: SimulatedNode
) -> None:
    node.delay(30)
    batch = await shop.begin(*songs(6))
    await until(lambda: len(node.requests) > 0)
    report = await shop.report(batch)
    await shop.resolutions.cancel_one(report[5].id, HOLDER)
    await refused(shop.resolutions.cancel_one(report[5].id, HOLDER), ResolutionOver)
    await refused(shop.resolutions.cancel_one(ResolutionId("nothing-1"), HOLDER), UnknownResolution)
    node.delay(0)
    for each in report[:4]:
        await shop.resolutions.cancel_one(each.id, HOLDER)
    ended = await shop.over(batch)
    assert (ended.state, ended.counts) == (BatchState.DONE, Counts(resolved=1, cancelled=5))


async def test_all_can_be_cancelled_and_what_is_over_goes(
    shop: Workshop, node: SimulatedNode
) -> None:
    finished = await shop.begin(*songs(1))
    await shop.over(finished)
    node.delay(30)
    running = await shop.begin(*songs(6))
    assert await shop.resolutions.cancel_all(HOLDER) == 1
    left = await shop.resolutions.batches_of(HOLDER)
    assert [(each.id, each.state) for each in left] == [(running.id, BatchState.CANCELLED)]
    assert {each.state for each in await shop.report(running)} == {CANCELLED}
    assert shop.taker.ends[-1][0].state is BatchState.CANCELLED
    assert await shop.resolutions.cancel_all(HOLDER) == 0
    assert await shop.resolutions.batches_of(HOLDER) == []
    node.delay(0)


async def test_of_what_is_to_run_alone_one_runs(shop: Workshop, node: SimulatedNode) -> None:
    node.delay(30)
    first = await shop.begin(*songs(1), alone="this")
    with pytest.raises(AlreadyRunning):
        await shop.begin(*songs(1), alone="this")
    node.delay(0)
    await shop.resolutions.cancel(first.id, HOLDER)
    await shop.over(await shop.begin(*songs(1), alone="this"))


async def test_nothing_and_too_much_is_refused(shop: Workshop) -> None:
    with pytest.raises(TooManyWanted):
        await shop.begin()
    with pytest.raises(TooManyWanted):
        await shop.begin(*[WantedTrack("One")] * 10_001)


async def test_a_source_sees_a_few_at_once(shop: Workshop) -> None:
    most = 0
    nodes_load = shop.resolutions._resolver._search.find

    async def count(query: str) -> object:
        nonlocal most, now
        now += 1
        most = max(most, now)
        await asyncio.sleep(0)
        now -= 1
        return await nodes_load(query)

    now = 0
    shop.resolutions._resolver._search.find = count  # type: ignore[assignment,method-assign]  # Looked through.
    batches = [await shop.begin(*songs(8)) for _ in range(3)]
    for batch in batches:
        await shop.over(batch)
    assert 1 < most <= shop.courtesy.at_once
