"""What people ask of a player, and what the world reports to it, drawn at random."""

import random
from collections.abc import Callable
from dataclasses import replace

from auth.identity import SYSTEM, Actor, UserId, person
from player.core.bands import FLAT
from player.core.commands import (
    BotVoiceChanged,
    CastVote,
    Command,
    EndReason,
    GatewayLost,
    GatewayReady,
    ListenersChanged,
    NodeLost,
    NodeReady,
    NodeTrackEnded,
    NodeTrackFailed,
    PolicyChanged,
    PositionReported,
)
from player.core.context import Standing
from player.core.decide import Decision, decide
from player.core.errors import PlayerError
from player.core.filters import NO_FILTERS, Timescale
from player.core.policy import DEFAULT_POLICY, VolumeRules
from player.core.requests import (
    AddTracks,
    ClearMine,
    ClearQueue,
    Eject,
    Index,
    JumpTo,
    MoveEntries,
    Placement,
    Previous,
    RemoveEntries,
    Seek,
    SetEqualizer,
    SetFilters,
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
from tests.support.builders import ADA, BOB, ROOM, context, track

Dice = random.Random

EVE = UserId("304360151208706050")


def something_happens(state: PlayerState, now: int, dice: Dice) -> tuple[Actor, Decision] | None:
    """Have somebody ask something, or the world report something; None where it is refused."""
    asked = dice.random() < 0.8
    command = dice.choice(WISHES if asked else REPORTS)(state, now, dice)
    actor = person(dice.choice([ADA, BOB])) if asked else SYSTEM
    standing = dice.choice([Standing.DJ, Standing.DJ, Standing.NEUTRAL])
    given = context(actor, now, ROOM if asked else None, seed=dice.randrange(99), standing=standing)
    try:
        return actor, decide(state, command, given)
    except PlayerError:
        return None


def _some(state: PlayerState, dice: Dice) -> frozenset[EntryId]:
    ids = [entry.id for entry in state.queue] or [EntryId(0)]
    start = dice.randrange(len(ids))
    together = ids[start : start + dice.choice([1, 1, 3, 40])]
    return frozenset(together if dice.random() < 0.6 else dice.sample(ids, min(3, len(ids))))


def _added(_state: PlayerState, _now: int, dice: Dice) -> Command:
    tracks = tuple(track(str(dice.random())) for _ in range(dice.choice([1, 1, 2, 5, 40])))
    return AddTracks(tracks, dice.choice([Placement.END, Placement.NEXT]))


def _moved(state: PlayerState, _now: int, dice: Dice) -> Command:
    return MoveEntries(_some(state, dice), dice.randrange(len(state.queue) + 1))


def _removed(state: PlayerState, _now: int, dice: Dice) -> Command:
    return RemoveEntries(_some(state, dice))


def _tidied(_state: PlayerState, _now: int, dice: Dice) -> Command:
    mixed = [ShuffleQueue(), SetShuffle(on=True), SetShuffle(on=False), UndoEdit(), UndoEdit()]
    return dice.choice(mixed) if dice.random() < 0.95 else dice.choice([ClearMine(), ClearQueue()])


def _played(state: PlayerState, _now: int, dice: Dice) -> Command:
    jump = JumpTo(Index(dice.randrange(len(state.queue) + 1)))
    modes = [SetRepeat(dice.random() < 0.5), SetRepeatTrack(dice.random() < 0.3)]
    return dice.choice([Skip(), Skip(), Previous(), Stop(), jump, *modes])


def _heard(_state: PlayerState, _now: int, dice: Dice) -> Command:
    sound = [SetEqualizer((dice.choice([0.0, 0.25]), *FLAT[1:])), SetFilters(NO_FILTERS)]
    faster = SetFilters(replace(NO_FILTERS, timescale=Timescale(speed=1.2)))
    head = [SetPaused(dice.random() < 0.5), Seek(dice.randrange(200_000))]
    return dice.choice([SetVolume(dice.randrange(200)), faster, *sound, *head])


def _voted(state: PlayerState, _now: int, dice: Dice) -> Command:
    if not state.votes:
        return Skip()
    return CastVote(dice.choice(state.votes).id, agree=dice.random() < 0.7)


def _ended(state: PlayerState, now: int, dice: Dice) -> Command:
    over = NodeTrackEnded(state.play_id, EndReason.FINISHED)
    place = PositionReported(dice.randrange(200_000), now, connected=dice.random() < 0.9)
    return dice.choice([over, over, place, NodeTrackFailed(state.play_id, "Broken.")])


def _gathered(_state: PlayerState, _now: int, dice: Dice) -> Command:
    all_of_them = (ADA, BOB, EVE)
    return ListenersChanged(*dice.choice([(all_of_them,), (all_of_them, (BOB,)), ((ADA, BOB),)]))


def _connected(_state: PlayerState, _now: int, dice: Dice) -> Command:
    if dice.random() < 0.05:
        return BotVoiceChanged(None)
    lost = [GatewayLost(), NodeLost()]
    return dice.choice([GatewayReady(), NodeReady(), BotVoiceChanged(ROOM), *lost])


def _ruled(_state: PlayerState, _now: int, dice: Dice) -> Command:
    rules = replace(DEFAULT_POLICY, volume=VolumeRules(limit=dice.choice([100, 200, 300])))
    return PolicyChanged(rules)


def _sent_away(_state: PlayerState, _now: int, _dice: Dice) -> Command:
    return Eject()


Wish = Callable[[PlayerState, int, Dice], Command]

OFTEN: list[Wish] = [
    _added,
    _added,
    _moved,
    _moved,
    _removed,
    _tidied,
    _played,
    _played,
    _heard,
    _voted,
]
WISHES: list[Wish] = [*OFTEN * 9, _sent_away]
REPORTS: list[Wish] = [_ended, _ended, _gathered, _connected, _ruled]
