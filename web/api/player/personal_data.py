"""`/user/export` and `/user/data`: what is kept of the caller, to take along or to delete."""

import csv
import io
from collections.abc import AsyncIterable, AsyncIterator
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field
from quart import Blueprint, Response
from typing_extensions import TypedDict

from auth.identity import UserId
from player.history.play import Play
from web.access import Access, access, current_caller
from web.api.moments import moment
from web.api.player.dialect import success
from web.api.reading import read_body, read_query
from web.api.streaming import json_list, streamed
from web.leaving import delete_everything_of
from web.limits import upload_limit
from web.openapi_operation import Operation, describe
from web.services import services

personal_data = Blueprint("personal_data", __name__, url_prefix="/user")

ROWS_AT_ONCE = 200
MEDIA_TYPES = {"json": "application/json", "csv": "text/csv; charset=utf-8"}
FORMULA = ("=", "+", "-", "@", "\t", "\r")
EXAMPLE = (
    "started_at,ended_at,title,artist,album,source,source_id,url,duration_ms,heard_ms,counts,"
    "guild_id,heard,asked_for,origin\r\n"
    "2026-01-16T10:05:00.000Z,2026-01-16T10:08:30.000Z,Paper Lanterns,Mira Voss,,youtube,x7Qk2,,"
    "213000,210000,True,,True,False,player\r\n"
)


class ExportQuery(BaseModel):
    format: Literal["json", "csv"] = Field("json", description="As what file.")


class Deletion(BaseModel):
    model_config = ConfigDict(extra="forbid")

    confirm: Literal["delete"] = Field(
        description="The word `delete`, because nobody can bring it back."
    )


class Deleted(BaseModel):
    """What was deleted."""

    plays: int = Field(description="How many plays the caller was taken out of.")


class Row(TypedDict):
    """A play as people take it along."""

    started_at: str
    ended_at: str
    title: str
    artist: str
    album: str
    source: str
    source_id: str
    url: str
    duration_ms: int
    heard_ms: int
    counts: bool
    guild_id: str
    heard: bool
    asked_for: bool
    origin: str


@personal_data.get("/export")
@access(Access.SIGNED_IN)
@upload_limit()
@describe(Operation(str, EXAMPLE, query=ExportQuery, downloads=("application/json", "text/csv")))
async def export_plays() -> Response:
    """Download every play that the caller heard or asked for, the latest first.

    As JSON it is `{"plays": […], "count": …}`, as CSV a table whose texts no spreadsheet takes for
    formulas. `counts` says whether a play is in the statistics.
    """
    form = read_query(ExportQuery).format
    user_id = current_caller().person.id
    rows = _rows(services().history.plays.about(user_id), user_id)
    parts = _table(rows) if form == "csv" else _document(rows)
    answer = streamed(parts, MEDIA_TYPES[form])
    answer.headers["Content-Disposition"] = f'attachment; filename="auxcord-plays.{form}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


@personal_data.delete("/data")
@access(Access.SIGNED_IN)
@upload_limit()
@describe(Operation(Deleted, {"plays": 1874}, body=Deletion, body_example={"confirm": "delete"}))
async def delete_data() -> Response:
    """Delete everything that is kept of the caller, for good, and sign them out everywhere.

    They go from all plays, as listener and as requester, and with them their statistics. What was
    played stays in the servers' statistics, without them; what they told us themselves goes
    altogether. So do their voice profiles, playlists, favourites, keys, forwardings, what they
    chose, and their lines in servers' logs. Transactions stay without their name. A track that
    plays at this moment is written when it ends, as always.
    """
    await read_body(Deletion)
    user_id = current_caller().person.id
    return success({"plays": await delete_everything_of(user_id)})


async def _rows(plays: AsyncIterable[Play], user_id: UserId) -> AsyncIterator[Row]:
    async for play in plays:
        yield {
            "started_at": moment(play.started_at),
            "ended_at": moment(play.ended_at or play.started_at),
            "title": play.title,
            "artist": play.artist,
            "album": play.album or "",
            "source": play.source,
            "source_id": play.source_id,
            "url": play.url or "",
            "duration_ms": play.duration_ms,
            "heard_ms": play.heard_ms,
            "counts": bool(play.is_valid),
            "guild_id": play.guild_id or "",
            "heard": user_id in play.listeners,
            "asked_for": play.requester == user_id,
            "origin": play.origin,
        }


def _document(rows: AsyncIterable[Row]) -> AsyncIterator[str]:
    return json_list(rows, '{"plays":[', lambda count: f'],"count":{count}}}')


async def _table(rows: AsyncIterable[Row]) -> AsyncIterator[str]:
    page = io.StringIO()
    writer = csv.DictWriter(page, list(Row.__annotations__))
    writer.writeheader()
    waiting = 0
    async for row in rows:
        writer.writerow({name: _harmless(value) for name, value in row.items()})
        waiting += 1
        if waiting == ROWS_AT_ONCE:
            yield page.getvalue()
            page.seek(0)
            page.truncate()
            waiting = 0
    yield page.getvalue()


def _harmless(value: object) -> object:
    """Keep a spreadsheet from taking somebody's title for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
