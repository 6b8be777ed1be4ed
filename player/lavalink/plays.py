"""Remembers which play a guild's node was asked for, and what became of it (pure)."""

from player.core.commands import NodePlayback
from player.core.effects import PlayTrack
from player.core.track import PlayId
from player.lavalink.messages import Running


class Plays:
    """The plays of one guild, as far as they decide whether what a node says is about now."""

    def __init__(self) -> None:
        self._asked: PlayTrack | None = None
        self._running: PlayId | None = None
        self._ended: PlayId | None = None

    def ask(self, effect: PlayTrack) -> None:
        self._asked, self._running = effect, None

    def begin(self, play_id: PlayId) -> None:
        self._running = play_id

    def end(self, play_id: PlayId) -> None:
        self._ended = play_id
        if self._running == play_id:
            self._running = None

    def interrupt(self) -> None:
        """Take note that no node plays for the guild now; what was asked for may yet be found."""
        self._running = None

    def forget(self) -> None:
        self._asked = self._running = None

    @property
    def has_position(self) -> bool:
        """Say whether the node's position is the asked track's, not that of the one before."""
        if self._running is None:
            return False
        return self._asked is None or self._asked.play_id == self._running

    def adopt(self, found: Running | None, *, any_play: bool) -> NodePlayback | None:
        """Return the playback that a node was found with if it is the one that was asked for.

        With `any_play` it need only be one of ours: after a restart of our process only the
        session can tell which play it wants.
        """
        if found is None or found.playback.play_id == self._ended:
            return None
        if not (any_play if self._asked is None else self._is_asked(found, self._asked)):
            return None
        self._running = found.playback.play_id
        return found.playback

    def _is_asked(self, found: Running, asked: PlayTrack) -> bool:
        # The encoded form changes with the position, so it cannot be compared.
        return (found.playback.play_id, found.source, found.identifier) == (
            asked.play_id,
            asked.track.source,
            asked.track.identifier,
        )
