import asyncio
from functools import partial

from playwright.async_api import Page, expect

from sim.discord import seed
from tests.support.dashboard import (
    PLAYER_PATH,
    Dashboard,
    elapsed_s,
    eventually_equal,
    live,
    part,
    queue_rows,
    queue_titles,
)
from tests.support.discord import eventually

STREAMS = ("the server's", "the person's own")


async def test_what_one_does_the_other_sees(dashboard: Dashboard) -> None:
    ada = await dashboard.listener(seed.ADA, *dashboard.links(4))
    robin = await dashboard.listener(seed.ROBIN)
    await ada.get_by_role("button", name="Pause").click()
    for page in (ada, robin):
        await expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    assert await elapsed_s(ada) == await elapsed_s(robin)
    await robin.get_by_role("slider", name="Volume").press("ArrowDown")
    await expect(ada.get_by_role("slider", name="Volume")).to_have_attribute(
        "aria-valuetext", "90 %"
    )
    (first, *others) = await queue_titles(robin)
    moved = [*others, first]
    await robin.locator('queue-list [data-part="grip"]').first.press("Space")
    await robin.keyboard.press("End")
    await robin.keyboard.press("Space")
    for page in (ada, robin):
        await eventually_equal(partial(queue_titles, page), moved)
    await ada.get_by_role("button", name="Skip").click()
    for page in (ada, robin):
        await expect(part(page, "now-playing", "title")).to_have_text(moved[0])


async def test_people_appear_as_they_come_and_go(dashboard: Dashboard) -> None:
    page = await dashboard.listener(seed.ADA, *dashboard.links(1))
    await page.get_by_role("tab", name="People").click()
    people = page.get_by_role("tabpanel", name="People")
    await expect(people).to_contain_text("Ada Lindqvist")
    dashboard.api.world.discord.world.join_voice(seed.BOBBY, seed.MAIN_DECK)
    await expect(people).to_contain_text("<i>Bobby</i>")
    dashboard.api.world.discord.world.leave_voice(seed.BOBBY)
    await expect(people).not_to_contain_text("Bobby")


async def test_tabs_of_one_browser_share_a_stream(dashboard: Dashboard) -> None:
    hub = dashboard.api.world.parts.services.hub
    first = await dashboard.listener(seed.ADA, *dashboard.links(3))
    second = await first.context.new_page()
    await second.goto(dashboard.url + PLAYER_PATH)
    await live(second)
    await eventually(lambda: hub.subscribers == len(STREAMS))
    (title, *_) = await queue_titles(second)
    await second.get_by_role("button", name="Skip").click()
    for page in (first, second):
        await expect(part(page, "now-playing", "title")).to_have_text(title)
    # The tab that held the stream goes; the other one takes over without missing anything.
    await first.close()
    await second.get_by_role("button", name="Shuffle").click()
    await expect(second.get_by_role("button", name="Shuffle")).to_have_attribute(
        "aria-pressed", "true"
    )
    await eventually(lambda: hub.subscribers == len(STREAMS))


async def test_two_who_edit_at_once_end_with_the_same_queue(dashboard: Dashboard) -> None:
    ada = await dashboard.listener(seed.ADA, *dashboard.links(15))
    robin = await dashboard.listener(seed.ROBIN)
    await expect(queue_rows(robin)).to_have_count(14)

    async def edit(page: Page, start: int) -> None:
        for _ in range(3):
            await page.locator('queue-list [data-part="grip"]').nth(start).press("Space")
            await page.keyboard.press("Home")
            await page.keyboard.press("Space")
            await page.locator('queue-list [data-part="more"]').nth(start).press("Delete")

    async def shown_besides_the_truth() -> list[bool]:
        # Requests may still be on their way, so the truth is looked at again, too.
        truth = [entry.track.title for entry in dashboard.api.player.state.queue]
        shown = [truth == await queue_titles(page) for page in (ada, robin)]
        return [*shown, 8 <= len(truth) < 14]

    await asyncio.gather(edit(ada, 3), edit(robin, 1))
    await eventually_equal(shown_besides_the_truth, [True, True, True])
