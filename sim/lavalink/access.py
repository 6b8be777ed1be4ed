"""What every request passes: the password, troubles on command, and errors in the right shape."""

import asyncio
import json
from typing import Final

from aiohttp import web
from aiohttp.typedefs import Handler

from sim.lavalink.errors import RestError, error_object
from sim.lavalink.works import WORKS, SeenRequest, Works

API_VERSION: Final = "4"
WEBSOCKET_PATH: Final = "/v4/websocket"
PUBLIC_PATHS: Final = "/artwork/"


async def add_version(_request: web.Request, response: web.StreamResponse) -> None:
    """Put the version of the protocol on every answer, the websocket's handshake included."""
    response.headers["Lavalink-Api-Version"] = API_VERSION


@web.middleware
async def note_request(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Keep what was asked for those who look at the node from inside."""
    body = await request.read() if request.can_read_body else b""
    seen = SeenRequest(request.method, request.path, _json_or_none(body), dict(request.query))
    request.app[WORKS].requests.append(seen)
    return await handler(request)


@web.middleware
async def check_password(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Ask for the password; pictures are public, and the websocket has its own answer."""
    if request.path == WEBSOCKET_PATH or request.path.startswith(PUBLIC_PATHS):
        return await handler(request)
    given = request.headers.get("Authorization")
    if given is None:
        return web.Response(status=401)
    if given != request.app[WORKS].options.password:
        return web.Response(status=403)
    return await handler(request)


@web.middleware
async def shape_errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn refusals into the protocol's error object."""
    try:
        return await handler(request)
    except RestError as error:
        return _refusal(request, error)
    except web.HTTPNotFound:
        missing = request.path.removeprefix("/")
        return _refusal(request, RestError(404, f"No static resource {missing}."))
    except web.HTTPMethodNotAllowed:
        sentence = f"Request method '{request.method}' is not supported"
        return _refusal(request, RestError(405, sentence))
    except web.HTTPRequestEntityTooLarge:
        return _refusal(request, RestError(413, "Maximum upload size exceeded"))


@web.middleware
async def face_troubles(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Be slow or fail on command, and bring the node's time up to date before it answers."""
    works = request.app[WORKS]
    if request.path != WEBSOCKET_PATH and not request.path.startswith(PUBLIC_PATHS):
        await _trouble(works)
    works.timetable.catch_up()
    return await handler(request)


MIDDLEWARES = (shape_errors, note_request, check_password, face_troubles)


async def _trouble(works: Works) -> None:
    if works.faults.delay_s > 0:
        await asyncio.sleep(works.faults.delay_s)
    if works.faults.take_request_failure():
        raise RestError(works.faults.failure_status, "The simulated node was told to fail.")


def _refusal(request: web.Request, error: RestError) -> web.Response:
    trace = request.query.get("trace") == "true"
    timestamp_ms = request.app[WORKS].clock.epoch_ms()
    body = error_object(error, request.path, timestamp_ms, trace=trace)
    return web.json_response(body, status=error.status)


def _json_or_none(body: bytes) -> object:
    try:
        value: object = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return value
