"""What goes on in a server that runs: plays that end one by one, and imports by the thousand."""

import itertools
import time
import uuid
from dataclasses import replace
from functools import partial

from rich.progress import Progress

from auth.identity import UserId
from benchmarks.invented_plays import SPAN_MS, invented_plays, the_busiest
from benchmarks.timed_steps import Tell, Timed, timed
from db.client import Database
from db.plays import Plays
from player.history.play import Origin, Play, PlayId

ENDED, TOLD, TOLD_AT_ONCE = 500, 10_000, 1_000


async def go_on(database: Database, progress: Progress) -> list[Timed]:
    """Let plays end and be told of, later than all that were loaded, and each time at another."""
    later_ms = SPAN_MS + time.time_ns() // 1_000_000 % SPAN_MS
    return [
        await timed(database, progress, "Ending plays one by one", ENDED, partial(_end, later_ms)),
        await timed(
            database, progress, "Telling plays by the thousand", TOLD, partial(_tell, later_ms)
        ),
    ]


async def _end(later_ms: int, database: Database, count: int, tell: Tell) -> None:
    plays = Plays(database)
    for ended, play in enumerate(invented_plays(count), 1):
        await plays.end(_new(play, later_ms))
        tell(ended)


async def _tell(later_ms: int, database: Database, count: int, tell: Tell) -> None:
    plays, told = Plays(database), 0
    _guild_id, listener = the_busiest()
    invented = invented_plays(count)
    while some := list(itertools.islice(invented, TOLD_AT_ONCE)):
        await plays.tell([_heard_by(listener, _new(play, later_ms)) for play in some])
        told += len(some)
        tell(told)


def _heard_by(listener: UserId, play: Play) -> Play:
    """Return a play as somebody tells us of it who heard it elsewhere."""
    return replace(
        play,
        origin=Origin.LISTENBRAINZ,
        listeners=(listener,),
        guild_id=None,
        requester=None,
    )


def _new(play: Play, later_ms: int) -> Play:
    """Return a play as one that nobody has told of before."""
    lasted = (play.ended_at or play.started_at) - play.started_at
    started_at, name = play.started_at + later_ms, PlayId(uuid.uuid4().hex)
    return replace(play, id=name, started_at=started_at, ended_at=started_at + lasted)
