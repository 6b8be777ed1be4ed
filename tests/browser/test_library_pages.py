"""The wishlist and the followed artists, live in two tabs, by hand."""

from collections.abc import AsyncIterator

import pytest_asyncio
from playwright.async_api import expect

from sim.discord import seed
from tests.browser.test_accessibility import violations
from tests.support.dashboard import PHONE, Dashboard
from tests.support.shelf import Shelf
from tests.support.wanting import ARTIST, NOWHERE, SONG, Wishes, track

TOASTS = ["region"]
"""They stand outside of the page's regions, and are gone in a moment."""


@pytest_asyncio.fixture(loop_scope="session", name="wishes")
async def clear_wishes(dashboard: Dashboard) -> AsyncIterator[Wishes]:
    wishes = Wishes(dashboard.api, await dashboard.api.person())
    await wishes.clear()
    yield wishes
    await wishes.clear()


async def test_a_wish_comes_true_in_front_of_ones_eyes(
    dashboard: Dashboard, shelf: Shelf, wishes: Wishes
) -> None:
    playlist = await shelf.make(wishes.noor, "For later")
    page = await dashboard.visit("/wishlist", seed.NOOR)
    other = await page.context.new_page()
    await other.goto(f"{dashboard.url}/wishlist")
    await page.get_by_label("Title").fill(SONG)
    await page.get_by_label("Artist").fill(ARTIST)
    await page.get_by_label("Where it goes").select_option("For later")
    await page.get_by_role("button", name="Put it on the wishlist").click()
    await wishes.add(track(NOWHERE, "nobody"))
    for tab in (page, other):
        await expect(tab.locator(".library-rows")).to_contain_text(SONG)
        await expect(tab.locator(".library-rows")).to_contain_text(NOWHERE)
    assert await violations(page, but=TOASTS) == []
    await page.get_by_role("button", name="Try all now").click()
    for tab in (page, other):
        await expect(tab.locator(".library-rows")).not_to_contain_text(SONG)
        await expect(tab.locator(".library-rows")).to_contain_text("Nothing was found for")
        await expect(tab.get_by_role("button", name="Try all now")).to_be_visible()
    assert await shelf.titles(wishes.noor, playlist) == [SONG]
    await page.get_by_role("button", name=f"Take {NOWHERE} off the wishlist").click()
    for tab in (page, other):
        await expect(tab.get_by_role("heading", name="No wishes")).to_be_visible()


async def test_a_refused_wish_keeps_what_was_typed(dashboard: Dashboard, wishes: Wishes) -> None:
    await wishes.add({"id": "1", "name": SONG, "artists": [ARTIST]})
    page = await dashboard.visit("/wishlist", seed.NOOR, **PHONE)
    await page.get_by_text("Wish for a track").click()
    await page.get_by_label("Title").fill(SONG)
    await page.get_by_label("Artist").fill(ARTIST)
    await page.get_by_role("button", name="Put it on the wishlist").click()
    await expect(page.get_by_text("This track is on the wishlist already.")).to_be_visible()
    await expect(page.get_by_label("Artist")).to_have_value(ARTIST)


async def test_finds_come_in_and_go_into_a_playlist(
    dashboard: Dashboard, shelf: Shelf, wishes: Wishes
) -> None:
    playlist = await shelf.make(wishes.noor, "New music")
    page = await dashboard.visit("/following", seed.NOOR)
    await page.get_by_label("Name of an artist").fill(ARTIST)
    await page.get_by_role("button", name="Follow", exact=True).click()
    await expect(page.locator(".library-artists")).to_contain_text(ARTIST)
    await page.get_by_role("button", name="Look now").click()
    await expect(page.get_by_text("Last looked for on")).to_be_visible()
    await wishes.have_found("Brand new")
    await page.get_by_role("button", name="Look now").click()
    await page.get_by_label("Brand new").check()
    assert await violations(page, but=TOASTS) == []
    await page.get_by_role("button", name="Add to the playlist").click()
    told = page.locator(".toast", has_text="Added 1 track to the playlist.")
    await expect(told).to_be_visible()
    assert await shelf.titles(wishes.noor, playlist) == ["Brand new"]
    await page.get_by_role("button", name=f"Follow {ARTIST} no more").click()
    await expect(page.get_by_role("heading", name="You follow nobody yet")).to_be_visible()
    assert await wishes.followed() == []
