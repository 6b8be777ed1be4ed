"""`GET /guild/<guild_id>/statistics` (ours)."""

from datetime import date

import pytest

from auth.identity import UserId
from sim.discord import seed
from tests.support.api import HARBOUR, Api, data, refusal, until_refused
from tests.support.archive import bot
from tests.support.heard import evening, past

PATH = f"/guild/{HARBOUR}/statistics"
MARCH = {"from": "2016-03-01", "to": "2016-03-31"}
STRANGER = "123456789012345678"


async def test_members_see_what_was_played_and_who_listened(api: Api) -> None:
    await past(
        api,
        evening(date(2016, 3, 1), 2, seed.NOOR, seed.ADA),
        evening(date(2016, 3, 2), 1, seed.ADA, STRANGER),
        evening(date(2016, 3, 3), 9, seed.ADA, guild=seed.STUDIO),
    )
    noor = await api.person(seed.NOOR)
    told = data(await noor.get(PATH, params=MARCH), api)
    assert told["plays"] == 3
    listeners = [(one["id"], one["plays"]) for one in told["listeners"]]
    assert listeners == [(seed.ADA, 3), (seed.NOOR, 2), (STRANGER, 1)]
    assert [one["id"] for one in told["requesters"]] == [seed.NOOR, seed.ADA]
    assert told["listeners"][0]["user"]["name"] == "Ada Lindqvist"
    assert told["listeners"][2]["user"] is None


async def test_who_hides_is_counted_and_not_named(api: Api) -> None:
    days = {"from": "2015-03-01", "to": "2015-03-31"}
    await past(api, evening(date(2015, 3, 1), 2, seed.NOOR, seed.ADA))
    profiles = api.world.parts.services.profiles
    await profiles.hide(UserId(seed.ADA), hidden=True)
    try:
        noor = await api.person(seed.NOOR)
        told = data(await noor.get(PATH, params=days), api)
    finally:
        await profiles.hide(UserId(seed.ADA), hidden=False)
    assert told["plays"] == 2
    assert [one["id"] for one in told["listeners"]] == [seed.NOOR]


async def test_only_members_see_it(api: Api) -> None:
    refusal(await api.world.visitor().get(PATH), 401, 1)
    refusal(await (await api.person(seed.TOMAS)).get(PATH), 403, 18)
    refusal(
        await (await api.person(seed.NOOR)).get("/guild/111111111111111111/statistics"), 404, 16
    )
    key = await bot(api, HARBOUR, owner=seed.ADA)
    refusal(await key.get(PATH), 403, 403)


async def test_what_makes_no_sense_is_named(api: Api) -> None:
    noor = await api.person(seed.NOOR)
    refusal(await noor.get(PATH, params={"from": "2016-13-01"}), 400, 6, "from")


@pytest.mark.usefixtures("documented_limits")
async def test_it_is_limited(api: Api) -> None:
    noor = await api.person(seed.NOOR)
    count, _ = await until_refused(lambda: noor.get(PATH, params=MARCH))
    assert count >= 60
