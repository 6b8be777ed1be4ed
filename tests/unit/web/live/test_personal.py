from collections.abc import AsyncIterator

import pytest

from auth.identity import UserId
from tests.support.builders import ADA, BOB
from tests.support.listener import Listener
from tests.support.screen import Json
from web.live import hub as hub_module
from web.live.hub import Hub
from web.live.personal import PersonalEvents
from web.live.subscription import EndReason, Viewer
from web.live.topic import RING_FRAMES


class Post:
    """Personal streams without anything around them."""

    def __init__(self) -> None:
        self.now = 1_000
        self.hub = Hub(lambda: self.now, epoch="life")
        self.personal = PersonalEvents(self.hub, lambda user_id: {"greeted": user_id})

    def open(self, user_id: UserId = ADA, after: str | None = None) -> Listener:
        async def still_allowed() -> EndReason | None:
            return None

        viewer = Viewer(user_id, user_id, still_allowed)
        return Listener(self.personal.subscribe(user_id, after, viewer))


def frames_of(stream: Listener) -> list[Json]:
    """Return what is due, but for the clock."""
    return [frame for frame in stream.due() if frame["event"] != "beat"]


def names_and_data(frames: list[Json]) -> list[tuple[str, object]]:
    return [(frame["event"], frame["data"]) for frame in frames]


@pytest.fixture
async def post(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Post]:
    made = Post()
    yield made
    monkeypatch.setattr(hub_module, "CLOSING_SECONDS", 0.001)
    await made.hub.close()


async def test_it_begins_with_a_greeting(post: Post) -> None:
    assert names_and_data(frames_of(post.open())) == [("reset", {"greeted": ADA})]


async def test_events_reach_their_person_only(post: Post) -> None:
    ada, bob = post.open(ADA), post.open(BOB)
    frames_of(ada)
    frames_of(bob)
    post.personal.publish(ADA, "job", {"id": "x"})
    assert names_and_data(frames_of(ada)) == [("job", {"id": "x"})]
    assert frames_of(bob) == []


async def test_it_goes_on_where_it_was_cut_off(post: Post) -> None:
    stream = post.open()
    (greeting,) = frames_of(stream)
    stream.close()
    post.personal.publish(ADA, "job", 1)
    post.personal.publish(BOB, "job", 2)
    post.personal.publish(ADA, "job", 3)
    missed = frames_of(post.open(after=greeting["id"]))
    assert names_and_data(missed) == [("job", 1), ("job", 3)]
    assert frames_of(post.open(after=missed[-1]["id"])) == []


async def test_a_place_in_a_forgotten_past_is_a_reset(post: Post) -> None:
    stream = post.open()
    post.personal.publish(ADA, "job", 1)
    *_, last = frames_of(stream)
    stream.close()
    post.now += hub_module.DESERTED_MS + 1
    await post.hub.beat()
    assert not post.personal.has_audience(ADA)
    post.personal.publish(ADA, "job", 2)
    for job in range(5):
        post.open().close()
        post.personal.publish(ADA, "job", job)
    resumed = frames_of(post.open(after=last["id"]))
    assert [frame["event"] for frame in resumed] == ["reset"]


async def test_the_past_is_bounded(post: Post) -> None:
    stream = post.open()
    (greeting,) = frames_of(stream)
    stream.close()
    for job in range(RING_FRAMES + 1):
        post.personal.publish(ADA, "job", job)
    resumed = frames_of(post.open(after=greeting["id"]))
    assert [frame["event"] for frame in resumed] == ["reset"]


async def test_a_person_who_does_not_watch_costs_nothing(post: Post) -> None:
    post.personal.publish(ADA, "job", object())
    assert post.hub.counts.frames == 0
    assert not post.personal.has_audience(ADA)
