import asyncio

from tests.support.discord import eventually
from tests.support.listener import Listener
from tests.support.screen import Json
from web.live.frames import encode
from web.live.hub import Hub, Present
from web.live.pump import SLICE
from web.live.subscription import EndReason, Subscription, Viewer
from web.live.topic import TopicName

NEWS = TopicName("news")
CROWD = 3 * SLICE + 1


class Reader(Listener):
    """Takes everything at once, as a connection does whose client keeps up."""

    def __init__(self, subscription: Subscription) -> None:
        self.seen: list[Json] = []
        super().__init__(subscription)

    def push(self) -> None:
        self.seen += [frame["data"] for frame in self.due() if frame["event"] == "news"]


class Crowd:
    """More readers than a slice holds."""

    def __init__(self) -> None:
        self.hub = Hub(lambda: 5, epoch="life")
        self.readers = [self.join(str(number)) for number in range(CROWD)]

    def join(self, holder: str) -> Reader:
        async def still_allowed() -> EndReason | None:
            return None

        viewer = Viewer(holder, None, still_allowed)
        return Reader(self.hub.subscribe(NEWS, Present(0, dict), None, viewer))

    def tell(self, seq: int) -> None:
        self.hub.publish(NEWS, seq, lambda cursor: encode("news", seq, cursor))

    def who_has_seen(self, *seqs: int) -> int:
        return sum(reader.seen == list(seqs) for reader in self.readers)


async def test_the_first_slice_is_served_at_once_and_the_others_in_turn() -> None:
    crowd = Crowd()
    crowd.tell(1)
    assert crowd.who_has_seen(1) == SLICE
    served = []
    while crowd.who_has_seen(1) < CROWD:
        await asyncio.sleep(0)
        served.append(crowd.who_has_seen(1))
    assert served == [2 * SLICE, 3 * SLICE, CROWD]


async def test_frames_are_in_order_whatever_comes_during_a_round() -> None:
    crowd = Crowd()
    crowd.tell(1)
    crowd.tell(2)
    await asyncio.sleep(0)
    crowd.tell(3)
    await eventually(lambda: crowd.who_has_seen(1, 2, 3) == CROWD)


async def test_who_leaves_or_comes_during_a_round_disturbs_nobody() -> None:
    crowd = Crowd()
    crowd.tell(1)
    leaving = next(reader for reader in crowd.readers if not reader.seen)
    leaving.close()
    late = crowd.join("late")
    crowd.tell(2)
    await eventually(lambda: crowd.who_has_seen(1, 2) == CROWD - 1 and late.seen == [2])
    assert leaving.seen == []


async def test_who_is_ended_during_a_round_hears_nothing_that_came_later() -> None:
    crowd = Crowd()
    crowd.tell(1)
    crowd.hub.end(NEWS, EndReason.NO_ACCESS, lambda _viewer: True)
    crowd.tell(2)
    assert crowd.who_has_seen(1) == CROWD
    await crowd.hub.close()
    assert crowd.who_has_seen(1) == CROWD
