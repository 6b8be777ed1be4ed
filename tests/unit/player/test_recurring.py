"""What recurs goes on whatever happens, until it is closed."""

from player.core.errors import NodeDown
from player.recurring import Recurring
from tests.support.discord import eventually


async def test_it_goes_on_after_a_failure() -> None:
    outcomes: list[Exception | None] = [NodeDown(), ValueError("A mistake."), None, None]

    async def work() -> None:
        if outcomes and (outcome := outcomes.pop(0)):
            raise outcome

    recurring = Recurring("a test", work, 0.001)
    recurring.start()
    await eventually(lambda: not outcomes)
    await recurring.close()


async def test_one_that_never_began_can_be_closed() -> None:
    async def work() -> None:
        raise AssertionError("Nobody has started it.")

    await Recurring("a test", work, 0.001).close()
