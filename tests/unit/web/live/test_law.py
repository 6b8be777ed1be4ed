"""The law of the stream: a snapshot and all frames after it are the player, on any line.

`THOROUGH=100` tries a hundred times as many histories.
"""

import pytest

from tests.support.histories import FACES, History, histories
from tests.support.screen import Screen
from tests.support.thorough import patiently, so_many
from web.live import topic
from web.live.projection import snapshot
from web.live.queue_rows import row


@pytest.fixture(autouse=True)
def short_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the ring overflow all the time."""
    monkeypatch.setattr(topic, "RING_FRAMES", 5)


@patiently
@pytest.mark.parametrize("seed", range(4))
def test_whoever_is_cut_off_and_comes_back_ends_right(seed: int) -> None:
    resets = 0
    for life in histories(seed, so_many(40), 40):
        screen = watched(life)
        assert screen.shows(whole(life))
        resets += screen.resets
    assert resets


def watched(life: History) -> Screen:
    """Show a history on a screen that knows its own place and takes nothing twice."""
    screen = Screen(life.first)
    for frame in life.frames:
        if frame["event"] != "part":
            screen.take(frame)
    return screen


def whole(life: History) -> dict[str, object]:
    """Return a snapshot with all rows, to compare with what is known of any of them."""
    shown = snapshot(life.end, FACES)
    rows = [row(entry) for entry in life.end.queue]
    return {**shown, "queue": {**shown["queue"], "rows": rows}}
