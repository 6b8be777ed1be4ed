"""How long answers about members are good, and how few questions are asked."""

import asyncio

import pytest

from auth.identity import GuildId, Person, UserId
from player.core.errors import DiscordDown
from player.discord import members
from player.discord.members import Members
from player.discord.records import Membership
from tests.support.discord import Clock

GUILD, OTHER = GuildId("1"), GuildId("2")
ADA, BOB = UserId("30"), UserId("31")


class Register:
    """Answers for Discord when it is let, and counts the questions."""

    def __init__(self) -> None:
        self.members = {ADA: Membership(Person(ADA, "ada", "Ada"), frozenset())}
        self.asked: list[tuple[GuildId, UserId]] = []
        self.open = asyncio.Event()
        self.open.set()
        self.down = False

    async def fetch(self, guild_id: GuildId, user_id: UserId) -> Membership | None:
        self.asked.append((guild_id, user_id))
        await self.open.wait()
        if self.down:
            raise DiscordDown
        return self.members.get(user_id)


@pytest.fixture
async def register() -> Register:
    return Register()


async def test_an_answer_is_good_for_nine_seconds(register: Register) -> None:
    clock = Clock()
    known = Members(register.fetch, clock)
    assert await known.find(GUILD, ADA) == register.members[ADA]
    clock.now += 8.9
    assert await known.find(GUILD, ADA) is not None
    assert len(register.asked) == 1
    clock.now += 0.1
    assert known.known(GUILD, ADA) is None
    await known.find(GUILD, ADA)
    assert len(register.asked) == 2


async def test_a_stranger_is_asked_for_again_after_ten_seconds(register: Register) -> None:
    clock = Clock()
    known = Members(register.fetch, clock)
    assert await known.find(GUILD, BOB) is None
    clock.now += 9.9
    assert await known.find(GUILD, BOB) is None
    assert len(register.asked) == 1
    clock.now += 0.1
    register.members[BOB] = register.members[ADA]
    assert await known.find(GUILD, BOB) is not None


async def test_age_counts_from_the_question_not_from_the_answer(register: Register) -> None:
    clock = Clock()
    known = Members(register.fetch, clock)
    register.open.clear()
    asking = asyncio.create_task(known.find(GUILD, ADA))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    clock.now += 5
    register.open.set()
    await asking
    clock.now += 15
    assert known.known(GUILD, ADA) is None


async def test_people_and_guilds_are_told_apart(register: Register) -> None:
    known = Members(register.fetch, Clock())
    await known.find(GUILD, ADA)
    await known.find(OTHER, ADA)
    await known.find(GUILD, BOB)
    assert register.asked == [(GUILD, ADA), (OTHER, ADA), (GUILD, BOB)]
    known.drop_guild(GUILD)
    assert known.known(GUILD, ADA) is None
    assert known.known(OTHER, ADA) is not None


async def test_an_answer_that_was_outdated_on_its_way_is_not_kept(register: Register) -> None:
    known = Members(register.fetch, Clock())
    register.open.clear()
    early = asyncio.create_task(known.find(GUILD, ADA))
    await asyncio.sleep(0)
    known.drop(GUILD, ADA)
    late = asyncio.create_task(known.find(GUILD, ADA))
    await asyncio.sleep(0)
    register.open.set()
    await asyncio.gather(early, late)
    assert len(register.asked) == 2
    known.drop(GUILD, ADA)
    register.open.clear()
    lonely = asyncio.create_task(known.find(GUILD, ADA))
    await asyncio.sleep(0)
    known.drop(GUILD, ADA)
    register.open.set()
    await lonely
    assert known.known(GUILD, ADA) is None


async def test_a_failure_reaches_all_who_wait_and_is_not_kept(register: Register) -> None:
    known = Members(register.fetch, Clock())
    register.down = True
    results = await asyncio.gather(
        known.find(GUILD, ADA), known.find(GUILD, ADA), return_exceptions=True
    )
    assert [type(result) for result in results] == [DiscordDown, DiscordDown]
    assert len(register.asked) == 1
    register.down = False
    assert await known.find(GUILD, ADA) is not None


async def test_close_answers_those_who_wait(register: Register) -> None:
    known = Members(register.fetch, Clock())
    register.open.clear()
    asking = asyncio.create_task(known.find(GUILD, ADA))
    await asyncio.sleep(0)
    await known.close()
    with pytest.raises(DiscordDown):
        await asking


async def test_memory_is_bounded(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(members, "CAPACITY", 2)
    known = Members(register.fetch, Clock())
    for user_id in (ADA, BOB, UserId("32")):
        await known.find(GUILD, user_id)
    assert known.known(GUILD, ADA) is None
    assert known.known(GUILD, BOB) is not None
