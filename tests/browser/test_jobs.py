"""The page of jobs: it moves as they get on, and cancels them."""

from playwright.async_api import expect

from sim.discord import seed
from tests.support.dashboard import Dashboard
from tests.support.jobs import DOWNLOADS, bearer, begin, over
from tests.support.library import data
from tests.support.resolving import songs
from tests.support.shelf import Shelf


async def test_a_job_is_followed_and_cancelled_by_a_press(
    dashboard: Dashboard, shelf: Shelf
) -> None:
    api = shelf.api
    client = await bearer(api, seed.NOOR)
    data(await client.post(f"{DOWNLOADS}/cancel-all"))
    page = await dashboard.visit("/jobs", seed.NOOR)
    api.world.node.delay(60)
    started = await begin(client, *songs(8))
    card = page.locator(f'[data-id="{started["batch_id"]}"]')
    await expect(card.get_by_text("0 of 8")).to_be_visible()
    bar = card.get_by_role("progressbar")
    await expect(bar).to_have_js_property("value", 0)
    data(await client.post(f"{DOWNLOADS}/{started['download_ids'][0]}/cancel"))
    await expect(bar).to_have_js_property("value", 1)
    await expect(card.get_by_text("1 of 8")).to_be_visible()
    await card.get_by_role("button", name="Cancel").click()
    await expect(card.get_by_text("8 cancelled")).to_be_visible()
    await expect(bar).to_have_count(0)
    api.world.node.delay(0)
    await over(api, started["batch_id"])
    jobs = data(await client.get(DOWNLOADS, params={"batch_id": started["batch_id"]}))["downloads"]
    assert {job["status"] for job in jobs} == {"cancelled"}
    await page.get_by_role("button", name="Clear the list").click()
    await expect(page.get_by_role("heading", name="Nothing goes on")).to_be_visible()
