import pytest

from sim.lavalink.specials import STREAMS
from tests.support.api import Api, data, refusal


async def test_it_works(api: Api) -> None:
    noor = await api.listener()
    await api.with_queue(noor, *api.links(1))
    assert data(await noor.post("/functions/seek", json=45_000), api) == 45_000
    assert data(await noor.get("/functions/player"), api)["position"] >= 45_000


async def test_the_track_is_the_limit(api: Api) -> None:
    noor = await api.listener()
    (track,) = await api.with_queue(noor, *api.links(1))
    answer = await noor.post("/functions/seek", json=track["length"] + 1)
    assert "between 0 and" in refusal(answer, 400, 6, "position")
    refusal(await noor.post("/functions/seek", json=-1), 400, 6, "position")


async def test_a_live_stream_has_no_positions(api: Api) -> None:
    noor = await api.listener()
    await api.with_queue(noor, STREAMS[0].url)
    assert "live stream" in refusal(await noor.post("/functions/seek", json=1), 409, 409)


async def test_silence_has_no_positions(api: Api) -> None:
    noor = await api.listener()
    refusal(await noor.post("/functions/seek", json=1), 409, 5)


@pytest.mark.parametrize("body", [1.5, "1", True, None, {}, [1], 2**60])
async def test_only_whole_numbers_are_taken(api: Api, body: object) -> None:
    noor = await api.listener()
    await api.with_queue(noor, *api.links(1))
    refusal(await api.post(noor, "/functions/seek", body), 400, 6, "position")


async def test_it_needs_a_sign_in(api: Api) -> None:
    refusal(await api.world.visitor().post("/functions/seek", json=1), 401, 1)
