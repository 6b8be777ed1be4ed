import pytest

from auth.identity import UserId
from web.live.body import StreamBody
from web.live.frames import encode
from web.live.subscription import EndReason, HubClosed, Subscription, TooManyStreams, Viewer


class Desk:
    """Hands out one subscription and remembers when it is given back."""

    def __init__(self) -> None:
        self.given_back = 0
        self.subscription = Subscription(Viewer("ada", UserId("1"), self._allowed), self._release)
        self.opened = 0

    def subscribe(self) -> Subscription:
        self.opened += 1
        return self.subscription

    async def _allowed(self) -> EndReason | None:
        return None

    def _release(self, _subscription: Subscription) -> None:
        self.given_back += 1


async def test_it_subscribes_only_while_it_is_sent() -> None:
    desk = Desk()
    body = StreamBody(b": open\n\n", desk.subscribe)
    assert desk.opened == 0
    desk.subscription.offer(b"one")
    desk.subscription.end(EndReason.SHUTDOWN)
    async with body as frames:
        assert desk.opened == 1
        sent = [frame async for frame in frames]
    assert sent == [b": open\n\n", b"one", encode("end", {"reason": "shutdown"})]
    assert desk.given_back == 1


async def test_a_client_that_leaves_early_gives_its_place_back() -> None:
    desk = Desk()
    with pytest.raises(ConnectionResetError):
        async with StreamBody(b"", desk.subscribe):
            raise ConnectionResetError
    assert desk.given_back == 1


@pytest.mark.parametrize("refusal", [HubClosed, TooManyStreams])
async def test_a_refusal_at_the_last_moment_ends_the_stream_quietly(
    refusal: type[Exception],
) -> None:
    def refuse() -> Subscription:
        raise refusal

    async with StreamBody(b": open\n\n", refuse) as frames:
        assert [frame async for frame in frames] == [b": open\n\n"]
