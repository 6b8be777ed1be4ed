import asyncio

import pytest

from auth.identity import UserId
from web.live.body import StreamBody
from web.live.frames import encode
from web.live.hub import Hub, Present
from web.live.subscription import EndReason, HubClosed, Subscription, TooManyStreams, Viewer
from web.live.topic import TopicName

OPENING = b": open\n\n"
NO_SERVER: dict[str, object] = {}


class Desk:
    """Opens streams of one hub, and none before it is asked to."""

    def __init__(self) -> None:
        self.hub = Hub(lambda: 5, epoch="life")

    def subscribe(self) -> Subscription:
        viewer = Viewer("ada", UserId("1"), self._allowed)
        return self.hub.subscribe(TopicName("news"), Present(0, dict), None, viewer)

    async def _allowed(self) -> EndReason | None:
        return None


async def test_it_subscribes_only_while_it_is_sent() -> None:
    desk = Desk()
    body = StreamBody(OPENING, desk.subscribe, NO_SERVER)
    assert desk.hub.subscribers == 0
    async with body as frames:
        assert desk.hub.subscribers == 1
        assert await anext(frames) == OPENING
        assert await anext(frames) == encode("beat", 5)
        closing = asyncio.create_task(desk.hub.close())
        rest = [frame async for frame in frames]
    assert rest[-1] == encode("end", {"reason": "shutdown"})
    assert desk.hub.subscribers == 0
    await closing


async def test_a_client_that_leaves_early_gives_its_place_back() -> None:
    desk = Desk()
    with pytest.raises(ConnectionResetError):
        async with StreamBody(b"", desk.subscribe, NO_SERVER):
            raise ConnectionResetError
    assert desk.hub.subscribers == 0


@pytest.mark.parametrize("refusal", [HubClosed, TooManyStreams])
async def test_a_refusal_at_the_last_moment_ends_the_stream_quietly(
    refusal: type[Exception],
) -> None:
    def refuse() -> Subscription:
        raise refusal

    async with StreamBody(OPENING, refuse, NO_SERVER) as frames:
        assert [frame async for frame in frames] == [OPENING]
