"""The now-playing overlay for stream software, and the page where managers make its key."""

from datetime import UTC, datetime

from quart import Blueprint, redirect, render_template, request
from quart.typing import ResponseReturnValue

from web.access import Access, access, current_guild
from web.api.player.widget import overlay_address
from web.compression import never_compress
from web.faults import UnknownGuild, UnknownOverlay
from web.live.overlay_streams import overlay_picture
from web.pages.frame import draw_guild, render_page
from web.security_headers import let_anybody_frame
from web.services import services

THEMES = ("dark", "light", "plain")

overlay = Blueprint("overlay", __name__)


@overlay.get("/widget/<widget_key>")
@access(Access.PUBLIC)
async def show(widget_key: str) -> str:
    """Show what plays in the server that a key belongs to; `theme` and `compact` say how."""
    parts = services()
    guild_id = await parts.overlay_keys.guild_of(widget_key)
    if guild_id is None:
        raise UnknownOverlay
    session = parts.players.of(guild_id)
    let_anybody_frame()
    never_compress()
    theme = request.args.get("theme")
    return await render_template(
        "overlay.html",
        theme=theme if theme in THEMES else THEMES[0],
        compact=request.args.get("compact", "0") not in {"", "0", "false"},
        overlay_data={
            "stream": f"/events/widget/{widget_key}",
            "playback": overlay_picture(session.state),
            "cursor": parts.hub.revision(session.seq),
            "now": parts.hub.now(),
        },
    )


@overlay.get("/servers/<guild_id>/widget")
@access(Access.MANAGER)
async def show_key(guild_id: str) -> str:
    """Say whether there is a key, and offer to make, renew or revoke it."""
    del guild_id
    return await _key_page(None)


@overlay.post("/servers/<guild_id>/widget")
@access(Access.MANAGER)
async def renew_key(guild_id: str) -> str:
    """Make a key and show its address, this once."""
    del guild_id
    key = await services().overlay_keys.renew(current_guild())
    return await _key_page(overlay_address(key))


@overlay.post("/servers/<guild_id>/widget/revoke")
@access(Access.MANAGER)
async def revoke_key(guild_id: str) -> ResponseReturnValue:
    """End the key."""
    await services().overlay_keys.revoke(current_guild())
    return redirect(f"/servers/{guild_id}/widget?done=revoked", 303)


async def _key_page(address: str | None) -> str:
    guild = services().directory.guild(current_guild())
    if guild is None:
        raise UnknownGuild
    never_compress()
    made_at = await services().overlay_keys.made_at(guild.id)
    return await render_page(
        "overlay_key.html",
        guild=draw_guild(guild.id, guild.name, guild.icon),
        made_on=datetime.fromtimestamp(made_at, UTC).date().isoformat() if made_at else None,
        address=address,
        themes=THEMES,
        revoked=request.args.get("done") == "revoked",
    )
