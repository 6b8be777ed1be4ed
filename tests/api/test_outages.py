"""What the caller hears while a part of the system is away."""

import asyncio

import pytest

from db.errors import DatabaseDown
from player.session import Session
from tests.support.api import Api, data, refusal


async def test_a_database_that_is_down_is_said_plainly(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    noor = await api.listener()

    async def down(_secret: str) -> None:
        raise DatabaseDown

    monkeypatch.setattr(api.world.parts.services.sessions, "find", down)
    answer = await noor.get("/user/me")
    assert "database does not answer" in refusal(answer, 503, 503)
    assert int(answer.headers["Retry-After"]) > 0


async def test_a_player_that_is_being_closed_asks_for_patience(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    noor = await api.listener()

    async def closed(*_: object) -> None:
        raise asyncio.CancelledError

    monkeypatch.setattr(Session, "submit", closed)
    assert "restarting" in refusal(await noor.post("/functions/volume", json=5), 503, 503)


async def test_without_audio_nodes_searching_is_refused_and_looking_is_not(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    noor = await api.listener()
    monkeypatch.setattr(api.world.parts.nodes, "sources", frozenset)
    answer = await noor.get("/tracks/search", params={"query": "night"})
    assert "No audio node" in refusal(answer, 503, 503)
    data(await noor.get("/functions/player"), api)
