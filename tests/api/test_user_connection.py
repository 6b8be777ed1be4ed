from sim.discord import seed
from tests.support.api import Api, data, refusal


async def test_it_works(api: Api) -> None:
    noor = await api.listener()
    assert data(await noor.get("/user/connection"), api) == {
        "guild": {
            "name": "Harbour Lights",
            "icon": data_icon(api),
            "id": seed.HARBOUR,
        },
        "channel": {"name": "Main Deck", "id": seed.MAIN_DECK},
        "dj": True,
        "equalizer_change": True,
        "volume": {"limit": 200, "change": True, "step": 10},
    }


def data_icon(api: Api) -> str:
    guild = api.world.discord.world.guild(seed.HARBOUR)
    return f"{api.world.discord.cdn_url}/icons/{guild.id}/{guild.icon}.png?size=128"


async def test_a_server_without_a_picture_has_none(api: Api) -> None:
    noor = await api.listener(channel=seed.MOON_LOUNGE, guild=seed.MOON)
    assert data(await noor.get("/user/connection"), api)["guild"]["icon"] is None


async def test_it_follows_at_once(api: Api) -> None:
    noor = await api.listener()
    await api.listener(channel=seed.STUDIO_A, guild=seed.STUDIO)
    assert data(await noor.get("/user/connection"), api)["channel"]["id"] == seed.STUDIO_A


async def test_nobody_is_connected_who_sits_nowhere(api: Api) -> None:
    noor = await api.person()
    assert "Join a voice channel" in refusal(await noor.get("/user/connection"), 409, 4)


async def test_servers_without_the_bot_are_not_seen(api: Api) -> None:
    eli = await api.person(seed.ELI)
    api.world.discord.world.join_voice(seed.ELI, seed.READING_ROOM)
    refusal(await eli.get("/user/connection"), 409, 4)


async def test_it_needs_a_sign_in(api: Api) -> None:
    refusal(await api.world.visitor().get("/user/connection"), 401, 1)
