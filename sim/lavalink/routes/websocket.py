"""The websocket route: who may open one, and what happens while it is open."""

import asyncio

from aiohttp import web

from sim.lavalink.access import WEBSOCKET_PATH
from sim.lavalink.errors import RestError
from sim.lavalink.routes.request import read_id
from sim.lavalink.session import Session
from sim.lavalink.sockets import Socket
from sim.lavalink.works import WORKS, Works


async def open_websocket(request: web.Request) -> web.StreamResponse:
    works = request.app[WORKS]
    if request.headers.get("Authorization") != works.options.password:
        return web.Response(status=401)
    user_id = _user_id(request)
    waiting = works.sessions.reclaim(request.headers.get("Session-Id"))
    socket = Socket(request)
    socket.response.headers["Session-Resumed"] = "true" if waiting else "false"
    try:
        await socket.response.prepare(request)
    except (web.HTTPException, ConnectionError):
        if waiting is not None:
            works.sessions.lose(waiting)
        raise
    session = waiting or works.sessions.add(user_id, request.headers.get("Client-Name", ""))
    await _serve(works, socket, session, resumed=waiting is not None)
    return socket.response


def _user_id(request: web.Request) -> str:
    user_id = read_id(request.headers.get("User-Id", ""), "User-Id")
    if user_id == "0":
        raise RestError(400, "User-Id must not be 0")
    return user_id


async def _serve(works: Works, socket: Socket, session: Session, *, resumed: bool) -> None:
    """Connect the session to the socket until the socket closes; what clients say is ignored."""
    with works.sockets.keep(socket):
        writer = asyncio.create_task(socket.write())
        works.sessions.connect(session, socket.send, resumed=resumed)
        try:
            async for _ in socket.response:
                pass
        finally:
            works.sessions.lose(session)
            writer.cancel()
            await asyncio.gather(writer, return_exceptions=True)


ROUTES = (web.get(WEBSOCKET_PATH, open_websocket),)
