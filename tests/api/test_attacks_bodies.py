"""Bodies that no honest program sends: each family refuses them in its dialect, nothing breaks."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import httpx2
import pytest

from auth.api_key import ALL_SCOPES
from auth.identity import Person, UserId
from sim.discord import seed
from tests.support.api import HARBOUR, Api
from tests.support.dialects import family_of, is_foreseen, is_refused
from web.families import FAMILIES

ADA = Person(UserId(seed.ADA), "ada", "Ada")
NO_JSON = {
    "a NUL behind the end": b"{}\x00",
    "a NUL between": b'{"a":\x00 1}',
    "UTF-16": '{"a": 1}'.encode("utf-16"),
    "Latin-1": '{"a": "é"}'.encode("latin-1"),
    "half a character": b'{"a": "\xed\xa0\x80"}',
    "half a pair": b'{"a": "\\ud800"}',
    "lists without an end": b"[" * 20_000,
    "lists in lists": b"[" * 10_000 + b"]" * 10_000,
    "objects in objects": b'{"a":' * 10_000 + b"1" + b"}" * 10_000,
    "not a number": b'{"a": NaN}',
    "infinity": b'{"a": -Infinity}',
    "infinity by its size": b'{"a": 1e999}',
    "a key twice": b'{"a": 1, "a": 2}',
    "a number of 5000 digits": b'{"a": ' + b"9" * 5_000 + b"}",
    "a form": b"a=1&b=2",
}
ODD_TEXTS = ["a\x00b", "\ud800", "\u202e" * 300, "x" * 20_000, "{{7*7}}", "'\"`;--\r\n"]
ODD_NUMBERS = [10**400, -(2**63) - 1, 1e308, -0.0]
ODD_KEYS = ["\x00", "$where", "a.b", "", "__proto__", "\udfff"]
HUGE = 11 * 1024 * 1024
SIGN_OUT = {"/auth/logout"}


@dataclass(frozen=True)
class Target:
    """An operation that takes a body, at an address that fits it."""

    method: str
    path: str
    example: Any
    needs_person: bool


async def targets(api: Api) -> list[Target]:
    described = (await api.world.visitor().get("/openapi.json")).json()["paths"]
    known = {"guild_id": HARBOUR, "user_id": seed.ADA, "item_id": "1", "vote_id": "1"}
    return [
        Target(method, _filled(path, known), content["example"], "x-scope" not in operation)
        for path, methods in described.items()
        for method, operation in methods.items()
        if path not in SIGN_OUT
        for content in [operation.get("requestBody", {}).get("content", {}).get("application/json")]
        if content
    ]


def _filled(path: str, known: dict[str, str]) -> str:
    for name, value in known.items():
        path = path.replace(f"{{{name}}}", value)
    # What else is in braces stays there: nobody has such an id.
    return path


@dataclass(frozen=True)
class Attacker:
    """Ada, who may do everything on her server, by her browser and by a key."""

    browser: httpx2.AsyncClient
    program: httpx2.AsyncClient

    async def send(self, target: Target, body: bytes | AsyncIterator[bytes]) -> httpx2.Response:
        client = self._client(target)
        headers = {"Content-Type": "application/json"}
        return await client.request(target.method, target.path, content=body, headers=headers)

    async def announce(self, target: Target, size: int) -> bytes:
        """Say how much will come, send none of it, and return the whole answer."""
        headers = {"Content-Type": "application/json", "Content-Length": str(size)}
        client = self._client(target)
        request = client.build_request(target.method, target.path, headers=headers)
        lines = [f"{target.method.upper()} {request.url.raw_path.decode()} HTTP/1.1"]
        lines += [f"{name}: {value}" for name, value in request.headers.items()]
        host, port = request.url.host, request.url.port
        reader, writer = await asyncio.open_connection(host, port)
        writer.write("\r\n".join([*lines, "", ""]).encode())
        answer = await reader.read()
        writer.close()
        return answer

    def _client(self, target: Target) -> httpx2.AsyncClient:
        return self.browser if target.needs_person else self.program


async def attacker(api: Api) -> Attacker:
    browser = await api.listener(seed.ADA)
    _, secret = await api.world.parts.services.keys.create(
        "an attacker's", ADA, ALL_SCOPES, None, None
    )
    program = api.world.visitor()
    program.headers["Authorization"] = f"Token {secret}"
    return Attacker(browser, program)


@pytest.mark.parametrize("kind", NO_JSON)
async def test_what_is_no_json_is_refused_by_every_operation(api: Api, kind: str) -> None:
    ada = await attacker(api)
    for target in await targets(api):
        answer = await ada.send(target, NO_JSON[kind])
        assert is_refused(answer), (target, answer.status_code, answer.text)


@pytest.mark.parametrize("number", range(len(ODD_TEXTS)))
async def test_odd_texts_break_nothing(api: Api, number: int) -> None:
    await nothing_breaks(api, ODD_TEXTS[number])


@pytest.mark.parametrize("number", range(len(ODD_NUMBERS)))
async def test_odd_numbers_break_nothing(api: Api, number: int) -> None:
    await nothing_breaks(api, ODD_NUMBERS[number])


async def nothing_breaks(api: Api, odd: object) -> None:
    """Put something odd wherever an example has something of its kind, and beside it."""
    ada = await attacker(api)
    for target in await targets(api):
        body = json.dumps(_spoilt(target.example, odd)).encode()
        answer = await ada.send(target, body)
        assert is_foreseen(answer), (target, answer.status_code, answer.text)


def _spoilt(example: object, odd: object) -> object:
    if isinstance(example, dict):
        spoilt = {key: _spoilt(value, odd) for key, value in example.items()}
        return {**spoilt, **{key: odd for key in ODD_KEYS if isinstance(odd, str)}, "data": [odd]}
    if isinstance(example, list):
        return [_spoilt(value, odd) for value in example]
    return odd if isinstance(odd, str) == isinstance(example, str) else example


@pytest.mark.parametrize("depth", [90, 200, 900])
async def test_deep_data_breaks_nothing(api: Api, depth: int) -> None:
    ada = await attacker(api)
    deep = b'{"data": ' + b'{"a":' * depth + b"1" + b"}" * depth + b"}"
    for target in await targets(api):
        answer = await ada.send(target, deep)
        assert is_foreseen(answer), (target, answer.status_code, answer.text)


def _one_of_each_family(every: list[Target]) -> Iterator[Target]:
    for family in FAMILIES:
        yield from [each for each in every if family.group(each.path)][:1]


async def test_eleven_megabytes_are_refused_before_they_are_sent(api: Api) -> None:
    ada = await attacker(api)
    for target in _one_of_each_family(await targets(api)):
        answer = await ada.announce(target, HUGE)
        assert answer.startswith(b"HTTP/1.1 413 "), (target, answer)
        body = answer.partition(b"\r\n\r\n")[2]
        family_of(target.path).failure.model_validate_json(body)


async def test_eleven_megabytes_without_a_word_are_cut_off(api: Api) -> None:
    ada = await attacker(api)

    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(HUGE // 65_536):
            yield b" " * 65_536

    for target in _one_of_each_family(await targets(api)):
        # Who is refused while still sending may hear of it, or find the connection closed.
        with suppress(httpx2.TransportError):
            answer = await ada.send(target, pieces())
            assert answer.status_code == 413, (target, answer.text)
        answer = await ada.program.get("/user/me")
        assert answer.status_code == 200
