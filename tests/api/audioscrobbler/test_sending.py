"""Now playing and submissions, in a session of AudioScrobbler."""

import httpx2
import pytest

from player.history.play import Origin
from tests.support.api import Api
from tests.support.audioscrobbler import BASE, lines, password, path_of, shake_hands
from tests.support.listenbrainz import LONG_AGO, Listener, listener

PLAYING, HEARD = f"{BASE}now-playing", f"{BASE}submission"


async def session(api: Api, who: Listener) -> dict[str, str]:
    """Return what every request begins with."""
    secret = await password(api, who)
    _, opened, playing, heard = await shake_hands(api.world.visitor(), who.name, secret)
    assert (path_of(playing), path_of(heard)) == (PLAYING, HEARD)
    return {"s": opened}


def track(number: int, at: int, title: str = "Lanterns") -> dict[str, str]:
    fields = {"a": "Mira Voss", "t": title, "i": str(at), "o": "P", "r": "", "l": "180"}
    fields |= {"b": "B-sides", "n": "3", "m": ""}
    return {f"{name}[{number}]": value for name, value in fields.items()}


async def send(api: Api, path: str, form: dict[str, str]) -> list[str]:
    return lines(await api.world.visitor().post(path, data=form))


async def test_what_plays_is_told(api: Api) -> None:
    ada = await listener(api)
    form = await session(api, ada)
    song = {"a": "Mira Voss", "t": "Lanterns", "b": "B-sides", "l": "180", "n": "", "m": ""}
    assert await send(api, PLAYING, form | song) == ["OK"]
    (shown,) = (await ada.playing())["listens"]
    assert shown["track_metadata"]["track_name"] == "Lanterns"
    assert shown["track_metadata"]["additional_info"]["duration_ms"] == 180_000


async def test_fifty_tracks_come_at_once_and_twice_they_are_the_same(api: Api) -> None:
    ada = await listener(api)
    form = await session(api, ada)
    for number in range(50):
        form |= track(number, LONG_AGO + 180 * number, f"Song {number}")
    for _ in range(2):
        assert await send(api, HEARD, form) == ["OK"]
    assert await ada.count() == 50
    (play,) = await api.world.parts.services.listens.latest(ada.person.id, 1)
    assert (play.origin, play.title, play.artist, play.album, play.duration_ms) == (
        Origin.AUDIOSCROBBLER,
        "Song 49",
        "Mira Voss",
        "B-sides",
        180_000,
    )


async def test_what_lacks_something_is_refused(api: Api) -> None:
    ada = await listener(api)
    form = await session(api, ada)
    refused = ["FAILED Not all request variables are set"]
    assert await send(api, PLAYING, form | {"a": "Mira Voss"}) == refused
    assert await send(api, HEARD, form) == refused
    assert await send(api, HEARD, form | track(0, 0, "") | {"i[0]": "soon"}) == refused


async def test_a_clock_that_is_wrong_holds_nothing_up(api: Api) -> None:
    ada = await listener(api)
    form = await session(api, ada)
    form |= track(0, 86_400, "In 1970") | track(1, LONG_AGO, "In 2015") | track(2, 10**14)
    assert await send(api, HEARD, form) == ["OK"]
    assert await ada.titles() == ["In 2015"]


@pytest.mark.parametrize("path", [PLAYING, HEARD])
async def test_without_a_session_there_is_another_handshake(api: Api, path: str) -> None:
    ada = await listener(api)
    form = await session(api, ada) | track(0, LONG_AGO)
    for wrong in ("", "nonsense", form["s"][:-1] + "x", "é" * 48):
        assert await send(api, path, form | {"s": wrong}) == ["BADSESSION"]
    await api.world.parts.services.scrobble_passwords.revoke(ada.person.id)
    assert await send(api, path, form) == ["BADSESSION"]
    assert await ada.count() == 0


async def test_a_restart_ends_no_session(api: Api) -> None:
    ada = await listener(api)
    secret = await password(api, ada)
    visitor = api.world.visitor()
    first = await shake_hands(visitor, ada.name, secret)
    assert await shake_hands(visitor, ada.name, secret) == first


async def test_a_wrong_method_is_refused_in_the_dialect(api: Api) -> None:
    answer: httpx2.Response = await api.world.visitor().get(HEARD)
    (line,) = lines(answer, 405)
    assert line.startswith("FAILED ")
