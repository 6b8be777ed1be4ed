"""`POST /1/submit-listens`: written once, or refused in the words that clients know."""

import asyncio
import json
from typing import Any

import httpx2
import pytest

from auth.api_key import Scope
from player.history.play import Origin
from sim.discord import seed
from tests.support.api import Api
from tests.support.listenbrainz import (
    BELOW,
    LONG_AGO,
    SUBMIT,
    TRACK,
    answered,
    listen,
    listener,
    now_s,
    refused,
    submission,
)
from tests.support.stream import PATIENCE_S

DOCUMENTED = {
    "listen_type": "single",
    "payload": [
        {
            "listened_at": 1_443_521_965,
            "track_metadata": {
                "additional_info": {
                    "release_mbid": "bf9e91ea-8029-4a04-a26a-224e00a83266",
                    "artist_mbids": ["db92a151-1ac2-438b-bc43-b82e149ddd50"],
                    "recording_mbid": "98255a8c-017a-4bc7-8dd6-1fa36124572b",
                    "tags": ["you", "just", "got", "rick rolled!"],
                },
                "artist_name": "Rick Astley",
                "track_name": "Never Gonna Give You Up",
                "release_name": "Whenever you need somebody",
            },
        }
    ],
}


@pytest.mark.parametrize("prefix", ["", BELOW])
async def test_the_documented_listen_is_written(api: Api, prefix: str) -> None:
    ada = await listener(api)
    answer = await ada.program.post(prefix + SUBMIT, json=DOCUMENTED)
    assert answered(answer) == {"status": "ok"}
    assert answer.headers["Cache-Control"] == "no-store"
    (play,) = await api.world.parts.services.listens.latest(ada.person.id, 9)
    assert (play.origin, play.title, play.artist, play.album, play.started_at) == (
        Origin.LISTENBRAINZ,
        "Never Gonna Give You Up",
        "Rick Astley",
        "Whenever you need somebody",
        1_443_521_965_000,
    )


@pytest.mark.parametrize("media_type", [None, "text/plain", "application/x-www-form-urlencoded"])
async def test_no_content_type_is_needed(api: Api, media_type: str | None) -> None:
    ada = await listener(api)
    headers = {} if media_type is None else {"Content-Type": media_type}
    body = json.dumps(submission("single", listen(LONG_AGO))).encode()
    answered(await ada.program.post(SUBMIT, content=body, headers=headers))
    assert await ada.titles() == ["Lanterns"]


async def test_what_is_told_again_is_known(api: Api) -> None:
    ada, noor = await listener(api), await listener(api)
    for _ in range(2):
        await ada.heard(listen(LONG_AGO), listen(str(LONG_AGO + 300), "Tide"))
    await ada.heard(listen(LONG_AGO, "LANTERNS"), kind="single")
    await noor.heard(listen(LONG_AGO))
    assert await ada.titles() == ["Tide", "Lanterns"]
    assert (await ada.count(), await noor.count()) == (2, 1)


@pytest.mark.timeout(120)
async def test_a_thousand_listens_come_in_one_call(api: Api) -> None:
    ada = await listener(api)
    info = {"duration_ms": 213_000, "submission_client": "importer"}
    many = [
        listen(LONG_AGO + number * 240, f"Song {number}", additional_info=info)
        for number in range(1_000)
    ]
    await ada.heard(*many)
    assert await ada.count() == 1_000
    assert len(await ada.titles(count=1_000)) == 1_000
    await ada.heard(*many)
    assert await ada.count() == 1_000


async def test_what_else_is_told_is_kept(api: Api) -> None:
    ada = await listener(api)
    info = {
        "duration": "200",
        "duration_played": 120,
        "origin_url": "https://music.example/lanterns",
        "music_service_name": "Music Example",
        "submission_client": "Web Scrobbler",
        "recording_mbid": "",
        "artist_mbids": None,
    }
    await ada.heard(listen(LONG_AGO, release_name="  ", additional_info=info))
    (play,) = await api.world.parts.services.listens.latest(ada.person.id, 9)
    assert (play.duration_ms, play.played_ms, play.album) == (200_000, 120_000, None)
    assert (play.url, play.client) == ("https://music.example/lanterns", "Web Scrobbler")


async def test_what_plays_now_is_no_listen(api: Api) -> None:
    ada = await listener(api)
    playing = {"track_metadata": {**TRACK, "additional_info": {"duration": 180}}}
    answer = await ada.program.post(
        SUBMIT, json=submission("playing_now", playing), params={"return_msid": "true"}
    )
    msid = answered(answer)["recording_msid"]
    assert await ada.count() == 0
    assert (await ada.playing())["count"] == 1
    await ada.heard(listen(LONG_AGO), kind="single")
    assert (await ada.listens())["listens"][0]["recording_msid"] == msid


FUTURE = "Value for key listened_at is too high."


@pytest.mark.parametrize(
    ("kind", "listens", "words"),
    [
        ("single", [], "does not contain any listens"),
        ("single", [listen(1), listen(2)], "contains more than listen for a single/playing_now"),
        ("heard", [listen(LONG_AGO)], "requires a valid listen_type key"),
        (["single"], [listen(LONG_AGO)], "requires a valid listen_type key"),
        ("single", "song", "should be a list of listens"),
        ("single", [None], "Listen is empty"),
        ("single", [{"track_metadata": TRACK}], "must contain the key listened_at"),
        ("single", [{"listened_at": LONG_AGO}], "must contain the key track_metadata"),
        ("single", [{**listen(LONG_AGO), "user": 1}], "may only contain listened_at and"),
        ("single", [listen("soon")], "must contain an int value for listened_at."),
        ("single", [listen(True)], "must contain an int value for listened_at."),
        ("single", [listen(1_033_430_399)], "listened_at is too low"),
        ("single", [listen(now_s() + 90_000)], FUTURE),
        ("playing_now", [listen(LONG_AGO)], "must not contain listened_at"),
        ("playing_now", [{"track_metadata": TRACK, "x": 1}], "may only contain track_metadata as"),
        ("single", [{"listened_at": LONG_AGO, "track_metadata": None}], "must be a json object"),
        ("single", [listen(LONG_AGO, " ")], "required track_metadata.track_name."),
        ("single", [listen(LONG_AGO, artist_name="")], "required track_metadata.artist_name."),
        ("single", [listen(LONG_AGO, artist_name=["A"])], "artist_name must be a single string."),
        ("single", [listen(LONG_AGO, release_name=5)], "release_name must be a single string."),
        ("single", [listen(LONG_AGO, "So\0ng")], "null characters"),
        ("single", [listen(LONG_AGO, "Song" * 2_560)], "is too large"),
    ],
)
async def test_what_breaks_the_rules_is_refused(
    api: Api,
    kind: Any,  # noqa: ANN401 - What does not fit.
    listens: Any,  # noqa: ANN401 - The same.
    words: str,
) -> None:
    ada = await listener(api)
    body = {"listen_type": kind, "payload": listens}
    assert words in refused(await ada.program.post(SUBMIT, json=body), 400)
    assert await ada.count() == 0


@pytest.mark.parametrize(
    ("info", "words"),
    [
        ({"tags": ["x"] * 51}, "more than 50 items"),
        ({"tags": ["x" * 65]}, "longer than 64 characters"),
        ({"tags": 5}, "must be a list of strings"),
        ({"duration": 5, "duration_ms": 5_000}, "both duration and duration_ms"),
        ({"duration": 0}, "Value for duration is invalid"),
        ({"duration_ms": "long"}, "Value for duration_ms is invalid"),
        ({"duration": 24 * 24 * 3_600 + 1}, "Value for duration is too high."),
        ({"recording_mbid": "nonsense"}, "recording_mbid MBID format invalid."),
        ({"artist_mbids": ["db92a151-1ac2-438b-bc43-b82e149ddd50", 5]}, "artist_mbids MBID format"),
        ("words", "additional_info must be a json object"),
    ],
)
async def test_wrong_additions_are_refused(api: Api, info: object, words: str) -> None:
    ada = await listener(api)
    wrong = listen(LONG_AGO + 300, additional_info=info)
    body = submission("import", listen(LONG_AGO), wrong)
    answer = await ada.program.post(SUBMIT, json=body)
    assert words in refused(answer, 400)
    # Which one of many it was is told by repeating it.
    assert answer.json()["track_metadata"] == wrong["track_metadata"]
    assert await ada.count() == 0


async def test_one_more_than_a_thousand_is_too_many(api: Api) -> None:
    ada = await listener(api)
    body = submission("import", *[listen(LONG_AGO)] * 1_001)
    assert "too many listens" in refused(await ada.program.post(SUBMIT, json=body), 400)


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b'{"payload": NaN}', b"[" * 5_000])
async def test_what_is_no_json_is_refused(api: Api, body: bytes) -> None:
    ada = await listener(api)
    refused(await ada.program.post(SUBMIT, content=body), 400)


@pytest.mark.parametrize("body", [[], {}, {"payload": []}, {"listen_type": "single"}])
async def test_a_frame_that_is_none_is_refused(api: Api, body: object) -> None:
    ada = await listener(api)
    assert "Invalid JSON" in refused(await ada.program.post(SUBMIT, json=body), 400)


async def test_what_is_nested_deeply_is_refused(api: Api) -> None:
    ada = await listener(api)
    deep: object = "x"
    for _ in range(200):
        deep = [deep]
    body = submission("single", listen(LONG_AGO, additional_info={"deep": deep}))
    assert "too deeply" in refused(await ada.program.post(SUBMIT, json=body), 400)


async def test_a_body_that_is_too_large_is_refused_before_it_comes(api: Api) -> None:
    ada = await listener(api)
    # Whoever sends while the connection is closed may never see the answer.
    url = httpx2.URL(api.world.url)
    reader, writer = await asyncio.open_connection(url.host, url.port)
    head = f"POST {SUBMIT} HTTP/1.1\r\nHost: {url.host}\r\nAuthorization: Token {ada.token}\r\n"
    writer.write(f"{head}Content-Length: 10240001\r\n\r\n".encode())
    async with asyncio.timeout(PATIENCE_S):
        assert b" 413 " in await reader.readline()
    writer.close()
    refused(await ada.program.post(SUBMIT, content=b" " * 10_240_000), 400)


async def test_one_needs_a_key_for_scrobbles_that_is_somebodys(api: Api) -> None:
    body = submission("single", listen(LONG_AGO))
    visitor = api.world.visitor()
    needed = refused(await visitor.post(SUBMIT, json=body), 401)
    assert needed == "You need to provide an Authorization header."
    for header, words in {
        "Token": "Provided Authorization header is invalid.",
        "Basic Zm9v": "Provided Authorization header is invalid.",
        "Token nonsense": "Invalid authorization token.",
    }.items():
        answer = await visitor.post(SUBMIT, json=body, headers={"Authorization": header})
        assert refused(answer, 401) == words
    other = await listener(api, scopes=frozenset({Scope.PLAYER_READ}))
    assert "scrobble" in refused(await other.program.post(SUBMIT, json=body), 403)
    scopes = frozenset({Scope.SCROBBLE})
    _, secret = await api.world.parts.services.keys.create("nobody's", None, scopes)
    visitor.headers["Authorization"] = f"Token {secret}"
    refused(await visitor.post(SUBMIT, json=body), 403)


async def test_another_sites_page_cannot_use_the_cookie(api: Api) -> None:
    noor = await api.person(seed.NOOR)
    body = json.dumps(submission("single", listen(LONG_AGO)))
    headers = {"Sec-Fetch-Site": "cross-site", "Content-Type": "text/plain"}
    refused(await noor.post(SUBMIT, content=body, headers=headers), 403)


async def test_a_wrong_address_is_refused_in_the_dialect(api: Api) -> None:
    refused(await api.world.visitor().get("/1/nothing"), 404)
    refused(await api.world.visitor().get(f"{BELOW}/1/nothing"), 404)
    refused(await api.world.visitor().get(SUBMIT), 405)


@pytest.mark.usefixtures("documented_limits")
async def test_more_than_ten_in_a_second_are_too_many(api: Api) -> None:
    ada = await listener(api)
    for _ in range(1_000):
        answer = await ada.program.post(SUBMIT, json={})
        if answer.status_code == 429:
            break
    refused(answer, 429)
    assert int(answer.headers["Retry-After"]) == 1
    assert answer.headers["X-RateLimit-Remaining"] == "0"
