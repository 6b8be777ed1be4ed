"""The node's time: its speed, its appointments, and the position of a track in it."""

import asyncio
import time

import pytest

from sim.lavalink.clock import ManualClock, NodeClock
from sim.lavalink.playback import PlaybackClock
from sim.lavalink.timetable import Timetable


def node_clock(manual: ManualClock, timescale: float = 1.0) -> NodeClock:
    return NodeClock(manual, lambda: 1_700_000_000.0, timescale)


def test_time_starts_at_zero_and_follows_the_clock() -> None:
    manual = ManualClock(1000.0)
    clock = node_clock(manual)
    assert clock.now_ms() == 0
    manual.advance(1.5)
    assert clock.now_ms() == 1500
    assert clock.epoch_ms() == 1_700_000_001_500


def test_a_fast_node_lives_faster_but_keeps_the_real_date() -> None:
    manual = ManualClock()
    clock = node_clock(manual, timescale=20.0)
    manual.advance(1.0)
    assert clock.now_ms() == 20_000
    assert clock.epoch_ms() == 1_700_000_001_000
    assert clock.seconds_until(30_000) == pytest.approx(0.5)


def test_a_manual_clock_does_not_run_backwards() -> None:
    with pytest.raises(ValueError, match="backwards"):
        ManualClock().advance(-1)


def test_appointments_are_kept_in_order_and_see_their_own_time() -> None:
    manual = ManualClock()
    clock = node_clock(manual)
    timetable = Timetable(clock)
    seen: list[tuple[str, float]] = []
    timetable.at(3000, lambda: seen.append(("late", clock.now_ms())))
    timetable.at(1000, lambda: seen.append(("early", clock.now_ms())))
    manual.advance(0.9)
    timetable.catch_up()
    assert seen == []
    manual.advance(9.0)
    timetable.catch_up()
    assert seen == [("early", 1000), ("late", 3000)]
    assert clock.now_ms() == 9900


def test_an_action_can_plan_another_that_is_already_due() -> None:
    manual = ManualClock()
    timetable = Timetable(node_clock(manual))
    seen: list[str] = []
    timetable.at(1000, lambda: (timetable.at(1500, lambda: seen.append("second")), None)[1])
    timetable.at(2000, lambda: seen.append("third"))
    manual.advance(5)
    timetable.catch_up()
    assert seen == ["second", "third"]


def test_a_cancelled_appointment_is_not_kept() -> None:
    manual = ManualClock()
    timetable = Timetable(node_clock(manual))
    seen: list[str] = []
    timetable.at(1000, lambda: seen.append("no")).cancel()
    manual.advance(5)
    timetable.catch_up()
    assert seen == []


def test_a_series_begins_at_once_and_keeps_its_rate() -> None:
    manual = ManualClock()
    clock = node_clock(manual)
    timetable = Timetable(clock)
    seen: list[float] = []
    series = timetable.every(5000, lambda: seen.append(clock.now_ms()))
    manual.advance(12)
    timetable.catch_up()
    assert seen == [0, 5000, 10_000]
    series.cancel()
    manual.advance(60)
    timetable.catch_up()
    assert seen == [0, 5000, 10_000]


async def test_a_running_timetable_keeps_appointments_by_itself() -> None:
    clock = NodeClock(time.monotonic, time.time, 100.0)
    timetable = Timetable(clock)
    keeper = asyncio.create_task(timetable.run())
    done = asyncio.Event()
    timetable.at(60_000_000, lambda: None)
    await asyncio.sleep(0)
    timetable.at(clock.now_ms() + 1000, done.set)
    async with asyncio.timeout(5):
        await done.wait()
    keeper.cancel()
    await asyncio.gather(keeper, return_exceptions=True)


class Position:
    def __init__(self, length_ms: int = 200_000, start_ms: float = 0) -> None:
        self.now_ms = 0.0
        self.clock = PlaybackClock(lambda: self.now_ms, length_ms, start_ms)


def test_a_position_stands_until_it_runs() -> None:
    position = Position(start_ms=500)
    position.now_ms += 1000
    assert position.clock.position_ms == 500
    position.clock.run(True)
    position.now_ms += 1000
    assert position.clock.position_ms == 1500
    position.clock.run(False)
    position.now_ms += 1000
    assert position.clock.position_ms == 1500


def test_a_change_of_rate_counts_from_now_on() -> None:
    position = Position()
    position.clock.run(True)
    position.now_ms += 1000
    position.clock.set_rate(1.5)
    position.now_ms += 1000
    assert position.clock.position_ms == 2500
    assert position.clock.ms_until(4000) == 1000


def test_a_position_stays_within_the_track() -> None:
    position = Position(length_ms=3000)
    position.clock.run(True)
    position.now_ms += 10_000
    assert position.clock.position_ms == 3000
    position.clock.seek(-5)
    assert position.clock.position_ms == 0
    position.clock.seek(9999)
    assert position.clock.position_ms == 3000


def test_a_position_that_does_not_run_never_arrives() -> None:
    position = Position()
    assert position.clock.ms_until(1000) is None
    position.clock.run(True)
    position.clock.set_rate(0)
    assert position.clock.ms_until(1000) is None
    assert position.clock.ms_until(0) == 0
