"""Whatever is sent to any operation, the answer is one of ours, and never an accident."""

import json

import pytest

from tests.support.api import HARBOUR, Api

ODD_BODIES = [
    "",
    "null",
    "true",
    "-0",
    "0.0",
    "1e400",
    '""',
    '"\\ud83d"',
    "[]",
    "[[[[]]]]",
    "{}",
    json.dumps({"index": 0, "id": 0, "position": 0}),
    json.dumps({"index": None, "position": "٣", "id": [1]}),
    json.dumps([1e308] * 15),
    json.dumps(["0"] * 15),
    str(2**64),
    "[" * 5_000,
    '{"index": 0, "index": 1, "position": 0}',
]
ODD_QUERIES = [
    "",
    "query=%00",
    "query=%ff%fe",
    "query=%ed%a0%80",
    "query=a&query=b",
    "start=1&start=2",
    "start=٣",
    "indexes=0&indexes=1",
    "guild_id=",
    f"guild_id={HARBOUR}&guild_id=1",
    "token=%0d%0aSet-Cookie:x=y",
    "url=%0d%0a",
    "after=%0a-1",
    "&&==&=",
    "a" * 4_000,
]
ODD_HEADERS = [
    {"If-Match": '"' * 50},
    {"If-Match": "x" * 2_000},
    {"Last-Event-ID": "-" * 100},
    {"Cookie": "auxcord=; login=; =;;;"},
    {"Cookie": 'auxcord="\\"'},
    {"Accept": "text/html;q=x, */*;q=0.1"},
    {"Content-Type": "application/json; charset=klingon"},
    {"Range": "bytes=0-1"},
    {"X-Request-Id": "é" * 10},
]
STREAMS = {"/events", "/events/guild/{guild_id}"}


async def operations(api: Api) -> list[tuple[str, str]]:
    described = (await api.world.visitor().get("/openapi.json")).json()["paths"]
    return [(path, method) for path, methods in described.items() for method in methods]


@pytest.mark.parametrize("query", ODD_QUERIES)
async def test_odd_queries(api: Api, query: str) -> None:
    noor = await api.listener()
    for path, method in await operations(api):
        if path not in STREAMS and "logout" not in path:
            answer = await noor.request(method, f"{path}?{query}")
            assert answer.status_code < 500, (path, answer.text)


@pytest.mark.parametrize("body", ODD_BODIES, ids=lambda body: body[:20])
async def test_odd_bodies(api: Api, body: str) -> None:
    noor = await api.listener()
    await api.with_queue(noor, *api.links(3))
    headers = {"Content-Type": "application/json"}
    for path, method in await operations(api):
        if method == "post" and "logout" not in path:
            answer = await noor.request(method, path, content=body, headers=headers)
            assert answer.status_code < 500, (path, answer.text)


@pytest.mark.parametrize("headers", ODD_HEADERS, ids=lambda headers: next(iter(headers)))
async def test_odd_headers(api: Api, headers: dict[str, str]) -> None:
    noor = await api.listener()
    sent = [(name.encode(), value.encode()) for name, value in headers.items()]
    for path, method in await operations(api):
        if path not in STREAMS and "logout" not in path:
            answer = await noor.request(method, path, headers=sent)
            assert answer.status_code < 500, (path, answer.text)


@pytest.mark.parametrize(
    "path",
    [
        "/events/guild/%00",
        "/events/guild/%0d%0aX:y",
        "/events/guild/..%2f..%2fetc",
        "/events/guild/" + "9" * 4_000,
        "/%ff%fe",
        "/functions/%2e%2e/volume",
        "//functions//player",
        "/assets/../web/app.py",
        "/assets/x/..%2f..%2fweb/app.py",
    ],
)
async def test_odd_paths(api: Api, path: str) -> None:
    noor = await api.person()
    answer = await noor.get(path)
    assert answer.status_code in {301, 302, 308, 400, 404}, answer.text
    assert "import" not in answer.text
