"""`/guild/<guild_id>/widget`: the key of a server's now-playing overlay."""

from typing import Annotated

from pydantic import Field
from quart import Blueprint, Response
from typing_extensions import TypedDict

from auth.api_key import Scope
from web.access import Access, access, current_guild
from web.api.player.dialect import success
from web.compression import never_compress
from web.openapi_operation import Operation, describe
from web.services import services

MADE_AT = 1_795_290_000
EXAMPLE_KEY = "9nC0vYkq3cJmX2bLw1tR7sZfQ5hGd8eAuPi4oKyTnVE"


class WidgetKeyState(TypedDict):
    """Whether a server's overlay has a key."""

    made_at: Annotated[
        int | None, Field(description="When the key was made, Unix time; null without a key.")
    ]


class NewWidgetKey(TypedDict):
    """A key, which is told this once."""

    key: str
    url: Annotated[str, Field(description="Where the overlay is.")]


widget = Blueprint("widget", __name__, url_prefix="/guild/<guild_id>/widget")


@widget.get("")
@access(Access.MANAGER, Scope.PLAYER_READ)
@describe(Operation(WidgetKeyState, WidgetKeyState(made_at=MADE_AT)))
async def state(guild_id: str) -> Response:
    """Say whether a server's overlay has a key, and since when."""
    del guild_id
    made_at = await services().overlay_keys.made_at(current_guild())
    return success(WidgetKeyState(made_at=None if made_at is None else int(made_at)))


@widget.post("")
@access(Access.MANAGER, Scope.PLAYER_CONTROL)
@describe(
    Operation(
        NewWidgetKey,
        NewWidgetKey(key=EXAMPLE_KEY, url=f"https://auxcord.example/widget/{EXAMPLE_KEY}"),
    )
)
async def renew(guild_id: str) -> Response:
    """Make a key for a server's overlay, which is told this once.

    A key that there was ends, and with it all overlays that are open by it. Who has the key sees
    what plays, and nothing else.
    """
    del guild_id
    never_compress()
    key = await services().overlay_keys.renew(current_guild())
    return success(NewWidgetKey(key=key, url=overlay_address(key)))


@widget.delete("")
@access(Access.MANAGER, Scope.PLAYER_CONTROL)
@describe(Operation(None, None))
async def revoke(guild_id: str) -> Response:
    """End the key of a server's overlay, and all overlays that are open by it."""
    del guild_id
    await services().overlay_keys.revoke(current_guild())
    return success(None)


def overlay_address(key: str) -> str:
    return f"{services().public_url}/widget/{key}"
