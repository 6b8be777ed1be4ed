"""`/tracks/history` and `/tracks/again`: what has been played, and playing it again (ours)."""

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field
from quart import Blueprint, Response

from auth.api_key import Scope
from auth.identity import UserId
from player.core.errors import NotInVoice, QueueFull, UnknownPlay
from player.core.requests import AddTracks, Placement
from player.core.track import Past, PlayId
from web.access import Access, access, current_guild
from web.api.moments import moment
from web.api.player.control import answer, answer_at, control, current_player
from web.api.player.drawing import Liked, draw_entry, draw_user
from web.api.player.examples import ADDED_TRACKS, HISTORY_PART
from web.api.player.inputs import LARGEST, MOST_TRACKS
from web.api.player.liking import liked_among
from web.api.player.shapes import AddedTracks, HistoryPart, PlayedTrack, User
from web.api.player.tracks import added_entries
from web.api.reading import read_body, read_query
from web.openapi_operation import Operation, Touches, describe
from web.services import services

history = Blueprint("history", __name__, url_prefix="/tracks")

Play = Annotated[int, Field(ge=0, le=LARGEST)]


class HistoryWindow(BaseModel):
    before: Play | None = Field(
        None, description="Only what was played before this `play`; the `next` of the last answer."
    )
    limit: int = Field(50, ge=1, le=MOST_TRACKS, description="How many at most.")


class PlayedAgain(BaseModel):
    model_config = ConfigDict(extra="forbid")

    plays: list[Play] = Field(
        min_length=1, max_length=MOST_TRACKS, description="The `play` of each track, in order."
    )
    placement: Literal["end", "next", "now"] = Field(
        "end", description="Where to: the `end` of the queue, `next`, or `now`."
    )


@history.get("/history")
@access(Access.MEMBER, Scope.PLAYER_READ)
@describe(Operation(HistoryPart, HISTORY_PART, query=HistoryWindow, touches=Touches.READS))
async def played() -> Response:
    """Get what this session of the player has played, the latest first.

    The last 200 tracks are remembered until the bot is sent away. A track on repeat is there once.
    """
    window = read_query(HistoryWindow)
    player = current_player()
    seq, wanted = player.seq, _before(player.state.history, window.before)
    shown = wanted[: window.limit]
    liked = await liked_among([past.track for past in shown])
    part = HistoryPart(
        tracks=[_draw(past, liked) for past in shown],
        next=shown[-1].play_id if len(wanted) > len(shown) else None,
    )
    return answer_at(seq, part)


@history.post("/again")
@access(Access.MEMBER, Scope.PLAYER_CONTROL)
@describe(
    Operation(
        AddedTracks,
        ADDED_TRACKS,
        body=PlayedAgain,
        body_example={"plays": [41, 38]},
        refuses=(UnknownPlay, QueueFull, NotInVoice),
        touches=Touches.CHANGES,
    )
)
async def play_again() -> Response:
    """Add tracks of the history once more, in one edit of the queue."""
    wish = await read_body(PlayedAgain)
    known = {past.play_id: past.track for past in current_player().state.history}
    try:
        chosen = tuple(known[PlayId(play)] for play in wish.plays)
    except KeyError:
        raise UnknownPlay from None
    outcome = await control(AddTracks(chosen, Placement(wish.placement)))
    liked = await liked_among(chosen)
    added = [draw_entry(entry, liked) for entry in added_entries(outcome)]
    return answer(outcome, AddedTracks(type="tracks", tracks=added))


def _before(history: Sequence[Past], play: int | None) -> list[Past]:
    return [past for past in reversed(history) if play is None or past.play_id < play]


def _draw(past: Past, liked: Liked) -> PlayedTrack:
    return PlayedTrack(
        **draw_entry(past, liked),
        play=past.play_id,
        ended=moment(past.ended_at),
        added_by=_person(past.requester) if past.requester else None,
    )


def _person(user_id: UserId) -> User | None:
    seen = services().directory.person(current_guild(), user_id)
    return draw_user(seen, services().cdn_url) if seen else None
