"""Life in the simulated Discord: residents stir, visitors are left alone."""

import asyncio

from sim.discord import seed
from sim.discord.life import ROOM_FOR_GUESTS, Life
from sim.discord.model import VoiceState
from sim.discord.world import World

Seats = dict[str, dict[str, VoiceState]]


def seats(world: World) -> Seats:
    return {guild.id: dict(guild.voice_states) for guild in world.guilds.values()}


def lived(steps: int, random_seed: int) -> tuple[World, list[Seats]]:
    world = seed.build_world()
    life = Life(world, random_seed=random_seed)
    story = []
    for _ in range(steps):
        life.step()
        story.append(seats(world))
    return world, story


def where(story: list[Seats]) -> list[list[tuple[str, str | None, bool]]]:
    return [
        [
            (one.user_id, one.channel_id, one.self_deaf)
            for guild in chapter.values()
            for one in guild.values()
        ]
        for chapter in story
    ]


def test_the_same_seed_gives_the_same_story() -> None:
    assert where(lived(50, 1)[1]) == where(lived(50, 1)[1])
    assert where(lived(50, 1)[1]) != where(lived(50, 2)[1])


def test_only_residents_stir() -> None:
    before = seats(seed.build_world())
    _, story = lived(300, 3)
    others = {*seed.VISITORS, seed.CHIME}
    for chapter in story:
        for guild_id, states in chapter.items():
            kept = {uid: state for uid, state in states.items() if uid in others}
            assert kept == {u: s for u, s in before[guild_id].items() if u in others}


def test_everything_happens_sooner_or_later() -> None:
    story = where(lived(300, 4)[1])
    stirred = {one[0] for chapter in story for one in chapter}
    rooms = {one[1] for chapter in story for one in chapter}
    assert stirred >= set(seed.RESIDENTS)
    assert {seed.MAIN_DECK, seed.STUDIO_A, seed.MOON_LOUNGE} <= rooms
    assert any(deaf for chapter in story for user_id, _, deaf in chapter if user_id != seed.ROBIN)
    assert len({len(chapter) for chapter in story}) > 2, "people come and go"


def test_rooms_do_not_overflow_and_closed_ones_stay_closed() -> None:
    world, story = lived(300, 5)
    for chapter in story:
        for guild_id, states in chapter.items():
            for channel in world.guild(guild_id).channels.values():
                inside = [uid for uid, one in states.items() if one.channel_id == channel.id]
                assert len(inside) <= (channel.user_limit or ROOM_FOR_GUESTS)
                if channel.id == seed.CAPTAINS_TABLE:
                    assert set(inside) <= {seed.LEILA}
                assert channel.id != seed.MOON_AFK or not inside


def test_residents_without_a_guild_do_nothing() -> None:
    world = seed.build_world()
    before = seats(world)
    Life(world, residents=[seed.WREN]).step()
    assert seats(world) == before


async def test_it_lives_on_its_own_until_stopped() -> None:
    world = seed.build_world()
    stirred = asyncio.Event()
    world.subscribe(lambda _dispatch: stirred.set())
    life = Life(world, pace_seconds=0.001)
    life.start()
    life.start()
    await asyncio.wait_for(stirred.wait(), 5)
    await life.stop()
    await life.stop()
    assert len(asyncio.all_tasks()) == 1
