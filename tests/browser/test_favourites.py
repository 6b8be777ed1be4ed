from playwright.async_api import Page, expect

from auth.identity import UserId
from sim.discord import seed
from tests.support.dashboard import PLAYER_PATH, Dashboard, live, part
from tests.support.favourites import no_favourites


async def is_liked(page: Page, pressed: str) -> None:
    await expect(part(page, "now-playing", "heart")).to_have_attribute("aria-pressed", pressed)


async def test_a_heart_makes_a_favourite_on_all_devices(dashboard: Dashboard) -> None:
    await no_favourites(dashboard.api, seed.ADA)
    first, second = dashboard.links(2)
    page = await dashboard.listener(seed.ADA, first, second)
    other = await dashboard.player(seed.ADA)
    tab = await page.context.new_page()
    await tab.goto(dashboard.url + PLAYER_PATH)
    await live(tab)
    robin = await dashboard.listener(seed.ROBIN)
    await part(page, "now-playing", "heart").click()
    for screen in (page, other, tab):
        await is_liked(screen, "true")
    await is_liked(robin, "false")
    ada = await dashboard.api.person(seed.ADA)
    kept = (await ada.get("/favorites")).json()["data"]["tracks"]
    assert [track["url"] for track in kept] == [first]
    await page.get_by_role("button", name="Skip").click()
    for screen in (page, other):
        await is_liked(screen, "false")
    await page.get_by_role("button", name="Previous").click()
    await is_liked(other, "true")
    await part(other, "now-playing", "heart").click()
    await is_liked(page, "false")


async def test_the_first_paint_knows_favourites(dashboard: Dashboard) -> None:
    await no_favourites(dashboard.api, seed.ADA)
    (link,) = dashboard.links(1)
    ada = await dashboard.api.listener(seed.ADA)
    await dashboard.api.with_queue(ada, link)
    await ada.post("/functions/favorite", json=link)
    page = await dashboard.visit(PLAYER_PATH, seed.ADA, java_script_enabled=False)
    await is_liked(page, "true")


async def test_a_refused_heart_is_taken_back_and_explained(dashboard: Dashboard) -> None:
    await no_favourites(dashboard.api, seed.ADA)
    page = await dashboard.listener(seed.ADA, *dashboard.links(1))
    await page.route(
        "**/functions/favorite",
        lambda route: route.fulfill(
            status=409,
            json={"status": "error", "data": {"message": "You have enough.", "code": "409"}},
        ),
    )
    await part(page, "now-playing", "heart").click()
    await expect(page.locator("#reason")).to_have_text("You have enough.")
    await is_liked(page, "false")
    favourites = dashboard.api.world.parts.services.favourites
    assert await favourites.count(UserId(seed.ADA)) == 0


async def test_the_link_of_what_plays_is_copied(dashboard: Dashboard) -> None:
    (link,) = dashboard.links(1)
    page = await dashboard.listener(seed.ADA, link)
    await page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await page.get_by_role("button", name="Copy the link of this track").click()
    await expect(page.locator("#reason")).to_have_text("Copied.")
    await expect(part(page, "toast-region", "heard")).to_have_text("Copied.")
    assert await page.evaluate("() => navigator.clipboard.readText()") == link


async def test_without_the_right_to_copy_the_link_is_shown(dashboard: Dashboard) -> None:
    (link,) = dashboard.links(1)
    page = await dashboard.listener(seed.ADA, link)
    await page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")
    await page.get_by_role("button", name="Copy the link of this track").click()
    await expect(page.locator("#reason")).to_contain_text(link)
