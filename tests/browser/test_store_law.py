"""The browser's own store keeps the law: whatever it was told on a bad line, it ends right.

`THOROUGH=100` tries a hundred times as many histories.
"""

import json
from collections.abc import AsyncIterator
from itertools import islice
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page

from player.core.state import PlayerState
from tests.support.api import Api
from tests.support.histories import FACES, History, histories
from tests.support.thorough import patiently, so_many
from web.live import topic
from web.live.projection import show_entry, snapshot

REPLAY = """async (told) => {
  const main = document.querySelector('script[src$="main.js"]').src;
  const load = (name) => import(main.replace("main.js", `lib/${name}.js`));
  const { readSnapshot } = await load("snapshot");
  const { Store } = await load("store");
  const { Follower } = await load("follower");
  // As text, which is handed over many times faster than values are.
  const seen = JSON.parse(told).map(({ first, cursor, frames }) => {
    const store = new Store(readSnapshot(first));
    const beats = [];
    let lost = 0;
    const clock = { learn: (now) => beats.push(now) };
    const follower = new Follower(store, clock, cursor, () => (lost += 1));
    for (const { event, data, id } of frames) {
      if (event === "part") store.learn(data);
      else follower.take({ kind: event, data, cursor: id ?? null });
    }
    const { queue, you, ...slices } = store.snapshot;
    const { ids, length, count, known } = queue;
    return { slices, ids, length, count, known: [...known], lost, beats: beats.length };
  });
  return JSON.stringify(seen);
}"""
AT_ONCE = 50


@pytest_asyncio.fixture(loop_scope="session", name="page")
async def open_a_page_of_ours(browser: Browser, shared_api: Api) -> AsyncIterator[Page]:
    page = await browser.new_page()
    await page.goto(shared_api.world.url)
    yield page
    await page.close()


@patiently
async def test_the_law_holds_for_random_histories(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The ring overflows all the time.
    monkeypatch.setattr(topic, "RING_FRAMES", 5)
    lives = histories(0, so_many(150), 40)
    while some := list(islice(lives, AT_ONCE)):
        told = [
            {"first": life.first, "cursor": life.cursor, "frames": life.frames} for life in some
        ]
        seen = json.loads(await page.evaluate(REPLAY, json.dumps(told)))
        for life, shown in zip(some, seen, strict=True):
            assert_shown(life, shown)


async def test_what_does_not_fit_changes_nothing_and_asks_for_a_snapshot(page: Page) -> None:
    life = next(histories(1, 1, 0))
    wrong = {"queue": {"ops": [{"op": "remove", "ids": [99_999]}]}}
    frame = {"event": "patch", "id": f"{life.cursor}0", "data": wrong}
    told = [{"first": life.first, "cursor": life.cursor, "frames": [frame]}]
    (shown,) = json.loads(await page.evaluate(REPLAY, json.dumps(told)))
    assert shown["lost"] == 1
    assert shown["ids"] == [entry.id for entry in life.end.queue]


def assert_shown(life: History, seen: dict[str, Any]) -> None:
    state = life.end
    truth = snapshot(state, FACES)
    truth.pop("queue")
    assert seen["slices"] == truth
    assert seen["ids"] == [entry.id for entry in state.queue]
    assert seen["count"] == len(state.queue)
    assert seen["length"] == sum(entry.track.length_ms for entry in state.queue)
    assert seen["lost"] == 0
    assert seen["beats"] == sum(frame["event"] == "beat" for frame in life.frames)
    whole = entries(state)
    for entry_id, entry in seen["known"]:
        assert entry == whole[entry_id]


def entries(state: PlayerState) -> dict[int, dict[str, Any]]:
    return {entry.id: show_entry(entry, state.guild_id, FACES) for entry in state.queue}
