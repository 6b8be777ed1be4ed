"""`POST /api/v1/refresh`: tokens that rotate, and what becomes of them when one is used twice."""

import asyncio

import pytest

from tests.support.api import Api
from tests.support.scrobble import (
    REFRESH,
    bearer,
    claims_of,
    error,
    logged_in,
    made_account,
    token_of,
)

WRONG = "Invalid refresh token"


async def refreshed(api: Api, token: str) -> str:
    wish = {"token": claims_of(token)["refresh_token"]}
    return token_of(await api.world.visitor().post(REFRESH, json=wish))


async def is_good(api: Api, token: str) -> bool:
    return (await api.world.visitor().get("/user/me", headers=bearer(token))).is_success


async def test_a_refresh_token_gives_the_next_token(api: Api) -> None:
    first = await logged_in(api, await made_account(api))
    second = await refreshed(api, first)
    third = await refreshed(api, second)
    assert claims_of(first)["sub"] == claims_of(third)["sub"]
    tokens = {claims_of(each)["refresh_token"] for each in (first, second, third)}
    assert len(tokens) == 3
    assert await is_good(api, third)


async def test_a_refresh_token_that_comes_twice_ends_all_that_has_come_of_it(api: Api) -> None:
    name = await made_account(api)
    first, elsewhere = await logged_in(api, name), await logged_in(api, name)
    second = await refreshed(api, first)
    assert await is_good(api, second)
    stolen = {"token": claims_of(first)["refresh_token"]}
    client = api.world.visitor()
    assert error(await client.post(REFRESH, json=stolen)) == WRONG
    newest = {"token": claims_of(second)["refresh_token"]}
    assert error(await client.post(REFRESH, json=newest)) == WRONG
    assert not await is_good(api, second)
    assert not await is_good(api, first)
    # Another sign-in of the same account has nothing to do with it.
    assert await is_good(api, await refreshed(api, elsewhere))


async def test_of_several_at_once_one_is_served_at_most(api: Api) -> None:
    wish = {"token": claims_of(await logged_in(api, await made_account(api)))["refresh_token"]}
    client = api.world.visitor()
    answers = await asyncio.gather(*(client.post(REFRESH, json=wish) for _ in range(5)))
    assert sum("token" in answer.json() for answer in answers) <= 1


@pytest.mark.parametrize("token", ["", "abcdefghijklmnopqrstuvwxyz", "A" * 64, "ä" * 64, "é", "\0"])
async def test_what_was_never_a_refresh_token_is_refused(api: Api, token: str) -> None:
    assert error(await api.world.visitor().post(REFRESH, json={"token": token})) == WRONG


async def test_the_token_itself_is_no_refresh_token(api: Api) -> None:
    token = await logged_in(api, await made_account(api))
    assert error(await api.world.visitor().post(REFRESH, json={"token": token})) == WRONG
    refresh_token = claims_of(token)["refresh_token"]
    assert not await is_good(api, refresh_token)
