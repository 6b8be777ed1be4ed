"""`/playlists/<id>/play` and `/favorites/play`: putting many tracks into a server's queue."""

from quart import Blueprint, Response

from auth.api_key import Scope
from player.core.errors import QueueFull
from player.core.events import TracksAdded
from player.core.requests import AddTracks
from player.core.sentence import Sentence
from player.core.track import Track
from player.playlists.errors import NoTracks
from player.session import Outcome
from web.access import Access, access, current_caller
from web.api.player.control import answer, control
from web.api.player.playlists.examples import PLAYED
from web.api.player.playlists.inputs import PlaylistKey, PlayWish, read_optional_body
from web.api.player.playlists.library import KEYED
from web.api.player.playlists.naming import access_to, tracks_to_play
from web.api.player.playlists.shapes import Played
from web.api.player.tracks import SEARCH_ERRORS
from web.limits import search_limit
from web.openapi_operation import Operation, Touches, describe
from web.services import services

WISH_EXAMPLE = {"placement": "end", "replace": True}

playing = Blueprint("playlist_playing", __name__)


@playing.post("/playlists/<playlist_id>/play")
@access(Access.MEMBER, Scope.PLAYLISTS)
@search_limit()
@describe(
    Operation(
        Played,
        PLAYED,
        body=PlayWish,
        body_example=WISH_EXAMPLE,
        body_required=False,
        query=PlaylistKey,
        refuses=(*KEYED, *SEARCH_ERRORS, NoTracks, QueueFull),
        touches=Touches.CHANGES,
    )
)
async def play_playlist(playlist_id: str) -> Response:
    """Put a playlist into the queue; the bot joins the caller's channel where that is needed.

    The link of a url playlist is loaded now. With `replace` nothing else stays in the queue, and
    with `placement` as `now` the current track ends too. Where votes are needed this is one vote.
    """
    wish = await read_optional_body(PlayWish)
    playlist = await services().playlists.read(*access_to(playlist_id))
    return _answer(await put_into_queue(await tracks_to_play(playlist), wish))


@playing.post("/favorites/play")
@access(Access.MEMBER, Scope.PLAYLISTS)
@describe(
    Operation(
        Played,
        PLAYED,
        body=PlayWish,
        body_example=WISH_EXAMPLE,
        body_required=False,
        refuses=(NoTracks, QueueFull),
        touches=Touches.CHANGES,
    )
)
async def play_favorites() -> Response:
    """Put all of the caller's favourites into the queue, the latest first (as with playlists)."""
    wish = await read_optional_body(PlayWish)
    return _answer(await put_into_queue(await favourites_to_play(), wish))


async def favourites_to_play() -> tuple[Track, ...]:
    """Return the caller's favourites; raise `NoTracks` where there are none."""
    tracks = await services().favourites.list_of(current_caller().person.id)
    if not tracks:
        raise NoTracks(Sentence("your favourites"))
    return tuple(tracks)


async def put_into_queue(tracks: tuple[Track, ...], wish: PlayWish) -> Outcome:
    """Ask the player of the guild that the request is about."""
    return await control(AddTracks(tracks, wish.where, wish.replace))


def _answer(outcome: Outcome) -> Response:
    added = [event.entries for event in outcome.events if isinstance(event, TracksAdded)]
    return answer(outcome, Played(added=sum(map(len, added))))
