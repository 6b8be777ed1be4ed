"""Tables of REST operations and how they are put into the web application."""

import json
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass

from aiohttp import web

from sim.discord.errors import ApiError, invalid_field
from sim.discord.rest.answers import json_answer
from sim.discord.rest.callers import Access, Caller, Callers
from sim.discord.snowflakes import Snowflake, is_count, is_snowflake
from sim.discord.wire import JsonObject

API_PREFIXES = ("/api/v10", "/api")

Operation = Callable[[web.Request, Caller], Awaitable[object]]


@dataclass(frozen=True)
class Route:
    """One row of the table: answers JSON, or 204 when the operation returns None."""

    method: str
    path: str
    operation: Operation
    access: Access


def serve(app: web.Application, routes: Iterable[Route], callers: Callers) -> None:
    for route in routes:
        for prefix in API_PREFIXES:
            app.router.add_route(route.method, prefix + route.path, _handler(route, callers))


def _handler(
    route: Route, callers: Callers
) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def handle(request: web.Request) -> web.StreamResponse:
        caller = callers.identify(request)
        route.access.check(caller)
        answer = await route.operation(request, caller)
        return web.Response(status=204) if answer is None else json_answer(answer)

    return handle


def path_id(request: web.Request, name: str) -> Snowflake:
    """Read an id from the path, refusing what could not be one."""
    text = request.match_info[name]
    if not is_snowflake(text):
        told = f'Value "{text}" is not snowflake.'
        raise invalid_field(name, "NUMBER_TYPE_COERCE", told)
    return str(int(text))


def whole_number(request: web.Request, name: str, default: int, *, low: int, high: int) -> int:
    """Read a number from the query, refusing what is out of bounds."""
    text = request.query.get(name, str(default))
    if not is_count(text):
        raise invalid_field(name, "NUMBER_TYPE_COERCE", f'Value "{text}" is not int.')
    if not low <= int(text) <= high:
        told = f"int value should be between {low} and {high}."
        raise invalid_field(name, "NUMBER_TYPE_RANGE", told)
    return int(text)


async def json_body(request: web.Request) -> object:
    """Read the body: JSON, or a form that carries it under ``payload_json``."""
    try:
        if request.content_type == "multipart/form-data":
            form = await request.post()
            return json.loads(str(form.get("payload_json", "{}")))
        return json.loads(await request.read())
    except (ValueError, RecursionError):
        raise ApiError(400, 50109, "The request body contains invalid JSON.") from None


async def json_object(request: web.Request) -> JsonObject:
    body = await json_body(request)
    if not isinstance(body, dict):
        raise ApiError(400, 50035, "Invalid Form Body")
    return body
