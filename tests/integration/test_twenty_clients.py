"""Twenty people with a screen each add, move, remove and vote at once; all end up with the same."""

import asyncio
import random
from contextlib import AsyncExitStack

import httpx2

from auth.identity import GuildId, UserId
from player.bus import Recorded
from player.core.commands import PolicyChanged
from player.core.events import VolumeChanged
from player.core.policy import Circle, DJRules, NeutralType, Policy
from sim.discord import seed
from sim.discord.model import Person
from sim.discord.snowflakes import snowflake_at
from tests.support.discord import eventually
from tests.support.screen import Screen
from tests.support.stream import Stream, follow
from tests.support.world import World
from web.live.projection import snapshot

HARBOUR = seed.HARBOUR
DJS = [snowflake_at("2021-01-01", 900 + number) for number in range(16)]
VOTERS = [snowflake_at("2021-01-01", 950 + number) for number in range(4)]
TRACKS = 40
VOTED_VOLUME = 61
RULES = Policy(
    dj=DJRules(
        default=Circle(users=frozenset(map(UserId, DJS))),
        neutral=Circle(everyone=True),
        neutral_type=NeutralType.TOTAL,
        neutral_value=len(VOTERS),
    )
)


async def arrive(world: World) -> list[httpx2.AsyncClient]:
    """Seat twenty newcomers on deck, and return their browsers."""
    browsers = []
    for number, user_id in enumerate([*DJS, *VOTERS]):
        world.discord.world.add_person(Person(user_id, f"sailor{number}"))
        world.discord.world.add_member(HARBOUR, user_id)
        browsers.append(await world.listening(user_id, seed.MAIN_DECK))
    parts = world.parts.services
    await parts.policies.change(
        GuildId(HARBOUR),
        lambda _present: RULES,
        lambda guild_id, policy: parts.players.observe(guild_id, PolicyChanged(policy)),
    )
    return browsers


async def fill(world: World, dj: httpx2.AsyncClient) -> list[int]:
    """Add tracks that nobody hears the end of; return the ids of those that wait."""
    catalogue = world.node.catalogue
    links = [each.uri for each in catalogue.tracks if catalogue.song_of(each) and each.uri]
    for link in links[: TRACKS + 1]:
        await dj.post("/tracks/add", params={"query": link})
    await dj.post("/functions/paused", json=True)
    await world.session(HARBOUR).settled()
    return [entry.id for entry in world.session(HARBOUR).state.queue]


async def work(dj: httpx2.AsyncClient, mine: list[int], everyones: list[int]) -> list[int]:
    """Move anybody's entries about, remove one's own, add one; return the ids that came."""
    dice = random.Random(mine[0])
    for entry_id in dice.sample(everyones, 6):
        place = {"id": entry_id, "position": dice.randrange(8)}
        moved = await dj.post("/functions/move_track", json=place)
        assert moved.status_code in {200, 404, 400}, moved.text
    for entry_id in mine:
        removed = await dj.post("/functions/remove_track", json={"id": entry_id})
        assert removed.status_code == 200, removed.text
    added = await dj.post("/tracks/add", params={"query": "night", "placement": "next"})
    assert added.status_code == 200, added.text
    return [track["id"] for track in added.json()["data"]["tracks"]]


async def vote(voter: httpx2.AsyncClient) -> int:
    return (await voter.post("/functions/volume", json=VOTED_VOLUME)).status_code


async def watch(stream: Stream, screen: Screen, goal: asyncio.Event) -> None:
    """Keep a screen up to date until everything has been said."""
    while not (goal.is_set() and goal_of(screen) == "done"):
        frame = await stream.next()
        assert frame is not None
        screen.take(frame)


def goal_of(screen: Screen) -> str:
    return "done" if screen.state.get("options", {}).get("shuffle") else "working"


async def test_everybody_ends_with_the_same_queue(world: World) -> None:
    browsers = await arrive(world)
    djs, voters = browsers[: len(DJS)], browsers[len(DJS) :]
    ids = await fill(world, djs[0])
    assert len(ids) == TRACKS
    volumes: list[Recorded] = []
    world.session(HARBOUR)._outside.bus.subscribe(
        lambda told: volumes.extend([told] * any(isinstance(e, VolumeChanged) for e in told.events))
    )
    removals = ids[: len(DJS)]
    async with AsyncExitStack() as stack:
        streams = [await stack.enter_async_context(follow(each, HARBOUR)) for each in browsers]
        screens = [Screen() for _ in streams]
        over = asyncio.Event()
        watching = [
            asyncio.create_task(watch(stream, screen, over))
            for stream, screen in zip(streams, screens, strict=True)
        ]
        await eventually(lambda: world.parts.services.hub.subscribers == len(browsers))
        workers = [work(dj, [removals[number]], ids) for number, dj in enumerate(djs)]
        *came, statuses = await asyncio.gather(
            *workers, asyncio.gather(*(vote(voter) for voter in voters))
        )
        over.set()
        last_word = await djs[0].post("/functions/shuffle", json=True)
        assert last_word.status_code == 200
        async with asyncio.timeout(20):
            await asyncio.gather(*watching)

    state = world.session(HARBOUR).state
    left = [entry.id for entry in state.queue]
    assert len(left) == len(set(left))
    assert set(left) == set(ids) - set(removals) | {entry for mine in came for entry in mine}
    truth = snapshot(state, world.parts.services.guild_streams._faces)
    for screen in screens:
        assert screen.shows(truth)
    assert sorted(statuses) == [200, 202, 202, 202]
    assert len(volumes) == 1
    assert state.volume == VOTED_VOLUME
    assert state.votes == ()
