"""`DELETE /user/data` (ours)."""

import pytest

from sim.discord import seed
from tests.support.api import HARBOUR, Api, data, refusal
from tests.support.archive import GUILDS, answered, bot, heard, session


async def test_the_person_goes_and_the_servers_play_stays(api: Api) -> None:
    wren, client = await api.person(seed.WREN), await bot(api, HARBOUR)
    begun = await session(client)
    play = await heard(
        client, begun["ID"], queuedByUser=seed.WREN, listenerIds=[seed.WREN, seed.ADA]
    )
    assert (await wren.get("/user/export")).json()["count"] == 1
    answer = await wren.request("DELETE", "/user/data", json={"confirm": "delete"})
    assert data(answer, api) == {"plays": 1}
    assert (await wren.get("/user/export")).json() == {"plays": [], "count": 0}
    recent = answered(await client.get(f"{GUILDS}/{HARBOUR}/tracks/recent?limit=1"))
    assert recent["trackPlays"] == [{**play, "QueuedByUser": ""}]
    listeners = answered(await client.get(f"/api/v1/tracks/{play['ID']}/listeners"))
    assert [each["UserID"] for each in listeners["listeners"]] == [seed.ADA]


@pytest.mark.parametrize("body", [{}, {"confirm": "yes"}, {"confirm": True}, {"confirm": None}])
async def test_nothing_goes_without_the_word(api: Api, body: dict[str, object]) -> None:
    wren = await api.person(seed.WREN)
    refusal(await wren.request("DELETE", "/user/data", json=body), 400, 6, "confirm")


async def test_only_the_person_at_our_pages_may(api: Api) -> None:
    body = {"confirm": "delete"}
    refusal(await api.world.visitor().request("DELETE", "/user/data", json=body), 401, 1)
    key = await bot(api, HARBOUR, owner=seed.ADA)
    refusal(await key.request("DELETE", "/user/data", json=body), 403, 403)
    wren = await api.person(seed.WREN)
    elsewhere = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
    refused = await wren.request("DELETE", "/user/data", json=body, headers=elsewhere)
    refusal(refused, 403, 403)
