"""`/functions` on the whole queue: clear, de-duplicate, shuffle once, undo (extensions of ours)."""

from quart import Blueprint, Response

from auth.api_key import Scope
from player.core.errors import NothingToUndo
from player.core.requests import (
    ClearMine,
    ClearQueue,
    Deduplicate,
    Request,
    ShuffleQueue,
    UndoEdit,
)
from web.access import Access, access
from web.api.player.control import answer, control
from web.openapi_operation import Operation, Touches, describe

queue_actions = Blueprint("queue_actions", __name__, url_prefix="/functions")

DONE = Operation(
    int,
    12,
    touches=Touches.CHANGES,
)
UNDONE = Operation(int, 12, refuses=(NothingToUndo,), touches=Touches.CHANGES)


@queue_actions.post("/clear")
@access(Access.MEMBER, Scope.PLAYER_CONTROL)
@describe(DONE)
async def clear() -> Response:
    """Remove every track from the queue; answers how many are left."""
    return await _carry_out(ClearQueue())


@queue_actions.post("/clear_mine")
@access(Access.MEMBER, Scope.PLAYER_CONTROL)
@describe(DONE)
async def clear_mine() -> Response:
    """Remove the tracks that the caller asked for; answers how many are left."""
    return await _carry_out(ClearMine())


@queue_actions.post("/deduplicate")
@access(Access.MEMBER, Scope.PLAYER_CONTROL)
@describe(DONE)
async def deduplicate() -> Response:
    """Remove tracks that stand in the queue more than once, or play; answers how many are left."""
    return await _carry_out(Deduplicate())


@queue_actions.post("/shuffle_queue")
@access(Access.MEMBER, Scope.PLAYER_CONTROL)
@describe(DONE)
async def shuffle_queue() -> Response:
    """Mix the queue once, without switching shuffle on; answers how many tracks there are."""
    return await _carry_out(ShuffleQueue())


@queue_actions.post("/undo")
@access(Access.MEMBER, Scope.PLAYER_CONTROL)
@describe(UNDONE)
async def undo() -> Response:
    """Take back the latest edit of the queue, if it was the caller's; answers how many are left.

    What was played since stays played.
    """
    return await _carry_out(UndoEdit())


async def _carry_out(wish: Request) -> Response:
    outcome = await control(wish)
    return answer(outcome, len(outcome.state.queue))
