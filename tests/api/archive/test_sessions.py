"""`GET /api/v1/sessions`."""

import pytest

from auth.api_key import Scope
from sim.discord import seed
from tests.support.api import HARBOUR, Api
from tests.support.archive import SESSIONS, answered, bot, fresh_id, refused, session


async def test_the_latest_come_first(api: Api) -> None:
    here, there = fresh_id(), fresh_id()
    client = await bot(api)
    begun = [await session(client, guild) for guild in (here, there, here, fresh_id())]
    wanted = {"guildIds": f"{here}, {there},{here}"}
    listed = answered(await client.get(SESSIONS, params=wanted))
    assert listed == {"sessions": [begun[2], begun[1], begun[0]], "count": 3}
    one = answered(await client.get(SESSIONS, params={**wanted, "limit": 1}))
    assert [each["ID"] for each in one["sessions"]] == [begun[2]["ID"]]


async def test_more_than_the_most_is_the_most(api: Api) -> None:
    client = await bot(api)
    wanted = {"guildIds": fresh_id(), "limit": 100_000}
    assert answered(await client.get(SESSIONS, params=wanted)) == {"sessions": [], "count": 0}


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({}, "guildIds"),
        ({"guildIds": ""}, "guildIds"),
        ({"guildIds": "1,x"}, "guildIds"),
        ({"guildIds": ",".join(map(str, range(1, 102)))}, "guildIds"),
        ({"guildIds": "1", "limit": "-1"}, "limit"),
        ({"guildIds": "1", "limit": "many"}, "limit"),
    ],
)
async def test_what_is_wrong_is_named(api: Api, query: dict[str, str], field: str) -> None:
    assert field in refused(await (await bot(api)).get(SESSIONS, params=query), 400)


async def test_one_server_out_of_reach_refuses_them_all(api: Api) -> None:
    client = await bot(api, HARBOUR)
    refused(await client.get(SESSIONS, params={"guildIds": f"{HARBOUR},{seed.MOON}"}), 403)
    answered(await client.get(SESSIONS, params={"guildIds": HARBOUR}))


async def test_reading_takes_its_scope(api: Api) -> None:
    client = await bot(api, scopes=frozenset({Scope.ARCHIVE_WRITE}))
    assert "archive:read" in refused(await client.get(SESSIONS, params={"guildIds": "1"}), 403)
    refused(await api.world.visitor().get(SESSIONS, params={"guildIds": "1"}), 401)


async def test_managers_see_their_servers_and_members_do_not(api: Api) -> None:
    wanted = {"guildIds": HARBOUR}
    answered(await (await api.person(seed.ADA)).get(SESSIONS, params=wanted))
    refused(await (await api.person(seed.NOOR)).get(SESSIONS, params=wanted), 403)
