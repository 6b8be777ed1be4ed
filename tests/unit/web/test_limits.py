from datetime import UTC, datetime, timedelta

import pytest

from web.limits import Tats, neighbourhood

NOW = datetime.now(UTC)
LATER = NOW + timedelta(hours=1)
PAST = NOW - timedelta(hours=1)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::", "2001:db8:1:2::/64"),
        ("<local>", "<local>"),
        ("", ""),
    ],
)
def test_an_ipv6_subscriber_is_one_caller(address: str, expected: str) -> None:
    assert neighbourhood(address) == expected


async def test_a_time_is_remembered_by_its_key() -> None:
    tats = Tats()
    await tats.set("one", LATER)
    assert await tats.get("one", NOW) == LATER
    assert await tats.get("two", NOW) == NOW


async def test_times_that_no_longer_matter_are_forgotten_first() -> None:
    tats = Tats(most=3)
    await tats.set("old", PAST)
    for key in ("one", "two", "three"):
        await tats.set(key, LATER)
    assert len(tats) == 3
    assert await tats.get("old", NOW) == NOW
    assert await tats.get("one", NOW) == LATER


async def test_a_flood_of_callers_does_not_grow_memory() -> None:
    tats = Tats(most=10)
    for number in range(100):
        await tats.set(str(number), LATER)
    assert len(tats) == 10
    assert await tats.get("99", NOW) == LATER
    assert await tats.get("0", NOW) == NOW


async def test_who_keeps_asking_is_not_forgotten() -> None:
    tats = Tats(most=10)
    await tats.set("busy", LATER)
    for number in range(100):
        await tats.set(str(number), LATER)
        await tats.set("busy", LATER)
    assert await tats.get("busy", NOW) == LATER
