"""`POST /api/v1/ingress/multiscrobbler`: a listen in either spelling."""

import pytest

from player.history.play import Origin
from tests.support.api import Api
from tests.support.listenbrainz import listener
from tests.support.scrobble import error, message

PATH = "/api/v1/ingress/multiscrobbler"
OF_THE_DOCUMENT = {
    "Track": "Best Track",
    "Album": "Best Album",
    "Artist": ["Best Artist1", "Best Artist2"],
    "PlayedAt": 1_768_559_400,
    "Duration": 213,
}
OF_THE_CODE = {
    "artists": ["Best Artist1", "Best Artist2"],
    "album": "Best Album",
    "track": "Best Track",
    "playDate": "2026-01-16T11:30:00+01:00",
    "duration": 213,
}
SHOUTED = {name.upper(): value for name, value in OF_THE_CODE.items()}


@pytest.mark.parametrize("body", [OF_THE_DOCUMENT, OF_THE_CODE, SHOUTED])
async def test_a_listen_is_written_in_either_spelling(api: Api, body: dict[str, object]) -> None:
    ada = await listener(api)
    for _ in range(2):
        # Coming twice it is one listen all the same.
        assert message(await ada.program.post(PATH, json=body)) == "success"
    (play,) = await api.world.parts.services.listens.latest(ada.person.id, 9)
    assert (play.origin, play.title, play.artist, play.album) == (
        Origin.MULTISCROBBLER,
        "Best Track",
        "Best Artist1, Best Artist2",
        "Best Album",
    )
    assert (play.started_at, play.duration_ms) == (1_768_559_400_000, 213_000)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"artists": []}, "Missing artist data"),
        ({"artists": [5, " "]}, "Missing artist data"),
        ({"album": None}, "Missing album data"),
        ({"track": ""}, "Missing track data"),
        ({"playDate": "soon"}, "Missing play time"),
        ({"playDate": 5}, "Missing play time"),
        ({"playDate": None}, "Missing play time"),
    ],
)
async def test_what_is_missing_is_told(api: Api, wrong: dict[str, object], words: str) -> None:
    ada = await listener(api)
    assert error(await ada.program.post(PATH, json={**OF_THE_CODE, **wrong})) == words
    assert await ada.count() == 0


async def test_a_length_that_cannot_be_is_none(api: Api) -> None:
    ada = await listener(api)
    body = {**OF_THE_CODE, "duration": 10**15}
    assert message(await ada.program.post(PATH, json=body)) == "success"
    (play,) = await api.world.parts.services.listens.latest(ada.person.id, 9)
    assert play.duration_ms == 0


async def test_one_needs_a_key(api: Api) -> None:
    answer = await api.world.visitor().post(PATH, json=OF_THE_CODE)
    assert error(answer, 401) == "No key parameter provided"
    ada = await listener(api)
    assert error(await ada.program.post(PATH, content=b"[]"), 400) == "Invalid JSON"
