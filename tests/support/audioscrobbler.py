"""Scrobbles as a player of the year 2008 does."""

import hashlib
import time
from urllib.parse import urlsplit

import httpx2

from tests.support.api import Api
from tests.support.listenbrainz import Listener

BASE = "/apis/audioscrobbler/"


def md5(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


async def password(api: Api, who: Listener) -> str:
    return await api.world.parts.services.scrobble_passwords.renew(who.person)


async def shake_hands(
    client: httpx2.AsyncClient,
    name: str,
    secret: str,
    base: str = BASE,
    **changes: str,
) -> list[str]:
    """Return the lines of the answer."""
    at = str(int(time.time()))
    query = {"hs": "true", "p": "1.2", "c": "mdc", "v": "0.24", "u": name, "t": at}
    query |= {"a": md5(md5(secret) + at), **changes}
    return lines(await client.get(base, params=query))


def lines(answer: httpx2.Response, status: int = 200) -> list[str]:
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"].startswith("text/plain")
    assert answer.text.endswith("\n")
    return answer.text.splitlines()


def path_of(url: str) -> str:
    return urlsplit(url).path
