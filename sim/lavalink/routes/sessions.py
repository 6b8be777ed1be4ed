"""The route that lets a session survive the loss of its websocket."""

from aiohttp import web

from sim.lavalink.patches import SessionPatch
from sim.lavalink.routes.request import read_body
from sim.lavalink.works import WORKS


async def update_session(request: web.Request) -> web.Response:
    patch = await read_body(request, SessionPatch)
    session = request.app[WORKS].sessions.get(request.match_info["session_id"])
    if "resuming" in patch.model_fields_set:
        session.resuming = patch.resuming
    if "timeout" in patch.model_fields_set:
        session.timeout_s = patch.timeout
    return web.json_response({"resuming": session.resuming, "timeout": session.timeout_s})


ROUTES = (web.patch("/v4/sessions/{session_id}", update_session),)
