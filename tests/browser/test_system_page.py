"""Admins see how the whole of Auxcord is doing, and what happens while they look."""

import pytest
from playwright.async_api import expect

from player.activity import Sort
from sim.discord import seed
from tests.support.dashboard import Dashboard

RTL = "محطة <b>الميناء</b>"


@pytest.mark.parametrize("scripts", [True, False])
async def test_admins_see_services_nodes_and_activity(
    dashboard: Dashboard, *, scripts: bool
) -> None:
    api = dashboard.api
    activities = api.world.parts.services.system.activities
    activities._add(Sort.TRACK, RTL)
    page = await dashboard.visit("/servers", seed.ADA, java_script_enabled=scripts)
    await page.get_by_role("link", name="System").first.click()
    services = page.get_by_role("region", name="Services")
    await expect(services.locator("li")).to_have_text(["MongoDB works", "Discord works"])
    node = page.locator(".system-node")
    await expect(node).to_contain_text(api.world.node.name)
    await expect(node).to_contain_text("Lavalink 4")
    await expect(node).to_contain_text("Apple Music")
    await expect(page.get_by_role("meter", name="Load of the processor")).to_be_visible()
    await expect(page.locator(".log-line", has_text=RTL).first).to_be_visible()
    if scripts:
        activities._add(Sort.JOB, "Something went wrong meanwhile", trouble="yes")
        await page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
        await expect(page.locator(".log-line.trouble").first).to_contain_text("wrong meanwhile")


async def test_others_see_neither_the_place_nor_the_page(dashboard: Dashboard) -> None:
    page = await dashboard.visit("/servers", seed.NOOR)
    await expect(page.get_by_role("link", name="Account").first).to_be_visible()
    await expect(page.get_by_role("link", name="System")).to_have_count(0)
    answer = await page.goto(f"{dashboard.url}/system")
    assert answer is not None
    assert answer.status == 403
    await expect(page.get_by_role("main")).to_contain_text("Only those who administer Auxcord")
