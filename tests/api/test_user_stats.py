from sim.discord import seed
from tests.support.api import Api, Json, data, refusal
from tests.support.discord import eventually
from web.compose import now_ms


async def stats(api: Api, user_id: str = seed.NOOR) -> Json:
    return data(await (await api.person(user_id)).get("/user/stats"), api)


async def test_who_has_done_nothing_has_nothing(api: Api) -> None:
    assert await stats(api, seed.WREN) == {
        "tracks_added": 0,
        "tracks_listen": 0,
        "time_voice": 0,
        "time_online": 0,
        "time_idle": 0,
        "time_dnd": 0,
        "time_listen": 0,
    }


async def test_added_tracks_are_counted(api: Api) -> None:
    before = (await stats(api))["tracks_added"]
    noor = await api.listener()
    await api.with_queue(noor, *api.links(3))
    assert (await stats(api))["tracks_added"] == before + 3


async def test_time_in_voice_and_with_music_is_counted(api: Api) -> None:
    before = await stats(api)
    noor = await api.listener()
    await api.with_queue(noor, *api.links(1))
    await eventually(lambda: api.player.state.playhead and api.player.state.playhead.moving)
    await eventually(lambda: seed.NOOR in api.player.state.electorate)
    await eventually(lambda: api.player.state.voice_connected)
    begun = now_ms()
    await eventually(lambda: now_ms() - begun > 2_100)
    after = await stats(api)
    assert 2 <= after["time_listen"] - before["time_listen"] <= 15
    assert after["time_voice"] - before["time_voice"] >= 2
    assert (
        after["time_listen"] - before["time_listen"]
        <= after["time_voice"] - before["time_voice"] + 1
    )
    assert after["tracks_listen"] == before["tracks_listen"]


async def test_skipping_to_the_end_is_not_listening(api: Api) -> None:
    before = (await stats(api))["tracks_listen"]
    noor = await api.listener()
    [entry] = await api.with_queue(noor, *api.links(1))
    await eventually(lambda: api.player.state.playhead and api.player.state.playhead.moving)
    near_the_end = entry["length"] - 5_000
    data(await api.post(noor, "/functions/seek", near_the_end))
    assert (await stats(api))["tracks_listen"] == before


async def test_it_needs_a_sign_in(api: Api) -> None:
    refusal(await api.world.visitor().get("/user/stats"), 401, 1)
