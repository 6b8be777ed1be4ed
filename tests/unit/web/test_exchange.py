import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from quart import Response, request

from web.application import Application

Message = dict[str, Any]


class Client:
    """Speaks ASGI: sends one request, and takes down what comes back."""

    def __init__(self, app: Application) -> None:
        self.app = app
        self.said: asyncio.Queue[Message] = asyncio.Queue()
        self.heard: list[Message] = []
        self.got_some = asyncio.Event()

    async def ask(self, method: str, path: str, body: bytes | None = None) -> None:
        headers = [(b"host", b"localhost")]
        if body is not None:
            headers.append((b"content-length", str(len(body)).encode()))
            await self.said.put({"type": "http.request", "body": body, "more_body": False})
        scope = {
            "type": "http",
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": path,
            "query_string": b"",
            "headers": headers,
        }
        await self.app(scope, self.said.get, self.take)  # type: ignore[arg-type]

    async def take(self, message: Message) -> None:
        self.heard.append(message)
        if message.get("body"):
            self.got_some.set()

    @property
    def body(self) -> bytes:
        return b"".join(message.get("body", b"") for message in self.heard)


@pytest.fixture(name="app")
def application_with_some_routes() -> Application:
    app = Application("some")

    @app.get("/whole")
    async def whole() -> str:
        return "all of it"

    @app.route("/echo", methods=["GET", "POST"])
    async def echo() -> bytes:
        return await request.get_data(as_text=False)

    @app.get("/stream")
    async def stream() -> Response:
        async def parts() -> AsyncIterator[bytes]:
            try:
                yield b"a part"
                await asyncio.Event().wait()
            finally:
                app.extensions["ended"] = True

        return Response(parts())

    return app


async def test_a_whole_answer_is_sent_in_two_messages(app: Application) -> None:
    client = Client(app)
    await client.ask("GET", "/whole")
    start, body = client.heard
    assert (start["status"], body["body"], body["more_body"]) == (200, b"all of it", False)
    assert (b"content-length", b"9") in start["headers"]


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_a_body_that_is_announced_is_read(app: Application, method: str) -> None:
    client = Client(app)
    await client.ask(method, "/echo", b"some words")
    assert client.body == b"some words"


async def test_a_question_without_a_body_has_an_empty_one(app: Application) -> None:
    client = Client(app)
    await client.ask("GET", "/echo")
    assert client.heard[0]["status"] == 200
    assert client.body == b""


async def test_a_stream_ends_with_its_client(app: Application) -> None:
    client = Client(app)
    asking = asyncio.create_task(client.ask("GET", "/stream"))
    await client.got_some.wait()
    await client.said.put({"type": "http.disconnect"})
    await asking
    assert client.body == b"a part"
    assert app.extensions["ended"]
