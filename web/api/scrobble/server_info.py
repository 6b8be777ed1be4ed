"""`/api/v1/serverinfo`: which version this is, and whether anybody may register."""

from typing import Literal

from pydantic import BaseModel
from quart import Blueprint, Response

from web.access import Access, access
from web.api.answers import json_answer
from web.api.scrobble.dialect import SCROBBLE
from web.limits import light_limit
from web.openapi_operation import Operation, describe
from web.services import services
from web.version import API_VERSION

server_info = Blueprint("server_info", __name__, url_prefix="/api/v1/serverinfo")


class ServerInfo(BaseModel):
    """What a client wants to know before anybody signs in."""

    version: str
    registration_enabled: Literal["0", "1"]


EXAMPLE = {"version": API_VERSION, "registration_enabled": "1"}


@server_info.get("")
@access(Access.PUBLIC)
@light_limit()
@describe(Operation(ServerInfo, EXAMPLE, family=SCROBBLE))
async def tell_server_info() -> Response:
    """Say the version of the API, and whether accounts may be made."""
    is_open = await services().local.config.registration_is_open()
    return json_answer({"version": API_VERSION, "registration_enabled": "1" if is_open else "0"})
