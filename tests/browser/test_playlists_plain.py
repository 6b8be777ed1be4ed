"""Playlists and favourites in a browser that runs no scripts."""

from playwright.async_api import expect

from sim.discord import seed
from tests.support.api import HARBOUR, data
from tests.support.dashboard import SMALL, BrowserOptions, Dashboard
from tests.support.discord import eventually
from tests.support.playlist_page import open_panel, rows
from tests.support.shelf import Shelf, path_of

PLAIN: BrowserOptions = {"java_script_enabled": False}


async def test_a_playlist_from_its_making_to_its_end(dashboard: Dashboard, shelf: Shelf) -> None:
    ada = await shelf.api.listener(seed.ADA)
    page = await dashboard.visit("/playlists", seed.ADA, **PLAIN)
    form = page.locator("section", has=page.get_by_role("heading", name="New playlist"))
    await form.get_by_label("Name").fill("Plain")
    await form.get_by_role("button", name="Create").click()
    for link in dashboard.links(3):
        await page.get_by_role("searchbox").fill(link)
        await page.get_by_role("button", name="Add", exact=True).click()
    await expect(rows(page)).to_have_count(3)
    await rows(page).nth(0).get_by_role("button", name="down").click()
    await rows(page).nth(2).get_by_role("button", name="up").click()
    (playlist,) = data(await ada.get("/playlists"))
    contents = await shelf.contents(ada, playlist)
    assert [track["id"] for track in contents["tracks"]] == [2, 3, 1]
    await rows(page).nth(0).get_by_role("checkbox").check()
    await rows(page).nth(2).get_by_role("checkbox").check()
    await page.get_by_role("button", name="Remove the chosen ones").click()
    await expect(rows(page)).to_have_count(1)
    await page.get_by_role("button", name="Undo").click()
    await expect(rows(page)).to_have_count(3)
    panel = await open_panel(page, "Play")
    await panel.get_by_label("Play in").select_option(HARBOUR)
    await panel.get_by_role("button", name="Add to the queue").click()
    await page.wait_for_url(f"**/servers/{HARBOUR}")
    await eventually(lambda: len(shelf.api.player.state.queue) == 2)
    await page.goto(dashboard.url + path_of(playlist))
    panel = await open_panel(page, "More")
    await panel.get_by_text("Delete this playlist…").click()
    await panel.get_by_role("button", name="Delete for good").click()
    await page.wait_for_url("**/playlists")
    assert data(await ada.get("/playlists")) == []


async def test_a_refusal_opens_its_panel_again(dashboard: Dashboard, shelf: Shelf) -> None:
    ada = await shelf.api.person(seed.ADA)
    await shelf.make(ada, "Taken")
    playlist = await shelf.make(ada, "Mix")
    page = await dashboard.visit(path_of(playlist), seed.ADA, viewport=SMALL, **PLAIN)
    panel = await open_panel(page, "Edit")
    await panel.get_by_label("Name").fill("Taken")
    await panel.get_by_role("button", name="Save").click()
    await expect(page.get_by_label("Name", exact=True)).to_have_value("Taken")
    await expect(page.get_by_role("alert")).to_contain_text("already have a playlist")


async def test_a_file_is_imported(dashboard: Dashboard, shelf: Shelf) -> None:
    ada = await shelf.api.person(seed.ADA)
    page = await dashboard.visit("/playlists", seed.ADA, **PLAIN)
    text = "\n".join(["#PLAYLIST:Tapes", *dashboard.links(2), "rubbish"])
    file = {"name": "x.m3u", "mimeType": "audio/x-mpegurl", "buffer": text.encode()}
    await page.get_by_label("A playlist file").set_input_files(file)  # type: ignore[arg-type]
    await page.get_by_role("button", name="Import", exact=True).click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Tapes")
    (job,) = data(await ada.get("/jobs"))
    await shelf.job(ada, job["id"])
    await page.reload()
    await expect(page.get_by_text("Imported 2 tracks.")).to_be_visible()
    await page.get_by_text("1 line led to nothing").click()
    await expect(page.get_by_role("cell", name="rubbish")).to_be_visible()


async def test_favourites_are_let_go(dashboard: Dashboard, shelf: Shelf) -> None:
    ada = await shelf.api.person(seed.ADA)
    for link in shelf.api.links(2):
        await shelf.api.post(ada, "/functions/favorite", link)
    page = await dashboard.visit("/favourites", seed.ADA, **PLAIN)
    items = page.locator("favourite-rows li")
    await items.first.get_by_role("button").click()
    await expect(items).to_have_count(1)
    assert data(await ada.get("/favorites"))["length"] == 1
