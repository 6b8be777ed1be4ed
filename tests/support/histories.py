"""Random lives of a player, and what a screen on a bad line is told of them."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, cast

from auth.identity import ChannelId, GuildId, UserId
from player.bus import Recorded
from player.core.state import PlayerState
from player.registry import Players
from tests.support.builders import GUILD, connected_scene
from tests.support.listener import Listener
from tests.support.wishes import something_happens
from web.faces import Face, Room
from web.live.guild_streams import GuildStreams
from web.live.hub import DESERTED_MS, Hub
from web.live.projection import snapshot
from web.live.queue_rows import COLUMNS, row
from web.live.subscription import EndReason, Viewer

Json = dict[str, Any]
AT_FIRST = (0, 2, 5, 9, 98, 130)
"""How long queues are at first: short, and on both sides of the window's end."""


class Faces:
    """Shows everybody by their id."""

    def user(self, guild_id: GuildId, user_id: UserId) -> Face:
        return Face(id=user_id, name=f"{user_id} of {guild_id}", icon="a.png")

    def channel(self, channel_id: ChannelId) -> Room:
        return Room(id=channel_id, name=f"Room {channel_id}")


FACES = Faces()


@dataclass(frozen=True)
class History:
    """What a screen began with and was told, and the player at the end.

    Besides the stream's frames there are `part`s of the queue that the screen has asked for, which
    come late.
    """

    first: Json
    cursor: str
    frames: list[Json]
    end: PlayerState
    revision: str


def histories(seed: int, count: int, steps: int) -> Iterator[History]:
    """Yield random histories, each watched to its end."""
    dice = random.Random(seed)
    for _ in range(count):
        yield Life(dice).lived(steps)


class Life:
    """One player, the hub that tells of it, and a client whose connection breaks all the time."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.now = 1_000_000
        self.player = _Player(connected_scene(*map(str, range(dice.choice(AT_FIRST)))).state)
        self.started = 0
        self.start()
        self.frames: list[Json] = []
        self.parts: list[Json] = []
        self.line: Listener | None = None
        self.cursor = self.hub.revision(self.player.seq)

    def start(self) -> None:
        """Begin another life of the server; its streams of the one before are gone."""
        self.started += 1
        self.line = None
        self.hub = Hub(lambda: self.now, epoch=f"life{self.started}")
        self.streams = GuildStreams(self.hub, cast("Players", self.player), FACES)

    def lived(self, steps: int) -> History:
        first, cursor = snapshot(self.player.state, FACES), self.cursor
        self.connect()
        for _ in range(steps):
            self.dice.choice(HAPPENINGS)(self)
        self.deliver()
        self.connect()
        self.deliver()
        revision = self.hub.revision(self.player.seq)
        return History(first, cursor, self.frames, self.player.state, revision)

    def change(self) -> None:
        """Have something done to the player, of which the client hears sooner or later."""
        before = self.player.state
        done = something_happens(before, self.now, self.dice)
        if done is None:
            return
        actor, decision = done
        self.player.become(decision.state)
        self.streams.record(
            Recorded(
                GUILD, self.player.seq, self.now, actor, decision.events, before, decision.state
            )
        )

    def deliver(self) -> None:
        """Let everything arrive that is due, and what was asked for a while ago."""
        if self.line is not None:
            self._take(self.line.due())
        self.frames += self.parts
        self.parts = []

    def cut(self) -> None:
        """Break the connection off; of what was on the way the latter part is lost."""
        if self.line is not None:
            due = self.line.due()
            self._take(due[: self.dice.randrange(len(due) + 1)])
            self.line.close()
        self.line = None

    def connect(self) -> None:
        """Come back to where the client was cut off, as a browser does by itself."""
        if self.line is None or self.line.ended:
            viewer = Viewer("somebody", None, _always)
            self.line = Listener(self.streams.subscribe(GUILD, self.cursor, viewer))

    def restart(self) -> None:
        self.cut()
        self.start()

    def jump(self) -> None:
        """Set the clock on or back; a topic that nobody has watched for long is forgotten."""
        self.now += self.dice.choice([-3_600_000, 1, 20_000, 2 * DESERTED_MS])
        self.hub._drop_deserted()

    def ask(self) -> None:
        """Ask for a part of the queue, which comes later than what happens meanwhile."""
        queue = self.player.state.queue
        start = self.dice.randrange(len(queue) + 1)
        entries = queue[start : start + self.dice.choice([5, 30, 100])]
        people = {entry.requester for entry in entries if entry.requester}
        part = {
            "tracks": [dict(zip(COLUMNS, row(entry), strict=True)) for entry in entries],
            "requesters": [FACES.user(GUILD, each) for each in sorted(people)],
        }
        self.parts.append({"event": "part", "data": part, "id": None})

    def _take(self, frames: list[Json]) -> None:
        for frame in frames:
            self.frames.append(frame)
            self.cursor = frame.get("id") or self.cursor


@dataclass
class _Player:
    """Stands for all players; of each there is its state, and how often it has changed."""

    state: PlayerState
    seq: int = field(default=1)

    def of(self, _guild_id: GuildId) -> "_Player":
        return self

    def become(self, state: PlayerState) -> None:
        self.state = state
        self.seq += 1


async def _always() -> EndReason | None:
    return None


HAPPENINGS = [
    *[Life.change] * 14,
    *[Life.deliver] * 5,
    *[Life.connect] * 4,
    *[Life.cut] * 3,
    *[Life.ask] * 2,
    Life.restart,
    Life.jump,
]
