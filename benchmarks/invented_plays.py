"""Plays as a large installation has them: some servers, people and songs are loved more."""

import random
from collections.abc import Iterator

from auth.identity import GuildId, UserId
from player.history.play import Origin, Play, PlayId

FIRST_DAY_MS = 1_672_531_200_000
"""The first of January 2023; the plays fill three years."""

SPAN_MS = 3 * 365 * 24 * 60 * 60 * 1000
FIRST_ID = 10**17
ARTISTS = 5_000
SONGS_OF_EACH = 12
PLAYS_OF_A_GUILD = 2_000
PEOPLE_OF_A_GUILD = 60


STEADY, STEADY_PLAYS = -1, 5_000
"""A server with the same plays, whatever goes on in all the others."""


def the_busiest() -> tuple[GuildId, UserId]:
    """Return the server with the most plays, and its keenest listener."""
    return guild_of(0), _person(0, 0)


def the_steady() -> tuple[GuildId, UserId]:
    """Return the server that is always the same, and its keenest listener."""
    return guild_of(STEADY), _person(STEADY, 0)


def invented_plays(count: int, seed: int = 1) -> Iterator[Play]:
    """Give so many plays in the order of time; the same seed gives the same ones."""
    dice = random.Random(seed)  # noqa: S311 - Not cryptographic.
    guilds = guilds_of(count)
    for number in range(count):
        yield _play(dice, f"{number:032x}", lean(dice, guilds), _moment(number, count))


def steady_plays(seed: int = 3) -> Iterator[Play]:
    """Give the plays of the server that is always the same."""
    dice = random.Random(seed)  # noqa: S311 - Not cryptographic.
    for number in range(STEADY_PLAYS):
        yield _play(dice, f"steady-{number:05}", STEADY, _moment(number, STEADY_PLAYS))


def guilds_of(plays: int) -> int:
    """Return how many servers so many plays come from."""
    return max(1, plays // PLAYS_OF_A_GUILD)


def lean(dice: random.Random, count: int) -> int:
    """Return a number below `count`, small ones much more often."""
    return int(count * dice.random() ** 3)


def guild_of(number: int) -> GuildId:
    return GuildId(str(FIRST_ID + number))


def _moment(number: int, count: int) -> int:
    return FIRST_DAY_MS + SPAN_MS * number // count


def _play(dice: random.Random, name: str, guild: int, started_at: int) -> Play:
    artist, song = lean(dice, ARTISTS), dice.randrange(SONGS_OF_EACH)
    people = {lean(dice, PEOPLE_OF_A_GUILD) for _ in range(dice.choice((1, 1, 2, 2, 3, 5)))}
    length_ms = 120_000 + 1_000 * (artist * 7 + song * 13) % 180_000
    played_ms = length_ms if dice.random() < 0.8 else dice.randrange(length_ms)
    return Play(
        PlayId(name),
        Origin.PLAYER,
        f"Song {song} of {artist}",
        f"Artist {artist}",
        started_at,
        listeners=tuple(sorted(_person(guild, one) for one in people)),
        guild_id=guild_of(guild),
        source="youtube",
        source_id=f"{artist:06x}{song:05x}",
        url=f"https://music.example/{artist}/{song}",
        duration_ms=length_ms,
        requester=_person(guild, min(people)),
        ended_at=started_at + played_ms,
        played_ms=played_ms,
    )


def _person(guild: int, number: int) -> UserId:
    return UserId(str(2 * FIRST_ID + guild * PEOPLE_OF_A_GUILD + number))
