"""`/api/v1/ingress`: what media servers and scrobblers push when somebody has heard something."""

from typing import Any

from quart import Blueprint, Response, request

from auth.api_key import Scope
from player.history.play import Origin
from web.access import Access, access, current_caller
from web.api.reading import parsed
from web.api.scrobble.dialect import Done, done
from web.api.scrobble.ingress_dialect import INGRESS, failure
from web.api.scrobble.ingress_errors import WrongScrobble
from web.api.scrobble.jellyfin_input import JellyfinEvent, Moment, notification_in
from web.api.scrobble.multiscrobbler_input import MultiScrobblerListen, listen_in
from web.family import Json
from web.faults import NeedsPerson, NotJson
from web.openapi_operation import Operation, describe
from web.services import services

ingress = Blueprint("ingress", __name__, url_prefix="/api/v1/ingress")

REFUSED = (NeedsPerson, WrongScrobble)
JELLYFIN: dict[str, Any] = {
    "NotificationType": "PlaybackStop",
    "ItemType": "Audio",
    "Name": "Never Gonna Give You Up",
    "Artist": "Rick Astley",
    "Album": "Whenever You Need Somebody",
    "RunTimeTicks": 2_130_000_000,
    "PlaybackPositionTicks": 2_130_000_000,
    "PlayedToCompletion": True,
    "UtcTimestamp": "2026-01-16T10:30:00.1234567Z",
    "ClientName": "Jellyfin Web",
}
MULTISCROBBLER: dict[str, Any] = {
    "artists": ["Best Artist1", "Best Artist2"],
    "album": "Best Album",
    "track": "Best Track",
    "playDate": "2026-01-16T10:30:00Z",
    "duration": 213,
}


@ingress.post("/jellyfin")
@access(Access.SIGNED_IN, Scope.SCROBBLE)
@describe(
    Operation(
        Done,
        {"message": "success"},
        body=JellyfinEvent,
        body_example=JELLYFIN,
        refuses=REFUSED,
        family=INGRESS,
    )
)
async def take_jellyfin() -> Response:
    """Take a notification of Jellyfin's webhook plugin.

    What starts is what plays now. What stops is a listen if it was played to completion, or if half
    of it or four minutes were heard. The body is read as JSON whatever its `Content-Type`.
    """
    listener, listens = current_caller().person.id, services().listens
    notification = notification_in(await _object(), _now_s())
    if notification.moment is Moment.STARTED:
        listens.elsewhere.begin(listener, Origin.JELLYFIN, notification.heard)
    if notification.moment is Moment.STOPPED:
        listens.elsewhere.end(listener, notification.heard)
    if notification.listen is not None:
        await listens.tell(listener, Origin.JELLYFIN, [notification.listen])
    return done("success")


@ingress.post("/multiscrobbler")
@access(Access.SIGNED_IN, Scope.SCROBBLE)
@describe(
    Operation(
        Done,
        {"message": "success"},
        body=MultiScrobblerListen,
        body_example=MULTISCROBBLER,
        refuses=REFUSED,
        family=INGRESS,
    )
)
async def take_multiscrobbler() -> Response:
    """Take a listen from multi-scrobbler.

    Names of fields are read in whatever case, and in both spellings: `artists` or `Artist`,
    `playDate` (RFC 3339) or `PlayedAt` (Unix seconds).
    """
    listen = listen_in(await _object(), _now_s())
    listener = current_caller().person.id
    await services().listens.tell(listener, Origin.MULTISCROBBLER, [listen])
    return done("success")


@ingress.errorhandler(Exception)
async def answer_error(error: Exception) -> Response:
    return failure(error)


async def _object() -> Json:
    document = parsed(await request.get_data())
    if not isinstance(document, dict):
        raise NotJson
    return document


def _now_s() -> int:
    return services().hub.now() // 1_000
