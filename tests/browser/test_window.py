"""What a person sees of the player without looking at the page: its title and its sign."""

import re

from playwright.async_api import Page, expect

from sim.discord import seed
from tests.support.dashboard import PLAYER_PATH, Dashboard, live, part


async def expect_sign(page: Page, name: str) -> None:
    sign = page.locator('link[rel="icon"]')
    await expect(sign).to_have_attribute("href", re.compile(rf"/{name}\.svg$"))
    answer = await page.request.get(await sign.evaluate("link => link.href"))
    assert answer.headers["content-type"].startswith("image/svg+xml")


async def test_title_and_sign_follow_the_player(dashboard: Dashboard) -> None:
    page = await dashboard.listener(seed.ADA)
    await expect(page).to_have_title("Harbour Lights · Auxcord")
    await expect_sign(page, "favicon")
    client = await dashboard.api.listener(seed.ADA)
    (entry,) = await dashboard.api.with_queue(client, *dashboard.links(1))
    await expect(page).to_have_title(f"{entry['title']} · Harbour Lights · Auxcord")
    await expect_sign(page, "favicon-playing")
    await part(page, "transport-bar", "play").click()
    await expect(page).to_have_title(f"❚❚ {entry['title']} · Harbour Lights · Auxcord")
    await expect_sign(page, "favicon-paused")
    await page.context.set_offline(True)
    await expect(page).to_have_title(re.compile("^Offline · "))
    await expect(page.locator('link[rel="icon"]')).to_have_attribute(
        "href", re.compile("favicon-offline")
    )
    await page.context.set_offline(False)
    await expect(page).to_have_title(re.compile("^❚❚"))


async def test_a_shared_link_leads_a_stranger_to_the_player(dashboard: Dashboard) -> None:
    page = await dashboard.player(seed.ADA)
    await page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await page.get_by_role("button", name="Share the link to this player").click()
    await expect(page.locator("#reason")).to_have_text("Copied.")
    link = await page.evaluate("navigator.clipboard.readText()")
    assert link == dashboard.url + PLAYER_PATH
    stranger = await (await dashboard.context()).new_page()
    await stranger.goto(link)
    await stranger.get_by_role("link", name="Sign in with Discord").click()
    await stranger.locator(f'button[data-user-id="{seed.ROBIN}"]').click()
    await stranger.wait_for_url(link)
    await live(stranger)
