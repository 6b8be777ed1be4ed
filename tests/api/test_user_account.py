"""`/user/account`: linking an account by name and password with a Discord user."""

import pytest

from sim.discord import seed
from tests.support.api import HARBOUR, Api, data, refusal
from tests.support.scrobble import PASSWORD, bearer, logged_in, made_account

PATH = "/user/account"


async def test_a_linked_account_acts_as_the_person(api: Api) -> None:
    name = await made_account(api)
    program = api.world.visitor()
    program.headers |= bearer(await logged_in(api, name))
    refusal(await program.get("/functions/player", params={"guild_id": HARBOUR}), 403, 18)

    noor = await api.person(seed.NOOR)
    assert data(await noor.get(PATH), api) is None
    linked = data(await noor.post(PATH, json={"username": name, "password": PASSWORD}), api)
    assert linked["username"] == name
    assert data(await noor.get(PATH), api) == linked
    assert data(await program.get("/user/me"), api)["id"] == seed.NOOR
    assert data(await program.get("/functions/player", params={"guild_id": HARBOUR}), api)

    data(await noor.delete(PATH), api)
    assert data(await program.get("/user/me"), api)["id"] == f"local:{linked['id']}"
    refusal(await program.get("/functions/player", params={"guild_id": HARBOUR}), 403, 18)
    data(await noor.delete(PATH), api)


async def test_neither_is_linked_twice(api: Api) -> None:
    first, second = await made_account(api), await made_account(api)
    noor, eli = await api.person(seed.NOOR), await api.person(seed.ELI)
    mine = {"username": first, "password": PASSWORD}
    data(await noor.post(PATH, json=mine), api)
    data(await noor.post(PATH, json=mine), api)
    refusal(await eli.post(PATH, json=mine), 400, 6, "username")
    refusal(
        await noor.post(PATH, json={"username": second, "password": PASSWORD}), 400, 6, "username"
    )
    data(await noor.delete(PATH), api)


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        ({}, "username"),
        ({"username": "nobody"}, "password"),
        ({"username": "nobody", "password": "wrong guess"}, "password"),
    ],
)
async def test_who_cannot_prove_it_links_nothing(
    api: Api, wish: dict[str, str], field: str
) -> None:
    refusal(await (await api.person(seed.NOOR)).post(PATH, json=wish), 400, 6, field)


async def test_it_takes_a_sign_in_with_discord(api: Api) -> None:
    refusal(await api.world.visitor().get(PATH), 401, 1)
    token = await logged_in(api, await made_account(api))
    refusal(await api.world.visitor().get(PATH, headers=bearer(token)), 403, 403)
