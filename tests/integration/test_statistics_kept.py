"""What is counted of people outlives a restart, and is not counted twice."""

from auth.identity import GuildId
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


async def test_a_play_goes_on_over_a_restart(world: World) -> None:
    noor = await world.listening(seed.NOOR, seed.MAIN_DECK)
    catalogue = world.node.catalogue
    song = next(track for track in catalogue.tracks if track.uri and catalogue.song_of(track))
    assert (await noor.post("/tracks/add", params={"query": song.uri})).status_code == 200
    session = world.session(seed.HARBOUR)
    await eventually(lambda: session.state.playhead and session.state.playhead.moving)
    await eventually(lambda: session.state.position_at(now_ms()) > 1_500)
    await world.stop()
    stopped_at = now_ms()
    await world.start()
    session = world.session(seed.HARBOUR)
    await eventually(lambda: session.state.playhead and session.state.playhead.moving)
    seen = session.state.position_at(now_ms())
    await eventually(lambda: session.state.position_at(now_ms()) > seen + 500)
    assert (await noor.post("/functions/skip")).status_code == 200
    await world.stop()
    await world.start()
    history = world.parts.services.history
    (play,) = await history.plays.recent_of_guild(GuildId(seed.HARBOUR), 9)
    assert (play.title, play.requester) == (song.title, seed.NOOR)
    assert seed.NOOR in play.listeners
    assert play.started_at < stopped_at < (play.ended_at or 0)
    assert 2_000 <= play.heard_ms <= (play.ended_at or 0) - play.started_at
    (stay,) = await history.stays.latest_of([GuildId(seed.HARBOUR)], 9)
    assert play.stay_id == stay.id


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
