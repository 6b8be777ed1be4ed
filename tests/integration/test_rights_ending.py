"""Whoever loses a right cannot use it for long: membership and roles are never remembered."""

from collections.abc import Awaitable

import httpx2

from auth.identity import GuildId, RoleId
from player.core.commands import PolicyChanged
from player.core.policy import Circle, DJRules, Policy
from player.discord.members import FRESH_S
from sim.discord import seed
from tests.support.discord import eventually
from tests.support.screen import Screen
from tests.support.stream import follow
from tests.support.world import World

HARBOUR = seed.HARBOUR
AT_THE_LATEST_S = 30.0
BY_ROLE = Policy(dj=DJRules(default=Circle(roles=frozenset({RoleId(seed.HARBOUR_DJ)}))))


async def role_decides(world: World) -> httpx2.AsyncClient:
    """Return the browser of Juno, who is a DJ by role only and sits beside Ada."""
    parts = world.parts.services
    await parts.policies.change(
        GuildId(HARBOUR),
        lambda _present: BY_ROLE,
        lambda guild_id, policy: parts.players.observe(guild_id, PolicyChanged(policy)),
    )
    await world.listening(seed.ADA, seed.MAIN_DECK)
    juno = await world.listening(seed.JUNO, seed.MAIN_DECK)
    assert await code_of(juno.post("/functions/volume", json=20)) is None
    return juno


def let_time_pass(world: World, seconds: float) -> None:
    members = world.parts.gateway.directory._members
    clock = members._clock
    members._clock = lambda: clock() + seconds


async def code_of(asked: Awaitable[httpx2.Response]) -> str | None:
    """Return the code of a refusal, or None where there is none."""
    answer = await asked
    return answer.json()["data"]["code"] if answer.status_code != 200 else None


async def test_a_role_that_is_taken_away_is_no_right_for_long(world: World) -> None:
    juno = await role_decides(world)
    world.discord.world.set_roles(HARBOUR, seed.JUNO, [seed.HARBOUR_REGULAR])
    let_time_pass(world, FRESH_S)
    assert await code_of(juno.post("/functions/volume", json=30)) == "10"
    assert world.session(HARBOUR).state.volume == 20


async def test_a_role_that_is_given_counts_as_soon(world: World) -> None:
    await role_decides(world)
    noor = await world.listening(seed.NOOR, seed.MAIN_DECK)
    assert await code_of(noor.post("/functions/volume", json=30)) == "10"
    world.discord.world.set_roles(HARBOUR, seed.NOOR, [seed.HARBOUR_DJ])
    let_time_pass(world, FRESH_S)
    assert await code_of(noor.post("/functions/volume", json=30)) is None


async def test_a_role_that_is_deleted_gives_nothing(world: World) -> None:
    juno = await role_decides(world)
    world.discord.world.delete_role(HARBOUR, seed.HARBOUR_DJ)
    directory = world.parts.services.directory
    await eventually(
        lambda: all(role.id != seed.HARBOUR_DJ for role in directory.roles(GuildId(HARBOUR)))
    )
    assert await code_of(juno.post("/functions/volume", json=30)) == "10"


async def test_who_is_kicked_loses_stream_and_player_within_a_beat(world: World) -> None:
    juno = await role_decides(world)
    hub = world.parts.services.hub
    async with follow(juno, HARBOUR) as stream:
        screen = Screen()
        await stream.until(screen, lambda: screen.state)
        world.discord.world.kick_member(HARBOUR, seed.JUNO)
        await eventually(lambda: not world._sits(seed.JUNO, seed.MAIN_DECK, HARBOUR))
        let_time_pass(world, AT_THE_LATEST_S - hub._beat_seconds)
        await hub.beat()
        await stream.until(screen, lambda: screen.end)
        assert screen.end == "no_access"
        assert await stream.is_over()
    assert await code_of(juno.post(f"/functions/volume?guild_id={HARBOUR}", json=30)) == "18"
    assert await code_of(juno.get(f"/votes?guild_id={HARBOUR}")) == "18"
    assert await code_of(juno.get(f"/events/guild/{HARBOUR}")) == "18"
