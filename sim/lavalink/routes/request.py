"""Reading what a request carries: JSON bodies, flags and the ids in its path."""

import json
from typing import Any, NoReturn, TypeVar

from aiohttp import web
from pydantic import ValidationError

from sim.lavalink.errors import RestError
from sim.lavalink.filters import WireModel

Body = TypeVar("Body", bound=WireModel)

MAX_ID = 2**63 - 1


async def read_json(request: web.Request) -> Any:  # noqa: ANN401 - JSON of any shape.
    try:
        return json.loads(await request.read(), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise RestError(400, f"JSON parse error: {error}") from error


async def read_body(request: web.Request, model: type[Body]) -> Body:
    """Read a body of a known shape; anything else is a bad request that names the field."""
    try:
        return model.model_validate(await read_json(request))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "body"
        raise RestError(400, f"JSON parse error: {where}: {first['msg']}") from error


def read_flag(request: web.Request, name: str) -> bool:
    value = request.query.get(name, "false").lower()
    if value not in {"true", "false"}:
        raise RestError(400, f"Failed to convert '{name}' with value: '{value}'")
    return value == "true"


def guild_id(request: web.Request) -> str:
    return read_id(request.match_info["guild_id"], "guildId")


def read_id(text: str, name: str) -> str:
    """Return a snowflake in its usual spelling."""
    if not (text.isascii() and text.isdigit() and int(text) <= MAX_ID):
        raise RestError(400, f"Failed to convert '{name}' with value: '{text}'")
    return str(int(text))


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")
