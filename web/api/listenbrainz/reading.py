"""`/1/user/<name>/…`: what somebody hears and has heard, for those who may know."""

from pydantic import BaseModel, Field
from quart import Blueprint, Response

from player.history.heard import LATEST_S
from player.history.listens import UnknownListener
from web.access import Access, access
from web.api.listenbrainz.dialect import LISTENBRAINZ, success
from web.api.listenbrainz.errors import WrongListen
from web.api.listenbrainz.examples import LISTENS, PLAYING_NOW
from web.api.listenbrainz.listeners import readable
from web.api.listenbrainz.shapes import (
    CountAnswer,
    ListensAnswer,
    PlayingNowAnswer,
    draw_listen,
    draw_playing,
)
from web.api.reading import read_query
from web.faults import BadCredential, MissingScope
from web.openapi_operation import Operation, describe
from web.services import services

MOST_LISTENS = 1_000

reading = Blueprint("reading", __name__, url_prefix="/1/user/<user_name>")

REFUSED = (UnknownListener, BadCredential, MissingScope)


class PageWanted(BaseModel):
    """Which listens are wanted; both moments are exclusive."""

    max_ts: int | None = Field(None, ge=0, le=LATEST_S, description="Only what began before.")
    min_ts: int | None = Field(
        None,
        ge=0,
        le=LATEST_S,
        description="Only what began after; without `max_ts`, the listens next to this moment.",
    )
    count: int = Field(25, ge=0, description="How many at most; 1,000 is the most there are.")


@reading.get("/listens")
@access(Access.PUBLIC)
@describe(Operation(ListensAnswer, LISTENS, query=PageWanted, refuses=REFUSED, family=LISTENBRAINZ))
async def list_listens(user_name: str) -> Response:
    """List what somebody heard, the latest first.

    A person's own key reads everything of theirs. Others read only those who let everybody read.
    """
    wanted = read_query(PageWanted)
    low, high = wanted.min_ts, wanted.max_ts
    if low is not None and high is not None and high <= low:
        raise WrongListen("max_ts should be greater than min_ts")
    listener, name = await readable(user_name)
    listens, rows = services().listens, min(wanted.count, MOST_LISTENS)
    found = await listens.latest(listener, rows, high, low) if rows else []
    oldest, latest = await listens.span(listener)
    page = {
        "count": len(found),
        "user_id": name,
        "latest_listen_ts": latest,
        "oldest_listen_ts": oldest,
        "listens": [draw_listen(play, name) for play in found],
    }
    return success({"payload": page})


@reading.get("/playing-now")
@access(Access.PUBLIC)
@describe(Operation(PlayingNowAnswer, PLAYING_NOW, refuses=REFUSED, family=LISTENBRAINZ))
async def show_playing_now(user_name: str) -> Response:
    """Show what somebody hears right now, as a program of theirs told."""
    listener, name = await readable(user_name)
    playing = services().listens.elsewhere.of(listener)
    listens = [] if playing is None else [draw_playing(playing)]
    told = {"count": len(listens), "user_id": name, "playing_now": True, "listens": listens}
    return success({"payload": told})


@reading.get("/listen-count")
@access(Access.PUBLIC)
@describe(Operation(CountAnswer, {"payload": {"count": 1}}, refuses=REFUSED, family=LISTENBRAINZ))
async def count_listens(user_name: str) -> Response:
    """Count what somebody heard."""
    listener, _ = await readable(user_name)
    return success({"payload": {"count": await services().listens.count(listener)}})
