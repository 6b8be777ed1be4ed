"""Every kind of message and answer of the node has the shape of its golden example."""

from collections.abc import AsyncIterator

import pytest

from sim.lavalink import catalogue as known
from sim.lavalink.filters import FILTER_NAMES
from sim.lavalink.node import NodeOptions
from sim.lavalink.options import LAVALYRICS, LAVASEARCH
from tests.wire.lavalink.golden import differences, golden
from tests.wire.lavalink.probe import GUILD, VOICE, Probe, probing

PLUGINS = NodeOptions(plugins=frozenset({LAVASEARCH, LAVALYRICS}))


@pytest.fixture(name="probe")
async def _probe() -> AsyncIterator[Probe]:
    async with probing(PLUGINS) as probe:
        yield probe


def test_the_comparison_notices_differences() -> None:
    ready = {"op": "ready", "resumed": 1, "sessionId": "short", "more": 0}
    assert sorted(differences(ready, "ready")) == [
        "ready.more is not expected",
        "ready.resumed: 1 is no bool",
        "ready.sessionId: 'short' is no session id",
    ]
    assert differences({}, "load-empty") != []
    assert differences({"loadType": "search", "data": []}, "load-search") != []


async def test_first_comes_ready_then_stats(probe: Probe) -> None:
    stats = await probe.next()
    assert differences(probe.seen[0], "ready") == []
    assert probe.seen[0]["resumed"] is False
    assert differences(stats, "stats") == []
    assert stats["frameStats"] is None


async def test_stats_have_frames_once_music_was_heard_for_a_whole_minute(probe: Probe) -> None:
    probe.advance(30)
    await probe.play(known.HOUR_LONG_TRACK_URL)
    probe.advance(90)
    early = [await probe.next("stats") for _ in range(2)]
    assert [(stats["uptime"], stats["frameStats"]) for stats in early] == [
        (0, None),
        (60_000, None),
    ]
    late = await probe.next("stats")
    assert differences(late, "stats") == []
    assert differences(late["frameStats"], "FrameStats") == []
    assert (late["players"], late["playingPlayers"]) == (1, 1)


async def test_stats_have_no_frames_of_a_paused_player(probe: Probe) -> None:
    await probe.play(known.HOUR_LONG_TRACK_URL)
    probe.advance(59)
    await probe.patch(paused=True)
    probe.advance(61)
    stats = [await probe.next("stats") for _ in range(3)]
    assert [one["frameStats"] for one in stats] == [None, None, None]
    assert (stats[2]["players"], stats[2]["playingPlayers"]) == (1, 0)


async def test_stats_over_rest_have_no_frames(probe: Probe) -> None:
    assert differences((await probe.get("/v4/stats")).body, "rest-stats") == []


async def test_info(probe: Probe) -> None:
    info = (await probe.get("/v4/info")).body
    assert differences(info, "info") == []
    assert {"name": "lavasrc-plugin", "version": "4.8.0"} in info["plugins"]
    assert (await probe.get("/version")).text == info["version"]["semver"]


async def test_a_start_and_its_updates(probe: Probe) -> None:
    player = await probe.play(known.SHORT_TRACK_URL)
    assert differences(player, "Player") == []
    assert differences(await probe.event("TrackStartEvent"), "TrackStartEvent") == []
    assert differences(await probe.next(), "playerUpdate") == []
    assert differences(await probe.next(), "playerUpdate") == []


async def test_an_end(probe: Probe) -> None:
    await probe.play(known.SHORT_TRACK_URL)
    probe.advance(8)
    ended = await probe.event("TrackEndEvent")
    assert differences(ended, "TrackEndEvent") == []
    assert ended["reason"] == "finished"


async def test_an_exception(probe: Probe) -> None:
    await probe.play(known.FAILING_TRACK_URL)
    probe.advance(1)
    exception = await probe.event("TrackExceptionEvent")
    assert differences(exception, "TrackExceptionEvent") == []
    assert (await probe.event("TrackEndEvent"))["reason"] == "loadFailed"


async def test_a_stuck_track(probe: Probe) -> None:
    await probe.play(known.STUCK_TRACK_URL)
    probe.advance(15)
    assert differences(await probe.event("TrackStuckEvent"), "TrackStuckEvent") == []


async def test_a_closed_voice_connection(probe: Probe) -> None:
    await probe.play(known.SHORT_TRACK_URL)
    probe.node.close_voice(GUILD, 4006, "Session is no longer valid.")
    closed = await probe.event("WebSocketClosedEvent")
    assert differences(closed, "WebSocketClosedEvent") == []
    assert (closed["code"], closed["byRemote"]) == (4006, True)


async def test_an_empty_player(probe: Probe) -> None:
    player = (await probe.patch()).body
    assert differences(player, "Player") == []
    assert player["voice"] == {"token": "", "endpoint": "", "sessionId": "", "channelId": None}
    assert player["track"] is None
    assert player["state"]["ping"] == -1


@pytest.mark.parametrize(
    ("identifier", "name"),
    [
        (known.SHORT_TRACK_URL, "load-track"),
        (known.STREAM_URL, "load-track"),
        (known.UNTAGGED_FILE_URL, "load-track"),
        (known.PLAYLIST_URL, "load-playlist"),
        (f"spsearch:{known.ANTHEM_QUERY}", "load-search"),
        ("plain words", "load-empty"),
        (known.LOAD_ERROR_URL, "load-error"),
    ],
)
async def test_load_results(probe: Probe, identifier: str, name: str) -> None:
    assert differences(await probe.load(identifier), name) == []


async def test_the_filters_come_back_with_their_defaults(probe: Probe) -> None:
    sent = {
        "volume": 0.5,
        "equalizer": [{"band": 0, "gain": 0.25}, {"band": 1}],
        "pluginFilters": {"echo": {"delay": 1.5}},
        **{name: {} for name in FILTER_NAMES if name not in {"volume", "equalizer"}},
    }
    answer = await probe.patch(filters=sent)
    assert answer.body["filters"] == golden("filters")


async def test_an_error(probe: Probe) -> None:
    answer = await probe.get(probe.player_path())
    assert answer.status == 404
    assert differences(answer.body, "error") == []


async def test_a_session(probe: Probe) -> None:
    answer = await probe.request("PATCH", f"/v4/sessions/{probe.session_id}", {})
    assert differences(answer.body, "session") == []
    assert answer.body == {"resuming": False, "timeout": 60}


async def test_lyrics(probe: Probe) -> None:
    track = await probe.load(known.ANTHEM_URL)
    answer = await probe.get("/v4/lyrics", track=track["data"]["encoded"])
    assert differences(answer.body, "plugin-lyrics") == []
    await probe.play(known.ANTHEM_URL)
    playing = await probe.get(f"{probe.player_path()}/track/lyrics", skipTrackSource="true")
    assert playing.body == answer.body


async def test_search_of_everything(probe: Probe) -> None:
    answer = await probe.get("/v4/loadsearch", query="spsearch:velvet quarry")
    assert differences({**answer.body, "playlists": []}, "plugin-loadsearch") == []


async def test_what_is_said_of_a_mirrored_track(probe: Probe) -> None:
    found = await probe.load(f"spsearch:{known.ANTHEM_QUERY}")
    assert found["data"][0]["pluginInfo"].keys() == {
        "albumName",
        "albumUrl",
        "artistUrl",
        "artistArtworkUrl",
        "previewUrl",
        "isPreview",
    }
    album = await probe.load(found["data"][0]["pluginInfo"]["albumUrl"])
    assert album["data"]["pluginInfo"].keys() == {
        "type",
        "url",
        "artworkUrl",
        "author",
        "totalTracks",
    }


async def test_voice_is_sent_back(probe: Probe) -> None:
    assert (await probe.patch(voice=VOICE)).body["voice"] == VOICE
