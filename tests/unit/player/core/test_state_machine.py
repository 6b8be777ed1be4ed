"""No sequence of commands may lose or double an entry, leave the bounds, or break the fold."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from auth.identity import SYSTEM, Actor, ChannelId, person
from player.core.commands import (
    BotVoiceChanged,
    CastVote,
    Command,
    EndReason,
    GatewayLost,
    GatewayReady,
    ListenersChanged,
    MoreFound,
    NodeLost,
    NodePlayback,
    NodeReady,
    NodeTrackEnded,
    NodeTrackFailed,
    NodeTrackStuck,
    PolicyChanged,
    PositionReported,
    TimePassed,
)
from player.core.context import Standing
from player.core.decide import decide
from player.core.errors import PlayerError
from player.core.events import Ejected, EntriesRemoved, EntryRemoved, QueueRestored
from player.core.evolve import HISTORY_LIMIT, evolve
from player.core.filters import NO_FILTERS, PRESETS
from player.core.policy import DJRules, NeutralType, PlayerRules, Policy
from player.core.requests import (
    AddTracks,
    ClearMine,
    ClearQueue,
    Deduplicate,
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
    SetFilters,
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
from player.core.state import PlayerState
from player.core.track import EntryId, PlayId
from player.core.votes import VoteId, votes_needed
from tests.support.builders import ADA, BOB, GUILD, OTHER_ROOM, ROOM, context, track

ROOMS = st.sampled_from([ROOM, ROOM, ROOM, OTHER_ROOM, None])
PEOPLE = st.sampled_from([person(ADA), person(BOB)])
TRACKS = st.lists(
    st.builds(track, st.text("abc", min_size=1, max_size=3), st.sampled_from([1_000, 200_000])),
    min_size=1,
    max_size=4,
).map(tuple)
STREAMS = st.just((track("live", stream=True),))
INDEXES = st.integers(-2, 12)
IDS = st.integers(0, 40).map(EntryId)
REFS = st.one_of(INDEXES.map(Index), IDS)

REQUESTS: st.SearchStrategy[Command] = st.one_of(
    st.builds(AddTracks, st.one_of(TRACKS, STREAMS), st.sampled_from(Placement)),
    st.builds(SetPaused, st.booleans()),
    st.builds(Seek, st.integers(-10, 250_000)),
    st.just(Skip()),
    st.just(Previous()),
    st.just(Stop()),
    st.builds(JumpTo, REFS),
    st.builds(MoveEntry, REFS, INDEXES),
    st.builds(RemoveEntry, REFS),
    st.builds(MoveEntries, st.frozensets(IDS, min_size=1, max_size=4), INDEXES),
    st.builds(RemoveEntries, st.frozensets(IDS, min_size=1, max_size=4)),
    st.builds(SetRepeat, st.booleans()),
    st.builds(SetRepeatTrack, st.booleans()),
    st.builds(SetShuffle, st.booleans()),
    st.builds(SetVolume, st.integers(-5, 1_100)),
    st.builds(SetFilters, st.sampled_from([NO_FILTERS, *PRESETS.values()])),
    st.sampled_from([ShuffleQueue(), ClearQueue(), ClearMine(), Deduplicate(), UndoEdit()]),
    st.builds(SetEqualizer, st.lists(st.floats(-0.5, 2.5), min_size=14, max_size=16).map(tuple)),
)


class Player(RuleBasedStateMachine):
    """Drives the core at random and keeps its own account of every entry."""

    def __init__(self) -> None:
        super().__init__()
        self.state = PlayerState(GUILD)
        self.folded = self.state
        self.now = 1_000_000
        self.gone: set[EntryId] = set()
        self.take(PolicyChanged(Policy(player=PlayerRules(queue_limit=30))), SYSTEM, None)

    def take(
        self,
        command: Command,
        actor: Actor,
        room: ChannelId | None,
        *,
        seed: int = 0,
        standing: Standing = Standing.DJ,
    ) -> None:
        given = context(actor, self.now, room, seed=seed, standing=standing)
        before = self.state
        try:
            decision = decide(before, command, given)
        except PlayerError:
            return
        self.state = decision.state
        for event in decision.events:
            self._account(event)
            self.folded = evolve(self.folded, event)

    def _account(self, event: object) -> None:
        live = {entry.id for entry in (*self.folded.queue, *self.folded.history)}
        if isinstance(event, EntryRemoved):
            self.gone.add(event.entry_id)
        elif isinstance(event, EntriesRemoved):
            self.gone |= event.entry_ids
        elif isinstance(event, QueueRestored):
            # Taking an edit back brings back what it removed and removes what it added.
            restored = {entry.id for entry in event.queue}
            self.gone |= {entry.id for entry in self.folded.queue} - restored
            self.gone -= restored
        elif isinstance(event, Ejected):
            current = {self.folded.current.id} if self.folded.current else set()
            self.gone |= live | current

    @rule(
        command=REQUESTS,
        actor=PEOPLE,
        room=ROOMS,
        seed=st.integers(0, 99),
        standing=st.sampled_from([Standing.DJ, *Standing]),
    )
    def somebody_asks(
        self,
        command: Command,
        actor: Actor,
        room: ChannelId | None,
        seed: int,
        standing: Standing,
    ) -> None:
        self.take(command, actor, room, seed=seed, standing=standing)

    @rule(
        vote=st.integers(1, 12),
        agree=st.booleans(),
        actor=PEOPLE,
        standing=st.sampled_from(Standing),
    )
    def somebody_votes(self, vote: int, agree: bool, actor: Actor, standing: Standing) -> None:
        self.take(CastVote(VoteId(vote), agree), actor, ROOM, standing=standing)

    @rule(
        fair=st.booleans(),
        share=st.sampled_from([0, 3]),
        autoplay=st.booleans(),
        kind=st.sampled_from(NeutralType),
    )
    def the_rules_change(self, fair: bool, share: int, autoplay: bool, kind: NeutralType) -> None:
        player = PlayerRules(
            queue_limit=30, fair_queue=fair, queue_limit_per_user=share, autoplay=autoplay
        )
        rules = Policy(player=player, dj=DJRules(neutral_type=kind, neutral_value=60))
        self.take(PolicyChanged(rules), SYSTEM, None)

    @rule(passed=st.integers(1, 120_000))
    def time_passes(self, passed: int) -> None:
        self.now += passed

    @rule(reason=st.sampled_from(EndReason), stale=st.booleans())
    def a_track_ends(self, reason: EndReason, stale: bool) -> None:
        play_id = PlayId(self.state.play_id - stale)
        self.take(NodeTrackEnded(play_id, reason), SYSTEM, None)

    @rule(stuck=st.booleans())
    def a_track_has_trouble(self, stuck: bool) -> None:
        play_id = self.state.play_id
        trouble = NodeTrackStuck(play_id, 10_000) if stuck else NodeTrackFailed(play_id, "Broken.")
        self.take(trouble, SYSTEM, None)

    @rule(position=st.integers(0, 200_000), connected=st.booleans())
    def the_node_reports(self, position: int, connected: bool) -> None:
        length = self.state.length_ms or position
        self.take(PositionReported(min(position, length), self.now, connected), SYSTEM, None)

    @rule(adopted=st.booleans(), paused=st.booleans())
    def a_node_comes(self, adopted: bool, paused: bool) -> None:
        playing = NodePlayback(self.state.play_id, 500, paused, connected=True)
        self.take(NodeReady(playing if adopted else None), SYSTEM, None)

    @rule(
        report=st.sampled_from(
            [
                NodeLost(),
                GatewayReady(),
                GatewayLost(),
                BotVoiceChanged(None),
                BotVoiceChanged(ROOM),
                BotVoiceChanged(OTHER_ROOM),
                TimePassed(),
                MoreFound((track("more"),)),
                ListenersChanged(()),
                ListenersChanged((ADA, BOB), (BOB,)),
                ListenersChanged((ADA, BOB)),
            ]
        )
    )
    def the_world_changes(self, report: Command) -> None:
        self.take(report, SYSTEM, None)

    @rule()
    def somebody_ejects(self) -> None:
        self.take(Eject(), person(ADA), self.state.channel_id)

    @invariant()
    def folding_the_events_gives_the_state(self) -> None:
        assert self.folded == self.state

    @invariant()
    def every_entry_is_in_exactly_one_place(self) -> None:
        current = [self.state.current.id] if self.state.current else []
        live = current + [entry.id for entry in self.state.queue]
        assert len(live) == len(set(live))
        everything = set(live) | {entry.id for entry in self.state.history}
        added = set(range(1, self.state.next_entry_id))
        forgotten = added - everything - self.gone
        # Only the oldest history may be forgotten, and only when it is full.
        assert not forgotten or len(self.state.history) == HISTORY_LIMIT

    @invariant()
    def votes_are_open_questions_to_people_who_hear(self) -> None:
        for vote in self.state.votes:
            assert vote.voters
            assert set(vote.voters) <= set(self.state.electorate)
            needed = votes_needed(self.state.policy.dj, len(self.state.electorate))
            assert len(vote.voters) < needed
        requests = [vote.request for vote in self.state.votes]
        assert len(requests) == len({repr(request) for request in requests})

    @invariant()
    def playhead_is_set_while_something_plays_and_in_range(self) -> None:
        assert (self.state.playhead is None) == (self.state.current is None)
        position = self.state.position_at(self.now)
        assert position >= 0
        if self.state.length_ms:
            assert position <= self.state.length_ms
        if self.state.playhead:
            assert self.state.playhead.rate == self.state.filters.rate

    @invariant()
    def numbers_stay_in_their_limits(self) -> None:
        assert 0 <= self.state.volume <= self.state.policy.volume.limit
        assert len(self.state.equalizer) == 15
        assert all(-0.25 <= gain <= 1.0 for gain in self.state.equalizer)


TestPlayer = Player.TestCase
TestPlayer.settings = settings(max_examples=150, stateful_step_count=60)
