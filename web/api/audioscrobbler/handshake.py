"""The handshake of AudioScrobbler: whoever proves to know a password is told where to go on."""

from collections.abc import Mapping

from pydantic import BaseModel, Field
from quart import Blueprint, Response, request

from auth.scrobble_passwords import WrongProof, WrongTime
from web.access import Access, access
from web.api.audioscrobbler.dialect import (
    AUDIOSCROBBLER,
    BAD_AUTH,
    BAD_TIME,
    OK,
    PREFIX,
    failed,
    lines,
)
from web.api.loose_values import whole_number
from web.openapi_operation import Media, Operation, describe
from web.services import services

PLAYING, HEARD = "/now-playing", "/submission"
PROTOCOL = "1.2"
EXAMPLE = (
    "OK\n9c1185a5c5e9fc540f9d0f6d2f0f2c3b9c1185a5c5e9fc54\n"
    f"https://aux.example{PREFIX}{PLAYING}\nhttps://aux.example{PREFIX}{HEARD}\n"
)

handshaking = Blueprint("handshaking", __name__, url_prefix=PREFIX)


class Handshake(BaseModel):
    """Who wants to scrobble, and the proof."""

    hs: str = Field("true", description="`true`: this is a handshake.")
    p: str = Field(PROTOCOL, description="The version of the protocol.")
    c: str = Field("", description="The client.")
    v: str = Field("", description="Its version.")
    u: str = Field("", description="The person's Discord username.")
    t: str = Field("", description="Now, in Unix seconds.")
    a: str = Field("", description="`md5(md5(password) + t)`, in hexadecimal digits.")


@handshaking.get("/")
@access(Access.PUBLIC)
@describe(Operation(str, EXAMPLE, query=Handshake, media=Media.TEXT, family=AUDIOSCROBBLER))
async def shake_hands() -> Response:
    """Open a session for a client.

    The answer has four lines: `OK`, the session, and where to send what plays and what was heard.
    Else it is `BADAUTH`, `BADTIME` or `FAILED` with a reason. At the root of the server `/?hs=true`
    does the same.
    """
    return await answer_handshake()


def is_handshake(given: Mapping[str, str]) -> bool:
    return given.get("hs") == "true"


async def answer_handshake() -> Response:
    given = request.args
    if not given.get("p", "").startswith(PROTOCOL):
        return lines(failed(f"Only version {PROTOCOL} of the protocol is spoken here."))
    at = whole_number(given.get("t"))
    if at is None:
        return lines(BAD_TIME)
    try:
        session = await services().scrobble_passwords.open_session(
            given.get("u", ""), at, given.get("a", "")
        )
    except WrongTime:
        return lines(BAD_TIME)
    except WrongProof:
        return lines(BAD_AUTH)
    base = services().public_url + PREFIX
    return lines(OK, session, base + PLAYING, base + HEARD)
