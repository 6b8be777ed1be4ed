"""Answers to `limit=0` go out while they are read: what waits in memory is a handful of rows."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from quart import Quart, Response

from web.api import streaming
from web.api.profiles import streaming as bare
from web.api.profiles.streaming import forest_answer, list_answer, tree_answer
from web.api.streaming import json_list, streamed
from web.family import Json

MANY = 10_000


class Source:
    """Rows as a database gives them, one after the other, and how many were asked for."""

    def __init__(self) -> None:
        self.given = 0

    async def rows(self) -> AsyncIterator[Json]:
        for number in range(MANY):
            self.given += 1
            yield {"number": number}

    async def members(self) -> AsyncIterator[tuple[str, Json]]:
        async for row in self.rows():
            yield str(self.given), row

    async def trees(self) -> AsyncIterator[tuple[str, str, Json]]:
        async for name, row in self.members():
            yield name[0], name, row

    async def counted(self) -> Response:
        rows = json_list(self.rows(), "[", lambda count: f'],"count":{count}}}')
        return streamed(rows, "application/json")


ANSWERS: dict[str, Callable[[Source], Awaitable[Response]]] = {
    "a list": lambda source: list_answer(source.rows()),
    "a tree": lambda source: tree_answer(source.members()),
    "a tree of trees": lambda source: forest_answer(source.trees()),
    "a counted list": lambda source: source.counted(),
}


@pytest.mark.parametrize("what", ANSWERS)
async def test_no_answer_is_ever_whole_in_memory(what: str) -> None:
    source, most = Source(), max(streaming.ROWS_AT_ONCE, bare.ROWS_AT_ONCE)
    async with Quart(__name__).app_context():
        answer = await ANSWERS[what](source)
    assert source.given <= 1
    sent, ahead = 0, 0
    async with answer.response as body:
        async for part in body:
            ahead = max(ahead, source.given - sent)
            sent += part.count(b'"number":') if isinstance(part, bytes) else 0
    assert (sent, source.given) == (MANY, MANY)
    assert ahead <= most
