"""The modes that order what comes next: repeat the queue, repeat the track, shuffle."""

import random

from player.core.draft import Draft
from player.core.events import QueueReordered, RepeatChanged, RepeatTrackChanged, ShuffleChanged
from player.core.requests import SetRepeat, SetRepeatTrack, SetShuffle
from player.core.track import EntryId


def set_repeat(command: SetRepeat, draft: Draft) -> None:
    if draft.state.repeat != command.on:
        draft.emit(RepeatChanged(command.on))


def set_repeat_track(command: SetRepeatTrack, draft: Draft) -> None:
    if draft.state.repeat_track != command.on:
        draft.emit(RepeatTrackChanged(command.on))


def set_shuffle(command: SetShuffle, draft: Draft) -> None:
    if draft.state.shuffle == command.on:
        return
    draft.emit(ShuffleChanged(command.on))
    order = [entry.id for entry in draft.state.queue]
    if command.on:
        random.Random(draft.context.seed).shuffle(order)  # noqa: S311 - A shuffle, no secret.
    else:
        # Ids grow in the order of addition, so that order needs no memory of its own.
        order.sort()
    reorder(draft, order)


def reorder(draft: Draft, order: list[EntryId]) -> None:
    """Bring the queue into this order of its ids."""
    if order != [entry.id for entry in draft.state.queue]:
        draft.emit(QueueReordered(tuple(order)))
