import pytest

from tests.support.api import Api, data, refusal


async def test_it_works(api: Api) -> None:
    noor = await api.listener()
    assert data(await noor.post("/functions/volume", json=40), api) == 40
    assert api.player.state.volume == 40


@pytest.mark.parametrize("volume", [0, 200])
async def test_it_takes_both_limits(api: Api, volume: int) -> None:
    noor = await api.listener()
    assert data(await noor.post("/functions/volume", json=volume), api) == volume


@pytest.mark.parametrize("volume", [-1, 201, 2**53])
async def test_it_refuses_what_is_beyond_the_limits(api: Api, volume: int) -> None:
    noor = await api.listener()
    answer = await noor.post("/functions/volume", json=volume)
    assert "between 0 and 200" in refusal(answer, 400, 6, "volume")


@pytest.mark.parametrize("body", ["true", "50.5", '"50"', "null", "[50]", "{}", "1e3", "9" * 400])
async def test_it_refuses_what_is_no_whole_number(api: Api, body: str) -> None:
    noor = await api.listener()
    headers = {"Content-Type": "application/json"}
    answer = await noor.post("/functions/volume", content=body, headers=headers)
    refusal(answer, 400, 6, "volume")
    assert api.player.state.volume == 100
