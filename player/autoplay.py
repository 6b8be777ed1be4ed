"""Finds music to go on with when a queue ends: a source's own mix, else what was played here."""

from player.core.errors import PlayerError
from player.core.state import PlayerState
from player.core.track import Track
from player.ports import AudioNode

TRACKS_AT_ONCE = 5

MIXES = {
    "youtube": "https://www.youtube.com/watch?v={identifier}&list=RD{identifier}",
    "spotify": "sprec:seed_tracks={identifier}",
    "deezer": "dzrec:{identifier}",
}
"""What to ask a node for, by source; the latter two are understood by the LavaSrc plugin."""


class MixAutoplay:
    """Asks the seed's source for related tracks, and falls back on the guild's own history."""

    def __init__(self, node: AudioNode) -> None:
        self._node = node

    async def more(self, state: PlayerState, seed: Track) -> tuple[Track, ...]:
        """Return a few tracks that were not played just now."""
        heard = {_key(entry.track) for entry in state.history}
        related = [track for track in await self._related(seed) if _key(track) not in heard]
        chosen = related or _older(state, seed)
        return tuple(chosen[:TRACKS_AT_ONCE])

    async def _related(self, seed: Track) -> tuple[Track, ...]:
        mix = MIXES.get(seed.source)
        if mix is None:
            return ()
        try:
            loaded = await self._node.load(mix.format(identifier=seed.identifier))
        except PlayerError:
            return ()
        return loaded.collection.tracks if loaded.collection else loaded.tracks


def _older(state: PlayerState, seed: Track) -> list[Track]:
    """Return what was played longest ago first, without the track that has just ended."""
    older = {_key(entry.track): entry.track for entry in state.history}
    older.pop(_key(seed), None)
    return list(older.values())


def _key(track: Track) -> tuple[str, str]:
    return track.source, track.identifier
