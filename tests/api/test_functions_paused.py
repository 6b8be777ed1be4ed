import pytest

from tests.support.api import Api, data, refusal


async def test_it_works(api: Api) -> None:
    noor = await api.listener()
    await api.with_queue(noor, *api.links(1))
    assert data(await noor.post("/functions/paused", json=True), api) is True
    assert data(await noor.get("/functions/player"), api)["paused"] is True
    assert data(await noor.post("/functions/paused", json=False), api) is True
    assert data(await noor.get("/functions/player"), api)["paused"] is False


async def test_going_on_starts_a_waiting_queue(api: Api) -> None:
    noor = await api.listener()
    one, _ = await api.with_queue(noor, *api.links(2))
    await noor.post("/functions/stop")
    assert data(await noor.post("/functions/paused", json=False), api) is True
    assert api.player.state.current is not None
    assert api.player.state.current.id == one["id"]


@pytest.mark.parametrize("paused", [True, False])
async def test_with_nothing_to_play_there_is_nothing_to_pause(api: Api, paused: bool) -> None:
    noor = await api.listener()
    refusal(await noor.post("/functions/paused", json=paused), 409, 5)


@pytest.mark.parametrize("body", [1, "false", None, {}])
async def test_only_true_and_false_are_taken(api: Api, body: object) -> None:
    noor = await api.listener()
    refusal(await api.post(noor, "/functions/paused", body), 400, 6, "paused")


async def test_it_needs_a_sign_in(api: Api) -> None:
    refusal(await api.world.visitor().post("/functions/paused", json=True), 401, 1)
