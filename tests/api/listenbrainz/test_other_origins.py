"""Pages of other sites may use keys here, and never anybody's cookie."""

import pytest

from tests.support.api import Api
from tests.support.listenbrainz import BELOW, SUBMIT, VALIDATE, listener

ASKING = {
    "Origin": "https://player.example",
    "Access-Control-Request-Method": "POST",
    "Access-Control-Request-Headers": "authorization,content-type",
    "Sec-Fetch-Site": "cross-site",
}


@pytest.mark.parametrize("path", [SUBMIT, BELOW + SUBMIT, VALIDATE])
async def test_a_browser_that_asks_beforehand_may(api: Api, path: str) -> None:
    answer = await api.world.visitor().options(path, headers=ASKING)
    assert answer.status_code == 204, answer.text
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Authorization" in answer.headers["Access-Control-Allow-Headers"]
    assert "POST" in answer.headers["Access-Control-Allow-Methods"]
    assert "Access-Control-Allow-Credentials" not in answer.headers


async def test_answers_and_refusals_can_be_read(api: Api) -> None:
    ada = await listener(api)
    headers = {"Origin": "https://player.example", "Sec-Fetch-Site": "cross-site"}
    for body in ({}, {"listen_type": "single"}):
        answer = await ada.program.post(SUBMIT, json=body, headers=headers)
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "X-RateLimit-Remaining" in answer.headers["Access-Control-Expose-Headers"]


async def test_what_a_cookie_opens_stays_closed_to_others(api: Api) -> None:
    noor = await api.person()
    answer = await noor.get(VALIDATE, headers={"Origin": "https://player.example"})
    assert "Access-Control-Allow-Origin" not in answer.headers


@pytest.mark.parametrize("path", ["/user/me", "/api/v1/sessions", "/api/v1/api-keys"])
async def test_other_families_stay_closed(api: Api, path: str) -> None:
    ada = await listener(api)
    answer = await ada.program.get(path, headers={"Origin": "https://player.example"})
    assert "Access-Control-Allow-Origin" not in answer.headers
    asked = await api.world.visitor().options(path, headers=ASKING)
    assert "Access-Control-Allow-Origin" not in asked.headers
