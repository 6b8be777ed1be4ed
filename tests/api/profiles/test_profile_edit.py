"""`PATCH /profile/{guild_id}/{user_id}[/add]`: changing one profile."""

import asyncio

from tests.support.api import Api
from tests.support.profiles import GUILD, Bot, profile, refusal, user

PATH = f"/profile/{GUILD}/{user(1)}"


async def test_it_sets_what_is_given(bot: Bot) -> None:
    made = await bot.makes(experience=10, timespent={"baking": 3}, data={"a": 1, "b": [1]})
    change = {"level": 4, "pray": {"streak": 2}, "text": {"level": 1}, "data": {"b": [2]}}
    assert profile(await bot.client.patch(PATH, json=change)) == {
        **made,
        "level": 4,
        "pray": {"date": 0, "streak": 2},
        "text": {"level": 1, "experience": 0, "message_count": 0},
        "data": {"a": 1, "b": [2]},
    }
    cleared = profile(await bot.client.patch(PATH, json={"text": None, "data": None}))
    assert (cleared["text"], cleared["data"]) == (None, None)


async def test_a_whole_profile_may_come_back(bot: Bot) -> None:
    made = await bot.makes(experience=10)
    await bot.gives(1, 30)
    back = {**made, "voicepoints": 10**6, "isNew": False, "level": 2, "id": "x", "user_id": "1"}
    changed = profile(await bot.client.patch(PATH, json=back))
    assert changed == {**made, "voicepoints": 30, "level": 2}


async def test_it_adds_and_takes_away(bot: Bot) -> None:
    await bot.makes(experience=100, timespent={"global": 5}, data={"list": [1, 2], "kept": 1})
    change = {
        "experience": -90,
        "level": 1,
        "timespent": {"global": 60, "baking": 5},
        "text": {"message_count": 3},
        "data": {"list": [3], "at": 1_790_000_000},
    }
    changed = profile(await bot.client.patch(f"{PATH}/add", json=change))
    assert (changed["experience"], changed["level"]) == (10, 2)
    assert changed["timespent"] == {"global": 65, "baking": 5}
    assert changed["text"] == {"level": 0, "experience": 0, "message_count": 3}
    assert changed["data"] == {"list": [3], "kept": 1, "at": 1_790_000_000}


async def test_nothing_that_is_added_at_once_gets_lost(bot: Bot) -> None:
    await bot.makes()
    change = {"experience": 1}
    answers = await asyncio.gather(
        *(bot.client.patch(f"{PATH}/add", json=change) for _ in range(12))
    )
    assert {answer.status_code for answer in answers} == {200}
    assert profile(await bot.client.get(PATH))["experience"] == 12


async def test_it_is_refused(api: Api, bot: Bot) -> None:
    refusal(await bot.client.patch(PATH, json={"level": 2}), 404)
    refusal(await api.world.visitor().patch(PATH, json={"level": 2}), 401)
    await bot.makes(experience=2**53 - 1)
    refusal(await bot.client.patch(f"{PATH}/add", json={"experience": 1}), 409, "experience")
    refusal(
        await bot.client.patch(PATH, json={"timespent": {"a.b": 1}}), 400, "timespent.a.b.[key]"
    )
    many = {"timespent": {f"c{number}": 1 for number in range(101)}}
    refusal(await bot.client.patch(PATH, json=many), 409, "timespent")
    refusal(await bot.client.patch(PATH, json=[]), 400, "body")
    refusal(await bot.client.patch(PATH), 400)
