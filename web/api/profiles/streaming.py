"""Answers lists as they come out of the database, so that none is ever whole in memory."""

import json
from collections.abc import AsyncIterator
from typing import TypeVar

from quart import Response

from web.family import Json

ROWS_AT_ONCE = 100
Row = TypeVar("Row")


async def list_answer(rows: AsyncIterator[Json]) -> Response:
    """Answer a bare JSON array."""
    return await _answer(_items(rows), "[", "]")


async def tree_answer(rows: AsyncIterator[tuple[str, Json]]) -> Response:
    """Answer a JSON object of rows under their names."""
    return await _answer(_members(rows), "{", "}")


async def forest_answer(rows: AsyncIterator[tuple[str, str, Json]]) -> Response:
    """Answer a JSON object of objects; rows with the same first name come after one another."""
    return await _answer(_trees(rows), "{", "}")


async def _answer(pieces: AsyncIterator[str], opening: str, closing: str) -> Response:
    # Whatever can be wrong shows at the first row, when it can still be refused.
    first = await anext(pieces, None)

    async def body() -> AsyncIterator[bytes]:
        chunk = [opening, first or ""]
        async for piece in pieces:
            chunk.append(piece)
            if len(chunk) >= ROWS_AT_ONCE:
                yield "".join(chunk).encode(errors="replace")
                chunk.clear()
        yield "".join([*chunk, closing]).encode(errors="replace")

    answer = Response(body(), mimetype="application/json")
    # A long list takes as long as its reader takes.
    answer.timeout = None
    return answer


async def _items(rows: AsyncIterator[Json]) -> AsyncIterator[str]:
    comma = ""
    async for row in rows:
        yield comma + _written(row)
        comma = ","


async def _members(rows: AsyncIterator[tuple[str, Json]]) -> AsyncIterator[str]:
    comma = ""
    async for name, row in rows:
        yield f"{comma}{_written(name)}:{_written(row)}"
        comma = ","


async def _trees(rows: AsyncIterator[tuple[str, str, Json]]) -> AsyncIterator[str]:
    present = None
    async for tree, name, row in rows:
        if tree == present:
            yield f",{_written(name)}:{_written(row)}"
        else:
            opening = "" if present is None else "},"
            yield f"{opening}{_written(tree)}:{{{_written(name)}:{_written(row)}"
            present = tree
    if present is not None:
        yield "}"


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
