"""Answers are kept for a while, and shared by who asks at the same time."""

import asyncio

import pytest

from player.finding.recent import KEPT_S, MOST, Recent


class Source:
    """Counts how often it is asked, and answers when it is let."""

    def __init__(self) -> None:
        self.asked = 0
        self.let = asyncio.Event()
        self.let.set()
        self.broken = False

    async def __call__(self) -> int:
        self.asked += 1
        await self.let.wait()
        if self.broken:
            raise LookupError
        return self.asked


async def test_an_answer_is_kept_until_it_is_too_old() -> None:
    now = 0.0
    recent: Recent[str, int] = Recent(lambda: now)
    source = Source()
    assert await recent.answer("a", source) == 1
    now = KEPT_S - 1
    assert await recent.answer("a", source) == 1
    now = KEPT_S
    assert await recent.answer("a", source) == 2
    assert await recent.answer("b", source) == 3


async def test_equal_questions_at_the_same_time_are_one() -> None:
    recent: Recent[str, int] = Recent()
    source = Source()
    source.let.clear()
    waiting = [asyncio.create_task(recent.answer("a", source)) for _ in range(20)]
    await asyncio.sleep(0)
    waiting[0].cancel()
    source.let.set()
    assert await asyncio.gather(*waiting[1:]) == [1] * 19
    assert waiting[0].cancelled()


async def test_a_failure_is_shared_and_not_kept() -> None:
    recent: Recent[str, int] = Recent()
    source = Source()
    source.broken = True
    asking = [recent.answer("a", source) for _ in range(3)]
    failures = await asyncio.gather(*asking, return_exceptions=True)
    assert [type(failure) for failure in failures] == [LookupError] * 3
    source.broken = False
    assert await recent.answer("a", source) == 2


async def test_only_so_many_are_kept() -> None:
    recent: Recent[int, int] = Recent()
    source = Source()
    for number in range(MOST + 1):
        await recent.answer(number, source)
    await recent.answer(MOST, source)
    assert source.asked == MOST + 1
    await recent.answer(0, source)
    assert source.asked == MOST + 2


async def test_the_end_waits_for_nobody() -> None:
    recent: Recent[str, int] = Recent()
    source = Source()
    source.let.clear()
    waiting = asyncio.create_task(recent.answer("a", source))
    await asyncio.sleep(0)
    await recent.close()
    with pytest.raises(asyncio.CancelledError):
        await waiting
