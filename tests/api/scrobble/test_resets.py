"""`POST /api/v1/sendreset` and `/resetpassword`: a letter, its token, and another password."""

import re

import httpx2
import pytest

from tests.support.api import Api
from tests.support.discord import eventually
from tests.support.scrobble import (
    LOGIN,
    PASSWORD,
    REFRESH,
    bearer,
    claims_of,
    error,
    logged_in,
    made_account,
    message,
    token_of,
    until_too_often,
)
from web.rates import SCROBBLE_HEAVY

SEND, RESET = "/api/v1/sendreset", "/api/v1/resetpassword"
SENT, CHANGED = "Password reset email sent", "Password updated successfully!"
WRONG = "The token is wrong, used, or older than an hour"
TOKEN = re.compile(r"token=(\S+)")


async def asked(api: Api, name: str) -> str:
    """Ask for a letter, wait for it, and return the token in it."""
    address = f"{name}@example.com"
    before = len(api.world.mail.to(address))
    assert message(await api.world.visitor().post(SEND, json={"email": address})) == SENT
    await eventually(lambda: len(api.world.mail.to(address)) > before)
    found = TOKEN.search(api.world.mail.to(address)[-1].get_content())
    assert found
    return found[1]


async def reset(api: Api, token: str, password: str | None) -> httpx2.Response:
    wish = {"token": token} if password is None else {"token": token, "password": password}
    return await api.world.visitor().post(RESET, json=wish)


async def test_a_letter_leads_to_another_password(api: Api) -> None:
    name = await made_account(api)
    token = await asked(api, name)
    assert message(await reset(api, token, "another horse")) == CHANGED
    client = api.world.visitor()
    old = {"username": name, "password": PASSWORD}
    assert error(await client.post(LOGIN, json=old)) == "Invalid Username or Password"
    assert token_of(await client.post(LOGIN, json={**old, "password": "another horse"}))


async def test_a_token_may_be_checked_before_it_is_used(api: Api) -> None:
    token = await asked(api, await made_account(api))
    assert (await reset(api, token, None)).json() == {"valid": True}
    assert error(await reset(api, token, "Hunter1")) == "Password must be at least 8 characters"
    assert (await reset(api, token, None)).json() == {"valid": True}
    message(await reset(api, token, "another horse"))
    assert error(await reset(api, token, None)) == WRONG


async def test_a_token_is_used_once(api: Api) -> None:
    name = await made_account(api)
    token = await asked(api, name)
    message(await reset(api, token, "another horse"))
    assert error(await reset(api, token, "a third horse")) == WRONG
    assert await logged_in(api, name, "another horse")


async def test_only_the_latest_letter_counts(api: Api) -> None:
    name = await made_account(api)
    first, second = await asked(api, name), await asked(api, name)
    assert error(await reset(api, first, "another horse")) == WRONG
    message(await reset(api, second, "another horse"))


async def test_another_password_signs_everybody_out(api: Api) -> None:
    name = await made_account(api)
    signed_in = await logged_in(api, name)
    client = api.world.visitor()
    assert (await client.get("/user/me", headers=bearer(signed_in))).is_success
    message(await reset(api, await asked(api, name), "another horse"))
    assert (await client.get("/user/me", headers=bearer(signed_in))).status_code == 401
    wish = {"token": claims_of(signed_in)["refresh_token"]}
    assert error(await client.post(REFRESH, json=wish)) == "Invalid refresh token"


async def test_who_has_no_account_is_told_the_same(api: Api) -> None:
    name = await made_account(api)
    before = len(api.world.mail.letters)
    client = api.world.visitor()
    unknown = await client.post(SEND, json={"email": "nobody@example.com"})
    known = await client.post(SEND, json={"email": f"{name}@example.com"})
    assert unknown.content == known.content
    # Letters are written in turn, so the one for nobody would have come first.
    await eventually(lambda: len(api.world.mail.letters) > before)
    assert [each["To"] for each in api.world.mail.letters[before:]] == [f"{name}@example.com"]


@pytest.mark.parametrize("email", ["", "nobody", "\0"])
async def test_what_is_no_address_is_refused(api: Api, email: str) -> None:
    assert error(await api.world.visitor().post(SEND, json={"email": email})) == (
        "Invalid email address"
    )


@pytest.mark.parametrize("token", ["", "abcdefghijklmnopqrstuvwxyz", "ä", "\0"])
async def test_a_made_up_token_is_refused(api: Api, token: str) -> None:
    assert error(await reset(api, token, "long enough")) == WRONG


async def test_a_letter_that_cannot_be_sent_holds_up_no_other(api: Api) -> None:
    name, other = await made_account(api), await made_account(api)
    api.world.mail.refuses = True
    client = api.world.visitor()
    assert message(await client.post(SEND, json={"email": f"{name}@example.com"})) == SENT
    letters = api.world.parts.services.local.letters
    await eventually(lambda: letters.idle)
    api.world.mail.refuses = False
    assert await asked(api, other)
    assert api.world.mail.to(f"{name}@example.com") == []


@pytest.mark.usefixtures("documented_limits")
@pytest.mark.parametrize("path", [SEND, RESET])
async def test_guessing_meets_the_limit(api: Api, path: str) -> None:
    client = api.world.visitor()
    wish = {"email": "a@b.c", "token": "guess", "password": "long enough"}
    went_well = await until_too_often(lambda: client.post(path, json=wish))
    assert went_well >= SCROBBLE_HEAVY.count
