"""Histories and statistics in a browser: plots by keyboard, and everything for everybody."""

from datetime import timedelta
from typing import Literal

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import expect

from sim.discord import seed
from tests.support.api import HARBOUR, data
from tests.support.dashboard import PHONE, BrowserOptions, Dashboard
from tests.support.discord import eventually
from tests.support.heard import LATELY, evening, past
from tests.support.points import balance, rich

PAGES = [
    "/statistics",
    "/history",
    *(f"/servers/{HARBOUR}/{page}" for page in ("statistics", "leaderboards", "wallet")),
]
TITLE = "The Kettle and the Streetcar, as Told by Wolfeschlegelsteinhausenbergerdorff 🎧"


async def some_past(dashboard: Dashboard) -> None:
    await past(
        dashboard.api,
        evening(LATELY, 1, seed.ADA, title=TITLE, url=dashboard.links(1)[0]),
        evening(LATELY - timedelta(days=1), 3, seed.ADA, seed.NOOR, artist="أغنية"),
        fresh=seed.ADA,
    )


async def test_one_walks_from_point_to_point_of_a_plot(dashboard: Dashboard) -> None:
    await some_past(dashboard)
    page = await dashboard.visit("/statistics?period=7", seed.ADA)
    said = f"{LATELY:%B} {LATELY.day}, {LATELY.year}: 1 track, 3 min"
    lately = page.locator(".plot .bar").and_(page.get_by_label(said, exact=True))
    await lately.focus()
    await expect(lately.locator(".exact")).to_be_visible()
    await page.keyboard.press("ArrowLeft")
    before = page.locator(".plot .bar:focus")
    await expect(before.locator(".exact")).to_have_text("3")
    await page.keyboard.press("Home")
    await expect(page.locator(".plot .bar").first).to_be_focused()
    await page.keyboard.press("ArrowLeft")
    await expect(page.locator(".plot .bar").first).to_be_focused()


async def test_what_was_heard_is_chosen_and_added_again(dashboard: Dashboard) -> None:
    await some_past(dashboard)
    await dashboard.api.listener(seed.ADA)
    page = await dashboard.visit("/history", seed.ADA)
    await page.get_by_role("button", name="Add to the queue").click()
    await expect(page.get_by_role("alert")).to_contain_text("Choose 1 to 25 tracks.")
    await page.get_by_role("checkbox").first.check()
    await page.get_by_role("button", name="Add to the queue").click()
    await expect(page.locator(".toast")).to_contain_text("Added 1 track to the queue.")
    await eventually(lambda: dashboard.api.player.state.current is not None)


async def test_points_are_sent_after_a_second_look(dashboard: Dashboard) -> None:
    await rich(dashboard.api)
    page = await dashboard.visit(f"/servers/{HARBOUR}/wallet", seed.NOOR)
    await page.get_by_label("To whom").select_option(label="Juno")
    await page.get_by_label("How many").fill("25")
    await page.get_by_role("button", name="Continue").click()
    await expect(page.get_by_role("heading", name="Send 25 points to Juno?")).to_be_visible()
    await page.get_by_role("button", name="Send").click()
    await expect(page.get_by_role("heading", name="You have 75 points")).to_be_visible()
    assert await balance(dashboard.api, seed.JUNO) == 25


async def test_a_person_hides_and_deletes_their_history(dashboard: Dashboard) -> None:
    await some_past(dashboard)
    page = await dashboard.visit("/account", seed.ADA)
    await page.get_by_role("button", name="Hide me").click()
    await expect(page.locator(".toast")).to_contain_text("You are in no leaderboard any more.")
    await page.get_by_role("button", name="Show me again").click()
    await expect(page.get_by_role("button", name="Hide me")).to_be_visible()
    await page.get_by_text("Delete your history").click()
    await page.get_by_role("checkbox", name="Yes, delete it for good").check()
    await page.get_by_role("button", name="Delete my history").click()
    await expect(page.locator(".toast").last).to_contain_text("Your listening history is deleted.")
    assert data(await (await dashboard.api.person(seed.ADA)).get("/user/history"))["tracks"] == []


@pytest.mark.parametrize(
    ("theme", "size"), [("light", {}), ("dark", PHONE)], ids=["light", "dark-phone"]
)
async def test_nobody_is_left_out(
    dashboard: Dashboard, theme: Literal["light", "dark"], size: BrowserOptions
) -> None:
    await some_past(dashboard)
    await rich(dashboard.api)
    context = await dashboard.context(seed.ADA, **{**size, "color_scheme": theme})
    page = await context.new_page()
    for path in PAGES:
        await page.goto(dashboard.url + path)
        found = await Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        width = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert width <= 0, path
