"""Everything a decision may know besides the state: the clock, the caller, and chance."""

from dataclasses import dataclass
from enum import StrEnum

from auth.identity import SYSTEM, Actor, ActorKind, ChannelId


class Standing(StrEnum):
    """What the guild's rules make of the caller."""

    DJ = "dj"
    NEUTRAL = "neutral"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Context:
    """The facts of the moment in which a command is decided.

    `now` is Unix time in milliseconds, `seed` feeds every random choice, `actor_channel` is the
    voice channel of this guild that the caller sits in.
    """

    now: int
    seed: int
    actor: Actor = SYSTEM
    standing: Standing = Standing.DJ
    actor_channel: ChannelId | None = None

    @property
    def in_person(self) -> bool:
        return self.actor.kind is ActorKind.PERSON
