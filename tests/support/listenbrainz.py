"""Sends and reads listens as a program of a listener does."""

import secrets
import time
from dataclasses import dataclass
from typing import Any

import httpx2

from auth.api_key import Scope
from auth.identity import Person, UserId
from tests.support.api import Api
from tests.support.archive import fresh_id

SUBMIT, DELETE, VALIDATE = "/1/submit-listens", "/1/delete-listen", "/1/validate-token"
BELOW = "/apis/listenbrainz"
TRACK: dict[str, Any] = {"artist_name": "Mira Voss", "track_name": "Lanterns"}
TO_SCROBBLE = frozenset({Scope.SCROBBLE})
LONG_AGO = 1_443_521_965


@dataclass(frozen=True)
class Listener:
    """Somebody nobody else knows, and a program with a key of theirs."""

    person: Person
    token: str
    program: httpx2.AsyncClient

    @property
    def name(self) -> str:
        return self.person.username

    async def listens(self, **query: object) -> Any:  # noqa: ANN401 - JSON.
        path = f"/1/user/{self.name}/listens"
        return answered(await self.program.get(path, params=query))["payload"]

    async def titles(self, **query: object) -> list[str]:
        page = await self.listens(**query)
        return [each["track_metadata"]["track_name"] for each in page["listens"]]

    async def count(self) -> int:
        answer = await self.program.get(f"/1/user/{self.name}/listen-count")
        count: int = answered(answer)["payload"]["count"]
        return count

    async def playing(self) -> Any:  # noqa: ANN401 - JSON.
        answer = await self.program.get(f"/1/user/{self.name}/playing-now")
        return answered(answer)["payload"]

    async def heard(self, *listens: dict[str, object], kind: str = "import") -> None:
        answered(await self.program.post(SUBMIT, json=submission(kind, *listens)))


async def listener(
    api: Api, *, scopes: frozenset[Scope] = TO_SCROBBLE, username: str | None = None
) -> Listener:
    name = username or f"listener.{secrets.token_hex(4)}"
    person = Person(UserId(fresh_id()), name, name.title())
    _, token = await api.world.parts.services.keys.create("a player's", person, scopes)
    program = api.world.visitor()
    program.headers["Authorization"] = f"Token {token}"
    return Listener(person, token, program)


def listen(at: int | str, title: str = "Lanterns", **metadata: object) -> dict[str, object]:
    return {"listened_at": at, "track_metadata": {**TRACK, "track_name": title, **metadata}}


def submission(kind: str, *listens: dict[str, object]) -> dict[str, object]:
    return {"listen_type": kind, "payload": list(listens)}


def now_s() -> int:
    return int(time.time())


def answered(answer: httpx2.Response) -> Any:  # noqa: ANN401 - JSON.
    """Return what a successful answer carries."""
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"] == "application/json"
    return answer.json()


def refused(answer: httpx2.Response, status: int) -> str:
    """Return the sentence of a refusal, which repeats its status."""
    assert answer.status_code == status, answer.text
    body = answer.json()
    assert body["code"] == status
    sentence: str = body["error"]
    assert sentence
    return sentence
