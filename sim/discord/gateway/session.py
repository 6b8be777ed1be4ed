"""A gateway session: what one identified client subscribed to, across its connections."""

import secrets
from collections import deque
from dataclasses import dataclass, field
from typing import Protocol

from sim.discord.dispatches import Dispatch
from sim.discord.gateway.frames import Op, payload
from sim.discord.snowflakes import Snowflake
from sim.discord.wire import JsonObject

KEPT_FOR_RESUME = 2000


class Outlet(Protocol):
    """A connection, as far as a session needs it."""

    def send(self, payload: JsonObject) -> None: ...

    def hang_up(self, code: int, reason: str) -> None: ...


@dataclass
class Session:
    """Numbers its events and remembers them, so that a client may pick up where it left."""

    intents: int
    shard: tuple[int, int]
    outlet: Outlet | None
    id: str = field(default_factory=lambda: secrets.token_hex(16))
    seq: int = 0
    sent: deque[JsonObject] = field(default_factory=lambda: deque(maxlen=KEPT_FOR_RESUME))

    def covers(self, guild_id: Snowflake) -> bool:
        number, count = self.shard
        return (int(guild_id) >> 22) % count == number

    def dispatch(self, name: str, data: JsonObject) -> None:
        self.seq += 1
        message = payload(Op.DISPATCH, data, name=name, seq=self.seq)
        self.sent.append(message)
        if self.outlet is not None:
            self.outlet.send(message)

    def tell(self, dispatch: Dispatch) -> None:
        if self.covers(dispatch.guild_id) and dispatch.reaches(self.intents):
            self.dispatch(dispatch.name, dispatch.shape(self.intents))

    def can_replay_after(self, seq: int) -> bool:
        oldest = self.sent[0]["s"] if self.sent else self.seq + 1
        return oldest - 1 <= seq <= self.seq

    def replay_after(self, seq: int) -> None:
        if self.outlet is not None:
            for message in self.sent:
                if message["s"] > seq:
                    self.outlet.send(message)
