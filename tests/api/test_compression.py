"""Long texts go out compressed, where that gives nothing away."""

import pytest

from tests.support.api import HARBOUR, Api
from tests.support.screen import Screen
from tests.support.stream import follow

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


@pytest.mark.parametrize(
    ("accepted", "site", "coding"),
    [
        ("gzip, deflate, br, zstd", "same-origin", "gzip"),
        ("br", "same-origin", None),
        ("gzip;q=0", "same-origin", None),
        ("gzip", "cross-site", None),
    ],
)
async def test_streams_are_compressed_frame_by_frame(
    api: Api, accepted: str, site: str, coding: str | None
) -> None:
    noor = await api.listener()
    headers = {"Accept-Encoding": accepted, "Sec-Fetch-Site": site}
    async with follow(noor, HARBOUR, headers=headers) as stream:
        assert stream.answer.headers.get("Content-Encoding") == coding
        assert "Accept-Encoding" in stream.answer.headers["Vary"]
        screen = Screen()
        await stream.until(screen, lambda: screen.state)
        await noor.post("/functions/volume", json=31)
        await stream.until(screen, lambda: screen.state["options"]["volume"] == 31)
