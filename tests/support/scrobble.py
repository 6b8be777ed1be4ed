"""Speaks the scrobble family's dialect as its clients do."""

import base64
import json
import secrets
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any

import httpx2

from tests.support.api import Api

SERVER_INFO = "/api/v1/serverinfo"


def message(answer: httpx2.Response) -> str:
    """Return the sentence of a success, having checked that there is nothing else."""
    assert answer.status_code == 200, answer.text
    assert set(answer.json()) == {"message"}, answer.text
    return str(answer.json()["message"])


def error(answer: httpx2.Response, status: int = 200) -> str:
    """Return the sentence of a refusal; what a request asks for in vain has the status 200."""
    assert answer.status_code == status, answer.text
    assert set(answer.json()) == {"error"}, answer.text
    return str(answer.json()["error"])


LOGIN, REGISTER, REFRESH = "/api/v1/login", "/api/v1/register", "/api/v1/refresh"
PASSWORD = "correct horse"


async def made_account(api: Api, name: str | None = None, password: str = PASSWORD) -> str:
    """Make an account, and return its name."""
    name = name or f"user_{secrets.token_hex(6)}"
    wish = {"username": name, "email": f"{name}@example.com", "password": password}
    message(await api.world.visitor().post(REGISTER, json=wish))
    return name


async def logged_in(api: Api, name: str, password: str = PASSWORD) -> str:
    """Return a token for an account."""
    answer = await api.world.visitor().post(LOGIN, json={"username": name, "password": password})
    return token_of(answer)


def token_of(answer: httpx2.Response) -> str:
    assert answer.status_code == 200, answer.text
    assert set(answer.json()) == {"token"}, answer.text
    return str(answer.json()["token"])


def claims_of(token: str) -> dict[str, Any]:
    """Read a token without checking it, as its clients do."""
    payload = token.split(".")[1]
    claims: dict[str, Any] = json.loads(base64.urlsafe_b64decode(payload + "=="))
    return claims


async def until_too_often(ask: Callable[[], Awaitable[httpx2.Response]]) -> int:
    """Ask until it is too often; return how often it went well before.

    On a slow machine more than the limit goes well, because time passes meanwhile.
    """
    for count in range(1_000):
        answer = await ask()
        if answer.status_code == HTTPStatus.TOO_MANY_REQUESTS:
            told = "Too many requests"
            assert answer.json() == {"message": told, "error": told}
            assert int(answer.headers["Retry-After"]) >= 1
            return count
        assert answer.status_code == HTTPStatus.OK
    raise AssertionError("nothing was refused")


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}
