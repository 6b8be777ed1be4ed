"""`/following` without scripts."""

from tests.support.api import HARBOUR
from tests.support.discord import eventually
from tests.support.plain import send, visit
from tests.support.shelf import Shelf
from tests.support.wanting import ARTIST, NOOR, NOWHERE, SONG, Wishes


async def test_an_artist_is_followed_by_name_and_let_go(wishes: Wishes) -> None:
    page = await visit(wishes.noor, "/following")
    assert "You follow nobody yet" in page.text
    page = await send(wishes.noor, "/following", name=f" {ARTIST.upper()} ")
    assert page.path == "/following?said=followed"
    assert "You follow them now." in page.text
    (artist,) = await wishes.followed()
    assert artist["artist_name"] == ARTIST
    assert artist["image_url"]
    page = await send(wishes.noor, "/following", name=NOWHERE)
    assert {each["artist_name"] for each in await wishes.followed()} == {ARTIST, NOWHERE}
    remove = page.form("/following/remove")
    page = await send(wishes.noor, remove.action, **remove.fields)
    assert "You do not follow them any more." in page.text
    assert len(await wishes.followed()) == 1
    page = await send(wishes.noor, "/following", name="")
    assert (page.status, page.reasons) == (400, ["name is missing."])


async def test_they_are_looked_for_now(wishes: Wishes) -> None:
    await wishes.library.watchlist.follow(NOOR, "vq", ARTIST)
    page = await visit(wishes.noor, "/following")
    assert "Not looked for yet." in page.text
    page = await send(wishes.noor, "/following/scan")
    assert page.status == 200
    await eventually(lambda: not wishes.library.scans._tasks)
    page = await visit(wishes.noor, "/following")
    assert "Last looked for on" in page.text
    assert "Nothing new yet" in page.text


async def test_finds_go_into_the_queue_and_into_a_playlist(shelf: Shelf, wishes: Wishes) -> None:
    await shelf.api.listener()
    playlist = await shelf.make(wishes.noor, "New music")
    await wishes.have_found(SONG, "Another one")
    finds, _ = await wishes.library.watchlist.finds_of(NOOR, 0, 10)
    page = await visit(wishes.noor, "/following")
    assert page.text.index("Another one") < page.text.index(f">{SONG}<")
    chosen = {"find": finds[0].id, "to": "playlist", "playlist_id": playlist["id"]}
    page = await send(wishes.noor, "/following/finds", **chosen)
    assert "Added 1 track to the playlist." in page.text
    assert await shelf.titles(wishes.noor, playlist) == ["Another one"]
    chosen = {"find": finds[1].id, "to": "queue", "guild_id": HARBOUR}
    page = await send(wishes.noor, "/following/finds", **chosen)
    assert "Added 1 track to the queue." in page.text
    await eventually(lambda: shelf.api.player.state.current is not None)
    page = await send(wishes.noor, "/following/finds", to="queue", guild_id=HARBOUR)
    assert (page.status, page.reasons) == (400, ["Choose 1 to 25 tracks."])
    page = await send(wishes.noor, "/following/finds", find="none", to="queue", guild_id=HARBOUR)
    assert (page.status, page.reasons) == (404, ["This find is not there any more."])


async def test_finds_aim_at_a_playlist(shelf: Shelf, wishes: Wishes) -> None:
    playlist = await shelf.make(wishes.noor, "New music")
    await wishes.library.watchlist.follow(NOOR, "vq", ARTIST)
    page = await send(wishes.noor, "/following/aim", playlist_id=playlist["id"])
    assert f'value="{playlist["id"]}" selected' in page.text
    assert (await wishes.library.watchlist.standing(NOOR)).playlist_id == playlist["id"]
    page = await send(wishes.noor, "/following/aim", playlist_id="none")
    assert (page.status, page.reasons) == (404, ["There is no such playlist."])
    page = await send(wishes.noor, "/following/aim", playlist_id="")
    assert (await wishes.library.watchlist.standing(NOOR)).playlist_id is None
