from tests.support.api import Api, data, refusal


async def test_it_works(api: Api) -> None:
    noor = await api.listener()
    await api.with_queue(noor, *api.links(1))
    await noor.post("/functions/volume", json=30)
    await noor.post("/functions/repeat", json=True)
    player = data(await noor.get("/functions/player"), api)
    assert player["paused"] is False
    assert player["position"] >= 0
    assert player["volume"] == 30
    assert player["repeat"] is True
    assert player["repeat_song"] is False
    assert player["shuffle"] is False
    assert player["equalizer"] == [0.0] * 15


async def test_a_silent_player_is_paused_at_the_beginning(api: Api) -> None:
    noor = await api.listener()
    player = data(await noor.get("/functions/player"), api)
    assert (player["paused"], player["position"]) == (True, 0)


async def test_it_needs_a_sign_in(api: Api) -> None:
    refusal(await api.world.visitor().get("/functions/player"), 401, 1)
