"""`POST /api/v1/register`."""

import asyncio

import pytest

from tests.support.api import Api
from tests.support.scrobble import (
    LOGIN,
    REGISTER,
    error,
    made_account,
    message,
    token_of,
    until_too_often,
)
from web.rates import SCROBBLE_HEAVY

WISH = {"email": "test@test.com", "username": "abc", "password": "defghijk"}
DONE = "User created succesfully. You may now login"


async def test_the_documented_example_works(api: Api) -> None:
    client = api.world.visitor()
    assert message(await client.post(REGISTER, json=WISH)) == DONE
    assert token_of(await client.post(LOGIN, json={"username": "abc", "password": "defghijk"}))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"username": ""}, "A username is required"),
        ({"username": "a b"}, "Username contains invalid characters"),
        ({"username": "ä"}, "Username contains invalid characters"),
        ({"username": "a" * 65}, "Username contains invalid characters"),
        ({"username": "abc\n"}, "Username contains invalid characters"),
        ({"email": ""}, "Invalid email address"),
        ({"email": "test"}, "Invalid email address"),
        ({"email": "a@b.c\nBcc: d@e.f"}, "Invalid email address"),
        ({"password": "Hunter1"}, "Password must be at least 8 characters"),
        ({"password": "x" * 201}, "Password must be at most 200 characters"),
        ({"username": 5}, "username must be a text."),
    ],
)
async def test_what_cannot_be_is_refused_in_the_documented_words(
    api: Api, change: dict[str, object], told: str
) -> None:
    wish = {"email": "some@one.org", "username": "some.one", "password": "long enough", **change}
    assert error(await api.world.visitor().post(REGISTER, json=wish)) == told


async def test_what_is_no_json_is_said_to_be_none(api: Api) -> None:
    headers = {"Content-Type": "application/json"}
    answer = await api.world.visitor().post(REGISTER, content=b"{", headers=headers)
    assert error(answer, 400) == "Invalid JSON"


async def test_names_and_addresses_are_taken_without_regard_to_case(api: Api) -> None:
    name = await made_account(api)
    client = api.world.visitor()
    for username, email in ((name.upper(), "other@test.com"), ("x" + name, f"{name}@EXAMPLE.com")):
        wish = {"username": username, "email": email, "password": "long enough"}
        told = error(await client.post(REGISTER, json=wish))
        assert told == "Username or email already exists"


async def test_of_many_at_once_one_gets_the_name(api: Api) -> None:
    wish = {"username": "wanted", "email": "wanted@test.com", "password": "long enough"}
    client = api.world.visitor()
    answers = await asyncio.gather(*(client.post(REGISTER, json=wish) for _ in range(5)))
    assert sorted("message" in answer.json() for answer in answers) == [False] * 4 + [True]


async def test_nobody_registers_where_the_server_does_not_want_it(api: Api) -> None:
    config = api.world.parts.services.local.config
    await config.change({"REGISTRATION_ENABLED": False})
    try:
        answer = await api.world.visitor().post(REGISTER, json=WISH)
    finally:
        await config.change({"REGISTRATION_ENABLED": True})
    assert error(answer) == "Registration is currently disabled"


@pytest.mark.usefixtures("documented_limits")
async def test_it_is_limited_as_documented(api: Api) -> None:
    client = api.world.visitor()
    went_well = await until_too_often(lambda: client.post(REGISTER, json={}))
    assert went_well >= SCROBBLE_HEAVY.count
