"""`POST /playlists/<id>/play`."""

import httpx2
import pytest

from player.core.policy import Blacklist, Circle, DJRules, PlayerRules, Policy
from sim.discord import seed
from sim.lavalink.catalogue import MISSING_URL
from tests.support.api import HARBOUR, data, refusal
from tests.support.discord import eventually
from tests.support.shelf import MISSING, Json, Shelf, path_of

NEUTRAL = Policy(dj=DJRules(default=Circle(), neutral=Circle(everyone=True)))


def queue(shelf: Shelf) -> list[str | None]:
    return [entry.track.url for entry in shelf.api.player.state.queue]


async def play(client: httpx2.AsyncClient, playlist: Json, **wish: object) -> httpx2.Response:
    return await client.post(path_of(playlist, "/play"), json=wish)


async def test_it_goes_to_the_end(shelf: Shelf) -> None:
    noor = await shelf.api.listener()
    playlist = await shelf.filled(noor, 3)
    links = shelf.api.links(5)
    await shelf.api.with_queue(noor, *links[3:])
    played = data(await noor.post(path_of(playlist, "/play")), shelf.api)
    assert played == {"added": 3}
    assert queue(shelf) == [links[4], *links[:3]]
    assert {entry.requester for entry in shelf.api.player.state.queue} == {seed.NOOR}


async def test_it_starts_a_silent_player(shelf: Shelf) -> None:
    noor = await shelf.api.listener()
    playlist = await shelf.filled(noor, 2)
    data(await play(noor, playlist), shelf.api)
    current = shelf.api.player.state.current
    assert current is not None
    assert current.track.url == shelf.api.links(1)[0]


async def test_it_goes_next(shelf: Shelf) -> None:
    noor = await shelf.api.listener()
    playlist = await shelf.filled(noor, 2)
    links = shelf.api.links(4)
    await shelf.api.with_queue(noor, *links[2:])
    data(await play(noor, playlist, placement="next"), shelf.api)
    assert queue(shelf) == [*links[:2], links[3]]


async def test_it_replaces_the_queue_and_leaves_what_plays(shelf: Shelf) -> None:
    noor = await shelf.api.listener()
    playlist = await shelf.filled(noor, 2)
    links = shelf.api.links(5)
    first, *_ = await shelf.api.with_queue(noor, *links[2:])
    assert data(await play(noor, playlist, replace=True), shelf.api) == {"added": 2}
    assert queue(shelf) == links[:2]
    assert shelf.api.player.state.current is not None
    assert shelf.api.player.state.current.id == first["id"]


async def test_it_replaces_everything_now(shelf: Shelf) -> None:
    noor = await shelf.api.listener()
    playlist = await shelf.filled(noor, 2)
    links = shelf.api.links(4)
    await shelf.api.with_queue(noor, *links[2:])
    data(await play(noor, playlist, placement="now", replace=True), shelf.api)
    assert shelf.api.player.state.current is not None
    assert shelf.api.player.state.current.track.url == links[0]
    assert queue(shelf) == links[1:2]


async def test_replacing_can_be_taken_back(shelf: Shelf) -> None:
    noor = await shelf.api.listener()
    playlist = await shelf.filled(noor, 2)
    links = shelf.api.links(5)
    await shelf.api.with_queue(noor, *links[2:])
    await play(noor, playlist, replace=True)
    data(await noor.post("/functions/undo"))
    assert queue(shelf) == links[3:]


async def test_a_link_is_loaded_at_play(shelf: Shelf) -> None:
    noor = await shelf.api.listener()
    playlist = await shelf.link(noor)
    collection = shelf.collection()
    assert data(await play(noor, playlist), shelf.api) == {"added": len(collection.tracks)}
    assert len(queue(shelf)) == len(collection.tracks) - 1


async def test_the_key_lets_others_play_it(shelf: Shelf) -> None:
    playlist = await shelf.filled(await shelf.api.person(), 1)
    leila = await shelf.api.listener(seed.LEILA)
    refusal(await play(leila, playlist), 403, 11, "key")
    keyed = {"key": playlist["key"]}
    answer = await leila.post(path_of(playlist, "/play"), params=keyed)
    assert data(answer, shelf.api) == {"added": 1}


async def test_replacing_is_one_vote(shelf: Shelf) -> None:
    noor = await shelf.api.listener()
    leila = await shelf.api.listener(seed.LEILA)
    playlist = await shelf.filled(noor, 2)
    links = shelf.api.links(5)
    await shelf.api.with_queue(leila, *links[2:])
    await eventually(lambda: seed.NOOR in shelf.api.player.state.listeners)
    await shelf.api.rules(NEUTRAL)
    waiting = await play(noor, playlist, replace=True)
    assert waiting.status_code == 202, waiting.text
    assert "replace the queue by 2 tracks" in waiting.json()["data"]["content"]
    assert queue(shelf) == links[3:]
    vote = waiting.json()["data"]["vote"]
    for person in (seed.LEILA, seed.ADA, seed.FOX):
        client = await shelf.api.person(person)
        await client.post(f"/votes/{vote}", json=True)
    await eventually(lambda: queue(shelf) == links[:2])


async def test_adding_at_the_end_needs_no_vote(shelf: Shelf) -> None:
    noor = await shelf.api.listener()
    playlist = await shelf.filled(noor, 2)
    await shelf.api.rules(NEUTRAL)
    assert data(await play(noor, playlist), shelf.api) == {"added": 2}


async def test_without_rights_nothing_plays(shelf: Shelf) -> None:
    noor = await shelf.api.listener()
    playlist = await shelf.filled(noor, 1)
    leila = await shelf.api.listener(seed.LEILA)
    await shelf.api.with_queue(leila, *shelf.api.links(1))
    await eventually(lambda: seed.NOOR in shelf.api.player.state.listeners)
    await shelf.api.rules(Policy(dj=DJRules(default=Circle(), neutral=Circle())))
    refusal(await play(noor, playlist), 403, 10)


async def test_the_blacklist_counts_inside_playlists(shelf: Shelf) -> None:
    noor = await shelf.api.listener()
    playlist = await shelf.make(noor)
    await noor.post(path_of(playlist, "/tracks"), json={"query": shelf.collection().url})
    titles = await shelf.titles(noor, playlist)
    await shelf.api.rules(Policy(blacklist=Blacklist((titles[1],), enabled=True)))
    added = data(await play(noor, playlist), shelf.api)["added"]
    assert 0 < added < len(titles)
    current = shelf.api.player.state.current
    playing = [entry.track.title for entry in shelf.api.player.state.queue]
    assert titles[1] not in [*playing, current.track.title if current else None]


async def test_a_queue_that_is_too_small_stays_as_it_is(shelf: Shelf) -> None:
    noor = await shelf.api.listener()
    playlist = await shelf.filled(noor, 3)
    links = shelf.api.links(5)
    await shelf.api.with_queue(noor, *links[3:])
    await shelf.api.rules(Policy(player=PlayerRules(queue_limit=2)))
    assert "at most 2" in refusal(await play(noor, playlist, replace=True), 409, 409)
    assert queue(shelf) == links[4:]


async def test_an_empty_playlist_plays_nothing(shelf: Shelf) -> None:
    noor = await shelf.api.listener()
    refusal(await play(noor, await shelf.make(noor)), 404, 8)


async def test_a_dead_link_plays_nothing(shelf: Shelf) -> None:
    noor = await shelf.api.listener()
    playlist = await shelf.make(noor, url=MISSING_URL)
    refusal(await play(noor, playlist), 404, 8)


async def test_one_must_sit_in_voice(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.filled(noor, 1)
    refusal(await play(noor, playlist), 409, 4)
    elsewhere = await noor.post(path_of(playlist, "/play"), params={"guild_id": HARBOUR})
    refusal(elsewhere, 409, 4)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"placement": "first"}, "placement"),
        ({"placement": None}, "placement"),
        ({"replace": "yes"}, "replace"),
        ({"shuffle": True}, "shuffle"),
    ],
)
async def test_it_names_what_is_wrong(shelf: Shelf, body: dict[str, object], field: str) -> None:
    noor = await shelf.api.listener()
    playlist = await shelf.filled(noor, 1)
    refusal(await play(noor, playlist, **body), 400, 6, field)
    assert shelf.api.player.state.current is None


async def test_a_moved_player_is_left_alone(shelf: Shelf) -> None:
    noor = await shelf.api.listener()
    playlist = await shelf.filled(noor, 1)
    answer = await noor.post("/tracks/add", params={"query": shelf.api.links(1)[0]})
    seen = answer.headers["Player-Revision"]
    await noor.post("/functions/volume", json=33)
    headers = {"If-Match": f'"{seen}"'}
    refusal(await noor.post(path_of(playlist, "/play"), headers=headers), 412, 412)


async def test_there_must_be_one(shelf: Shelf) -> None:
    noor = await shelf.api.listener()
    refusal(await noor.post(f"/playlists/{MISSING}/play"), 404, 404)


async def test_it_needs_a_sign_in(shelf: Shelf) -> None:
    refusal(await shelf.api.world.visitor().post(f"/playlists/{MISSING}/play"), 401, 1)
