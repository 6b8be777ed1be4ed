"""Reads what Jellyfin's webhook plugin sends, of today and of when the document was written."""

from dataclasses import dataclass
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from player.history.heard import LONGEST_MS, Heard, Listen, is_plausible
from web.api.loose_values import is_true, second_of, text_in, whole_number
from web.api.scrobble.ingress_errors import (
    NO_ALBUM,
    NO_ARTIST,
    NO_TRACK,
    NOT_AUDIO,
    WrongScrobble,
)
from web.family import Json

TICKS_PER_MS = 10_000
ENOUGH_MS = 240_000
"""Four minutes are a listen, however long the track is."""


class JellyfinEvent(BaseModel):
    """One notification: the fields that we read. There may be any number of others."""

    model_config = ConfigDict(extra="allow")

    Name: str = Field(description="The track's title.")
    Album: str
    Artist: str
    ItemType: str = Field(description="Only `Audio` is taken.")
    NotificationType: str | None = Field(
        None,
        description="`PlaybackStart` tells what plays now, `PlaybackStop` of a listen if enough "
        "was heard; without it everything is a listen, and any other is ignored.",
    )
    RunTimeTicks: int | None = Field(None, description="How long the track is, in 100 ns.")
    PlaybackPositionTicks: int | None = Field(None, description="How far it was heard.")
    PlayedToCompletion: bool | None = None
    UtcTimestamp: str | None = Field(None, description="When this happened; without it, now.")
    ClientName: str | None = None


class Moment(StrEnum):
    """What happened to the track."""

    STARTED = "PlaybackStart"
    STOPPED = "PlaybackStop"
    HEARD = ""


@dataclass(frozen=True, slots=True)
class Notification:
    """A track, what happened to it, and the listen that follows from it, if one does."""

    heard: Heard
    moment: Moment | None
    listen: Listen | None


def notification_in(given: Json, now_s: int) -> Notification:
    """Return what a notification says; raise `WrongScrobble` in the documented words."""
    event = {name: _unescaped(value) for name, value in given.items()}
    heard = _heard(event)
    kind = text_in(event, "NotificationType")
    moment = Moment(kind) if kind in tuple(Moment) else None
    return Notification(heard, moment, _listen(event, heard, moment, now_s))


def _unescaped(value: object) -> object:
    """Undo what the plugin does to quotes: it escapes them once more than JSON wants."""
    return value.replace('\\"', '"') if isinstance(value, str) else value


def _heard(event: Json) -> Heard:
    if text_in(event, "ItemType") != "Audio":
        raise WrongScrobble("ItemType", NOT_AUDIO)
    artist, album, name = (text_in(event, field) for field in ("Artist", "Album", "Name"))
    for field, text, words in (
        ("Artist", artist, NO_ARTIST),
        ("Album", album, NO_ALBUM),
        ("Name", name, NO_TRACK),
    ):
        if not text:
            raise WrongScrobble(field, words)
    duration_ms = _milliseconds(event, "RunTimeTicks")
    client = text_in(event, "ClientName", "Client") or "Jellyfin"
    return Heard(name, artist, album, duration_ms=duration_ms, client=client)


def _listen(event: Json, heard: Heard, moment: Moment | None, now_s: int) -> Listen | None:
    at = second_of(event.get("UtcTimestamp"))
    at_ms = (at if at is not None and is_plausible(at, now_s) else now_s) * 1_000
    if moment is Moment.HEARD:
        return Listen(heard, at_ms)
    if moment is not Moment.STOPPED:
        return None
    position_ms = _milliseconds(event, "PlaybackPositionTicks")
    if is_true(event.get("PlayedToCompletion")):
        position_ms = max(position_ms, heard.duration_ms)
    elif position_ms < min(heard.duration_ms / 2 or ENOUGH_MS, ENOUGH_MS):
        return None
    return Listen(heard, at_ms - position_ms, position_ms)


def _milliseconds(event: Json, name: str) -> int:
    milliseconds = (whole_number(event.get(name)) or 0) // TICKS_PER_MS
    return milliseconds if 0 < milliseconds <= LONGEST_MS else 0
