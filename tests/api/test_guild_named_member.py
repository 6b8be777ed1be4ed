from sim.discord import seed
from tests.support.api import HARBOUR, Api, data, refusal

NAMED = f"/guild/{HARBOUR}/named_member"


async def test_it_works(api: Api) -> None:
    noor = await api.person()
    found = data(await noor.get(NAMED, params={"name": "JUN"}), api)
    assert [(member["id"], member["identifier"]) for member in found] == [(seed.JUNO, "junobeats")]
    assert found[0]["color"] == "#1abc9c"
    assert "/avatars/" in found[0]["icon"]


async def test_nicknames_count_too(api: Api) -> None:
    noor = await api.person()
    found = data(await noor.get(NAMED, params={"name": "<i>b"}), api)
    assert [member["name"] for member in found] == ["<i>Bobby</i>"]


async def test_bots_are_nobody(api: Api) -> None:
    noor = await api.person()
    assert data(await noor.get(NAMED, params={"name": "auxcord"}), api) == []


async def test_nobody_is_an_empty_list(api: Api) -> None:
    noor = await api.person()
    assert data(await noor.get(NAMED, params={"name": "zzz"}), api) == []


async def test_a_name_is_needed(api: Api) -> None:
    noor = await api.person()
    assert refusal(await noor.get(NAMED), 400, 6, "name") == "name is missing."
    refusal(await noor.get(NAMED, params={"name": "  "}), 400, 6, "name")
    refusal(await noor.get(NAMED, params={"name": "a" * 101}), 400, 6, "name")


async def test_discord_may_be_out_of_reach(api: Api) -> None:
    noor = await api.person()
    await noor.get(NAMED, params={"name": "noor"})
    api.world.discord.fail_next(20, f"/guilds/{HARBOUR}/members/search", 500)
    try:
        refusal(await noor.get(NAMED, params={"name": "noor"}), 503, 503)
    finally:
        api.world.discord._faults._failures.clear()


async def test_only_members_may_look(api: Api) -> None:
    refusal(await (await api.person(seed.TOMAS)).get(NAMED, params={"name": "a"}), 403, 18)


async def test_it_needs_a_sign_in(api: Api) -> None:
    refusal(await api.world.visitor().get(NAMED, params={"name": "a"}), 401, 1)
