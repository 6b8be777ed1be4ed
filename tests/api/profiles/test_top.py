"""`GET /profile/top` and `/profile/{guild_id}/top`."""

import pytest

from auth.identity import UserId
from player.core.policy import Policy, ProfileRules
from sim.discord import seed
from tests.support.api import HARBOUR, Api
from tests.support.profiles import GUILD, OTHER_GUILD, Bot, answered, refusal, user

TOP, GUILD_TOP = "/profile/top", f"/profile/{GUILD}/top"


async def ranked(bot: Bot, path: str = TOP, **query: object) -> list[str]:
    found = answered(await bot.client.get(path, params=query))  # type: ignore[arg-type]  # Plain.
    return [each["user_id"] for each in found]


@pytest.mark.parametrize(
    ("by", "ahead"),
    [
        ("levels", {"level": 5, "experience": 9}),
        ("time", {"timespent": {"global": 9}}),
        ("text-level", {"text": {"level": 2, "experience": 9}}),
        ("text-message", {"text": {"message_count": 3}}),
        ("pray-streak", {"pray": {"streak": 2}}),
    ],
)
async def test_every_type_ranks_by_its_own(bot: Bot, by: str, ahead: dict[str, object]) -> None:
    await bot.makes(1)
    await bot.makes(2, **ahead)
    await bot.makes(3, OTHER_GUILD)
    assert (await ranked(bot, by=by))[0] == user(2)
    assert await ranked(bot, GUILD_TOP, by=by) == [user(2), user(1)]


async def test_levels_count_before_experience(bot: Bot) -> None:
    await bot.makes(1, level=2, experience=900)
    await bot.makes(2, level=3, experience=1)
    await bot.makes(3, level=3, experience=2)
    assert await ranked(bot, by="levels") == [user(3), user(2), user(1)]


async def test_points_in_parts(bot: Bot) -> None:
    for number in range(1, 8):
        await bot.makes(number)
        await bot.gives(number, number)
    everybody = [user(number) for number in range(7, 0, -1)]
    assert await ranked(bot, by="points") == everybody[:5]
    assert await ranked(bot, by="points", amount=2, offset=1) == everybody[1:3]
    for amount in (0, -1):
        assert await ranked(bot, by="points", amount=amount) == everybody
    assert await ranked(bot, GUILD_TOP, by="points", amount=0, offset=5) == everybody[5:]


async def test_people_who_hide_are_left_out(api: Api, bot: Bot) -> None:
    profiles = api.world.parts.services.profiles
    await bot.makes(1, level=9)
    await bot.makes(2)
    await profiles.hide(UserId(user(1)), hidden=True)
    await bot.makes(1, OTHER_GUILD, level=9)
    await bot.makes(1, level=9)
    assert await ranked(bot, by="levels") == [user(2)]
    assert await ranked(bot, f"/profile/{OTHER_GUILD}/top", by="levels") == []
    await profiles.hide(UserId(user(1)), hidden=False)
    assert await ranked(bot, by="levels") == [user(1), user(1), user(2)]


async def test_private_servers_are_for_members(api: Api, bot: Bot) -> None:
    await bot.makes(1, HARBOUR)
    await api.rules(Policy(profiles=ProfileRules(private=True)))
    path = f"/profile/{HARBOUR}/top?by=points"
    assert answered(await api.world.visitor().get(f"{TOP}?by=points")) == []
    refusal(await api.world.visitor().get(path), 401)
    assert len(answered(await (await api.person(seed.NOOR)).get(path))) == 1


async def test_bad_input_is_named(bot: Bot) -> None:
    sentence = refusal(await bot.client.get(f"{TOP}?by=beauty"), 400, "by")
    for name in ("points", "levels", "time", "text-level", "text-message", "pray-streak"):
        assert name in sentence
    refusal(await bot.client.get(TOP), 400, "by")
    refusal(await bot.client.get(f"{TOP}?by=points&offset=-1"), 400, "offset")
    refusal(await bot.client.get(f"{TOP}?by=points&amount=few"), 400, "amount")
    refusal(await bot.client.get("/profile/abc/top?by=points"), 400, "guild_id")
