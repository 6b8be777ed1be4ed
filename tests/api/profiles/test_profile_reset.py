"""`POST /profile/{guild_id}/{user_id}`: making and resetting a profile."""

from auth.api_key import ALL_SCOPES, Scope
from sim.discord import seed
from tests.api.test_credentials import make_key
from tests.support.api import HARBOUR, Api
from tests.support.profiles import GUILD, OTHER_GUILD, Bot, make_bot, profile, refusal, user

PATH = f"/profile/{GUILD}/{user(1)}"
DEFAULTS = {
    "guild_id": GUILD,
    "user_id": user(1),
    "experience": 0,
    "voicepoints": 0,
    "level": 1,
    "pray": {"date": 0, "streak": 0},
    "text": None,
    "timespent": {"global": 0},
    "data": None,
}


async def test_an_empty_body_makes_the_documented_profile(bot: Bot) -> None:
    made = profile(await bot.client.post(PATH))
    assert len(made.pop("id")) == 64
    assert made == DEFAULTS


async def test_the_documented_example_works(bot: Bot) -> None:
    wish = {**DEFAULTS, "experience": 5, "data": {"a": [1]}, "isNew": True, "voicepoints": 99}
    made = profile(await bot.client.post(PATH, json=wish))
    assert (made["experience"], made["data"], made["voicepoints"]) == (5, {"a": [1]}, 0)


async def test_it_resets_and_keeps_the_id(bot: Bot) -> None:
    first = await bot.makes(level=7, timespent={"baking": 3}, data={"x": 1})
    again = await bot.makes()
    assert again == {"id": first["id"], **DEFAULTS}
    assert profile(await bot.client.get(PATH)) == again


async def test_it_takes_a_key_with_the_scope_and_the_guild(api: Api, bot: Bot) -> None:
    refusal(await api.world.visitor().post(PATH), 401)
    weak = await make_bot(api, scope=Scope.PLAYER_READ)
    refusal(await weak.client.post(PATH), 403)
    tied = await make_bot(api, guilds=(OTHER_GUILD,))
    refusal(await tied.client.post(PATH), 403)
    await tied.makes(guild=OTHER_GUILD)
    assert (await bot.client.get(f"/profile/{GUILD}")).json() == []


async def test_a_persons_key_can_do_what_the_person_can(api: Api, bot: Bot) -> None:
    del bot
    path = f"/profile/{HARBOUR}/{user(1)}"
    _, member = await make_key(api, scopes=ALL_SCOPES)
    refusal(await api.world.visitor().post(path, headers={"X-API-Key": member}), 403)
    ada = await api.person(seed.ADA)
    profile(await ada.post(path))


async def test_bad_input_is_named(bot: Bot) -> None:
    refusal(await bot.client.post(f"/profile/abc/{user(1)}"), 400, "guild_id")
    refusal(await bot.client.post(f"/profile/{GUILD}/12"), 400, "user_id")
    refusal(await bot.client.post(PATH, json={"level": "high"}), 400, "level")
    refusal(await bot.client.post(PATH, json={"experience": 10**18}), 400, "experience")
    refusal(await bot.client.post(PATH, json={"data": "x" * 70_000}), 413)
    answer = await bot.client.post(PATH, content="{", headers={"Content-Type": "application/json"})
    refusal(answer, 400)
