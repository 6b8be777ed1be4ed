import pytest
from playwright.async_api import Page, expect

from auth.identity import UserId
from player.playlists import favourites as favourite_rules
from sim.discord import seed
from tests.support.dashboard import (
    PLAYER_PATH,
    Dashboard,
    eventually_equal,
    live,
    part,
    queue_rows,
)
from tests.support.discord import eventually
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


async def test_a_refused_heart_is_taken_back_and_explained(
    dashboard: Dashboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    await no_favourites(dashboard.api, seed.ADA)
    monkeypatch.setattr(favourite_rules, "FAVOURITES_PER_USER", 1)
    playing, liked = dashboard.links(2)
    page = await dashboard.listener(seed.ADA, playing)
    ada = await dashboard.api.person(seed.ADA)
    assert (await ada.post("/functions/favorite", json=liked)).status_code == 200
    await part(page, "now-playing", "heart").click()
    await expect(page.locator("#reason")).to_contain_text("1 favourites")
    await is_liked(page, "false")
    favourites = dashboard.api.world.parts.services.favourites
    assert [track.url for track in await favourites.list_of(UserId(seed.ADA))] == [liked]


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


async def test_the_queues_menu_has_a_heart(dashboard: Dashboard) -> None:
    await no_favourites(dashboard.api, seed.ADA)
    links = dashboard.links(3)
    page = await dashboard.listener(seed.ADA, *links)
    await queue_rows(page).nth(1).get_by_role("button", name="More for").click()
    await page.get_by_role("button", name="Add to favourites").click()
    remove = page.get_by_role("button", name="Remove from favourites")
    await expect(remove).to_be_visible()
    favourites = dashboard.api.world.parts.services.favourites
    await eventually_equal(lambda: favourites.count(UserId(seed.ADA)), 1)
    assert [track.url for track in await favourites.list_of(UserId(seed.ADA))] == [links[2]]
    await page.keyboard.press("Escape")
    await page.reload()
    await live(page)
    await queue_rows(page).nth(1).get_by_role("button", name="More for").click()
    await remove.click()
    await eventually_equal(lambda: favourites.count(UserId(seed.ADA)), 0)


async def test_while_nothing_waits_something_is_suggested(dashboard: Dashboard) -> None:
    await no_favourites(dashboard.api, seed.ADA)
    first, second, third, fourth = dashboard.links(4)
    ada = await dashboard.api.listener(seed.ADA)
    for link in (first, second, third, fourth):
        assert (await ada.post("/functions/favorite", json=link)).status_code == 200
    page = await dashboard.player(seed.ADA)
    rows = page.locator("track-suggestions li")
    await expect(rows).to_have_count(3)
    await rows.first.get_by_role("button").click()
    await eventually(lambda: dashboard.api.player.state.current)
    playing = dashboard.api.player.state.current
    assert playing is not None
    assert playing.track.url == fourth
    await expect(rows.first).not_to_contain_text(playing.track.title)
    await rows.first.get_by_role("button").click()
    await expect(page.locator("track-suggestions")).to_be_hidden()
    await eventually(lambda: dashboard.api.player.state.queue)
