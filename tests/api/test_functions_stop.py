from tests.support.api import Api, data, refusal


async def test_it_works(api: Api) -> None:
    noor = await api.listener()
    one, two = await api.with_queue(noor, *api.links(2))
    assert data(await noor.post("/functions/stop"), api) is True
    assert api.player.state.current is None
    assert [entry.id for entry in api.player.state.queue] == [one["id"], two["id"]]


async def test_silence_cannot_be_stopped(api: Api) -> None:
    noor = await api.listener()
    refusal(await noor.post("/functions/stop"), 409, 5)


async def test_it_needs_a_sign_in(api: Api) -> None:
    refusal(await api.world.visitor().post("/functions/stop"), 401, 1)
