"""The same application behind https: cookies that only this host reads, and stricter headers."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest
from quart import Quart
from quart.typing import TestClientProtocol as Client

from sim.discord import seed
from tests.support.api import Api
from web.app import create_app

PUBLIC_URL = "https://music.example"
OURS = {"Origin": PUBLIC_URL}


@pytest.fixture(name="app")
def _app(api: Api) -> Quart:
    services = replace(api.world.parts.services, public_url=PUBLIC_URL)
    return create_app(services, "a secret key that only this test has")


@pytest.fixture(name="sign_in")
def _sign_in(api: Api, app: Quart) -> Callable[[], Awaitable[Client]]:
    async def sign_in() -> Client:
        client = app.test_client()
        asked = await client.get("/auth/redirect")
        consent = f"{asked.headers['Location']}&user_id={seed.NOOR}"
        chosen = await api.world.visitor().get(consent)
        query = chosen.headers["Location"].partition("?")[2]
        token = (await (await client.get(f"/auth/login?{query}")).get_json())["data"]["token"]
        flowed = await client.get(f"/auth/flow?token={token}")
        assert flowed.status_code == 200
        return client

    return sign_in


async def test_cookies_belong_to_this_host_alone(
    app: Quart, sign_in: Callable[[], Awaitable[Client]]
) -> None:
    asked = await app.test_client().get("/auth/redirect")
    (login,) = asked.headers.getlist("Set-Cookie")
    assert login.startswith("__Host-login=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(login.split("; "))
    assert "Domain" not in login
    client = await sign_in()
    assert client.cookie_jar is not None
    session = next(each for each in client.cookie_jar if each.name == "__Host-auxcord")
    assert session.secure
    assert session.path == "/"
    assert session.expires


async def test_signing_in_and_changing_works_behind_a_proxy_that_ends_tls(
    sign_in: Callable[[], Awaitable[Client]],
) -> None:
    client = await sign_in()
    assert (await client.get("/user/me")).status_code == 200
    signed_out = await client.post("/auth/logout", headers=OURS)
    assert signed_out.status_code == 200
    assert (await client.get("/user/me")).status_code == 401


async def test_the_origin_must_be_the_public_one(
    sign_in: Callable[[], Awaitable[Client]],
) -> None:
    client = await sign_in()
    plain = await client.post("/auth/logout", headers={"Origin": "http://music.example"})
    assert plain.status_code == 403
    here = await client.post("/auth/logout", headers={"Origin": "http://localhost"})
    assert here.status_code == 403


async def test_browsers_shall_never_come_back_without_tls(app: Quart) -> None:
    answer = await app.test_client().get("/healthz")
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


async def test_a_cookie_signed_with_another_key_is_worthless(app: Quart, api: Api) -> None:
    noor = await api.person()
    client = app.test_client()
    client.set_cookie("localhost", "__Host-auxcord", noor.cookies["auxcord"])
    assert (await client.get("/user/me")).status_code == 401
