"""How jobs look on their page, whatever they do."""

from dataclasses import dataclass

from player.jobs import Job
from player.resolving import downloading, syncing
from player.resolving.batch import Batch
from player.wishlist import wishlist
from web.language import gettext, ngettext, say


@dataclass(frozen=True, slots=True)
class ShownJob:
    """A job as people see it; `report` and `playlist` are links, `cancel` takes a form."""

    id: str
    name: str
    state: str
    over: bool
    done: int
    total: int
    outcome: tuple[str, ...]
    error: str | None
    cancel: str
    report: str | None = None
    playlist: str | None = None


def shown_batch(batch: Batch) -> ShownJob:
    playlist_id = batch.target.get(syncing.PLAYLIST)
    return ShownJob(
        id=batch.id,
        name=_name(batch),
        state=batch.state.value,
        over=batch.over,
        done=batch.counts.done,
        total=batch.total,
        outcome=_outcome(batch),
        error=None if batch.error is None else say(batch.error),
        cancel=f"/jobs/{batch.id}/cancel",
        report=f"/jobs/{batch.id}",
        playlist=f"/playlists/{playlist_id}" if playlist_id else None,
    )


def shown_import(job: Job) -> ShownJob:
    playlist_id = job.result.get("playlist")
    return ShownJob(
        id=job.id,
        name=gettext("Importing a list"),
        state=job.state.value,
        over=job.over,
        done=job.done,
        total=job.total,
        outcome=_imported(job),
        error=None if job.error is None else say(job.error),
        cancel=f"/jobs/{job.id}/cancel",
        playlist=f"/playlists/{playlist_id}" if playlist_id else None,
    )


def _name(batch: Batch) -> str:
    title = say(batch.title)
    match batch.purpose:
        case syncing.PURPOSE:
            return gettext("Syncing “%(title)s”", title=title)
        case wishlist.PURPOSE:
            return gettext("Going through the wishlist")
        case downloading.PURPOSE if batch.total == 1:
            return gettext("Looking for “%(title)s”", title=title)
        case _:
            return gettext("Looking for “%(title)s” and more", title=title)


def _outcome(batch: Batch) -> tuple[str, ...]:
    """Say how many have come to which end, once all have."""
    counts = batch.counts
    told = (
        (counts.resolved, gettext("%(count)s found", count=counts.resolved)),
        (counts.not_found, gettext("%(count)s not found", count=counts.not_found)),
        (counts.failed, gettext("%(count)s failed", count=counts.failed)),
        (counts.cancelled, gettext("%(count)s cancelled", count=counts.cancelled)),
    )
    return tuple(words for count, words in told if count and batch.over)


def _imported(job: Job) -> tuple[str, ...]:
    added, failed = _count(job, "added"), _count(job, "failed")
    told = (
        (added, ngettext("%(num)s track imported", "%(num)s tracks imported", added)),
        (failed, ngettext("%(num)s line led to nothing", "%(num)s lines led to nothing", failed)),
    )
    return tuple(words for count, words in told if count and job.over)


def _count(job: Job, name: str) -> int:
    count = job.result.get(name, 0)
    return count if isinstance(count, int) else 0
