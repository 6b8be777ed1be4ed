"""Draws playlists, their tracks, and jobs in the shapes of the API."""

from collections.abc import Iterable
from typing import Any, cast

from player.jobs import Job
from player.playlists.item import Item
from player.playlists.playlist import PlaylistSummary
from web.api.player.drawing import Liked, draw_track
from web.api.player.playlists.shapes import (
    Contributor,
    JobBrief,
    JobReport,
    PlaylistTrack,
    SavedPlaylist,
)


def draw_saved(playlist: PlaylistSummary) -> SavedPlaylist:
    return SavedPlaylist(
        name=playlist.name,
        type=playlist.kind.value,
        id=playlist.id,
        image=playlist.image,
        author=playlist.author,
        key=playlist.key,
        owner=playlist.owner,
        length=playlist.length,
        url=playlist.url,
        revision=playlist.revision,
    )


def draw_items(items: Iterable[Item], liked: Liked) -> list[PlaylistTrack]:
    return [draw_item(item, liked) for item in items]


def draw_item(item: Item, liked: Liked) -> PlaylistTrack:
    adder = item.added_by
    return PlaylistTrack(
        **draw_track(item.track, liked),
        id=item.id,
        added_by=Contributor(id=adder.id, name=adder.name) if adder else None,
    )


def draw_job(job: Job) -> JobBrief:
    """Draw a job without the lines that failed, of which there may be thousands."""
    result = {name: value for name, value in job.result.items() if name != "lines"}
    return cast("JobBrief", _draw(job, result))


def draw_report(job: Job) -> JobReport:
    return cast("JobReport", _draw(job, dict(job.result)))


def _draw(job: Job, result: dict[str, object]) -> dict[str, Any]:
    return {
        "id": job.id,
        "kind": job.kind,
        "state": job.state.value,
        "done": job.done,
        "total": job.total,
        "error": job.error,
        "result": result or None,
    }
