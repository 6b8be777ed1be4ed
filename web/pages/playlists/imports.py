"""What pages send to be imported, and how they show what became of it."""

from collections.abc import Sequence

from quart import request

from player.core.sentence import Sentence
from player.jobs import Job
from player.playlists.errors import NoTracks
from player.playlists.playlist import PlaylistId
from player.playlists.wanted import WantedList, wanted_lines
from web.access import current_caller
from web.api.player.playlists.files import read_list
from web.services import services

SHOWN_JOBS = 3


async def sent_list() -> WantedList:
    """Read the chosen file of a form, else the lines that were typed; raise `NoTracks` for none."""
    file = (await request.files).get("file")
    if file is not None and file.filename:
        return await read_list(file.read())
    wanted = wanted_lines((await request.form).get("lines", ""))
    if not wanted.wanted:
        raise NoTracks(Sentence("this form"))
    return wanted


def jobs_of_caller() -> Sequence[Job]:
    """Return the caller's imports, the latest first."""
    return services().jobs.list_of(current_caller().person.id)


def jobs_into(playlist_id: PlaylistId) -> Sequence[Job]:
    """Return the caller's latest imports into a playlist."""
    into = [job for job in jobs_of_caller() if job.result.get("playlist") == playlist_id]
    return into[:SHOWN_JOBS]
