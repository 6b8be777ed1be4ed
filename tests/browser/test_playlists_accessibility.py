import pytest
from playwright.async_api import Page

from sim.discord import seed
from tests.browser.test_accessibility import TOO_SMALL, violations
from tests.support.dashboard import PHONE, TABLET, BrowserOptions, Dashboard
from tests.support.playlist_page import open_panel, open_playlist, tick
from tests.support.shelf import Json, Shelf, path_of

LONG = "قائمة تشغيل 🎧 夜のドライブ " + "x" * 70


async def library(shelf: Shelf) -> Json:
    """Give Ada playlists of every kind, and favourites; return the one with tracks."""
    ada = await shelf.api.person(seed.ADA)
    await shelf.make(ada, LONG)
    await shelf.link(ada)
    for link in shelf.api.links(3):
        await shelf.api.post(ada, "/functions/favorite", link)
    playlist = await shelf.filled(ada, 3)
    text = "\n".join([*shelf.api.links(4), "rubbish", "#EXTINF:1,zzqx", "gone.mp3"])
    answer = await ada.post(path_of(playlist, "/import"), content=text.encode())
    await shelf.job(ada, answer.json()["data"]["id"])
    return playlist


async def visit(dashboard: Dashboard, shelf: Shelf, place: str, options: BrowserOptions) -> Page:
    playlist = await library(shelf)
    if place in {"/playlists", "/favourites"}:
        return await dashboard.visit(place, seed.ADA, **options)
    page = await open_playlist(dashboard, playlist, **options)
    if place == "chosen":
        await tick(page, 0).check()
        await page.get_by_text("2 lines led to nothing").click()
        await page.get_by_text("Import into this playlist").click()
    elif place != "tracks":
        await open_panel(page, place)
    return page


PLACES = ["/playlists", "/favourites", "tracks", "chosen", "Play", "Share", "Edit", "More"]


@pytest.mark.parametrize("place", PLACES)
async def test_axe_finds_nothing_in_the_light_and_in_the_dark(
    dashboard: Dashboard, shelf: Shelf, place: str
) -> None:
    page = await visit(dashboard, shelf, place, {"color_scheme": "light"})
    assert await violations(page) == []
    await page.emulate_media(color_scheme="dark")
    assert await violations(page) == []


@pytest.mark.parametrize("place", ["/playlists", "/favourites", "chosen", "Share"])
async def test_a_thumb_can_hit_everything(dashboard: Dashboard, shelf: Shelf, place: str) -> None:
    page = await visit(dashboard, shelf, place, PHONE)
    assert await page.evaluate(TOO_SMALL) == []
    assert await violations(page) == []


@pytest.mark.parametrize("options", [PHONE, {"viewport": TABLET}, {}])
async def test_nothing_is_wider_than_the_window(
    dashboard: Dashboard, shelf: Shelf, options: BrowserOptions
) -> None:
    overflow = "() => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"
    page = await visit(dashboard, shelf, "chosen", options)
    assert await page.evaluate(overflow) == 0
    for path in ("/playlists", "/favourites"):
        await page.goto(dashboard.url + path)
        assert await page.evaluate(overflow) == 0
    await page.get_by_role("link", name="Playlists").first.click()
    await page.get_by_role("link", name="قائمة").click()
    assert await page.evaluate(overflow) == 0
