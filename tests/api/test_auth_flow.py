from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest

from sim.discord import seed
from tests.support.api import Api, data, refusal


async def token_for(client: httpx2.AsyncClient, user_id: str = seed.ADA) -> str:
    asked = await client.get("/auth/redirect")
    chosen = await client.get(f"{asked.headers['Location']}&user_id={user_id}")
    token: str = data(await client.get(chosen.headers["Location"]))["token"]
    return token


async def test_it_works(api: Api) -> None:
    visitor = api.world.visitor()
    answer = await visitor.get("/auth/flow", params={"token": await token_for(visitor)})
    assert data(answer, api) is True
    assert data(await visitor.get("/user/me"), api)["id"] == seed.ADA


async def test_the_cookie_is_kept_from_scripts_and_other_sites(api: Api) -> None:
    visitor = api.world.visitor()
    answer = await visitor.get("/auth/flow", params={"token": await token_for(visitor)})
    cookies = {each.partition("=")[0]: each for each in answer.headers.get_list("Set-Cookie")}
    assert {"HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookies["auxcord"].split("; "))
    assert "Max-Age=0" in cookies["login"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"


async def test_with_next_it_leads_there(api: Api) -> None:
    visitor = api.world.visitor()
    parameters = {"token": await token_for(visitor), "next": "/servers"}
    answer = await visitor.get("/auth/flow", params=parameters)
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/servers"
    assert data(await visitor.get("/user/me"), api)["id"] == seed.ADA


async def test_an_unsafe_next_is_refused_before_the_token_is_used(api: Api) -> None:
    visitor = api.world.visitor()
    token = await token_for(visitor)
    parameters = {"token": token, "next": "//evil.example"}
    refusal(await visitor.get("/auth/flow", params=parameters), 400, 6, "url")
    data(await visitor.get("/auth/flow", params={"token": token}), api)


async def test_a_token_is_good_for_one_use(api: Api) -> None:
    visitor = api.world.visitor()
    token = await token_for(visitor)
    await visitor.get("/auth/flow", params={"token": token})
    refusal(await visitor.get("/auth/flow", params={"token": token}), 400, 2)


async def test_another_browser_cannot_use_the_token(api: Api) -> None:
    token = await token_for(api.world.visitor())
    other = api.world.visitor()
    await other.get("/auth/redirect")
    refusal(await other.get("/auth/flow", params={"token": token}), 400, 2)
    refusal(await other.get("/user/me"), 401, 1)


@pytest.mark.parametrize("parameters", [{}, {"token": ""}])
async def test_the_token_is_needed(api: Api, parameters: dict[str, str]) -> None:
    refusal(await api.world.visitor().get("/auth/flow", params=parameters), 400, 6, "token")


async def test_signing_in_again_ends_the_sign_in_before(api: Api) -> None:
    visitor = api.world.visitor()
    await visitor.get("/auth/flow", params={"token": await token_for(visitor)})
    old = visitor.cookies["auxcord"]
    await visitor.get("/auth/flow", params={"token": await token_for(visitor, seed.NOOR)})
    assert data(await visitor.get("/user/me"), api)["id"] == seed.NOOR
    thief = api.world.visitor()
    thief.cookies.set("auxcord", old)
    refusal(await thief.get("/user/me"), 401, 1)


async def test_the_way_of_our_own_pages_works(api: Api) -> None:
    visitor = api.world.visitor()
    asked = await visitor.get("/auth/redirect", params={"url": "/auth/flow?next=/servers"})
    chosen = await visitor.get(f"{asked.headers['Location']}&user_id={seed.ADA}")
    back = await visitor.get(chosen.headers["Location"])
    assert parse_qs(urlsplit(back.headers["Location"]).query)["next"] == ["/servers"]
    flowed = await visitor.get(back.headers["Location"])
    assert (flowed.status_code, flowed.headers["Location"]) == (303, "/servers")
