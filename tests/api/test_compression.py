"""Long texts go out compressed, where that gives nothing away."""

import pytest

from tests.support.api import Api

LONG = "/openapi.json"


@pytest.mark.parametrize(("accepted", "coding"), [("gzip, br", "br"), ("gzip", "gzip"), ("", None)])
async def test_long_texts_are_compressed_as_the_client_likes(
    api: Api, accepted: str, coding: str | None
) -> None:
    visitor = api.world.visitor()
    plain = await visitor.get(LONG, headers={"Accept-Encoding": "identity"})
    answer = await visitor.get(LONG, headers={"Accept-Encoding": accepted})
    assert answer.headers.get("Content-Encoding") == coding
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert answer.json() == plain.json()
    if coding:
        assert int(answer.headers["Content-Length"]) < len(plain.content) / 3


async def test_short_answers_are_left_alone(api: Api) -> None:
    answer = await api.world.visitor().get("/healthz", headers={"Accept-Encoding": "br"})
    assert "Content-Encoding" not in answer.headers


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
async def test_data_that_another_site_asks_for_has_its_true_length(api: Api, site: str) -> None:
    noor = await api.listener()
    headers = {"Accept-Encoding": "br", "Sec-Fetch-Site": site}
    answer = await noor.get(LONG, headers=headers)
    assert "Content-Encoding" not in answer.headers
    page = await noor.get("/servers", headers=headers)
    assert page.headers["Content-Encoding"] == "br"


async def test_streams_are_not_held_back(api: Api) -> None:
    noor = await api.listener()
    answer = await noor.head("/events", headers={"Accept-Encoding": "br"})
    assert answer.headers["Content-Type"].startswith("text/event-stream")
    assert "Content-Encoding" not in answer.headers
