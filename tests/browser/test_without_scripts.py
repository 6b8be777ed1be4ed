import pytest
from playwright.async_api import expect

from sim.discord import seed
from tests.support.dashboard import PHONE, PLAYER_PATH, WIDE, BrowserOptions, Dashboard, sign_in


@pytest.mark.parametrize("options", [{"viewport": WIDE}, PHONE])
async def test_people_sign_in_look_around_and_sign_out(
    dashboard: Dashboard, options: BrowserOptions
) -> None:
    await dashboard.listener(seed.ADA, *dashboard.links(2))
    page = await dashboard.visit("/", **{**options, "java_script_enabled": False})
    await sign_in(page, seed.ROBIN)
    await page.get_by_role("main").get_by_role("link", name="Harbour Lights").click()
    await expect(page).to_have_url(dashboard.url + PLAYER_PATH)
    title = dashboard.api.player.state.current
    assert title is not None
    await expect(page.get_by_text(title.track.title).first).to_be_visible()
    await expect(page.locator("noscript p").first).to_be_visible()
    await page.get_by_role("button", name="Your menu").click()
    await expect(page.get_by_role("radio", name="Dark")).to_have_count(0)
    await page.get_by_role("link", name="Server settings").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Settings")
    await page.get_by_role("link", name="Activity").click()
    await expect(page.locator(".log-line").first).to_contain_text("Ada Lindqvist")
    await page.get_by_role("link", name="Account").filter(visible=True).click()
    await page.get_by_role("main").get_by_role("button", name="Sign out").first.click()
    await expect(page.get_by_role("link", name="Sign in with Discord")).to_be_visible()
    dashboard.forget(seed.ROBIN)
