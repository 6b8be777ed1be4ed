"""The head of the queue: its sums, undoing one's last edit, and the menu of the whole queue."""

import pytest
from playwright.async_api import Page, expect

from player.core.policy import Circle, DJRules, Policy
from sim.discord import seed
from tests.support.api import data
from tests.support.dashboard import Dashboard, eventually_equal, part, queue_rows, queue_titles


async def queue_page(dashboard: Dashboard, count: int = 4) -> tuple[Page, list[str]]:
    page = await dashboard.listener(seed.ADA, *dashboard.links(count + 1))
    await expect(queue_rows(page)).to_have_count(count)
    return page, await queue_titles(page)


async def choose(page: Page, action: str) -> None:
    await page.get_by_role("button", name="More for the queue").click()
    await page.locator("queue-actions").get_by_role("button", name=action).click()


async def test_the_last_edit_is_undone_from_the_head(dashboard: Dashboard) -> None:
    page, titles = await queue_page(dashboard)
    undo = part(page, "queue-head", "undo")
    await queue_rows(page).nth(1).locator('[data-part="grip"]').press("Delete")
    await eventually_equal(lambda: queue_titles(page), [titles[0], *titles[2:]])
    await undo.click()
    await eventually_equal(lambda: queue_titles(page), titles)
    await expect(undo).to_be_hidden()


async def test_nobody_is_offered_to_undo_what_others_did(dashboard: Dashboard) -> None:
    page, _ = await queue_page(dashboard)
    undo = part(page, "queue-head", "undo")
    await expect(undo).to_be_visible()
    robin = await dashboard.api.listener(seed.ROBIN)
    await dashboard.api.post(robin, "/functions/remove_track", {"index": 0})
    await expect(queue_rows(page)).to_have_count(3)
    await expect(undo).to_be_hidden()


@pytest.mark.parametrize(
    ("action", "left", "words"),
    [
        ("Clear the queue", 0, "The queue is cleared."),
        ("Remove my tracks", 0, "Your tracks are gone from the queue."),
        ("Remove doubles", 4, "No track is in the queue twice."),
        ("Shuffle once", 4, "The queue is shuffled."),
    ],
)
async def test_the_menu_tidies_up(dashboard: Dashboard, action: str, left: int, words: str) -> None:
    page, titles = await queue_page(dashboard)
    await choose(page, action)
    await expect(page.locator(".toast", has_text=words)).to_be_visible()
    await expect(queue_rows(page)).to_have_count(left)
    assert len(dashboard.api.player.state.queue) == left
    if left:
        return
    await page.locator(".toast").get_by_role("button", name="Undo").click()
    await eventually_equal(lambda: queue_titles(page), titles)


async def test_the_queue_is_kept_as_a_playlist(dashboard: Dashboard) -> None:
    page, _ = await queue_page(dashboard)
    await choose(page, "Save as a playlist")
    await page.get_by_label("Name").fill("Friday on deck")
    await page.get_by_role("button", name="Save", exact=True).click()
    words = "Saved as the playlist Friday on deck."
    await expect(page.locator(".toast", has_text=words)).to_be_visible()
    ada = await dashboard.api.person(seed.ADA)
    mine = data(await ada.get("/playlists"))
    (saved,) = [each for each in mine if each["name"] == "Friday on deck"]
    assert saved["length"] == 5
    await ada.delete(f"/playlists/{saved['id']}")


async def test_an_empty_queue_says_why_there_is_nothing_to_tidy(dashboard: Dashboard) -> None:
    page = await dashboard.listener(seed.ADA)
    await page.get_by_role("button", name="More for the queue").click()
    await page.get_by_role("button", name="Clear the queue").click(force=True)
    await expect(page.locator("#reason")).to_have_text("The queue is empty.")


async def test_what_needs_a_vote_starts_one_and_says_so(dashboard: Dashboard) -> None:
    rules = DJRules(default=Circle(), neutral=Circle(everyone=True), neutral_value=100)
    leila = await dashboard.listener(seed.LEILA)
    ada = await dashboard.api.listener(seed.ADA)
    await dashboard.api.with_queue(ada, *dashboard.links(4))
    await dashboard.api.rules(Policy(dj=rules))
    titles = await queue_titles(leila)
    await leila.get_by_role("checkbox", name=f"Select {titles[0]}").focus()
    await leila.keyboard.press("ControlOrMeta+a")
    await part(leila, "queue-selection", "remove").click()
    await expect(leila.locator("#reason")).to_contain_text("Vote started")
    assert len(dashboard.api.player.state.votes) == 1
    assert await queue_titles(leila) == titles


async def test_the_sums_speak_of_the_whole_queue(dashboard: Dashboard) -> None:
    page, _ = await queue_page(dashboard)
    await expect(part(page, "queue-list", "total")).to_contain_text("4 tracks · ")
    await expect(part(page, "queue-list", "remaining")).to_contain_text("left in all")
