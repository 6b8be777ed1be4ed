"""`GET /tracks/sources`."""

from dataclasses import replace

from player.core.policy import DEFAULT_POLICY
from player.search import ENGINES
from sim.discord import seed
from tests.support.api import Api, data, refusal
from tests.support.discord import eventually

PATH = "/tracks/sources"


async def test_all_prefixes_are_told_of(api: Api) -> None:
    told = data(await (await api.person()).get(PATH), api)
    assert told["default"] == "yt"
    assert [source["prefix"] for source in told["sources"]] == [one.prefix for one in ENGINES]
    assert all(source["available"] for source in told["sources"])


async def test_the_servers_setting_is_the_default(api: Api) -> None:
    noor = await api.listener()
    player = replace(DEFAULT_POLICY.player, search="sc:")
    await api.rules(replace(DEFAULT_POLICY, player=player))
    assert data(await noor.get(PATH), api)["default"] == "sc"
    named = await noor.get(PATH, params={"guild_id": seed.HARBOUR})
    assert data(named, api)["default"] == "sc"


async def test_without_a_node_nothing_can_be_searched(api: Api) -> None:
    noor = await api.person()
    await api.world.node.stop()
    try:
        await eventually(lambda: not api.player.state.node_connected)
        told = data(await noor.get(PATH), api)
        assert not any(source["available"] for source in told["sources"])
    finally:
        await api.world.node.start()


async def test_other_peoples_servers_are_secret(api: Api) -> None:
    tomas = await api.person(seed.TOMAS)
    refusal(await tomas.get(PATH, params={"guild_id": seed.HARBOUR}), 403, 18)
    refusal(await tomas.get(PATH, params={"guild_id": "123456789012345678"}), 404, 16)
    refusal(await tomas.get(PATH, params={"guild_id": "x"}), 400, 6, "guild_id")


async def test_it_needs_a_sign_in(api: Api) -> None:
    refusal(await api.world.visitor().get(PATH), 401, 1)
