"""`/tracks/suggestions`: what a person may like to add (an extension of ours)."""

from collections.abc import Iterable

from pydantic import BaseModel, Field
from quart import Blueprint, Response

from auth.api_key import Scope
from auth.identity import UserId
from player.core.state import PlayerState
from player.core.track import Track
from web.access import Access, access, current_caller
from web.api.player.control import answer_at, current_player
from web.api.player.drawing import draw_track
from web.api.player.examples import FOUND_TRACKS
from web.api.player.liking import liked_among
from web.api.player.shapes import FoundTracks
from web.api.reading import read_query
from web.openapi_operation import Operation, Touches, describe
from web.services import services

MOST = 20
FAVOURITES_LOOKED_AT = 200

suggestions = Blueprint("suggestions", __name__, url_prefix="/tracks")


class Wanted(BaseModel):
    count: int = Field(3, ge=1, le=MOST, description="How many at most.")


@suggestions.get("/suggestions")
@access(Access.MEMBER, Scope.PLAYER_READ)
@describe(Operation(FoundTracks, FOUND_TRACKS, query=Wanted, touches=Touches.READS))
async def suggest() -> Response:
    """Get tracks that the caller may like to add.

    First come those that they had played here before, then their favourites, each the latest first;
    what plays or waits is left out.
    """
    wanted = read_query(Wanted).count
    player, user_id = current_player(), current_caller().person.id
    seq, state = player.seq, player.state
    favourites = await services().favourites.list_of(user_id, 0, FAVOURITES_LOOKED_AT)
    chosen = _distinct([*_played_for(state, user_id), *favourites], _present(state))[:wanted]
    liked = await liked_among(chosen)
    found = [draw_track(track, liked) for track in chosen]
    return answer_at(seq, FoundTracks(type="tracks", tracks=found))


def _played_for(state: PlayerState, user_id: UserId) -> list[Track]:
    return [entry.track for entry in reversed(state.history) if entry.requester == user_id]


def _present(state: PlayerState) -> set[tuple[str, str]]:
    current = (state.current,) if state.current else ()
    return {_key(entry.track) for entry in (*current, *state.queue)}


def _distinct(tracks: Iterable[Track], present: set[tuple[str, str]]) -> list[Track]:
    first = {_key(track): track for track in reversed(list(tracks)) if track.url}
    return [track for key, track in reversed(first.items()) if key not in present]


def _key(track: Track) -> tuple[str, str]:
    return track.source, track.identifier
