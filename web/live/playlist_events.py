"""Tells everybody who looks at a playlist what others make of it."""

from auth.identity import UserId
from player.playlists.library import Edited
from player.playlists.playlist import Playlist
from web.live.hub import Hub
from web.live.named_events import NamedEvents
from web.live.playlist_ops import Show, playlist_ops
from web.live.subscription import EndReason

SHOWN = ("name", "image", "url")
"""What everybody may see of a playlist; its key travels in no frame."""


class PlaylistEvents(NamedEvents):
    """The events `patch` and `gone` of playlists; `show` draws an entry."""

    def __init__(self, hub: Hub, show: Show) -> None:
        super().__init__(hub, "playlist", lambda _subject: None)
        self._show = show

    def record(self, edited: Edited) -> None:
        """Hand an edit on, first shutting out those whom it leaves without a right."""
        before, after = edited.before, edited.after
        if before is None:
            return
        if after is None:
            self.tell(before.id, "gone", lambda: None)
            self._shut_out(before)
            return
        if before.key != after.key:
            self._shut_out(before, but=before.owner)
        self.tell(after.id, "patch", lambda: self._patch(before, after, edited.by))

    def _shut_out(self, playlist: Playlist, but: UserId | None = None) -> None:
        self._hub.end(
            self.topic(playlist.id),
            EndReason.NO_ACCESS,
            lambda viewer: viewer.user_id != but,
        )

    def _patch(self, before: Playlist, after: Playlist, by: UserId) -> dict[str, object]:
        changes = {
            name: getattr(after, name)
            for name in SHOWN
            if getattr(before, name) != getattr(after, name)
        }
        return {
            "revision": after.revision,
            "by": by,
            **changes,
            "length": len(after.items),
            "duration": after.duration_ms,
            "ops": playlist_ops(before.items, after.items, self._show),
        }
