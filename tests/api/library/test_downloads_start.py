"""`POST /api/v1/downloads` (ours; the document gives it a rate)."""

import pytest

from sim.discord import seed
from sim.lavalink.catalogue import PRIVATE_URL, SHORT_TRACK_URL
from tests.support.api import Api
from tests.support.jobs import DOWNLOADS, bearer, begin, report
from tests.support.library import data, refusal
from tests.support.resolving import nonsense, songs
from tests.support.shelf import MISSING, Shelf

SONG = songs(1)[0]


@pytest.mark.parametrize(
    "described",
    [
        {"name": SONG.title, "artists": [SONG.artist]},
        {"title": SONG.title, "artist": SONG.artist, "duration_ms": str(SONG.duration_ms)},
        {"track_name": SONG.title, "artist_name": SONG.artist, "album": {"name": "Any"}},
        {"name": SONG.title, "artists": [{"name": SONG.artist}], "id": 5, "whatever": None},
        {"query": f"{SONG.artist} {SONG.title}"},
    ],
)
async def test_a_track_is_found_however_it_is_described(
    api: Api, described: dict[str, object]
) -> None:
    client = await bearer(api)
    started = data(await client.post(DOWNLOADS, json=described), 202)
    (job,) = await report(api, client, started["batch_id"])
    assert [job["id"]] == started["download_ids"]
    assert (job["status"], job["progress"], job["error"]) == ("resolved", 100, None)
    assert (job["matched"]["name"], job["score"]) == (SONG.title, 100)
    assert (job["username"], job["filename"], job["size"]) == (None, None, None)


async def test_a_link_is_followed_and_one_to_nothing_says_why(api: Api) -> None:
    client = await bearer(api)
    wish = {"tracks": [{"url": SHORT_TRACK_URL}, {"url": PRIVATE_URL}]}
    started = data(await client.post(DOWNLOADS, json=wish), 202)
    found, private = await report(api, client, started["batch_id"])
    assert found["matched"]["url"] == SHORT_TRACK_URL
    assert (private["status"], private["matched"]) == ("failed", None)
    assert private["error"] == "The track could not be loaded: This video is private."


async def test_what_is_found_goes_into_a_playlist(api: Api, shelf: Shelf) -> None:
    noor, client = await api.person(), await bearer(api, seed.NOOR)
    playlist = await shelf.filled(noor, 1)
    wanted = [*songs(3), *nonsense(1)]
    started = await begin(client, *wanted, playlist_id=playlist["id"])
    jobs = await report(api, client, started["batch_id"])
    assert [job["status"] for job in jobs] == [*["resolved"] * 3, "not_found"]
    titles = await shelf.titles(noor, playlist)
    assert set(titles[1:]) == {song.title for song in songs(3)}


async def test_it_goes_into_ones_own_playlists_only(api: Api, shelf: Shelf) -> None:
    client = await bearer(api, seed.ADA)
    theirs, link = (
        await shelf.make(await api.person()),
        await shelf.link(await api.person(seed.ADA)),
    )
    for playlist_id, status, code, field in (
        (theirs["id"], 403, "FORBIDDEN", "key"),
        (MISSING, 404, "NOT_FOUND", None),
        (link["id"], 409, "CONFLICT", None),
    ):
        wish = {"name": "One", "playlist_id": playlist_id}
        refusal(await client.post(DOWNLOADS, json=wish), status, code, field)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "body"),
        ({"name": " "}, "body"),
        ({"tracks": [{"artists": ["Nobody"]}]}, "tracks[0]"),
        ({"name": 5}, "name"),
        ({"name": "x" * 501}, "name"),
        ({"name": "One", "artists": [5]}, "artists[0]"),
        ({"name": "One", "artists": {"no": "name"}}, None),
        ({"url": "ftp://somewhere.example/a"}, "url"),
        ({"name": "One", "playlist_id": 5}, "playlist_id"),
    ],
)
async def test_what_is_wrong_is_named(api: Api, body: dict[str, object], field: str | None) -> None:
    client = await bearer(api)
    answer = await client.post(DOWNLOADS, json=body)
    if field is None:
        data(answer, 202)
    else:
        refusal(answer, 400, "BAD_REQUEST", field)


async def test_a_stranger_is_sent_away(api: Api) -> None:
    refusal(await api.world.visitor().post(DOWNLOADS, json={"name": "One"}), 401, "AUTH_REQUIRED")


@pytest.mark.usefixtures("documented_limits")
async def test_ten_a_minute_are_allowed(api: Api) -> None:
    client = await bearer(api)
    answer = await client.post(DOWNLOADS, json={})
    assert answer.headers["X-RateLimit-Limit"] == "10"
