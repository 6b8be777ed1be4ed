"""Adding tracks in the place of everything that waits."""

from auth.identity import person
from player.core.commands import ListenersChanged, PolicyChanged
from player.core.context import Standing
from player.core.decide import decide
from player.core.errors import NotInVoice, QueueFull
from player.core.policy import Circle, DJRules, NeutralType, PlayerRules, Policy
from player.core.requests import AddTracks, Placement, UndoEdit
from player.wording import describe_request
from tests.support.builders import ADA, BOB, connected_scene, context, tracks


def replacing(*names: str, placement: Placement = Placement.END) -> AddTracks:
    return AddTracks(tracks(*names), placement, replacing=True)


def test_what_waits_goes_and_what_plays_stays() -> None:
    scene = connected_scene("a", "b", "c")
    scene.ask(replacing("x", "y"))
    assert (scene.playing(), scene.titles()) == ("a", ["x", "y"])


def test_now_ends_what_plays_too() -> None:
    scene = connected_scene("a", "b")
    scene.ask(replacing("x", "y", placement=Placement.NOW))
    assert (scene.playing(), scene.titles()) == ("x", ["y"])


def test_what_is_replaced_makes_room() -> None:
    scene = connected_scene("a", "b", "c")
    scene.report(PolicyChanged(Policy(player=PlayerRules(queue_limit=2))))
    scene.ask(replacing("x", "y"))
    assert scene.titles() == ["x", "y"]


def test_a_refusal_leaves_the_queue_alone() -> None:
    scene = connected_scene("a", "b")
    scene.report(PolicyChanged(Policy(player=PlayerRules(queue_limit=2))))
    assert isinstance(scene.refused(replacing("x", "y", "z")), QueueFull)
    assert isinstance(scene.refused(replacing("x"), room=None), NotInVoice)
    assert scene.titles() == ["b"]


def test_it_is_one_edit_to_take_back() -> None:
    scene = connected_scene("a", "b", "c")
    scene.ask(replacing("x"))
    scene.ask(UndoEdit())
    assert scene.titles() == ["b", "c"]


def test_a_neutral_dj_may_add_at_the_end_but_must_ask_to_replace() -> None:
    scene = connected_scene("a", "b")
    scene.report(ListenersChanged((ADA, BOB)))
    neutral = DJRules(Circle(), Circle(everyone=True), NeutralType.TOTAL, 2)
    scene.report(PolicyChanged(Policy(dj=neutral)))
    asking = context(person(BOB), now=scene.now, standing=Standing.NEUTRAL)
    added = decide(scene.state, AddTracks(tracks("y")), asking)
    assert added.vote is None
    asked = decide(scene.state, replacing("x"), asking)
    assert asked.vote is not None
    assert asked.vote.request == replacing("x")
    assert [entry.track.title for entry in asked.state.queue] == ["b"]


def test_it_is_said_in_words() -> None:
    state = connected_scene("a").state
    assert describe_request(replacing("x"), state) == "replace the queue by “x”"
    assert describe_request(replacing("x", "y"), state) == "replace the queue by 2 tracks"
