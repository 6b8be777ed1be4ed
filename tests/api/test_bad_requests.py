"""What is no request for the API at all is refused in its dialect, and never breaks it."""

from collections.abc import AsyncIterator

import pytest

from tests.support.api import Api, data, refusal

JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"nonsense",
        b"NaN",
        b"[Infinity]",
        b"-Infinity",
        b"\xff\xfe",
        b"[" * 60_000,
        b"9" * 5_000,
        b"{'index': 1}",
    ],
)
@pytest.mark.parametrize("path", ["/functions/equalizer", "/functions/move_track"])
async def test_what_is_not_json_is_code_7(api: Api, path: str, body: bytes) -> None:
    noor = await api.listener()
    refusal(await noor.post(path, content=body, headers=JSON), 400, 7)


async def test_a_body_of_another_kind_is_refused(api: Api) -> None:
    noor = await api.listener()
    refusal(await noor.post("/functions/volume", data={"volume": "5"}), 415, 415)
    text = {"Content-Type": "text/plain"}
    refusal(await noor.post("/functions/volume", content="5", headers=text), 415, 415)


@pytest.mark.parametrize(
    "kind", ["application/json; charset=utf-8", "application/vnd.api+json", None]
)
async def test_json_by_another_name_is_taken(api: Api, kind: str | None) -> None:
    noor = await api.listener()
    headers = {"Content-Type": kind} if kind else {}
    answer = await noor.post("/functions/volume", content=b"5", headers=headers)
    assert data(answer, api) == 5


@pytest.mark.parametrize("chunked", [True, False])
async def test_a_body_that_is_too_large_is_refused(api: Api, chunked: bool) -> None:
    noor = await api.listener()
    body = b" " * 70_000

    async def pieces() -> AsyncIterator[bytes]:
        yield body

    content = pieces() if chunked else body
    answer = await noor.post("/functions/volume", content=content, headers=JSON)
    refusal(answer, 413, 413)


@pytest.mark.parametrize("path", ["/nothing", "/functions", "/functions/dance", "/tracks/"])
async def test_an_unknown_address_is_404(api: Api, path: str) -> None:
    noor = await api.person()
    refusal(await noor.get(path), 404, 404)


async def test_an_unknown_method_is_405(api: Api) -> None:
    noor = await api.person()
    answer = await noor.get("/functions/volume")
    refusal(answer, 405, 405)
    assert "POST" in answer.headers["Allow"]


async def test_browsers_are_shown_a_page_for_an_unknown_address(api: Api) -> None:
    answer = await api.world.visitor().get("/nothing", headers={"Accept": "text/html"})
    assert answer.status_code == 404
    assert answer.headers["Content-Type"].startswith("text/html")


async def test_what_nobody_foresaw_says_nothing_of_itself(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    noor = await api.person()

    def burst(*_: object) -> None:
        raise RuntimeError("the secret is 12345")

    monkeypatch.setattr("web.api.player.user.draw_user", burst)
    answer = await noor.get("/user/me")
    assert "wrong on our side" in refusal(answer, 500, 500)
    assert "12345" not in answer.text
