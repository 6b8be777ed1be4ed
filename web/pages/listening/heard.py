"""The page of what somebody heard: searched, narrowed, and put into a queue or playlist again."""

from typing import Any
from urllib.parse import urlencode

from quart import Blueprint, request
from quart.typing import ResponseReturnValue

from player.core.errors import UnknownPlay
from player.core.sentence import Sentence
from player.core.track import Track
from player.history.play import Play, PlayId
from player.playlists.picking import picked
from web.access import Access, access, current_caller
from web.api.player.listening_inputs import HeardQuery, place_after
from web.api.reading import validated
from web.faults import WrongInput
from web.limits import search_limit
from web.pages.forms import Rejected, read_form, submit
from web.pages.frame import render_page
from web.pages.playlists.places import places_to_play
from web.pages.playlists.targets import Target, playlists_to_fill, what_was_done
from web.pages.words import SOURCES
from web.services import services

ROWS = 50
MOST_CHOSEN = 25
FILTERS = ("query", "guild_id", "source", "from", "to")

heard = Blueprint("heard", __name__)


@heard.get("/history")
@access(Access.SIGNED_IN)
@search_limit()
async def show() -> str:
    """List what the caller heard, the latest first, or what of it fits."""
    return await _page()


@heard.post("/history")
@access(Access.SIGNED_IN)
@search_limit()
async def add_again() -> ResponseReturnValue:
    """Put the chosen tracks into a queue or a playlist."""

    async def add() -> str:
        target, plays = await read_form(Target), await _chosen()
        tracks = tuple([track for play in plays for track in await _tracks(play)])
        await target.take(tracks)
        return f"/history?{_address(done=target.to, count=len(tracks))}"

    return await submit("again", add, _page)


async def _page(rejected: Rejected | None = None) -> str:
    given = {name: text for name, text in request.args.to_dict().items() if text}
    asked = validated(HeardQuery, given)
    user_id = current_caller().person.id
    found = await services().history.plays.found(user_id, asked.wanted, ROWS + 1)
    shown = found[:ROWS]
    more = place_after(shown[-1].started_at, shown[-1].id) if len(found) > ROWS else None
    return await render_page(
        "listening/heard.html",
        rows=[_drawn(play) for play in shown],
        asked=given,
        narrowed=any(name in given for name in FILTERS),
        older=_address(after=more) if more else None,
        latest=_address() if asked.after else None,
        here=_address(after=asked.after),
        sources=SOURCES,
        playlists=await playlists_to_fill(),
        targets=places_to_play(),
        rejected=rejected,
        **what_was_done(),
    )


def _drawn(play: Play) -> dict[str, Any]:
    guild = services().directory.guild(play.guild_id) if play.guild_id else None
    return {"play": play, "guild": guild.name if guild else None, "at": play.started_at / 1000}


async def _chosen() -> list[Play]:
    """Return the ticked plays, the one heard first in front; raise `UnknownPlay` for others'."""
    ids = (await request.form).getlist("play")
    if not 0 < len(ids) <= MOST_CHOSEN:
        raise WrongInput("play", Sentence("Choose 1 to {most} tracks.", most=MOST_CHOSEN))
    found = [await services().history.plays.get(PlayId(play_id)) for play_id in ids]
    ours = [play for play in found if play and current_caller().person.id in play.listeners]
    if len(ours) < len(ids):
        raise UnknownPlay
    return ours


async def _tracks(play: Play) -> tuple[Track, ...]:
    """Find a track again: by its link, or by its words where whoever told of it gave none."""
    return tuple(picked(await services().search.find(play.url or f"{play.artist} {play.title}")))


def _address(**more: object) -> str:
    """Return the query of this page with its filters, and what else it shall say."""
    filters = {name: request.args[name] for name in FILTERS if request.args.get(name)}
    return urlencode({**filters, **{name: value for name, value in more.items() if value}})
