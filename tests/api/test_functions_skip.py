from tests.support.api import Api, data, refusal


async def test_it_works(api: Api) -> None:
    noor = await api.listener()
    _, one = await api.with_queue(noor, *api.links(2))
    assert data(await noor.post("/functions/skip"), api) is True
    assert api.player.state.current is not None
    assert api.player.state.current.id == one["id"]


async def test_skipping_the_last_track_ends_the_music(api: Api) -> None:
    noor = await api.listener()
    await api.with_queue(noor, *api.links(1))
    assert data(await noor.post("/functions/skip"), api) is True
    refusal(await noor.post("/functions/skip"), 409, 5)


async def test_a_body_does_no_harm(api: Api) -> None:
    noor = await api.listener()
    await api.with_queue(noor, *api.links(1))
    assert data(await noor.post("/functions/skip", json={}), api) is True


async def test_it_needs_a_sign_in(api: Api) -> None:
    refusal(await api.world.visitor().post("/functions/skip"), 401, 1)
