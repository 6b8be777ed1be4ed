"""A queue of a thousand tracks: only what is in sight is in the page, and everything works."""

import pytest
from playwright.async_api import Locator, Page, Request, expect

from auth.identity import UserId, person
from player.core.requests import AddTracks, Index, RemoveEntry
from player.session import Caller
from sim.discord import seed
from tests.support.builders import tracks
from tests.support.dashboard import (
    PHONE,
    BrowserOptions,
    Dashboard,
    eventually_equal,
    live,
    part,
    queue_rows,
)

ADA = Caller(person(UserId(seed.ADA)))
NAMES = [f"Song {number:04}" for number in range(1, 1001)]
MOST_ROWS = 45


async def long_queue(dashboard: Dashboard, options: BrowserOptions | None = None) -> Page:
    """Open a player in which a thousand tracks wait."""
    page = await dashboard.listener(seed.ADA, *dashboard.links(1), **(options or {}))
    await dashboard.api.player.submit(AddTracks(tracks(*NAMES)), ADA)
    await page.reload()
    await live(page)
    await expect(part(page, "queue-list", "total")).to_contain_text("1,000 tracks")
    return page


def row(page: Page, title: str) -> Locator:
    return queue_rows(page).filter(has_text=title)


async def scroll(page: Page, *places: int) -> None:
    """Scroll past some places to the last of them, faster than anything settles."""
    await page.locator('queue-list [data-part="scroll"]').evaluate(
        "(box, tops) => tops.forEach((top) => (box.scrollTop = top))",
        [place * 64 for place in places],
    )


def order(dashboard: Dashboard) -> list[str]:
    return [entry.track.title for entry in dashboard.api.player.state.queue]


async def first_seen(page: Page) -> tuple[str, float]:
    """Return the title of the first row that is seen whole, and where it is seen."""
    title, top = await page.evaluate("""() => {
      const box = document.querySelector('queue-list [data-part="scroll"]').getBoundingClientRect();
      const seen = [...document.querySelectorAll("queue-list li.queue-row")]
        .map((row) => [row, row.getBoundingClientRect().top])
        .filter(([, top]) => top >= box.top);
      const [row, top] = seen[0];
      return [row.querySelector('[data-part="title"]').textContent, top];
    }""")
    return title, top


async def test_only_the_rows_in_sight_are_in_the_page(dashboard: Dashboard) -> None:
    page = await long_queue(dashboard)
    list_height = await page.locator("ol.queue-rows").evaluate("list => list.offsetHeight")
    assert list_height == 1000 * 64
    for place in (0, 300, 990):
        await scroll(page, place)
        await expect(row(page, NAMES[place])).to_be_visible()
        await expect(row(page, NAMES[place])).to_have_attribute("aria-posinset", str(place + 1))
        await expect(row(page, NAMES[place])).to_have_attribute("aria-setsize", "1000")
        assert await queue_rows(page).count() <= MOST_ROWS


async def test_entries_are_asked_for_once_when_they_come_into_sight(dashboard: Dashboard) -> None:
    page = await long_queue(dashboard)
    asked: list[str] = []

    def hear(request: Request) -> None:
        if "/tracks/queue?start" in request.url:
            asked.append(request.url)

    # Those that were given up while scrolling on do not finish.
    page.on("requestfinished", hear)
    await scroll(page, *range(100, 900, 25), 500)
    await expect(row(page, NAMES[500])).to_be_visible()
    await scroll(page, 520)
    await expect(row(page, NAMES[522])).to_be_visible()
    await scroll(page, 500)
    await expect(row(page, NAMES[500])).to_be_visible()
    covering = [url for url in asked if covers(url, 505)]
    assert len(covering) == 1


def covers(url: str, place: int) -> bool:
    numbers = dict(pair.split("=") for pair in url.partition("?")[2].split("&"))
    return int(numbers["start"]) <= place < int(numbers["end"])


async def test_an_unknown_entry_is_a_quiet_place_until_it_arrives(dashboard: Dashboard) -> None:
    page = await long_queue(dashboard)
    await page.route("**/tracks/queue?**", lambda route: route.abort())
    await scroll(page, 600)
    waiting = page.locator('li.queue-row[aria-posinset="601"]')
    await expect(waiting).to_have_attribute("data-unknown", "")
    await expect(waiting.get_by_role("button", name="More for Track 601")).to_be_visible()
    await page.unroute("**/tracks/queue?**")
    await expect(row(page, NAMES[600])).to_be_visible()


async def test_what_is_in_sight_stays_there_while_others_edit(dashboard: Dashboard) -> None:
    page = await long_queue(dashboard)
    await scroll(page, 400)
    await expect(row(page, NAMES[400])).to_be_visible()
    before = await first_seen(page)
    session = dashboard.api.player
    await session.submit(RemoveEntry(Index(3)), ADA)
    await expect(part(page, "queue-list", "total")).to_contain_text("999 tracks")
    assert await first_seen(page) == before
    await session.submit(RemoveEntry(Index(900)), ADA)
    await expect(part(page, "queue-list", "total")).to_contain_text("998 tracks")
    assert await first_seen(page) == before


async def test_the_focus_survives_scrolling_away(dashboard: Dashboard) -> None:
    page = await long_queue(dashboard)
    grip = row(page, NAMES[4]).locator('[data-part="grip"]')
    await grip.focus()
    await scroll(page, 700)
    await expect(row(page, NAMES[700])).to_be_visible()
    await expect(grip).to_be_focused()
    await page.keyboard.press("ArrowDown")
    await expect(row(page, NAMES[5]).locator('[data-part="grip"]')).to_be_focused()
    await expect(row(page, NAMES[5])).to_be_in_viewport()


async def test_home_end_and_page_keys_lead_through_the_whole_queue(dashboard: Dashboard) -> None:
    page = await long_queue(dashboard)
    await row(page, NAMES[0]).locator('[data-part="more"]').focus()
    await page.keyboard.press("End")
    await expect(row(page, NAMES[999]).locator('[data-part="more"]')).to_be_focused()
    await expect(row(page, NAMES[999])).to_be_in_viewport()
    await page.keyboard.press("PageUp")
    focused = page.locator("li.queue-row:focus-within")
    place = int(await focused.get_attribute("aria-posinset") or 0)
    assert 960 < place < 998
    await page.keyboard.press("Home")
    await expect(row(page, NAMES[0]).locator('[data-part="more"]')).to_be_focused()


async def test_the_keyboard_carries_a_track_across_the_window(dashboard: Dashboard) -> None:
    page = await long_queue(dashboard)
    await row(page, NAMES[2]).locator('[data-part="grip"]').press("Space")
    await page.keyboard.press("End")
    await page.keyboard.press("ArrowUp")
    await page.keyboard.press("Space")
    moved = [*NAMES[:2], *NAMES[3:999], NAMES[2], NAMES[999]]
    await eventually_equal(lambda: as_read(dashboard), moved)
    await expect(row(page, NAMES[2]).locator('[data-part="grip"]')).to_be_focused()
    await expect(row(page, NAMES[2])).to_be_in_viewport()


async def as_read(dashboard: Dashboard) -> list[str]:
    return order(dashboard)


async def test_a_drag_scrolls_on_at_the_edge(dashboard: Dashboard) -> None:
    page = await long_queue(dashboard)
    box = await page.locator('queue-list [data-part="scroll"]').bounding_box()
    grip = await row(page, NAMES[1]).locator('[data-part="grip"]').bounding_box()
    assert box is not None
    assert grip is not None
    x = grip["x"] + 10
    await page.mouse.move(x, grip["y"] + 20)
    await page.mouse.down()
    await page.mouse.move(x, box["y"] + box["height"] - 4, steps=6)
    scrolled = "() => document.querySelector('queue-list [data-part=scroll]').scrollTop > 60 * 64"
    await page.wait_for_function(scrolled)
    await page.mouse.up()
    await eventually_equal(lambda: moved_far(dashboard, NAMES[1]), True)
    assert sorted(order(dashboard)) == NAMES


async def moved_far(dashboard: Dashboard, title: str) -> bool:
    return order(dashboard).index(title) > 40


@pytest.mark.parametrize("options", [PHONE])
async def test_on_a_phone_the_page_itself_scrolls(
    dashboard: Dashboard, options: BrowserOptions
) -> None:
    page = await long_queue(dashboard, options)
    await page.get_by_role("link", name="Queue").click()
    await expect(page.get_by_role("link", name="Queue")).to_have_attribute("aria-current", "page")
    await page.evaluate("scrollTo(0, 500 * 64)")
    await expect(row(page, NAMES[498])).to_be_visible()
    assert await queue_rows(page).count() <= MOST_ROWS


async def test_a_shuffle_of_a_thousand_arrives(dashboard: Dashboard) -> None:
    page = await long_queue(dashboard)
    await page.get_by_role("button", name="More for the queue").click()
    await page.get_by_role("button", name="Shuffle once").click()
    await eventually_equal(lambda: differs(dashboard), True)
    first = order(dashboard)[0]
    await expect(queue_rows(page).first).to_contain_text(first)


async def differs(dashboard: Dashboard) -> bool:
    return order(dashboard) != NAMES
