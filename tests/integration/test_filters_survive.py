"""What people have set about the sound outlives tracks, nodes, and the process."""

import httpx2

from sim.discord import seed
from sim.lavalink.node import SimulatedNode
from tests.support.discord import eventually
from tests.support.world import World

HARBOUR = seed.HARBOUR
SOUND = {"timescale": {"speed": 1.5}, "rotation": {"rotation_hz": 0.3}}
GAINS = [0.25] * 15


async def tuned_in(world: World) -> httpx2.AsyncClient:
    """Return Ada's browser; she hears two tracks through filters, an equalizer and half volume."""
    ada = await world.listening(seed.ADA, seed.MAIN_DECK)
    for query in ("night", "rain"):
        assert (await ada.post("/tracks/add", params={"query": query})).status_code == 200
    for path, body in (("filters", SOUND), ("equalizer", GAINS), ("volume", 50)):
        assert (await ada.post(f"/functions/{path}", json=body)).status_code == 200
    await eventually(lambda: any(is_heard_on(node) for node in world.nodes))
    return ada


def is_heard_on(node: SimulatedNode) -> bool:
    """Say whether the node plays a track just as it was asked for."""
    player = node.players(HARBOUR)
    if player is None or player.identifier is None:
        return False
    bands = player.filters.get("equalizer") or []
    return (
        player.volume == 50
        and player.filters.get("timescale", {}).get("speed") == 1.5
        and player.filters.get("rotation") == {"rotationHz": 0.3}
        and {band["gain"] for band in bands} == {0.25}
    )


async def test_the_next_track_sounds_the_same(world: World) -> None:
    ada = await tuned_in(world)
    current = world.session(HARBOUR).state.current
    await ada.post("/functions/skip")
    await world.session(HARBOUR).settled()
    assert world.session(HARBOUR).state.current != current
    assert is_heard_on(world.node)


async def test_another_node_sounds_the_same(two_node_world: World) -> None:
    world = two_node_world
    await tuned_in(world)
    playing = next(node for node in world.nodes if is_heard_on(node))
    (other,) = (node for node in world.nodes if node is not playing)
    await playing.stop()
    await eventually(lambda: is_heard_on(other))


async def test_a_node_that_forgot_everything_sounds_the_same(world: World) -> None:
    await tuned_in(world)
    await world.node.stop()
    await eventually(lambda: not world.session(HARBOUR).state.node_connected)
    await world.node.start()
    await eventually(lambda: is_heard_on(world.node), within=20)


async def test_a_restart_of_ours_and_of_the_node_changes_nothing(world: World) -> None:
    await tuned_in(world)
    await world.session(HARBOUR).settled()
    before = world.session(HARBOUR).state
    await world.stop()
    await world.node.stop()
    await world.node.start()
    await world.start()
    after = world.session(HARBOUR).state
    assert (after.filters, after.equalizer) == (before.filters, before.equalizer)
    await eventually(lambda: is_heard_on(world.node), within=20)
