from sim.discord import seed
from tests.support.api import HARBOUR, Api, data, refusal

SETTINGS = f"/guild/{HARBOUR}/settings"
RESET = f"/guild/{HARBOUR}/reset"


async def test_it_works(api: Api) -> None:
    robin = await api.person(seed.ROBIN)
    before = data(await robin.get(SETTINGS), api)
    change = {"volume": {"limit": 300}, "player": {"24h": True}}
    assert data(await api.post(robin, SETTINGS, change), api) != before
    assert data(await robin.post(RESET), api) == before
    assert data(await robin.get(SETTINGS), api) == before


async def test_the_player_hears_of_it(api: Api) -> None:
    robin = await api.listener(seed.ROBIN)
    data(await api.post(robin, SETTINGS, {"player": {"repeat": True}}), api)
    await api.player.settled()
    assert api.player.state.repeat
    data(await robin.post(RESET), api)
    await api.player.settled()
    assert not api.player.state.repeat


async def test_only_managers_may(api: Api) -> None:
    refusal(await (await api.person()).post(RESET), 403, 17)


async def test_strangers_may_not(api: Api) -> None:
    refusal(await (await api.person(seed.TOMAS)).post(RESET), 403, 18)
    refusal(await (await api.person()).post(f"/guild/{seed.BINDERS}/reset"), 404, 16)


async def test_it_needs_a_sign_in(api: Api) -> None:
    refusal(await api.world.visitor().post(RESET), 401, 1)
