"""The latest of what goes on is remembered, the oldest first, and forgotten with a person."""

from dataclasses import replace

import pytest

from auth.identity import ChannelId, Person, UserId
from player.activity import KEPT, Activities, Sort
from player.bus import Recorded
from player.core.events import ChannelChanged, DiscordChanged, Event
from player.core.requests import AddTracks, Skip
from player.core.state import PlayerState
from player.holder import of_key, of_person
from player.jobs import Job, JobId, JobState
from player.resolving.batch import Batch, BatchState, Counts
from player.resolving.resolution import BatchId
from tests.support.builders import ADA, GUILD, connected_scene, person, track

BO = Person(UserId("2"), "bo", "Bo")


@pytest.fixture(name="activities")
def nothing_yet() -> Activities:
    return Activities(lambda: 5_000, lambda guild: f"guild {guild}", lambda one: f"channel {one}")


def told(activities: Activities) -> list[tuple[Sort, str]]:
    return [(activity.sort, activity.title) for activity in activities.latest()]


def test_only_the_last_twenty_are_kept_in_their_order(activities: Activities) -> None:
    for number in range(KEPT + 5):
        activities.settings({f"key {number}": 1})
    latest = activities.latest()
    assert [activity.subtitle for activity in latest] == [f"key {n}" for n in range(5, KEPT + 5)]
    assert latest[0].at == 5_000


def test_nodes_that_come_and_go_are_told_of(activities: Activities) -> None:
    activities.node("alpha", True)
    activities.node("alpha", False)
    assert [activity.title for activity in activities.latest()] == [
        "The audio node alpha is there",
        "The audio node alpha is lost",
    ]
    assert [activity.is_trouble for activity in activities.latest()] == [False, True]


def test_jobs_are_told_of_when_they_are_over(activities: Activities) -> None:
    job = Job(JobId("1"), UserId("7"), "import")
    activities.job(job)
    assert not activities.latest()
    activities.job(replace(job, state=JobState.FAILED, error="No."))
    (activity,) = activities.latest()
    assert (activity.title, activity.subtitle, activity.is_trouble) == (
        "An import failed",
        "No.",
        True,
    )
    assert activity.person == "7"


def test_batches_are_told_of_when_they_are_over(activities: Activities) -> None:
    batch = Batch(BatchId("1"), of_person(UserId("7")), "sync", "Evenings", 5, started_at=0)
    activities.batch(batch)
    assert not activities.latest()
    activities.batch(replace(batch, counts=Counts(resolved=4)).ended(9))
    activities.batch(replace(batch, holder=of_key("k"), state=BatchState.CANCELLED).ended(9))
    first, second = activities.latest()
    assert (first.title, first.subtitle) == ("Evenings: 4 of 5 tracks found", "Done")
    assert (first.person, second.person) == ("7", None)
    assert second.subtitle == "Cancelled"


def test_what_concerns_a_person_is_forgotten_with_them(activities: Activities) -> None:
    activities.signed_in(BO)
    activities.settings({"key": 1})
    activities.forget(BO.id)
    assert told(activities) == [(Sort.SETTINGS, "Settings changed")]


def recorded(*events: Event, before: PlayerState | None = None) -> Recorded:
    state = PlayerState(GUILD)
    return Recorded(GUILD, 1, 0, person(ADA), events, before or state, state)


def test_what_begins_to_play_is_told_with_its_server(activities: Activities) -> None:
    scene = connected_scene("Lantern")
    events = scene.ask(Skip()).events + scene.ask(AddTracks((track("Quarry"),))).events
    activities.record(recorded(*events))
    (activity,) = activities.latest()
    assert (activity.title, activity.subtitle) == ("Quarry by Somebody", f"guild {GUILD}")
    assert activity.person == ADA


def test_the_bot_comes_moves_and_leaves(activities: Activities) -> None:
    here, there = ChannelId("1"), ChannelId("2")
    for before, after in ((None, here), (here, here), (here, there), (there, None)):
        state = PlayerState(GUILD, channel_id=before)
        activities.record(recorded(ChannelChanged(after, connected=True), before=state))
    assert [title for _, title in told(activities)] == [
        "The bot joined channel 1",
        "The bot joined channel 2",
        "The bot left its voice channel",
    ]


def test_discord_is_told_of_once_for_all_servers(activities: Activities) -> None:
    for connected in (True, True, False, False, True):
        activities.record(recorded(DiscordChanged(connected=connected)))
    assert [activity.is_trouble for activity in activities.latest()] == [False, True, False]
