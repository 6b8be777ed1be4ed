"""What goes wrong is a page within the site's frame for browsers, and JSON for programs."""

import httpx2
import pytest

from db.errors import DatabaseDown
from sim.discord import seed
from tests.support.api import HARBOUR, Api, refusal, until_refused
from web.pages import account

BROWSER = {"Accept": "text/html"}
SETTINGS = f"/servers/{HARBOUR}/settings"


def page(answer: httpx2.Response, status: int, *texts: str) -> None:
    """Check that an answer is a page that says what happened, in the frame of the site."""
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert 'class="site-head"' in answer.text
    for text in texts:
        assert text in answer.text


async def test_nothing_at_an_address(api: Api) -> None:
    answer = await (await api.person(seed.ADA)).get("/nothing", headers=BROWSER)
    page(answer, 404, "Nothing here", "Your servers", "Your menu, Ada Lindqvist")
    refusal(await api.world.visitor().get("/nothing"), 404, 404)


async def test_who_is_not_signed_in_sees_the_sign_in(api: Api) -> None:
    answer = await api.world.visitor().get("/nothing", headers=BROWSER)
    page(answer, 404, "Sign in")
    assert "Your menu" not in answer.text


async def test_a_visit_where_a_button_belongs(api: Api) -> None:
    ada = await api.person(seed.ADA)
    answer = await ada.get("/account/theme", headers=BROWSER)
    page(answer, 405, "This address is for a button of ours")
    assert "POST" in answer.headers["Allow"]
    refusal(await ada.get("/account/theme"), 405, 405)


async def test_too_much_at_once(api: Api) -> None:
    ada = await api.person(seed.ADA)
    words = {"blacklist.words": "x" * 100_000}
    page(await ada.post(SETTINGS, data=words, headers=BROWSER), 413, "Send less of it")
    refusal(await ada.post(SETTINGS, data=words), 413, 413)


async def test_a_key_that_is_not_good(api: Api) -> None:
    wrong = {"Authorization": "Bearer nonsense"}
    visitor = api.world.visitor()
    page(await visitor.get("/servers", headers={**BROWSER, **wrong}), 401, "Please sign in")
    refusal(await visitor.get("/servers", headers=wrong), 401, 2)


async def test_no_right(api: Api) -> None:
    noor = await api.person(seed.NOOR)
    page(await noor.get(SETTINGS, headers=BROWSER), 403, "ask somebody who manages the server")
    refusal(await noor.get(SETTINGS), 403, 17)


async def test_a_broken_sign_in(api: Api) -> None:
    answer = await api.world.visitor().get("/auth/flow?token=nonsense", headers=BROWSER)
    page(answer, answer.status_code, "Start page")
    assert 400 <= answer.status_code < 500


@pytest.mark.usefixtures("documented_limits")
async def test_too_fast(api: Api) -> None:
    visitor = api.world.visitor()
    await until_refused(lambda: visitor.post("/account/sign-out"))
    answer = await visitor.post("/account/sign-out", headers=BROWSER)
    page(answer, 429, "Too fast", "Wait a few seconds")
    assert int(answer.headers["Retry-After"]) > 0


async def test_a_bug_of_ours(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    ada = await api.person(seed.ADA)

    async def broken(*_: object) -> None:
        raise RuntimeError("a secret of the inside")

    monkeypatch.setattr(account, "account_page", broken)
    answer = await ada.get("/account", headers=BROWSER)
    page(answer, 500, "It has been noted in the log", "Load again", "Your menu")
    assert "secret" not in answer.text
    refusal(await ada.get("/account"), 500, 500)


async def test_a_part_of_ours_is_away(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    ada = await api.person(seed.ADA)

    async def down(_secret: str) -> None:
        raise DatabaseDown

    monkeypatch.setattr(api.world.parts.services.sessions, "find", down)
    answer = await ada.get("/account", headers=BROWSER)
    page(answer, 503, "The database does not answer right now", "Nothing is lost", "Load again")
    assert int(answer.headers["Retry-After"]) > 0
    refusal(await ada.get("/account"), 503, 503)
