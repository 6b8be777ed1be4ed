"""`/playlists/<id>/export` and `…/import`: playlists as files, out and in."""

import asyncio
import json
import re
from http import HTTPStatus
from typing import cast
from urllib.parse import quote

from quart import Blueprint, Response, request

from auth.api_key import Scope
from player.core.sentence import Sentence
from player.jobs import Job, TooManyJobs
from player.playlists.errors import (
    ListTooLong,
    MetaNeeded,
    NameTaken,
    NoTracks,
    TooManyPlaylists,
    UnreadableList,
)
from player.playlists.formats import FORMATS, read_file
from player.playlists.importing import Report, Target
from player.playlists.wanted import Wanted, WantedList
from web.access import Access, access, current_caller
from web.api.player.dialect import success
from web.api.player.playlists.drawing import draw_job
from web.api.player.playlists.examples import JOB, M3U
from web.api.player.playlists.inputs import ExportQuery, ImportLink, NewListName, PlaylistKey
from web.api.player.playlists.library import KEYED
from web.api.player.playlists.naming import access_to, tracks_to_play
from web.api.player.playlists.shapes import JobBrief
from web.api.player.tracks import SEARCH_ERRORS
from web.api.reading import read_body, read_query
from web.faults import NotJson, WrongInput
from web.limits import search_limit, upload_limit
from web.openapi_operation import Operation, describe
from web.services import services

MEDIA_TYPES = tuple(form.media_type for form in FORMATS.values())
UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')
NOT_PLAIN = re.compile(r"[^A-Za-z0-9 ._-]")
LONGEST_NAME = 80
UNNAMED = "Imported playlist"

files = Blueprint("playlist_files", __name__, url_prefix="/playlists")


@files.get("/<playlist_id>/export")
@access(Access.SIGNED_IN, Scope.PLAYLISTS)
@search_limit()
@describe(
    Operation(
        str,
        M3U,
        query=ExportQuery,
        refuses=(*KEYED, *SEARCH_ERRORS, NoTracks),
        downloads=MEDIA_TYPES,
    )
)
async def export(playlist_id: str) -> Response:
    """Download a playlist as a file: M3U (UTF-8), JSPF or XSPF.

    The link of a url playlist is loaded now.
    """
    form = FORMATS[read_query(ExportQuery).format.removesuffix("8")]
    playlist = await services().playlists.read(*access_to(playlist_id))
    tracks = () if playlist.url is None and not playlist.items else await tracks_to_play(playlist)
    text = await asyncio.to_thread(form.write, playlist.name, tracks)
    answer = Response(
        text.encode(errors="replace"), content_type=f"{form.media_type}; charset=utf-8"
    )
    answer.headers["Content-Disposition"] = _attachment(playlist.name, form.extension)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@files.post("/<playlist_id>/import")
@access(Access.SIGNED_IN, Scope.PLAYLISTS)
@upload_limit()
@describe(
    Operation(
        JobBrief,
        JOB,
        body=ImportLink,
        body_example={"url": "https://music.example/playlist/x7Qk2"},
        query=PlaylistKey,
        refuses=(*KEYED, MetaNeeded, UnreadableList, ListTooLong, NoTracks, TooManyJobs),
        uploads=MEDIA_TYPES,
        status=HTTPStatus.ACCEPTED,
    )
)
async def import_list(playlist_id: str) -> Response:
    """Put the tracks of a list into a playlist, in the background.

    The body is a file of at most 5 MB and 20000 entries (M3U, M3U8, JSPF or XSPF, which is told
    apart by its beginning), or JSON with the `url` of a playlist at a source. The answer is a job:
    watch it by `GET /jobs/<id>` or as `job` events. Lines that lead to nothing are reported with
    their numbers; links are followed, other entries searched for by artist and title.
    """
    allowed = access_to(playlist_id)
    (await services().playlists.read(*allowed)).demand_meta()
    services().jobs.demand_room(current_caller().person.id)
    wanted = await _wanted_list()
    job = start_import(wanted, Target(allowed[0], current_caller().person, allowed[2]))
    return success(draw_job(job), HTTPStatus.ACCEPTED)


@files.post("/import")
@access(Access.SIGNED_IN, Scope.PLAYLISTS)
@upload_limit()
@describe(
    Operation(
        JobBrief,
        JOB,
        body=ImportLink,
        body_example={"url": "https://music.example/playlist/x7Qk2"},
        query=NewListName,
        refuses=(NameTaken, TooManyPlaylists, UnreadableList, ListTooLong, NoTracks, TooManyJobs),
        uploads=MEDIA_TYPES,
        status=HTTPStatus.ACCEPTED,
    )
)
async def import_new() -> Response:
    """Make a playlist out of a list, as `POST /playlists/<id>/import` puts one into a playlist.

    Its name is the given one, else the one in the file, else a plain one. The job's result names
    the playlist.
    """
    name = read_query(NewListName).name
    services().jobs.demand_room(current_caller().person.id)
    job = await import_as_new(await _wanted_list(), name)
    return success(draw_job(job), HTTPStatus.ACCEPTED)


async def import_as_new(wanted: WantedList, name: str | None) -> Job:
    """Make a playlist of the caller's and begin to fill it."""
    person, playlists = current_caller().person, services().playlists
    if name is None:
        made = await playlists.create_numbered(person, wanted.usable_name or UNNAMED, ())
    else:
        made = await playlists.create(person, name)
    return start_import(wanted, Target(made.id, person))


def start_import(wanted: WantedList, target: Target) -> Job:
    importer = services().importer
    return services().jobs.start(
        target.editor.id,
        "import",
        lambda progress: importer.run(wanted, target, progress),
        Report().as_result(target.playlist_id),
    )


async def _wanted_list() -> WantedList:
    raw = cast("bytes", await request.get_data())
    if request.mimetype.startswith("multipart/"):
        raise WrongInput(
            "body", Sentence("body must be the file itself, not a form that holds it.")
        )
    if request.mimetype == "application/json" and not _is_jspf(raw):
        link = await read_body(ImportLink)
        return WantedList(None, (Wanted(1, url=link.url),))
    return await read_list(raw)


async def read_list(raw: bytes) -> WantedList:
    """Read a file; raise `UnreadableList`, `ListTooLong`, or `NoTracks` for an empty one."""
    # Reading a large file takes a while, in which nobody's music may wait.
    wanted = await asyncio.to_thread(read_file, raw)
    if not wanted.wanted and not wanted.unusable:
        raise NoTracks(Sentence("this file"))
    return wanted


def _is_jspf(raw: bytes) -> bool:
    try:
        document = json.loads(raw)
    except (ValueError, RecursionError):
        raise NotJson from None
    return isinstance(document, dict) and "playlist" in document


def _attachment(name: str, extension: str) -> str:
    """Return a header that names a file, for old clients in ASCII, for all others as it is."""
    safe = UNSAFE.sub("_", name).strip(". ")[:LONGEST_NAME] or "playlist"
    plain = NOT_PLAIN.sub("_", safe)
    encoded = quote(safe, safe="", errors="replace")
    return f"attachment; filename=\"{plain}.{extension}\"; filename*=UTF-8''{encoded}.{extension}"
