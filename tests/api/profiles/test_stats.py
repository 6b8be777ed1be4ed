"""`GET /stats` and `/stats/balance_graph`."""

from pydantic import TypeAdapter

from player.core.policy import Policy, ProfileRules
from tests.support.api import HARBOUR, Api
from tests.support.profiles import GUILD, OTHER_GUILD, Bot, Json, answered, refusal, user
from web.api.profiles.stats import BalanceShape, StatsShape

STATS, GRAPH = "/stats", "/stats/balance_graph"


async def stats(bot: Bot, **query: str) -> Json:
    found = answered(await bot.client.get(STATS, params=query))
    return TypeAdapter(StatsShape).validate_python(found, strict=True)


async def graph(bot: Bot, **query: object) -> list[tuple[int, int]]:
    found = answered(await bot.client.get(GRAPH, params=query))  # type: ignore[arg-type]  # Plain.
    TypeAdapter(list[BalanceShape]).validate_python(found, strict=True)
    return [(each["balance"], each["change"]) for each in found]


async def move_some(bot: Bot) -> None:
    """Give 30 to the first, who gives 10 of them to the second on another server."""
    one = await bot.makes(1, experience=5, timespent={"global": 60})
    two = await bot.makes(2, OTHER_GUILD, text={"message_count": 4})
    await bot.gives(1, 30)
    body = {"from": one["id"], "to": two["id"], "amount": 10}
    answered(await bot.client.post("/transaction", json=body))


async def test_counts_sums_and_shares(bot: Bot) -> None:
    await move_some(bot)
    assert await stats(bot) == {
        "profiles": 2,
        "guilds": 2,
        "users": 2,
        "voicepoints": 30,
        "experience": 5,
        "time": 60,
        "messages": 4,
        "transactions": 2,
        "moved": 40,
        "richest_share": 20 / 30,
        "richest_ten_share": 1.0,
        "guild_share": 1.0,
    }
    there = await stats(bot, guild_id=OTHER_GUILD)
    assert (there["profiles"], there["voicepoints"], there["transactions"]) == (1, 10, 1)
    assert there["guild_share"] == 10 / 30


async def test_nothing_is_nothing(bot: Bot) -> None:
    assert set((await stats(bot)).values()) == {0}
    assert await graph(bot) == []


async def test_balances_over_time(bot: Bot) -> None:
    await move_some(bot)
    await bot.gives(1, 5)
    assert await graph(bot) == [(30, 30), (30, 0), (35, 5)]
    assert await graph(bot, guild_id=GUILD) == [(30, 30), (20, -10), (25, 5)]
    assert await graph(bot, guild_id=OTHER_GUILD) == [(10, 10)]
    assert await graph(bot, guild_id=GUILD, user_id=user(1)) == [(30, 30), (20, -10), (25, 5)]
    assert await graph(bot, guild_id=GUILD, user_id=user(2)) == []


async def test_a_later_start_begins_with_what_there_was(bot: Bot) -> None:
    await move_some(bot)
    at = answered(await bot.client.get("/transaction"))[0]["timestamp"]
    assert await graph(bot, to=at - 60) == []
    assert await graph(bot, **{"from": at + 60}) == []
    assert await graph(bot, **{"from": at - 60, "to": at + 60}, guild_id=GUILD) == [
        (30, 30),
        (20, -10),
    ]


async def test_private_servers_count_for_members_only(api: Api, bot: Bot) -> None:
    await bot.makes(1, HARBOUR)
    await api.rules(Policy(profiles=ProfileRules(private=True)))
    assert (await stats(bot))["profiles"] == 0
    assert (await stats(bot, guild_id=HARBOUR))["profiles"] == 1
    for path in (STATS, GRAPH):
        refusal(await api.world.visitor().get(path, params={"guild_id": HARBOUR}), 401)


async def test_bad_input_is_named(bot: Bot) -> None:
    refusal(await bot.client.get(GRAPH, params={"user_id": user(1)}), 400, "guild_id")
    refusal(await bot.client.get(STATS, params={"guild_id": "abc"}), 400, "guild_id")
    refusal(await bot.client.get(GRAPH, params={"from": "yesterday"}), 400, "from")
    refusal(await bot.client.get(GRAPH, params={"to": str(10**18)}), 400, "to")
