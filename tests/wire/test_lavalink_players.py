"""Changes to a player over REST: what is refused, what is applied, and in which order."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from sim.lavalink import catalogue as known
from sim.lavalink.encoding import encode_track
from sim.lavalink.node import NodeOptions
from sim.lavalink.track import Track
from tests.wire.lavalink.probe import GUILD, VOICE, Probe, probing


@pytest.fixture(name="probe")
async def _probe() -> AsyncIterator[Probe]:
    async with probing() as probe:
        yield probe


async def test_a_change_creates_the_player(probe: Probe) -> None:
    assert (await probe.get(probe.player_path())).body["message"] == "Player not found"
    assert (await probe.patch(volume=30)).body["volume"] == 30
    assert (await probe.player())["volume"] == 30
    listed = await probe.get(f"/v4/sessions/{probe.session_id}/players")
    assert [player["guildId"] for player in listed.body] == [GUILD]


async def test_deleting_is_always_fine(probe: Probe) -> None:
    await probe.play(known.ANTHEM_URL)
    for _ in range(2):
        answer = await probe.request("DELETE", probe.player_path())
        assert (answer.status, answer.text) == (204, "")
    assert (await probe.event("TrackEndEvent"))["reason"] == "stopped"
    assert (await probe.get(probe.player_path())).status == 404


async def test_an_unknown_session_has_no_players(probe: Probe) -> None:
    for method in ("GET", "PATCH", "DELETE"):
        path = f"/v4/sessions/unknown/players/{GUILD}"
        answer = await probe.request(method, path, json={"volume": 1})
        assert (answer.status, answer.body["message"]) == (404, "Session not found")


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (
            {"track": {"encoded": "a"}, "identifier": "b", "endTime": 0},
            "Cannot specify both track and encodedTrack/identifier",
        ),
        (
            {"track": {"encoded": None, "identifier": "b"}},
            "Cannot specify both encodedTrack and identifier",
        ),
        ({"encodedTrack": "a", "identifier": "b"}, "Cannot specify both encodedTrack and"),
        (
            {"filters": {"rotation": {}, "volume": 1, "karaoke": {}}, "voice": {}},
            "Following filters are disabled in the config: karaoke, rotation",
        ),
        ({"voice": {**VOICE, "token": ""}, "endTime": 0}, "must be provided in voice state"),
        ({"voice": {**VOICE, "channelId": None}}, "token, endpoint, sessionId and channelId"),
        ({"voice": {"token": "a", "endpoint": "b", "sessionId": "c"}}, "channelId must be"),
        ({"endTime": 0}, "End time must be greater than 0"),
        ({"identifier": "no such thing"}, "No matches found for identifier"),
        ({"identifier": known.PLAYLIST_URL}, "Cannot play a playlist or search result"),
        ({"identifier": "ytsearch:jazz"}, "Cannot play a playlist or search result"),
        ({"volume": "loud"}, "volume"),
        ({"position": 10**20}, "position"),
        ({"track": None}, "track"),
        ({"track": {"userData": []}}, "track.userData"),
        ({"filters": {"timescale": {"speed": "fast"}}}, "filters.timescale.speed"),
    ],
)
async def test_contradictions_are_refused(body: dict[str, Any], message: str) -> None:
    disabled = NodeOptions(disabled_filters=frozenset({"karaoke", "rotation"}))
    async with probing(disabled) as probe:
        answer = await probe.patch(**body)
        assert answer.status == 400
        assert message in answer.body["message"]


async def test_disabled_filters_are_not_offered() -> None:
    async with probing(NodeOptions(disabled_filters=frozenset({"lowPass"}))) as probe:
        assert "lowPass" not in (await probe.get("/v4/info")).body["filters"]


async def test_a_broken_track_is_the_servers_error_after_the_rest_was_applied(
    probe: Probe,
) -> None:
    answer = await probe.patch(encodedTrack="QUJD", volume=7)
    assert answer.status == 500
    assert (await probe.player())["volume"] == 7


async def test_unknown_keys_are_ignored(probe: Probe) -> None:
    assert (await probe.patch(sparkle=True, track={"glitter": 1})).status == 200


@pytest.mark.parametrize(
    "body",
    [
        {"track": {"identifier": known.ANTHEM_URL}},
        {"identifier": known.ANTHEM_URL},
        {"track": {"encoded": encode_track(Track("youtube", "x", "X", "Y", 9000))}},
        {"encodedTrack": encode_track(Track("youtube", "x", "X", "Y", 9000))},
    ],
)
async def test_a_track_can_be_named_in_four_ways(probe: Probe, body: dict[str, Any]) -> None:
    assert (await probe.patch(**body)).body["track"] is not None
    assert (await probe.event("TrackStartEvent"))["guildId"] == GUILD


async def test_playing_ends_a_pause_unless_told_otherwise(probe: Probe) -> None:
    assert (await probe.patch(paused=True)).body["paused"] is True
    assert (await probe.play(known.ANTHEM_URL))["paused"] is False
    assert (await probe.play(known.ANTHEM_URL, paused=True))["paused"] is True
    probe.advance(3)
    assert (await probe.player())["state"]["position"] == 0


async def test_an_answer_is_never_behind_the_clock(probe: Probe) -> None:
    await probe.play(known.SHORT_TRACK_URL)
    assert probe.clock is not None
    probe.clock.advance(9)
    assert (await probe.player())["track"] is None
    assert (await probe.event("TrackEndEvent"))["track"]["info"]["position"] == 8000


async def test_a_track_starts_where_it_was_told_to(probe: Probe) -> None:
    await probe.play(known.ANTHEM_URL, position=60_000, endTime=70_000)
    assert (await probe.event("TrackStartEvent"))["track"]["info"]["position"] == 60_000
    probe.advance(10)
    ended = await probe.event("TrackEndEvent")
    assert (ended["reason"], ended["track"]["info"]["position"]) == ("finished", 70_000)


async def test_an_encoded_track_goes_on_where_it_was(probe: Probe) -> None:
    await probe.play(known.ANTHEM_URL)
    probe.advance(42)
    encoded = (await probe.player())["track"]["encoded"]
    assert (await probe.patch(encodedTrack=encoded)).body["state"]["position"] == 42_000
    again = await probe.patch(encodedTrack=encoded, position=0)
    assert again.body["state"]["position"] == 0


async def test_null_stops_and_absence_does_not(probe: Probe) -> None:
    await probe.play(known.ANTHEM_URL)
    assert (await probe.patch(track={"userData": {}})).body["track"] is not None
    assert (await probe.patch(track={"encoded": None})).body["track"] is None
    assert (await probe.event("TrackEndEvent"))["reason"] == "stopped"
    await probe.play(known.ANTHEM_URL)
    assert (await probe.patch(encodedTrack=None)).body["track"] is None


async def test_no_replace_leaves_the_track_but_applies_the_rest(probe: Probe) -> None:
    await probe.play(known.ANTHEM_URL)
    await probe.patch(paused=True)
    answer = await probe.patch(
        no_replace=True, identifier=known.SHORT_TRACK_URL, volume=5, paused=False
    )
    assert answer.body["track"]["info"]["uri"] == known.ANTHEM_URL
    assert (answer.body["volume"], answer.body["paused"]) == (5, True)
    await probe.patch(encodedTrack=None)
    answer = await probe.patch(no_replace=True, identifier=known.SHORT_TRACK_URL)
    assert answer.body["track"]["info"]["uri"] == known.SHORT_TRACK_URL
    assert (await probe.patch(no_replace="perhaps")).status == 400


async def test_user_data_comes_back_with_every_track_of_that_play(probe: Probe) -> None:
    await probe.patch(
        track={"identifier": known.SHORT_TRACK_URL, "userData": {"by": "ann"}}, voice=VOICE
    )
    assert (await probe.event("TrackStartEvent"))["track"]["userData"] == {"by": "ann"}
    answer = await probe.patch(track={"userData": {"by": "bob"}})
    assert answer.body["track"]["userData"] == {"by": "bob"}
    probe.advance(8)
    assert (await probe.event("TrackEndEvent"))["track"]["userData"] == {"by": "bob"}
    assert (await probe.play(known.SHORT_TRACK_URL))["track"]["userData"] == {}


async def test_filters_are_replaced_as_a_whole(probe: Probe) -> None:
    await probe.patch(filters={"volume": 0.5, "lowPass": {}})
    assert (await probe.patch(filters={"rotation": {}})).body["filters"].keys() == {"rotation"}
    assert (await probe.patch(filters={"rotation": None})).body["filters"] == {}


async def test_changes_of_the_running_track(probe: Probe) -> None:
    await probe.play(known.ANTHEM_URL)
    player = (await probe.patch(position=50_000, endTime=90_000, volume=2000)).body
    assert (player["state"]["position"], player["volume"]) == (50_000, 1000)
    snapshot = probe.node.players(int(GUILD))
    assert snapshot is not None
    assert snapshot.end_time_ms == 90_000
    await probe.patch(endTime=None)
    snapshot = probe.node.players(GUILD)
    assert snapshot is not None
    assert snapshot.end_time_ms is None


async def test_a_snapshot_shows_the_player(probe: Probe) -> None:
    assert probe.node.players(GUILD) is None
    await probe.play(known.SHORT_TRACK_URL, filters={"volume": 0.5}, volume=70)
    probe.advance(3)
    snapshot = probe.node.players(GUILD)
    assert snapshot is not None
    assert (snapshot.identifier, snapshot.position_ms) == ("short08secs", 3000)
    assert (snapshot.paused, snapshot.volume, snapshot.filters) == (False, 70, {"volume": 0.5})
    assert (snapshot.connected, snapshot.voice_channel_id) == (True, "42")
    assert snapshot.session_id == probe.session_id


async def test_replacing_announces_the_old_before_the_new(probe: Probe) -> None:
    await probe.play(known.ANTHEM_URL)
    await probe.play(known.SHORT_TRACK_URL)
    ended = await probe.event("TrackEndEvent")
    assert (ended["reason"], ended["track"]["info"]["uri"]) == ("replaced", known.ANTHEM_URL)
    assert (await probe.next())["type"] == "TrackStartEvent"
    assert [(await probe.next())["op"] for _ in range(2)] == ["playerUpdate", "playerUpdate"]


async def test_a_lookup_that_fails_while_playing_is_the_servers_error(probe: Probe) -> None:
    answer = await probe.patch(identifier=known.PRIVATE_URL)
    assert (answer.status, answer.body["message"]) == (500, "This video is private.")
