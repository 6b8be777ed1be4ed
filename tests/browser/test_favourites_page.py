from playwright.async_api import Page, expect

from sim.discord import seed
from tests.support.api import HARBOUR, data
from tests.support.dashboard import Dashboard, eventually_equal
from tests.support.discord import eventually
from tests.support.shelf import Shelf


async def favourites_page(dashboard: Dashboard, shelf: Shelf, count: int) -> Page:
    ada = await shelf.api.listener(seed.ADA)
    for link in dashboard.links(count):
        await shelf.api.post(ada, "/functions/favorite", link)
    return await dashboard.visit("/favourites", seed.ADA)


async def titles(page: Page) -> list[str]:
    return await page.locator("favourite-rows .track-title").all_text_contents()


async def test_they_are_found_while_typing(dashboard: Dashboard, shelf: Shelf) -> None:
    page = await favourites_page(dashboard, shelf, 6)
    everything = await titles(page)
    await page.get_by_role("searchbox").fill(everything[2].upper())
    await eventually_equal(lambda: titles(page), [everything[2]])
    await expect(page.get_by_role("searchbox")).to_be_focused()
    await page.get_by_role("searchbox").fill("")
    await eventually_equal(lambda: titles(page), everything)


async def test_one_is_let_go_and_taken_back_in_all_tabs(dashboard: Dashboard, shelf: Shelf) -> None:
    page = await favourites_page(dashboard, shelf, 3)
    other = await page.context.new_page()
    await other.goto(dashboard.url + "/favourites")
    gone, *kept = await titles(page)
    await page.get_by_role("button", name=f"Take {gone} off the favourites").click()
    for tab in (page, other):
        await eventually_equal(lambda tab=tab: titles(tab), kept)  # type: ignore[misc]
    ada = await shelf.api.person(seed.ADA)
    assert data(await ada.get("/favorites"))["length"] == 2
    await page.get_by_role("button", name="Undo").click()
    for tab in (page, other):
        await eventually_equal(lambda tab=tab: titles(tab), [gone, *kept])  # type: ignore[misc]


async def test_they_play(dashboard: Dashboard, shelf: Shelf) -> None:
    page = await favourites_page(dashboard, shelf, 3)
    await page.locator("summary", has_text="Play").click()
    await expect(page.get_by_label("Play in")).to_have_value(HARBOUR)
    await page.get_by_role("button", name="Add to the queue").click()
    await expect(page.locator(".toast")).to_contain_text("Added 3 tracks of Favourites.")
    await eventually(lambda: len(shelf.api.player.state.queue) == 2)


async def test_none_are_explained(dashboard: Dashboard, shelf: Shelf) -> None:
    page = await favourites_page(dashboard, shelf, 0)
    await expect(page.get_by_text("No favourites yet")).to_be_visible()
