"""What people do is told in words that follow their name."""

from dataclasses import replace

import pytest

from auth.identity import SYSTEM, Actor, UserId, person
from player.bus import Recorded
from player.core.commands import CastVote, Command, ListenersChanged, NodeLost
from player.core.context import Standing
from player.core.decide import decide
from player.core.policy import Circle, DJRules, Policy, VolumeRules
from player.core.requests import (
    AddTracks,
    ClearMine,
    ClearQueue,
    Eject,
    Index,
    JumpTo,
    MoveEntries,
    MoveEntry,
    Placement,
    Previous,
    RemoveEntries,
    RemoveEntry,
    Request,
    Seek,
    SetEqualizer,
    SetPaused,
    SetRepeat,
    SetRepeatTrack,
    SetShuffle,
    SetVolume,
    ShuffleQueue,
    Skip,
    Stop,
    UndoEdit,
)
from player.core.state import PlayerState
from player.core.track import EntryId
from player.core.votes import VoteId
from player.telling import tell, tell_passed_votes
from tests.support.builders import ADA, BOB, GUILD, connected_scene, context, tracks

EVE = UserId("304160151208706050")


def asked(
    state: PlayerState,
    command: Command,
    actor: Actor = person(ADA),  # noqa: B008 - A frozen value.
    standing: Standing = Standing.DJ,
) -> tuple[Recorded, PlayerState]:
    """Return what the bus would hear of a command, and the state after it."""
    decision = decide(state, command, context(actor, standing=standing))
    recorded = Recorded(GUILD, 1, 5, actor, decision.events, state, decision.state)
    return recorded, decision.state


def told(command: Request, *before: Request) -> str | None:
    scene = connected_scene("One", "Two", "Three")
    for request in before:
        scene.ask(request)
    return tell(asked(scene.state, command)[0])


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (Skip(), "skipped “One”"),
        (JumpTo(Index(1)), "chose to play “Three” now"),
        (AddTracks(tracks("Four")), "added “Four”"),
        (AddTracks(tracks("Four", "Five")), "added 2 tracks"),
        (AddTracks(tracks("Four"), Placement.NOW), "added “Four”"),
        (MoveEntry(Index(0), 1), "moved “Two” to place 2"),
        (RemoveEntry(Index(1)), "removed “Three”"),
        (MoveEntries(frozenset({EntryId(3)}), 0), "moved “Three” to place 1"),
        (RemoveEntries(frozenset({EntryId(3)})), "removed “Three”"),
        (RemoveEntries(frozenset({EntryId(2), EntryId(3)})), "cleared the queue"),
        (ClearQueue(), "cleared the queue"),
        (ClearMine(), "cleared the queue"),
        (SetShuffle(on=True), "turned shuffle on"),
        (SetRepeat(on=True), "turned repeat on"),
        (SetRepeatTrack(on=True), "turned repeating the track on"),
        (SetVolume(40), "set the volume to 40"),
        (SetEqualizer((0.5,) * 15), "changed the equalizer"),
        (SetPaused(paused=True), "paused"),
        (Seek(65_000), "went to 1:05"),
        (Stop(), "stopped “One”"),
        (Eject(), "sent the bot away"),
    ],
)
def test_requests_are_told(command: Request, words: str) -> None:
    assert told(command) == words


def test_going_on_going_back_and_taking_back_are_told() -> None:
    assert told(SetPaused(paused=False), SetPaused(paused=True)) == "went on playing"
    assert told(Previous(), Skip()) == "went back to the previous track"
    assert told(SetPaused(paused=False), Stop()) == "started “One”"
    assert told(UndoEdit(), RemoveEntry(Index(0))) == "took back an edit of the queue"


def test_shuffling_once_is_told() -> None:
    names = [f"Song {number}" for number in range(30)]
    scene = connected_scene(*names)
    assert tell(asked(scene.state, ShuffleQueue())[0]) == "shuffled the queue"


def test_defaults_of_a_new_stay_are_nobodys_doing() -> None:
    state = PlayerState(GUILD, policy=Policy(volume=VolumeRules(default=33)))
    recorded, after = asked(state, AddTracks(tracks("One")))
    assert after.volume == 33
    assert tell(recorded) == "added “One”"


def test_what_the_system_does_is_not_told() -> None:
    scene = connected_scene("One")
    assert tell(asked(scene.state, NodeLost(), SYSTEM)[0]) is None


def voting(needed_percent: int = 100) -> PlayerState:
    """Return a player with three neutral listeners, of whom Ada asked for the track."""
    rules = DJRules(default=Circle(), neutral=Circle(everyone=True), neutral_value=needed_percent)
    state = connected_scene("One", "Two").state
    return replace(state, policy=Policy(dj=rules), listeners=(ADA, BOB, EVE))


def test_votes_are_told() -> None:
    recorded, state = asked(voting(), Skip(), person(BOB), Standing.NEUTRAL)
    assert tell(recorded) == "asked for a vote to skip “One”"
    recorded, state = asked(state, CastVote(VoteId(1), agree=True), person(EVE), Standing.NEUTRAL)
    assert tell(recorded) == "voted to skip “One”"
    recorded, _ = asked(state, CastVote(VoteId(1), agree=True), person(ADA), Standing.NEUTRAL)
    assert tell(recorded) == "voted to skip “One”, which passed"


def test_taking_a_vote_back_is_told() -> None:
    _, state = asked(voting(), Skip(), person(BOB), Standing.NEUTRAL)
    _, state = asked(state, Skip(), person(EVE), Standing.NEUTRAL)
    recorded, state = asked(state, CastVote(VoteId(1), agree=False), person(BOB), Standing.NEUTRAL)
    assert tell(recorded) == "took back a vote to skip “One”"
    recorded, _ = asked(state, CastVote(VoteId(1), agree=False), person(EVE), Standing.NEUTRAL)
    assert tell(recorded) == "took back the vote to skip “One”"


def test_a_dj_decides_or_simply_acts() -> None:
    _, state = asked(voting(), Skip(), person(BOB), Standing.NEUTRAL)
    recorded, _ = asked(state, CastVote(VoteId(1), agree=True), person(EVE), Standing.DJ)
    assert tell(recorded) == "decided the vote to skip “One”"
    recorded, _ = asked(state, Skip(), person(EVE), Standing.DJ)
    assert tell(recorded) == "skipped “One”"


def test_a_vote_that_passes_because_somebody_left_is_told_of_nobody() -> None:
    _, state = asked(voting(51), Skip(), person(BOB), Standing.NEUTRAL)
    recorded, _ = asked(state, ListenersChanged((BOB,)), SYSTEM)
    assert tell_passed_votes(recorded) == ["The vote to skip “One” passed."]
    assert tell(recorded) is None
    assert tell_passed_votes(asked(voting(), Stop(), person(ADA), Standing.DJ)[0]) == []
