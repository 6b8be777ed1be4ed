"""Where tracks that somebody has ticked on a page may go: into a queue, or into a playlist."""

from typing import Any, Literal

from pydantic import BaseModel, Field
from quart import request

from player.core.track import Track
from player.playlists.library import contributor
from player.playlists.playlist import PlaylistSummary
from web.access import current_caller, speak_of
from web.api.player.playlists.inputs import PlayWish
from web.api.player.playlists.naming import access_to
from web.api.player.playlists.playing import put_into_queue
from web.services import services


class Target(BaseModel):
    """Where a form wants the tracks."""

    to: Literal["queue", "playlist"]
    guild_id: str = Field("", max_length=20)
    playlist_id: str = Field("", max_length=40)

    async def take(self, tracks: tuple[Track, ...]) -> None:
        """Put tracks there; raise whatever refuses them."""
        if self.to == "queue":
            await speak_of(self.guild_id)
            await put_into_queue(tracks, PlayWish(placement="end"))
            return
        adder = contributor(current_caller().person)
        await services().playlists.edit(
            *access_to(self.playlist_id), lambda one: one.with_tracks(tracks, by=adder)
        )


async def playlists_to_fill() -> list[PlaylistSummary]:
    """Return the caller's playlists that have tracks of their own."""
    own = await services().playlists.list_of(current_caller().person.id)
    return [one for one in own if one.kind == "meta"]


def what_was_done() -> dict[str, Any]:
    """Return what the address says that a form has just put where, and how much of it."""
    done, count = request.args.get("done"), request.args.get("count", "")
    known = done in {"queue", "playlist"} and count.isascii() and count.isdigit()
    return {"done": done, "count": int(count[:4])} if known else {"done": None, "count": 0}
