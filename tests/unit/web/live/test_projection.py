from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from auth.identity import SYSTEM, Actor, ChannelId, GuildId, RoleId, UserId, person
from player.bus import Recorded
from player.core.commands import (
    BotVoiceChanged,
    CastVote,
    Command,
    EndReason,
    GatewayLost,
    GatewayReady,
    ListenersChanged,
    NodeLost,
    NodeReady,
    NodeTrackEnded,
    NodeTrackFailed,
    PositionReported,
)
from player.core.context import Standing
from player.core.decide import Decision, decide
from player.core.errors import PlayerError
from player.core.events import ProblemMet
from player.core.playback import Playhead
from player.core.policy import Circle, DJRules, Policy
from player.core.requests import (
    AddTracks,
    Eject,
    Index,
    JumpTo,
    MoveEntries,
    MoveEntry,
    Placement,
    Previous,
    RemoveEntries,
    RemoveEntry,
    Seek,
    SetEqualizer,
    SetPaused,
    SetRepeat,
    SetRepeatTrack,
    SetShuffle,
    SetVolume,
    ShuffleQueue,
    Skip,
    Stop,
    UndoEdit,
)
from player.core.standing import NO_BADGE, Badge
from player.core.state import PlayerState
from player.core.track import Entry, EntryId, Past
from tests.support.builders import (
    ADA,
    BOB,
    GUILD,
    ROOM,
    Scene,
    connected_scene,
    context,
    track,
    tracks,
)
from tests.support.screen import Screen
from tests.support.thorough import patiently, so_many
from web.faces import Face, Room
from web.live import projection, queue_ops
from web.live.projection import patch, snapshot
from web.live.queue_rows import COLUMNS, row


class Faces:
    """Knows everybody by an invented name."""

    def user(self, guild_id: GuildId, user_id: UserId) -> Face:
        return Face(id=user_id, name=f"{user_id} of {guild_id}", icon="https://cdn.example/a.png")

    def channel(self, channel_id: ChannelId) -> Room:
        return Room(id=channel_id, name=f"Room {channel_id}")


FACES = Faces()
EVE = UserId("304360151208706050")


def recorded(before: PlayerState, decision: Decision, actor: Actor = SYSTEM) -> Recorded:
    return Recorded(GUILD, 1, 0, actor, decision.events, before, decision.state)


def patch_of(scene: Scene, command: Command) -> dict[str, Any]:
    before = scene.state
    changes = patch(recorded(before, scene.ask(command), person(ADA)), FACES)
    assert changes is not None
    return changes


def test_a_silent_player_is_paused_at_the_beginning() -> None:
    shown = snapshot(PlayerState(GUILD), FACES)
    assert shown["playback"] == {
        "entry": None,
        "position": 0,
        "at": 0,
        "rate": 1.0,
        "paused": True,
        "stalled": False,
        "has_previous": False,
    }
    assert shown["connection"] == {
        "channel": None,
        "voice": False,
        "node": False,
        "discord": False,
    }
    assert shown["queue"] == {
        "count": 0,
        "length": 0,
        "ids": [],
        "columns": COLUMNS,
        "rows": [],
        "people": [],
    }
    assert shown["undo"] is None
    assert shown["listeners"] == []
    assert shown["equalizer"] == [0.0] * 15
    assert shown["filters"] == {}
    assert shown["votes"] == []
    assert shown["options"] == {
        "volume": 100,
        "volume_limit": 200,
        "volume_step": 10,
        "volume_change": True,
        "repeat": False,
        "repeat_song": False,
        "shuffle": False,
        "equalizer_change": True,
        "ensure": True,
    }


def test_an_entry_shows_its_track_and_its_requester() -> None:
    shown = snapshot(connected_scene("One", "Two").state, FACES)
    (row,) = shown["queue"]["rows"]
    assert dict(zip(shown["queue"]["columns"], row, strict=True)) == {
        "id": 2,
        "title": "Two",
        "author": "Somebody",
        "url": "https://youtube.example/watch/Two",
        "identifier": "Two",
        "thumbnail": "https://youtube.example/art/Two.png",
        "platform": "youtube",
        "stream": False,
        "length": 200_000,
        "requester": ADA,
    }
    assert shown["playback"]["entry"]["requester"] == FACES.user(GUILD, ADA)
    assert shown["connection"]["channel"] == {"id": ROOM, "name": f"Room {ROOM}"}
    assert shown["listeners"] == [{**FACES.user(GUILD, ADA), "dj": True, "deafened": False}]


def test_an_entry_that_nobody_asked_for_has_no_requester() -> None:
    state = PlayerState(GUILD, queue=(Entry(EntryId(1), track(), None),))
    queue = snapshot(state, FACES)["queue"]
    assert queue["rows"][0][-1] is None
    assert queue["people"] == []


def test_requesters_who_do_not_listen_come_with_their_faces() -> None:
    scene = connected_scene("One", "Two")
    assert snapshot(scene.state, FACES)["queue"]["people"] == []
    scene.report(ListenersChanged((BOB,)))
    assert snapshot(scene.state, FACES)["queue"]["people"] == [FACES.user(GUILD, ADA)]
    changes = patch_of(scene, AddTracks(tracks("Three")))
    assert changes["queue"]["people"] == [FACES.user(GUILD, ADA)]


def test_only_the_first_hundred_are_shown_in_full() -> None:
    scene = connected_scene(*map(str, range(301)))
    queue = snapshot(scene.state, FACES)["queue"]
    assert (queue["count"], queue["length"]) == (300, 300 * 200_000)
    assert queue["ids"] == [[2, 301]]
    assert [row[0] for row in queue["rows"]] == list(range(2, 102))


def test_who_edited_last_is_told_because_they_may_take_it_back() -> None:
    scene = connected_scene("One", "Two")
    assert patch_of(scene, UndoEdit())["undo"] is None
    assert patch_of(scene, AddTracks(tracks("Three")))["undo"] == ADA
    assert "undo" not in patch_of(scene, RemoveEntry(Index(0)))


def test_a_patch_names_who_acted_and_holds_only_what_changed() -> None:
    changes = patch_of(connected_scene("One"), SetVolume(40))
    assert set(changes) == {"options", "by", "log", "log_said", "at"}
    face = FACES.user(GUILD, ADA)
    assert changes["by"] == {"id": face["id"], "name": face["name"]}
    assert changes["log"].startswith(f"{changes['by']['name']} ")


def test_who_acts_without_listening_is_shown_with_a_face() -> None:
    scene = connected_scene("One")
    scene.report(ListenersChanged((BOB,)))
    assert patch_of(scene, SetVolume(40))["by"] == FACES.user(GUILD, ADA)


def test_the_system_is_named_nowhere() -> None:
    scene = connected_scene("One")
    changes = patch(recorded(scene.state, scene.report(NodeLost())), FACES)
    assert changes is not None
    assert set(changes) == {"connection"}


def test_an_added_track_costs_one_insert() -> None:
    scene = connected_scene("One", "Two")
    changes = patch_of(scene, AddTracks((track("Three"),)))
    (operation,) = changes["queue"]["ops"]
    assert (operation["op"], operation["at"]) == ("insert", 1)
    assert changes["queue"]["length"] == 400_000
    moved = patch_of(scene, MoveEntry(Index(0), 1))
    assert "length" not in moved["queue"]


def test_problems_become_notices() -> None:
    before = connected_scene("One").state
    change = Recorded(GUILD, 1, 0, SYSTEM, (ProblemMet("Oh."), ProblemMet("No.")), before, before)
    changes = patch(change, FACES)
    assert changes == {"notices": ["Oh.", "No."], "notices_said": [["Oh.", {}], ["No.", {}]]}


def test_what_nobody_can_see_is_no_patch() -> None:
    before = connected_scene("One").state
    hidden = replace(before, next_entry_id=EntryId(99))
    assert patch(Recorded(GUILD, 1, 0, person(ADA), (), before, hidden), FACES) is None


def test_a_track_on_repeat_is_not_its_own_previous() -> None:
    entry = Entry(EntryId(1), track(), ADA)
    past = Past(EntryId(1), track(), ADA)
    again = PlayerState(GUILD, current=entry, playhead=Playhead(0, 0), history=(past,))
    assert snapshot(again, FACES)["playback"]["has_previous"] is False
    earlier = replace(again, history=(Past(EntryId(0), track(), ADA), past))
    assert snapshot(earlier, FACES)["playback"]["has_previous"] is True


@pytest.mark.parametrize("stopped", [True, False])
def test_stopping_and_going_on_again_is_told_whole(stopped: bool) -> None:
    scene = connected_scene("One", "Two")
    if stopped:
        scene.ask(Stop())
    screen = Screen(snapshot(scene.state, FACES))
    screen.patch(patch_of(scene, SetPaused(False) if stopped else Stop()))
    assert screen.shows(snapshot(scene.state, FACES))


REFS = st.one_of(st.builds(Index, st.integers(0, 6)), st.builds(EntryId, st.integers(1, 30)))
IDS = st.frozensets(st.builds(EntryId, st.integers(1, 30)), min_size=1, max_size=5)
COMMANDS = st.one_of(
    st.builds(
        AddTracks,
        st.lists(st.sampled_from("abcdef").map(track), min_size=1, max_size=4).map(tuple),
        st.sampled_from(Placement),
    ),
    st.builds(MoveEntry, REFS, st.integers(0, 6)),
    st.builds(RemoveEntry, REFS),
    st.builds(MoveEntries, IDS, st.integers(0, 6)),
    st.builds(RemoveEntries, IDS),
    st.builds(JumpTo, REFS),
    st.builds(SetShuffle, st.booleans()),
    st.builds(SetRepeat, st.booleans()),
    st.builds(SetRepeatTrack, st.booleans()),
    st.builds(SetPaused, st.booleans()),
    st.builds(SetVolume, st.integers(0, 1000)),
    st.builds(Seek, st.integers(0, 200_000)),
    st.builds(SetEqualizer, st.just((0.25,) * 15)),
    st.sampled_from([Skip(), Previous(), Stop(), Eject(), ShuffleQueue(), UndoEdit()]),
)
REPORTS = st.sampled_from(
    [
        NodeReady(),
        NodeLost(),
        GatewayReady(),
        GatewayLost(),
        BotVoiceChanged(ROOM),
        BotVoiceChanged(None),
        ListenersChanged((ADA, BOB)),
        ListenersChanged((ADA, BOB), (BOB,), (Badge(manages=True), NO_BADGE)),
        ListenersChanged(()),
    ]
)


def test_listeners_are_shown_with_what_the_rules_make_of_them() -> None:
    regulars = Badge(roles=frozenset({RoleId("9")}))
    rules = DJRules(default=Circle(), neutral=Circle(roles=regulars.roles))
    scene = Scene(PlayerState(GUILD, policy=Policy(dj=rules)))
    scene.report(
        ListenersChanged((ADA, BOB, EVE), (BOB,), (Badge(manages=True), regulars, NO_BADGE))
    )
    standings = {
        each["id"]: (each["dj"], each["deafened"])
        for each in snapshot(scene.state, FACES)["listeners"]
    }
    assert standings == {ADA: (True, False), BOB: ("neutral", True), EVE: (False, False)}


def test_how_a_vote_ended_is_told_once() -> None:
    scene = connected_scene("One", "Two")
    scene.report(ListenersChanged((ADA, BOB, EVE)))
    ballot = context(person(BOB), scene.now, standing=Standing.NEUTRAL)
    started = decide(scene.state, Skip(), ballot)
    shown = patch(recorded(scene.state, started, person(BOB)), FACES)
    assert shown is not None
    (vote,) = shown["votes"]
    assert "votes_ended" not in shown
    withdrawn = decide(started.state, CastVote(vote["id"], agree=False), ballot)
    shown = patch(recorded(started.state, withdrawn, person(BOB)), FACES)
    assert shown is not None
    assert shown["votes"] == []
    action = {"action": "skip “One”", "action_said": ["skip “{title}”", {"title": "One"}]}
    assert shown["votes_ended"] == [{"id": vote["id"], "how": "withdrawn", **action}]


def test_a_persons_action_is_told_in_a_line() -> None:
    scene = connected_scene("One", "Two")
    decision = decide(scene.state, Skip(), context(person(ADA), scene.now))
    changes = patch(recorded(scene.state, decision, person(ADA)), FACES)
    assert changes is not None
    assert changes["log"] == f"{ADA} of {GUILD} skipped “One”"


def test_what_the_system_does_has_no_line() -> None:
    scene = connected_scene("One")
    decision = decide(scene.state, NodeLost(), context(SYSTEM, scene.now))
    changes = patch(recorded(scene.state, decision, SYSTEM), FACES)
    assert changes is not None
    assert "log" not in changes


class Mirrored(RuleBasedStateMachine):
    """A player driven at random, and a screen that sees nothing but patches.

    The window is small, so that entries move across its end all the time.
    """

    def __init__(self) -> None:
        super().__init__()
        self.small = pytest.MonkeyPatch()

    @initialize(window=st.sampled_from([0, 1, 3, 100]))
    def begin(self, window: int) -> None:
        for module in (projection, queue_ops):
            self.small.setattr(module, "WINDOW", window)
        self.state = PlayerState(GUILD)
        self.now = 1_000_000
        self.screen = Screen(snapshot(self.state, FACES))

    def take(self, command: Command, actor: Actor, seed: int = 0) -> None:
        before = self.state
        try:
            decision = decide(before, command, context(actor, self.now, ROOM, seed=seed))
        except PlayerError:
            return
        self.state = decision.state
        if changes := patch(recorded(before, decision, actor), FACES):
            self.screen.patch(changes)

    @rule(command=COMMANDS, seed=st.integers(0, 9))
    def somebody_asks(self, command: Command, seed: int) -> None:
        self.take(command, person(ADA), seed)

    @rule(report=REPORTS)
    def the_world_reports(self, report: Command) -> None:
        self.take(report, SYSTEM)

    @rule(passed=st.integers(1, 300_000), position=st.integers(0, 200_000))
    def time_passes(self, passed: int, position: int) -> None:
        self.now += passed
        self.take(PositionReported(position, self.now, connected=True), SYSTEM)

    @rule(failed=st.booleans())
    def the_track_ends(self, failed: bool) -> None:
        if failed:
            self.take(NodeTrackFailed(self.state.play_id, "Broken."), SYSTEM)
        reason = EndReason.LOAD_FAILED if failed else EndReason.FINISHED
        self.take(NodeTrackEnded(self.state.play_id, reason), SYSTEM)

    @invariant()
    def the_screen_shows_the_player(self) -> None:
        assert self.screen.shows(whole(self.state))

    def teardown(self) -> None:
        self.small.undo()


def whole(state: PlayerState) -> dict[str, Any]:
    """Return a snapshot with all rows, to compare with what is known of any of them."""
    shown = snapshot(state, FACES)
    return {**shown, "queue": {**shown["queue"], "rows": [row(entry) for entry in state.queue]}}


TestMirrored = patiently(Mirrored.TestCase)
TestMirrored.settings = settings(
    max_examples=so_many(60),
    stateful_step_count=40,
    suppress_health_check=[HealthCheck.too_slow],
)
