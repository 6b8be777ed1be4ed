"""What the node and Discord report."""

from player.core.commands import (
    BotVoiceChanged,
    EffectFailed,
    EndReason,
    GatewayLost,
    GatewayReady,
    ListenersChanged,
    NodeLost,
    NodePlayback,
    NodeReady,
    NodeTrackEnded,
    NodeTrackFailed,
    NodeTrackStuck,
    PositionReported,
)
from player.core.effects import (
    ApplyVolume,
    DestroyPlayer,
    JoinChannel,
    LeaveChannel,
    PauseNode,
    PlayTrack,
    StopTrack,
)
from player.core.events import ProblemMet
from player.core.requests import SetVolume
from player.core.track import PlayId
from tests.support.builders import ADA, BOB, OTHER_ROOM, ROOM, Scene, connected_scene


def audible(*names: str) -> Scene:
    scene = connected_scene(*names)
    scene.report(PositionReported(0, scene.now, connected=True))
    return scene


def problems(scene: Scene) -> list[str]:
    return [event.message for event in scene.last.events if isinstance(event, ProblemMet)]


def test_nothing_moves_until_the_node_is_heard() -> None:
    scene = connected_scene("a")
    scene.now += 3_000
    assert scene.state.position_at(scene.now) == 0
    scene.report(PositionReported(0, scene.now, connected=True))
    scene.now += 3_000
    assert scene.state.position_at(scene.now) == 3_000


def test_small_drift_is_no_news_and_large_drift_is_corrected() -> None:
    scene = audible("a")
    scene.now += 10_000
    assert scene.report(PositionReported(9_900, scene.now, connected=True)).events == ()
    scene.report(PositionReported(9_000, scene.now, connected=True))
    assert scene.state.position_at(scene.now) == 9_000


def test_a_report_older_than_the_playhead_is_ignored() -> None:
    scene = audible("a")
    report = PositionReported(77_000, scene.now - 1, connected=True)
    assert scene.report(report).events == ()


def test_losing_voice_stalls_the_position() -> None:
    scene = audible("a")
    scene.now += 5_000
    scene.report(PositionReported(5_000, scene.now, connected=False))
    scene.now += 5_000
    assert scene.state.position_at(scene.now) == 5_000


def test_a_lost_node_stalls_and_another_goes_on_from_there() -> None:
    scene = audible("a")
    scene.now += 30_000
    scene.report(NodeLost())
    assert not scene.state.node_connected
    scene.now += 4_000
    play = scene.report(NodeReady()).effects[0]
    assert isinstance(play, PlayTrack)
    assert play.position_ms == 30_000
    assert play.play_id == scene.state.play_id


def test_a_node_that_still_plays_is_adopted_without_a_new_start() -> None:
    scene = audible("a")
    scene.report(NodeLost())
    scene.ask(SetVolume(40))
    scene.now += 7_000
    playing = NodePlayback(scene.state.play_id, 7_050, paused=True, connected=True)
    effects = scene.report(NodeReady(playing)).effects
    assert not any(isinstance(effect, PlayTrack | StopTrack) for effect in effects)
    assert PauseNode(False) in effects
    assert ApplyVolume(40) in effects
    assert scene.state.position_at(scene.now) == 7_050


def test_a_node_that_plays_something_else_is_corrected() -> None:
    scene = audible("a")
    playing = NodePlayback(PlayId(999), 7_050, paused=False, connected=True)
    assert isinstance(scene.report(NodeReady(playing)).effects[0], PlayTrack)


def test_a_node_that_plays_for_an_idle_player_is_stopped() -> None:
    scene = connected_scene()
    playing = NodePlayback(PlayId(3), 0, paused=False, connected=True)
    assert scene.report(NodeReady(playing)).effects == (StopTrack(),)


def test_a_track_without_end_event_for_us_changes_nothing() -> None:
    scene = audible("a", "b")
    for reason in (EndReason.STOPPED, EndReason.REPLACED):
        assert scene.report(NodeTrackEnded(scene.state.play_id, reason)).events == ()


def test_a_failed_track_is_named_and_skipped() -> None:
    scene = audible("a", "b")
    play_id = scene.state.play_id
    scene.report(NodeTrackFailed(play_id, "This video is private."))
    assert problems(scene) == ["“a” failed: This video is private."]
    scene.report(NodeTrackEnded(play_id, EndReason.LOAD_FAILED))
    assert problems(scene) == []
    assert scene.playing() == "b"


def test_a_failure_of_which_the_node_says_nothing_is_told_all_the_same() -> None:
    scene = audible("a", "b")
    scene.report(NodeTrackEnded(scene.state.play_id, EndReason.LOAD_FAILED))
    assert problems(scene) == ["“a” was skipped: it could not be played."]
    assert scene.playing() == "b"


def test_a_stuck_track_is_skipped_since_the_node_will_not() -> None:
    scene = audible("a", "b")
    scene.report(NodeTrackStuck(scene.state.play_id, 10_000))
    assert scene.playing() == "b"
    assert "10 seconds" in problems(scene)[0]


def test_cleanup_puts_the_track_back() -> None:
    scene = audible("a", "b")
    scene.report(NodeTrackEnded(scene.state.play_id, EndReason.CLEANUP))
    assert (scene.playing(), scene.titles()) == (None, ["a", "b"])


def test_being_moved_by_somebody_is_followed() -> None:
    scene = audible("a")
    scene.report(BotVoiceChanged(OTHER_ROOM))
    assert scene.state.channel_id == OTHER_ROOM
    assert scene.playing() == "a"


def test_being_disconnected_keeps_the_queue() -> None:
    scene = audible("a", "b")
    effects = scene.report(BotVoiceChanged(None)).effects
    assert effects == (StopTrack(), DestroyPlayer(), LeaveChannel())
    assert (scene.playing(), scene.titles()) == (None, ["a", "b"])
    assert scene.state.channel_id is None
    assert scene.state.listeners == ()


def test_a_bot_that_sits_where_it_should_not_leaves() -> None:
    assert connected_scene().report(BotVoiceChanged(ROOM)).effects == (LeaveChannel(),)


def test_a_stale_seat_during_a_join_is_no_disconnection() -> None:
    scene = audible("a")
    scene.state = scene.ask(SetVolume(50)).state
    restarted = Scene(scene.state)
    restarted.report(GatewayReady())
    assert restarted.last.effects == (JoinChannel(ROOM),)


def test_a_failed_join_keeps_the_tracks_and_says_why() -> None:
    scene = connected_scene("a", "b")
    scene.report(EffectFailed(JoinChannel(ROOM), "The channel is full."))
    assert (scene.playing(), scene.titles()) == (None, ["a", "b"])
    assert scene.state.channel_id is None
    assert "The channel is full." in problems(scene)


def test_a_play_that_the_node_refuses_is_skipped_but_an_outage_waits() -> None:
    scene = connected_scene("a", "b")
    play = scene.report(NodeReady()).effects[0]
    scene.report(EffectFailed(play, "No audio node.", outage=True))
    assert scene.playing() == "a"
    scene.report(EffectFailed(play, "Undecodable track."))
    assert scene.playing() == "b"


def test_listeners_and_gateway_are_known() -> None:
    scene = audible("a")
    scene.report(ListenersChanged((ADA, BOB)))
    assert scene.state.listeners == (ADA, BOB)
    scene.report(GatewayLost())
    assert not scene.state.discord_connected
    assert scene.report(GatewayReady()).effects == (JoinChannel(ROOM),)
