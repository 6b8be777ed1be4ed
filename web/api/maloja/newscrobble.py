"""`/apis/mlj_1/newscrobble`: one listen, with the key among its fields."""

from collections.abc import Mapping
from typing import Literal

from pydantic import BaseModel, Field
from quart import Blueprint, Response, request

from auth.identity import Person
from player.core.sentence import Sentence
from player.history.heard import LONGEST_MS, Heard, Listen, is_plausible
from player.history.play import Origin
from web.access import Access, access
from web.api.answers import json_answer
from web.api.loose_values import text_in, whole_number
from web.api.maloja.dialect import MALOJA, PREFIX, failure
from web.api.reading import parsed
from web.api.scrobblers import scrobbler
from web.caller import caller, caller_with
from web.faults import (
    BadCredential,
    MissingScope,
    NeedsPerson,
    NotJson,
    NotSignedIn,
    WrongInput,
)
from web.openapi_operation import Operation, describe
from web.services import services

maloja = Blueprint("maloja", __name__, url_prefix=PREFIX)

CLIENT = "Maloja"
MOST_ARTISTS = 50
FORMS = {"application/x-www-form-urlencoded", "multipart/form-data"}


class NewScrobble(BaseModel):
    """A listen, as JSON or as a form, or in the query."""

    key: str | None = Field(
        None, description="An API key with the scope `scrobble`, unless a header has it."
    )
    artist: str | None = None
    artists: list[str] | None = Field(None, description="Instead of `artist`.")
    title: str
    album: str | None = None
    time: int | None = Field(None, description="When it began, in Unix seconds; without it, now.")
    duration: int | None = Field(None, description="How many seconds of it were heard.")
    length: int | None = Field(None, description="How many seconds it has.")


class TrackTaken(BaseModel):
    """The track as it was understood."""

    artists: list[str]
    title: str


class Scrobbled(BaseModel):
    """That the listen is written down."""

    status: Literal["success"]
    track: TrackTaken
    desc: str


EXAMPLE = {
    "status": "success",
    "track": {"artists": ["Rick Astley"], "title": "Never Gonna Give You Up"},
    "desc": "Scrobbled Never Gonna Give You Up by Rick Astley",
}


@maloja.post("/newscrobble")
@access(Access.PUBLIC)
@describe(
    Operation(
        Scrobbled,
        EXAMPLE,
        body=NewScrobble,
        body_example={
            "key": "sk_…",
            "artist": "Rick Astley",
            "title": "Never Gonna Give You Up",
            "time": 1_443_521_965,
        },
        refuses=(NotSignedIn, BadCredential, MissingScope, NeedsPerson, WrongInput),
        family=MALOJA,
    )
)
async def new_scrobble() -> Response:
    """Write down a listen; one that is told again is known."""
    given = await _given()
    listener = await _listener(given)
    artists = _artists(given)
    listen = _listen(given, artists)
    await services().listens.tell(listener.id, Origin.MALOJA, [listen])
    heard = listen.heard
    return json_answer(
        {
            "status": "success",
            "track": {"artists": artists, "title": heard.title},
            "desc": f"Scrobbled {heard.title} by {heard.artist}",
        }
    )


@maloja.errorhandler(Exception)
async def answer_error(error: Exception) -> Response:
    return failure(error)


async def _given() -> Mapping[str, object]:
    """Return the fields, wherever they stand; a list may be given as a field that comes often."""
    fields = request.args.to_dict(flat=False)
    if request.mimetype in FORMS:
        fields |= (await request.form).to_dict(flat=False)
    elif raw := await request.get_data():
        document = parsed(raw)
        if not isinstance(document, dict):
            raise NotJson
        return {**_single(fields), **document}
    return _single(fields)


def _single(fields: Mapping[str, list[str]]) -> Mapping[str, object]:
    named = {name.removesuffix("[]"): values for name, values in fields.items()}
    return {name: values if name == "artists" else values[-1] for name, values in named.items()}


async def _listener(given: Mapping[str, object]) -> Person:
    """Return whose credential it is; that of a header goes before the field."""
    asking = await caller()
    key = text_in(given, "key")
    if asking is None and key:
        asking = await caller_with(key)
    return scrobbler(asking)


def _artists(given: Mapping[str, object]) -> list[str]:
    artists = given.get("artists")
    several = artists if isinstance(artists, list) and artists else [given.get("artist")]
    texts = [text_in({"artist": each}, "artist") for each in several[:MOST_ARTISTS]]
    named = [text for text in texts if text]
    if not named:
        raise WrongInput("artist", Sentence("{field} is missing.", field="artist"))
    return named


def _listen(given: Mapping[str, object], artists: list[str]) -> Listen:
    title, album = text_in(given, "title"), text_in(given, "album")
    if not title:
        raise WrongInput("title", Sentence("{field} is missing.", field="title"))
    heard = Heard(
        title,
        ", ".join(artists),
        album or None,
        duration_ms=_milliseconds(given, "length") or 0,
        client=CLIENT,
    )
    return Listen(heard, _second(given) * 1_000, _milliseconds(given, "duration"))


def _second(given: Mapping[str, object]) -> int:
    now_s = services().hub.now() // 1_000
    if given.get("time") in (None, ""):
        return now_s
    second = whole_number(given["time"])
    if second is None or not is_plausible(second, now_s):
        raise WrongInput("time", Sentence("{field} is not well formed.", field="time"))
    return second


def _milliseconds(given: Mapping[str, object], name: str) -> int | None:
    seconds = whole_number(given.get(name))
    return seconds * 1_000 if seconds and 0 < seconds * 1_000 <= LONGEST_MS else None
