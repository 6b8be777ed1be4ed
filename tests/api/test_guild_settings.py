from collections.abc import Mapping

from sim.discord import seed
from tests.support.api import HARBOUR, Api, Json, data, refusal

SETTINGS = f"/guild/{HARBOUR}/settings"

DOCUMENTED: Mapping[str, object] = {
    "volume": {"limit", "default", "change", "step"},
    "player": {
        "shuffle",
        "repeat",
        "24h",
        "search",
        "timeout",
        "ensure",
        "equalizer",
        "fallback",
    },
    "blacklist": {"words", "enabled"},
    "dj": {"neutral", "default"},
    "channel": {"color", "url", "channel", "playlists", "command"},
    "profiles": {
        "private",
        "earning",
        "voice_experience",
        "listening_experience",
        "message_experience",
    },
}


async def test_it_works(api: Api) -> None:
    settings = data(await (await api.person()).get(SETTINGS), api)
    assert settings["volume"] == {"limit": 200, "default": 100, "change": True, "step": 10}
    assert settings["player"]["search"] == "yt:"
    assert settings["player"]["24h"] is False
    assert settings["player"]["equalizer"] == {"change": True, "default": [0.0] * 15}
    assert settings["dj"]["default"] == {"users": [], "roles": [], "everyone": True}
    assert settings["dj"]["neutral"] == {
        "users": [],
        "roles": [],
        "type": "pt",
        "value": 50,
        "everyone": False,
    }
    assert settings["channel"]["channel"] is None
    assert settings["channel"]["color"] == "#5865f2"


async def test_every_documented_part_is_there(api: Api) -> None:
    settings: Json = data(await (await api.person()).get(SETTINGS), api)
    assert set(settings) == set(DOCUMENTED)
    for part, names in DOCUMENTED.items():
        assert set(settings[part]) >= set(names), part  # type: ignore[call-overload]


async def test_a_member_who_has_left_is_left_out(api: Api) -> None:
    robin = await api.person(seed.ROBIN)
    change = {"dj": {"default": {"users": [seed.OTTO, seed.JUNO]}}}
    data(await api.post(robin, SETTINGS, change), api)
    discord = api.world.discord.world
    member = discord.member(HARBOUR, seed.OTTO)
    discord.kick_member(HARBOUR, seed.OTTO)
    try:
        api.world.parts.gateway._members.drop_guild(api.player.guild_id)
        settings = data(await robin.get(SETTINGS), api)
    finally:
        discord.add_member(HARBOUR, seed.OTTO, *member.roles)
    assert [user["id"] for user in settings["dj"]["default"]["users"]] == [seed.JUNO]


async def test_only_members_may_look(api: Api) -> None:
    refusal(await (await api.person(seed.TOMAS)).get(SETTINGS), 403, 18)


async def test_a_server_without_the_bot_has_none(api: Api) -> None:
    refusal(await (await api.person()).get(f"/guild/{seed.BINDERS}/settings"), 404, 16)


async def test_it_needs_a_sign_in(api: Api) -> None:
    refusal(await api.world.visitor().get(SETTINGS), 401, 1)
