"""The reference of the API: found by words, read by everybody, tried with one's own sign-in."""

from playwright.async_api import Locator, Page, expect

from sim.discord import seed
from tests.browser.test_accessibility import violations
from tests.support.dashboard import PHONE, Dashboard, eventually_equal


async def form_of(page: Page, operation: str) -> Locator:
    """Open the form of an operation."""
    article = page.locator(f"#{operation}")
    await article.get_by_text("Try it").click()
    form = article.locator("form")
    await expect(form.get_by_role("button", name="Send")).to_be_visible()
    return form


async def test_a_search_leaves_what_matches(dashboard: Dashboard) -> None:
    page = await dashboard.visit("/docs")
    await page.get_by_label("Find").fill("equalizer bands")
    shown = page.locator("[data-docs-operation]:visible")
    await expect(shown.first).to_contain_text("/functions/equalizer")
    assert await shown.count() < 5
    await page.get_by_label("Find").fill("no operation has xylophones")
    await expect(page.get_by_text("Nothing here matches.")).to_be_visible()
    await page.get_by_label("Find").fill("")
    await expect(page.get_by_role("heading", name="Basics")).to_be_visible()


async def test_it_is_read_without_scripts(dashboard: Dashboard) -> None:
    page = await dashboard.visit("/docs", java_script_enabled=False)
    article = page.locator("#get_queue")
    await expect(article.get_by_role("heading", level=4)).to_contain_text("/tracks/queue")
    await expect(article.get_by_label("Who, and how often")).to_contain_text("player:read")
    await expect(page.get_by_text("Try it").first).to_be_hidden()


async def test_an_operation_is_tried_as_oneself(dashboard: Dashboard) -> None:
    await dashboard.api.listener(seed.ADA)
    page = await dashboard.visit("/docs", seed.ADA)
    form = await form_of(page, "post_volume")
    await expect(form.get_by_text("for real, in your name")).to_be_visible()
    await form.get_by_label("Body").fill("37")
    await expect(form.locator('[data-part="command"]')).to_contain_text("-d '37'")
    await form.get_by_role("button", name="Send").click()
    await expect(form.get_by_role("status")).to_contain_text("200")
    await expect(form.get_by_label("Answer")).to_contain_text('"data": 37')
    ada = await dashboard.api.person(seed.ADA)

    async def volume() -> object:
        return (await ada.get("/functions/player")).json()["data"]["volume"]

    await eventually_equal(volume, 37)


async def test_a_refusal_is_shown_as_it_comes(dashboard: Dashboard) -> None:
    page = await dashboard.visit("/docs", seed.ADA)
    form = await form_of(page, "get_named_member")
    await form.get_by_label("guild_id").fill(seed.HARBOUR)
    await form.get_by_role("button", name="Send").click()
    await expect(form.get_by_role("status")).to_contain_text("400")
    await expect(form.get_by_label("Answer")).to_contain_text('"field": "name"')


async def test_a_stream_is_shown_until_it_is_stopped(dashboard: Dashboard) -> None:
    page = await dashboard.visit("/docs", seed.ADA)
    form = await form_of(page, "get_guild_events")
    await form.get_by_label("guild_id").fill(seed.HARBOUR)
    await form.get_by_role("button", name="Send").click()
    await expect(form.get_by_label("Answer")).to_contain_text("event: ")
    stop = form.get_by_role("button", name="Stop")
    await stop.click()
    await expect(stop).to_be_hidden()
    await expect(form.get_by_role("alert")).to_be_hidden()


async def test_a_stranger_is_led_to_the_sign_in(dashboard: Dashboard) -> None:
    page = await dashboard.visit("/docs")
    form = await form_of(page, "get_me")
    await expect(form.get_by_role("link", name="Sign in with Discord")).to_be_visible()


async def test_a_form_fits_phones_and_screen_readers(dashboard: Dashboard) -> None:
    page = await dashboard.visit("/docs", seed.ADA, color_scheme="dark", **PHONE)
    await page.get_by_label("Find").fill("move track")
    await form_of(page, "post_move_track")
    overflow = "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"
    assert await page.evaluate(overflow) == 0
    assert await violations(page) == []
