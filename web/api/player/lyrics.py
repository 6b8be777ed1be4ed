"""`/tracks/lyrics`: what is sung in the track that plays (an extension of ours)."""

from quart import Blueprint, Response
from typing_extensions import TypedDict

from auth.api_key import Scope
from player.core.errors import NodeDown, NothingPlaying
from player.core.track import EntryId
from player.lyrics import Lyrics, LyricsFailed, LyricsUnsupported, NoLyrics
from web.access import Access, access
from web.api.player.control import answer_at, current_player
from web.limits import search_limit
from web.openapi_operation import Operation, Touches, describe
from web.services import services

lyrics = Blueprint("lyrics", __name__, url_prefix="/tracks")


class SungLine(TypedDict):
    """A line, sung from `at` on, in milliseconds of the track; `duration` is null where unknown."""

    at: int
    duration: int | None
    text: str


class SungWords(TypedDict):
    """Lyrics of the entry `id`; `lines` is empty where nobody noted the times down."""

    id: int
    provider: str
    text: str
    lines: list[SungLine]


LYRICS = SungWords(
    id=8,
    provider="Invented Lyrics",
    text="Paper lanterns on the river\nAnd the ferry does not wait",
    lines=[
        SungLine(at=9_000, duration=3_800, text="Paper lanterns on the river"),
        SungLine(at=12_800, duration=None, text="And the ferry does not wait"),
    ],
)


@lyrics.get("/lyrics")
@access(Access.MEMBER, Scope.PLAYER_READ)
@search_limit()
@describe(
    Operation(
        SungWords,
        LYRICS,
        refuses=(NothingPlaying, NoLyrics, LyricsUnsupported, LyricsFailed, NodeDown),
        touches=Touches.READS,
    )
)
async def current_lyrics() -> Response:
    """Get the lyrics of the track that plays, with the time of each line where it is known.

    They come from the plugin LavaLyrics of an audio node. Without it the answer is 501; a track
    without lyrics is a 404 with code 8.
    """
    player = current_player()
    seq, entry = player.seq, player.state.current
    if entry is None:
        raise NothingPlaying
    return answer_at(seq, _draw(entry.id, await services().songbook.lyrics(entry.track)))


def _draw(entry_id: EntryId, found: Lyrics) -> SungWords:
    return SungWords(
        id=entry_id,
        provider=found.provider,
        text=found.text,
        lines=[
            SungLine(at=line.at_ms, duration=line.duration_ms, text=line.text)
            for line in found.lines
        ],
    )
