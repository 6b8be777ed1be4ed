import pytest

from tests.support.api import Api, data, refusal


async def test_it_works(api: Api) -> None:
    noor = await api.listener()
    assert data(await noor.post("/functions/shuffle", json=True), api) is True
    assert api.player.state.shuffle is True
    assert data(await noor.post("/functions/shuffle", json=False), api) is False
    assert api.player.state.shuffle is False


async def test_off_brings_the_order_of_addition_back(api: Api) -> None:
    noor = await api.listener()
    added = await api.with_queue(noor, *api.links(6))
    ids = [track["id"] for track in added[1:]]
    await noor.post("/functions/shuffle", json=True)
    assert sorted(entry.id for entry in api.player.state.queue) == ids
    await noor.post("/functions/shuffle", json=False)
    assert [entry.id for entry in api.player.state.queue] == ids


async def test_twice_is_as_good_as_once(api: Api) -> None:
    noor = await api.listener()
    await noor.post("/functions/shuffle", json=True)
    seq = api.player.seq
    assert data(await noor.post("/functions/shuffle", json=True), api) is True
    assert api.player.seq == seq


@pytest.mark.parametrize("body", [1, 0, "true", None, [], {"on": True}])
async def test_only_true_and_false_are_taken(api: Api, body: object) -> None:
    noor = await api.listener()
    answer = await api.post(noor, "/functions/shuffle", body)
    assert "true or false" in refusal(answer, 400, 6, "shuffle")


async def test_it_needs_a_sign_in(api: Api) -> None:
    refusal(await api.world.visitor().post("/functions/shuffle", json=True), 401, 1)
