"""Imports a list into a playlist: finds what can be found and reports the rest by line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from auth.identity import Person
from player.core.track import Track
from player.jobs import Progress
from player.playlists.library import Playlists, contributor
from player.playlists.lookups import PATIENCE_S, Answer, Lookups
from player.playlists.playlist import ITEM_LIMIT, Playlist, PlaylistId
from player.playlists.wanted import ENTRY_LIMIT, QUOTED, Unusable, Wanted, WantedList
from player.search import Search

BATCH = 100
"""At least so many lines are found before the playlist is edited and progress is told."""
STEPS = 25
"""A long list is found in about so many batches, as an edit takes longer the longer the list."""

FULL = f"The playlist is full: it holds at most {ITEM_LIMIT} tracks."


@dataclass(frozen=True, slots=True)
class Target:
    """The playlist that is imported into, who edits it, and the key that they use."""

    playlist_id: PlaylistId
    editor: Person
    key: str | None = None


@dataclass
class Report:
    """What became of a list so far."""

    added: int = 0
    failed: list[Unusable] = field(default_factory=list)

    def fail(self, wanted: Wanted, reason: str) -> None:
        self.failed.append(Unusable(wanted.line, (wanted.url or wanted.query)[:QUOTED], reason))

    def as_result(self, playlist_id: PlaylistId) -> Mapping[str, object]:
        failed = sorted(self.failed, key=lambda one: one.line)[:ENTRY_LIMIT]
        return {
            "playlist": playlist_id,
            "added": self.added,
            "failed": len(self.failed),
            "lines": [{"line": one.line, "text": one.text, "reason": one.reason} for one in failed],
        }


class Importer:
    """Finds the tracks of lists through the nodes and puts them into playlists, in order."""

    def __init__(
        self, playlists: Playlists, search: Search, patience_s: Sequence[float] = PATIENCE_S
    ) -> None:
        self._playlists = playlists
        self._search = search
        self._patience_s = patience_s

    async def run(self, wanted: WantedList, target: Target, progress: Progress) -> None:
        """Import every line. What is found stays, even if the import does not come to its end.

        Raises whatever keeps the playlist from being edited, or `Unavailable`.
        """
        report = Report(failed=list(wanted.unusable))
        done, total = len(wanted.unusable), len(wanted.wanted) + len(wanted.unusable)
        lookups = Lookups(self._search, self._patience_s)
        progress(done, total, report.as_result(target.playlist_id))
        full = False
        size = max(BATCH, len(wanted.wanted) // STEPS)
        for start in range(0, len(wanted.wanted), size):
            batch = wanted.wanted[start : start + size]
            if full:
                _fail_all(batch, report)
            else:
                full = await self._add(batch, await lookups.find_all(batch), target, report)
            done += len(batch)
            progress(done, total, report.as_result(target.playlist_id))

    async def _add(
        self, batch: Sequence[Wanted], answers: Sequence[Answer], target: Target, report: Report
    ) -> bool:
        """Add what was found; return whether the playlist is full now."""
        found = [answer for answer in answers if not isinstance(answer, str)]
        added, full = await self._append(tuple(track for one in found for track in one), target)
        report.added += added
        placed = 0
        for wanted, answer in zip(batch, answers, strict=True):
            if isinstance(answer, str):
                report.fail(wanted, answer)
                continue
            placed += len(answer)
            if placed > added:
                report.fail(wanted, FULL)
        return full

    async def _append(self, tracks: tuple[Track, ...], target: Target) -> tuple[int, bool]:
        """Append as many tracks as fit; return how many, and whether the playlist is full now."""
        added = 0

        def append(playlist: Playlist) -> Playlist:
            nonlocal added
            added = min(playlist.room, len(tracks))
            return playlist.with_tracks(tracks[:added], by=contributor(target.editor))

        editor = target.editor.id
        edited = await self._playlists.edit(target.playlist_id, editor, target.key, append)
        return added, not edited.room


def _fail_all(batch: Sequence[Wanted], report: Report) -> None:
    for wanted in batch:
        report.fail(wanted, FULL)
