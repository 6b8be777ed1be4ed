"""`GET /api/v1/guilds/:guildId/tracks/recent`."""

import pytest

from sim.discord import seed
from tests.support.api import HARBOUR, Api
from tests.support.archive import GUILDS, answered, bot, fresh_id, heard, refused, session, track


async def test_what_is_over_is_listed_the_latest_first(api: Api) -> None:
    client, guild = await bot(api), fresh_id()
    begun = await session(client, guild)
    plays = [await heard(client, begun["ID"], title=f"Song {number}") for number in range(3)]
    await track(client, begun["ID"])
    path = f"{GUILDS}/{guild}/tracks/recent"
    listed = answered(await client.get(path))
    assert listed == {"trackPlays": plays[::-1], "count": 3, "guildId": guild}
    assert answered(await client.get(path, params={"limit": 2}))["trackPlays"] == plays[:0:-1]
    assert answered(await client.get(path, params={"limit": 501}))["count"] == 3


@pytest.mark.parametrize("limit", ["0", "-5", "all"])
async def test_a_wrong_limit_is_named(api: Api, limit: str) -> None:
    path = f"{GUILDS}/5/tracks/recent"
    assert "limit" in refused(await (await bot(api)).get(path, params={"limit": limit}), 400)


async def test_what_is_no_server_is_named(api: Api) -> None:
    client = await bot(api)
    for guild in ("abc", "0", "1" * 21):
        assert "guildId" in refused(await client.get(f"{GUILDS}/{guild}/tracks/recent"), 400)


async def test_another_server_is_refused(api: Api) -> None:
    path = f"{GUILDS}/{HARBOUR}/tracks/recent"
    refused(await (await bot(api, seed.MOON)).get(path), 403)
    refused(await (await bot(api, HARBOUR, owner=seed.NOOR)).get(path), 403)
    refused(await api.world.visitor().get(path), 401)
    answered(await (await bot(api, HARBOUR, owner=seed.ADA)).get(path))
