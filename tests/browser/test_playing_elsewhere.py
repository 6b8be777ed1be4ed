"""What plays elsewhere, on the account page as it happens; and the page for old players."""

import re

import pytest
from playwright.async_api import expect

from auth.identity import UserId
from player.history.heard import Heard
from player.history.play import Origin
from sim.discord import seed
from tests.support.dashboard import Dashboard

SONG = Heard("Lanterns", "Mira Voss", client="Finamp")
NOOR = UserId(seed.NOOR)


async def test_what_starts_and_stops_elsewhere_shows_at_once(dashboard: Dashboard) -> None:
    elsewhere = dashboard.api.world.parts.services.listens.elsewhere
    page = await dashboard.visit("/account", seed.NOOR)
    part = page.locator("playing-elsewhere")
    await expect(part).to_have_text("")
    # What is told before the stream is open shows with its first frame.
    elsewhere.begin(NOOR, Origin.JELLYFIN, SONG)
    await expect(part).to_contain_text("Playing right now: Lanterns · Mira Voss (Finamp)")
    elsewhere.end(NOOR, SONG)
    await expect(part).to_have_text("")


@pytest.mark.parametrize("scripts", [True, False])
async def test_who_may_read_is_chosen_with_and_without_scripts(
    dashboard: Dashboard, *, scripts: bool
) -> None:
    page = await dashboard.visit("/account", seed.NOOR, java_script_enabled=scripts)
    await page.get_by_role("button", name="Let everybody read it").click()
    await expect(page.get_by_text("Everybody who knows your name can read there")).to_be_visible()
    await page.get_by_role("button", name="Keep it to myself").click()
    await expect(page.get_by_text("Nobody but you can read what you hear")).to_be_visible()


async def test_a_password_for_old_players_is_made_and_ended(dashboard: Dashboard) -> None:
    page = await dashboard.visit("/account/player-password", seed.NOOR)
    await page.get_by_role("button", name="Make a password").click()
    await expect(page.get_by_label("The new password")).to_have_value(re.compile(r"^[0-9a-f]{32}$"))
    await page.get_by_role("button", name="End it").click()
    await expect(page.get_by_text("There is none yet.")).to_be_visible()
