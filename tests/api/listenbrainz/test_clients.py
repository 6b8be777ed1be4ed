"""Bodies after the manner of well-known players: what plays now becomes what was heard."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.support.api import Api
from tests.support.audioscrobbler import lines, password, path_of, shake_hands
from tests.support.clients import mpd, navidrome, web_scrobbler
from tests.support.listenbrainz import BELOW, LONG_AGO, SUBMIT, answered, listener


@pytest.mark.parametrize(
    ("client", "path", "kept"),
    [
        (navidrome, BELOW + SUBMIT, {"submission_client": "navidrome", "duration_ms": 213_400}),
        (
            web_scrobbler,
            SUBMIT,
            {
                "submission_client": "Web Scrobbler",
                "music_service_name": "YouTube",
                "origin_url": "https://youtu.be/abcdefghijk",
                "duration_ms": 213_000,
            },
        ),
    ],
)
async def test_a_player_tells_what_plays_and_then_what_was_heard(
    api: Api, client: Callable[..., dict[str, Any]], path: str, kept: dict[str, object]
) -> None:
    ada = await listener(api)
    for body in (client("playing_now"), client("single", LONG_AGO)):
        # As these clients do: text without a word on what kind of text it is.
        answered(await ada.program.post(path, content=json.dumps(body).encode()))
    (playing,) = (await ada.playing())["listens"]
    (heard,) = (await ada.listens())["listens"]
    assert playing["track_metadata"] == heard["track_metadata"]
    assert heard["track_metadata"]["additional_info"] == kept


async def test_a_daemon_sends_what_it_has_kept(api: Api) -> None:
    ada = await listener(api)
    visitor, secret = api.world.visitor(), await password(api, ada)
    _, session, _, heard = await shake_hands(visitor, ada.name, secret, "/")
    answer = await visitor.post(path_of(heard), data=mpd(session, LONG_AGO))
    assert lines(answer) == ["OK"]
    assert await ada.titles() == ["Tide", "Lanterns"]
