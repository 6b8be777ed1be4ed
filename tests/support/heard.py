"""A past for people of the tests: plays as they would be after some evenings with music."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

from auth.identity import GuildId, UserId
from player.history.play import Origin, Play, PlayId
from sim.discord import seed
from tests.support.api import HARBOUR, Api

MINUTE_MS = 60_000
# The last day whose evening is over: nobody has heard anything in the time to come.
LATELY = (datetime.now(UTC) - timedelta(hours=21)).date()


def evening(
    day: date,
    count: int,
    *listeners: str,
    guild: str | None = HARBOUR,
    title: str = "Paper Lanterns",
    artist: str = "Mira Voss",
    source: str = "youtube",
    url: str | None = None,
) -> list[Play]:
    """Return so many plays of one song, three minutes each, from eight o'clock on."""
    eight = datetime(day.year, day.month, day.day, 20, tzinfo=UTC)
    began = int(eight.timestamp() * 1000)
    people = tuple(map(UserId, listeners))
    return [
        Play(
            PlayId(uuid4().hex),
            Origin.PLAYER,
            title,
            artist,
            at,
            listeners=people,
            guild_id=GuildId(guild) if guild else None,
            source=source,
            url=url,
            duration_ms=3 * MINUTE_MS,
            requester=people[0],
            ended_at=at + 3 * MINUTE_MS,
            played_ms=3 * MINUTE_MS,
        )
        for at in range(began, began + count * 4 * MINUTE_MS, 4 * MINUTE_MS)
    ]


async def past(api: Api, *evenings: Sequence[Play], fresh: str = seed.TOMAS) -> list[Play]:
    """Give somebody, of whom all is forgotten, a past; return its plays, the latest first."""
    services = api.world.parts.services
    await services.forgetting.forget(UserId(fresh))
    plays = [play for one in evenings for play in one]
    await services.history.tell(plays)
    return sorted(plays, key=lambda play: play.started_at, reverse=True)
