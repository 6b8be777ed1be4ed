"""API keys on the developers' page, as plain forms."""

import httpx2
import pytest

from auth.api_keys import KEYS_PER_OWNER
from auth.identity import Person, UserId
from sim.discord import seed
from tests.support.api import HARBOUR, Api
from tests.support.page_keys import revoke_all
from tests.support.screen import Screen
from tests.support.stream import follow
from web.api.library.key_wishes import FOR_GUILDS, FOR_PEOPLE
from web.pages.developers_view import SCOPES

PATH = "/developers/keys"
BROWSER = {"Accept": "text/html"}
WISH = {"label": "Deck", "scopes": ["player:read"], "expires_in_days": "30"}


async def make(client: httpx2.AsyncClient, **wish: object) -> httpx2.Response:
    return await client.post(PATH, data={**WISH, **wish}, headers=BROWSER)


async def test_every_scope_that_people_may_give_is_explained() -> None:
    assert set(SCOPES) == FOR_PEOPLE | FOR_GUILDS


async def test_the_secret_is_in_one_answer_that_nobody_keeps(api: Api) -> None:
    await revoke_all(api, seed.ADA)
    ada = await api.person(seed.ADA)
    answer = await make(ada, guild_ids=[HARBOUR], scopes=["player:read", "archive:read"])
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Content-Encoding" not in answer.headers
    (key,) = await api.world.parts.services.keys.list_of(UserId(seed.ADA))
    assert (key.label, sorted(key.scopes)) == ("Deck", ["archive:read", "player:read"])
    assert key.guild_ids == {HARBOUR}
    assert key.expires_at is not None
    assert answer.text.count(f'value="{key.prefix}') == 1
    again = (await ada.get("/developers", headers=BROWSER)).text
    assert f"{key.prefix}…" in again
    assert f'value="{key.prefix}' not in again


@pytest.mark.parametrize(
    ("wish", "status", "reason"),
    [
        ({"scopes": []}, 400, "Choose what the key may do."),
        ({"label": " "}, 400, "label must not be empty."),
        ({"label": "x" * 101}, 400, "label must have at most 100 characters."),
        ({"scopes": ["everything"]}, 400, "must be one of"),
        ({"scopes": ["admin"]}, 403, "Only a key with admin can make another one."),
        ({"scopes": ["archive:read"]}, 403, "Name the servers"),
        ({"expires_in_days": "soon"}, 400, "expires_in_days must be a whole number."),
        ({"guild_ids": ["here"]}, 400, "guild_ids must be ids of servers."),
    ],
)
async def test_what_cannot_be_is_refused_with_the_reason(
    api: Api, wish: dict[str, object], status: int, reason: str
) -> None:
    await revoke_all(api, seed.NOOR)
    answer = await make(await api.person(seed.NOOR), **wish)
    assert answer.status_code == status, answer.text
    assert reason in answer.text
    assert not await api.world.parts.services.keys.list_of(UserId(seed.NOOR))


async def test_nobody_keeps_more_keys_than_they_can_look_after(api: Api) -> None:
    wren = Person(UserId(seed.WREN), "wren", "Wren")
    await revoke_all(api, wren.id)
    keys = api.world.parts.services.keys
    for number in range(KEYS_PER_OWNER):
        await keys.create(str(number), wren, FOR_PEOPLE)
    answer = await make(await api.person(seed.WREN))
    assert answer.status_code == 400
    assert f"You have {KEYS_PER_OWNER} keys already." in answer.text
    await revoke_all(api, wren.id)


async def test_revoking_ends_the_key_and_its_streams_at_once(api: Api) -> None:
    await revoke_all(api, seed.NOOR)
    noor, program = await api.person(seed.NOOR), api.world.visitor()
    keys = api.world.parts.services.keys
    owner = Person(UserId(seed.NOOR), "noor", "Noor")
    key, program.headers["X-API-Key"] = await keys.create("Deck", owner, FOR_PEOPLE)
    screen = Screen()
    async with follow(program, HARBOUR) as stream:
        await stream.until(screen, lambda: screen.state)
        answer = await noor.post(f"{PATH}/{key.id}/revoke", headers=BROWSER)
        assert answer.headers["Location"] == "/developers?done=revoked#keys"
        await stream.until(screen, lambda: screen.end)
    assert screen.end == "signed_out"
    once_more = await noor.post(f"{PATH}/{key.id}/revoke", headers=BROWSER)
    assert once_more.status_code == 303
    asked = await noor.get(f"{PATH}/{key.id}/revoke", headers=BROWSER)
    assert (asked.status_code, asked.headers["Location"]) == (303, "/developers#keys")


async def test_nobody_revokes_keys_of_others(api: Api) -> None:
    keys = api.world.parts.services.keys
    owner = Person(UserId(seed.NOOR), "noor", "Noor")
    key, secret = await keys.create("Deck", owner, FOR_PEOPLE)
    ada = await api.person(seed.ADA)
    assert "Deck" not in (await ada.get(f"{PATH}/{key.id}/revoke", headers=BROWSER)).text
    await ada.post(f"{PATH}/{key.id}/revoke", headers=BROWSER)
    assert await keys.find(secret)
    await keys.revoke(key.id)


async def test_a_key_makes_no_keys_on_pages(api: Api) -> None:
    owner = Person(UserId(seed.NOOR), "noor", "Noor")
    key, secret = await api.world.parts.services.keys.create("Deck", owner, FOR_PEOPLE)
    answer = await api.world.visitor().post(PATH, data=WISH, headers={"X-API-Key": secret})
    assert answer.status_code == 403
    await api.world.parts.services.keys.revoke(key.id)
