"""`POST /api/v1/search/tracks`."""

import asyncio

import pytest

from auth.api_key import Scope
from auth.identity import GuildId
from sim.discord import seed
from sim.lavalink.catalogue import ANTHEM_QUERY, NO_RESULTS_QUERY
from tests.support.api import HARBOUR, Api
from tests.support.library import data, refusal

PATH = "/api/v1/search/tracks"


async def test_the_documented_example_works(api: Api) -> None:
    noor = await api.person(seed.NOOR)
    body = {"query": ANTHEM_QUERY, "source": "auto", "limit": 20}
    answer = data(await noor.post(PATH, json=body))
    assert answer["source"] == "spotify"
    assert (answer["derived"], answer["tried"]) == (False, [])
    first = answer["tracks"][0]
    assert (first["name"], first["artists"]) == ("Pass the Lantern", ["Velvet Quarry"])
    assert first["album"]
    assert first["duration_ms"] == 207_000
    assert first["url"].endswith(first["id"])
    assert len(answer["tracks"]) <= 20


@pytest.mark.parametrize(
    ("source", "name"),
    [("spotify", "spotify"), ("itunes", "itunes"), ("am", "itunes"), ("sc", "soundcloud")],
)
async def test_a_source_may_be_named(api: Api, source: str, name: str) -> None:
    noor = await api.person(seed.NOOR)
    answer = data(await noor.post(PATH, json={"query": ANTHEM_QUERY, "source": source}))
    assert answer["source"] == name
    assert answer["tracks"][0]["name"] == "Pass the Lantern"


@pytest.mark.parametrize(("limit", "count"), [(1, 1), (0, 1), (-5, 1), (3, 3), (999, 20)])
async def test_the_limit_is_kept_within_its_bounds(api: Api, limit: int, count: int) -> None:
    noor = await api.person(seed.NOOR)
    body = {"query": "jazz", "source": "youtube", "limit": limit}
    assert len(data(await noor.post(PATH, json=body))["tracks"]) == count


async def test_finding_nothing_is_an_answer(api: Api) -> None:
    noor = await api.person(seed.NOOR)
    answer = data(await noor.post(PATH, json={"query": NO_RESULTS_QUERY}))
    assert (answer["tracks"], answer["source"]) == ([], None)
    assert [asked["source"] for asked in answer["tried"]] == [
        "spotify",
        "deezer",
        "itunes",
        "youtubemusic",
        "youtube",
        "soundcloud",
        "bandcamp",
    ]


async def test_the_next_source_answers_where_one_fails(api: Api) -> None:
    noor = await api.person(seed.NOOR)
    api.world.node.fail_next_loads()
    answer = data(await noor.post(PATH, json={"query": f"{ANTHEM_QUERY} fallback"}))
    assert answer["source"] == "deezer"
    (asked,) = answer["tried"]
    assert asked["source"] == "spotify"
    assert asked["problem"].startswith("Spotify could not be searched")


async def test_a_named_source_that_fails_is_said_plainly(api: Api) -> None:
    noor = await api.person(seed.NOOR)
    api.world.node.fail_next_loads()
    answer = await noor.post(PATH, json={"query": "fails once", "source": "deezer"})
    assert "Deezer" in refusal(answer, 502, "BAD_GATEWAY")


async def test_who_asks_the_same_at_once_shares_one_call(api: Api) -> None:
    noor = await api.person(seed.NOOR)
    body = {"query": "asked by five at once", "source": "youtube"}
    answers = await asyncio.gather(*(noor.post(PATH, json=body) for _ in range(5)))
    assert len({answer.text for answer in answers}) == 1
    asked = [
        request
        for request in api.world.node.requests
        if request.query.get("identifier") == "ytsearch:asked by five at once"
    ]
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "query"),
        ({"query": ""}, "query"),
        ({"query": "   "}, "query"),
        ({"query": "a\nb"}, "query"),
        ({"query": "x" * 501}, "query"),
        ({"query": 5}, "query"),
        ({"query": "x", "source": "hydrabase"}, "source"),
        ({"query": "x", "limit": "5"}, "limit"),
        ({"query": "x", "limit": True}, "limit"),
    ],
)
async def test_what_is_wrong_is_named(api: Api, body: dict[str, object], field: str) -> None:
    noor = await api.person(seed.NOOR)
    refusal(await noor.post(PATH, json=body), 400, "BAD_REQUEST", field)


async def test_a_key_needs_the_scope(api: Api) -> None:
    keys = api.world.parts.services.keys
    guilds = frozenset({GuildId(HARBOUR)})
    _, good = await keys.create("good", None, frozenset({Scope.LIBRARY}), guilds)
    _, weak = await keys.create("weak", None, frozenset({Scope.PLAYER_READ}), None)
    client, body = api.world.visitor(), {"query": ANTHEM_QUERY}
    assert data(await client.post(PATH, json=body, headers={"X-API-Key": good}))["tracks"]
    answer = await client.post(PATH, json=body, headers={"X-API-Key": weak})
    refusal(answer, 403, "FORBIDDEN")
    refusal(await client.post(PATH, json=body), 401, "AUTH_REQUIRED")


@pytest.mark.usefixtures("documented_limits")
async def test_twenty_a_minute_are_allowed(api: Api) -> None:
    noor = await api.person(seed.NOOR)
    answer = await noor.post(PATH, json={"query": ANTHEM_QUERY})
    assert answer.headers["X-RateLimit-Limit"] == "20"
