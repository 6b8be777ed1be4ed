"""The websocket: who may open it, what survives it, and what a client hears when it comes back."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from sim.lavalink import catalogue as known
from tests.wire.lavalink.probe import GUILD, USER, Probe, probing, until


@pytest.fixture(name="probe")
async def _probe() -> AsyncIterator[Probe]:
    async with probing() as probe:
        yield probe


async def resume_later(probe: Probe, seconds: int = 60) -> None:
    body = {"resuming": True, "timeout": seconds}
    answer = await probe.request("PATCH", f"/v4/sessions/{probe.session_id}", body)
    assert answer.body == body


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"User-Id": USER}, 401),
        ({"User-Id": USER, "Authorization": "wrong"}, 401),
        ({"Authorization": "youshallnotpass"}, 400),
        ({"Authorization": "youshallnotpass", "User-Id": ""}, 400),
        ({"Authorization": "youshallnotpass", "User-Id": "0"}, 400),
        ({"Authorization": "youshallnotpass", "User-Id": "me"}, 400),
    ],
)
async def test_handshakes_that_are_refused(
    probe: Probe, headers: dict[str, str], status: int
) -> None:
    async with aiohttp.ClientSession(headers=headers) as stranger:
        with pytest.raises(aiohttp.WSServerHandshakeError) as refusal:
            await stranger.ws_connect(f"{probe.node.base_url}/v4/websocket")
    assert refusal.value.status == status


async def test_the_handshake_names_the_version_and_that_nothing_was_resumed(probe: Probe) -> None:
    assert probe.handshake["Lavalink-Api-Version"] == "4"
    assert probe.handshake["Session-Resumed"] == "false"
    (session,) = probe.node.sessions
    assert (session.id, session.user_id, session.client_name) == (
        probe.session_id,
        USER,
        "Probe/1.0",
    )


async def test_what_a_client_says_is_ignored(probe: Probe) -> None:
    socket: Any = probe._socket
    await socket.send_str("{}")
    await socket.send_str("no json")
    await socket.send_bytes(b"\0")
    await socket.ping()
    assert (await probe.get("/v4/info")).status == 200
    assert not socket.closed


async def test_stats_come_every_minute(probe: Probe) -> None:
    probe.advance(120)
    uptimes = [(await probe.next("stats"))["uptime"] for _ in range(3)]
    assert uptimes == [0, 60_000, 120_000]


async def test_players_belong_to_their_session(probe: Probe) -> None:
    await probe.play(known.ANTHEM_URL)
    async with Probe(probe.node, probe.http, None) as other:
        assert (await other.get(other.player_path())).status == 404
        assert (await other.get("/v4/stats")).body["players"] == 1
    await until(lambda: len(probe.node.sessions) == 1)
    assert (await probe.player())["track"] is not None


async def test_without_resuming_a_session_is_gone_with_its_socket(probe: Probe) -> None:
    await probe.play(known.ANTHEM_URL)
    await probe.hang_up()
    assert probe.node.sessions == []
    assert probe.node.players(GUILD) is None
    old = probe.session_id
    ready = await probe.connect(**{"Session-Id": old})
    assert (ready["resumed"], probe.handshake["Session-Resumed"]) == (False, "false")
    assert ready["sessionId"] != old


async def test_a_session_that_waits_counts_as_missing_while_music_goes_on(probe: Probe) -> None:
    await resume_later(probe)
    await probe.play(known.ANTHEM_URL)
    await probe.hang_up()
    answer = await probe.get(probe.player_path())
    assert (answer.status, answer.body["message"]) == (404, "Session not found")
    probe.advance(10)
    snapshot = probe.node.players(GUILD)
    assert snapshot is not None
    assert snapshot.position_ms == 10_000


async def test_who_comes_back_hears_what_was_missed_in_order(probe: Probe) -> None:
    await resume_later(probe, seconds=300)
    await probe.play(known.SHORT_TRACK_URL)
    await probe.hang_up()
    probe.advance(65)
    probe.seen.clear()
    old = probe.session_id
    ready = await probe.connect(**{"Session-Id": old})
    assert ready == {"op": "ready", "resumed": True, "sessionId": old}
    assert probe.handshake["Session-Resumed"] == "true"
    await probe.next("playerUpdate")
    assert probe.kinds() == ["ready", "TrackEndEvent", "stats", "playerUpdate"]
    assert (await probe.player())["track"] is None
    (session,) = probe.node.sessions
    assert (session.resuming, session.timeout_s, session.paused) == (True, 300, False)


async def test_a_session_can_be_resumed_again_and_again(probe: Probe) -> None:
    await resume_later(probe)
    await probe.play(known.ANTHEM_URL)
    for _ in range(3):
        await probe.hang_up()
        probe.advance(30)
        ready = await probe.connect(**{"Session-Id": probe.session_id})
        assert ready["resumed"] is True
    assert (await probe.player())["state"]["position"] == 90_000


async def test_who_comes_too_late_finds_nothing(probe: Probe) -> None:
    await resume_later(probe, seconds=20)
    await probe.play(known.ANTHEM_URL)
    await probe.hang_up()
    probe.advance(20)
    assert probe.node.sessions == []
    old = probe.session_id
    ready = await probe.connect(**{"Session-Id": old})
    assert ready["resumed"] is False
    assert ready["sessionId"] != old


async def test_a_session_that_is_in_use_cannot_be_taken_over(probe: Probe) -> None:
    await resume_later(probe)
    async with Probe(probe.node, probe.http, None) as other:
        ready = await other.connect(**{"Session-Id": probe.session_id})
        assert ready["resumed"] is False
        assert ready["sessionId"] != probe.session_id
    assert (await probe.patch()).status == 200


async def test_an_unknown_session_is_no_error(probe: Probe) -> None:
    ready = await probe.connect(**{"Session-Id": "never-heard-of-it"})
    assert ready["resumed"] is False


async def test_changing_an_unknown_session_is(probe: Probe) -> None:
    answer = await probe.request("PATCH", "/v4/sessions/unknown", {"resuming": True})
    assert (answer.status, answer.body["message"]) == (404, "Session not found")
    wrong = {"timeout": "long"}
    answer = await probe.request("PATCH", f"/v4/sessions/{probe.session_id}", wrong)
    assert (answer.status, "timeout" in answer.body["message"]) == (400, True)


async def test_the_sockets_end_is_noticed_even_if_it_is_torn_off(probe: Probe) -> None:
    socket: Any = probe._socket
    socket._response.connection.transport.abort()
    await until(lambda: probe.node.sessions == [])
