"""What is stored follows what is live, also over a database that goes away."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

from auth.identity import person
from player.bus import Recorded
from player.core.playback import Playhead
from player.core.state import PlayerState
from player.core.track import Entry, EntryId
from player.persistence import Persistence
from player.ports import Snapshot
from player.registry import Players
from tests.support.builders import ADA, GUILD, ROOM, track
from tests.support.ports import MemoryPlayers, Stage


def recorded(volume: int, seq: int) -> Recorded:
    state = PlayerState(GUILD)
    return Recorded(GUILD, seq, 5, person(ADA), (), state, replace(state, volume=volume))


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not condition():  # noqa: ASYNC110 - The store has no event to wait for.
            await asyncio.sleep(0.01)


async def test_the_latest_state_is_stored() -> None:
    store = MemoryPlayers()
    persistence = Persistence(store, lambda: 77)
    persistence.start()
    for seq in range(1, 30):
        persistence.record(recorded(seq, seq))
    await until(lambda: GUILD in store.saved and store.saved[GUILD].seq == 29)
    assert store.saved[GUILD].state.volume == 29
    assert store.alive == 77
    await persistence.close()


async def test_a_database_that_was_away_gets_the_latest() -> None:
    store = MemoryPlayers()
    store.failure = ConnectionError("gone")
    persistence = Persistence(store, lambda: 77)
    persistence.start()
    persistence.record(recorded(40, 1))
    await asyncio.sleep(0)
    store.failure = None
    persistence.record(recorded(50, 2))
    await until(lambda: GUILD in store.saved)
    assert store.saved[GUILD].state.volume == 50
    await persistence.close()


async def test_closing_writes_what_is_left() -> None:
    store = MemoryPlayers()
    persistence = Persistence(store, lambda: 77)
    persistence.record(recorded(60, 1))
    await persistence.close()
    assert store.saved[GUILD].state.volume == 60


async def test_a_restored_player_stands_where_the_process_died() -> None:
    stage = Stage()
    state = PlayerState(
        GUILD,
        channel_id=ROOM,
        voice_connected=True,
        node_connected=True,
        current=Entry(EntryId(1), track("a"), ADA),
        playhead=Playhead(10_000, at=500_000),
        listeners=(ADA,),
    )
    players = Players(stage.outside)
    players.restore([Snapshot(state, 9, 500_000)], last_alive=530_000)
    stage.now = 900_000
    session = players.of(GUILD)
    assert session.seq == 9
    assert session.state.position_at(stage.now) == 40_000
    assert not session.state.node_connected
    await session.settled()
    assert stage.voice.moves == [ROOM]
    await players.close()
