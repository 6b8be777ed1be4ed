"""Makes calls to a node end in time, and speaks of their failure in the player's own words."""

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

import aiohttp
import lavalink

from player.core.errors import NodeDown, Unavailable
from player.core.sentence import Sentence

_T = TypeVar("_T")


class PasswordRefused(NodeDown):
    """The node does not accept our password."""


class NodeSlow(NodeDown):
    """The node did not answer in time."""


NO_REASON = Sentence("it gave no reason.")


class NodeRefused(Unavailable):
    """The node answered, but with an error; `status` is None where the library lost it."""

    def __init__(self, status: int | None, message: str) -> None:
        super().__init__(Sentence("The audio node refused: {reason}", reason=message or NO_REASON))
        self.status = status


async def answered(call: Awaitable[_T], within_s: float) -> _T:
    """Return the node's answer; raise `NodeRefused` for an error, `NodeDown` for none."""
    try:
        async with asyncio.timeout(within_s):
            return await call
    except TimeoutError as fault:
        raise NodeSlow from fault
    except lavalink.AuthenticationError as fault:
        raise PasswordRefused from fault
    except lavalink.RequestError as fault:
        raise _refusal(fault.status, fault.message) from fault
    except lavalink.ClientError as fault:
        raise _untold(fault) from fault
    except (aiohttp.ClientError, OSError) as fault:
        raise NodeDown from fault


def _refusal(status: int, message: str) -> Unavailable:
    # A node says this of a session that is over, or that waits for us to resume it.
    if status == 404 and message == "Session not found":
        return NodeDown()
    return NodeRefused(status, message)


def _untold(fault: Exception) -> Unavailable:
    # The library stumbles (KeyError) over an error answer that lacks the documented fields, and
    # over an answer that is no JSON (ValueError); in both cases something did answer.
    if isinstance(fault.__cause__, KeyError | ValueError):
        return NodeRefused(None, Sentence("its answer was not understood."))
    return NodeDown()
