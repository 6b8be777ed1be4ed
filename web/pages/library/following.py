"""`/following`: whom somebody follows, and what was found of them."""

from urllib.parse import urlencode

from pydantic import BaseModel, Field
from quart import Blueprint, request
from quart.typing import ResponseReturnValue

from player.core.errors import PlayerError
from player.core.sentence import Sentence
from player.finding.found import FoundArtist
from player.holder import Holder, of_person
from player.library.names import artist_key
from player.playlists.playlist import PlaylistId
from player.watchlist.followed import Find, FindId, made_artist_id
from player.watchlist.watchlist import ARTISTS_PER_HOLDER
from web.access import Access, access, current_caller
from web.api.library.wish_input import Title
from web.api.reading import read_query
from web.faults import WrongInput
from web.limits import search_limit
from web.pages.forms import Rejected, read_form, submit
from web.pages.frame import render_page
from web.pages.playlists.places import places_to_play
from web.pages.playlists.targets import Target, playlists_to_fill, what_was_done
from web.services import services

ROWS = 50
MOST_CHOSEN = 25

following = Blueprint("following", __name__)


class Shown(BaseModel):
    """Which part of the feed is looked at."""

    page: int = Field(1, ge=1, le=1000)


class NewArtist(BaseModel):
    """Whom somebody wants to follow."""

    name: Title


class Unfollowed(BaseModel):
    """Whom somebody does not want to follow any more."""

    artist_id: str = Field(min_length=1, max_length=500)


class Aim(BaseModel):
    """Into which playlist finds go; without one, into none."""

    playlist_id: str = Field("", max_length=40)


@following.get("/following")
@access(Access.SIGNED_IN)
async def show() -> str:
    """Show whom the caller follows, and what was found of them, the latest first."""
    return await _page()


@following.post("/following")
@access(Access.SIGNED_IN)
@search_limit()
async def follow() -> ResponseReturnValue:
    """Follow an artist, by name."""

    async def begin() -> str:
        artist = await _artist((await read_form(NewArtist)).name)
        await services().library.watchlist.follow(
            _holder(), artist.id, artist.name, artist.artwork_url
        )
        return "/following?said=followed"

    return await submit("follow", begin, _page)


@following.post("/following/remove")
@access(Access.SIGNED_IN)
async def unfollow() -> ResponseReturnValue:
    """Follow an artist no more."""

    async def end() -> str:
        artist_id = (await read_form(Unfollowed)).artist_id
        await services().library.watchlist.unfollow(_holder(), artist_id)
        return "/following?said=unfollowed"

    return await submit("artists", end, _page)


@following.post("/following/aim")
@access(Access.SIGNED_IN)
async def aim() -> ResponseReturnValue:
    """Have finds put into a playlist, or into none."""

    async def take_aim() -> str:
        playlist_id = (await read_form(Aim)).playlist_id
        wanted = PlaylistId(playlist_id) if playlist_id else None
        await services().library.watchlist.aim(_holder(), wanted)
        return "/following?said=aimed"

    return await submit("aim", take_aim, _page)


@following.post("/following/scan")
@access(Access.SIGNED_IN)
async def scan() -> ResponseReturnValue:
    """Look for what is new, now."""

    async def look() -> str:
        await services().library.scans.start(_holder())
        return "/following"

    return await submit("scan", look, _page)


@following.post("/following/finds")
@access(Access.SIGNED_IN)
async def add_finds() -> ResponseReturnValue:
    """Put the chosen finds into a queue or a playlist."""

    async def add() -> str:
        target, finds = await read_form(Target), await _chosen()
        await target.take(tuple(find.track for find in finds))
        known = {"page": request.args["page"]} if request.args.get("page") else {}
        query = {**known, "done": target.to, "count": len(finds)}
        return f"/following?{urlencode(query)}"

    return await submit("again", add, _page)


async def _page(rejected: Rejected | None = None) -> str:
    page, watchlist = read_query(Shown).page, services().library.watchlist
    holder = _holder()
    finds, total = await watchlist.finds_of(holder, (page - 1) * ROWS, ROWS)
    return await render_page(
        "library/following.html",
        artists=await watchlist.list_of(holder),
        most=ARTISTS_PER_HOLDER,
        finds=finds,
        total=total,
        page=page,
        last_page=max(1, -(-total // ROWS)),
        standing=await watchlist.standing(holder),
        scanning=await services().library.scans.busy(holder),
        playlists=await playlists_to_fill(),
        targets=places_to_play(),
        said=request.args.get("said"),
        rejected=rejected,
        **what_was_done(),
    )


async def _artist(name: str) -> FoundArtist:
    """Return the artist of this name as the sources know them, or else by the name alone."""
    try:
        found = (await services().library.finder.artists(name)).items
    except PlayerError:
        # Whoever cannot be found today may be tomorrow; following needs no more than a name.
        found = ()
    same = (artist for artist in found if artist_key(artist.name) == artist_key(name))
    return next(same, None) or FoundArtist(made_artist_id(name), name)


async def _chosen() -> list[Find]:
    """Return the ticked finds, the one found first in front; raise `UnknownFind`."""
    ids = (await request.form).getlist("find")
    if not 0 < len(ids) <= MOST_CHOSEN:
        raise WrongInput("find", Sentence("Choose 1 to {most} tracks.", most=MOST_CHOSEN))
    watchlist = services().library.watchlist
    return [await watchlist.find(_holder(), FindId(each)) for each in reversed(ids)]


def _holder() -> Holder:
    return of_person(current_caller().person.id)
