"""`GET /transaction`: every filter."""

import pytest

from player.core.policy import Policy, ProfileRules
from sim.discord import seed
from tests.support.api import HARBOUR, Api
from tests.support.profiles import GUILD, OTHER_GUILD, Bot, Json, answered, refusal, user

PATH = "/transaction"


async def amounts(bot: Bot, **query: object) -> list[int]:
    found = answered(await bot.client.get(PATH, params=query))  # type: ignore[arg-type]  # Plain values.
    return [each["amount"] for each in found]


async def make_three(bot: Bot) -> tuple[Json, Json]:
    """Mint 3 and 2 for the first, who gives the second on another server 1 of them."""
    one, two = await bot.makes(1), await bot.makes(2, OTHER_GUILD)
    await bot.gives(1, 3)
    await bot.gives(1, 2)
    body = {"from": one["id"], "to": two["id"], "amount": 1, "reason": "For (you) 🎁"}
    answered(await bot.client.post(PATH, json=body))
    return one, two


async def test_the_newest_come_first_in_pages(bot: Bot) -> None:
    await make_three(bot)
    assert await amounts(bot) == [1, 2, 3]
    assert await amounts(bot, limit=2) == [1, 2]
    assert await amounts(bot, limit=2, page=1) == [3]
    assert await amounts(bot, limit=0, page=7) == [1, 2, 3]
    assert await amounts(bot, limit=-3) == [1, 2, 3]


async def test_every_filter(bot: Bot) -> None:
    one, two = await make_three(bot)
    assert await amounts(bot, user_id=user(1)) == [1, 2, 3]
    assert await amounts(bot, user_id=user(2)) == [1]
    assert await amounts(bot, guild_id=OTHER_GUILD) == [1]
    assert await amounts(bot, guild_id=GUILD, user_id=user(2)) == [1]
    assert await amounts(bot, vp_id=one["id"]) == [1, 2, 3]
    assert await amounts(bot, vp_id=two["id"]) == [1]
    assert await amounts(bot, reason="(you) 🎁") == [1]
    assert await amounts(bot, reason="gift", limit=1) == [2]
    for sender in (one["id"], user(1), GUILD):
        assert await amounts(bot, **{"from": sender}) == [1]
        assert await amounts(bot, to=sender) == [2, 3]
    at = answered(await bot.client.get(PATH))[0]["timestamp"]
    assert await amounts(bot, after=at + 60) == []
    assert await amounts(bot, before=at - 60) == []
    assert await amounts(bot, after=at - 60, before=at + 60) == [1, 2, 3]


async def test_private_servers_are_for_those_who_name_them(api: Api, bot: Bot) -> None:
    await bot.makes(1, HARBOUR)
    await bot.gives(1, 7, HARBOUR)
    await make_three(bot)
    await api.rules(Policy(profiles=ProfileRules(private=True)))
    assert await amounts(bot) == [1, 2, 3]
    assert await amounts(bot, guild_id=HARBOUR) == [7]
    refusal(await api.world.visitor().get(PATH, params={"guild_id": HARBOUR}), 401)
    noor = await api.person(seed.NOOR)
    assert len(answered(await noor.get(PATH, params={"guild_id": HARBOUR}))) == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("user_id", "me"),
        ("guild_id", "1"),
        ("vp_id", "xyz"),
        ("from", "self"),
        ("to", "-1"),
        ("after", "tomorrow"),
        ("before", str(10**18)),
        ("after", "-1"),
        ("page", "-1"),
        ("reason", "\0"),
    ],
)
async def test_bad_input_is_named(bot: Bot, field: str, value: str) -> None:
    refusal(await bot.client.get(PATH, params={field: value}), 400, field)
