"""The page of one playlist as people see it."""

from typing import Any, Unpack

from playwright.async_api import Locator, Page, expect

from sim.discord import seed
from tests.support.dashboard import BrowserOptions, Dashboard, live
from tests.support.shelf import path_of

Json = Any


async def open_playlist(
    dashboard: Dashboard, playlist: Json, person: str = seed.ADA, **options: Unpack[BrowserOptions]
) -> Page:
    """Open a playlist as its owner, and wait until it follows the stream."""
    page = await dashboard.visit(path_of(playlist), person, **options)
    await live(page)
    return page


async def open_link(dashboard: Dashboard, playlist: Json, person: str) -> Page:
    """Open a playlist by its link to share."""
    page = await dashboard.visit(f"{path_of(playlist)}?key={playlist['key']}", person)
    await live(page)
    return page


def rows(page: Page) -> Locator:
    return page.locator("playlist-rows li")


def grip(page: Page, place: int) -> Locator:
    return rows(page).nth(place).locator('[data-part="grip"]')


def tick(page: Page, place: int) -> Locator:
    return rows(page).nth(place).get_by_role("checkbox")


async def ids(page: Page) -> list[int]:
    """Return the ids of the entries that are drawn, from top to bottom."""
    drawn = await rows(page).evaluate_all("rows => rows.map((row) => row.dataset.id)")
    return [int(each) for each in drawn]


async def open_panel(page: Page, name: str) -> Locator:
    """Open one of the panels above the tracks."""
    await page.locator("details.panel > summary", has_text=name).click()
    panel = page.locator("details.panel[open] .panel-body")
    await expect(panel).to_be_visible()
    return panel
