"""Words what concerns one person, wherever they look, as events for their own stream."""

from collections.abc import Callable
from typing import Any

from auth.identity import UserId
from player.core.track import Track
from player.history.elsewhere import PlayingElsewhere
from player.jobs import Job
from player.playlists.item import Item
from player.playlists.library import Edited
from web.api.player.playlists.drawing import draw_item, draw_job
from web.live.playing_elsewhere import draw_elsewhere

Publish = Callable[[UserId, str, dict[str, Any] | None], None]
"""Sends an event with its data to all streams of a person."""


class PersonalNews:
    """Tells people of their jobs, favourites and playlists, and of what they hear elsewhere."""

    def __init__(self, publish: Publish) -> None:
        self._publish = publish

    def job(self, job: Job) -> None:
        self._publish(job.owner, "job", {**draw_job(job)})

    def playlist(self, edited: Edited) -> None:
        """Tell the owner and the editor of an edit; a deleted playlist has no revision."""
        one = edited.after or edited.before
        if one is None:
            return
        revision = edited.after.revision if edited.after else None
        for user_id in sorted({one.owner, edited.by}):
            self._publish(user_id, "playlist", {"id": one.id, "revision": revision})

    def favourite(self, user_id: UserId, track: Track, is_liked: bool) -> None:
        """Tell that a track has become a favourite, or is none any more."""
        key = {"platform": track.source, "identifier": track.identifier}
        self._publish(user_id, "favorite", {**key, "favorite": is_liked})

    def elsewhere(self, user_id: UserId, playing: PlayingElsewhere | None) -> None:
        """Tell what somebody hears in another place now, or that they hear it no more."""
        drawn = draw_elsewhere(playing)
        self._publish(user_id, "elsewhere", {**drawn} if drawn else None)


def draw_entry(item: Item) -> dict[str, Any]:
    """Draw an entry of a playlist for everybody who looks at it, whatever each of them likes."""
    drawn: dict[str, Any] = {**draw_item(item, set())}
    del drawn["favorite"]
    return drawn
