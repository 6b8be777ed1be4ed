"""Random lives of a player, as snapshots and patches, to be replayed by whatever shows players."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from auth.identity import SYSTEM, person
from player.bus import Recorded
from player.core.commands import Command, EndReason, NodeTrackEnded
from player.core.decide import decide
from player.core.errors import PlayerError
from player.core.requests import (
    AddTracks,
    ClearMine,
    ClearQueue,
    MoveEntries,
    Placement,
    RemoveEntries,
    SetRepeat,
    SetShuffle,
    ShuffleQueue,
    Skip,
    UndoEdit,
)
from player.core.state import PlayerState
from player.core.track import EntryId
from tests.support.builders import ADA, BOB, GUILD, connected_scene, context, track
from web.live.projection import Faces, patch, snapshot

Json = dict[str, Any]


@dataclass(frozen=True)
class History:
    """What a screen was told, and the player at the end."""

    first: Json
    patches: list[Json]
    end: PlayerState


def histories(seed: int, count: int, steps: int, faces: Faces) -> Iterator[History]:
    """Yield random histories of a player whose queue is now short and now beyond the window."""
    dice = random.Random(seed)
    for _ in range(count):
        state = connected_scene(*map(str, range(dice.choice([0, 2, 5, 9, 98, 130])))).state
        first, patches = snapshot(state, faces), []
        for _ in range(steps):
            recorded = _step(state, dice)
            if recorded is None:
                continue
            state = recorded.after
            if told := patch(recorded, faces):
                patches.append(told)
        yield History(first, patches, state)


def _step(state: PlayerState, dice: random.Random) -> Recorded | None:
    command = dice.choice(WISHES)(state, dice)
    observed = isinstance(command, NodeTrackEnded)
    actor = SYSTEM if observed else person(dice.choice([ADA, BOB]))
    try:
        decision = decide(state, command, context(actor, seed=dice.randrange(99)))
    except PlayerError:
        return None
    return Recorded(GUILD, 1, 0, actor, decision.events, state, decision.state)


def _some(state: PlayerState, dice: random.Random) -> frozenset[EntryId]:
    ids = [entry.id for entry in state.queue] or [EntryId(0)]
    start = dice.randrange(len(ids))
    together = ids[start : start + dice.choice([1, 1, 3, 40])]
    return frozenset(together if dice.random() < 0.6 else dice.sample(ids, min(3, len(ids))))


def _added(_state: PlayerState, dice: random.Random) -> Command:
    tracks = tuple(track(str(dice.random())) for _ in range(dice.choice([1, 1, 2, 5, 40])))
    return AddTracks(tracks, dice.choice([Placement.END, Placement.NEXT]))


def _moved(state: PlayerState, dice: random.Random) -> Command:
    return MoveEntries(_some(state, dice), dice.randrange(len(state.queue) + 1))


def _removed(state: PlayerState, dice: random.Random) -> Command:
    return RemoveEntries(_some(state, dice))


def _tidied(_state: PlayerState, dice: random.Random) -> Command:
    return dice.choice(
        [ClearQueue(), ClearMine(), ShuffleQueue(), SetShuffle(dice.random() < 0.5), UndoEdit()]
    )


def _played(state: PlayerState, dice: random.Random) -> Command:
    over = NodeTrackEnded(state.play_id, EndReason.FINISHED)
    return dice.choice([Skip(), over, SetRepeat(dice.random() < 0.5)])


WISHES: list[Callable[[PlayerState, random.Random], Command]] = [
    _added,
    _moved,
    _moved,
    _removed,
    _tidied,
    _played,
    _played,
]
