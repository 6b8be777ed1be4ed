"""What is counted of people outlives a restart, and is not counted twice."""

from sim.discord import seed
from tests.support.discord import eventually
from tests.support.world import World
from web.compose import now_ms


async def test_sums_outlive_a_restart(world: World) -> None:
    noor = await world.listening(seed.NOOR, seed.MAIN_DECK)
    song = next(track for track in world.node.catalogue.tracks if track.uri)
    assert (await noor.post("/tracks/add", params={"query": song.uri})).status_code == 200
    session = world.session(seed.HARBOUR)
    await eventually(lambda: seed.NOOR in session.state.electorate)
    await eventually(lambda: session.state.playhead and session.state.playhead.moving)
    await eventually(lambda: session.state.position_at(now_ms()) > 1_500)
    before = (await noor.get("/user/stats")).json()["data"]
    assert before["tracks_added"] == 1
    assert before["time_listen"] >= 1
    await world.restart()
    after = (await noor.get("/user/stats")).json()["data"]
    assert after["tracks_added"] == 1
    assert before["time_listen"] <= after["time_listen"] <= before["time_listen"] + 10
    assert before["time_voice"] <= after["time_voice"] <= before["time_voice"] + 10


async def test_the_log_outlives_a_restart(world: World) -> None:
    ada = await world.listening(seed.ADA, seed.MAIN_DECK)
    assert (await ada.post(f"/guild/{seed.HARBOUR}/reset")).status_code == 200
    body = {"volume": {"step": 5}}
    assert (await ada.post(f"/guild/{seed.HARBOUR}/settings", json=body)).status_code == 200
    await world.restart()
    [line] = (await ada.get(f"/guild/{seed.HARBOUR}/log")).json()["data"]
    assert line["text"] == "Ada Lindqvist changed the settings volume.step"
    settings = (await ada.get(f"/guild/{seed.HARBOUR}/settings")).json()["data"]
    assert settings["volume"]["step"] == 5
