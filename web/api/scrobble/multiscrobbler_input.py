"""Reads what multi-scrobbler sends, as the document spells it and as the code behind it does."""

from pydantic import BaseModel, ConfigDict, Field

from player.history.heard import LONGEST_MS, Heard, Listen, is_plausible
from web.api.loose_values import second_of, text_in, whole_number
from web.api.scrobble.ingress_errors import (
    NO_ALBUM,
    NO_ARTIST,
    NO_TIME,
    NO_TRACK,
    WrongScrobble,
)
from web.family import Json

CLIENT = "multi-scrobbler"
MOST_ARTISTS = 50


class MultiScrobblerListen(BaseModel):
    """A listen."""

    model_config = ConfigDict(extra="allow")

    artists: list[str] = Field(min_length=1, description="Or `Artist`.")
    album: str
    track: str
    playDate: str = Field(  # noqa: N815 - The document's spelling.
        description="When it began, in RFC 3339. Or `PlayedAt`, in Unix seconds."
    )
    duration: int = Field(description="How long the track is, in seconds.")


def listen_in(given: Json, now_s: int) -> Listen:
    """Return the listen; raise `WrongScrobble` in the documented words."""
    folded = {name.casefold(): value for name, value in given.items()}
    artists, album = _artists(folded), text_in(folded, "album")
    track = text_in(folded, "track")
    for field, text, words in (
        ("artists", artists, NO_ARTIST),
        ("album", album, NO_ALBUM),
        ("track", track, NO_TRACK),
    ):
        if not text:
            raise WrongScrobble(field, words)
    duration_ms = (whole_number(folded.get("duration")) or 0) * 1_000
    if not 0 <= duration_ms <= LONGEST_MS:
        duration_ms = 0
    heard = Heard(track, artists, album, duration_ms=duration_ms, client=CLIENT)
    return Listen(heard, _second(folded, now_s) * 1_000)


def _artists(folded: Json) -> str:
    given = folded.get("artists") or folded.get("artist")
    names = given if isinstance(given, list) else [given]
    texts = (name.strip() for name in names[:MOST_ARTISTS] if isinstance(name, str))
    return text_in({"artists": ", ".join(filter(None, texts))}, "artists")


def _second(folded: Json, now_s: int) -> int:
    given = folded.get("playdate") or folded.get("playedat")
    second = second_of(given)
    if second is None or not is_plausible(second, now_s):
        raise WrongScrobble("playDate", NO_TIME)
    return second
