"""What every answer says to the browser."""

import pytest

from tests.support.api import Api

PAGES = ["/", "/docs", "/offline", "/auth/redirect", "/service-worker.js"]
DATA = ["/healthz", "/user/me", "/nothing", "/openapi.json", "/auth/redirect?url=%2F%2Fevil"]


@pytest.mark.parametrize("path", PAGES)
async def test_browsers_are_told_to_be_careful_with_pages(api: Api, path: str) -> None:
    headers = (await api.world.visitor().get(path)).headers
    policy = dict(each.split(" ", 1) for each in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'self'"
    assert policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert api.world.discord.base_url in policy["img-src"]
    assert api.world.node.base_url in policy["img-src"]
    assert policy["form-action"] == f"'self' {api.world.discord.base_url}"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "microphone=()" in headers["Permissions-Policy"]
    assert headers["Referrer-Policy"]
    assert "Strict-Transport-Security" not in headers
    assert "Access-Control-Allow-Origin" not in headers


@pytest.mark.parametrize("path", DATA)
async def test_data_may_do_nothing_and_goes_to_nobody_else(api: Api, path: str) -> None:
    headers = (await api.world.visitor().get(path)).headers
    assert headers["Content-Type"] == "application/json"
    assert headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "Permissions-Policy" not in headers
    assert "Access-Control-Allow-Origin" not in headers


async def test_streams_are_data(api: Api) -> None:
    noor = await api.listener()
    headers = (await noor.head("/events")).headers
    assert headers["Content-Type"].startswith("text/event-stream")
    assert headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert headers["X-Content-Type-Options"] == "nosniff"


async def test_what_is_personal_is_kept_nowhere(api: Api) -> None:
    noor = await api.listener()
    for path in ["/user/me", "/functions/player", "/", "/servers"]:
        assert (await noor.get(path)).headers["Cache-Control"] == "no-store"


async def test_every_answer_has_an_id(api: Api) -> None:
    visitor = api.world.visitor()
    one, two = await visitor.get("/healthz"), await visitor.get("/nothing")
    assert one.headers["X-Request-Id"] != two.headers["X-Request-Id"]


async def test_a_proxys_id_is_kept_if_it_is_a_plain_one(api: Api) -> None:
    visitor = api.world.visitor()
    kept = await visitor.get("/healthz", headers={"X-Request-Id": "abc-DEF_123.4"})
    assert kept.headers["X-Request-Id"] == "abc-DEF_123.4"
    for odd in ["short", "x" * 65, "with space in it", 'quote"inside']:
        answer = await visitor.get("/healthz", headers={"X-Request-Id": odd})
        assert answer.headers["X-Request-Id"] != odd
