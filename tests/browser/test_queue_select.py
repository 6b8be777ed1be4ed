"""Several tracks at once: selected by mouse, keyboard and finger, moved and removed as one edit."""

from playwright.async_api import Locator, Page, expect

from sim.discord import seed
from tests.support.dashboard import (
    PHONE,
    Dashboard,
    eventually_equal,
    part,
    queue_rows,
    queue_titles,
)


async def queue_page(dashboard: Dashboard, count: int = 6) -> tuple[Page, list[str]]:
    page = await dashboard.listener(seed.ADA, *dashboard.links(count + 1))
    await expect(queue_rows(page)).to_have_count(count)
    return page, await queue_titles(page)


def words(page: Page, place: int) -> Locator:
    return queue_rows(page).nth(place).locator('[data-part="title"]')


def check(page: Page, place: int) -> Locator:
    return queue_rows(page).nth(place).get_by_role("checkbox")


async def selected(page: Page) -> list[int]:
    boxes = await queue_rows(page).get_by_role("checkbox").all()
    return [place for place, box in enumerate(boxes) if await box.is_checked()]


async def test_the_mouse_selects_one_by_one_and_in_ranges(dashboard: Dashboard) -> None:
    page, titles = await queue_page(dashboard)
    await queue_rows(page).nth(1).hover()
    await check(page, 1).click()
    await expect(part(page, "queue-selection", "count")).to_have_text("1 track selected")
    await words(page, 3).click(modifiers=["Shift"])
    assert await selected(page) == [1, 2, 3]
    await words(page, 5).click(modifiers=["ControlOrMeta"])
    await words(page, 2).click(modifiers=["ControlOrMeta"])
    assert await selected(page) == [1, 3, 5]
    await page.get_by_role("button", name="To the top").click()
    wanted = [titles[place] for place in (1, 3, 5, 0, 2, 4)]
    await eventually_equal(lambda: queue_titles(page), wanted)
    assert await selected(page) == [0, 1, 2]
    await part(page, "queue-selection", "remove").click()
    await eventually_equal(lambda: queue_titles(page), wanted[3:])
    await expect(page.locator("queue-selection")).to_be_hidden()


async def test_removing_several_is_one_edit_to_take_back(dashboard: Dashboard) -> None:
    page, titles = await queue_page(dashboard)
    await check(page, 0).focus()
    await page.keyboard.press("Space")
    await page.keyboard.press("Shift+ArrowDown")
    await page.keyboard.press("Shift+ArrowDown")
    assert await selected(page) == [0, 1, 2]
    await page.keyboard.press("Delete")
    await eventually_equal(lambda: queue_titles(page), titles[3:])
    await expect(check(page, 0)).to_be_focused()
    toast = page.locator(".toast", has_text="Removed 3 tracks.")
    await toast.get_by_role("button", name="Undo").click()
    await eventually_equal(lambda: queue_titles(page), titles)
    await expect(toast).to_be_hidden()


async def test_everything_is_selected_and_let_go_by_keys(dashboard: Dashboard) -> None:
    page, _ = await queue_page(dashboard)
    await check(page, 2).focus()
    await page.keyboard.press("ControlOrMeta+a")
    await expect(part(page, "queue-selection", "count")).to_have_text("6 tracks selected")
    await page.keyboard.press("Escape")
    await expect(page.locator("queue-selection")).to_be_hidden()
    assert await selected(page) == []


async def test_a_selection_is_dragged_together(dashboard: Dashboard) -> None:
    page, titles = await queue_page(dashboard)
    await words(page, 0).click(modifiers=["ControlOrMeta"])
    await words(page, 2).click(modifiers=["ControlOrMeta"])
    start, end = await words(page, 0).bounding_box(), await words(page, 4).bounding_box()
    assert start is not None
    assert end is not None
    await page.mouse.move(start["x"] + 5, start["y"] + 5)
    await page.mouse.down()
    await page.mouse.move(end["x"] + 5, end["y"] + 5, steps=8)
    await page.mouse.up()
    wanted = [titles[place] for place in (1, 3, 4, 0, 2, 5)]
    await eventually_equal(lambda: queue_titles(page), wanted)


async def test_a_finger_selects_by_resting_and_goes_on_by_tapping(dashboard: Dashboard) -> None:
    page = await dashboard.listener(seed.ADA, *dashboard.links(5), **PHONE)
    await page.get_by_role("link", name="Queue").click()
    titles = await queue_titles(page)
    box = await words(page, 1).bounding_box()
    assert box is not None
    touch = await page.context.new_cdp_session(page)
    point = {"x": box["x"] + 5, "y": box["y"] + 5}
    await touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [point]})
    await expect(part(page, "queue-selection", "count")).to_have_text("1 track selected")
    await touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    await words(page, 3).tap()
    await expect(part(page, "queue-selection", "count")).to_have_text("2 tracks selected")
    await part(page, "queue-selection", "remove").tap()
    await eventually_equal(lambda: queue_titles(page), [titles[0], titles[2]])


async def test_a_menu_selects_too(dashboard: Dashboard) -> None:
    page, titles = await queue_page(dashboard)
    await page.get_by_role("button", name=f"More for {titles[2]}").click()
    await page.locator("queue-menu").get_by_role("button", name="Select").click()
    assert await selected(page) == [2]
    await page.get_by_role("button", name="Clear the selection").click()
    assert await selected(page) == []


async def test_what_others_remove_leaves_the_selection(dashboard: Dashboard) -> None:
    page, _ = await queue_page(dashboard)
    await check(page, 0).focus()
    await page.keyboard.press("ControlOrMeta+a")
    robin = await dashboard.api.listener(seed.ROBIN)
    await dashboard.api.post(robin, "/functions/remove_track", {"index": 1})
    await expect(part(page, "queue-selection", "count")).to_have_text("5 tracks selected")
