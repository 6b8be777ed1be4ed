"""`POST /api/v1/login`."""

import pytest

from auth.access_tokens import LIFETIME_SECONDS
from tests.support.api import Api, data
from tests.support.scrobble import (
    LOGIN,
    PASSWORD,
    bearer,
    claims_of,
    error,
    logged_in,
    made_account,
    until_too_often,
)
from web.rates import ONE_ACCOUNT, SCROBBLE_STANDARD


async def test_a_token_has_the_documented_claims(api: Api) -> None:
    name = await made_account(api)
    claims = claims_of(await logged_in(api, name))
    assert {
        "sub",
        "username",
        "email",
        "admin",
        "mod",
        "iat",
        "exp",
        "refresh_token",
        "refresh_exp",
    } < set(claims)
    assert (claims["username"], claims["email"]) == (name, f"{name}@example.com")
    assert (claims["admin"], claims["mod"]) == (False, False)
    assert claims["exp"] - claims["iat"] == LIFETIME_SECONDS
    assert len(claims["refresh_token"]) == 64


async def test_a_token_signs_in_as_the_account(api: Api) -> None:
    name = await made_account(api)
    token = await logged_in(api, name)
    me = data(await api.world.visitor().get("/user/me", headers=bearer(token)), api)
    assert (me["name"], me["id"]) == (name, f"local:{claims_of(token)['sub']}")


async def test_the_address_does_for_the_name(api: Api) -> None:
    name = await made_account(api)
    assert claims_of(await logged_in(api, f"{name}@Example.com"))["username"] == name
    assert claims_of(await logged_in(api, name.upper()))["username"] == name


@pytest.mark.parametrize(
    ("username", "password", "told"),
    [
        ("", PASSWORD, "A username is required"),
        ("{name}", "", "A password is required"),
        ("{name}", "wrong", "Invalid Username or Password"),
        ("{name}", PASSWORD.upper(), "Invalid Username or Password"),
        ("nobody", PASSWORD, "Invalid Username or Password"),
        ("nobody@example.com", PASSWORD, "Invalid Username or Password"),
        ("{name}", "x" * 1000, "Invalid Username or Password"),
    ],
)
async def test_wrong_names_and_wrong_passwords_are_told_apart_by_nobody(
    api: Api, username: str, password: str, told: str
) -> None:
    name = await made_account(api)
    wish = {"username": username.format(name=name), "password": password}
    assert error(await api.world.visitor().post(LOGIN, json=wish)) == told


async def test_an_unknown_name_costs_as_many_hashes_as_a_known_one(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = await made_account(api)
    checked: list[str] = []
    from auth import passwords  # noqa: PLC0415 - The function is watched where it is called.

    original = passwords._checked

    def watched(password: str, known: str) -> str | None:
        checked.append(known)
        return original(password, known)

    monkeypatch.setattr(passwords, "_checked", watched)
    client = api.world.visitor()
    for username in (name, "nobody", "nobody@example.com"):
        error(await client.post(LOGIN, json={"username": username, "password": "wrong guess"}))
    # Each was compared with a hash of the same cost.
    parameters = {known.rpartition("$")[0].rpartition("$")[0] for known in checked}
    assert len(checked) == 3
    assert len(parameters) == 1


@pytest.mark.usefixtures("documented_limits")
async def test_guessing_from_one_address_meets_the_limit(api: Api) -> None:
    name = await made_account(api)
    wish = {"username": name, "password": "a guess"}
    client = api.world.visitor()
    went_well = await until_too_often(lambda: client.post(LOGIN, json=wish))
    assert went_well >= SCROBBLE_STANDARD.count


@pytest.mark.usefixtures("documented_limits")
async def test_guessing_at_one_account_meets_the_limit_wherever_it_comes_from(api: Api) -> None:
    name = await made_account(api)
    wish = {"username": name.upper(), "password": "a guess"}
    went_well = 0
    while went_well < 2 * ONE_ACCOUNT.count:
        # What is counted by address is forgotten, as if each guess came from another one.
        _forget_addresses(api)
        answer = await api.world.visitor().post(LOGIN, json=wish)
        if answer.status_code == 429:
            break
        went_well += 1
    assert ONE_ACCOUNT.count <= went_well < 2 * ONE_ACCOUNT.count
    _forget_addresses(api)
    other = await made_account(api)
    _forget_addresses(api)
    assert await logged_in(api, other)


def _forget_addresses(api: Api) -> None:
    full_at = api.world.limits.buckets._full_at
    for rate, who in list(full_at):
        if who.startswith("address"):
            del full_at[rate, who]
