from sim.discord import seed
from tests.support.api import HARBOUR, Api, data, refusal

NAMED = f"/guild/{HARBOUR}/named_role"


async def test_it_works(api: Api) -> None:
    noor = await api.person()
    found = data(await noor.get(NAMED, params={"name": "dj"}), api)
    assert found == [{"name": "DJ", "id": seed.HARBOUR_DJ, "color": "#1abc9c"}]


async def test_a_part_of_the_name_is_enough(api: Api) -> None:
    noor = await api.person()
    found = data(await noor.get(NAMED, params={"name": "AR"}), api)
    assert [role["name"] for role in found] == ["Harbourmaster", "Regulars"]


async def test_everyone_is_no_role(api: Api) -> None:
    noor = await api.person()
    assert data(await noor.get(NAMED, params={"name": "everyone"}), api) == []


async def test_a_name_is_needed(api: Api) -> None:
    noor = await api.person()
    refusal(await noor.get(NAMED), 400, 6, "name")
    refusal(await noor.get(NAMED, params={"name": ""}), 400, 6, "name")


async def test_only_members_may_look(api: Api) -> None:
    refusal(await (await api.person(seed.TOMAS)).get(NAMED, params={"name": "a"}), 403, 18)


async def test_it_needs_a_sign_in(api: Api) -> None:
    refusal(await api.world.visitor().get(NAMED, params={"name": "a"}), 401, 1)
