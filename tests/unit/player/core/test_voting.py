"""Rights and votes: who acts at once, who asks, and when a vote passes, dies or expires."""

import pytest

from auth.identity import UserId, person
from player.core.commands import (
    CastVote,
    EndReason,
    ListenersChanged,
    NodeTrackEnded,
    PolicyChanged,
    TimePassed,
)
from player.core.context import Standing
from player.core.decide import Decision
from player.core.effects import PlayTrack
from player.core.errors import NoElector, NotDJ, NotInVoice, OutOfRange, UnknownVote
from player.core.events import VoteEnded
from player.core.policy import DJRules, NeutralType, PlayerRules, Policy
from player.core.requests import (
    AddTracks,
    ClearQueue,
    Index,
    MoveEntries,
    MoveEntry,
    Placement,
    RemoveEntries,
    RemoveEntry,
    Request,
    SetVolume,
    Skip,
)
from player.core.votes import LATE_MS, LIFETIME_MS, VoteEnd, VoteId, votes_needed
from tests.support.builders import ADA, BOB, ROOM, Scene, connected_scene, context, tracks

CARL = UserId("304360151208706050")
DORA = UserId("404360151208706051")
EVERYBODY = (ADA, BOB, CARL, DORA)


class Room(Scene):
    """Four listeners, all of them neutral DJs unless told otherwise; Ada brought the tracks."""

    def __init__(self, rules: DJRules | None = None) -> None:
        super().__init__(connected_scene("a", "b", "c").state)
        self.report(PolicyChanged(Policy(dj=rules or DJRules())))
        self.report(ListenersChanged(EVERYBODY))

    def by(
        self, who: UserId, command: Request | CastVote, standing: Standing = Standing.NEUTRAL
    ) -> Decision:
        given = context(person(who), self.now, standing=standing)
        return self._take(command, given)

    def ends(self) -> list[VoteEnd]:
        return [event.how for event in self.last.events if isinstance(event, VoteEnded)]


@pytest.mark.parametrize(
    ("kind", "value", "electorate", "needed"),
    [
        (NeutralType.PERCENT, 50, 4, 2),
        (NeutralType.PERCENT, 50, 5, 3),
        (NeutralType.PERCENT, 100, 5, 5),
        (NeutralType.PERCENT, 1, 5, 1),
        (NeutralType.TOTAL, 3, 5, 3),
        (NeutralType.TOTAL, 9, 5, 5),
        (NeutralType.INVERSE, 1, 5, 4),
        (NeutralType.INVERSE, 9, 5, 1),
    ],
)
def test_thresholds(kind: NeutralType, value: int, electorate: int, needed: int) -> None:
    rules = DJRules(neutral_type=kind, neutral_value=value)
    assert votes_needed(rules, electorate) == needed


def test_a_neutral_djs_action_starts_a_vote_and_does_nothing_yet() -> None:
    room = Room()
    decision = room.by(BOB, Skip())
    assert decision.vote is not None
    assert decision.vote.voters == (BOB,)
    assert decision.effects == ()
    assert room.playing() == "a"


def test_the_same_call_by_another_listener_joins_and_passes() -> None:
    room = Room()
    room.by(BOB, Skip())
    decision = room.by(CARL, Skip())
    assert decision.vote is None
    assert room.playing() == "b"
    assert [type(effect) for effect in decision.effects] == [PlayTrack]
    assert room.state.votes == ()


def test_who_agrees_a_moment_too_late_asks_for_nothing_more() -> None:
    room = Room()
    room.by(BOB, Skip())
    room.by(CARL, Skip())
    late = room.by(DORA, Skip())
    assert late.vote is None
    assert late.events == ()
    assert room.playing() == "b"
    assert room.by(BOB, Skip()).vote, "who has had a vote means the next track"


def test_after_that_moment_it_is_a_new_wish() -> None:
    room = Room()
    room.by(BOB, Skip())
    room.by(CARL, Skip())
    room.now += LATE_MS
    assert room.by(DORA, Skip()).vote is not None


def test_the_late_ones_are_not_told_that_nothing_plays() -> None:
    room = Room()
    room.by(ADA, ClearQueue())
    room.by(BOB, ClearQueue())
    room.now += LATE_MS
    room.by(BOB, Skip())
    room.by(CARL, Skip())
    assert room.state.current is None
    assert room.by(DORA, Skip()).vote is None


def test_asking_twice_is_one_vote() -> None:
    room = Room()
    first = room.by(BOB, Skip())
    again = room.by(BOB, Skip())
    assert first.vote == again.vote
    assert room.playing() == "a"


def test_votes_by_index_and_by_id_of_the_same_entry_are_one() -> None:
    room = Room()
    room.by(BOB, RemoveEntry(Index(1)))
    entry_id = room.state.queue[1].id
    room.by(CARL, RemoveEntry(entry_id))
    assert room.titles() == ["b"]


def test_votes_on_different_wishes_are_apart() -> None:
    room = Room()
    room.by(BOB, SetVolume(40))
    room.by(CARL, SetVolume(50))
    assert len(room.state.votes) == 2
    assert room.state.volume == 100


def test_passing_by_casting_a_vote_and_withdrawing() -> None:
    room = Room(DJRules(neutral_value=75))
    vote = room.by(BOB, Skip()).vote
    assert vote is not None
    room.by(CARL, CastVote(vote.id, agree=True))
    room.by(CARL, CastVote(vote.id, agree=False))
    assert room.state.votes[0].voters == (BOB,)
    room.by(BOB, CastVote(vote.id, agree=False))
    assert room.ends() == [VoteEnd.WITHDRAWN]
    with pytest.raises(UnknownVote):
        room.by(ADA, CastVote(vote.id, agree=True))


def test_people_who_do_not_listen_or_hear_have_no_vote() -> None:
    room = Room()
    vote = room.by(BOB, Skip()).vote
    assert vote is not None
    with pytest.raises(NoElector):
        room.by(UserId("999"), CastVote(vote.id, agree=True))
    room.report(ListenersChanged(EVERYBODY, (DORA,)))
    with pytest.raises(NoElector):
        room.by(DORA, CastVote(vote.id, agree=True))


def test_people_leaving_lower_the_threshold_and_the_vote_passes_once() -> None:
    room = Room(DJRules(neutral_value=51))
    room.by(BOB, Skip())
    room.by(CARL, Skip())
    assert room.playing() == "a"
    room.report(ListenersChanged((ADA, BOB, CARL)))
    assert room.ends() == [VoteEnd.PASSED]
    assert room.playing() == "b"


def test_a_voter_who_leaves_takes_the_vote_along() -> None:
    room = Room(DJRules(neutral_value=100))
    room.by(BOB, Skip())
    room.report(ListenersChanged((ADA, CARL, DORA)))
    assert room.ends() == [VoteEnd.WITHDRAWN]


def test_a_djs_same_action_carries_it_out() -> None:
    room = Room()
    room.by(BOB, Skip())
    room.by(ADA, Skip(), Standing.DJ)
    assert room.playing() == "b"
    assert room.ends() == [VoteEnd.PASSED]


def test_a_djs_vote_decides() -> None:
    room = Room(DJRules(neutral_value=100))
    vote = room.by(BOB, SetVolume(30)).vote
    assert vote is not None
    room.by(ADA, CastVote(vote.id, agree=True), Standing.DJ)
    assert room.state.volume == 30


def test_a_vote_expires() -> None:
    room = Room()
    room.by(BOB, Skip())
    room.now += LIFETIME_MS
    room.report(TimePassed())
    assert room.ends() == [VoteEnd.EXPIRED]


def test_a_vote_about_a_track_dies_with_it() -> None:
    room = Room()
    room.by(BOB, Skip())
    room.report(NodeTrackEnded(room.state.play_id, EndReason.FINISHED))
    assert room.ends() == [VoteEnd.MOOT]
    assert room.playing() == "b"


def test_a_vote_about_several_tracks_dies_with_the_last_of_them() -> None:
    room = Room()
    both = frozenset(entry.id for entry in room.state.queue)
    room.by(BOB, MoveEntries(both, 0))
    room.by(ADA, RemoveEntry(Index(0)))
    assert len(room.state.votes) == 1
    room.by(ADA, RemoveEntry(Index(0)))
    assert room.ends() == [VoteEnd.MOOT]


def test_several_tracks_are_one_vote_whatever_their_order() -> None:
    room = Room()
    first, second = (entry.id for entry in room.state.queue)
    room.by(BOB, RemoveEntries(frozenset([first, second])))
    room.by(CARL, RemoveEntries(frozenset([second, first])))
    assert room.titles() == []


def test_who_asked_for_all_of_several_tracks_may_remove_them() -> None:
    room = Room()
    room.by(BOB, AddTracks(tracks("d", "e")), Standing.NEUTRAL)
    *_, others, mine, mine_too = (entry.id for entry in room.state.queue)
    assert room.by(BOB, RemoveEntries(frozenset([mine, mine_too]))).vote is None
    room.by(BOB, AddTracks(tracks("f")), Standing.NEUTRAL)
    newest = room.state.queue[-1].id
    assert room.by(BOB, RemoveEntries(frozenset([others, newest]))).vote is not None


def test_where_nobody_hears_a_neutral_dj_needs_no_vote() -> None:
    room = Room()
    room.report(ListenersChanged(()))
    assert room.by(BOB, Skip()).vote is None
    with pytest.raises(NotDJ):
        room.by(BOB, Skip(), Standing.NONE)


def test_who_is_alone_with_the_bot_needs_no_vote() -> None:
    room = Room()
    room.report(ListenersChanged((BOB,)))
    assert room.by(BOB, Skip()).vote is None
    assert room.playing() == "b"


def test_who_asked_for_a_track_may_skip_and_remove_it() -> None:
    room = Room()
    room.by(ADA, RemoveEntry(Index(0)), Standing.NONE)
    room.by(ADA, Skip(), Standing.NONE)
    assert room.playing() == "c"


def test_without_standing_nothing_else_goes() -> None:
    room = Room()
    for request in (Skip(), SetVolume(3), AddTracks(tracks("x")), MoveEntry(Index(0), 1)):
        with pytest.raises(NotDJ):
            room.by(BOB, request, Standing.NONE)


def test_neutral_djs_add_at_the_end_freely_but_not_in_front() -> None:
    room = Room()
    assert room.by(BOB, AddTracks(tracks("x"))).vote is None
    assert room.titles() == ["b", "c", "x"]
    assert room.by(BOB, AddTracks(tracks("y"), Placement.NOW)).vote is not None
    assert room.playing() == "a"


def test_what_would_be_refused_is_not_put_to_the_vote() -> None:
    room = Room()
    with pytest.raises(OutOfRange):
        room.by(BOB, SetVolume(5000))
    assert room.state.votes == ()


def test_a_guild_may_let_people_control_from_elsewhere() -> None:
    scene = connected_scene("a", "b")
    assert isinstance(scene.refused(Skip(), room=None), NotInVoice)
    scene.report(PolicyChanged(Policy(player=PlayerRules(ensure=False))))
    scene.ask(Skip(), room=None)
    assert scene.playing() == "b"
    assert scene.state.channel_id == ROOM


def test_an_added_track_that_passed_belongs_to_who_asked() -> None:
    room = Room()
    room.by(BOB, AddTracks(tracks("y"), Placement.NEXT))
    room.by(CARL, AddTracks(tracks("y"), Placement.NEXT))
    assert room.state.queue[0].requester == BOB


def test_unknown_votes_are_told() -> None:
    with pytest.raises(UnknownVote):
        Room().by(BOB, CastVote(VoteId(9), agree=True))
