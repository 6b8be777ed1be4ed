import pytest
from playwright.async_api import Locator, Page, expect

from sim.discord import seed
from sim.lavalink.catalogue import ARABIC_TITLE_URL
from tests.support.dashboard import (
    PHONE,
    Dashboard,
    eventually_equal,
    part,
    queue_rows,
    queue_titles,
    search_field,
)


async def queue_page(dashboard: Dashboard) -> tuple[Page, list[str]]:
    """Open a player with four tracks waiting; return their titles, too."""
    page = await dashboard.listener(seed.ADA, *dashboard.links(5))
    await expect(queue_rows(page)).to_have_count(4)
    return page, await queue_titles(page)


def grip(page: Page, place: int) -> Locator:
    return queue_rows(page).nth(place).locator('[data-part="grip"]')


async def middle(locator: Locator) -> tuple[float, float]:
    box = await locator.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def order_of_the_server(dashboard: Dashboard) -> list[str]:
    return [entry.track.title for entry in dashboard.api.player.state.queue]


@pytest.mark.parametrize(("start", "end", "order"), [(0, 2, [1, 2, 0, 3]), (3, 1, [0, 3, 1, 2])])
async def test_a_row_is_dragged_to_another_place(
    dashboard: Dashboard, start: int, end: int, order: list[int]
) -> None:
    page, titles = await queue_page(dashboard)
    await page.mouse.move(*await middle(grip(page, start)))
    await page.mouse.down()
    await page.mouse.move(*await middle(grip(page, end)), steps=8)
    await page.mouse.up()
    await eventually_equal(lambda: queue_titles(page), [titles[place] for place in order])
    assert order_of_the_server(dashboard) == await queue_titles(page)
    assert await queue_rows(page).nth(end).evaluate("row => row.style.translate") == ""


async def test_escape_cancels_a_drag(dashboard: Dashboard) -> None:
    page, titles = await queue_page(dashboard)
    await page.mouse.move(*await middle(grip(page, 0)))
    await page.mouse.down()
    await page.mouse.move(*await middle(grip(page, 3)), steps=8)
    await page.keyboard.press("Escape")
    await page.mouse.up()
    await page.get_by_role("button", name=f"More for {titles[1]}").click()
    await page.get_by_role("button", name="Move up").click()
    await eventually_equal(lambda: queue_titles(page), [titles[place] for place in (1, 0, 2, 3)])


async def test_a_finger_drags_by_the_grip(dashboard: Dashboard) -> None:
    page = await dashboard.listener(seed.ADA, *dashboard.links(4), **PHONE)
    await page.get_by_role("link", name="Queue").click()
    titles = await queue_titles(page)
    (x, y), (_, below) = await middle(grip(page, 0)), await middle(grip(page, 1))
    touch = await page.context.new_cdp_session(page)
    await touch.send(
        "Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]}
    )
    for step in range(1, 9):
        point = {"x": x, "y": y + (below - y) * step / 8}
        await touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
    await touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    await eventually_equal(lambda: queue_titles(page), [titles[1], titles[0], titles[2]])


async def test_a_refused_drag_goes_back(dashboard: Dashboard) -> None:
    page, titles = await queue_page(dashboard)
    dashboard.api.world.discord.world.leave_voice(seed.ADA)
    await expect(part(page, "room-faces", "outside")).to_be_visible()
    await page.mouse.move(*await middle(grip(page, 0)))
    await page.mouse.down()
    await page.mouse.move(*await middle(grip(page, 2)), steps=8)
    await page.mouse.up()
    await expect(page.locator("#reason")).to_contain_text("Join")
    assert await queue_titles(page) == titles
    for row in await queue_rows(page).all():
        assert await row.evaluate("row => row.style.translate") == ""


async def test_the_keyboard_grabs_carries_and_drops_a_track(dashboard: Dashboard) -> None:
    page, titles = await queue_page(dashboard)
    heard = part(page, "toast-region", "heard")
    await grip(page, 0).press("Space")
    await expect(heard).to_contain_text(f"{titles[0]} is grabbed.")
    await page.keyboard.press("ArrowDown")
    await expect(heard).to_contain_text("Place 2 of 4.")
    await page.keyboard.press("End")
    await page.keyboard.press("ArrowUp")
    await expect(heard).to_contain_text("Place 3 of 4.")
    await page.keyboard.press("Enter")
    await eventually_equal(lambda: queue_titles(page), [titles[place] for place in (1, 2, 0, 3)])
    await expect(heard).to_contain_text(f"{titles[0]} is now 3 of 4.")
    await expect(grip(page, 2)).to_be_focused()
    assert order_of_the_server(dashboard) == await queue_titles(page)


async def test_escape_lets_a_grabbed_track_stay(dashboard: Dashboard) -> None:
    page, titles = await queue_page(dashboard)
    await grip(page, 1).press("Enter")
    await page.keyboard.press("End")
    await page.keyboard.press("Escape")
    await expect(part(page, "toast-region", "heard")).to_contain_text(
        f"{titles[1]} stays at place 2."
    )
    assert await queue_titles(page) == titles
    await expect(grip(page, 1)).to_be_focused()
    for row in await queue_rows(page).all():
        assert await row.evaluate("row => row.style.translate") == ""


async def test_a_grabbed_track_survives_what_others_do(dashboard: Dashboard) -> None:
    page, titles = await queue_page(dashboard)
    await grip(page, 1).press("Space")
    await page.keyboard.press("ArrowDown")
    first = dashboard.api.player.state.queue[0].id
    robin = await dashboard.api.listener(seed.ROBIN)
    await dashboard.api.post(robin, "/functions/remove_track", {"id": first})
    await expect(queue_rows(page)).to_have_count(3)
    await page.keyboard.press("Space")
    await eventually_equal(lambda: queue_titles(page), [titles[place] for place in (2, 3, 1)])


async def test_arrows_lead_from_row_to_row_and_tab_leads_out(dashboard: Dashboard) -> None:
    page, _ = await queue_page(dashboard)
    more = queue_rows(page).locator('[data-part="more"]')
    await more.nth(0).focus()
    await page.keyboard.press("ArrowDown")
    await expect(more.nth(1)).to_be_focused()
    await page.keyboard.press("End")
    await expect(more.nth(3)).to_be_focused()
    await page.keyboard.press("PageUp")
    await page.keyboard.press("Home")
    await expect(more.nth(0)).to_be_focused()
    await page.keyboard.press("Tab")
    assert await page.evaluate("document.activeElement.closest('li.queue-row')") is None


async def test_the_keyboard_removes_a_track_and_goes_to_the_next(dashboard: Dashboard) -> None:
    page, titles = await queue_page(dashboard)
    await grip(page, 1).press("Delete")
    await eventually_equal(lambda: queue_titles(page), [titles[place] for place in (0, 2, 3)])
    await expect(grip(page, 1)).to_be_focused()


async def test_the_menu_does_what_the_keyboard_does(dashboard: Dashboard) -> None:
    page, titles = await queue_page(dashboard)
    menu = page.locator("queue-menu")

    async def choose(place: int, action: str) -> None:
        await queue_rows(page).nth(place).get_by_role("button", name="More for").click()
        await menu.get_by_role("button", name=action).click()

    await choose(2, "Move to the top")
    await eventually_equal(lambda: queue_titles(page), [titles[place] for place in (2, 0, 1, 3)])
    await choose(0, "Move down")
    await eventually_equal(lambda: queue_titles(page), [titles[place] for place in (0, 2, 1, 3)])
    await choose(1, "Move up")
    await eventually_equal(lambda: queue_titles(page), [titles[place] for place in (2, 0, 1, 3)])
    await choose(3, "Remove")
    await eventually_equal(lambda: queue_titles(page), [titles[place] for place in (2, 0, 1)])
    await choose(2, "Play now")
    await expect(part(page, "now-playing", "title")).to_have_text(titles[1])


async def test_a_picture_is_pressed_to_jump(dashboard: Dashboard) -> None:
    page, titles = await queue_page(dashboard)
    await page.get_by_role("button", name=f"Play {titles[1]} now").click()
    await expect(part(page, "now-playing", "title")).to_have_text(titles[1])
    assert titles[0] in await queue_titles(page)


async def test_an_empty_queue_says_what_to_do(dashboard: Dashboard) -> None:
    page = await dashboard.listener(seed.ADA, *dashboard.links(2))
    await expect(part(page, "queue-list", "sum")).to_contain_text("1 track")
    await grip(page, 0).press("Delete")
    await expect(page.get_by_text("Nothing comes next")).to_be_visible()
    await page.get_by_role("button", name="Add a track").click()
    await expect(search_field(page)).to_be_focused()


async def test_a_title_in_another_script_begins_where_the_others_do(dashboard: Dashboard) -> None:
    links = [*dashboard.links(2), ARABIC_TITLE_URL]
    page = await dashboard.listener(seed.ADA, *links)
    titles = queue_rows(page).locator('[data-part="title"]')
    await expect(titles).to_have_count(2)
    edges = "(all) => all.map((one) => getComputedStyle(one).textAlign)"
    assert await titles.evaluate_all(edges) == ["left", "left"]
    assert await titles.last.evaluate("(one) => one.matches(':dir(rtl)')")
