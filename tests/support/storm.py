"""Two hundred clients at once: some do what they may, and most do what they must not."""

import asyncio
import secrets
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx2

from auth.api_key import ALL_SCOPES, Scope
from auth.identity import Person, UserId
from sim.discord import seed
from tests.support.api import HARBOUR, Api
from tests.support.archive import SESSIONS, SONG, bot, fresh_id, session
from tests.support.listenbrainz import LONG_AGO, SUBMIT, Listener, listen, listener, submission

Json = Any
BUSY = frozenset({429, 503})
"""What a good client waits after: it asked too often, or the machine has enough to do."""
FORGERIES = ("203.0.113.{n}", "127.0.0.1", "::1", "198.51.100.{n}, 203.0.113.9")


@dataclass
class Tale:
    """What was answered: to whom all is owed, and to whom nothing is."""

    valid: Counter[int] = field(default_factory=Counter)
    abusive: Counter[int] = field(default_factory=Counter)

    async def acknowledged(self, ask: Callable[[], Awaitable[httpx2.Response]]) -> httpx2.Response:
        """Ask as often as we are told to, and return the answer that is final."""
        while True:
            try:
                answer = await ask()
            except httpx2.TimeoutException:
                continue
            self.valid[answer.status_code] += 1
            if answer.status_code not in BUSY:
                assert answer.is_success, f"{answer.request.url} {answer.text}"
                return answer
            await asyncio.sleep(float(answer.headers["Retry-After"]))


class Bot:
    """Another bot that writes its plays into the archive."""

    def __init__(self, client: httpx2.AsyncClient, session_id: str) -> None:
        self._client = client
        self._path = f"{SESSIONS}/{session_id}/tracks"
        self.acknowledged: set[str] = set()

    async def work(self, tale: Tale) -> None:
        answer = await tale.acknowledged(lambda: self._client.post(self._path, json={**SONG}))
        self.acknowledged.add(answer.json()["ID"])

    async def lost(self, tale: Tale) -> set[str]:
        answer = await tale.acknowledged(lambda: self._client.get(self._path))
        return self.acknowledged - {each["ID"] for each in answer.json()["trackPlays"]}


class Scrobbler:
    """A program that tells what somebody heard."""

    def __init__(self, heard_by: Listener) -> None:
        self._listener = heard_by
        self.acknowledged: set[int] = set()

    async def work(self, tale: Tale) -> None:
        at = LONG_AGO + len(self.acknowledged)
        body = submission("single", listen(at))
        await tale.acknowledged(lambda: self._listener.program.post(SUBMIT, json=body))
        self.acknowledged.add(at)

    async def lost(self, tale: Tale) -> set[int]:
        path = f"/1/user/{self._listener.name}/listens?count=1000"
        answer = await tale.acknowledged(lambda: self._listener.program.get(path))
        told = {each["listened_at"] for each in answer.json()["payload"]["listens"]}
        return self.acknowledged - told


class DJ:
    """A program that adds to the queue of a server."""

    def __init__(self, api: Api, client: httpx2.AsyncClient, link: str) -> None:
        self._api = api
        self._client = client
        self._query = {"query": link, "guild_id": HARBOUR}
        self.acknowledged: set[int] = set()

    async def work(self, tale: Tale) -> None:
        ask = lambda: self._client.post("/tracks/add", params=self._query)  # noqa: E731 - As above.
        answer = await tale.acknowledged(ask)
        self.acknowledged |= {each["id"] for each in answer.json()["data"]["tracks"]}

    async def lost(self, tale: Tale) -> set[int]:
        del tale
        state = self._api.player.state
        there = [*state.queue, *state.history, *([state.current] if state.current else [])]
        return self.acknowledged - {entry.id for entry in there}


class KeyMaker:
    """An operator's program that makes API keys."""

    def __init__(self, client: httpx2.AsyncClient) -> None:
        self._client = client
        self.acknowledged: set[str] = set()

    async def work(self, tale: Tale) -> None:
        body = {"label": "stormy", "scopes": ["player:read"]}
        answer = await tale.acknowledged(lambda: self._client.post("/api/v1/api-keys", json=body))
        self.acknowledged.add(answer.json()["data"]["id"])

    async def lost(self, tale: Tale) -> set[str]:
        answer = await tale.acknowledged(lambda: self._client.get("/api/v1/api-keys"))
        return self.acknowledged - {each["id"] for each in answer.json()["data"]["keys"]}


class Reader:
    """A program that looks at what waits; nothing is owed to it but answers."""

    def __init__(self, client: httpx2.AsyncClient) -> None:
        self._client = client

    async def work(self, tale: Tale) -> None:
        await tale.acknowledged(lambda: self._client.get(f"/tracks/queue?guild_id={HARBOUR}"))

    async def lost(self, tale: Tale) -> set[str]:
        del tale
        return set()


Valid = Bot | Scrobbler | DJ | KeyMaker | Reader


async def valid_clients(api: Api) -> list[Valid]:
    """Return eighty programs with good keys, whose owners may do what they do."""
    bots = [await bot(api, HARBOUR) for _ in range(20)]
    scrobblers = [await listener(api) for _ in range(20)]
    play = frozenset({Scope.PLAYER_READ, Scope.PLAYER_CONTROL})
    players = [await _program(api, seed.ADA, play) for _ in range(38)]
    links = api.links(10)
    operators = [await _program(api, None, ALL_SCOPES) for _ in range(2)]
    return [
        *[Bot(client, (await session(client))["ID"]) for client in bots],
        *map(Scrobbler, scrobblers),
        *[DJ(api, client, link) for client, link in zip(players[:10], links, strict=True)],
        *map(Reader, players[10:]),
        *map(KeyMaker, operators),
    ]


class Abuser:
    """Somebody who tries one kind of thing that nobody may do, again and again."""

    def __init__(self, api: Api, number: int, keys: Sequence[str]) -> None:
        self._api = api
        self._number = number
        self._key = keys[number % len(keys)]
        self._client = api.world.visitor()
        kinds = (
            self._guesses_keys,
            self._comes_without,
            self._forges_its_address,
            self._sends_rubbish,
            self._sends_too_much,
            self._looks_around,
            self._reaches_too_far,
            self._never_finishes,
        )
        self._try = kinds[number % len(kinds)]

    async def work(self, tale: Tale) -> None:
        try:
            answer = await self._try()
        except httpx2.TransportError:
            # We may hang up on those who send what nobody wants.
            return
        if answer is not None:
            tale.abusive[answer.status_code] += 1

    async def _guesses_keys(self) -> httpx2.Response:
        guess = {"Authorization": f"Bearer sk_{secrets.token_urlsafe(32)}"}
        return await self._client.get(f"/tracks/queue?guild_id={HARBOUR}", headers=guess)

    async def _comes_without(self) -> httpx2.Response:
        return await self._client.post("/functions/skip")

    async def _forges_its_address(self) -> httpx2.Response:
        forged = FORGERIES[self._number % len(FORGERIES)].format(n=self._number % 250)
        headers = {"X-Forwarded-For": forged, "X-Real-IP": forged, "X-API-Key": "sk_wrong"}
        return await self._client.post(SUBMIT, json={}, headers=headers)

    async def _sends_rubbish(self) -> httpx2.Response:
        rubbish = [b"{", b"[" * 5_000, b"\xff\xfe\x00", b'{"guildId": [7]}']
        headers = {"X-API-Key": self._key, "Content-Type": "application/json"}
        body = rubbish[self._number // 8 % len(rubbish)]
        return await self._client.post(SESSIONS, content=body, headers=headers)

    async def _sends_too_much(self) -> httpx2.Response:
        headers = {"X-API-Key": self._key, "Content-Type": "application/json"}
        body = b'{"guildId": "' + b"1" * 500_000 + b'"}'
        return await self._client.post(SESSIONS, content=body, headers=headers)

    async def _looks_around(self) -> httpx2.Response:
        return await self._client.get(f"/{secrets.token_hex(8)}.php?id=1%27--")

    async def _reaches_too_far(self) -> httpx2.Response:
        body = {"guildId": seed.STUDIO}
        return await self._client.post(SESSIONS, json=body, headers={"X-API-Key": self._key})

    async def _never_finishes(self) -> None:
        """Begin a request, and hang up in the middle of it."""
        host, port = "127.0.0.1", self._api.world.settings.port
        _reader, writer = await asyncio.open_connection(host, port)
        writer.write(b"POST /tracks/add HTTP/1.1\r\nHost: a\r\nContent-Length: 900\r\n\r\n{")
        await writer.drain()
        await asyncio.sleep(0)
        writer.close()


async def abusers(api: Api, count: int) -> list[Abuser]:
    """Return so many; some of them have a key that is good for something else."""
    scopes = frozenset({Scope.SCROBBLE, Scope.ARCHIVE_WRITE})
    clients = [await bot(api, HARBOUR, scopes=scopes) for _ in range(8)]
    keys = [client.headers["X-API-Key"] for client in clients]
    return [Abuser(api, number, keys) for number in range(count)]


async def _program(api: Api, owner: str | None, scopes: frozenset[Scope]) -> httpx2.AsyncClient:
    person = None if owner is None else Person(UserId(owner), "owner", "Owner")
    _, secret = await api.world.parts.services.keys.create(fresh_id(), person, scopes)
    client = api.world.visitor()
    client.headers["Authorization"] = f"Bearer {secret}"
    return client
