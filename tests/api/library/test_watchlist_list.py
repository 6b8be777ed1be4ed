"""`GET /api/v1/watchlist`."""

from auth.api_key import Scope
from player.holder import of_key
from tests.support.api import Api
from tests.support.library import data, refusal
from tests.support.wanting import WATCHLIST, Wishes


async def test_artists_look_as_documented(wishes: Wishes) -> None:
    assert await wishes.followed() == []
    for artist_id, name in (
        ("4tZwfgrHOc3mvqYlEYSvnL", "Daft Punk"),
        ("136975", "boards of canada"),
    ):
        body = {"artist_id": artist_id, "artist_name": name}
        data(await wishes.noor.post(WATCHLIST, json=body), 201)
    other, punk = await wishes.followed()
    assert punk["date_added"].endswith("Z")
    assert {**punk, "date_added": ""} == {
        "id": "4tZwfgrHOc3mvqYlEYSvnL",
        "spotify_artist_id": "4tZwfgrHOc3mvqYlEYSvnL",
        "itunes_artist_id": None,
        "artist_name": "Daft Punk",
        "image_url": None,
        "date_added": "",
        "last_scan_timestamp": None,
        "last_scan_problem": None,
        "include_albums": True,
        "include_eps": True,
        "include_singles": True,
    }
    assert (other["spotify_artist_id"], other["itunes_artist_id"]) == (None, "136975")


async def test_each_has_their_own(api: Api, wishes: Wishes) -> None:
    body = {"artist_id": "1", "artist_name": "Daft Punk"}
    data(await wishes.noor.post(WATCHLIST, json=body), 201)
    keys, client = api.world.parts.services.keys, api.world.visitor()
    _, robot = await keys.create("robot", None, frozenset({Scope.LIBRARY}), None)
    _, weak = await keys.create("weak", None, frozenset({Scope.PLAYER_READ}), None)
    its = {"X-API-Key": robot}
    assert data(await client.get(WATCHLIST, headers=its))["artists"] == []
    refusal(await client.get(WATCHLIST, headers={"X-API-Key": weak}), 403, "FORBIDDEN")
    refusal(await client.get(WATCHLIST), 401, "AUTH_REQUIRED")


async def test_what_a_key_keeps_ends_with_it(api: Api) -> None:
    made, client = api.world.parts.services.keys, api.world.visitor()
    _, admin = await made.create("admin", None, frozenset({Scope.ADMIN}), None)
    robot, secret = await made.create("robot", None, frozenset({Scope.LIBRARY}), None)
    its = {"X-API-Key": secret}
    body = {"artist_id": "1", "artist_name": "Daft Punk"}
    data(await client.post(WATCHLIST, json=body, headers=its), 201)
    path = f"/api/v1/api-keys/{robot.id}"
    data(await client.delete(path, headers={"X-API-Key": admin}))
    watchlist = api.world.parts.services.library.watchlist
    assert await watchlist.list_of(of_key(robot.id)) == []
