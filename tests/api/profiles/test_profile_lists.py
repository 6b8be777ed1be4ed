"""`GET /profile`, `/profile/{guild_id}` and `/profile/guilds…`: lists and trees."""

import pytest

from tests.support.profiles import GUILD, OTHER_GUILD, Bot, answered, refusal, user


async def make_some(bot: Bot) -> None:
    for number in range(4):
        await bot.makes(number)
    await bot.makes(2, OTHER_GUILD)


async def test_lists_are_bare_and_paged_from_zero(bot: Bot) -> None:
    await make_some(bot)
    everything = answered(await bot.client.get("/profile"))
    assert [(each["guild_id"], each["user_id"]) for each in everything] == [
        *((GUILD, user(number)) for number in range(4)),
        (OTHER_GUILD, user(2)),
    ]
    assert answered(await bot.client.get(f"/profile/{GUILD}")) == everything[:4]
    assert answered(await bot.client.get("/profile?limit=2&page=1")) == everything[2:4]
    assert answered(await bot.client.get(f"/profile/{GUILD}?limit=3&page=1")) == everything[3:4]
    for limit in (0, -1):
        assert answered(await bot.client.get(f"/profile?limit={limit}&page=3")) == everything


async def test_trees_are_whole(bot: Bot) -> None:
    await make_some(bot)
    everything = answered(await bot.client.get("/profile"))
    tree = answered(await bot.client.get("/profile?view=tree&limit=1&page=2"))
    assert tree == {
        guild: {each["user_id"]: each for each in everything if each["guild_id"] == guild}
        for guild in (GUILD, OTHER_GUILD)
    }
    assert answered(await bot.client.get(f"/profile/{GUILD}?view=tree")) == tree[GUILD]


@pytest.mark.parametrize("path", ["/profile", f"/profile/{GUILD}"])
async def test_nothing_is_empty(bot: Bot, path: str) -> None:
    assert answered(await bot.client.get(path)) == []
    assert answered(await bot.client.get(f"{path}?view=tree")) == {}


async def test_guilds_are_bare_arrays(bot: Bot) -> None:
    await make_some(bot)
    assert answered(await bot.client.get("/profile/guilds")) == [GUILD, OTHER_GUILD]
    assert answered(await bot.client.get(f"/profile/guilds/{user(1)}")) == [GUILD]
    assert answered(await bot.client.get(f"/profile/guilds/{user(2)}")) == [GUILD, OTHER_GUILD]
    refusal(await bot.client.get("/profile/guilds/me"), 400, "user_id")


async def test_bad_input_is_named(bot: Bot) -> None:
    refusal(await bot.client.get("/profile?page=-1"), 400, "page")
    refusal(await bot.client.get("/profile?limit=many"), 400, "limit")
    refusal(await bot.client.get(f"/profile?limit={10**18}"), 400, "limit")
    refusal(await bot.client.get("/profile?view=cube"), 400, "view")
    refusal(await bot.client.get("/profile/abc"), 400, "guild_id")
    assert answered(await bot.client.get("/profile?page=1000000000&limit=1000000000")) == []
