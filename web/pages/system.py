"""The page on which admins see how the whole of Auxcord is doing."""

from http import HTTPStatus
from typing import Any

from quart import Blueprint
from quart.typing import ResponseReturnValue

from web.access import Access, access
from web.admins import check_admin
from web.errors import answer_error, error_page
from web.faults import NotAdmin
from web.language import gettext, say
from web.pages.frame import render_page
from web.pages.system_view import activity_view, node_view
from web.services import services

system = Blueprint("system", __name__, url_prefix="/system")


@system.get("")
@access(Access.SIGNED_IN)
async def show() -> str:
    """Show the services, the audio nodes with their load, and what has just happened."""
    check_admin()
    return await render_page("system.html", **await _view())


@system.errorhandler(NotAdmin)
async def keep_to_admins(error: NotAdmin) -> ResponseReturnValue:
    """Say that this is for others; signing in again would not help."""
    title, detail = gettext("This is not for you"), say(str(error))
    return await error_page(HTTPStatus.FORBIDDEN, title, detail) or await answer_error(error)


async def _view() -> dict[str, Any]:
    parts = services().system
    report = await parts.health.report()
    return {
        "uptime_ms": parts.uptime_s * 1000,
        "status": report.status,
        "works": {"MongoDB": report.database, "Discord": report.discord},
        "nodes": [node_view(node) for node in parts.nodes()],
        "activities": [activity_view(each) for each in reversed(parts.activities.latest())],
    }
