"""What people earn, in voice profiles on a real MongoDB: each batch once, beside other bots."""

import asyncio

import pytest

from auth.identity import GuildId, UserId
from db.client import Database
from db.earnings import EarningStore
from db.ledger import Ledger
from db.profiles import Profiles
from player.core.policy import ProfileRules
from player.ledger.account import own_account
from player.ledger.transfer import Transfer
from player.profiles.changes import added
from player.profiles.earning import Presence
from player.profiles.earnings import Batch, Earning
from player.profiles.ports import Circle, Span, TopType
from player.profiles.profile import Profile, Text
from tests.support.builders import ADA, BOB, GUILD

MINUTE = Presence(voice_ms=60_000)
RULES = ProfileRules(earning=True, voice_experience=10)
BOT = own_account("key 1")


def batch(name: str, presence: Presence = MINUTE, *users: UserId) -> Batch:
    return Batch(name, tuple(Earning(GUILD, user, presence, RULES) for user in users or (ADA,)))


@pytest.fixture(name="profiles")
def a_store_of_profiles(database: Database) -> Profiles:
    return Profiles(database, Ledger(database))


@pytest.fixture(name="earnings")
def a_store_of_earnings(database: Database) -> EarningStore:
    return EarningStore(database)


async def test_a_batch_that_comes_again_counts_once(
    earnings: EarningStore, profiles: Profiles
) -> None:
    await earnings.write(batch("1"))
    await earnings.write(batch("1"))
    assert await profiles.find(GUILD, ADA) == Profile(
        GUILD, ADA, experience=10, timespent={"global": 60}
    )
    await earnings.write(batch("2", Presence(messages=1)))
    found = await profiles.find(GUILD, ADA)
    assert found is not None
    assert (found.experience, found.text) == (10, Text(1, 1, 1))


async def test_parts_of_seconds_and_points_are_kept(
    earnings: EarningStore, profiles: Profiles
) -> None:
    for number in range(30):
        await earnings.write(batch(str(number), Presence(voice_ms=2_500, listened_ms=100)))
    found = await profiles.find(GUILD, ADA)
    assert found is not None
    # 75 seconds in voice at ten points a minute, and 3 of music at five.
    assert found.timespent == {"global": 75, "listened": 3}
    assert found.experience == 12


async def test_other_bots_change_the_same_profiles_meanwhile(
    earnings: EarningStore, profiles: Profiles, database: Database
) -> None:
    await profiles.reset(Profile(GUILD, ADA, data={"mine": 1}), BOT, 1)
    ledger, ada = Ledger(database), Profile(GUILD, ADA).account

    async def we() -> None:
        for number in range(15):
            await earnings.write(batch(str(number), MINUTE, ADA, BOB))

    async def they() -> None:
        for _ in range(15):
            await profiles.change([(ada.id, {"timespent": {"baking": 1, "global": 1}})], added)
            await ledger.book(Transfer(BOT, ada, 2, "gift", BOT.id, 1))

    await asyncio.gather(we(), they())
    found = await profiles.find(GUILD, ADA)
    assert found is not None
    assert found.timespent == {"global": 15 * 61, "baking": 15}
    assert (found.voicepoints, found.data) == (30, {"mine": 1})
    assert (found.level, found.experience) == (2, 40)


async def test_whoever_hides_stays_hidden_in_a_new_profile(
    earnings: EarningStore, profiles: Profiles
) -> None:
    await profiles.hide(ADA, hidden=True)
    await earnings.write(batch("1", MINUTE, ADA, BOB))
    seen = [each async for each in profiles.top(Circle(GUILD), TopType.TIME, Span(0, 9))]
    assert [each.user_id for each in seen] == [BOB]
    assert await profiles.find(GUILD, ADA) is not None
    assert await profiles.find(GuildId("1"), ADA) is None
