"""`GET /guild/<guild_id>/wallet` and `POST /guild/<guild_id>/transfer` (ours)."""

import asyncio

import pytest

from sim.discord import seed
from tests.support.api import HARBOUR, Api, data, refusal, until_refused
from tests.support.archive import bot as archive_bot
from tests.support.points import WALLET, balance, rich

TRANSFER = f"/guild/{HARBOUR}/transfer"


async def test_points_go_from_one_member_to_another(api: Api) -> None:
    await rich(api)
    noor = await api.person(seed.NOOR)
    gift = {"to": seed.JUNO, "amount": 30, "reason": "for the encore"}
    sent = data(await noor.post(TRANSFER, json=gift), api)
    assert (sent["balance"], sent["amount"], sent["to"]) == (70, 30, seed.JUNO)
    assert (await balance(api, seed.NOOR), await balance(api, seed.JUNO)) == (70, 30)


async def test_a_gift_that_is_sent_twice_moves_once(api: Api) -> None:
    await rich(api)
    noor = await api.person(seed.NOOR)
    gift, key = {"to": seed.JUNO, "amount": 30}, {"Idempotency-Key": "one gift"}
    answers = await asyncio.gather(*(noor.post(TRANSFER, json=gift, headers=key) for _ in range(5)))
    assert {data(answer, api)["id"] for answer in answers} == {data(answers[0])["id"]}
    assert await balance(api, seed.NOOR) == 70
    other = await noor.post(TRANSFER, json={"to": seed.JUNO, "amount": 31}, headers=key)
    refusal(other, 409, 409, "Idempotency-Key")
    long = await noor.post(TRANSFER, json=gift, headers={"Idempotency-Key": "x" * 256})
    refusal(long, 400, 6, "Idempotency-Key")


async def test_nobody_gives_more_than_they_have(api: Api) -> None:
    await rich(api)
    noor = await api.person(seed.NOOR)
    told = refusal(
        await noor.post(TRANSFER, json={"to": seed.JUNO, "amount": 101}), 409, 409, "amount"
    )
    assert "100 points" in told
    assert await balance(api, seed.NOOR) == 100


@pytest.mark.parametrize(
    ("gift", "status", "code", "field"),
    [
        ({"to": seed.NOOR, "amount": 1}, 400, 400, "to"),
        ({"to": seed.JUNO, "amount": 0}, 400, 6, "amount"),
        ({"to": seed.JUNO, "amount": 10**18}, 400, 6, "amount"),
        ({"to": seed.JUNO, "amount": 1.5}, 400, 6, "amount"),
        ({"to": "Juno", "amount": 1}, 400, 6, "to"),
        ({"to": seed.TOMAS, "amount": 1}, 404, 404, "to"),
        ({"to": seed.BOBBY, "amount": 1}, 404, 404, None),
        ({"amount": 1}, 400, 6, "to"),
        ({"to": seed.JUNO, "amount": 1, "from": seed.ADA}, 400, 6, "from"),
    ],
)
async def test_what_cannot_be_given_is_refused(
    api: Api, gift: dict[str, object], status: int, code: int, field: str | None
) -> None:
    await rich(api)
    noor = await api.person(seed.NOOR)
    refusal(await noor.post(TRANSFER, json=gift), status, code, field)
    assert await balance(api, seed.NOOR) == 100


async def test_it_is_for_members_at_our_pages(api: Api) -> None:
    gift = {"to": seed.JUNO, "amount": 1}
    refusal(await api.world.visitor().post(TRANSFER, json=gift), 401, 1)
    tomas = await api.person(seed.TOMAS)
    refusal(await tomas.get(WALLET), 403, 18)
    refusal(await tomas.post(TRANSFER, json=gift), 403, 18)
    key = await archive_bot(api, HARBOUR, owner=seed.NOOR)
    refusal(await key.post(TRANSFER, json=gift), 403, 403)
    noor = await api.person(seed.NOOR)
    elsewhere = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
    refusal(await noor.post(TRANSFER, json=gift, headers=elsewhere), 403, 403)


@pytest.mark.usefixtures("documented_limits")
async def test_it_is_limited(api: Api) -> None:
    noor = await api.person(seed.NOOR)
    count, _ = await until_refused(lambda: noor.post(TRANSFER, json={"to": "", "amount": 0}))
    assert count >= 60
