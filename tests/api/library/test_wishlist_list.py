"""`GET /api/v1/wishlist`."""

from auth.api_key import Scope
from tests.support.api import Api
from tests.support.library import data, refusal
from tests.support.wanting import DOCUMENTED, NOWHERE, WISHLIST, Wishes, track


async def test_a_wish_looks_as_documented(wishes: Wishes) -> None:
    told = {**DOCUMENTED, "album": {"name": "Homework", "album_type": "album"}, "popularity": 61}
    body = {"spotify_track_data": told, "failure_reason": "No sources found", "source_type": "api"}
    data(await wishes.noor.post(WISHLIST, json=body), 201)
    (wish,) = await wishes.listed()
    assert (wish["id"], wish["spotify_track_id"]) == (DOCUMENTED["id"], DOCUMENTED["id"])
    assert wish["spotify_data"] == told
    assert (wish["name"], wish["artists"]) == (NOWHERE, [{"name": "Daft Punk"}])
    assert (wish["album"], wish["popularity"]) == (told["album"], 61)
    assert (wish["failure_reason"], wish["source_type"]) == ("No sources found", "api")
    assert (wish["retry_count"], wish["last_attempted"]) == (0, None)
    assert wish["date_added"].endswith("Z")
    assert (wish["source_info"], wish["preview_url"], wish["duration_ms"]) == ({}, None, None)
    assert isinstance(wish["wishlist_id"], str)


async def test_albums_are_what_was_told_to_be_from_one(wishes: Wishes) -> None:
    await wishes.add(track("From an album", album={"name": "A", "album_type": "album"}))
    await wishes.add(track("A single", album={"name": "B", "album_type": "single"}))
    await wishes.add(track("Only named", album="C"))
    albums = [wish["name"] for wish in await wishes.listed(category="albums")]
    singles = [wish["name"] for wish in await wishes.listed(category="singles")]
    assert (albums, singles) == (["From an album"], ["Only named", "A single"])
    answer = await wishes.noor.get(WISHLIST, params={"category": "tapes"})
    refusal(answer, 400, "BAD_REQUEST", "category")


async def test_pages_tell_of_themselves(wishes: Wishes) -> None:
    for number in range(3):
        await wishes.add(track(f"Song {number}"))
    answer = await wishes.noor.get(WISHLIST, params={"page": 2, "limit": 2})
    assert [wish["name"] for wish in data(answer)["tracks"]] == ["Song 0"]
    assert answer.json()["pagination"] == {
        "page": 2,
        "limit": 2,
        "total": 3,
        "total_pages": 2,
        "has_next": False,
        "has_prev": True,
    }
    assert len(await wishes.listed(page="x", limit="y")) == 3


async def test_keys_see_their_owners_list_or_their_own(api: Api, wishes: Wishes) -> None:
    keys, client = api.world.parts.services.keys, api.world.visitor()
    made = data(await wishes.noor.post("/api/v1/api-keys", json={"label": "mine"}), 201)["key"]
    _, robot = await keys.create("robot", None, frozenset({Scope.LIBRARY}), None)
    _, weak = await keys.create("weak", None, frozenset({Scope.PLAYER_READ}), None)
    await wishes.add(track("Hers"))
    hers, its = {"X-API-Key": made}, {"X-API-Key": robot}
    assert len(data(await client.get(WISHLIST, headers=hers))["tracks"]) == 1
    assert data(await client.get(WISHLIST, headers=its))["tracks"] == []
    data(await client.post(WISHLIST, json={"track_data": track("Its own")}, headers=its), 201)
    (wish,) = data(await client.get(WISHLIST, headers=its))["tracks"]
    assert wish["name"] == "Its own"
    refusal(await client.get(WISHLIST, headers={"X-API-Key": weak}), 403, "FORBIDDEN")
    refusal(await client.get(WISHLIST), 401, "AUTH_REQUIRED")
