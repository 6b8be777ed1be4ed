"""The browser's own store keeps the law: a snapshot and all patches after it are the player."""

from collections.abc import AsyncIterator
from itertools import islice
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page

from auth.identity import ChannelId, GuildId, UserId
from player.core.state import PlayerState
from tests.support.api import Api
from tests.support.histories import History, histories
from web.faces import Face, Room
from web.live.projection import show_entry, snapshot

REPLAY = """async (histories) => {
  const main = document.querySelector('script[src$="main.js"]').src;
  const { readSnapshot, applyPatch } = await import(main.replace("main.js", "lib/snapshot.js"));
  return histories.map(({ first, patches }) => {
    const { queue, ...slices } = patches.reduce(applyPatch, readSnapshot(first));
    const { ids, length, count, known } = queue;
    return { slices, ids, length, count, known: [...known] };
  });
}"""
AT_ONCE = 50


class Faces:
    def user(self, guild_id: GuildId, user_id: UserId) -> Face:
        return Face(id=user_id, name=f"{user_id} of {guild_id}", icon="a.png")

    def channel(self, channel_id: ChannelId) -> Room:
        return Room(id=channel_id, name=f"Room {channel_id}")


@pytest_asyncio.fixture(loop_scope="session", name="page")
async def open_a_page_of_ours(browser: Browser, shared_api: Api) -> AsyncIterator[Page]:
    page = await browser.new_page()
    await page.goto(shared_api.world.url)
    yield page
    await page.close()


@pytest.mark.parametrize("seed", range(3))
async def test_the_law_holds_for_random_histories(page: Page, seed: int) -> None:
    lives = histories(seed, 150, 15, Faces())
    while some := list(islice(lives, AT_ONCE)):
        told = [{"first": life.first, "patches": life.patches} for life in some]
        for life, seen in zip(some, await page.evaluate(REPLAY, told), strict=True):
            assert_shown(life, seen)


def assert_shown(life: History, seen: dict[str, Any]) -> None:
    state = life.end
    truth = snapshot(state, Faces())
    truth.pop("queue")
    assert seen["slices"] == truth
    assert seen["ids"] == [entry.id for entry in state.queue]
    assert seen["count"] == len(state.queue)
    assert seen["length"] == sum(entry.track.length_ms for entry in state.queue)
    whole = entries(state)
    for entry_id, entry in seen["known"]:
        assert entry == whole[entry_id]


def entries(state: PlayerState) -> dict[int, dict[str, Any]]:
    return {entry.id: show_entry(entry, state.guild_id, Faces()) for entry in state.queue}
