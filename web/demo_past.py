"""An invented past for the demo, so that its pages show something from the start."""

import asyncio
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

import structlog

from auth.identity import GuildId, UserId
from player.core.errors import Unavailable
from player.ending import end
from player.history.history import History
from player.history.periods import DAY
from player.history.play import Origin, Play, PlayId
from player.ledger.account import own_account
from player.ledger.ports import LedgerStore
from player.ledger.transfer import Transfer
from player.profiles.ports import ProfileStore
from player.profiles.profile import Profile, Text

log = structlog.get_logger()

DAYS = 200
EVENINGS = 0.55
"""How likely there was music on a day."""

MOST_SONGS = 7
MINUTE_MS = 60_000
AT_ONCE = 40
CHANCE = 20260207


@dataclass(frozen=True, slots=True)
class Song:
    """What was played, as the demo's music knows it."""

    title: str
    artist: str
    source: str
    url: str
    artwork_url: str | None
    duration_ms: int


@dataclass(frozen=True, slots=True)
class Past:
    """Where, who was there, and what they liked, the most popular first."""

    guild_id: GuildId
    people: Sequence[UserId]
    songs: Sequence[Song]


class Remembering:
    """Writes a past beside everything else, so that the demo starts as quickly as ever."""

    def __init__(self, past: Past) -> None:
        self._past = past
        self._task: asyncio.Task[None] | None = None

    def start(self, history: History, profiles: ProfileStore, ledger: LedgerStore) -> None:
        work = self._remember(history, profiles, ledger)
        self._task = asyncio.create_task(work, name="past of the demo")

    async def stop(self) -> None:
        if self._task is not None:
            await end(self._task)

    async def _remember(
        self, history: History, profiles: ProfileStore, ledger: LedgerStore
    ) -> None:
        try:
            await reward(self._past, profiles, ledger, history.now() // 1000)
            await remember(self._past, history)
        except Unavailable as failure:
            log.debug("past_forgotten", reason=str(failure))


async def remember(past: Past, history: History) -> None:
    """Write the evenings of a past, the latest first, where nothing has been played yet."""
    if await history.plays.recent_of_guild(past.guild_id, 1):
        return
    today = datetime.fromtimestamp(history.now() / 1000, UTC).date()
    waiting: list[Play] = []
    for play in invented(past, today):
        waiting.append(play)
        if len(waiting) == AT_ONCE:
            await history.tell(waiting)
            waiting = []
    if waiting:
        await history.tell(waiting)


async def reward(past: Past, profiles: ProfileStore, ledger: LedgerStore, now: int) -> None:
    """Give people profiles and points where nobody has any; `now` is in Unix seconds."""
    if await profiles.find(past.guild_id, past.people[0]):
        return
    dice, mint = random.Random(CHANCE), own_account("demo")  # noqa: S311 - A pastime.
    for place, user_id in enumerate(past.people):
        experience = dice.randrange(200, 9_000)
        profile = Profile(
            past.guild_id,
            user_id,
            experience=experience,
            level=1 + experience // 900,
            text=Text(1 + experience // 1_500, experience // 2, experience // 7),
            timespent={"global": dice.randrange(5, 400) * 900},
        )
        await profiles.reset(profile, mint, now)
        for days_ago in range(28, 0, -dice.randrange(3, 9)):
            at = now - days_ago * 24 * 60 * 60
            amount = dice.randrange(20, 300) + 10 * place
            gift = Transfer(mint, profile.account, amount, "level up bonus", mint.id, at)
            await ledger.book(gift)


def invented(past: Past, today: date) -> Iterator[Play]:
    """Give the plays of all evenings before today; the same past gives the same ones."""
    dice = random.Random(CHANCE)  # noqa: S311 - A pastime, not a secret.
    for ago in range(1, DAYS):
        if dice.random() < EVENINGS:
            yield from _evening(past, today - ago * DAY, dice)


def _evening(past: Past, day: date, dice: random.Random) -> Iterator[Play]:
    hour = dice.choice([16, 18, 19, 20, 20, 21, 22] if day.weekday() < 5 else range(12, 24))
    at = int(datetime(day.year, day.month, day.day, hour, tzinfo=UTC).timestamp() * 1000)
    there = dice.sample(past.people, dice.randrange(1, min(5, len(past.people))))
    for _ in range(dice.randrange(2, MOST_SONGS)):
        # Squared, so that few songs are played often, as people do.
        song = past.songs[int(dice.random() ** 2 * len(past.songs))]
        yield _play(past.guild_id, song, at, there, dice)
        at += song.duration_ms + dice.randrange(MINUTE_MS)


def _play(
    guild_id: GuildId, song: Song, at: int, there: Sequence[UserId], dice: random.Random
) -> Play:
    heard_ms = int(song.duration_ms * dice.choice([1, 1, 1, 0.6, 0.05]))
    return Play(
        PlayId(f"{dice.getrandbits(128):032x}"),
        Origin.PLAYER,
        song.title,
        song.artist,
        at,
        listeners=tuple(there),
        guild_id=guild_id,
        source=song.source,
        url=song.url,
        artwork_url=song.artwork_url,
        duration_ms=song.duration_ms,
        requester=dice.choice(there),
        ended_at=at + heard_ms,
        played_ms=heard_ms,
    )
