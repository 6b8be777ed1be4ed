"""Admission, fairness, undo, clearing, filters, autoplay, idleness, and changed settings."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auth.identity import SYSTEM, UserId, person
from player.core.commands import (
    Command,
    EndReason,
    ListenersChanged,
    MoreFound,
    NodeTrackEnded,
    PolicyChanged,
    PositionReported,
    TimePassed,
)
from player.core.decide import Decision
from player.core.effects import ApplyFilters, FindMore, JoinChannel, LeaveChannel, PlayTrack
from player.core.errors import (
    BadFilter,
    Blacklisted,
    NothingToUndo,
    QueueShareFull,
    TrackTooLong,
    VolumeFixed,
)
from player.core.events import ProblemMet
from player.core.fairness import fair_place
from player.core.filters import NO_FILTERS, PRESETS, Filters, Timescale, Tremolo
from player.core.idling import next_deadline
from player.core.policy import Blacklist, EqualizerRules, PlayerRules, Policy, VolumeRules
from player.core.requests import (
    AddTracks,
    ClearMine,
    ClearQueue,
    Deduplicate,
    Eject,
    Index,
    MoveEntry,
    RemoveEntry,
    SetEqualizer,
    SetFilters,
    SetVolume,
    ShuffleQueue,
    Skip,
    UndoEdit,
)
from player.core.track import Entry, EntryId
from tests.support.builders import ADA, BOB, ROOM, Scene, connected_scene, context, track, tracks


class Guild(Scene):
    """A scene with settings of its own."""

    def __init__(self, policy: Policy, *names: str) -> None:
        super().__init__(connected_scene(*names).state)
        self.report(PolicyChanged(policy))

    def by(self, who: UserId, command: Command) -> Decision:
        return self._take(command, context(person(who), self.now))

    def world(self, command: Command) -> Decision:
        return self._take(command, context(SYSTEM, self.now, None))


def test_a_blacklisted_word_refuses_a_track_and_thins_a_list() -> None:
    guild = Guild(Policy(blacklist=Blacklist(("SPAM",), enabled=True)), "a")
    with pytest.raises(Blacklisted):
        guild.by(ADA, AddTracks(tracks("some spam")))
    guild.by(ADA, AddTracks(tracks("x", "spam song", "y")))
    assert guild.titles() == ["x", "y"]


def test_a_switched_off_blacklist_lets_everything_in() -> None:
    guild = Guild(Policy(blacklist=Blacklist(("spam",), enabled=False)), "a")
    guild.by(ADA, AddTracks(tracks("spam")))
    assert guild.titles() == ["spam"]


def test_long_tracks_and_streams_stay_out() -> None:
    guild = Guild(Policy(player=PlayerRules(max_track_length_s=90)), "a")
    for refused in (track("long", 90_001), track("live", stream=True)):
        with pytest.raises(TrackTooLong):
            guild.by(ADA, AddTracks((refused,)))
    guild.by(ADA, AddTracks((track("short", 90_000),)))
    assert guild.titles() == ["short"]


def test_a_persons_share_of_the_queue() -> None:
    guild = Guild(Policy(player=PlayerRules(queue_limit_per_user=2)), "a")
    guild.by(ADA, AddTracks(tracks("b", "c", "d")))
    assert guild.titles() == ["b", "c"]
    with pytest.raises(QueueShareFull):
        guild.by(ADA, AddTracks(tracks("e")))
    guild.by(BOB, AddTracks(tracks("f")))
    assert guild.titles() == ["b", "c", "f"]


def test_requesters_take_turns_in_a_fair_queue() -> None:
    guild = Guild(Policy(player=PlayerRules(fair_queue=True)), "playing")
    guild.by(ADA, AddTracks(tracks("a1", "a2", "a3")))
    guild.by(BOB, AddTracks(tracks("b1", "b2")))
    assert guild.titles() == ["a1", "b1", "a2", "b2", "a3"]


@given(st.lists(st.sampled_from([ADA, BOB, UserId("3")]), max_size=30))
def test_fair_queues_never_let_anybody_get_ahead_by_more_than_one(order: list[UserId]) -> None:
    queue: tuple[Entry, ...] = ()
    for number, who in enumerate(order):
        place = fair_place(queue, who)
        queue = (*queue[:place], Entry(EntryId(number), track(), who), *queue[place:])
    for who in set(order):
        for end in range(len(queue)):
            ahead = [entry.requester for entry in queue[:end]]
            later = [entry.requester for entry in queue[end:]]
            for other in set(later):
                assert ahead.count(who) <= ahead.count(other) + 1


def test_undo_takes_back_ones_own_latest_edit_only() -> None:
    guild = Guild(Policy(), "a", "b", "c", "d")
    guild.by(ADA, MoveEntry(Index(0), 2))
    with pytest.raises(NothingToUndo):
        guild.by(BOB, UndoEdit())
    guild.by(ADA, UndoEdit())
    assert guild.titles() == ["b", "c", "d"]
    with pytest.raises(NothingToUndo):
        guild.by(ADA, UndoEdit())


def test_undo_brings_back_what_was_removed_and_keeps_what_has_happened_since() -> None:
    guild = Guild(Policy(), "a", "b", "c", "d")
    guild.by(ADA, RemoveEntry(Index(1)))
    guild.world(NodeTrackEnded(guild.state.play_id, EndReason.FINISHED))
    assert (guild.playing(), guild.titles()) == ("b", ["d"])
    guild.by(ADA, UndoEdit())
    assert (guild.playing(), guild.titles()) == ("b", ["c", "d"])


def test_undo_of_adding_and_of_clearing() -> None:
    guild = Guild(Policy(), "a", "b", "c")
    guild.by(BOB, AddTracks(tracks("x", "y")))
    guild.by(BOB, UndoEdit())
    assert guild.titles() == ["b", "c"]
    guild.by(BOB, ClearQueue())
    assert guild.titles() == []
    guild.by(BOB, UndoEdit())
    assert guild.titles() == ["b", "c"]


def test_clear_mine_and_deduplicate_and_shuffle_once() -> None:
    guild = Guild(Policy(), "a", "b", "a", "b", "c")
    guild.by(ADA, Deduplicate())
    assert guild.titles() == ["b", "c"]
    guild.by(BOB, AddTracks(tracks(*"efghijk")))
    guild.by(BOB, ShuffleQueue())
    assert sorted(guild.titles()) == sorted("bcefghijk")
    assert guild.titles() != list("bcefghijk")
    assert not guild.state.shuffle
    guild.by(BOB, ClearMine())
    assert sorted(guild.titles()) == ["b", "c"]


def test_filters_reach_the_node_and_change_the_rate() -> None:
    guild = Guild(Policy(), "a", "b")
    guild.world(PositionReported(0, guild.now, connected=True))
    nightcore = PRESETS["nightcore"]
    decision = guild.by(ADA, SetFilters(nightcore))
    assert decision.effects == (ApplyFilters(guild.state.equalizer, nightcore),)
    guild.now += 10_000
    assert guild.state.position_at(guild.now) == 12_000
    play = guild.by(ADA, Skip()).effects[0]
    assert isinstance(play, PlayTrack)
    assert play.filters == nightcore
    assert guild.by(ADA, SetFilters(NO_FILTERS)).effects != ()


@pytest.mark.parametrize(
    ("filters", "field"),
    [
        (Filters(timescale=Timescale(speed=0)), "timescale.speed"),
        (Filters(tremolo=Tremolo(depth=1.5)), "tremolo.depth"),
        (Filters(timescale=Timescale(pitch=float("nan"))), "timescale.pitch"),
    ],
)
def test_filters_out_of_range_name_their_parameter(filters: Filters, field: str) -> None:
    refusal = connected_scene("a").refused(SetFilters(filters))
    assert isinstance(refusal, BadFilter)
    assert refusal.field == field


def test_autoplay_looks_for_more_and_people_come_first() -> None:
    guild = Guild(Policy(player=PlayerRules(autoplay=True)), "a")
    decision = guild.world(NodeTrackEnded(guild.state.play_id, EndReason.FINISHED))
    assert decision.effects == (FindMore(track("a")),)
    guild.world(MoreFound(tracks("m", "n")))
    assert (guild.playing(), guild.titles()) == ("m", ["n"])
    assert guild.state.current is not None
    assert guild.state.current.requester is None
    guild.world(MoreFound(tracks("late")))
    assert guild.titles() == ["n"]


@pytest.mark.parametrize("rules", [PlayerRules(), PlayerRules(fair_queue=True)])
def test_what_people_add_plays_before_what_autoplay_found(rules: PlayerRules) -> None:
    guild = endless(rules)
    guild.by(ADA, AddTracks(tracks("x")))
    guild.by(BOB, AddTracks(tracks("y", "z")))
    assert guild.titles() == ["x", "y", "z", "n", "o"]


def test_in_a_shuffled_queue_too() -> None:
    guild = endless(PlayerRules(shuffle=True))
    found = guild.titles()
    for name in "uvw":
        guild.by(ADA, AddTracks(tracks(name)))
    guild.by(BOB, AddTracks(tracks("x", "y", "z")))
    assert sorted(guild.titles()[:6]) == list("uvwxyz")
    assert guild.titles()[6:] == found


def endless(rules: PlayerRules) -> Guild:
    guild = Guild(Policy(player=replace(rules, autoplay=True)), "a")
    guild.world(NodeTrackEnded(guild.state.play_id, EndReason.FINISHED))
    guild.world(MoreFound(tracks("m", "n", "o")))
    return guild


def test_an_idle_bot_leaves_and_keeps_the_queue() -> None:
    guild = Guild(Policy(player=PlayerRules(timeout_s=60)), "a", "b")
    guild.world(ListenersChanged(()))
    assert next_deadline(guild.state) == guild.now + 60_000
    guild.now += 59_999
    assert guild.world(TimePassed()).effects == ()
    guild.now += 1
    assert LeaveChannel() in guild.world(TimePassed()).effects
    assert (guild.state.channel_id, guild.titles()) == (None, ["a", "b"])


def test_somebody_who_comes_back_ends_the_idleness() -> None:
    guild = Guild(Policy(player=PlayerRules(timeout_s=60)), "a")
    guild.world(ListenersChanged(()))
    guild.now += 30_000
    guild.world(ListenersChanged((ADA,)))
    assert next_deadline(guild.state) is None


def test_round_the_clock_never_leaves() -> None:
    guild = Guild(Policy(player=PlayerRules(stay=True)), "a")
    guild.world(ListenersChanged(()))
    guild.now += 10**9
    assert guild.world(TimePassed()).effects == ()


def test_a_new_stay_begins_with_the_guilds_defaults() -> None:
    gains = (0.1,) * 15
    policy = Policy(
        volume=VolumeRules(default=70),
        player=PlayerRules(repeat=True, shuffle=True, equalizer=EqualizerRules(default=gains)),
    )
    guild = Guild(policy)
    guild.by(ADA, AddTracks(tracks("a")))
    state = guild.state
    assert (state.volume, state.repeat, state.shuffle, state.equalizer) == (70, True, True, gains)
    assert JoinChannel(ROOM) in guild.last.effects
    guild.by(ADA, SetVolume(90))
    guild.by(ADA, SetFilters(PRESETS["nightcore"]))
    guild.by(ADA, Eject())
    guild.by(ADA, AddTracks(tracks("a")))
    assert (guild.state.volume, guild.state.filters) == (70, NO_FILTERS)


def test_changed_settings_are_heard_at_once() -> None:
    guild = Guild(Policy(), "a")
    guild.by(ADA, SetVolume(150))
    guild.world(PolicyChanged(Policy(volume=VolumeRules(limit=80, change=False))))
    assert guild.state.volume == 80
    with pytest.raises(VolumeFixed):
        guild.by(ADA, SetVolume(10))


def test_an_equalizer_that_is_switched_off_lets_the_guilds_own_sound_return() -> None:
    own = (0.1,) * 15
    guild = Guild(with_equalizer(EqualizerRules(default=own)), "a")
    guild.by(ADA, SetEqualizer((0.3,) * 15))
    guild.by(ADA, SetFilters(PRESETS["nightcore"]))
    guild.world(PolicyChanged(with_equalizer(EqualizerRules(default=own, change=False))))
    assert (guild.state.equalizer, guild.state.filters) == (own, NO_FILTERS)
    assert guild.last.effects[-1] == ApplyFilters(own, NO_FILTERS)
    assert guild.state.playhead
    assert guild.state.playhead.rate == 1.0


def with_equalizer(rules: EqualizerRules) -> Policy:
    return Policy(player=PlayerRules(equalizer=rules))


def test_what_is_blacklisted_leaves_the_queue_at_once() -> None:
    guild = Guild(Policy(), "a", "good", "bad", "worse than bad")
    guild.world(PolicyChanged(Policy(blacklist=Blacklist(("BAD",), enabled=True))))
    assert guild.titles() == ["good"]
    assert guild.playing() == "a"
    assert ProblemMet("Blacklisted tracks were removed: 2.") in guild.last.events
