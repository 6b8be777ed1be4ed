"""Words what concerns one person, wherever they look, as events for their own stream."""

from collections.abc import Callable
from typing import Any

from auth.identity import UserId
from player.core.track import Track
from player.jobs import Job
from player.playlists.playlist import PlaylistId
from web.api.player.playlists.drawing import draw_job

Publish = Callable[[UserId, str, dict[str, Any]], None]
"""Sends an event with its data to all streams of a person."""


class PersonalNews:
    """Tells people of their jobs, their favourites, and edits to their playlists."""

    def __init__(self, publish: Publish) -> None:
        self._publish = publish

    def job(self, job: Job) -> None:
        self._publish(job.owner, "job", {**draw_job(job)})

    def playlist(self, user_id: UserId, playlist_id: PlaylistId, revision: int | None) -> None:
        """Tell of an edit; a playlist that was deleted has no revision."""
        self._publish(user_id, "playlist", {"id": playlist_id, "revision": revision})

    def favourite(self, user_id: UserId, track: Track, is_liked: bool) -> None:
        """Tell that a track has become a favourite, or is none any more."""
        key = {"platform": track.source, "identifier": track.identifier}
        self._publish(user_id, "favorite", {**key, "favorite": is_liked})
