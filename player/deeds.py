"""Sorts what people do with a guild's player, so that a log can be searched by it."""

from enum import StrEnum

from player.core import events
from player.core.events import Event


class Deed(StrEnum):
    """A sort of things that people do."""

    QUEUE = "queue"
    PLAYBACK = "playback"
    SOUND = "sound"
    VOTES = "votes"
    SETTINGS = "settings"


SORTS: dict[Deed, tuple[type[Event], ...]] = {
    Deed.QUEUE: (
        events.TracksAdded,
        events.EntryMoved,
        events.EntriesMoved,
        events.EntryRemoved,
        events.EntriesRemoved,
        events.QueueReordered,
        events.QueueRestored,
    ),
    Deed.SOUND: (events.VolumeChanged, events.EqualizerChanged, events.FiltersChanged),
    Deed.VOTES: (events.VoteStarted, events.VotersChanged, events.VoteEnded),
}


def deed_of(event: Event) -> Deed:
    """Return the sort of what led to an event; all the rest is about what plays."""
    return next((deed for deed, kinds in SORTS.items() if isinstance(event, kinds)), Deed.PLAYBACK)
