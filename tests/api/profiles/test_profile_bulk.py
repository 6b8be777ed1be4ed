"""`PATCH /profile/` and `/profile/add`: many profiles, all or none."""

import pytest

from tests.support.api import Api
from tests.support.profiles import (
    GUILD,
    OTHER_GUILD,
    Bot,
    answered,
    make_bot,
    refusal,
    user,
)


def item(number: int, guild: str = GUILD, **change: object) -> dict[str, object]:
    return {"user_id": user(number), "guild_id": guild, **change}


@pytest.mark.parametrize("path", ["/profile/", "/profile"])
async def test_it_sets(bot: Bot, path: str) -> None:
    for number in range(3):
        await bot.makes(number, experience=5)
    items = [item(0, level=2), item(1, experience=9, voicepoints=50), item(0, experience=1)]
    changed = answered(await bot.client.patch(path, json=items))
    assert [each["level"] for each in changed] == [2, 1, 2]
    everything = answered(await bot.client.get("/profile"))
    assert [each["experience"] for each in everything] == [1, 9, 5]
    assert [each["voicepoints"] for each in everything] == [0, 0, 0]


async def test_it_adds(bot: Bot) -> None:
    await bot.makes(0, experience=5)
    items = [item(0, experience=-7), item(0, timespent={"global": 9})]
    answered(await bot.client.patch("/profile/add", json=items))
    (only,) = answered(await bot.client.get("/profile"))
    assert (only["experience"], only["timespent"]) == (-2, {"global": 9})


async def test_it_is_all_or_nothing(api: Api, bot: Bot) -> None:
    await bot.makes(0)
    before = answered(await bot.client.get("/profile"))
    refusal(await bot.client.patch("/profile/", json=[item(0, level=5), item(1, level=5)]), 404)
    wrong = [item(0, level=5), item(0, level="high")]
    refusal(await bot.client.patch("/profile/", json=wrong), 400, "level[1]")
    too_much = [item(0, level=5), item(0, experience=2**53 - 1), item(0, experience=1)]
    refusal(await bot.client.patch("/profile/add", json=too_much), 409, "experience")
    tied = await make_bot(api, guilds=(GUILD,))
    there = [item(0, level=5), item(0, OTHER_GUILD, level=5)]
    refusal(await tied.client.patch("/profile/", json=there), 403)
    assert answered(await tied.client.get("/profile")) == before


async def test_ten_thousand_items_are_the_most(bot: Bot) -> None:
    await bot.makes(0)
    assert len(answered(await bot.client.patch("/profile/add", json=[item(0, level=1)] * 10_000)))
    (only,) = answered(await bot.client.get("/profile"))
    assert only["level"] == 10_001
    answer = await bot.client.patch("/profile/add", json=[item(0, level=1)] * 10_001)
    assert "10000" in refusal(answer, 400, "items")


async def test_bad_items_are_named(bot: Bot) -> None:
    refusal(await bot.client.patch("/profile/", json={}), 400, "items")
    refusal(await bot.client.patch("/profile/", json=[{"user_id": user(1)}]), 400, "guild_id[0]")
    refusal(await bot.client.patch("/profile/", json=[item(0, "abc")]), 400, "guild_id[0]")
    assert answered(await bot.client.patch("/profile/", json=[])) == []
