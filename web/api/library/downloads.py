"""`/api/v1/downloads`: jobs that make wanted tracks playable; nothing is downloaded to disk."""

from http import HTTPStatus

from quart import Blueprint, Response

from auth.api_key import Scope
from player.core.sentence import Sentence
from player.holder import Holder
from player.playlists.errors import MetaNeeded, UnknownPlaylist, WrongPlaylistKey
from player.playlists.playlist import PlaylistId
from player.resolving.errors import ResolutionOver, TooManyBatches, UnknownResolution
from player.resolving.ports import Selection
from player.resolving.resolution import BatchId, ResolutionId, resolution_id
from web.access import Access, access
from web.api.library.dialect import LIBRARY, success
from web.api.library.download_input import Cancellation, DownloadWish, Listed
from web.api.library.download_shapes import (
    DOWNLOAD,
    STARTED,
    Downloads,
    Started,
    Told,
    draw_download,
)
from web.api.library.holding import current_holder, current_keeper
from web.api.reading import read_body, read_query
from web.language import ngettext, say
from web.openapi_operation import Operation, describe
from web.services import services

downloads = Blueprint("library_downloads", __name__, url_prefix="/api/v1/downloads")


@downloads.get("")
@access(Access.SIGNED_IN, Scope.LIBRARY)
@describe(Operation(Downloads, {"downloads": [DOWNLOAD], "total": 1}, query=Listed, family=LIBRARY))
async def list_downloads() -> Response:
    """List the caller's jobs, those that run and those of the last week.

    Each looks for a wanted track until it is playable. **Nothing is downloaded to disk**: there is
    no file, no size and no peer, and so `username`, `filename` and `size` are null. A key with an
    owner sees what is the owner's, one without sees its own. `batch_id` narrows the list to the
    report of one sync, track by track.
    """
    wanted, holder = read_query(Listed), current_holder()
    batch_id = None if wanted.batch_id is None else BatchId(wanted.batch_id)
    selection = Selection(holder, wanted.status, batch_id)
    resolutions = services().library.resolutions
    found, total = await resolutions.list_of(selection, wanted.offset, wanted.limit)
    progress = await _progress(holder)
    drawn = [draw_download(each, progress.get(each.batch_id, 0)) for each in found]
    return success(Downloads(downloads=drawn, total=total))


@downloads.post("")
@access(Access.SIGNED_IN, Scope.LIBRARY)
@describe(
    Operation(
        Started,
        STARTED,
        body=DownloadWish,
        body_example={"name": "Around the World", "artists": ["Daft Punk"]},
        status=HTTPStatus.ACCEPTED,
        refuses=(UnknownPlaylist, WrongPlaylistKey, MetaNeeded, TooManyBatches),
        family=LIBRARY,
    )
)
async def start_downloads() -> Response:
    """Begin to look for one track, or for several.

    A track is found by its link, or searched for by name and artist; only what is alike enough
    counts. **Nothing is downloaded to disk**: the job ends with a track that can be played, which
    `GET /api/v1/downloads` shows as `matched`, and which goes into the playlist if one is named.
    """
    wish = await read_body(DownloadWish)
    playlist_id = None if wish.playlist_id is None else PlaylistId(wish.playlist_id)
    batch = await services().library.downloads.start(
        current_holder(), current_keeper(), wish.wanted, playlist_id
    )
    message = ngettext(
        "%(num)s track is being looked for.", "%(num)s tracks are being looked for.", batch.total
    )
    ids: list[str] = [resolution_id(batch.id, place) for place in range(batch.total)]
    started = Started(message=message, batch_id=batch.id, download_ids=ids)
    return success(started, HTTPStatus.ACCEPTED)


@downloads.post("/<download_id>/cancel")
@access(Access.SIGNED_IN, Scope.LIBRARY)
@describe(
    Operation(
        Told,
        {"message": "The job was cancelled."},
        body=Cancellation,
        body_example={"username": "soulseek_username"},
        body_required=False,
        refuses=(UnknownResolution, ResolutionOver),
        family=LIBRARY,
    )
)
async def cancel_download(download_id: str) -> Response:
    """Cancel a job; the others of its batch go on.

    The `username` of the document is taken and means nothing: no peer is involved.
    """
    await read_body(Cancellation, empty={})
    resolutions = services().library.resolutions
    await resolutions.cancel_one(ResolutionId(download_id), current_holder())
    return success(Told(message=say(Sentence("The job was cancelled."))))


@downloads.post("/cancel-all")
@access(Access.SIGNED_IN, Scope.LIBRARY)
@describe(
    Operation(
        Told,
        {"message": "All jobs were cancelled, and those that were over cleared."},
        family=LIBRARY,
    )
)
async def cancel_all_downloads() -> Response:
    """Cancel all of the caller's jobs that run, and clear those that were over before.

    A playlist that is being synced stays as it is.
    """
    await services().library.resolutions.cancel_all(current_holder())
    told = Sentence("All jobs were cancelled, and those that were over cleared.")
    return success(Told(message=say(told)))


async def _progress(holder: Holder) -> dict[BatchId, int]:
    """Return how far each batch of somebody is, in percent."""
    batches = await services().library.resolutions.batches_of(holder)
    return {batch.id: batch.percent for batch in batches}
