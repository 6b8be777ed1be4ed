"""A voice profile: what somebody has earned on one server."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from auth.identity import GuildId, UserId
from player.ledger.account import Account, account_of


@dataclass(frozen=True, slots=True)
class Pray:
    """When somebody last prayed, in Unix seconds, how often in a row, and how often at all."""

    date: int = 0
    streak: int = 0
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Text:
    level: int = 0
    experience: int = 0
    message_count: int = 0


def _no_time() -> Mapping[str, int]:
    return {"global": 0}


@dataclass(frozen=True, slots=True)
class Profile:
    """What bots keep of somebody; `timespent` is in seconds, `data` any JSON of theirs.

    Its id is that of its account, and `voicepoints` is what the ledger has booked there.
    """

    guild_id: GuildId
    user_id: UserId
    experience: int = 0
    voicepoints: int = 0
    level: int = 1
    pray: Pray = Pray()
    text: Text | None = None
    timespent: Mapping[str, int] = field(default_factory=_no_time)
    data: Any = None

    @property
    def account(self) -> Account:
        return account_of(self.guild_id, self.user_id)
