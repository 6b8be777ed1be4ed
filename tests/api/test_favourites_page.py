"""`/favourites` without scripts, and `GET /favorites?query=`."""

from tests.support.api import HARBOUR, data
from tests.support.discord import eventually
from tests.support.plain import send, visit
from tests.support.shelf import Shelf


async def liked(shelf: Shelf, count: int) -> list[str]:
    """Make so many tracks Noor's favourites; return their titles, the latest first."""
    noor = await shelf.api.person()
    for link in shelf.api.links(count):
        await shelf.api.post(noor, "/functions/favorite", link)
    return [track["title"] for track in data(await noor.get("/favorites"), shelf.api)["tracks"]]


async def test_they_are_listed_searched_and_let_go(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    page = await visit(noor, "/favourites")
    assert "No favourites yet" in page.text
    titles = await liked(shelf, 4)
    page = await visit(noor, "/favourites")
    assert "4 tracks" in page.text
    remove = page.form("/favourites/remove")
    page = await send(noor, remove.action, **remove.fields)
    assert "3 tracks" in page.text
    again = await send(noor, remove.action, **remove.fields)
    assert "3 tracks" in again.text
    kept = data(await noor.get("/favorites"), shelf.api)
    assert [track["title"] for track in kept["tracks"]] == titles[1:]


async def test_words_narrow_them(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    titles = await liked(shelf, 12)
    words = " ".join(reversed(titles[0].upper().split()))
    fitting = [title for title in titles if title == titles[0]]
    found = data(await noor.get("/favorites", params={"query": words}), shelf.api)
    assert titles[0] in [track["title"] for track in found["tracks"]]
    assert found["length"] >= len(fitting)
    assert all(
        all(word in f"{track['title']} {track['author']}".upper() for word in words.split())
        for track in found["tracks"]
    )
    part = data(await noor.get("/favorites", params={"query": words, "start": 1}), shelf.api)
    assert part["tracks"] == found["tracks"][1:]
    assert part["length"] == found["length"]
    page = await visit(noor, "/favourites?query=zzqx")
    assert "0 tracks fit “zzqx”." in page.text


async def test_they_play(shelf: Shelf) -> None:
    noor = await shelf.api.listener()
    page = await send(noor, "/favourites/play", guild_id=HARBOUR, placement="end")
    assert page.status == 404
    await liked(shelf, 3)
    page = await send(noor, "/favourites/play", guild_id=HARBOUR, placement="end")
    assert page.path == f"/servers/{HARBOUR}"
    await eventually(lambda: len(shelf.api.player.state.queue) == 2)


async def test_they_need_a_sign_in(shelf: Shelf) -> None:
    visitor = shelf.api.world.visitor()
    assert (await visit(visitor, "/favourites")).path.startswith("/?next=")
    page = await send(visitor, "/favourites/remove", url="https://x.example/")
    assert page.path == "/"
