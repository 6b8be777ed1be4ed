"""Every way in which a call to a node can fail, in the player's own words."""

import asyncio
from types import SimpleNamespace
from typing import Any

import aiohttp
import lavalink
import pytest

from player.core.errors import NodeDown, Unavailable
from player.lavalink.address import NodeAddress, Patience
from player.lavalink.calls import NodeRefused, NodeSlow, PasswordRefused, answered


async def failing(fault: Exception, cause: Exception | None = None) -> None:
    raise fault from cause


def request_error(status: int, message: str) -> Exception:
    response: dict[str, Any] = {
        "timestamp": 1,
        "status": status,
        "error": "…",
        "message": message,
        "path": "/v4",
    }
    fault: Exception = lavalink.RequestError(SimpleNamespace(), status, response, {})
    return fault


async def test_an_answer_is_passed_on() -> None:
    assert await answered(asyncio.sleep(0, "yes"), 1.0) == "yes"


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (lavalink.AuthenticationError(), PasswordRefused),
        (aiohttp.ClientConnectionError(), NodeDown),
        (aiohttp.ServerDisconnectedError(), NodeDown),
        (OSError("no route"), NodeDown),
        (TimeoutError(), NodeSlow),
        (lavalink.ClientError("no session"), NodeDown),
        (request_error(404, "Session not found"), NodeDown),
    ],
)
async def test_silence_means_that_the_node_is_down(fault: Exception, kind: type[Exception]) -> None:
    with pytest.raises(NodeDown) as caught:
        await answered(failing(fault), 1.0)
    assert type(caught.value) is kind


@pytest.mark.parametrize(
    ("fault", "cause", "status", "sentence"),
    [
        (request_error(400, "End time must be greater than 0"), None, 400, "End time"),
        (request_error(404, "Player not found"), None, 404, "Player not found"),
        (request_error(500, ""), None, 500, "gave no reason"),
        (lavalink.ClientError(), KeyError("timestamp"), None, "not understood"),
        (lavalink.ClientError(), ValueError("no JSON"), None, "not understood"),
    ],
)
async def test_an_error_answer_is_a_refusal(
    fault: Exception, cause: Exception | None, status: int | None, sentence: str
) -> None:
    with pytest.raises(NodeRefused, match=sentence) as caught:
        await answered(failing(fault, cause), 1.0)
    assert caught.value.status == status
    assert isinstance(caught.value, Unavailable)
    assert not isinstance(caught.value, NodeDown)


async def test_nobody_waits_for_longer_than_allowed() -> None:
    with pytest.raises(NodeSlow):
        await answered(asyncio.Event().wait(), 0.01)


def test_pauses_double_up_to_the_longest() -> None:
    patience = Patience(first_pause_s=1.0, longest_pause_s=30.0)
    pauses = [patience.pause_s(failures) for failures in (0, 1, 2, 3, 5, 6, 10_000)]
    assert pauses == [1.0, 1.0, 2.0, 4.0, 16.0, 30.0, 30.0]


def test_a_password_is_not_shown() -> None:
    assert "secret" not in repr(NodeAddress("alpha", "127.0.0.1", 2333, "secret"))
