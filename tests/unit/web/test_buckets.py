from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.buckets import Buckets
from web.rates import Rate

LIGHT = Rate("light", 10, 1.0)
HEAVY = Rate("heavy", 2, 8.0)
"""One in four seconds, two of them at once."""

NOW = 1_000_000.0


def refused(buckets: Buckets, rate: Rate, now: float, who: str = "ada") -> bool:
    return buckets.take([(who, rate)], now).wait > 0


@pytest.mark.parametrize("rate", [LIGHT, HEAVY], ids=lambda rate: rate.name)
def test_a_burst_is_let_through_and_no_more(rate: Rate) -> None:
    buckets = Buckets()
    answers = [refused(buckets, rate, NOW) for _ in range(rate.count + 3)]
    assert answers == [False] * rate.count + [True] * 3


def test_after_a_burst_one_is_free_again_with_each_interval() -> None:
    buckets = Buckets()
    for _ in range(HEAVY.count):
        buckets.take([("ada", HEAVY)], NOW)
    assert refused(buckets, HEAVY, NOW + 3.9)
    assert not refused(buckets, HEAVY, NOW + 4)
    assert refused(buckets, HEAVY, NOW + 4)
    assert not refused(buckets, HEAVY, NOW + 8)


def test_it_tells_what_is_left_and_how_long_to_wait() -> None:
    buckets = Buckets()
    first = buckets.take([("ada", HEAVY)], NOW)
    assert (first.remaining, first.reset, first.wait) == (1, 4.0, 0.0)
    buckets.take([("ada", HEAVY)], NOW)
    third = buckets.take([("ada", HEAVY)], NOW + 1)
    assert (third.remaining, third.reset, third.wait) == (0, 7.0, 3.0)


def test_callers_and_rates_do_not_meet() -> None:
    buckets = Buckets()
    for _ in range(HEAVY.count):
        buckets.take([("ada", HEAVY)], NOW)
    assert not refused(buckets, HEAVY, NOW, "bo")
    assert not refused(buckets, LIGHT, NOW, "ada")


def test_what_one_rate_refuses_counts_against_none() -> None:
    buckets = Buckets()
    for _ in range(5):
        buckets.take([("ada", HEAVY), ("ada", LIGHT)], NOW)
    assert buckets.take([("ada", LIGHT)], NOW).remaining == LIGHT.count - HEAVY.count - 1


def test_the_rate_that_leaves_the_least_is_told() -> None:
    standing = Buckets().take([("ada", LIGHT), ("ada", HEAVY)], NOW)
    assert standing.rate == HEAVY


@given(
    rate=st.builds(
        Rate, st.just("any"), st.integers(1, 50), st.floats(0.5, 120, allow_subnormal=False)
    ),
    pauses=st.lists(st.floats(0, 30), max_size=80),
)
def test_nobody_gets_more_than_a_burst_and_the_rate(rate: Rate, pauses: list[float]) -> None:
    buckets, now, served = Buckets(), NOW, 0
    for pause in pauses:
        now += pause
        served += not refused(buckets, rate, now)
        assert served <= rate.count + (now - NOW) / rate.interval + 1e-3


@given(st.integers(1, 50), st.floats(0.5, 120, allow_subnormal=False))
def test_who_keeps_to_the_rate_is_never_refused(allowed: int, seconds: float) -> None:
    rate, buckets = Rate("any", allowed, seconds), Buckets()
    assert not any(refused(buckets, rate, NOW + n * rate.interval) for n in range(100))


def test_a_flood_of_callers_does_not_grow_memory() -> None:
    buckets, numbers = Buckets(most=10), count()
    for _ in range(100):
        buckets.take([(str(next(numbers)), HEAVY)], NOW)
        buckets.take([("busy", LIGHT)], NOW)
        assert len(buckets) <= 10
    # Who keeps asking is not forgotten.
    assert refused(buckets, LIGHT, NOW, "busy")


def test_full_buckets_are_forgotten_as_others_come() -> None:
    buckets = Buckets()
    for number in range(100):
        buckets.take([(str(number), LIGHT)], NOW + number)
    assert len(buckets) <= 2


def test_a_scale_changes_how_often_one_may_ask() -> None:
    assert LIGHT.times(2).count == 20
    assert HEAVY.times(0.1).count == 1
