"""Random histories: few people, few songs, a year of days, some of it heard too briefly."""

import random
from collections.abc import Iterator

from auth.identity import GuildId, UserId
from player.history.play import Origin, Play, PlayId

NEW_YEAR = 1_767_225_600_000
DAY_MS = 24 * 60 * 60 * 1000
PEOPLE = tuple(UserId(str(100 + number)) for number in range(5))
GUILDS = tuple(GuildId(str(900 + number)) for number in range(3))
ARTISTS = ("Mira Voss", "MIRA VOSS", "Straße", "STRASSE", "Łódź", "夜", "\ud800 lone", "")


def random_plays(seed: int, count: int) -> Iterator[Play]:
    """Give plays in no order; the same seed gives the same ones."""
    dice = random.Random(seed)
    for number in range(count):
        started_at = NEW_YEAR + dice.randrange(400) * DAY_MS // 2 + dice.randrange(3)
        lasted = dice.choice([1_000, 29_999, 30_000, 200_000])
        guild = dice.choice([*GUILDS, None])
        listeners = dice.sample(PEOPLE, dice.choice([0, 1, 2, 3] if guild else [1, 1, 1, 2]))
        yield Play(
            PlayId(f"{seed}-{number}"),
            Origin.PLAYER if guild else Origin.LISTENBRAINZ,
            dice.choice(["Lanterns", "LANTERNS", "Tide"]),
            dice.choice(ARTISTS),
            started_at,
            listeners=tuple(listeners),
            guild_id=guild,
            requester=dice.choice([*PEOPLE, None]) if guild else None,
            duration_ms=dice.choice([0, 150_000, 213_000]),
            ended_at=started_at + lasted,
        )
