"""`GET /api/v1/playlists` and `GET /api/v1/playlists/<playlist_id>`."""

import pytest

from sim.discord import seed
from tests.support.api import Api
from tests.support.jobs import PLAYLISTS, bearer
from tests.support.library import data, refusal
from tests.support.shelf import MISSING, Shelf

SPOTIFY = "https://open.spotify.com/playlist/37i9dQZF1DXcBWIGoYBM5M"


async def test_own_playlists_are_listed_by_where_they_lead(api: Api, shelf: Shelf) -> None:
    noor, client = await api.person(), await bearer(api, seed.NOOR)
    filled = await shelf.filled(noor, 2, "Mix")
    link = await shelf.make(noor, "Theirs", url=SPOTIFY)
    everything = data(await client.get(PLAYLISTS))
    assert everything["source"] == "all"
    assert [(one["id"], one["source"], one["track_count"]) for one in everything["playlists"]] == [
        (filled["id"], "own", 2),
        (link["id"], "spotify", None),
    ]
    assert everything["playlists"][0]["owner"] == filled["author"]
    for source, ids in (("spotify", [link["id"]]), ("tidal", []), ("own", [filled["id"]])):
        listed = data(await client.get(PLAYLISTS, params={"source": source}))
        assert ([one["id"] for one in listed["playlists"]], listed["source"]) == (ids, source)
    assert data(await (await bearer(api)).get(PLAYLISTS))["playlists"] == []
    answer = await client.get(PLAYLISTS, params={"source": "hydrabase"})
    refusal(answer, 400, "BAD_REQUEST", "source")
    refusal(await api.world.visitor().get(PLAYLISTS), 401, "AUTH_REQUIRED")


async def test_a_playlist_is_shown_with_its_tracks(api: Api, shelf: Shelf) -> None:
    noor, client = await api.person(), await bearer(api, seed.NOOR)
    playlist = await shelf.filled(noor, 2)
    shown = data(await client.get(f"{PLAYLISTS}/{playlist['id']}"))
    assert (shown["source"], shown["playlist"]["total_tracks"]) == ("own", 2)
    assert shown["playlist"]["name"] == "Mix"
    first = shown["playlist"]["tracks"][0]
    assert first["name"] == (await shelf.titles(noor, playlist))[0]
    assert first["url"] == api.links(1)[0]


async def test_a_link_is_shown_with_what_it_leads_to(api: Api, shelf: Shelf) -> None:
    noor = await api.person()
    link = await shelf.link(noor)
    shown = data(await noor.get(f"{PLAYLISTS}/{link['id']}"))
    assert shown["playlist"]["total_tracks"] == len(shelf.collection().tracks)
    api.world.node.fail_next_loads()
    refusal(await noor.get(f"{PLAYLISTS}/{link['id']}"), 502, "BAD_GATEWAY")


@pytest.mark.parametrize("playlist_id", [MISSING, "companion-1", "%F0%9F%8E%B5"])
async def test_what_is_not_there_is_not_found(api: Api, playlist_id: str) -> None:
    refusal(await (await bearer(api)).get(f"{PLAYLISTS}/{playlist_id}"), 404, "NOT_FOUND")


async def test_others_playlists_are_theirs(api: Api, shelf: Shelf) -> None:
    playlist = await shelf.make(await api.person())
    ada = await api.person(seed.ADA)
    refusal(await ada.get(f"{PLAYLISTS}/{playlist['id']}"), 403, "FORBIDDEN", "key")
    refusal(await api.world.visitor().get(f"{PLAYLISTS}/{MISSING}"), 401, "AUTH_REQUIRED")
