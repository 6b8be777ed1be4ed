"""`/functions`: everything that a remote control does with a server's player."""

from quart import Blueprint, Response

from auth.api_key import Scope
from player.core.errors import (
    EqualizerDisabled,
    NothingBefore,
    NothingPlaying,
    NotSeekable,
    UnknownEntry,
)
from player.core.requests import (
    Eject,
    JumpTo,
    Previous,
    Seek,
    SetEqualizer,
    SetPaused,
    SetRepeat,
    SetRepeatTrack,
    SetShuffle,
    SetVolume,
    Skip,
    Stop,
)
from web.access import Access, access
from web.api.player.control import answer, answer_at, control, current_player
from web.api.player.drawing import draw_player
from web.api.player.examples import EQUALIZER, PLAYER
from web.api.player.inputs import (
    Equalizer,
    MovedEntries,
    NamedEntries,
    NamedEntry,
    Paused,
    Position,
    Repeat,
    RepeatTrack,
    Shuffle,
    Volume,
)
from web.api.player.shapes import Player
from web.api.reading import read_body
from web.openapi_operation import Operation, Touches, describe
from web.services import services

functions = Blueprint("functions", __name__, url_prefix="/functions")


def _change(
    data: object,
    example: object,
    *refuses: type[Exception],
    body: type | None = None,
    body_example: object = None,
) -> Operation:
    return Operation(
        data,
        example,
        body=body,
        body_example=body_example,
        refuses=refuses,
        touches=Touches.CHANGES,
    )


@functions.get("/player")
@access(Access.MEMBER, Scope.PLAYER_READ)
@describe(Operation(Player, PLAYER, touches=Touches.READS))
async def player() -> Response:
    """Get how the player stands."""
    session = current_player()
    return answer_at(session.seq, draw_player(session.state, services().hub.now()))


@functions.post("/move_track")
@access(Access.MEMBER, Scope.PLAYER_CONTROL)
@describe(
    _change(bool, True, UnknownEntry, body=MovedEntries, body_example={"index": 4, "position": 0})
)
async def move_track() -> Response:
    """Move a track of the queue to another place, or several tracks together."""
    wanted = await read_body(MovedEntries)
    return answer(await control(wanted.move), True)


@functions.post("/remove_track")
@access(Access.MEMBER, Scope.PLAYER_CONTROL)
@describe(_change(bool, True, UnknownEntry, body=NamedEntries, body_example={"index": 4}))
async def remove_track() -> Response:
    """Remove a track from the queue, or several."""
    wanted = await read_body(NamedEntries)
    return answer(await control(wanted.removal), True)


@functions.post("/jump")
@access(Access.MEMBER, Scope.PLAYER_CONTROL)
@describe(_change(bool, True, UnknownEntry, body=NamedEntry, body_example={"id": 8}))
async def jump() -> Response:
    """Play a track of the queue now (an extension of ours).

    The tracks before it stay in the queue.
    """
    wanted = await read_body(NamedEntry)
    outcome = await control(JumpTo(wanted.entry))
    return answer(outcome, True)


@functions.post("/skip")
@access(Access.MEMBER, Scope.PLAYER_CONTROL)
@describe(_change(bool, True, NothingPlaying))
async def skip() -> Response:
    """Skip the current track."""
    outcome = await control(Skip())
    return answer(outcome, True)


@functions.post("/previous")
@access(Access.MEMBER, Scope.PLAYER_CONTROL)
@describe(_change(bool, True, NothingBefore))
async def previous() -> Response:
    """Go back to the track before."""
    outcome = await control(Previous())
    return answer(outcome, True)


@functions.post("/equalizer")
@access(Access.MEMBER, Scope.PLAYER_CONTROL)
@describe(
    _change(list[float], EQUALIZER, EqualizerDisabled, body=Equalizer, body_example=EQUALIZER)
)
async def equalizer() -> Response:
    """Set the 15 bands of the equalizer.

    Gains go from -0.25 to 2. The answer has the gains that are heard: audio nodes go up to 1.
    """
    wanted = await read_body(Equalizer)
    outcome = await control(SetEqualizer(tuple(wanted.root)))
    return answer(outcome, list(outcome.state.equalizer))


@functions.post("/repeat")
@access(Access.MEMBER, Scope.PLAYER_CONTROL)
@describe(_change(bool, True, body=Repeat, body_example=True))
async def repeat() -> Response:
    """Switch the repetition of the queue on or off; answers how it now is."""
    outcome = await control(SetRepeat((await read_body(Repeat)).root))
    return answer(outcome, outcome.state.repeat)


@functions.post("/repeat_track")
@access(Access.MEMBER, Scope.PLAYER_CONTROL)
@describe(_change(bool, True, body=RepeatTrack, body_example=True))
async def repeat_track() -> Response:
    """Switch the repetition of the current track on or off; answers how it now is."""
    outcome = await control(SetRepeatTrack((await read_body(RepeatTrack)).root))
    return answer(outcome, outcome.state.repeat_track)


@functions.post("/shuffle")
@access(Access.MEMBER, Scope.PLAYER_CONTROL)
@describe(_change(bool, True, body=Shuffle, body_example=True))
async def shuffle() -> Response:
    """Switch shuffle on or off; answers how it now is.

    On mixes the queue, off brings the order of addition back.
    """
    outcome = await control(SetShuffle((await read_body(Shuffle)).root))
    return answer(outcome, outcome.state.shuffle)


@functions.post("/volume")
@access(Access.MEMBER, Scope.PLAYER_CONTROL)
@describe(_change(int, 80, body=Volume, body_example=80))
async def volume() -> Response:
    """Set the volume, from 0 to the server's limit; answers the new volume."""
    outcome = await control(SetVolume((await read_body(Volume)).root))
    return answer(outcome, outcome.state.volume)


@functions.post("/stop")
@access(Access.MEMBER, Scope.PLAYER_CONTROL)
@describe(_change(bool, True, NothingPlaying))
async def stop() -> Response:
    """Stop playing; the current track waits in front of the queue."""
    outcome = await control(Stop())
    return answer(outcome, True)


@functions.post("/eject")
@access(Access.MEMBER, Scope.PLAYER_CONTROL)
@describe(_change(bool, True))
async def eject() -> Response:
    """Send the bot out of the channel; the queue is forgotten."""
    outcome = await control(Eject())
    return answer(outcome, True)


@functions.post("/paused")
@access(Access.MEMBER, Scope.PLAYER_CONTROL)
@describe(_change(bool, True, NothingPlaying, body=Paused, body_example=True))
async def paused() -> Response:
    """Pause, or go on.

    Going on while nothing plays starts the first track of the queue.
    """
    outcome = await control(SetPaused((await read_body(Paused)).root))
    return answer(outcome, True)


@functions.post("/seek")
@access(Access.MEMBER, Scope.PLAYER_CONTROL)
@describe(_change(int, 90_000, NothingPlaying, NotSeekable, body=Position, body_example=90_000))
async def seek() -> Response:
    """Go to a position of the current track, in milliseconds; answers the new position."""
    outcome = await control(Seek((await read_body(Position)).root))
    playhead = outcome.state.playhead
    return answer(outcome, playhead.position_ms if playhead else 0)
