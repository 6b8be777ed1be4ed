import re
from dataclasses import replace

import pytest
from playwright.async_api import expect

from auth.identity import Person, UserId
from sim.discord import seed
from tests.support.api import HARBOUR, data
from tests.support.dashboard import PHONE, Dashboard, eventually_equal, part
from tests.support.discord import eventually
from tests.support.playlist_page import grip, ids, open_panel, open_playlist, rows, tick
from tests.support.shelf import Shelf, path_of, tracks_of


async def stored_ids(shelf: Shelf, playlist: dict[str, str]) -> list[int]:
    ada = await shelf.api.person(seed.ADA)
    return [track["id"] for track in (await shelf.contents(ada, playlist))["tracks"]]


async def test_one_is_made_and_found_again(dashboard: Dashboard, shelf: Shelf) -> None:
    page = await dashboard.visit("/playlists", seed.ADA)
    await expect(page.get_by_text("Keep what you love to hear")).to_be_visible()
    form = page.locator("section", has=page.get_by_role("heading", name="New playlist"))
    await form.get_by_label("Name").fill("Sea trip")
    await form.get_by_role("button", name="Create").click()
    await expect(page.get_by_role("heading", name="Sea trip")).to_be_visible()
    await expect(page.get_by_text("Nothing in it yet")).to_be_visible()
    await page.get_by_role("link", name="Playlists").first.click()
    await expect(page.get_by_role("link", name="Sea trip")).to_be_visible()
    ada = await shelf.api.person(seed.ADA)
    (made,) = data(await ada.get("/playlists"))
    assert (made["name"], made["type"]) == ("Sea trip", "meta")


async def test_a_refused_name_is_said_beside_it(dashboard: Dashboard, shelf: Shelf) -> None:
    ada = await shelf.api.person(seed.ADA)
    await shelf.make(ada, "Mix")
    page = await dashboard.visit("/playlists", seed.ADA)
    form = page.locator("section", has=page.get_by_role("heading", name="New playlist"))
    await form.get_by_label("A link to a list elsewhere").check()
    await form.get_by_label("Link", exact=True).fill("https://lists.example/1")
    await form.get_by_label("Name").fill("Mix")
    await form.get_by_role("button", name="Create").click()
    await expect(form.get_by_label("Name")).to_have_attribute("aria-invalid", "true")
    await expect(form.get_by_role("alert").first).to_contain_text("already have a playlist")
    await expect(form.get_by_label("Link", exact=True)).to_have_value("https://lists.example/1")


async def test_the_list_follows_what_happens_elsewhere(dashboard: Dashboard, shelf: Shelf) -> None:
    ada = await shelf.api.person(seed.ADA)
    page = await dashboard.visit("/playlists", seed.ADA)
    playlist = await shelf.filled(ada, 2, "From my phone")
    await expect(page.get_by_role("link", name="From my phone 2 tracks")).to_be_visible()
    await ada.delete(path_of(playlist))
    await expect(page.get_by_role("link", name="From my phone")).to_have_count(0)


async def test_tracks_are_found_and_added(dashboard: Dashboard, shelf: Shelf) -> None:
    playlist = await shelf.make(await shelf.api.person(seed.ADA))
    page = await open_playlist(dashboard, playlist)
    await page.get_by_role("searchbox").fill("lantern")
    hit = page.locator(".found").first
    title = await hit.locator('[data-part="title"]').inner_text()
    await hit.get_by_role("button", name=f"Add {title} to the playlist").click()
    await expect(rows(page)).to_have_count(1)
    await expect(rows(page).first).to_contain_text(title)
    await expect(rows(page).first).to_contain_text("Added by Ada Lindqvist")
    # What is found lies over the rows, so it can still be pressed.
    await page.locator(".found").nth(1).get_by_role("button").click()
    await expect(rows(page)).to_have_count(2)
    await page.get_by_role("searchbox").fill(dashboard.links(5)[4])
    await page.keyboard.press("Enter")
    await expect(rows(page)).to_have_count(3)
    await expect(page.get_by_role("searchbox")).to_have_value("")
    await expect(part(page, "playlist-head", "sum")).to_contain_text("3 tracks")
    await page.get_by_role("searchbox").fill("zzqx nothing sounds like this")
    await expect(part(page, "playlist-add", "words")).to_contain_text("Nothing was found")
    await eventually_equal(lambda: stored_ids(shelf, playlist), [1, 2, 3])


async def test_a_track_is_dragged(dashboard: Dashboard, shelf: Shelf) -> None:
    playlist = await shelf.filled(await shelf.api.person(seed.ADA), 4)
    page = await open_playlist(dashboard, playlist)
    start, end = await grip(page, 0).bounding_box(), await grip(page, 2).bounding_box()
    assert start is not None
    assert end is not None
    await page.mouse.move(start["x"] + 8, start["y"] + 20)
    await page.mouse.down()
    await page.mouse.move(end["x"] + 8, end["y"] + 20, steps=8)
    await page.mouse.up()
    await eventually_equal(lambda: ids(page), [2, 3, 1, 4])
    assert await stored_ids(shelf, playlist) == [2, 3, 1, 4]
    assert await rows(page).nth(2).evaluate("row => row.style.translate") == ""


async def test_a_finger_drags_by_the_grip(dashboard: Dashboard, shelf: Shelf) -> None:
    playlist = await shelf.filled(await shelf.api.person(seed.ADA), 3)
    page = await open_playlist(dashboard, playlist, **PHONE)
    start, end = await grip(page, 0).bounding_box(), await grip(page, 1).bounding_box()
    assert start is not None
    assert end is not None
    x, y, below = start["x"] + 20, start["y"] + 20, end["y"] + 20
    touch = await page.context.new_cdp_session(page)
    for step in range(9):
        kind = "touchMove" if step else "touchStart"
        point = {"x": x, "y": y + (below - y) * step / 8}
        await touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [point]})
    await touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    await eventually_equal(lambda: stored_ids(shelf, playlist), [2, 1, 3])
    await eventually_equal(lambda: ids(page), [2, 1, 3])


async def test_the_keyboard_moves_and_removes(dashboard: Dashboard, shelf: Shelf) -> None:
    playlist = await shelf.filled(await shelf.api.person(seed.ADA), 4)
    page = await open_playlist(dashboard, playlist)
    await grip(page, 0).press("ArrowDown")
    await eventually_equal(lambda: ids(page), [2, 1, 3, 4])
    await expect(grip(page, 1)).to_be_focused()
    await expect(part(page, "toast-region", "heard")).to_contain_text("is now 2 of 4.")
    await grip(page, 1).press("End")
    await eventually_equal(lambda: ids(page), [2, 3, 4, 1])
    await grip(page, 3).press("Home")
    await eventually_equal(lambda: ids(page), [1, 2, 3, 4])
    await grip(page, 1).press("Delete")
    await eventually_equal(lambda: ids(page), [1, 3, 4])
    await expect(grip(page, 1)).to_be_focused()
    await page.get_by_role("button", name="Undo").click()
    await eventually_equal(lambda: ids(page), [1, 2, 3, 4])
    assert await stored_ids(shelf, playlist) == [1, 2, 3, 4]


async def test_several_are_chosen_and_removed_and_come_back(
    dashboard: Dashboard, shelf: Shelf
) -> None:
    playlist = await shelf.filled(await shelf.api.person(seed.ADA), 5)
    page = await open_playlist(dashboard, playlist)
    await tick(page, 0).check()
    await tick(page, 2).click(modifiers=["Shift"])
    await expect(part(page, "playlist-rows", "chosen")).to_have_text("3 tracks chosen")
    await tick(page, 1).uncheck()
    await part(page, "playlist-rows", "remove-chosen").click()
    await eventually_equal(lambda: ids(page), [2, 4, 5])
    await expect(part(page, "playlist-rows", "bar")).to_be_hidden()
    assert await stored_ids(shelf, playlist) == [2, 4, 5]
    await page.get_by_role("button", name="Undo").click()
    await eventually_equal(lambda: ids(page), [1, 2, 3, 4, 5])


async def test_name_and_picture_change_in_place(dashboard: Dashboard, shelf: Shelf) -> None:
    ada = await shelf.api.person(seed.ADA)
    playlist = await shelf.filled(ada, 1)
    page = await open_playlist(dashboard, playlist)
    panel = await open_panel(page, "Edit")
    await panel.get_by_label("Name").fill("ليل 🌙")
    await panel.get_by_role("button", name="Save").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("ليل 🌙")
    await expect(page).to_have_title(re.compile("ليل"))
    assert (await shelf.contents(ada, playlist))["name"] == "ليل 🌙"
    await expect(page.locator("details.panel[open]")).to_have_count(0)
    panel = await open_panel(page, "Edit")
    await panel.get_by_label("Picture").fill("no address")
    await panel.get_by_label("Name").fill("Sea")
    await page.evaluate("document.querySelector('.panel[open] form').noValidate = true")
    await panel.get_by_role("button", name="Save").click()
    await expect(page.get_by_label("Picture")).to_have_attribute("aria-invalid", "true")
    await expect(page.get_by_label("Name", exact=True)).to_have_value("Sea")


async def test_it_plays_where_one_sits(dashboard: Dashboard, shelf: Shelf) -> None:
    ada = await shelf.api.listener(seed.ADA)
    playlist = await shelf.filled(ada, 3)
    page = await open_playlist(dashboard, playlist)
    panel = await open_panel(page, "Play")
    await expect(panel.get_by_label("Play in")).to_have_value(HARBOUR)
    await panel.get_by_role("button", name="Replace the queue").click()
    await expect(page.locator(".toast")).to_contain_text("Added 3 tracks of Mix.")
    await eventually(lambda: len(shelf.api.player.state.queue) == 2)
    panel = await open_panel(page, "Play")
    await panel.get_by_role("button", name="Add to the queue").click()
    await eventually(lambda: len(shelf.api.player.state.queue) == 5)


async def test_who_sits_nowhere_is_told_where_one_touched(
    dashboard: Dashboard, shelf: Shelf
) -> None:
    playlist = await shelf.filled(await shelf.api.person(seed.ADA), 1)
    shelf.api.world.discord.world.leave_voice(seed.ADA)
    page = await open_playlist(dashboard, playlist)
    panel = await open_panel(page, "Play")
    await panel.get_by_role("button", name="Play next").click()
    await expect(page.locator("#reason")).to_contain_text("voice channel")
    assert shelf.api.player.state.current is None


@pytest.mark.parametrize(("label", "ending"), [("M3U", "m3u8"), ("JSPF", "jspf"), ("XSPF", "xspf")])
async def test_it_is_downloaded(
    dashboard: Dashboard, shelf: Shelf, label: str, ending: str
) -> None:
    playlist = await shelf.filled(await shelf.api.person(seed.ADA), 2)
    page = await open_playlist(dashboard, playlist)
    panel = await open_panel(page, "More")
    async with page.expect_download() as download:
        await panel.get_by_role("link", name=label, exact=True).click()
    assert (await download.value).suggested_filename == f"Mix.{ending}"


async def test_it_is_copied_and_deleted(dashboard: Dashboard, shelf: Shelf) -> None:
    ada = await shelf.api.person(seed.ADA)
    playlist = await shelf.filled(ada, 2)
    page = await open_playlist(dashboard, playlist)
    panel = await open_panel(page, "More")
    await panel.get_by_role("button", name="Make a copy").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Copy of Mix")
    panel = await open_panel(page, "More")
    await panel.get_by_text("Delete this playlist…").click()
    await panel.get_by_role("button", name="Delete for good").click()
    await page.wait_for_url("**/playlists")
    left = data(await ada.get("/playlists"))
    assert [one["id"] for one in left] == [playlist["id"]]


async def test_a_file_is_imported_and_its_report_survives(
    dashboard: Dashboard, shelf: Shelf
) -> None:
    playlist = await shelf.make(await shelf.api.person(seed.ADA))
    page = await open_playlist(dashboard, playlist)
    await page.get_by_text("Import into this playlist").click()
    text = "\n".join(["#EXTM3U", *dashboard.links(3), "#EXTINF:1,zzqx zzqx", "gone.mp3"])
    file = {"name": "mix.m3u8", "mimeType": "audio/x-mpegurl", "buffer": text.encode()}
    await page.get_by_label("A playlist file").set_input_files(file)  # type: ignore[arg-type]
    await page.get_by_role("button", name="Import", exact=True).click()
    await expect(page.get_by_text("Imported 3 tracks.").first).to_be_visible()
    await expect(rows(page)).to_have_count(3)
    await page.reload()
    await page.get_by_text("1 line led to nothing").click()
    await expect(page.get_by_role("cell", name="zzqx zzqx", exact=True)).to_be_visible()
    await page.get_by_label("Say it differently").fill(dashboard.links(4)[3])
    await page.get_by_role("button", name="Try again").click()
    await expect(rows(page)).to_have_count(4)


async def test_what_cannot_be_imported_is_said(dashboard: Dashboard, shelf: Shelf) -> None:
    playlist = await shelf.make(await shelf.api.person(seed.ADA))
    page = await open_playlist(dashboard, playlist)
    await page.get_by_text("Import into this playlist").click()
    file = {"name": "x.xspf", "mimeType": "application/xspf+xml", "buffer": b"<x/>"}
    await page.get_by_label("A playlist file").set_input_files(file)  # type: ignore[arg-type]
    await page.get_by_role("button", name="Import", exact=True).click()
    await expect(page.locator(".import-sheet").get_by_role("alert")).to_contain_text("XSPF")


async def test_a_dropped_file_is_chosen(dashboard: Dashboard, shelf: Shelf) -> None:
    playlist = await shelf.make(await shelf.api.person(seed.ADA))
    page = await open_playlist(dashboard, playlist)
    await page.get_by_text("Import into this playlist").click()
    files = await page.evaluate_handle(
        """(link) => {
          const transfer = new DataTransfer();
          transfer.items.add(new File([link], "dropped.m3u8"));
          return transfer;
        }""",
        dashboard.links(1)[0],
    )
    area = page.locator("playlist-drop")
    await area.dispatch_event("dragover", {"dataTransfer": files})
    await expect(area).to_have_attribute("data-over", "")
    await area.dispatch_event("drop", {"dataTransfer": files})
    await page.get_by_role("button", name="Import", exact=True).click()
    await expect(rows(page)).to_have_count(1)


async def test_an_import_shows_how_far_it_is_and_is_cancelled(
    dashboard: Dashboard, shelf: Shelf
) -> None:
    ada = await shelf.api.person(seed.ADA)
    playlist = await shelf.make(ada)
    page = await open_playlist(dashboard, playlist)
    lines = [f"{link}?{n}" for n in range(60) for link in shelf.api.links(50)]
    await ada.post(path_of(playlist, "/import"), content="\n".join(lines).encode())
    await expect(page.get_by_role("progressbar")).to_be_visible()
    await page.get_by_role("button", name="Cancel").click()
    await expect(page.get_by_text("Cancelled.")).to_be_visible()
    (job,) = data(await ada.get("/jobs"))
    assert job["state"] == "cancelled"


async def test_a_file_becomes_a_new_playlist(dashboard: Dashboard, shelf: Shelf) -> None:
    await shelf.api.person(seed.ADA)
    page = await dashboard.visit("/playlists", seed.ADA)
    text = "\n".join(["#EXTM3U", "#PLAYLIST:Old tapes", *dashboard.links(3)])
    file = {"name": "x.m3u", "mimeType": "audio/x-mpegurl", "buffer": text.encode()}
    await page.get_by_label("A playlist file").set_input_files(file)  # type: ignore[arg-type]
    await page.get_by_role("button", name="Import", exact=True).click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Old tapes")
    await expect(rows(page)).to_have_count(3)


async def test_ten_thousand_tracks_are_drawn_where_one_looks(
    dashboard: Dashboard, shelf: Shelf
) -> None:
    services = shelf.api.world.parts.services
    (track,) = (await services.search.find(dashboard.links(1)[0])).tracks
    many = tuple(replace(track, title=f"Track {number}") for number in range(1, 10_001))
    owner = Person(UserId(seed.ADA), "ada", "Ada Lindqvist")
    playlist = await services.playlists.create(owner, "Long", tracks=many)
    page = await open_playlist(dashboard, {"id": playlist.id})
    await expect(rows(page).first).to_contain_text("Track 1")
    await page.evaluate("scrollTo(0, document.body.scrollHeight / 2)")
    await expect(page.get_by_text(re.compile(r"^Track 50\d\d$")).first).to_be_visible()
    assert await rows(page).count() < 100
    await page.evaluate("scrollTo(0, document.body.scrollHeight)")
    await expect(page.get_by_text("Track 10000", exact=True)).to_be_visible()
    last = rows(page).last
    await last.locator('[data-part="grip"]').press("Home")
    await expect(page.get_by_text("Track 10000", exact=True)).to_be_visible()
    await expect(rows(page).first).to_contain_text("Track 10000")
    ada = await shelf.api.person(seed.ADA)
    contents = await shelf.contents(ada, {"id": playlist.id}, start=0, end=2)
    assert [each["title"] for each in contents["tracks"]] == ["Track 10000", "Track 1"]


async def test_a_stale_row_says_that_it_is_gone(dashboard: Dashboard, shelf: Shelf) -> None:
    ada = await shelf.api.person(seed.ADA)
    playlist = await shelf.filled(ada, 2)
    page = await open_playlist(dashboard, playlist)
    await page.route("**/tracks/remove", lambda route: route.abort())
    await rows(page).first.get_by_role("button", name="Remove").click()
    await expect(page.locator("#reason")).to_contain_text("cannot be reached")
    await page.unroute("**/tracks/remove")
    await ada.delete(f"{tracks_of(playlist)}/1")
    await eventually_equal(lambda: ids(page), [2])
