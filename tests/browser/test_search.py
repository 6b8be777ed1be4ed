import json
import re
from dataclasses import replace
from functools import partial

import pytest
from playwright.async_api import Page, expect

from player.core.policy import DEFAULT_POLICY, Blacklist
from sim.discord import seed
from sim.lavalink.listings import Kind
from sim.lavalink.specials import ARABIC, EMOJI, LONG_TITLE, MARKUP
from tests.support.dashboard import (
    PHONE,
    PLAYER_PATH,
    Dashboard,
    eventually_equal,
    live,
    part,
    queue_titles,
    search_field,
)
from tests.support.discord import eventually
from tests.support.favourites import no_favourites

HITS = 'search-box [data-part="hit"]'


async def search(page: Page, words: str) -> None:
    await search_field(page).fill(words)
    await expect(part(page, "search-box", "words")).to_have_text(re.compile(r"^\d+ results?$"))


async def paste(page: Page, text: str) -> None:
    await search_field(page).focus()
    await page.keyboard.insert_text(text)


def playlist_of(dashboard: Dashboard) -> tuple[str, str, int]:
    """Return the name, the link and the length of a source's playlist."""
    collections = dashboard.api.world.node.catalogue.collections.values()
    known = next(one for one in collections if one.kind is Kind.PLAYLIST and "sp" in one.url)
    return known.name, known.url, len(known.tracks)


async def test_suggestions_come_while_typing_and_can_be_played(dashboard: Dashboard) -> None:
    page = await dashboard.listener()
    robin = await dashboard.listener(seed.ROBIN)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "search" in request.url else 0)
    await search_field(page).press_sequentially("lantern", delay=20)
    hit = page.locator(HITS).first
    await expect(hit).to_be_visible()
    title = await hit.locator('[data-part="title"]').inner_text()
    await expect(hit).to_contain_text("YouTube")
    await expect(hit).to_contain_text(re.compile(r"\d:\d\d"))
    assert sum("/tracks/search" in url for url in asked) < len("lantern")
    await hit.get_by_role("button", name="to the end of the queue").click()
    for screen in (page, robin):
        await expect(part(screen, "now-playing", "title")).to_have_text(title)
    await expect(page).to_have_title(re.compile(re.escape(title)))
    await expect(hit).to_contain_text("Playing now")
    playing = dashboard.api.player.state.current
    assert playing is not None
    assert playing.requester == seed.ADA


async def test_a_later_question_gives_up_the_one_before(dashboard: Dashboard) -> None:
    page = await dashboard.listener()
    given_up: list[str] = []
    page.on("requestfailed", lambda request: given_up.append(request.url))
    dashboard.api.world.node.delay(2)
    try:
        await search_field(page).fill("jazz")
        await expect(part(page, "search-box", "words")).to_have_text("Searching…")
        await page.wait_for_function(
            "() => document.querySelector('search-box').dataset.pending === ''"
        )
        async with page.expect_event("requestfailed"):
            await search_field(page).fill("lantern")
    finally:
        dashboard.api.world.node.delay(0)
    assert ["jazz" in url for url in given_up] == [True]
    await expect(page.locator(HITS).first).to_contain_text("Lantern")


async def test_an_equal_question_is_answered_from_memory(dashboard: Dashboard) -> None:
    page = await dashboard.listener()
    await search(page, "lantern")
    await search(page, "jazz")
    await expect(page.locator(HITS).first).not_to_contain_text("Lantern")
    await page.context.set_offline(True)
    await search_field(page).fill("lantern")
    await expect(page.locator(HITS).first).to_contain_text("Lantern")
    await page.context.set_offline(False)


async def test_the_source_can_be_chosen(dashboard: Dashboard) -> None:
    page = await dashboard.listener()
    chooser = page.get_by_role("combobox", name="Search in")
    await chooser.select_option("SoundCloud")
    await search(page, "night")
    for text in await page.locator(f'{HITS} [data-part="source"]').all_text_contents():
        assert text == "SoundCloud"
    await search_field(page).fill("dz:night")
    await expect(page.locator(f'{HITS} [data-part="source"]').first).to_have_text("Deezer")


async def test_sources_that_no_node_has_cannot_be_chosen(dashboard: Dashboard) -> None:
    page = await dashboard.listener()
    node = dashboard.api.world.node
    await node.stop()
    try:
        await expect(page.locator('option[data-prefix="sp"]')).to_be_disabled()
        await expect(page.locator('option[data-prefix="sp"]')).to_have_text(
            "Spotify (not available here)"
        )
    finally:
        await node.start()
    await expect(page.locator('option[data-prefix="sp"]')).to_be_enabled()


async def test_tracks_can_be_added_last_next_and_now(dashboard: Dashboard) -> None:
    page = await dashboard.listener(seed.ADA, *dashboard.links(2))
    robin = await dashboard.listener(seed.ROBIN)
    await search(page, "the")
    hits = page.locator(HITS)
    titles = [await hits.nth(at).locator('[data-part="title"]').inner_text() for at in (3, 4, 5)]
    (waiting,) = await queue_titles(page)
    await hits.nth(3).get_by_role("button", name="to the end").click()
    await eventually_equal(partial(queue_titles, robin), [waiting, titles[0]])
    await expect(hits.nth(3)).to_contain_text("In the queue")
    await hits.nth(4).get_by_role("button", name=re.compile("next$")).click()
    await eventually_equal(partial(queue_titles, robin), [titles[1], waiting, titles[0]])
    await hits.nth(5).get_by_role("button", name=re.compile("now$")).click()
    await expect(part(robin, "now-playing", "title")).to_have_text(titles[2])


async def test_what_is_marked_stays_beside_its_buttons(dashboard: Dashboard) -> None:
    page = await dashboard.listener()
    await search(page, "the")
    rows = page.locator(HITS)
    await rows.nth(1).get_by_role("button", name="to the end").click()
    await expect(rows.nth(1)).to_contain_text("Playing now")
    beside = """() => [...document.querySelectorAll("search-box .hit")].every((row) =>
      row.querySelector("[data-part=source]").getBoundingClientRect().right
        <= row.querySelector("[data-part=add-now]").getBoundingClientRect().left)"""
    assert await page.evaluate(beside)


async def test_everything_goes_by_keys(dashboard: Dashboard) -> None:
    page = await dashboard.listener(seed.ADA, *dashboard.links(2))
    field = search_field(page)
    await search(page, "the")
    await expect(field).to_have_attribute("aria-expanded", "true")
    (waiting,) = await queue_titles(page)
    titles = await page.locator(f'{HITS} [data-part="title"]').all_text_contents()
    for _ in range(4):
        await field.press("ArrowDown")
    await expect(field).to_have_attribute("aria-activedescendant", "hit-3")
    await expect(page.get_by_role("row", selected=True)).to_contain_text(titles[3])
    await field.press("Enter")
    await eventually_equal(lambda: queue_titles(page), [waiting, titles[3]])
    await field.press("ArrowDown")
    await field.press("Shift+Enter")
    await eventually_equal(lambda: queue_titles(page), [titles[4], waiting, titles[3]])
    await field.press("ArrowDown")
    await field.press("Control+Enter")
    await expect(part(page, "now-playing", "title")).to_have_text(titles[5])
    await field.press("ArrowRight")
    await expect(page.get_by_role("button", name=f"Play {titles[5]} now")).to_be_focused()
    await page.keyboard.press("ArrowLeft")
    await expect(field).to_be_focused()
    await field.press("Escape")
    await field.press("Escape")
    await expect(field).to_have_attribute("aria-expanded", "false")


async def test_adding_says_so_and_can_be_undone(dashboard: Dashboard) -> None:
    page = await dashboard.listener(seed.ADA, *dashboard.links(2))
    before = await queue_titles(page)
    await search(page, "lantern")
    await page.locator(HITS).nth(1).get_by_role("button", name="to the end").click()
    toast = page.locator(".toast")
    await expect(toast).to_contain_text("Added ")
    await toast.get_by_role("button", name="Undo").click()
    await eventually_equal(lambda: queue_titles(page), before)
    assert len(dashboard.api.player.state.queue) == len(before)


async def test_what_began_to_play_at_once_offers_no_undo(dashboard: Dashboard) -> None:
    page = await dashboard.listener()
    await search(page, "lantern")
    await page.locator(HITS).first.get_by_role("button", name="to the end").click()
    await expect(page.locator(".toast")).to_contain_text("Added ")
    await expect(page.locator(".toast").get_by_role("button", name="Undo")).to_be_hidden()


async def test_a_pasted_link_shows_its_track_and_enter_adds_it(dashboard: Dashboard) -> None:
    (link,) = dashboard.links(1)
    page = await dashboard.listener()
    await paste(page, link)
    await expect(page.get_by_role("row", selected=True)).to_be_visible()
    await search_field(page).press("Enter")
    await eventually(lambda: dashboard.api.player.state.current)
    playing = dashboard.api.player.state.current
    assert playing is not None
    assert playing.track.url == link
    await expect(page.locator(".toast")).to_contain_text("Added")


async def test_a_pasted_playlist_is_counted_and_added_whole(dashboard: Dashboard) -> None:
    name, link, length = playlist_of(dashboard)
    page = await dashboard.listener()
    await paste(page, link)
    hit = page.locator(HITS)
    await expect(hit).to_contain_text(name)
    await expect(hit).to_contain_text(f"{length} tracks")
    await hit.get_by_role("button", name="Add all").click()
    await expect(page.locator(".toast")).to_contain_text(f"Added {length} tracks of")
    await eventually(lambda: len(dashboard.api.player.state.queue) == length - 1)


async def test_playlists_are_searched_by_their_prefix(dashboard: Dashboard) -> None:
    name = playlist_of(dashboard)[0]
    page = await dashboard.listener()
    await page.get_by_role("combobox", name="Search in").select_option("Playlists")
    await search(page, name)
    hit = page.locator(HITS).first
    await expect(hit).to_contain_text(re.compile(r"\d+ tracks"))
    await hit.get_by_role("button", name="Add all").click()
    await expect(page.locator(".toast")).to_contain_text(re.compile(r"Added \d+ tracks of"))
    await eventually(lambda: len(dashboard.api.player.state.queue) > 1)


async def test_a_search_without_results_says_so(dashboard: Dashboard) -> None:
    page = await dashboard.listener()
    await search_field(page).fill("zzzzqqqqxxxx")
    await expect(part(page, "search-box", "words")).to_contain_text("Nothing was found")


async def test_a_source_that_fails_is_named(dashboard: Dashboard) -> None:
    await dashboard.api.rules(
        replace(DEFAULT_POLICY, player=replace(DEFAULT_POLICY.player, fallback=False))
    )
    page = await dashboard.listener()
    await page.get_by_role("combobox", name="Search in").select_option("SoundCloud")
    dashboard.api.world.node.fail_next_loads()
    await search_field(page).fill("night")
    await expect(part(page, "search-box", "words")).to_contain_text("SoundCloud could not be")


async def test_what_the_rules_refuse_is_said_where_one_clicked(dashboard: Dashboard) -> None:
    blacklist = Blacklist(enabled=True, words=("lantern",))
    await dashboard.api.rules(replace(DEFAULT_POLICY, blacklist=blacklist))
    page = await dashboard.listener()
    await search(page, "lantern")
    button = page.locator(HITS).first.get_by_role("button", name="to the end")
    await button.click()
    await expect(page.locator("#reason")).to_contain_text("blacklist")
    box, reason = await button.bounding_box(), await page.locator("#reason").bounding_box()
    assert box is not None
    assert reason is not None
    assert abs(reason["y"] - box["y"]) < 120
    assert dashboard.api.player.state.current is None


@pytest.mark.usefixtures("shelf")
async def test_before_anything_is_typed_there_are_offers(dashboard: Dashboard) -> None:
    liked, played, playing, waiting = dashboard.links(4)
    ada = await dashboard.api.listener(seed.ADA)
    await ada.post("/functions/favorite", json=liked)
    body = {"name": "Road trip", "url": playlist_of(dashboard)[1]}
    made = (await ada.post("/playlists", json=body)).json()["data"]
    await dashboard.api.with_queue(ada, played, playing, waiting)
    await ada.post("/functions/skip")
    page = await dashboard.player(seed.ADA)
    await search_field(page).click()
    tracks = page.get_by_role("rowgroup", name="You may like").get_by_role("row")
    await expect(tracks).to_have_count(2)
    lists = page.get_by_role("rowgroup", name="Your lists").get_by_role("row")
    await expect(lists).to_have_count(2)
    await expect(lists.first).to_contain_text("Your favourites")
    await lists.nth(1).get_by_role("button", name="Add all of Road trip").click()
    await expect(page.locator(".toast")).to_contain_text("of Road trip.")
    await eventually(lambda: len(dashboard.api.player.state.queue) > 1)
    await ada.delete(f"/playlists/{made['id']}")


async def test_a_heart_in_the_results_is_the_heart_of_what_plays(dashboard: Dashboard) -> None:
    await no_favourites(dashboard.api, seed.ADA)
    page = await dashboard.listener()
    await search(page, "lantern")
    row = page.locator(HITS).first
    await row.get_by_role("button", name="to the end").click()
    await expect(row).to_contain_text("Playing now")
    await row.locator('[data-part="heart"]').click()
    await expect(part(page, "now-playing", "heart")).to_have_attribute("aria-pressed", "true")
    await search_field(page).press("Escape")
    await part(page, "now-playing", "heart").click()
    await search_field(page).press("ArrowDown")
    await expect(row.locator('[data-part="heart"]')).to_have_attribute("aria-pressed", "false")


async def test_the_link_of_a_result_is_copied(dashboard: Dashboard) -> None:
    (link,) = dashboard.links(1)
    page = await dashboard.listener()
    await page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await paste(page, link)
    await page.get_by_role("button", name="Copy the link of").click()
    await expect(page.locator("#reason")).to_have_text("Copied.")
    assert await page.evaluate("() => navigator.clipboard.readText()") == link


async def test_a_thumb_unfolds_what_else_there_is(dashboard: Dashboard) -> None:
    await dashboard.listener(seed.ADA, *dashboard.links(2))
    page = await dashboard.visit(f"{PLAYER_PATH}#search", seed.ADA, **PHONE)
    await live(page)
    await search(page, "lantern")
    row = page.locator(HITS).nth(1)
    title = await row.locator('[data-part="title"]').inner_text()
    await expect(row.get_by_role("button", name="now")).to_be_hidden()
    await row.get_by_role("button", name="More for").tap()
    await row.get_by_role("button", name=f"Play {title} now").tap()
    await eventually(lambda: _plays(dashboard, title))
    await row.get_by_role("button", name="to the end").tap()
    await eventually(lambda: len(dashboard.api.player.state.queue) > 1)


async def test_any_name_can_be_shown(dashboard: Dashboard) -> None:
    page = await dashboard.listener()
    for special in (LONG_TITLE, ARABIC, EMOJI, MARKUP):
        await search_field(page).fill(special.url)
        await expect(page.locator(HITS)).to_have_count(1)
        await expect(part(page, "search-box", "title")).to_have_text(special.track.title)
        width = await page.evaluate(
            "() => document.querySelector('search-box [data-part=panel]').scrollWidth"
            " - document.querySelector('search-box [data-part=panel]').clientWidth"
        )
        assert width == 0, json.dumps(special.track.title)


def _plays(dashboard: Dashboard, title: str) -> bool:
    current = dashboard.api.player.state.current
    return current is not None and current.track.title == title
