"""What AudioScrobbler's clients send in a session: what plays now, and what was heard."""

from collections.abc import Mapping

import structlog
from pydantic import BaseModel, ConfigDict, Field
from quart import Blueprint, Response, request

from auth.identity import Person
from player.history.heard import LONGEST_MS, Heard, Listen, is_plausible
from player.history.play import Origin
from web.access import Access, access
from web.api.audioscrobbler.dialect import (
    AUDIOSCROBBLER,
    BAD_SESSION,
    OK,
    PREFIX,
    failed,
    lines,
)
from web.api.audioscrobbler.handshake import HEARD, PLAYING
from web.api.loose_values import text_in, whole_number
from web.openapi_operation import FORM, Media, Operation, describe
from web.services import services

log = structlog.get_logger()

CLIENT = "AudioScrobbler"
MOST_TRACKS = 50
NOT_ALL_SET = failed("Not all request variables are set")
SESSION = "9c1185a5c5e9fc540f9d0f6d2f0f2c3b9c1185a5c5e9fc54"

sending = Blueprint("sending", __name__, url_prefix=PREFIX)


class PlayingForm(BaseModel):
    """What plays now."""

    s: str = Field(description="The session.")
    a: str = Field(description="The artist.")
    t: str = Field(description="The title.")
    b: str = Field("", description="The album.")
    l: str = Field("", description="How many seconds it has.")  # noqa: E741 - The protocol's name.
    n: str = Field("", description="Its number on the album.")
    m: str = Field("", description="Its MusicBrainz id.")


class HeardForm(BaseModel):
    """Up to 50 tracks that were heard; those after the first have `[1]`, `[2]` and so on."""

    model_config = ConfigDict(populate_by_name=True, extra="allow")

    s: str = Field(description="The session.")
    artist: str = Field(alias="a[0]", description="The artist.")
    title: str = Field(alias="t[0]", description="The title.")
    began_at: str = Field(alias="i[0]", description="When it began, in Unix seconds.")
    source: str = Field("P", alias="o[0]", description="How the track was chosen.")
    rating: str = Field("", alias="r[0]", description="What the person thinks of it.")
    length: str = Field("", alias="l[0]", description="How many seconds it has.")
    album: str = Field("", alias="b[0]", description="The album.")
    number: str = Field("", alias="n[0]", description="Its number on the album.")
    mbid: str = Field("", alias="m[0]", description="Its MusicBrainz id.")


@sending.post(PLAYING)
@access(Access.PUBLIC)
@describe(
    Operation(
        str,
        "OK\n",
        body=PlayingForm,
        body_example={"s": SESSION, "a": "Rick Astley", "t": "Never Gonna Give You Up", "l": "213"},
        body_media=FORM,
        media=Media.TEXT,
        family=AUDIOSCROBBLER,
    )
)
async def take_playing() -> Response:
    """Take what plays now; `BADSESSION` asks for another handshake."""
    given = await request.form
    listener = await _listener(given)
    if listener is None:
        return lines(BAD_SESSION)
    heard = _heard(given, "")
    if heard is None:
        return lines(NOT_ALL_SET)
    services().listens.elsewhere.begin(listener.id, Origin.AUDIOSCROBBLER, heard)
    return lines(OK)


@sending.post(HEARD)
@access(Access.PUBLIC)
@describe(
    Operation(
        str,
        "OK\n",
        body=HeardForm,
        body_example={
            "s": SESSION,
            "a[0]": "Rick Astley",
            "t[0]": "Never Gonna Give You Up",
            "i[0]": "1443521965",
            "l[0]": "213",
        },
        body_media=FORM,
        media=Media.TEXT,
        family=AUDIOSCROBBLER,
    )
)
async def take_heard() -> Response:
    """Take what was heard; `BADSESSION` asks for another handshake.

    Tracks whose time cannot be right are left out: clients keep what fails and send it again for
    ever, with everything that comes after it.
    """
    given = await request.form
    listener = await _listener(given)
    if listener is None:
        return lines(BAD_SESSION)
    tracks = [_heard(given, f"[{number}]") for number in range(MOST_TRACKS)]
    times = [whole_number(given.get(f"i[{number}]")) for number in range(MOST_TRACKS)]
    complete = [(heard, at) for heard, at in zip(tracks, times, strict=True) if heard and at]
    if not complete:
        return lines(NOT_ALL_SET)
    now_s = services().hub.now() // 1_000
    listens = [Listen(heard, at * 1_000) for heard, at in complete if is_plausible(at, now_s)]
    if len(listens) < len(complete):
        log.warning("scrobbles_left_out", count=len(complete) - len(listens))
    if listens:
        await services().listens.tell(listener.id, Origin.AUDIOSCROBBLER, listens)
    return lines(OK)


async def _listener(given: Mapping[str, str]) -> Person | None:
    return await services().scrobble_passwords.person_in(given.get("s", ""))


def _heard(given: Mapping[str, str], place: str) -> Heard | None:
    """Return the track at a place such as `[0]`; None where there is none."""
    artist, title = text_in(given, f"a{place}"), text_in(given, f"t{place}")
    if not artist or not title:
        return None
    length_ms = (whole_number(given.get(f"l{place}")) or 0) * 1_000
    duration_ms = length_ms if 0 < length_ms <= LONGEST_MS else 0
    album = text_in(given, f"b{place}") or None
    return Heard(title, artist, album, duration_ms=duration_ms, client=CLIENT)
