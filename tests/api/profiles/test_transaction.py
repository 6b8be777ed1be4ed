"""`POST /transaction`: moving points."""

import asyncio

from sim.discord import seed
from tests.support.api import Api
from tests.support.profiles import (
    GUILD,
    OTHER_GUILD,
    Bot,
    Json,
    answered,
    make_bot,
    profile,
    refusal,
    user,
)

PATH = "/transaction"


def party(number: int, guild: str = GUILD) -> dict[str, str]:
    return {"user_id": user(number), "guild_id": guild}


async def points(bot: Bot, number: int) -> int:
    found = profile(await bot.client.get(f"/profile/{GUILD}/{user(number)}"))
    balance: int = found["voicepoints"]
    return balance


async def send(
    bot: Bot, sender: object, receiver: object, amount: object = 10, **rest: object
) -> Json:
    body = {"from": sender, "to": receiver, "amount": amount, "reason": "gift"}
    return await bot.client.post(PATH, json=body, **rest)


async def test_the_documented_examples_work(bot: Bot) -> None:
    one, two = await bot.makes(1), await bot.makes(2)
    given = answered(await send(bot, "self", party(1), 300))
    assert given["to"] == {"id": one["id"], **party(1)}
    assert (given["amount"], given["reason"]) == (300, "gift")
    answered(await send(bot, one["id"], two["id"], 100))
    answered(await send(bot, two["id"], "self", 30))
    assert (await points(bot, 1), await points(bot, 2)) == (200, 70)
    own = given["from"]["id"]
    answered(await send(bot, own, party(2), 1))
    assert await points(bot, 2) == 71


async def test_nobody_gives_what_they_do_not_have(bot: Bot) -> None:
    one, two = await bot.makes(1), await bot.makes(2)
    await bot.gives(1, 50)
    answer = await send(bot, one["id"], two["id"], 51)
    refusal(answer, 409, "amount")
    assert answer.json()["balance"] == 50
    assert (await points(bot, 1), await points(bot, 2)) == (50, 0)


async def test_what_makes_no_sense_is_refused(bot: Bot) -> None:
    one = await bot.makes(1)
    refusal(await send(bot, one["id"], party(1)), 400, "to")
    refusal(await send(bot, "self", "self"), 400, "to")
    refusal(await send(bot, "self", party(1), 0), 400, "amount")
    refusal(await send(bot, "self", party(1), 10**18), 400, "amount")
    refusal(await send(bot, "self", party(1), 2**53), 400, "amount")
    refusal(await send(bot, "self", party(1), 1.5), 400, "amount")
    refusal(await send(bot, "self", party(2)), 404)
    refusal(await send(bot, "self", "f" * 64), 404, "to")
    answered(await send(bot, "self", party(1), 2**53 - 1))
    refusal(await send(bot, "self", party(1), 1), 409, "amount")


async def test_nobody_acts_as_another_bot(api: Api, bot: Bot) -> None:
    await bot.makes(1)
    other = (await bot.gives(1, 5))["from"]["id"]
    impostor = await make_bot(api)
    refusal(await send(impostor, other, party(1)), 403, "from")
    answered(await send(impostor, party(1), other, 5))


async def test_the_key_has_to_reach_both_servers(api: Api, bot: Bot) -> None:
    await bot.makes(1)
    await bot.makes(2, OTHER_GUILD)
    refusal(await api.world.visitor().post(PATH, json={}), 401)
    noor = await api.person(seed.NOOR)
    body = {"from": "self", "to": party(1), "amount": 1, "reason": ""}
    refusal(await noor.post(PATH, json=body), 404)
    tied = await make_bot(api, guilds=(GUILD,))
    answered(await send(tied, "self", party(1)))
    refusal(await send(tied, party(1), party(2, OTHER_GUILD)), 403)
    refusal(await send(tied, "self", party(2, OTHER_GUILD)), 403)


async def test_a_request_that_comes_again_is_booked_once(bot: Bot) -> None:
    await bot.makes(1)
    key = {"Idempotency-Key": "bonus 1"}
    answers = await asyncio.gather(
        *(send(bot, "self", party(1), headers=key) for _ in range(6)),
    )
    first = answered(answers[0])
    assert [answered(answer) for answer in answers] == [first] * 6
    assert await points(bot, 1) == 10
    refusal(await send(bot, "self", party(1), 11, headers=key), 409, "Idempotency-Key")
    refusal(
        await send(bot, "self", party(1), headers={"Idempotency-Key": ""}), 400, "Idempotency-Key"
    )
    assert len(answered(await bot.client.get(PATH))) == 1


async def test_a_reset_books_points_back(bot: Bot) -> None:
    await bot.makes(1)
    given = await bot.gives(1, 40)
    assert (await bot.makes(1))["voicepoints"] == 0
    back = answered(await bot.client.get(PATH))[0]
    assert (back["from"], back["to"], back["amount"]) == (given["to"], given["from"], 40)
