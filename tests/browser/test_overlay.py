"""The now-playing overlay: made by a manager, shown in a stranger's stream, ended at once."""

import re

from playwright.async_api import Page, expect

from sim.discord import seed
from tests.support.dashboard import SMALL, WIDE, BrowserOptions, Dashboard

PAGE = f"/servers/{seed.HARBOUR}/widget"
STAGE: BrowserOptions = {"viewport": {"width": 600, "height": 140}}


async def made_address(page: Page) -> str:
    await page.get_by_role("button", name=re.compile("^Make an? ")).click()
    return await page.get_by_label("Address of the overlay").input_value()


async def test_an_overlay_follows_the_player_and_ends_with_its_key(dashboard: Dashboard) -> None:
    page = await dashboard.visit(PAGE, seed.ADA)
    await expect(page.get_by_text("There is no key")).to_be_visible()
    address = await made_address(page)
    await page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await page.get_by_role("button", name="Copy").click()
    assert await page.evaluate("navigator.clipboard.readText()") == address
    stage = await (await dashboard.context(**STAGE)).new_page()
    await stage.goto(address)
    overlay = stage.locator("now-overlay")
    await expect(overlay).to_have_attribute("data-state", "empty")
    await expect(overlay).not_to_be_visible()
    client = await dashboard.api.listener(seed.ADA)
    first, second = await dashboard.api.with_queue(client, *dashboard.links(2))
    await expect(overlay.locator('[data-part="title"]')).to_have_text(first["title"])
    await expect(overlay.locator('[data-part="author"]')).to_have_text(first["author"])
    assert await stage.evaluate("getComputedStyle(document.body).backgroundColor") == (
        "rgba(0, 0, 0, 0)"
    )
    await client.post("/functions/seek", json=60_000)
    share = "one => Number(getComputedStyle(one).getPropertyValue('--share'))"
    await stage.wait_for_function(f"({share})(document.querySelector('[data-part=line]')) > 0.05")
    await client.post("/functions/skip")
    await expect(overlay.locator('[data-part="title"]')).to_have_text(second["title"])
    await client.post("/functions/paused", json=True)
    await expect(overlay).to_have_attribute("data-state", "paused")
    await page.goto(dashboard.url + PAGE)
    await expect(page.get_by_label("Address of the overlay")).to_have_count(0)
    await page.get_by_role("button", name="Revoke").click()
    await expect(page.get_by_text("The key is revoked.")).to_be_visible()
    await expect(overlay).to_have_attribute("data-state", "ended")
    await expect(overlay).not_to_be_visible()
    answer = await stage.reload()
    assert answer is not None
    assert answer.status == 404


async def test_an_overlay_is_shown_within_another_sites_page(dashboard: Dashboard) -> None:
    manager = await dashboard.visit(PAGE, seed.ADA)
    address = await made_address(manager)
    client = await dashboard.api.listener(seed.ADA)
    (entry,) = await dashboard.api.with_queue(client, *dashboard.links(1))
    stage = await (await dashboard.context(viewport=WIDE)).new_page()
    # A picture of another server is shown within a page, to which a frame can be added.
    await stage.goto(entry["thumbnail"].replace(".svg", ".png"))
    await stage.evaluate(
        "address => document.body.append("
        "Object.assign(document.createElement('iframe'), { src: address }))",
        f"{address}?theme=light&compact=1",
    )
    framed = stage.frame_locator("iframe")
    await expect(framed.locator('[data-part="title"]')).to_have_text(entry["title"])
    await expect(framed.locator("now-overlay")).to_have_attribute("data-theme", "light")
    await expect(framed.locator("now-overlay")).to_have_attribute("data-compact", "")
    await manager.get_by_role("button", name="Revoke").click()
    await expect(manager.get_by_text("The key is revoked.")).to_be_visible()


async def test_it_fits_from_300_to_800_pixels(dashboard: Dashboard) -> None:
    manager = await dashboard.visit(PAGE, seed.ADA)
    address = await made_address(manager)
    client = await dashboard.api.listener(seed.ADA)
    await dashboard.api.with_queue(client, *dashboard.links(1))
    stage = await (await dashboard.context(**STAGE)).new_page()
    for width in (300, 500, 800):
        await stage.set_viewport_size({"width": width, "height": 140})
        await stage.goto(address)
        box = await stage.locator("now-overlay").bounding_box()
        assert box is not None
        assert box["width"] <= width
        assert box["height"] <= 140
        assert await stage.evaluate("document.documentElement.scrollWidth <= innerWidth")
    await manager.set_viewport_size(SMALL)
    assert await manager.evaluate("document.documentElement.scrollWidth <= innerWidth")
    await manager.get_by_role("button", name="Revoke").click()
