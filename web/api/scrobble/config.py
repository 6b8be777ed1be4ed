"""`/api/v1/config`: what admins may change while the server runs."""

from pydantic import BaseModel, ConfigDict, Field
from quart import Blueprint, Response

from auth.api_key import Scope
from auth.errors import BadConfigValue, UnknownConfigKey
from auth.server_config import DOCUMENTED
from web.access import Access, access
from web.admins import check_admin
from web.api.answers import json_answer
from web.api.reading import read_body
from web.api.scrobble.dialect import SCROBBLE, Done, done
from web.faults import NotAdmin, OutOfReach
from web.limits import standard_limit
from web.openapi_operation import Operation, describe
from web.services import services

config = Blueprint("config", __name__, url_prefix="/api/v1/config")

UPDATED = "Config updated successfully"
ABOUT_SPOTIFY = "Kept for clients of the documented system; Auxcord does not talk to Spotify."


class Config(BaseModel):
    """Every key with its value."""

    SPOTIFY_API_ID: str = Field(description=ABOUT_SPOTIFY)
    SPOTIFY_API_SECRET: str = Field(description=ABOUT_SPOTIFY)
    REGISTRATION_ENABLED: bool = Field(description="Whether anybody may make an account.")


class ConfigChange(BaseModel):
    """The keys to change; others stay as they are."""

    model_config = ConfigDict(extra="allow")

    SPOTIFY_API_ID: str | None = Field(None, description=ABOUT_SPOTIFY)
    SPOTIFY_API_SECRET: str | None = Field(None, description=ABOUT_SPOTIFY)
    REGISTRATION_ENABLED: bool | str | None = Field(None, description='Or as text, "1" or "0".')


@config.get("")
@access(Access.SIGNED_IN, Scope.ADMIN)
@standard_limit()
@describe(
    Operation(
        Config,
        {"SPOTIFY_API_ID": "abc", "SPOTIFY_API_SECRET": "def", "REGISTRATION_ENABLED": True},
        refuses=(NotAdmin, OutOfReach),
        family=SCROBBLE,
    )
)
async def read_config() -> Response:
    """Get the configuration; for admins, and for keys with `admin`."""
    check_admin()
    values = await services().local.config.values()
    return json_answer({key: values[key] for key in DOCUMENTED})


@config.post("")
@access(Access.SIGNED_IN, Scope.ADMIN)
@standard_limit()
@describe(
    Operation(
        Done,
        {"message": UPDATED},
        body=ConfigChange,
        body_example={"SPOTIFY_API_ID": "notarealapikey", "SPOTIFY_API_SECRET": "notarealsecret"},
        refuses=(NotAdmin, OutOfReach, UnknownConfigKey, BadConfigValue),
        family=SCROBBLE,
    )
)
async def change_config() -> Response:
    """Change the configuration, all that is given or nothing; for admins."""
    check_admin()
    wish = await read_body(ConfigChange)
    await services().local.config.change(wish.model_dump(exclude_unset=True))
    return done(UPDATED)
