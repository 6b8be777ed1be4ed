"""`POST /api/v1/sessions/:sessionId/tracks`."""

from typing import Any

import pytest

from sim.discord import seed
from tests.support.api import HARBOUR, Api
from tests.support.archive import (
    SESSIONS,
    SONG,
    TRACKS,
    answered,
    bot,
    fresh_id,
    refused,
    session,
    track,
)

LIVE_MS = 2**63 - 1


async def test_the_documented_example_works(api: Api) -> None:
    client = await bot(api)
    begun = await session(client)
    play = answered(await client.post(f"{SESSIONS}/{begun['ID']}/tracks", json=SONG), 201)
    assert {**play, "ID": "", "StartedAt": ""} == {
        "ID": "",
        "SessionID": begun["ID"],
        "GuildID": HARBOUR,
        "Source": "youtube",
        "SourceID": "dQw4w9WgXcQ",
        "URL": "https://youtube.com/watch?v=dQw4w9WgXcQ",
        "Title": "Never Gonna Give You Up",
        "Artist": "Rick Astley",
        "StartedAt": "",
        "EndedAt": None,
        "DurationMs": 213000,
        "PlayedDurationMs": 0,
        "QueuedByUser": "123456789",
        "IsValid": False,
    }
    heard = answered(await client.get(f"{TRACKS}/{play['ID']}/listeners"))
    assert [each["UserID"] for each in heard["listeners"]] == ["123456789", "987654321"]


async def test_a_listener_named_twice_listens_once(api: Api) -> None:
    client, user = await bot(api), fresh_id()
    begun = await session(client)
    play = await track(client, begun["ID"], listenerIds=[user, int(user)])
    heard = answered(await client.get(f"{TRACKS}/{play['ID']}/listeners"))
    assert heard == {"listeners": [{"TrackPlayID": play["ID"], "UserID": user}], "count": 1}


async def test_a_live_stream_has_the_duration_that_bots_give_it(api: Api) -> None:
    client = await bot(api)
    begun = await session(client)
    play = await track(client, begun["ID"], durationMs=LIVE_MS, listenerIds=[])
    assert play["DurationMs"] == LIVE_MS
    assert answered(await client.get(f"{TRACKS}/{play['ID']}")) == play


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *((name, None) for name in SONG),
        ("title", ""),
        ("title", 5),
        ("title", "x" * 1_001),
        ("durationMs", 0),
        ("durationMs", "213000"),
        ("durationMs", 2**63),
        ("queuedByUser", 0),
        ("queuedByUser", "me"),
        ("listenerIds", ["me"]),
        ("listenerIds", "1"),
        ("listenerIds", list(range(1, 502))),
    ],
)
async def test_what_is_wrong_is_named(api: Api, field: str, value: object) -> None:
    client = await bot(api)
    begun = await session(client)
    path = f"{SESSIONS}/{begun['ID']}/tracks"
    missing: dict[str, Any] = {name: each for name, each in SONG.items() if name != field}
    body = missing if value is None else {**missing, field: value}
    assert field in refused(await client.post(path, json=body), 400)
    assert answered(await client.get(path))["count"] == 0


async def test_a_session_that_is_over_has_no_new_tracks(api: Api) -> None:
    client = await bot(api)
    begun = await session(client)
    answered(await client.patch(f"{SESSIONS}/{begun['ID']}"))
    refused(await client.post(f"{SESSIONS}/{begun['ID']}/tracks", json=SONG), 409)


async def test_an_unknown_session_is_unknown(api: Api) -> None:
    begun = await session(await bot(api, HARBOUR))
    stranger = await bot(api, seed.MOON)
    refused(await stranger.post(f"{SESSIONS}/{begun['ID']}/tracks", json=SONG), 404)
    refused(await stranger.post(f"{SESSIONS}/none/tracks", json=SONG), 404)
