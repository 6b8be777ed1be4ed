"""The controls are the same on every page of a server."""

import pytest
from playwright.async_api import expect

from player.core.policy import Circle, DJRules, NeutralType, Policy
from sim.discord import seed
from tests.browser.test_accessibility import TOO_SMALL, violations
from tests.support.dashboard import PHONE, PLAYER_PATH, BrowserOptions, Dashboard, live, part
from tests.support.discord import eventually

PAGES = (f"{PLAYER_PATH}/settings", f"{PLAYER_PATH}/log")


@pytest.mark.parametrize("path", PAGES)
async def test_it_controls_and_follows_the_player(dashboard: Dashboard, path: str) -> None:
    robin = await dashboard.listener(seed.ROBIN, *dashboard.links(3))
    ada = await dashboard.visit(path, seed.ADA)
    await live(ada)
    title = await part(robin, "now-playing", "title").inner_text()
    await expect(part(ada, "mini-player", "title")).to_have_text(title)
    await ada.get_by_role("button", name="Skip").click()
    await expect(part(robin, "now-playing", "title")).not_to_have_text(title)
    await robin.get_by_role("button", name="Pause").click()
    await expect(ada.get_by_role("button", name="Play", exact=True)).to_be_visible()
    await ada.get_by_role("slider", name="Volume").press("ArrowDown")
    await eventually(lambda: dashboard.api.player.state.volume == 90)
    await ada.get_by_role("link", name="Show what is playing").click()
    await expect(ada).to_have_url(f"{dashboard.url}{PLAYER_PATH}#now")


async def test_a_vote_reaches_those_who_are_on_another_page(dashboard: Dashboard) -> None:
    ada = await dashboard.visit(PAGES[0], seed.ADA)
    await live(ada)
    client = await dashboard.api.listener(seed.ADA)
    await dashboard.api.with_queue(client, *dashboard.links(2))
    rules = DJRules(Circle(), Circle(everyone=True), NeutralType.TOTAL, neutral_value=3)
    await dashboard.api.rules(Policy(dj=rules))
    noor = await dashboard.listener(seed.NOOR)
    await noor.get_by_role("button", name="Shuffle").click()
    await ada.get_by_role("button", name="Do it now").click()
    await expect(noor.locator("vote-cards")).to_contain_text("Passed")
    assert dashboard.api.player.state.shuffle


@pytest.mark.parametrize("options", [{}, {"color_scheme": "dark"}, PHONE])
async def test_it_can_be_seen_and_hit_by_all(dashboard: Dashboard, options: BrowserOptions) -> None:
    await dashboard.listener(seed.ROBIN, *dashboard.links(1))
    page = await dashboard.visit(PAGES[1], seed.ADA, **options)
    await live(page)
    assert await violations(page) == []
    if options is PHONE:
        assert await page.evaluate(TOO_SMALL) == []


async def test_pages_of_no_server_have_none(dashboard: Dashboard) -> None:
    page = await dashboard.visit("/account", seed.ADA)
    await expect(page.get_by_role("heading", level=1)).to_be_visible()
    await expect(page.locator(".bar")).to_have_count(0)


@pytest.mark.parametrize("options", [{}, PHONE])
async def test_it_hides_nothing_that_stands_above_it(
    dashboard: Dashboard, options: BrowserOptions
) -> None:
    page = await dashboard.visit(PAGES[0], seed.ADA, **options)
    await live(page)
    reached = """(button) => {
      const box = button.getBoundingClientRect();
      return button.contains(document.elementFromPoint(
        box.x + box.width / 2, box.y + box.height / 2));
    }"""
    assert await page.get_by_role("button", name="Save").evaluate(reached)
