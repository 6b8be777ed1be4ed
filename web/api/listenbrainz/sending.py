"""`/1/submit-listens` and `/1/delete-listen`: what programs write for their listener."""

import asyncio
from uuid import UUID

from quart import Blueprint, Response, request

from auth.api_key import Scope
from player.history.heard import LATEST_S, Heard, Listen
from player.history.play import Origin
from web.access import Access, access, current_caller
from web.api.listenbrainz.dialect import LISTENBRAINZ, success
from web.api.listenbrainz.errors import WrongListen
from web.api.listenbrainz.examples import MSID, SUBMISSION
from web.api.listenbrainz.listen_input import listen_in, playing_now_in
from web.api.listenbrainz.shapes import Accepted, ListenNamed, SubmittedListens, msid_of
from web.api.listenbrainz.submission import ListenType, submission_in
from web.api.loose_values import whole_number
from web.api.reading import parsed
from web.faults import NeedsPerson
from web.openapi_operation import Operation, describe
from web.services import services

sending = Blueprint("sending", __name__, url_prefix="/1")


@sending.post("/submit-listens")
@access(Access.SIGNED_IN, Scope.SCROBBLE)
@describe(
    Operation(
        Accepted,
        {"status": "ok"},
        body=SubmittedListens,
        body_example=SUBMISSION,
        refuses=(NeedsPerson,),
        family=LISTENBRAINZ,
    )
)
async def submit_listens() -> Response:
    """Write down what was heard, or tell what plays right now.

    What was told before is known, whoever tells it again: the same listener, second and track make
    the same listen. `playing_now` lasts as long as the track, or ten minutes. With
    `?return_msid=true` the answer to a single listen names its recording.
    """
    listener = current_caller().person.id
    raw = await request.get_data()
    listens = services().listens
    # A thousand listens take a while to read, and others wait for the loop.
    told = await asyncio.to_thread(_told, raw, services().hub.now() // 1_000)
    if isinstance(told, Heard):
        listens.elsewhere.begin(listener, Origin.LISTENBRAINZ, told)
    else:
        await listens.tell(listener, Origin.LISTENBRAINZ, told)
    return success({"status": "ok", **_msid(told)})


@sending.post("/delete-listen")
@access(Access.SIGNED_IN, Scope.SCROBBLE)
@describe(
    Operation(
        Accepted,
        {"status": "ok"},
        body=ListenNamed,
        body_example={"listened_at": 1_443_521_965, "recording_msid": MSID},
        refuses=(NeedsPerson,),
        family=LISTENBRAINZ,
    )
)
async def delete_listen() -> Response:
    """Delete a listen of yours; one that is not there is as good as deleted."""
    listener = current_caller().person.id
    second, msid = _named(parsed(await request.get_data()))
    await services().listens.take_back(listener, second, lambda play: msid_of(play) == msid)
    return success({"status": "ok"})


def _told(raw: bytes | str, now_s: int) -> list[Listen] | Heard:
    submission = submission_in(parsed(raw), len(raw))
    if submission.kind is ListenType.PLAYING_NOW:
        return playing_now_in(submission.listens[0])
    return [listen_in(each, now_s) for each in submission.listens]


def _msid(told: list[Listen] | Heard) -> dict[str, str]:
    """Name the recording where that is asked for and there is one only."""
    if request.args.get("return_msid", "").lower() not in {"true", "1"}:
        return {}
    heard = told if isinstance(told, Heard) else told[0].heard
    return {"recording_msid": msid_of(heard)} if isinstance(told, Heard) or len(told) == 1 else {}


def _named(document: object) -> tuple[int, str]:
    """Return which listen is meant; raise `WrongListen`."""
    if not isinstance(document, dict) or "listened_at" not in document:
        raise WrongListen("Listen timestamp missing.")
    given, msid = document["listened_at"], document.get("recording_msid")
    second = whole_number(given)
    if second is None or not 0 <= second <= LATEST_S:
        raise WrongListen(f"{given}: Listen timestamp invalid.")
    if msid is None:
        raise WrongListen("Recording MSID missing.")
    try:
        return second, str(UUID(msid))
    except (TypeError, ValueError, AttributeError):
        raise WrongListen(f"{msid}: Recording MSID format invalid.") from None
