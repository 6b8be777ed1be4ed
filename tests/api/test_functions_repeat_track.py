import pytest

from tests.support.api import Api, data, refusal


async def test_it_works(api: Api) -> None:
    noor = await api.listener()
    assert data(await noor.post("/functions/repeat_track", json=True), api) is True
    assert api.player.state.repeat_track is True
    assert data(await noor.post("/functions/repeat_track", json=False), api) is False
    assert api.player.state.repeat_track is False


async def test_twice_is_as_good_as_once(api: Api) -> None:
    noor = await api.listener()
    await noor.post("/functions/repeat_track", json=True)
    seq = api.player.seq
    assert data(await noor.post("/functions/repeat_track", json=True), api) is True
    assert api.player.seq == seq


@pytest.mark.parametrize("body", [1, 0, "true", None, [], {"on": True}])
async def test_only_true_and_false_are_taken(api: Api, body: object) -> None:
    noor = await api.listener()
    answer = await api.post(noor, "/functions/repeat_track", body)
    assert "true or false" in refusal(answer, 400, 6, "repeat_track")


async def test_it_needs_a_sign_in(api: Api) -> None:
    refusal(await api.world.visitor().post("/functions/repeat_track", json=True), 401, 1)
