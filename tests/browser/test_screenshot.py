"""Takes the pictures of the README: `SCREENSHOTS=docs/pictures` says where to keep them."""

import os
import re
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from sim.discord import seed
from tests.support.dashboard import PHONE, PLAYER_PATH, BrowserOptions, Dashboard, part, queue_rows

PEOPLE = (seed.ADA, seed.ROBIN, seed.NOOR, seed.JUNO, seed.FOX)
TRACKS = 10
HEARD_MS = 71_000
LOADED = "() => [...document.images].every((one) => one.complete || !one.checkVisibility())"
LIGHT: BrowserOptions = {"color_scheme": "light"}
DARK: BrowserOptions = {"color_scheme": "dark"}
SMALLEST_BYTES = 20_000


async def let_it_live(dashboard: Dashboard) -> None:
    """Seat people, let each of them add tracks, and go into the first one."""
    for person in (*PEOPLE, seed.LEILA):
        dashboard.api.world.discord.world.join_voice(person, seed.MAIN_DECK)
    for place, link in enumerate(dashboard.links(4 * TRACKS)[::4]):
        client = await dashboard.api.listener(PEOPLE[place % len(PEOPLE)])
        await dashboard.api.with_queue(client, link)
    await dashboard.api.post(client, f"/functions/seek?guild_id={seed.HARBOUR}", HEARD_MS)


async def keep(page: Page, name: str, otherwise: Path) -> None:
    """Take a picture once all that it shows has come."""
    await page.wait_for_function(LOADED)
    folder = Path(os.environ.get("SCREENSHOTS", otherwise))
    picture = await page.screenshot(path=folder / f"{name}.png", animations="disabled")
    assert picture.startswith(b"\x89PNG")
    assert len(picture) > SMALLEST_BYTES


@pytest.mark.parametrize(
    ("name", "options"),
    [("player-dark", DARK), ("player-light", LIGHT), ("player-phone", {**PHONE, **DARK})],
)
async def test_the_player_is_fit_to_be_seen(
    dashboard: Dashboard, tmp_path: Path, name: str, options: BrowserOptions
) -> None:
    await let_it_live(dashboard)
    page = await dashboard.player(**options)
    await expect(queue_rows(page)).to_have_count(TRACKS - 1)
    await expect(part(page, "seek-bar", "elapsed")).to_contain_text(re.compile(r"1:[1-5]\d"))
    await keep(page, name, tmp_path)


@pytest.mark.parametrize(
    ("name", "path", "person"),
    [
        ("landing", "/", None),
        ("settings", f"{PLAYER_PATH}/settings", seed.ADA),
        ("playlists", "/playlists", seed.ADA),
    ],
)
async def test_pages_are_fit_to_be_seen(
    dashboard: Dashboard, tmp_path: Path, name: str, path: str, person: str | None
) -> None:
    if name == "playlists":
        await make_playlists(dashboard)
    page = await dashboard.visit(path, person, color_scheme="light")
    await keep(page, name, tmp_path)


async def make_playlists(dashboard: Dashboard) -> None:
    """Give Ada three playlists, where she has none yet, with a few tracks each."""
    client = await dashboard.api.person(seed.ADA)
    links = iter(dashboard.links(40)[::3])
    for title in ("Harbour at night", "Sunday kitchen", "Road trip"):
        made = await client.post("/playlists", json={"name": title})
        if made.status_code == 200:
            tracks = f"/playlists/{made.json()['data']['id']}/tracks"
            for _ in range(4):
                await client.post(tracks, json={"query": next(links)})
