"""What the tests of receivers share: events of streams, and who answers."""

import asyncio
import json
from typing import Any

import httpx2

from tests.support.api import Api, data
from tests.support.receiver import Got, ReceivingServer

Json = Any

FORWARDING = "/user/forwarding"
PRIVATE = [
    "http://127.0.0.2/hook",
    "http://2130706434/hook",
    "http://0x7f.0.0.2/hook",
    "http://0177.0.0.2/hook",
    "http://[::1]/hook",
    "http://[::ffff:127.0.0.2]/hook",
    "http://[64:ff9b::7f00:2]/hook",
    "http://[fd00::1]/hook",
    "http://[fe80::1]/hook",
    "http://10.0.0.1/hook",
    "http://192.168.1.1:8080/hook",
    "http://172.16.0.1/hook",
    "http://100.64.0.1/hook",
    "http://169.254.169.254/latest/meta-data/",
    "http://0.0.0.0/hook",
]
"""Addresses that nobody has allowed, in all ways of writing them."""

NO_ADDRESS = [
    "",
    "hook",
    "ftp://hooks.example/",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "http://",
    "http:///hook",
    "http://hooks.example:99999/",
    "https://name:word@hooks.example/",
    "https://hooks.example/#part",
    "https://hooks.example/a b",
    "https://hooks.example\\@127.0.0.1/",
    "https://hooks.example/\x00",
]


async def received(server: ReceivingServer, kind: str, **part: object) -> Json:
    """Wait for a message of this type with these data, and return it."""
    async with asyncio.timeout(30):
        while True:
            for each in messages(server):
                if each["type"] == kind and part.items() <= each["data"].items():
                    return each
            await asyncio.sleep(0.01)


def messages(server: ReceivingServer) -> list[Json]:
    return [json.loads(got.body) for got in server.got if got.body]


def header(got: Got, name: str) -> str:
    return next(value for each, value in got.headers.items() if each.lower() == name)


async def clear(client: httpx2.AsyncClient, path: str) -> None:
    """Remove all receivers."""
    for each in data(await client.get(path))["receivers"]:
        data(await client.delete(f"{path}/{each['id']}"))


async def state_of(api: Api, client: httpx2.AsyncClient, path: str, receiver_id: str) -> Json:
    found = data(await client.get(path), api)["receivers"]
    return next(each for each in found if each["id"] == receiver_id)


async def becomes(
    api: Api, client: httpx2.AsyncClient, path: str, receiver_id: str, **wanted: object
) -> Json:
    """Wait until the API tells of a receiver so."""
    async with asyncio.timeout(30):
        while True:
            now = await state_of(api, client, path, receiver_id)
            if wanted.items() <= now.items():
                return now
            await asyncio.sleep(0.05)


async def has_sent(api: Api, client: httpx2.AsyncClient, path: str, receiver_id: str) -> None:
    """Wait until the API tells of a success."""
    async with asyncio.timeout(30):
        while not (await state_of(api, client, path, receiver_id))["sent_at"]:  # noqa: ASYNC110 - No event tells.
            await asyncio.sleep(0.05)
