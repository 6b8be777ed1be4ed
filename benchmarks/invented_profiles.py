"""Voice profiles as a large installation has them, with the transactions that made them rich."""

import random
from collections.abc import Iterator
from dataclasses import replace

from bson import ObjectId

from auth.identity import GuildId, UserId
from benchmarks.invented_plays import FIRST_DAY_MS, SPAN_MS, guild_of, lean, the_busiest, the_steady
from player.ledger.account import own_account
from player.ledger.transfer import Booking, Transfer
from player.profiles.profile import Profile, Text

MINT = own_account("benchmark")
GIFTS = 3
GIFTS_OF_THE_KEENEST = 250
STEADY_PROFILES = 300
FIRST_USER, FIRST_STEADY_USER = 3 * 10**17, 4 * 10**17
FIRST_SECOND, SPAN_S = FIRST_DAY_MS // 1_000, SPAN_MS // 1_000


def invented_profiles(count: int, guilds: int, seed: int = 2) -> Iterator[tuple[Profile, int]]:
    """Give so many profiles without points, and how many gifts each of them is to get."""
    dice = random.Random(seed)  # noqa: S311 - Not cryptographic.
    yield _profile(dice, *the_busiest()), GIFTS_OF_THE_KEENEST
    for number in range(1, count):
        user = UserId(str(FIRST_USER + number))
        yield _profile(dice, guild_of(lean(dice, guilds)), user), GIFTS


def steady_profiles(seed: int = 4) -> Iterator[tuple[Profile, int]]:
    """Give the profiles of the server that is always the same."""
    dice = random.Random(seed)  # noqa: S311 - Not cryptographic.
    guild_id, keenest = the_steady()
    yield _profile(dice, guild_id, keenest), GIFTS_OF_THE_KEENEST
    for number in range(1, STEADY_PROFILES):
        yield _profile(dice, guild_id, UserId(str(FIRST_STEADY_USER + number))), GIFTS


def gifts_for(profile: Profile, gifts: int, minted: int) -> tuple[Profile, list[Booking]]:
    """Return a profile with its points, and the transfers by which it got them, in order.

    `minted` is what the account that gives them has brought into the world before.
    """
    bookings: list[Booking] = []
    for number in range(gifts):
        at, amount = FIRST_SECOND + SPAN_S * number // gifts, 1 + number * 7 % 50
        profile = replace(profile, voicepoints=profile.voicepoints + amount)
        minted += amount
        gift = Transfer(MINT, profile.account, amount, "level up bonus", MINT.id, at)
        bookings.append(Booking(str(ObjectId()), gift, -minted, profile.voicepoints))
    return profile, bookings


def _profile(dice: random.Random, guild_id: GuildId, user_id: UserId) -> Profile:
    return Profile(
        guild_id,
        user_id,
        experience=dice.randrange(1_000),
        level=1 + lean(dice, 60),
        text=Text(lean(dice, 40), dice.randrange(50), lean(dice, 90_000)),
        timespent={"global": lean(dice, 9_000_000), "listened": lean(dice, 3_000_000)},
    )
