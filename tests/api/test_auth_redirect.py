from urllib.parse import parse_qs, urlsplit

import pytest

from tests.support.api import Api, refusal, until_refused


async def test_it_works(api: Api) -> None:
    answer = await api.world.visitor().get("/auth/redirect", params={"url": "/servers"})
    assert answer.status_code == 302
    place = urlsplit(answer.headers["Location"])
    asked = parse_qs(place.query)
    assert answer.headers["Location"].startswith(api.world.discord.authorize_url)
    assert asked["scope"] == ["identify guilds"]
    assert asked["redirect_uri"] == [f"{api.world.url}/auth/login"]
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["state"][0]) >= 43


async def test_the_address_to_return_to_is_no_part_of_the_state(api: Api) -> None:
    answer = await api.world.visitor().get("/auth/redirect", params={"url": "/servers"})
    assert "servers" not in answer.headers["Location"]


async def test_it_binds_the_sign_in_to_the_browser(api: Api) -> None:
    answer = await api.world.visitor().get("/auth/redirect")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("login=")
    assert {"HttpOnly", "Path=/", "SameSite=Lax", "Max-Age=600"} <= set(cookie.split("; "))
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"


async def test_two_tabs_may_sign_in_at_the_same_time(api: Api) -> None:
    visitor = api.world.visitor()
    await visitor.get("/auth/redirect")
    first = visitor.cookies["login"]
    await visitor.get("/auth/redirect")
    assert visitor.cookies["login"] == first


async def test_the_host_header_is_not_believed(api: Api) -> None:
    answer = await api.world.visitor().get("/auth/redirect", headers={"Host": "evil.example"})
    asked = parse_qs(urlsplit(answer.headers["Location"]).query)
    assert asked["redirect_uri"] == [f"{api.world.url}/auth/login"]


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "javascript:alert(1)",
        "/a\nSet-Cookie: x=y",
    ],
)
async def test_it_leads_back_to_our_own_pages_only(api: Api, url: str) -> None:
    answer = await api.world.visitor().get("/auth/redirect", params={"url": url})
    refusal(answer, 400, 6, "url")


async def test_an_absolute_address_of_ours_is_fine(api: Api) -> None:
    url = f"{api.world.url}/servers?tab=1"
    answer = await api.world.visitor().get("/auth/redirect", params={"url": url})
    assert answer.status_code == 302


@pytest.mark.usefixtures("documented_limits")
async def test_it_is_limited(api: Api) -> None:
    visitor = api.world.visitor()
    went_well, seconds = await until_refused(lambda: visitor.get("/auth/redirect"))
    assert went_well >= 20
    assert int(seconds) >= 1
