from tests.support.api import Api, data, refusal


async def test_it_works(api: Api) -> None:
    noor = await api.listener()
    one, two = await api.with_queue(noor, *api.links(2))
    await noor.post("/functions/skip")
    assert data(await noor.post("/functions/previous"), api) is True
    assert api.player.state.current is not None
    assert api.player.state.current.id == one["id"]
    assert api.player.state.queue[0].id == two["id"]


async def test_there_is_nothing_before_the_first_track(api: Api) -> None:
    noor = await api.listener()
    await api.with_queue(noor, *api.links(1))
    assert "no previous" in refusal(await noor.post("/functions/previous"), 409, 409)


async def test_it_needs_a_sign_in(api: Api) -> None:
    refusal(await api.world.visitor().post("/functions/previous"), 401, 1)
