"""Every operation of our description gets inputs that fit it, and inputs that do not."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any

import httpx2
import pytest
import pytest_asyncio
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis.core.result import Ok
from schemathesis.generation import GenerationMode
from schemathesis.generation.case import Case
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from auth.api_key import ALL_SCOPES
from db.client import Database
from sim.discord import seed
from sim.lavalink.node import NodeOptions
from sim.lavalink.options import PLUGINS
from tests.support.archive import SESSIONS, SONG
from tests.support.world import PASSWORD, World, running_world
from web.openapi_schema import GROUPS

Operation = APIOperation[Any, Any, Any, Any]
SomeCase = Case[Any]

FITTING = {"manager": 5, "bot": 1, "stranger": 1}
"""How many inputs that fit each caller sends; only the manager gets as far as wrong ones."""

WRONG = {"manager": 5}

UNENDING = ("/events", "/events/guild/{guild_id}", "/events/playlist/{playlist_id}")
SIGNING_OUT = ("/auth/logout", "/user/data")
SPOILING_IT_FOR_OTHERS = (
    "POST /guild/{guild_id}/settings",
    "DELETE /playlists/{playlist_id}",
    "DELETE /user/forwarding/{receiver_id}",
    "DELETE /guild/{guild_id}/webhooks/{receiver_id}",
)
LIBRARY = "/api/v1"
PATIENCE_S = 60.0
NOWHERE = {"address": "http://127.0.0.1:9/hook"}
PARTS = [tags[start : start + 4] for tags in GROUPS.values() for start in range(0, len(tags), 4)]
"""The headings of each family, a few at a time, so that none takes long."""

CHECKS = [
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
FUZZING = settings(
    derandomize=True,
    database=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)


@dataclass(frozen=True)
class Credential:
    """What a caller sends with every request."""

    headers: dict[str, str] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)


class Fuzzer:
    """Sends whatever the description makes callers send: a manager in voice, a bot, a stranger."""

    def __init__(self, world: World, callers: dict[str, Credential], made: dict[str, str]) -> None:
        self.answered: defaultdict[str, set[int]] = defaultdict(set)
        self._buckets = world.limits.buckets
        self._url = world.url
        self._callers = callers
        self._known = {"guild_id": seed.HARBOUR, "user_id": seed.ADA, **made}
        self._known["user_name"] = world.discord.world.people[seed.ADA].username
        self._known |= {"item_id": 1, "vote_id": 1}

    def fuzz(self, operation: Operation) -> None:
        """Send examples of both kinds; fail at the first answer that was not foreseen."""
        for mode, examples in (GenerationMode.POSITIVE, FITTING), (GenerationMode.NEGATIVE, WRONG):
            cases = operation.as_strategy(mode)
            for name, count in examples.items():
                if name == "stranger" or operation.path not in (*UNENDING, *SIGNING_OUT):
                    self._fuzz(cases, self._callers[name], count)

    def _fuzz(self, cases: st.SearchStrategy[SomeCase], who: Credential, examples: int) -> None:
        @settings(FUZZING, max_examples=examples)
        @given(case=cases, known=st.sampled_from([True, False]))
        def send(case: SomeCase, known: bool) -> None:
            self._send(case, who, known=known)

        # Where nothing can be sent, nothing can be sent wrongly.
        with suppress(Unsatisfiable):
            send()

    def _send(self, case: SomeCase, who: Credential, *, known: bool) -> None:
        self._buckets.clear()
        if known:
            self._make_it_fit(case)
        if case.path == "/user/forwarding" and isinstance(case.body, dict):
            # Nobody outside shall ever get what this world plays.
            case.body.setdefault("address", NOWHERE["address"])
        if case.path == "/api/v1/settings" and isinstance(case.body, dict):
            # How much is logged is the whole process's, and other tests run in it.
            case.body.pop("logging.level", None)
        answer = case.call(
            base_url=self._url,
            cookies=who.cookies,
            headers=who.headers,
            allow_redirects=False,
            timeout=10,
        )
        self.answered[case.operation.label].add(answer.status_code)
        assert answer.status_code != HTTPStatus.INTERNAL_SERVER_ERROR, answer.text
        case.validate_response(answer, checks=CHECKS)

    def _make_it_fit(self, case: SomeCase) -> None:
        """Have the case speak of what there is, as no generator can know it."""
        of_a_server = "guild_id" in case.path_parameters
        self._known["receiver_id"] = self._known["webhook_id" if of_a_server else "forwarding_id"]
        for name in self._known.keys() & case.path_parameters.keys():
            case.path_parameters[name] = self._known[name]
        if isinstance(case.body, dict) and "ids" in case.body:
            case.body["ids"] = [1]
        case.query.pop("guild_id", None)
        case.headers.pop("If-Match", None)


@pytest_asyncio.fixture(name="world")
async def world_with_every_plugin(
    mongo_uri: str, database: Database, tmp_path: Path
) -> AsyncIterator[World]:
    async with running_world(
        mongo_uri,
        database.name,
        tmp_path,
        node_options=lambda name: NodeOptions(name=name, password=PASSWORD, plugins=PLUGINS),
    ) as world:
        yield world


# The library of examples draws on `random` where Hypothesis wishes it would not.
@pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisDeprecationWarning")
@pytest.mark.timeout(300)
@pytest.mark.parametrize("tags", PARTS, ids=" ".join)
async def test_every_operation_answers_as_described(world: World, tags: list[str]) -> None:
    manager = await world.listening(seed.ADA, seed.MAIN_DECK)
    fuzzer = Fuzzer(world, await callers(world, manager), await made_by(manager))
    description = (await manager.get("/openapi.json")).json()
    for operation in operations(description, tags):
        await manager.post("/tracks/add", params={"query": "night"})
        await asyncio.to_thread(fuzzer.fuzz, operation)
    # Where only strangers are sent, nothing can succeed.
    asked = {
        label: statuses
        for label, statuses in fuzzer.answered.items()
        if label.partition(" ")[2] not in (*UNENDING, *SIGNING_OUT)
    }
    succeeded = [label for label, statuses in asked.items() if min(statuses) < 400]
    failed = sorted({*asked} - {*succeeded})
    assert len(succeeded) * 2 >= len(asked), failed


async def callers(world: World, manager: httpx2.AsyncClient) -> dict[str, Credential]:
    _, secret = await world.parts.services.keys.create("fuzzing", None, ALL_SCOPES, None)
    return {
        "manager": Credential({"Origin": world.url}, dict(manager.cookies)),
        "bot": Credential({"X-API-Key": secret}),
        "stranger": Credential(),
    }


async def made_by(manager: httpx2.AsyncClient) -> dict[str, str]:
    """Make one of everything that addresses name, and return the ids."""
    playlist = (await manager.post("/playlists", json={"name": "Fuzzed"})).json()["data"]["id"]
    await manager.post(f"/playlists/{playlist}/tracks", json={"query": "night"})
    tracks = await manager.get("/tracks/search", params={"query": "night"})
    liked = tracks.json()["data"]["tracks"][0]["url"]
    assert (await manager.post("/functions/favorite", json=liked)).is_success
    assert (await manager.post(f"/profile/{seed.HARBOUR}/{seed.ADA}", json={})).is_success
    session = (await manager.post(SESSIONS, json={"guildId": seed.HARBOUR})).json()["ID"]
    play = (await manager.post(f"{SESSIONS}/{session}/tracks", json={**SONG})).json()["ID"]
    forwarding = await manager.post("/user/forwarding", json={"kind": "webhook", **NOWHERE})
    webhook = await manager.post(f"/guild/{seed.HARBOUR}/webhooks", json=NOWHERE)
    return {
        **await made_in_the_library(manager, playlist),
        "playlist_id": playlist,
        "session_id": session,
        "track_play_id": play,
        "forwarding_id": forwarding.json()["data"]["id"],
        "webhook_id": webhook.json()["data"]["id"],
    }


async def made_in_the_library(manager: httpx2.AsyncClient, playlist: str) -> dict[str, str]:
    """Make one of what the library family's addresses name, and return the ids."""
    await manager.post(f"/playlists/{playlist}/tracks", json={"query": "sp:night"})
    album = await first_album(manager)
    artist = album["artist_id"]
    followed = {"artist_id": str(artist), "artist_name": "Somebody"}
    assert (await manager.post(f"{LIBRARY}/watchlist", json=followed)).is_success
    wished = {"id": "wished", "name": "Night", "artists": ["Somebody"]}
    wish = await manager.post(f"{LIBRARY}/wishlist", json={"track_data": wished})
    assert wish.is_success
    wanted = {"tracks": [{"name": "Night", "artists": ["Somebody"]}]}
    started = (await manager.post(f"{LIBRARY}/downloads", json=wanted)).json()["data"]
    return {
        "artist_id": str(artist),
        "album_id": str(album["id"]),
        "track_id": "wished",
        "download_id": started["download_ids"][0],
    }


async def first_album(manager: httpx2.AsyncClient) -> dict[str, Any]:
    """Return an album of the library once one is in it."""
    async with asyncio.timeout(PATIENCE_S):
        while True:
            albums = (await manager.get(f"{LIBRARY}/library/albums")).json()["data"]["albums"]
            if albums:
                first: dict[str, Any] = albums[0]
                return first
            await asyncio.sleep(0.05)


def operations(description: dict[str, Any], tags: list[str]) -> list[Operation]:
    """Return the operations to send examples to, those last that leave little to others."""
    paths = {
        path: methods
        for path, methods in description["paths"].items()
        if next(iter(methods.values()))["tags"][0] in tags
    }
    schema = schemathesis.openapi.from_dict({**description, "paths": paths})
    results = list(schema.get_all_operations())
    whole = [result.ok() for result in results if isinstance(result, Ok)]
    assert whole
    assert len(whole) == len(results)
    return sorted(whole, key=lambda each: each.label in SPOILING_IT_FOR_OTHERS)
