from typing import Any

from auth.identity import GuildId, UserId
from sim.discord import seed
from tests.support.api import Api, data, refusal
from tests.support.discord import eventually


async def guilds_of(api: Api, user_id: str) -> dict[str, dict[str, Any]]:
    client = await api.person(user_id)
    return {guild["id"]: guild for guild in data(await client.get("/guilds/guilds"), api)}


async def test_it_works(api: Api) -> None:
    guilds = await guilds_of(api, seed.ADA)
    assert set(guilds) == {seed.HARBOUR, seed.MOON, seed.BINDERS}
    assert guilds[seed.HARBOUR]["admin"] is True
    assert guilds[seed.HARBOUR]["manage_guild"] is True
    assert guilds[seed.HARBOUR]["meta"] is True
    assert guilds[seed.HARBOUR]["dj"] is True
    assert guilds[seed.MOON]["admin"] is False
    assert guilds[seed.MOON]["icon"] is None


async def test_servers_without_the_bot_are_marked(api: Api) -> None:
    guilds = await guilds_of(api, seed.ADA)
    assert guilds[seed.BINDERS]["meta"] is False
    assert guilds[seed.BINDERS]["dj"] is False
    assert guilds[seed.BINDERS]["manage_guild"] is True


async def test_admins_are_seen_by_their_roles(api: Api) -> None:
    guilds = await guilds_of(api, seed.ROBIN)
    assert guilds[seed.HARBOUR]["admin"] is True


async def test_somebody_without_servers_has_none(api: Api) -> None:
    assert await guilds_of(api, seed.WREN) == {}


async def test_a_server_that_somebody_sits_in_is_listed_though_joined_later(api: Api) -> None:
    discord = api.world.discord.world
    await api.person(seed.WREN)
    discord.add_member(seed.HARBOUR, seed.WREN)
    discord.join_voice(seed.WREN, seed.MAIN_DECK)
    directory = api.world.parts.services.directory
    await eventually(lambda: directory.seat(GuildId(seed.HARBOUR), UserId(seed.WREN)))
    assert set(await guilds_of(api, seed.WREN)) == {seed.HARBOUR}
    discord.kick_member(seed.HARBOUR, seed.WREN)


async def test_it_needs_a_sign_in(api: Api) -> None:
    refusal(await api.world.visitor().get("/guilds/guilds"), 401, 1)
