"""One's library in a browser: from a letter to an artist to the queue, on a phone in the dark."""

import secrets

from playwright.async_api import expect

from auth.identity import UserId
from sim.discord import seed
from tests.browser.test_accessibility import violations
from tests.support.dashboard import PHONE, Dashboard
from tests.support.discord import eventually
from tests.support.newcomers import play_of

TOASTS = ["region"]
"""They stand outside of the page's regions, and are gone in a moment."""


async def test_one_finds_an_artist_follows_them_and_plays_a_track(dashboard: Dashboard) -> None:
    name = f"Zoë {secrets.token_hex(5)}"
    song = play_of(UserId(seed.ADA), name, "My Song", url=dashboard.links(1)[0], album="Album")
    await dashboard.api.world.parts.services.history.tell([song])
    await dashboard.api.listener(seed.ADA)
    page = await dashboard.visit("/library", seed.ADA)
    await page.get_by_role("link", name="Z", exact=True).click()
    await page.get_by_role("searchbox").fill(name)
    await page.get_by_role("searchbox").press("Enter")
    await page.get_by_role("link", name=name).click()
    await page.get_by_role("button", name="Follow", exact=True).click()
    await expect(page.locator(".toast")).to_contain_text("You follow them now.")
    await expect(page.get_by_role("button", name="Follow no more")).to_be_focused()
    await page.get_by_role("link", name="Album").click()
    await page.get_by_role("button", name="Add to the queue").click()
    await expect(page.get_by_role("alert")).to_contain_text("Choose 1 to 25 tracks.")
    await page.get_by_role("checkbox", name="My Song").check()
    await page.get_by_role("button", name="Add to the queue").click()
    await expect(page.locator(".toast")).to_contain_text("Added 1 track to the queue.")
    await eventually(lambda: dashboard.api.player.state.current is not None)


async def test_names_of_all_kinds_fit_on_a_phone_in_the_dark(dashboard: Dashboard) -> None:
    word = secrets.token_hex(5)
    names = (f"أغنية {word}", f"🎧 {word}", f"{word} {'Wolfeschlegelsteinhausenbergerdorff ' * 3}")
    plays = [
        play_of(UserId(seed.ADA), name, f"Song {'long ' * 30}", place)
        for place, name in enumerate(names)
    ]
    await dashboard.api.world.parts.services.history.tell(plays)
    page = await dashboard.visit(f"/library?search={word}", seed.ADA, color_scheme="dark", **PHONE)
    await expect(page.locator(".shelf-link")).to_have_count(3)
    assert await violations(page, but=TOASTS) == []
    await page.get_by_role("link", name="أغنية").click()
    await expect(page.get_by_role("heading", name="أغنية")).to_be_visible()
    assert await violations(page, but=TOASTS) == []
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
