"""`POST /api/v1/ingress/jellyfin`: what starts plays now, and what stops is a listen, perhaps."""

import json
from typing import Any

import pytest

from auth.api_key import Scope
from player.history.play import Origin, Play
from tests.support.api import Api
from tests.support.clients import jellyfin
from tests.support.listenbrainz import Listener, listener
from tests.support.scrobble import error, message

PATH = "/api/v1/ingress/jellyfin"
DOCUMENTED = {
    "Name": "Best Song",
    "Album": "Best Album",
    "Artist": "Best Artist",
    "ItemType": "Audio",
}


async def plays_of(api: Api, who: Listener) -> list[Play]:
    return [*await api.world.parts.services.listens.latest(who.person.id, 50)]


async def push(who: Listener, event: dict[str, Any]) -> str:
    return message(await who.program.post(PATH, json=event))


async def test_the_documented_scrobble_is_written(api: Api) -> None:
    ada = await listener(api)
    assert await push(ada, DOCUMENTED) == "success"
    (play,) = await plays_of(api, ada)
    assert (play.origin, play.title, play.artist, play.album) == (
        Origin.JELLYFIN,
        "Best Song",
        "Best Artist",
        "Best Album",
    )


async def test_todays_plugin_sends_text_with_escaped_quotes(api: Api) -> None:
    ada = await listener(api)
    body = json.dumps(jellyfin(Name='The \\"Blue\\" Hour')).encode()
    headers = {"Content-Type": "text/plain; charset=utf-8"}
    assert message(await ada.program.post(PATH, content=body, headers=headers)) == "success"
    (play,) = await plays_of(api, ada)
    assert (play.title, play.duration_ms, play.played_ms) == ('The "Blue" Hour', 213_000, 213_000)
    assert play.client == "Finamp"
    # It stopped at half past ten, having sounded for 213 seconds.
    assert play.started_at == 1_768_559_400_000 - 213_000


async def test_a_start_is_what_plays_now_until_the_stop(api: Api) -> None:
    ada = await listener(api)
    await push(ada, jellyfin("PlaybackStart"))
    await push(ada, jellyfin("PlaybackProgress"))
    assert (await ada.playing())["listens"][0]["track_metadata"]["track_name"] == "Lanterns"
    assert await plays_of(api, ada) == []
    await push(ada, jellyfin(PlayedToCompletion=False, PlaybackPositionTicks=0))
    assert (await ada.playing())["count"] == 0
    assert await plays_of(api, ada) == []


@pytest.mark.parametrize(
    ("run_time_s", "position_s", "completed", "counts"),
    [
        (200, 99, False, False),
        (200, 100, False, True),
        (3_600, 239, False, False),
        (3_600, 240, False, True),
        (0, 239, False, False),
        (0, 240, False, True),
        (200, 0, True, True),
        (200, 0, "True", True),
    ],
)
async def test_a_stop_is_a_listen_if_enough_was_heard(
    api: Api, run_time_s: int, position_s: int, completed: bool | str, counts: bool
) -> None:
    ada = await listener(api)
    event = jellyfin(
        RunTimeTicks=run_time_s * 10**7,
        PlaybackPositionTicks=position_s * 10**7,
        PlayedToCompletion=completed,
    )
    await push(ada, event)
    assert len(await plays_of(api, ada)) == counts


async def test_a_notification_that_comes_again_is_known(api: Api) -> None:
    ada = await listener(api)
    for _ in range(2):
        await push(ada, jellyfin())
    assert len(await plays_of(api, ada)) == 1


@pytest.mark.parametrize("kind", ["PlaybackProgress", "UserDataSaved", "ItemAdded"])
async def test_whatever_else_happens_is_nothing(api: Api, kind: str) -> None:
    ada = await listener(api)
    await push(ada, jellyfin(kind))
    assert await plays_of(api, ada) == []


@pytest.mark.parametrize("moment", ["nonsense", "1970-01-01T00:00:00Z", "9999-01-01", 5, None])
async def test_a_clock_that_is_wrong_is_not_believed(api: Api, moment: object) -> None:
    ada = await listener(api)
    await push(ada, {**DOCUMENTED, "UtcTimestamp": moment})
    (play,) = await plays_of(api, ada)
    assert play.told_at is not None
    assert 0 <= play.told_at - play.started_at < 1_000


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        ("ItemType", "Media type not audio"),
        ("Artist", "Missing artist data"),
        ("Album", "Missing album data"),
        ("Name", "Missing track data"),
    ],
)
async def test_what_is_missing_is_told_in_the_documented_words(
    api: Api, missing: str, words: str
) -> None:
    ada = await listener(api)
    for value in ("", " ", None, 5, "Movie" if missing == "ItemType" else []):
        assert error(await ada.program.post(PATH, json={**jellyfin(), missing: value})) == words
    assert await plays_of(api, ada) == []


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"5", b"\xff", b"[" * 5_000])
async def test_what_is_no_object_is_refused(api: Api, body: bytes) -> None:
    ada = await listener(api)
    assert error(await ada.program.post(PATH, content=body), 400) == "Invalid JSON"


async def test_the_key_may_stand_in_the_address(api: Api) -> None:
    ada = await listener(api)
    visitor = api.world.visitor()
    answer = await visitor.post(PATH, json=DOCUMENTED, params={"key": ada.token})
    assert message(answer) == "success"
    assert len(await plays_of(api, ada)) == 1


async def test_one_needs_a_key_for_scrobbles_that_is_somebodys(api: Api) -> None:
    visitor = api.world.visitor()
    for params, words in (
        ({}, "No key parameter provided"),
        ({"key": ""}, "A token is required"),
        ({"key": "nonsense"}, "Invalid Token"),
    ):
        assert error(await visitor.post(PATH, json=DOCUMENTED, params=params), 401) == words
    other = await listener(api, scopes=frozenset({Scope.PLAYER_READ}))
    assert "scrobble" in error(await other.program.post(PATH, json=DOCUMENTED), 403)
    keys = api.world.parts.services.keys
    _, secret = await keys.create("nobody's", None, frozenset({Scope.SCROBBLE}))
    error(await visitor.post(PATH, json=DOCUMENTED, params={"key": secret}), 403)


async def test_a_wrong_method_is_refused_in_the_dialect(api: Api) -> None:
    error(await api.world.visitor().get(PATH), 405)
    error(await api.world.visitor().get("/api/v1/ingress/nothing"), 404)


@pytest.mark.usefixtures("documented_limits")
async def test_more_than_ten_in_a_second_are_too_many(api: Api) -> None:
    ada = await listener(api)
    for _ in range(1_000):
        answer = await ada.program.post(PATH, json={})
        if answer.status_code == 429:
            break
    assert answer.json()["message"] == "Too many requests"
    assert answer.headers["Retry-After"] == "1"
