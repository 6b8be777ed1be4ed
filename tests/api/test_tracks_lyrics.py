"""`GET /tracks/lyrics`."""

import asyncio

from sim.discord import seed
from sim.lavalink import catalogue
from sim.lavalink.lyrics import PLAIN_GENRES
from tests.support.api import Api, data, refusal

PATH = "/tracks/lyrics"


def link_of(api: Api, genres: frozenset[str]) -> str:
    """Return a link to a YouTube track of one of these genres."""
    music = api.world.node.catalogue
    return next(
        track.uri
        for track in music.tracks
        if track.uri and (song := music.song_of(track)) and song.album.genre in genres
    )


async def test_lines_come_with_their_times(api: Api) -> None:
    noor = await api.listener()
    (entry,) = await api.with_queue(noor, catalogue.ANTHEM_URL)
    found = data(await noor.get(PATH), api)
    assert found["id"] == entry["id"]
    assert found["provider"] == "Invented Lyrics"
    times = [line["at"] for line in found["lines"]]
    assert times == sorted(times)
    assert len(times) > 10
    assert all(line["duration"] > 0 for line in found["lines"])
    assert found["text"].split("\n") == [line["text"] for line in found["lines"]]


async def test_some_have_words_but_no_times(api: Api) -> None:
    noor = await api.listener()
    await api.with_queue(noor, link_of(api, PLAIN_GENRES))
    found = data(await noor.get(PATH), api)
    assert found["lines"] == []
    assert "\n" in found["text"]


async def test_music_without_words_is_code_8(api: Api) -> None:
    noor = await api.listener()
    await api.with_queue(noor, link_of(api, frozenset({"Ambient"})))
    assert "no lyrics" in refusal(await noor.get(PATH), 404, 8)


async def test_however_many_ask_a_node_is_asked_once(api: Api) -> None:
    noor = await api.listener()
    await api.with_queue(noor, link_of(api, frozenset({"Funk"})))
    before = _asked(api)
    answers = await asyncio.gather(*(noor.get(PATH) for _ in range(8)))
    assert {answer.status_code for answer in answers} == {200}
    assert _asked(api) == before + 1


async def test_a_node_that_fails_is_said_plainly_and_asked_again(api: Api) -> None:
    noor = await api.listener()
    await api.with_queue(noor, link_of(api, frozenset({"Jazz"})))
    await api.player.settled()
    api.world.node.fail_next_requests()
    assert "could not be loaded" in refusal(await noor.get(PATH), 502, 502)
    assert data(await noor.get(PATH), api)["lines"]


async def test_silence_is_code_5(api: Api) -> None:
    noor = await api.listener()
    refusal(await noor.get(PATH), 409, 5)


async def test_whoever_sits_nowhere_is_code_4(api: Api) -> None:
    refusal(await (await api.person()).get(PATH), 409, 4)


async def test_strangers_learn_nothing(api: Api) -> None:
    tomas = await api.person(seed.TOMAS)
    refusal(await tomas.get(PATH, params={"guild_id": seed.HARBOUR}), 403, 18)


async def test_it_needs_a_sign_in(api: Api) -> None:
    refusal(await api.world.visitor().get(PATH), 401, 1)


def _asked(api: Api) -> int:
    return sum(request.path.startswith("/v4/lyrics") for request in api.world.node.requests)
