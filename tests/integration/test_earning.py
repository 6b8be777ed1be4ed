"""Voice profiles fed by the running server, from both simulators, and over its restarts."""

import asyncio
from collections.abc import Callable

import httpx2

from sim.discord import seed
from tests.support.discord import eventually
from tests.support.profiles import Json
from tests.support.world import World
from web.compose import now_ms

SETTINGS = f"/guild/{seed.HARBOUR}/settings"
NOORS = f"/profile/{seed.HARBOUR}/{seed.NOOR}"
GENEROUS = {"earning": True, "voice_experience": 1_000, "listening_experience": 1_000}


async def profile_of_noor(world: World) -> Json:
    """Return her profile as everybody may read it, or nothing."""
    answer = await world.visitor().get(NOORS)
    return answer.json() if answer.status_code == 200 else None


async def sets(world: World, **profiles: object) -> None:
    ada = await world.sign_in(seed.ADA)
    answer = await ada.post(SETTINGS, json={"profiles": profiles})
    assert answer.status_code == 200, answer.text
    assert answer.json()["data"]["profiles"] | profiles == answer.json()["data"]["profiles"]


async def plays(world: World, browser: httpx2.AsyncClient, ms: int) -> None:
    """Put on a song, and wait until so much of it has sounded."""
    catalogue = world.node.catalogue
    song = next(track for track in catalogue.tracks if track.uri and catalogue.song_of(track))
    assert (await browser.post("/tracks/add", params={"query": song.uri})).status_code == 200
    session = world.session(seed.HARBOUR)
    await eventually(lambda: seed.NOOR in session.state.electorate)
    await eventually(lambda: session.state.position_at(now_ms()) > ms)


async def test_sitting_listening_and_writing_earn_and_a_restart_counts_nothing_twice(
    sleeping_world: World,
) -> None:
    world = sleeping_world
    discord = world.settings.discord.model_copy(update={"messages_intent": True})
    world.settings = world.settings.model_copy(update={"discord": discord})
    await world.start()
    await sets(world, **GENEROUS, message_experience=3)
    began = now_ms()
    noor = await world.listening(seed.NOOR, seed.MAIN_DECK)
    await plays(world, noor, 3_000)
    for number in range(3):
        words = {
            "user_id": seed.NOOR,
            "channel_id": seed.HARBOUR_REQUESTS,
            "content": f"la {number}",
        }
        async with httpx2.AsyncClient(base_url=world.discord.base_url, trust_env=False) as sim:
            assert (await sim.post("/sim/messages", json=words)).status_code == 200
    await comes(world, lambda profile: (profile["text"] or {}).get("message_count") == 3)
    await world.stop()
    await world.start()
    first, elapsed_s = await profile_of_noor(world), (now_ms() - began) / 1_000
    assert 3 <= first["timespent"]["listened"] <= first["timespent"]["global"] <= elapsed_s
    assert first["text"] == {"level": 1, "experience": 3, "message_count": 3}
    assert first["level"] >= 1
    assert points(first) >= 3 * 2_000 // 60
    session = world.session(seed.HARBOUR)
    await eventually(lambda: session.state.playhead and session.state.playhead.moving)
    heard = session.state.position_at(now_ms())
    await eventually(lambda: session.state.position_at(now_ms()) > heard + 2_000)
    await world.stop()
    await world.start()
    second, elapsed_s = await profile_of_noor(world), (now_ms() - began) / 1_000
    assert first["timespent"]["listened"] + 1 <= second["timespent"]["listened"]
    assert second["timespent"]["listened"] <= second["timespent"]["global"] <= elapsed_s
    assert second["text"] == first["text"]


async def test_a_server_that_does_not_want_it_has_no_profiles(world: World) -> None:
    noor = await world.listening(seed.NOOR, seed.MAIN_DECK)
    await plays(world, noor, 1_500)
    await world.parts.services.statistics.flush()
    await world.parts.earnings.flush()
    assert await profile_of_noor(world) is None
    await sets(world, earning=True)
    await comes(world, lambda profile: profile["timespent"]["global"] >= 1)
    await sets(world, earning=False)
    await world.parts.earnings.flush()
    before = await profile_of_noor(world)
    await world.restart()
    assert await profile_of_noor(world) == before


def points(profile: Json) -> int:
    """Return all experience that a profile ever had, by the documented curve."""
    climbed = sum((10 + level) * 10 * level**2 for level in range(1, profile["level"]))
    return int(profile["experience"] + climbed)


async def comes(world: World, condition: Callable[[Json], bool]) -> None:
    """Have everything counted and written until her profile is as wanted."""
    async with asyncio.timeout(30):
        while True:
            await world.parts.services.statistics.flush()
            await world.parts.earnings.flush()
            profile = await profile_of_noor(world)
            if profile is not None and condition(profile):
                return
            await asyncio.sleep(0.05)
