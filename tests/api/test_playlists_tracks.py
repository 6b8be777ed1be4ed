"""`POST /playlists/<id>/tracks`, and `PATCH` and `DELETE` of `…/tracks/<item_id>`."""

import asyncio

import pytest

from player.playlists import playlist as playlist_rules
from sim.discord import seed
from tests.support.api import HARBOUR, data, refusal
from tests.support.shelf import MISSING, Shelf, tracks_of


async def test_a_search_puts_its_best_match_in(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.make(noor)
    added = data(await noor.post(tracks_of(playlist), json={"query": "night"}), shelf.api)
    (track,) = added["tracks"]
    assert track["id"] == 1
    assert (added["playlist"]["length"], added["playlist"]["revision"]) == (1, 1)
    assert await shelf.titles(noor, playlist) == [track["title"]]


async def test_a_link_to_a_list_puts_all_of_it_in(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.filled(noor, 1)
    collection = shelf.collection()
    body = {"query": collection.url, "position": 0}
    added = data(await noor.post(tracks_of(playlist), json=body), shelf.api)
    titles = [track.title for track in collection.tracks]
    assert [track["title"] for track in added["tracks"]] == titles
    assert (await shelf.titles(noor, playlist))[:-1] == titles


async def test_what_plays_can_be_put_in(shelf: Shelf) -> None:
    noor = await shelf.api.listener()
    (playing,) = await shelf.api.with_queue(noor, *shelf.api.links(1))
    playlist = await shelf.make(noor)
    added = data(await noor.post(tracks_of(playlist), json={"current": True}), shelf.api)
    assert [track["url"] for track in added["tracks"]] == [playing["url"]]


async def test_the_server_may_be_named(shelf: Shelf) -> None:
    leila = await shelf.api.listener(seed.LEILA)
    await shelf.api.with_queue(leila, *shelf.api.links(1))
    noor = await shelf.api.person()
    playlist = await shelf.make(noor)
    server = {"guild_id": HARBOUR}
    answer = await noor.post(tracks_of(playlist), json={"current": True}, params=server)
    assert len(data(answer, shelf.api)["tracks"]) == 1
    elsewhere = {"guild_id": "999999999999999999"}
    answer = await noor.post(tracks_of(playlist), json={"current": True}, params=elsewhere)
    refusal(answer, 404, 16)


async def test_nothing_plays(shelf: Shelf) -> None:
    noor = await shelf.api.listener()
    playlist = await shelf.make(noor)
    refusal(await noor.post(tracks_of(playlist), json={"current": True}), 409, 5)


async def test_one_who_sits_nowhere_hears_nothing(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.make(noor)
    refusal(await noor.post(tracks_of(playlist), json={"current": True}), 409, 4)


async def test_finding_nothing_puts_nothing_in(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.make(noor)
    body = {"query": "zzqx nothing sounds like this"}
    refusal(await noor.post(tracks_of(playlist), json=body), 404, 8)
    assert await shelf.titles(noor, playlist) == []


async def test_a_link_has_no_tracks_of_its_own(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.link(noor)
    refusal(await noor.post(tracks_of(playlist), json={"query": "night"}), 409, 12)
    refusal(await noor.patch(f"{tracks_of(playlist)}/1", json={"position": 0}), 409, 12)
    refusal(await noor.delete(f"{tracks_of(playlist)}/1"), 409, 12)


async def test_a_full_playlist_takes_nothing(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.filled(noor, 2)
    monkeypatch.setattr(playlist_rules, "ITEM_LIMIT", 2)
    sentence = refusal(await noor.post(tracks_of(playlist), json={"query": "night"}), 409, 409)
    assert "at most 2 tracks" in sentence


async def test_tracks_move_and_go_and_keep_their_ids(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.filled(noor, 3)
    first, second, third = await shelf.titles(noor, playlist)
    moved = data(await noor.patch(f"{tracks_of(playlist)}/3", json={"position": 0}), shelf.api)
    assert (moved["length"], moved["revision"]) == (3, 4)
    assert await shelf.titles(noor, playlist) == [third, first, second]
    removed = data(await noor.delete(f"{tracks_of(playlist)}/1"), shelf.api)
    assert (removed["length"], removed["revision"]) == (2, 5)
    contents = await shelf.contents(noor, playlist)
    assert [(track["id"], track["title"]) for track in contents["tracks"]] == [
        (3, third),
        (2, second),
    ]
    refusal(await noor.delete(f"{tracks_of(playlist)}/1"), 404, 404)
    refusal(await noor.patch(f"{tracks_of(playlist)}/1", json={"position": 0}), 404, 404)


async def test_it_says_who_added_what(shelf: Shelf) -> None:
    noor, leila = await shelf.api.person(), await shelf.strangers()
    playlist = await shelf.filled(noor, 1)
    keyed = {"key": playlist["key"]}
    await leila.post(tracks_of(playlist), json={"query": "night"}, params=keyed)
    adders = [track["added_by"] for track in (await shelf.contents(noor, playlist))["tracks"]]
    assert [adder["id"] for adder in adders] == [seed.NOOR, seed.LEILA]
    assert adders[0]["name"] == (await noor.get("/user/me")).json()["data"]["name"]


async def test_a_track_moves_behind_another(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.filled(noor, 4)
    await noor.delete(f"{tracks_of(playlist)}/1")
    body = {"position": 0, "behind": 3}
    data(await noor.patch(f"{tracks_of(playlist)}/2", json=body), shelf.api)
    gone = {"position": 99, "behind": 1}
    data(await noor.patch(f"{tracks_of(playlist)}/3", json=gone), shelf.api)
    contents = await shelf.contents(noor, playlist)
    assert [track["id"] for track in contents["tracks"]] == [2, 4, 3]


async def test_others_need_the_key_for_everything(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.filled(noor, 2)
    leila, item = await shelf.strangers(), f"{tracks_of(playlist)}/1"
    refusal(await leila.post(tracks_of(playlist), json={"query": "night"}), 403, 11, "key")
    refusal(await leila.patch(item, json={"position": 1}), 403, 11, "key")
    refusal(await leila.delete(item), 403, 11, "key")
    keyed = {"key": playlist["key"]}
    answer = await leila.post(tracks_of(playlist), json={"query": "night"}, params=keyed)
    assert data(answer, shelf.api)["playlist"]["length"] == 3
    assert data(await leila.patch(item, json={"position": 1}, params=keyed), shelf.api)
    assert data(await leila.delete(item, params=keyed), shelf.api)["length"] == 2


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "query"),
        ({"query": ""}, "query"),
        ({"query": "x" * 501}, "query"),
        ({"query": "night", "current": True}, "query"),
        ({"current": False}, "query"),
        ({"current": "yes"}, "current"),
        ({"query": "night", "position": -1}, "position"),
        ({"query": "night", "position": 3}, "position"),
        ({"query": "night", "position": "0"}, "position"),
        ({"query": "http://127.0.0.1/x.mp3"}, "query"),
        ({"query": "night", "place": 0}, "place"),
    ],
)
async def test_it_names_what_is_wrong_with_an_addition(
    shelf: Shelf, body: object, field: str
) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.filled(noor, 2)
    refusal(await shelf.api.post(noor, tracks_of(playlist), body), 400, 6, field)
    assert len(await shelf.titles(noor, playlist)) == 2


@pytest.mark.parametrize("body", [{}, {"position": 2}, {"position": -1}, {"position": True}])
async def test_it_names_what_is_wrong_with_a_place(shelf: Shelf, body: object) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.filled(noor, 2)
    answer = await noor.patch(f"{tracks_of(playlist)}/1", json=body)
    refusal(answer, 400, 6, "position")


async def test_several_people_edit_at_once_and_lose_nothing(shelf: Shelf) -> None:
    noor, leila = await shelf.api.person(), await shelf.strangers()
    ada = await shelf.api.person(seed.ADA)
    playlist = await shelf.filled(noor, 6)
    keyed = {"key": playlist["key"]}
    people = [noor, leila, ada]
    links = shelf.api.links(30)[6:]
    additions = [
        people[number % 3].post(
            tracks_of(playlist), json={"query": link, "position": number % 4}, params=keyed
        )
        for number, link in enumerate(links)
    ]
    moves = [
        people[number % 3].patch(
            f"{tracks_of(playlist)}/{1 + number % 3}", json={"position": number % 3}, params=keyed
        )
        for number in range(9)
    ]
    removals = [leila.delete(f"{tracks_of(playlist)}/{item}", params=keyed) for item in (4, 5, 6)]
    answers = await asyncio.gather(*additions, *moves, *removals)
    assert [answer.text for answer in answers if answer.status_code != 200] == []
    contents = await shelf.contents(noor, playlist)
    ids = [track["id"] for track in contents["tracks"]]
    assert sorted(ids) == [1, 2, 3, *range(7, 31)]
    assert sorted(track["url"] for track in contents["tracks"]) == sorted(
        shelf.api.links(30)[:3] + links
    )


async def test_there_must_be_one(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    path = f"/playlists/{MISSING}/tracks"
    refusal(await noor.post(path, json={"query": "night"}), 404, 404)
    refusal(await noor.patch(f"{path}/1", json={"position": 0}), 404, 404)
    refusal(await noor.delete(f"{path}/1"), 404, 404)
    refusal(await noor.delete(f"{path}/one"), 404, 404)


async def test_they_need_a_sign_in(shelf: Shelf) -> None:
    visitor, path = shelf.api.world.visitor(), f"/playlists/{MISSING}/tracks"
    refusal(await visitor.post(path, json={"query": "night"}), 401, 1)
    refusal(await visitor.patch(f"{path}/1", json={"position": 0}), 401, 1)
    refusal(await visitor.delete(f"{path}/1"), 401, 1)
