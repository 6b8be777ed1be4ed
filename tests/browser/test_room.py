"""Who is here, what they did, and what has been heard: the tabs beside the queue."""

import re
from functools import partial
from typing import Literal

import pytest
from playwright.async_api import Locator, Page, expect

from player.core.policy import Circle, DJRules, NeutralType, Policy
from sim.discord import seed
from tests.browser.test_accessibility import violations
from tests.support.api import data
from tests.support.dashboard import PHONE, Dashboard, eventually_equal, part, queue_titles
from tests.support.discord import eventually


async def tab(page: Page, name: str) -> Locator:
    """Open a tab and return its panel."""
    await page.get_by_role("tab", name=name).click()
    return page.get_by_role("tabpanel", name=name)


async def test_everybody_is_listed_with_their_standing(dashboard: Dashboard) -> None:
    page = await dashboard.listener(seed.ADA, *dashboard.links(1))
    people = await tab(page, "People")
    await expect(people).to_contain_text("Main Deck")
    robin = people.get_by_role("listitem").filter(has_text="Robin K.")
    await expect(robin.get_by_text("Deafened")).to_be_visible()
    fox = people.get_by_role("listitem").filter(has_text="kitsune")
    await expect(fox).to_contain_text("DJ")
    await dashboard.api.rules(Policy(dj=DJRules(Circle(), Circle(everyone=True))))
    await expect(fox).to_contain_text("Neutral DJ")
    await dashboard.api.rules(Policy(dj=DJRules(Circle(), Circle())))
    await expect(fox).to_contain_text("Listener")
    await expect(robin).to_contain_text("DJ")
    dashboard.api.world.discord.world.set_self_deaf(seed.ROBIN, seed.HARBOUR, deaf=False)
    await expect(robin.get_by_text("Deafened")).to_be_hidden()
    dashboard.api.world.discord.world.set_self_deaf(seed.ROBIN, seed.HARBOUR, deaf=True)


async def test_an_empty_room_teaches_how_to_begin(dashboard: Dashboard) -> None:
    page = await dashboard.listener(seed.ADA, *dashboard.links(1))
    await page.get_by_role("button", name="Eject").click()
    await page.get_by_role("dialog").get_by_role("button", name="Eject").click()
    people = await tab(page, "People")
    await expect(people).to_contain_text("You are in Main Deck. Press Play something")
    dashboard.api.world.discord.world.leave_voice(seed.ADA)
    await expect(people).to_contain_text("Join a voice channel in Harbour Lights")
    await people.get_by_role("button", name="Play something").click()
    await expect(page.locator("#search-input")).to_be_focused()


async def test_the_log_tells_as_it_happens(dashboard: Dashboard) -> None:
    ada = await dashboard.listener(seed.ADA, *dashboard.links(3))
    noor = await dashboard.listener(seed.NOOR)
    older, newer = await tab(ada, "Log"), await tab(noor, "Log")
    # Who manages the server reads what was before, and nobody reads a line twice.
    await expect(older.get_by_role("listitem").first).to_contain_text("Ada Lindqvist added")
    await expect(newer).to_contain_text("All quiet so far")
    await noor.get_by_role("button", name="Shuffle").click()
    for panel in (older, newer):
        line = panel.get_by_role("listitem").first
        await expect(line).to_contain_text("Noor turned shuffle on")
        await expect(line.locator("time")).to_have_text(re.compile(r"\d:\d\d"))
    await ada.reload()
    again = await tab(ada, "Log")
    await expect(again.get_by_text("Noor turned shuffle on")).to_have_count(1)


async def test_what_was_heard_is_added_again(dashboard: Dashboard) -> None:
    ada = await dashboard.listener(seed.ADA, *dashboard.links(3))
    robin = await dashboard.listener(seed.ROBIN)
    waiting = await queue_titles(robin)
    history = await tab(ada, "History")
    await expect(history).to_contain_text("Nothing has been played yet")
    first = await part(robin, "now-playing", "title").inner_text()
    await robin.get_by_role("button", name="Skip").click()
    rows = history.locator('[data-part="row"]')
    await expect(rows).to_have_count(1)
    await expect(rows.first).to_contain_text(first)
    await rows.first.get_by_role("button", name=f"Add {first} again").click()
    await eventually_equal(partial(queue_titles, robin), [waiting[1], first])
    client = await dashboard.api.person(seed.ADA)
    part_of_queue = data(await client.get("/tracks/queue"), dashboard.api)
    assert [each["requester"] for each in part_of_queue["tracks"]] == [seed.ADA] * 2


async def test_several_are_added_in_the_order_they_were_heard(dashboard: Dashboard) -> None:
    page = await dashboard.listener(seed.ADA, *dashboard.links(4))
    heard = []
    for left in (2, 1):
        current = dashboard.api.player.state.current
        assert current is not None
        heard.append(current.track.title)
        await page.get_by_role("button", name="Skip").click()
        await eventually(lambda left=left: len(dashboard.api.player.state.queue) == left)
    (waiting,) = [entry.track.title for entry in dashboard.api.player.state.queue]
    history = await tab(page, "History")
    await expect(history.get_by_role("checkbox")).to_have_count(2)
    for choice in await history.get_by_role("checkbox").all():
        await choice.check()
    await history.get_by_role("button", name="Add 2 tracks again").click()
    await eventually_equal(partial(queue_titles, page), [waiting, *heard])
    await expect(history.get_by_role("button", name="again").first).to_be_visible()
    await expect(history.get_by_role("checkbox").first).not_to_be_checked()


async def test_a_thumb_reaches_the_history(dashboard: Dashboard) -> None:
    page = await dashboard.listener(seed.ADA, *dashboard.links(2), **PHONE)
    await page.get_by_role("button", name="Skip").tap()
    await page.get_by_role("link", name="Queue").tap()
    await page.get_by_role("tab", name="History").tap()
    add = page.get_by_role("tabpanel", name="History").get_by_role("button", name="again").first
    box = await add.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 44
    await add.tap()
    await eventually(lambda: len(dashboard.api.player.state.queue) == 1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_axe_finds_nothing_in_any_tab_or_vote(
    dashboard: Dashboard, scheme: Literal["light", "dark"]
) -> None:
    await dashboard.api.listener(seed.NOOR)
    page = await dashboard.listener(seed.ADA, *dashboard.links(3), color_scheme=scheme)
    await page.get_by_role("button", name="Skip").click()
    rules = DJRules(Circle(), Circle(everyone=True), NeutralType.TOTAL, neutral_value=3)
    await dashboard.api.rules(Policy(dj=rules))
    noor = await dashboard.api.person(seed.NOOR)
    assert (await noor.post("/functions/skip")).status_code == 202
    await expect(page.locator("vote-cards").get_by_role("button", name="Do it now")).to_be_visible()
    for name in ("History", "People", "Log"):
        panel = await tab(page, name)
        await expect(panel.get_by_role("listitem").first).to_be_visible()
        assert await violations(page) == []
