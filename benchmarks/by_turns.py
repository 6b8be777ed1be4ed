"""How long answers take: by turns, as what else a machine does changes from second to second."""

import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.questions import Question, Questions

ROUNDS = 40
SHORT_MS, ROUNDS_OF_SHORT = 20, 400
WARM_UP = 3


@dataclass(frozen=True, slots=True)
class Times:
    """How long the answers to one question took, in milliseconds."""

    all: Sequence[float]

    @property
    def median(self) -> float:
        return statistics.median(self.all)

    @property
    def middle_half(self) -> tuple[float, float]:
        lower, _median, upper = statistics.quantiles(self.all, n=4)
        return lower, upper


@dataclass(frozen=True, slots=True)
class Compared:
    """The same question asked in two ways."""

    what: str
    one: Times
    other: Times

    @property
    def ratio(self) -> float:
        return self.other.median / self.one.median


async def ours_and_plainly(questions: Questions) -> list[Compared]:
    """Ask each question as pages do, and plainly of the raw collection."""
    return [await _compared(what, *ways) for what, ways in questions.every().items()]


async def here_and_there(here: Questions, there: Questions) -> list[Compared]:
    """Ask each question as pages do, of two databases."""
    return [
        await _compared(what, ours, there.every()[what][0])
        for what, (ours, _plain) in here.every().items()
    ]


async def _compared(what: str, one: Question, other: Question) -> Compared:
    for _ in range(WARM_UP):
        if await one() != await other():
            raise AssertionError(f"{what}: both ways must come to the same.")
    longest = max(await _took(one), await _took(other))
    times: dict[Question, list[float]] = {one: [], other: []}
    for number in range(ROUNDS_OF_SHORT if longest < SHORT_MS else ROUNDS):
        # Whoever comes second may find a cache warmer.
        for question in (one, other) if number % 2 else (other, one):
            times[question].append(await _took(question))
    return Compared(what, Times(times[one]), Times(times[other]))


async def _took(ask: Question) -> float:
    begun = time.perf_counter()
    await ask()
    return (time.perf_counter() - begun) * 1_000
