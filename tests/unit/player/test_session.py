"""One mailbox per guild: order, atomicity, refusals, and effects that fail."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from auth.identity import UserId, person
from player.core.commands import ListenersChanged, NodeReady, PolicyChanged, PositionReported
from player.core.context import Standing
from player.core.effects import JoinChannel, PlayTrack
from player.core.errors import GroundMoved, JoinFailed, NotInVoice, OutOfRange
from player.core.events import ProblemMet
from player.core.evolve import evolve
from player.core.policy import PlayerRules, Policy
from player.core.requests import AddTracks, Index, MoveEntry, Placement, SetVolume, Skip
from player.core.state import PlayerState
from player.session import Caller, Session
from tests.support.builders import ADA, BOB, GUILD, ROOM, track, tracks
from tests.support.ports import Stage


@pytest.fixture
def stage() -> Stage:
    return Stage()


@pytest_asyncio.fixture
async def session(stage: Stage) -> AsyncIterator[Session]:
    session = Session(PlayerState(GUILD), 0, stage.outside)
    session.start()
    session.observe(NodeReady())
    yield session
    await session.close()


async def test_effects_follow_the_decision_in_order(session: Session, stage: Stage) -> None:
    outcome = await session.submit(AddTracks(tracks("a")), Caller(person(ADA)))
    await session.settled()
    assert outcome.seq == session.seq == 2
    assert stage.voice.moves == [ROOM]
    assert isinstance(stage.node.performed[0], PlayTrack)


async def test_two_people_adding_at_once_lose_and_double_nothing(session: Session) -> None:
    adding = [
        session.submit(AddTracks((track(f"{who}-{n}"),), Placement.NEXT), Caller(person(who)))
        for n in range(50)
        for who in (ADA, BOB)
    ]
    await asyncio.gather(*adding)
    state = session.state
    assert state.current is not None
    ids = [state.current.id, *(entry.id for entry in state.queue)]
    assert len(set(ids)) == 100


async def test_a_refusal_reaches_the_caller_and_changes_nothing(session: Session) -> None:
    await session.submit(AddTracks(tracks("a")), Caller(person(ADA)))
    before = session.state
    with pytest.raises(OutOfRange):
        await session.submit(SetVolume(5000), Caller(person(ADA)))
    with pytest.raises(NotInVoice):
        await session.submit(SetVolume(50), Caller(person(UserId("999"))))
    assert session.state is before


async def test_an_edit_based_on_an_old_view_is_refused(session: Session) -> None:
    outcome = await session.submit(AddTracks(tracks("a", "b", "c")), Caller(person(ADA)))
    await session.submit(MoveEntry(Index(0), 1), Caller(person(BOB)), outcome.seq)
    with pytest.raises(GroundMoved) as refusal:
        await session.submit(MoveEntry(Index(0), 1), Caller(person(ADA)), outcome.seq)
    assert refusal.value.actual == outcome.seq + 1


async def test_a_failed_join_comes_back_as_an_observation(session: Session, stage: Stage) -> None:
    stage.voice.failure = JoinFailed()
    await session.submit(AddTracks(tracks("a")), Caller(person(ADA)))
    await session.settled()
    await session.settled()
    assert session.state.current is None
    assert [entry.track.title for entry in session.state.queue] == ["a"]
    events = [event for record in stage.records for event in record.events]
    assert any(isinstance(event, ProblemMet) for event in events)


async def test_reports_are_dropped_while_the_node_is_being_told_something(
    session: Session, stage: Stage
) -> None:
    stage.node.gate.clear()
    await session.submit(AddTracks(tracks("a")), Caller(person(ADA)))
    session.observe(PositionReported(90_000, stage.now, connected=True))
    assert session.state.position_at(stage.now) == 0
    stage.node.gate.set()
    await session.settled()
    session.observe(PositionReported(1_000, stage.now, connected=True))
    await session.settled()
    assert session.state.position_at(stage.now) == 1_000


async def test_records_fold_to_the_state(session: Session, stage: Stage) -> None:
    await session.submit(AddTracks(tracks("a", "b", "c")), Caller(person(ADA)))
    await session.submit(MoveEntry(Index(0), 1), Caller(person(BOB)))
    folded = PlayerState(GUILD)
    for record in stage.records:
        assert record.before == folded
        for event in record.events:
            folded = evolve(folded, event)
        assert record.after == folded
    assert folded == session.state
    assert [record.seq for record in stage.records] == [1, 2, 3]


async def test_a_listener_that_fails_harms_nobody(session: Session, stage: Stage) -> None:
    def broken(_record: object) -> None:
        raise RuntimeError("broken listener")

    stage.bus.subscribe(broken)
    stage.bus.subscribe(stage.records.append)
    await session.submit(AddTracks(tracks("a")), Caller(person(ADA)))
    assert session.state.current is not None


async def test_closing_refuses_letters_on_their_way(stage: Stage) -> None:
    session = Session(PlayerState(GUILD), 0, stage.outside)
    waiting = asyncio.ensure_future(session.submit(SetVolume(5), Caller(person(ADA))))
    await asyncio.sleep(0)
    await session.close()
    with pytest.raises(asyncio.CancelledError):
        await waiting


async def test_joining_is_an_effect_of_the_first_track_only(session: Session, stage: Stage) -> None:
    await session.submit(AddTracks(tracks("a")), Caller(person(ADA)))
    await session.submit(AddTracks(tracks("b")), Caller(person(BOB)))
    await session.settled()
    assert stage.voice.moves == [ROOM]
    assert JoinChannel(ROOM) not in stage.node.performed


async def test_a_vote_expires_by_itself(session: Session, stage: Stage) -> None:
    await session.submit(AddTracks(tracks("a", "b")), Caller(person(ADA)))
    session.observe(ListenersChanged((ADA, BOB, UserId("3"))))
    await session.settled()
    stage.now += 1
    outcome = await session.submit(Skip(), Caller(person(BOB), Standing.NEUTRAL))
    assert outcome.vote is not None
    # The alarm is set for the vote's end; a clock that runs on is all it takes.
    assert session.alarm_at == outcome.vote.expires_at


async def test_autoplay_goes_on_when_the_queue_ends(session: Session, stage: Stage) -> None:
    session.observe(PolicyChanged(Policy(player=PlayerRules(autoplay=True))))
    stage.autoplay.found = tracks("more")
    await session.submit(AddTracks(tracks("a")), Caller(person(ADA)))
    await session.submit(Skip(), Caller(person(ADA)))
    await session.settled()
    await session.settled()
    assert session.state.current is not None
    assert session.state.current.track.title == "more"
