"""Music without end: what autoplay goes on with, and that people come first."""

import pytest

from player.core.commands import PolicyChanged
from player.core.policy import PlayerRules, Policy
from sim.discord import seed
from sim.lavalink import catalogue
from tests.support.discord import eventually
from tests.support.world import World

HARBOUR = seed.HARBOUR
ENDLESS = Policy(player=PlayerRules(autoplay=True))


async def endless(world: World) -> None:
    session = world.session(HARBOUR)
    session.observe(PolicyChanged(ENDLESS))
    await eventually(lambda: session.state.policy == ENDLESS)


@pytest.mark.parametrize("source", ["youtube", "spotify", "deezer"])
async def test_the_sources_mix_goes_on(world: World, source: str) -> None:
    ada = await world.listening(seed.ADA, seed.MAIN_DECK)
    await endless(world)
    seed_track = next(
        track
        for track in world.node.catalogue.tracks
        if track.source == source and world.node.catalogue.song_of(track)
    )
    await ada.post("/tracks/add", params={"query": str(seed_track.uri)})
    await ada.post("/functions/skip")
    state = world.session(HARBOUR)
    await eventually(lambda: state.state.current is not None)
    assert state.state.current is not None
    assert state.state.current.track.source == source
    assert state.state.current.track.identifier != seed_track.identifier
    assert state.state.current.requester is None


async def test_without_a_mix_the_guilds_own_history_goes_on(world: World) -> None:
    ada = await world.listening(seed.ADA, seed.MAIN_DECK)
    await endless(world)
    for link in (catalogue.ANTHEM_URL, catalogue.TAGGED_FILE_URL):
        await ada.post("/tracks/add", params={"query": link})
    await ada.post("/functions/skip")
    await ada.post("/functions/skip")
    session = world.session(HARBOUR)
    await eventually(lambda: session.state.current is not None)
    assert session.state.current is not None
    assert session.state.current.track.url == catalogue.ANTHEM_URL


async def test_it_is_off_unless_a_guild_wants_it(world: World) -> None:
    ada = await world.listening(seed.ADA, seed.MAIN_DECK)
    await ada.post("/tracks/add", params={"query": catalogue.ANTHEM_URL})
    await ada.post("/functions/skip")
    session = world.session(HARBOUR)
    await session.settled()
    assert session.state.current is None
