from auth.identity import UserId
from player.core.policy import Circle, DJRules, Policy
from sim.discord import seed
from tests.support.api import HARBOUR, Api, data, refusal

INFO = f"/guild/{HARBOUR}/info"


async def test_it_works(api: Api) -> None:
    noor = await api.person()
    info = data(await noor.get(INFO), api)
    assert info["id"] == HARBOUR
    assert info["name"] == "Harbour Lights"
    assert f"/icons/{HARBOUR}/" in info["icon"]
    assert (info["admin"], info["manage_guild"], info["dj"]) == (False, False, True)
    assert info["users"] == len(api.world.discord.world.guild(HARBOUR).members)


async def test_channels_say_what_they_are_for(api: Api) -> None:
    info = data(await (await api.person()).get(INFO), api)
    channels = {
        channel["name"]: (channel["voice"], channel["text"]) for channel in info["channels"]
    }
    assert channels["Main Deck"] == (True, False)
    assert channels["welcome"] == (False, True)
    assert channels["Port"] == (False, False)


async def test_nobody_is_told_of_channels_that_they_may_not_see(api: Api) -> None:
    noor = data(await (await api.person()).get(INFO), api)
    ada = data(await (await api.person(seed.ADA)).get(INFO), api)
    assert "bridge" not in {channel["name"] for channel in noor["channels"]}
    assert "bridge" in {channel["name"] for channel in ada["channels"]}


async def test_roles_come_highest_first_without_everyone(api: Api) -> None:
    info = data(await (await api.person()).get(INFO), api)
    assert [role["name"] for role in info["roles"]] == [
        "Harbourmaster",
        "Auxcord",
        "DJ",
        "Regulars",
    ]
    assert info["roles"][0] == {
        "name": "Harbourmaster",
        "id": seed.HARBOUR_ADMIN,
        "color": "#e67e22",
    }


async def test_the_owner_is_drawn_with_a_colour(api: Api) -> None:
    info = data(await (await api.person()).get(INFO), api)
    assert info["owner"]["id"] == seed.ADA
    assert info["owner"]["identifier"] == "ada.lindqvist"
    assert info["owner"]["color"] == "#000000"


async def test_the_colour_is_that_of_the_highest_coloured_role(api: Api) -> None:
    juno = await api.person(seed.JUNO)
    info = data(await juno.get(f"/guild/{seed.STUDIO}/info"), api)
    assert info["owner"]["id"] == seed.ROBIN
    members = data(await juno.get(f"/guild/{seed.STUDIO}/named_member?name=juno"), api)
    assert members[0]["color"] == "#9b59b6"


async def test_admins_and_managers_are_told_apart(api: Api) -> None:
    robin = data(await (await api.person(seed.ROBIN)).get(INFO), api)
    assert (robin["admin"], robin["manage_guild"]) == (True, True)
    juno = await api.person(seed.JUNO)
    studio = data(await juno.get(f"/guild/{seed.STUDIO}/info"), api)
    assert (studio["admin"], studio["manage_guild"]) == (False, True)


async def test_dj_follows_the_rules(api: Api) -> None:
    neutral = Circle(frozenset({UserId(seed.NOOR)}))
    await api.rules(Policy(dj=DJRules(default=Circle(), neutral=neutral)))
    assert data(await (await api.person()).get(INFO), api)["dj"] == "neutral"
    assert data(await (await api.person(seed.ROBIN)).get(INFO), api)["dj"] is True


async def test_a_server_without_the_bot_is_unknown(api: Api) -> None:
    eli = await api.person(seed.ELI)
    refusal(await eli.get(f"/guild/{seed.BINDERS}/info"), 404, 16)
    refusal(await eli.get("/guild/nonsense/info"), 404, 16)


async def test_only_members_may_look(api: Api) -> None:
    refusal(await (await api.person(seed.TOMAS)).get(INFO), 403, 18)


async def test_it_needs_a_sign_in(api: Api) -> None:
    refusal(await api.world.visitor().get(INFO), 401, 1)
