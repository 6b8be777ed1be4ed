"""`GET /profile/{guild_id}/{user_id}`, and who may read where profiles are private."""

from player.core.policy import Policy, ProfileRules
from sim.discord import seed
from tests.support.api import HARBOUR, Api
from tests.support.profiles import GUILD, Bot, answered, make_bot, profile, refusal, user

PRIVATE = Policy(profiles=ProfileRules(private=True))


async def test_everybody_reads_it(api: Api, bot: Bot) -> None:
    made = await bot.makes(level=3)
    assert profile(await api.world.visitor().get(f"/profile/{GUILD}/{user(1)}")) == made


async def test_there_may_be_none(bot: Bot) -> None:
    refusal(await bot.client.get(f"/profile/{GUILD}/{user(1)}"), 404)
    refusal(await bot.client.get("/profile/top1/abc"), 400, "guild_id")
    refusal(await bot.client.get(f"/profile/{GUILD}/abc"), 400, "user_id")


async def test_private_profiles_are_for_members_and_bots(api: Api, bot: Bot) -> None:
    made = await bot.makes(guild=HARBOUR)
    await bot.makes()
    await api.rules(PRIVATE)
    path, visitor = f"/profile/{HARBOUR}/{user(1)}", api.world.visitor()
    refusal(await visitor.get(path), 401)
    refusal(await visitor.get(f"/profile/{HARBOUR}"), 401)
    assert [each["guild_id"] for each in answered(await visitor.get("/profile"))] == [GUILD]
    assert set(answered(await visitor.get("/profile?view=tree"))) == {GUILD}
    assert answered(await visitor.get("/profile/guilds")) == [GUILD]
    assert answered(await visitor.get(f"/profile/guilds/{user(1)}")) == [GUILD]
    assert profile(await (await api.person(seed.NOOR)).get(path)) == made
    assert profile(await bot.client.get(path)) == made
    tied = await make_bot(api, guilds=(GUILD,))
    refusal(await tied.client.get(path), 403)


async def test_a_manager_makes_profiles_private(api: Api, bot: Bot) -> None:
    await bot.makes(guild=HARBOUR)
    ada = await api.person(seed.ADA)
    change = {"settings": {"profiles": {"private": True}}}
    answer = await ada.post(f"/guild/{HARBOUR}/settings", json=change["settings"])
    assert answer.status_code == 200, answer.text
    refusal(await api.world.visitor().get(f"/profile/{HARBOUR}/{user(1)}"), 401)
