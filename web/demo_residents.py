"""People of the demo who put on music now and then, over the public API as any client would."""

import asyncio
import random
from collections.abc import Callable, Collection, Sequence
from urllib.parse import parse_qs, urlsplit

import httpx2
import structlog

from player.ending import end

log = structlog.get_logger()

PACE_SECONDS = 40.0
ENOUGH_TRACKS = 4
SKIPS = 0.25


class Residents:
    """Adds a track where little is queued, and skips one where no visitor listens."""

    def __init__(
        self,
        public_url: str,
        people: Collection[str],
        songs: Sequence[str],
        *,
        may_skip: Callable[[str], bool],
        pace_seconds: float = PACE_SECONDS,
        random_seed: int = 1,
    ) -> None:
        self._residents = [_Resident(public_url, user_id) for user_id in sorted(people)]
        self._songs = songs
        self._may_skip = may_skip
        self._pace_seconds = pace_seconds
        self._chance = random.Random(random_seed)  # noqa: S311 - A pastime, not a secret.
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._task = asyncio.create_task(self._live(), name="residents of the demo")

    async def stop(self) -> None:
        if self._task is not None:
            await end(self._task)
        for resident in self._residents:
            await resident.leave()

    async def _live(self) -> None:
        for resident in self._residents * ENOUGH_TRACKS:
            await self._act(resident)
        while True:
            await asyncio.sleep(self._pace_seconds * self._chance.uniform(0.5, 1.5))
            await self._act(self._chance.choice(self._residents))

    async def _act(self, resident: "_Resident") -> None:
        try:
            await self._touch_the_player(resident)
        except (httpx2.HTTPError, _NotNow) as failure:
            # Somebody who sits nowhere, or whom the server refuses, does nothing this time.
            log.debug("resident_idle", user_id=resident.user_id, reason=str(failure))

    async def _touch_the_player(self, resident: "_Resident") -> None:
        if await resident.queue_length() < ENOUGH_TRACKS:
            await resident.add(self._chance.choice(self._songs))
        elif self._may_skip(resident.user_id) and self._chance.random() < SKIPS:
            await resident.skip()


class _NotNow(Exception):
    """The server refuses what a resident asks for."""


class _Resident:
    """One signed-in person with a browser of their own."""

    def __init__(self, public_url: str, user_id: str) -> None:
        self.user_id = user_id
        self._browser = httpx2.AsyncClient(
            base_url=public_url,
            headers={"Origin": public_url},
            trust_env=False,  # No proxy knows the way to this machine's own ports.
        )
        self._signed_in = False

    async def queue_length(self) -> int:
        answer = await self._request("GET", "/tracks/queue", start="0", end="1")
        return int(answer.json()["data"]["length"])

    async def add(self, song: str) -> None:
        await self._request("POST", "/tracks/add", query=song)

    async def skip(self) -> None:
        await self._request("POST", "/functions/skip")

    async def leave(self) -> None:
        await self._browser.aclose()

    async def _request(self, method: str, path: str, **query: str) -> httpx2.Response:
        if not self._signed_in:
            await self._sign_in()
        answer = await self._browser.request(method, path, params=query)
        self._signed_in = answer.status_code != httpx2.codes.UNAUTHORIZED
        if not answer.is_success:
            raise _NotNow(f"{path} answered {answer.status_code}")
        return answer

    async def _sign_in(self) -> None:
        consent = await self._sent_on("/auth/redirect?url=/")
        callback = await self._sent_on(f"{consent}&user_id={self.user_id}")
        home = await self._sent_on(callback)
        token = parse_qs(urlsplit(home).query)["token"][0]
        await self._browser.get("/auth/flow", params={"token": token})
        self._signed_in = True

    async def _sent_on(self, address: str) -> str:
        answer = await self._browser.get(address)
        if "location" not in answer.headers:
            raise _NotNow(f"the sign-in answered {answer.status_code}")
        return answer.headers["location"]
