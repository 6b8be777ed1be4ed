"""Tabs of one browser share a stream, and each is right whatever happens to the others."""

from playwright.async_api import Page, expect

from sim.discord import seed
from tests.support.dashboard import PLAYER_PATH, Dashboard, live, part
from tests.support.discord import eventually

TOPIC = f"guild {seed.HARBOUR}"


def streams(dashboard: Dashboard) -> int:
    """Count the streams of Harbour Lights that are open."""
    topics = dashboard.api.world.parts.services.hub._topics
    return sum(len(topic.subscriptions) for name, topic in topics.items() if name == TOPIC)


async def another_tab(page: Page) -> Page:
    tab = await page.context.new_page()
    await tab.goto(page.url)
    await live(tab)
    return tab


async def expect_playing(page: Page, title: str) -> None:
    await expect(part(page, "now-playing", "title")).to_have_text(title)


async def test_another_tab_takes_over_when_the_first_is_closed(dashboard: Dashboard) -> None:
    first = await dashboard.listener(seed.ADA, *dashboard.links(3))
    second, third = await another_tab(first), await another_tab(first)
    titles = [entry.track.title for entry in dashboard.api.player.state.queue]
    await first.close()
    await eventually(lambda: streams(dashboard) == 1)
    client = await dashboard.api.person(seed.ADA)
    await client.post("/functions/skip")
    await expect_playing(second, titles[0])
    await expect_playing(third, titles[0])
    await second.close()
    await client.post("/functions/skip")
    await expect_playing(third, titles[1])
    await eventually(lambda: streams(dashboard) == 1)


async def test_a_tab_that_goes_elsewhere_and_back_is_right(dashboard: Dashboard) -> None:
    first = await dashboard.listener(seed.ADA, *dashboard.links(3))
    second = await another_tab(first)
    titles = [entry.track.title for entry in dashboard.api.player.state.queue]
    client = await dashboard.api.person(seed.ADA)
    await first.goto(f"{dashboard.url}/servers")
    await client.post("/functions/skip")
    await expect_playing(second, titles[0])
    await first.go_back()
    assert first.url == dashboard.url + PLAYER_PATH
    await live(first)
    await expect_playing(first, titles[0])
    await client.post("/functions/skip")
    await expect_playing(first, titles[1])
    await expect_playing(second, titles[1])
    await eventually(lambda: streams(dashboard) == 1)


async def test_a_tab_that_was_frozen_is_right_when_it_wakes(dashboard: Dashboard) -> None:
    page = await dashboard.listener(seed.ADA, *dashboard.links(3))
    titles = [entry.track.title for entry in dashboard.api.player.state.queue]
    session = await page.context.new_cdp_session(page)
    await session.send("Page.setWebLifecycleState", {"state": "frozen"})
    client = await dashboard.api.person(seed.ADA)
    await client.post("/functions/skip")
    await client.post("/functions/volume", json=37)
    await session.send("Page.setWebLifecycleState", {"state": "active"})
    await expect_playing(page, titles[0])
    await eventually(lambda: dashboard.api.player.state.volume == 37)
    await live(page)
