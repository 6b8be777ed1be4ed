"""The pages of playlists as plain forms, and who may see and send them."""

import re

import pytest

from player.playlists import playlist as playlist_rules
from sim.discord import seed
from tests.support.api import HARBOUR, Json, data
from tests.support.discord import eventually
from tests.support.plain import HTML, PlainPage, send, visit
from tests.support.shelf import MISSING, Shelf, path_of, tracks_of


def keyed(playlist: Json) -> str:
    return f"?key={playlist['key']}"


async def test_one_address_has_a_page_for_browsers_and_data_for_programs(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.make(noor, "Mix")
    page = await noor.get(path_of(playlist), headers=HTML)
    assert page.headers["Content-Type"].startswith("text/html")
    assert "Accept" in page.headers["Vary"]
    assert "Mix" in page.text
    answer = await noor.get(path_of(playlist))
    assert data(answer, shelf.api)["name"] == "Mix"
    assert "Accept" in answer.headers["Vary"]


async def test_the_signed_out_are_led_to_the_sign_in_and_back(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.make(noor)
    address = path_of(playlist, keyed(playlist))
    page = await visit(shelf.api.world.visitor(), address)
    assert page.path.startswith("/?next=")
    sign_in = re.search(r'href="(/auth/redirect\?url=[^"]+)"', page.text)
    assert sign_in is not None
    assert playlist["key"] in sign_in[1]


async def test_everything_can_be_made_and_found(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    page = await visit(noor, "/playlists")
    assert "Keep what you love to hear" in page.text
    made = await send(noor, page.form("/playlists").action, name="Sea & <b>sun</b>", kind="meta")
    assert "<h1" in made.text
    assert "Sea &amp; &lt;b&gt;sun&lt;/b&gt;" in made.text
    link = shelf.collection().url
    made = await send(noor, "/playlists", name="Theirs", kind="url", url=link)
    assert "loaded from there" in made.text
    page = await visit(noor, "/playlists")
    assert "Theirs" in page.text
    assert "2 of 10 playlists" in page.text


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"name": "", "kind": "meta"}, "name is missing."),
        ({"name": "Mix", "kind": "meta"}, "You already have a playlist called “Mix”."),
        ({"name": "Two", "kind": "url", "url": "http://127.0.0.1/x"}, "url is refused"),
    ],
)
async def test_a_refusal_stands_beside_its_field_and_nothing_typed_is_lost(
    shelf: Shelf, fields: dict[str, str], reason: str
) -> None:
    noor = await shelf.api.person()
    await shelf.make(noor, "Mix")
    page = await send(noor, "/playlists", **fields)
    assert page.status in {400, 409}
    (told,) = page.reasons
    assert told.startswith(reason)
    assert 'aria-invalid="true"' in page.text
    typed = page.form("/playlists").fields
    assert typed["name"] == fields["name"]
    assert typed["url"] == fields.get("url", "")


async def test_ten_are_enough(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    for number in range(10):
        await shelf.make(noor, f"Mix {number}")
    page = await visit(noor, "/playlists")
    assert "as many as there can be" in page.text
    assert "New playlist" not in page.text
    assert (await send(noor, "/playlists", name="One more", kind="meta")).status == 409


async def test_tracks_come_move_and_go(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.filled(noor, 2)
    first, second = await shelf.titles(noor, playlist)
    page = await send(noor, tracks_of(playlist), query=shelf.api.links(3)[2])
    assert page.path == path_of(playlist)
    titles = await shelf.titles(noor, playlist)
    assert titles[:2] == [first, second]
    await send(noor, f"{tracks_of(playlist)}/3/up")
    await send(noor, f"{tracks_of(playlist)}/1/down")
    await send(noor, f"{tracks_of(playlist)}/2/down")
    assert [track["id"] for track in (await shelf.contents(noor, playlist))["tracks"]] == [3, 1, 2]
    page = await send(noor, f"{tracks_of(playlist)}/remove", item="1", only="2")
    assert [track["id"] for track in (await shelf.contents(noor, playlist))["tracks"]] == [3, 1]
    undo = page.form("/tracks/restore")
    await send(noor, undo.action, **undo.fields)
    assert [track["id"] for track in (await shelf.contents(noor, playlist))["tracks"]] == [3, 1, 2]


async def test_what_cannot_be_added_or_removed_is_said(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.filled(noor, 1)
    page = await send(noor, tracks_of(playlist), query="zzqx nothing sounds like this")
    assert page.status == 404
    assert page.form("/tracks").fields["query"] == "zzqx nothing sounds like this"
    assert len(page.reasons) == 1
    page = await send(noor, f"{tracks_of(playlist)}/remove")
    assert page.reasons == ["Choose at least one track."]
    page = await send(noor, f"{tracks_of(playlist)}/remove", item="x")
    assert page.reasons == ["item must be the id of an entry."]
    page = await send(noor, f"{tracks_of(playlist)}/77/up")
    assert page.reasons == ["This entry is no longer in the playlist."]


async def test_name_and_picture_change(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.make(noor)
    picture = "https://pictures.example/sea.png"
    page = await send(noor, path_of(playlist, "/details"), name="Sea", image=picture)
    assert page.form("/details").fields == {"name": "Sea", "image": picture}
    page = await send(noor, path_of(playlist, "/details"), name="", image="")
    assert page.reasons == ["name must not be empty."]
    assert page.form("/details").fields["name"] == ""
    page = await send(noor, path_of(playlist, "/details"), name="Sea", image="")
    assert (await shelf.contents(noor, playlist))["image"] == ""


async def test_whoever_has_the_link_may_edit_until_there_is_a_new_one(shelf: Shelf) -> None:
    noor, leila = await shelf.api.person(), await shelf.strangers()
    playlist = await shelf.filled(noor, 1)
    share = re.search(r'value="(http[^"]+key=[^"]+)"', (await visit(noor, path_of(playlist))).text)
    assert share is not None
    page = await visit(leila, share[1])
    assert "Playlist of" in page.text
    assert "Delete for good" not in page.text
    add = page.form("/tracks")
    page = await send(leila, add.action, query=shelf.api.links(2)[1])
    assert page.path == path_of(playlist, keyed(playlist))
    assert len(await shelf.titles(noor, playlist)) == 2
    rotated = await send(noor, path_of(playlist, "/key"))
    assert playlist["key"] not in rotated.text
    assert_shut_out(await visit(leila, share[1]))
    assert_shut_out(await send(leila, add.action, query="night"))
    assert len(await shelf.titles(noor, playlist)) == 2


def assert_shut_out(page: PlainPage) -> None:
    assert page.status == 404
    assert "This link opens no playlist" in page.text


FORMS = [
    ("/details", {"name": "Stolen"}),
    ("/tracks", {"query": "night"}),
    ("/tracks/1/up", {}),
    ("/tracks/1/down", {}),
    ("/tracks/remove", {"item": "1"}),
    ("/tracks/restore", {"item": "1"}),
    ("/clone", {"name": "Stolen"}),
    ("/play", {"guild_id": HARBOUR, "placement": "end"}),
    ("/import", {"lines": "night"}),
    ("/delete", {}),
    ("/key", {}),
]


@pytest.mark.parametrize(("form", "fields"), FORMS)
async def test_a_stranger_can_send_no_form_of_it(
    shelf: Shelf, form: str, fields: dict[str, str]
) -> None:
    noor, leila = await shelf.api.person(), await shelf.strangers()
    playlist = await shelf.filled(noor, 2)
    before = await shelf.contents(noor, playlist)
    for address in (path_of(playlist, form), path_of(playlist, f"{form}?key=wrong")):
        assert_shut_out(await send(leila, address, **fields))
    assert_shut_out(await send(leila, f"/playlists/{MISSING}{form}", **fields))
    visitor = shelf.api.world.visitor()
    assert (await send(visitor, path_of(playlist, form), **fields)).path == "/"
    assert await shelf.contents(noor, playlist) == before
    assert data(await leila.get("/playlists")) == []


@pytest.mark.parametrize("form", ["/delete", "/key"])
async def test_with_the_key_one_is_not_the_owner(shelf: Shelf, form: str) -> None:
    noor, leila = await shelf.api.person(), await shelf.strangers()
    playlist = await shelf.make(noor)
    page = await send(leila, path_of(playlist, form + keyed(playlist)))
    assert page.status == 403
    assert (await shelf.contents(noor, playlist))["key"] == playlist["key"]


async def test_another_site_can_send_no_form(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.make(noor)
    there = {**HTML, "Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
    answer = await noor.post(path_of(playlist, "/delete"), headers=there)
    assert answer.status_code == 403
    assert await shelf.contents(noor, playlist)


async def test_it_plays_where_one_chooses(shelf: Shelf) -> None:
    noor = await shelf.api.listener()
    playlist = await shelf.filled(noor, 3)
    page = await visit(noor, path_of(playlist))
    assert f'<option value="{HARBOUR}" selected>' in page.text
    page = await send(noor, path_of(playlist, "/play"), guild_id=HARBOUR, placement="replace")
    assert page.path == f"/servers/{HARBOUR}"
    await eventually(lambda: len(shelf.api.player.state.queue) == 2)
    await send(noor, path_of(playlist, "/play"), guild_id=HARBOUR, placement="end")
    await eventually(lambda: len(shelf.api.player.state.queue) == 5)


@pytest.mark.parametrize("guild_id", ["", "1", seed.BINDERS, "999999999999999999"])
async def test_it_plays_nowhere_else(shelf: Shelf, guild_id: str) -> None:
    noor = await shelf.api.listener()
    playlist = await shelf.filled(noor, 1)
    page = await send(noor, path_of(playlist, "/play"), guild_id=guild_id, placement="end")
    assert page.status in {400, 403, 404}
    assert shelf.api.player.state.current is None


async def test_who_sits_nowhere_is_told_so(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.filled(noor, 1)
    page = await send(noor, path_of(playlist, "/play"), guild_id=HARBOUR, placement="end")
    assert page.status == 409
    assert len(page.reasons) == 1


async def test_a_copy_is_ones_own(shelf: Shelf) -> None:
    noor, leila = await shelf.api.person(), await shelf.strangers()
    playlist = await shelf.filled(noor, 2)
    page = await visit(leila, path_of(playlist, keyed(playlist)))
    form = page.form("/clone")
    assert form.fields == {"name": "Copy of Mix"}
    page = await send(leila, form.action, **form.fields)
    assert "Your playlist" in page.text
    (own,) = data(await leila.get("/playlists"))
    assert (own["name"], own["length"]) == ("Copy of Mix", 2)


async def test_it_is_deleted(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.make(noor)
    page = await send(noor, path_of(playlist, "/delete"))
    assert page.path == "/playlists"
    assert_shut_out(await visit(noor, path_of(playlist)))


async def test_a_file_is_imported_and_what_failed_is_reported_and_tried_again(
    shelf: Shelf,
) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.make(noor)
    text = "\n".join(["#EXTM3U", *shelf.api.links(2), "#EXTINF:1,zzqx zzqx", "gone.mp3"])
    file = {"file": ("mix.m3u8", text.encode())}
    await send(noor, path_of(playlist, "/import"), file)
    (job,) = data(await noor.get("/jobs"))
    await shelf.job(noor, job["id"])
    page = await visit(noor, path_of(playlist))
    assert "Imported 2 tracks." in page.text
    assert "1 line led to nothing" in page.text
    assert "zzqx zzqx" in page.text
    page = await send(noor, path_of(playlist, "/import"), lines=f"\n{shelf.api.links(3)[2]}\n")
    (job, _) = data(await noor.get("/jobs"))
    await shelf.job(noor, job["id"])
    assert len(await shelf.titles(noor, playlist)) == 3


async def test_a_file_becomes_a_playlist(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    file = {"file": ("x.m3u8", "\n".join(["#PLAYLIST:Sea", *shelf.api.links(2)]).encode())}
    page = await send(noor, "/playlists/import", file)
    assert re.fullmatch(r"/playlists/[0-9a-f]{24}", page.path)
    assert ">Sea</h1>" in page.text
    page = await send(noor, "/playlists/import", {"file": ("x.xspf", b"<x/>")}, name="Other")
    assert page.status == 400
    assert page.form("/playlists/import").fields["name"] == "Other"
    page = await send(noor, "/playlists/import", name="Other")
    assert page.status == 404
    assert len(page.reasons) == 1


async def test_an_import_is_cancelled(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.make(noor)
    lines = "\n".join(f"{link}?{n}" for n in range(20) for link in shelf.api.links(50))
    page = await send(noor, path_of(playlist, "/import"), lines=lines)
    cancel = page.form("/cancel")
    page = await send(noor, cancel.action, **cancel.fields)
    assert page.path == path_of(playlist)
    (job,) = data(await noor.get("/jobs"))
    assert job["state"] == "cancelled"
    elsewhere = await send(noor, cancel.action, next="https://evil.example/")
    assert elsewhere.status == 400


async def test_a_long_playlist_comes_in_parts(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.filled(noor, 5)
    monkeypatch.setattr("web.pages.playlists.contents.ROWS", 2)
    page = await visit(noor, path_of(playlist, "?page=2"))
    assert "Part 2 of 3" in page.text
    assert re.findall(r'data-id="(\d+)"', page.text) == ["3", "4"]
    page = await send(noor, f"{tracks_of(playlist)}/3/down?page=2")
    assert page.path == path_of(playlist, "?page=2")
    assert "Part 3 of 3" in (await visit(noor, path_of(playlist, "?page=9"))).text
    assert (await visit(noor, path_of(playlist, "?page=0"))).status == 400


async def test_a_full_playlist_says_so(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.filled(noor, 1)
    monkeypatch.setattr(playlist_rules, "ITEM_LIMIT", 1)
    page = await send(noor, tracks_of(playlist), query="night")
    assert page.reasons == ["A playlist holds at most 1 tracks."]
