"""Other sites' pages cannot use a visitor's cookie."""

import httpx2
import pytest

from tests.support.api import Api, data, refusal


async def browser(api: Api, headers: dict[str, str]) -> httpx2.AsyncClient:
    """Return Noor's browser, sending only these headers."""
    known = await api.listener()
    client = httpx2.AsyncClient(base_url=api.world.url, headers=headers, trust_env=False)
    client.cookies.update(known.cookies)
    return client


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {},
    ],
)
async def test_another_sites_page_changes_nothing(api: Api, headers: dict[str, str]) -> None:
    async with await browser(api, headers) as client:
        refusal(await client.post("/functions/volume", json=5), 403, 403)
    assert api.player.state.volume == 100


async def test_the_fresher_header_counts(api: Api) -> None:
    headers = {"Sec-Fetch-Site": "cross-site", "Origin": api.world.url}
    async with await browser(api, headers) as client:
        refusal(await client.post("/functions/volume", json=5), 403, 403)


async def test_an_old_browser_is_known_by_its_origin(api: Api) -> None:
    async with await browser(api, {"Origin": api.world.url}) as client:
        assert data(await client.post("/functions/volume", json=5), api) == 5


async def test_a_new_browser_is_known_by_what_it_says_of_the_site(api: Api) -> None:
    async with await browser(api, {"Sec-Fetch-Site": "same-origin"}) as client:
        assert data(await client.post("/functions/volume", json=5), api) == 5


async def test_looking_is_never_refused(api: Api) -> None:
    async with await browser(api, {"Sec-Fetch-Site": "cross-site"}) as client:
        data(await client.get("/functions/player"), api)


@pytest.mark.parametrize(
    "headers", [{"Authorization": "Bearer x"}, {"X-API-Key": "x"}, {"Authorization": "key"}]
)
async def test_a_credential_in_a_header_keeps_the_cookie_out(
    api: Api, headers: dict[str, str]
) -> None:
    async with await browser(api, headers) as client:
        refusal(await client.get("/user/me"), 401, 2)


async def test_a_proxys_own_password_is_none_of_our_business(api: Api) -> None:
    async with await browser(api, {"Authorization": "Basic YTpi"}) as client:
        data(await client.get("/user/me"), api)
