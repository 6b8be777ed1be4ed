"""The pages in German, as somebody sees them whose browser asks for it, or who has chosen it."""

import re

import pytest
from playwright.async_api import Page, expect

from sim.discord import seed
from tests.browser.test_application import looked_after
from tests.browser.test_votes import card, room
from tests.support.dashboard import (
    PHONE,
    PLAYER_PATH,
    SMALL,
    BrowserOptions,
    Dashboard,
    live,
    part,
)
from tests.support.discord import eventually

GERMAN: BrowserOptions = {"locale": "de-DE"}
GERMAN_PHONE: BrowserOptions = {**PHONE, "locale": "de-DE"}
SETTINGS_PATH = f"{PLAYER_PATH}/settings"
LOG_PATH = f"{PLAYER_PATH}/log"
PATHS = ["/", "/servers", "/account", "/playlists", "/favourites", "/nowhere", PLAYER_PATH]
PATHS += [SETTINGS_PATH, LOG_PATH]
OVERFLOW = "() => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"


async def language(page: Page) -> str:
    return str(await page.evaluate("() => document.documentElement.lang"))


async def test_the_landing_page_speaks_german(dashboard: Dashboard) -> None:
    page = await dashboard.visit("/", **GERMAN)
    assert await language(page) == "de"
    await expect(page.get_by_role("link", name="Mit Discord anmelden")).to_be_visible()


async def test_another_language_is_answered_in_english(dashboard: Dashboard) -> None:
    page = await dashboard.visit("/", locale="fr-FR")
    assert await language(page) == "en"
    await expect(page.get_by_role("link", name="Sign in with Discord")).to_be_visible()


async def test_the_player_speaks_german_before_and_after_its_scripts(dashboard: Dashboard) -> None:
    page = await dashboard.listener(seed.ADA, *dashboard.links(2), **GERMAN)
    pause = part(page, "transport-bar", "play")
    await expect(pause).to_have_accessible_name("Pause")
    await pause.click()
    await expect(pause).to_have_accessible_name("Abspielen")
    await expect(part(page, "now-playing", "state")).to_have_text("Pausiert")
    await expect(part(page, "queue-list", "total")).to_have_text(
        re.compile(r"^1 Titel · \d+ Min\.")
    )
    assert dashboard.api.player.state.playhead is not None
    assert dashboard.api.player.state.playhead.paused


async def test_a_refusal_of_the_server_is_said_in_german(dashboard: Dashboard) -> None:
    page = await dashboard.listener(seed.ADA, **GERMAN)
    await page.locator("#search-input").fill("http://10.0.0.1/song.mp3")
    await page.keyboard.press("Enter")
    refusal = "Links in ein privates Netz werden nicht angenommen."
    await expect(page.get_by_text(refusal).first).to_be_visible()


async def test_a_vote_is_said_to_each_in_their_language(dashboard: Dashboard) -> None:
    noor, leila = await room(dashboard)
    german = await dashboard.player(seed.LEILA, **GERMAN)
    await noor.get_by_role("button", name="Skip").click()
    current = dashboard.api.player.state.current
    assert current is not None
    title = current.track.title
    await expect(card(leila)).to_contain_text(f"skip “{title}”", ignore_case=True)
    await expect(card(german)).to_contain_text(f"„{title}“ überspringen")
    await card(german).get_by_role("button", name="Mitstimmen").click()
    await expect(card(leila)).to_contain_text("Passed")
    await eventually(lambda: dashboard.api.player.state.current != current)


async def test_a_person_chooses_a_language_on_the_account_page(dashboard: Dashboard) -> None:
    page = await dashboard.visit("/account", seed.ROBIN)
    await page.get_by_label("Deutsch").check()
    await page.get_by_role("button", name="Use this language").click()
    await expect(page.get_by_role("heading", name="Konto")).to_be_visible()
    dashboard.forget(seed.ROBIN)
    elsewhere = await dashboard.visit("/account", seed.ROBIN)
    await expect(elsewhere.get_by_role("heading", name="Konto")).to_be_visible()
    await elsewhere.get_by_label("Wie der Browser").check()
    await elsewhere.get_by_role("button", name="Diese Sprache nehmen").click()
    await expect(elsewhere.get_by_role("heading", name="Account")).to_be_visible()
    dashboard.forget(seed.ROBIN)


async def test_the_choice_works_without_scripts(dashboard: Dashboard) -> None:
    page = await dashboard.visit("/account", seed.ADA, java_script_enabled=False)
    await page.get_by_label("Deutsch").check()
    await page.get_by_role("button", name="Use this language").click()
    await expect(page.get_by_role("heading", name="Konto")).to_be_visible()
    await page.get_by_label("Wie der Browser").check()
    await page.get_by_role("button", name="Diese Sprache nehmen").click()
    await expect(page.get_by_role("heading", name="Account")).to_be_visible()
    dashboard.forget(seed.ADA)


async def test_without_the_server_a_page_says_so_in_german(dashboard: Dashboard) -> None:
    page = await dashboard.visit("/", **GERMAN)
    await looked_after(page)
    await dashboard.api.world.stop()
    await page.goto(f"{dashboard.url}/servers")
    await expect(page.get_by_role("heading", name="Auxcord ist nicht erreichbar")).to_be_visible()
    assert await page.evaluate("() => globalThis.auxcordWords.Skip") == "Überspringen"
    await dashboard.api.world.start()
    await expect(page.get_by_role("link", name="Mit Discord anmelden")).to_be_visible()


@pytest.mark.parametrize("path", PATHS)
async def test_nothing_is_wider_than_a_phone(dashboard: Dashboard, path: str) -> None:
    page = await dashboard.visit(path, seed.ROBIN, **GERMAN_PHONE)
    assert await language(page) == "de"
    assert await page.evaluate(OVERFLOW) == 0


@pytest.mark.parametrize("view", ["now", "queue", "search"])
async def test_no_view_of_the_player_is_wider_than_a_phone(dashboard: Dashboard, view: str) -> None:
    await dashboard.listener(seed.ADA, *dashboard.links(3))
    page = await dashboard.visit(f"{PLAYER_PATH}#{view}", seed.ADA, **GERMAN_PHONE)
    await live(page)
    assert await page.evaluate(OVERFLOW) == 0
    assert SMALL["width"] == await page.evaluate("() => innerWidth")
