"""`/api/v1/settings`: what admins may change while the server runs."""

from typing import Annotated, Any, Final

from pydantic import Field, RootModel
from quart import Blueprint, Response
from typing_extensions import TypedDict

from auth.api_key import Scope
from auth.server_config import ServerConfig
from web.access import Access, access
from web.admins import check_admin
from web.api.library.dialect import LIBRARY, success
from web.api.reading import read_body
from web.faults import NotAdmin, OutOfReach
from web.openapi_operation import Operation, describe
from web.server_settings import AT_RESTART, SECRETS, ServerSettings, key_of
from web.services import services

REDACTED: Final = "***REDACTED***"
Restart = Annotated[
    list[str], Field(description="What has changed and waits for a restart (an extension of ours).")
]

settings = Blueprint("library_settings", __name__, url_prefix="/api/v1/settings")


class SettingsChange(RootModel[ServerSettings]):
    """The settings to change; others stay as they are."""


class CurrentSettings(TypedDict):
    """Every setting; secrets are not shown."""

    settings: ServerSettings
    restart_required: Restart


class UpdatedSettings(TypedDict):
    """What has been changed."""

    message: str
    updated_keys: list[str]
    restart_required: Restart


EXAMPLE: dict[str, object] = {
    "registration.enabled": False,
    "search.order": ["spotify", "youtubemusic", "youtube"],
    "soulseek.search_timeout": 20,
    "logging.level": "info",
    "limits.scale": 1.0,
    "discord.members_intent": False,
    "discord.messages_intent": False,
    "downloads.at_once": 4,
    "downloads.apart_ms": 200,
    "wishlist.minutes": 30,
    "watchlist.hours": 24,
    "spotify.client_id": "",
    "spotify.client_secret": REDACTED,
}


@settings.get("")
@access(Access.SIGNED_IN, Scope.ADMIN)
@describe(
    Operation(
        CurrentSettings,
        {"settings": EXAMPLE, "restart_required": []},
        refuses=(NotAdmin, OutOfReach),
        family=LIBRARY,
    )
)
async def read_settings() -> Response:
    """Get the settings that can be changed while the server runs; for admins.

    Secrets that are set are shown as `***REDACTED***`.
    """
    check_admin()
    config = services().local.config
    values = await config.values()
    shown = {name: _shown(name, values[key_of(name)]) for name in _names()}
    return success({"settings": shown, "restart_required": _waiting(config)})


@settings.patch("")
@access(Access.SIGNED_IN, Scope.ADMIN)
@describe(
    Operation(
        UpdatedSettings,
        {
            "message": "Settings updated.",
            "updated_keys": ["logging.level", "soulseek.search_timeout"],
            "restart_required": [],
        },
        body=SettingsChange,
        body_example={"soulseek.search_timeout": 90, "logging.level": "DEBUG"},
        refuses=(NotAdmin, OutOfReach),
        family=LIBRARY,
    )
)
async def change_settings() -> Response:
    """Change settings, all that are given or none; for admins.

    They hold from now on and after a restart, in place of what the operator has set in the
    environment; `restart_required` names those that only a restart brings into force. A secret that
    comes back as `***REDACTED***` stays as it is.
    """
    check_admin()
    given: dict[str, Any] = {**(await read_body(SettingsChange)).root}
    wanted = {name: value for name, value in given.items() if not _is_echo(name, value)}
    config = services().local.config
    await config.keep({key_of(name): value for name, value in wanted.items()})
    return success(
        {
            "message": "Settings updated.",
            "updated_keys": sorted(wanted),
            "restart_required": _waiting(config),
        }
    )


def _names() -> list[str]:
    return list(ServerSettings.__annotations__)


def _shown(name: str, value: object) -> object:
    return REDACTED if name in SECRETS and value else value


def _is_echo(name: str, value: object) -> bool:
    return name in SECRETS and value == REDACTED


def _waiting(config: ServerConfig) -> list[str]:
    keys = [(name, key_of(name)) for name in sorted(AT_RESTART)]
    return [name for name, key in keys if config.known[key] != config.at_start[key]]
