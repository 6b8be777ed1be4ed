"""Makes the picture for the README: `SCREENSHOT=docs/screenshot.png` says where to keep it."""

import os
import re
from pathlib import Path

from playwright.async_api import expect

from sim.discord import seed
from tests.support.dashboard import Dashboard, part, queue_rows

PEOPLE = (seed.ADA, seed.ROBIN, seed.NOOR, seed.JUNO, seed.FOX)
HEARD_MS = 71_000


async def test_the_player_is_fit_to_be_seen(dashboard: Dashboard, tmp_path: Path) -> None:
    for person in (*PEOPLE, seed.LEILA):
        dashboard.api.world.discord.world.join_voice(person, seed.MAIN_DECK)
    links = dashboard.links(40)[::4]
    for place, link in enumerate(links):
        client = await dashboard.api.listener(PEOPLE[place % len(PEOPLE)])
        await dashboard.api.with_queue(client, link)
    await dashboard.api.post(client, f"/functions/seek?guild_id={seed.HARBOUR}", HEARD_MS)
    page = await dashboard.player(color_scheme="dark")
    await expect(queue_rows(page)).to_have_count(len(links) - 1)
    await expect(part(page, "seek-bar", "elapsed")).to_contain_text(re.compile(r"1:[1-5]\d"))
    loaded = "() => [...document.images].every((one) => one.hidden || one.complete)"
    assert await page.evaluate(loaded)
    kept = Path(os.environ.get("SCREENSHOT", tmp_path / "screenshot.png"))
    picture = await page.screenshot(path=kept)
    assert picture.startswith(b"\x89PNG")
    assert len(picture) > 50_000
