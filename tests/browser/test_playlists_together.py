"""Two people in front of one playlist."""

import asyncio
from functools import partial

from playwright.async_api import Route, expect

from sim.discord import seed
from tests.support.dashboard import Dashboard, eventually_equal, part
from tests.support.playlist_page import (
    grip,
    ids,
    open_link,
    open_panel,
    open_playlist,
    rows,
)
from tests.support.shelf import Shelf, path_of

AT_THE_END = """(place) => {
  scrollTo(0, document.body.scrollHeight);
  return [...document.querySelectorAll("playlist-rows li")].at(-1)?.ariaPosInSet === place;
}"""


async def test_what_one_does_the_other_sees(dashboard: Dashboard, shelf: Shelf) -> None:
    playlist = await shelf.filled(await shelf.api.person(seed.ADA), 4)
    ada = await open_playlist(dashboard, playlist)
    robin = await open_link(dashboard, playlist, seed.ROBIN)
    await expect(robin.get_by_text("Playlist of Ada Lindqvist")).to_be_visible()
    await robin.get_by_role("searchbox").fill(dashboard.links(5)[4])
    await robin.keyboard.press("Enter")
    for page in (ada, robin):
        await expect(rows(page)).to_have_count(5)
    await expect(rows(ada).last).to_contain_text("Added by Robin")
    await grip(ada, 0).press("End")
    for page in (ada, robin):
        await eventually_equal(partial(ids, page), [2, 3, 4, 5, 1])
    await rows(robin).nth(1).get_by_role("button", name="Remove").click()
    for page in (ada, robin):
        await eventually_equal(partial(ids, page), [2, 4, 5, 1])
    panel = await open_panel(robin, "Edit")
    await panel.get_by_label("Name").fill("Ours")
    await panel.get_by_role("button", name="Save").click()
    await expect(ada.get_by_role("heading", level=1)).to_have_text("Ours")


async def test_edits_at_once_are_both_kept(dashboard: Dashboard, shelf: Shelf) -> None:
    owner = await shelf.api.person(seed.ADA)
    playlist = await shelf.filled(owner, 5)
    ada = await open_playlist(dashboard, playlist)
    robin = await open_link(dashboard, playlist, seed.ROBIN)
    sent, released = asyncio.Event(), asyncio.Event()

    async def hold(route: Route) -> None:
        sent.set()
        await released.wait()
        await route.continue_()

    # Robin puts the first track behind the second, which Ada takes out before that arrives.
    await robin.route("**/tracks/1?*", hold)
    await grip(robin, 0).press("ArrowDown")
    await sent.wait()
    await rows(ada).nth(1).get_by_role("button", name="Remove").click()
    for page in (ada, robin):
        await eventually_equal(partial(ids, page), [1, 3, 4, 5])
    released.set()
    for page in (ada, robin):
        await eventually_equal(partial(ids, page), [3, 1, 4, 5])
    await expect(part(robin, "toast-region", "heard")).to_contain_text("is now 2 of 4.")
    contents = await shelf.contents(owner, playlist)
    assert [track["id"] for track in contents["tracks"]] == [3, 1, 4, 5]
    assert contents["revision"] == 7


async def test_an_import_of_one_fills_the_page_of_the_other(
    dashboard: Dashboard, shelf: Shelf
) -> None:
    owner = await shelf.api.person(seed.ADA)
    playlist = await shelf.filled(owner, 1)
    robin = await open_link(dashboard, playlist, seed.ROBIN)
    text = "\n".join(shelf.api.links(180))
    await owner.post(path_of(playlist, "/import"), content=text.encode())
    await expect(part(robin, "playlist-head", "sum")).to_contain_text("181 tracks")
    assert await rows(robin).count() < 100
    await robin.wait_for_function(AT_THE_END, arg="181")
    await expect(rows(robin).last).not_to_have_attribute("data-empty", "")


async def test_a_new_link_shuts_the_others_out_at_once(dashboard: Dashboard, shelf: Shelf) -> None:
    owner = await shelf.api.person(seed.ADA)
    playlist = await shelf.filled(owner, 1)
    ada = await open_playlist(dashboard, playlist)
    robin = await open_link(dashboard, playlist, seed.ROBIN)
    panel = await open_panel(ada, "Share")
    old = await panel.get_by_label("Link to share").input_value()
    await panel.get_by_text("Make a new link…").click()
    await panel.get_by_role("button", name="Make a new link", exact=True).click()
    await expect(part(robin, "playlist-head", "state")).to_contain_text("no more")
    await expect(ada.locator("#share-link")).not_to_have_value(old)
    assert playlist["key"] in old
    await robin.reload()
    await expect(robin.get_by_text("This link opens no playlist")).to_be_visible()
    contents = await shelf.contents(owner, playlist)
    assert contents["key"] in await ada.locator("#share-link").input_value()


async def test_its_end_is_told(dashboard: Dashboard, shelf: Shelf) -> None:
    owner = await shelf.api.person(seed.ADA)
    playlist = await shelf.filled(owner, 1)
    robin = await open_link(dashboard, playlist, seed.ROBIN)
    await owner.delete(path_of(playlist))
    await expect(part(robin, "playlist-head", "state")).to_have_text("This playlist was deleted.")


async def test_the_link_is_copied(dashboard: Dashboard, shelf: Shelf) -> None:
    playlist = await shelf.make(await shelf.api.person(seed.ADA))
    page = await open_playlist(dashboard, playlist)
    await page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    panel = await open_panel(page, "Share")
    await panel.get_by_role("button", name="Copy").click()
    await expect(page.locator(".toast")).to_contain_text("Copied the link.")
    copied = await page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{dashboard.url}{path_of(playlist)}?key={playlist['key']}"
