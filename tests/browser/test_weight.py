"""What the player page weighs on the wire, and that it stands still once it is painted.

Bytes are exact, so they may be asserted. Artwork comes from elsewhere and is not counted.
"""

from collections import defaultdict
from typing import Any

import pytest_asyncio
from playwright.async_api import BrowserContext, Page, expect

from sim.discord import seed
from tests.support.dashboard import PLAYER_PATH, SMALL, WIDE, Dashboard, live, queue_rows
from tests.support.discord import eventually

FIRST_BYTES = 100_000
SECOND_BYTES = 10_000
ENTRIES = 100
# A shift counts for as much as moved, and as far as it moved.
COLLECT_SHIFTS = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const { value, sources } of list.getEntries()) {
    const moved = sources.map(({ node }) => node?.outerHTML?.slice(0, 120) ?? node?.textContent);
    window.shifts.push({ value, moved });
  }
}).observe({ type: "layout-shift", buffered: true });
"""
WITHOUT_WORKER = """
if (location.protocol === "http:") localStorage.setItem("auxcord.offline-page", "off");
"""

# The browser says that it holds the dictionary with what it asks for next.
HOLDS_THE_DICTIONARY = """async () => {
  const answer = await fetch(location.href, { cache: "no-store" });
  return answer.headers.get("Content-Encoding") === "dcz";
}"""


class Scales:
    """Adds up what a page's requests to our own server have brought over the wire."""

    def __init__(self, origin: str) -> None:
        self._origin = origin
        self._urls: dict[str, str] = {}
        self._bytes: dict[str, int] = defaultdict(int)

    async def watch(self, page: Page) -> None:
        session = await page.context.new_cdp_session(page)
        session.on("Network.requestWillBeSent", self._sent)
        session.on("Network.responseReceived", self._answered)
        session.on("Network.dataReceived", self._received)
        session.on("Network.loadingFinished", self._finished)
        await session.send("Network.enable")

    @property
    def by_url(self) -> dict[str, int]:
        return {
            self._urls[request]: size
            for request, size in self._bytes.items()
            if self._urls.get(request, "").startswith(self._origin)
        }

    def _sent(self, event: dict[str, Any]) -> None:
        self._urls[event["requestId"]] = event["request"]["url"]

    def _answered(self, event: dict[str, Any]) -> None:
        self._bytes[event["requestId"]] += event["response"]["encodedDataLength"]

    def _received(self, event: dict[str, Any]) -> None:
        self._bytes[event["requestId"]] += event["encodedDataLength"]

    def _finished(self, event: dict[str, Any]) -> None:
        # The whole, with the headers; streams never get here, so their pieces were added up.
        self._bytes[event["requestId"]] = event["encodedDataLength"]


@pytest_asyncio.fixture(loop_scope="session", name="crowded")
async def fill_the_queue(dashboard: Dashboard) -> Dashboard:
    """Let a hundred tracks wait, wished for by several people."""
    people = (seed.ADA, seed.ROBIN, seed.NOOR, seed.JUNO)
    clients = [await dashboard.api.listener(person) for person in people]
    links = dashboard.links(ENTRIES + 1)
    for place, link in enumerate(links):
        await dashboard.api.with_queue(clients[place % len(clients)], link)
    await eventually(lambda: sounds(dashboard))
    return dashboard


def sounds(dashboard: Dashboard) -> bool:
    playhead = dashboard.api.player.state.playhead
    return playhead is not None and not playhead.stalled


async def weighed(context: BrowserContext, url: str) -> dict[str, int]:
    """Open the player in a new tab, and return what it brought, by address."""
    page = await context.new_page()
    scales = Scales(url)
    await scales.watch(page)
    # The dictionary is fetched when nothing else is left to do.
    async with page.expect_event("requestfinished", lambda each: "/dictionaries/" in each.url):
        await page.goto(url + PLAYER_PATH, wait_until="networkidle")
        await live(page)
        await expect(queue_rows(page).first).to_be_visible()
    by_url = scales.by_url
    await page.wait_for_function(HOLDS_THE_DICTIONARY, polling=100)
    await page.close()
    return by_url


async def test_the_player_is_light(crowded: Dashboard) -> None:
    context = await crowded.context(seed.ADA)
    # What a service worker fetches would not be seen here.
    await context.add_init_script(WITHOUT_WORKER)
    first = await weighed(context, crowded.url)
    assert sum(first.values()) <= FIRST_BYTES, first
    second = await weighed(context, crowded.url)
    assert sum(second.values()) <= SECOND_BYTES, second


async def test_nothing_moves_once_the_player_is_painted(crowded: Dashboard) -> None:
    context = await crowded.context(seed.ADA)
    for viewport in (WIDE, SMALL):
        page = await context.new_page()
        await page.set_viewport_size(viewport)
        await page.add_init_script(COLLECT_SHIFTS)
        await page.goto(crowded.url + PLAYER_PATH, wait_until="networkidle")
        await live(page)
        await expect(queue_rows(page)).not_to_have_count(0)
        assert await page.evaluate("window.shifts") == []
        await page.close()
