"""`/library` and the pages of its artists and albums, without scripts."""

import secrets

from auth.identity import UserId
from sim.discord import seed
from tests.support.api import HARBOUR, Api
from tests.support.discord import eventually
from tests.support.newcomers import play_of
from tests.support.plain import PlainPage, send, visit
from tests.support.shelf import Shelf

NOOR = UserId(seed.NOOR)


async def heard(api: Api, artist: str, *titles: str, **more: object) -> str:
    """Let Noor hear tracks of an artist, and return the address of the artist's page."""
    services = api.world.parts.services
    plays = [play_of(NOOR, artist, title, place, **more) for place, title in enumerate(titles)]
    await services.history.tell(plays)
    listed = await visit(await api.person(), f"/library?search={artist}")
    return next(address for address in links(listed) if address.startswith("/library/artists/"))


def links(page: PlainPage) -> list[str]:
    return [piece.split('"')[0] for piece in page.text.split('href="')[1:]]


def somebody() -> str:
    """Name an artist whom no other test knows."""
    return f"Zoë {secrets.token_hex(5)}"


async def test_from_an_artist_one_comes_to_albums_and_tracks(api: Api) -> None:
    noor, name = await api.person(), somebody()
    address = await heard(api, name, "Aerodynamic", "One More Time", album="Discovery")
    await heard(api, name, "Da Funk (Live)")
    artist = await visit(noor, address)
    assert f'dir="auto">{name}</h1>' in artist.text
    assert "1 album · 3 tracks · 3 plays" in artist.text
    assert artist.text.index("Aerodynamic") < artist.text.index("Da Funk (Live)")
    (album,) = [link for link in links(artist) if link.startswith("/library/albums/")]
    tracks = await visit(noor, album)
    assert "2 tracks · 2 plays · 6:40" in tracks.text
    assert "Da Funk" not in tracks.text
    assert address in links(tracks)


async def test_letters_and_words_narrow_the_list(api: Api) -> None:
    noor, name = await api.person(), somebody()
    await heard(api, name, f"Song {name}")
    word = name.split()[1]
    found = await visit(noor, f"/library?search={word}&letter=z")
    assert (">1 artist<" in found.text, f"Song {name}" in found.text) == (True, True)
    elsewhere = await visit(noor, f"/library?search={word}&letter=q")
    assert f"Song {name}" in elsewhere.text
    assert f'search={word}"' in elsewhere.text.replace("&amp;", "&")
    assert "Nothing fits" in (await visit(noor, "/library?search=zzqx0")).text
    assert (
        await noor.get("/library?letter=zz", headers={"Accept": "text/html"})
    ).status_code == 400


async def test_a_long_list_goes_on_page_by_page(api: Api) -> None:
    noor, family = await api.person(), secrets.token_hex(5)
    plays = [play_of(NOOR, f"{family} {number:02}", "Song") for number in range(51)]
    await api.world.parts.services.history.tell(plays)
    first = await visit(noor, f"/library?search={family}")
    (following,) = [link for link in links(first) if "page=2" in link]
    assert f"{family} 50" not in first.text
    second = await visit(noor, following.replace("&amp;", "&"))
    assert ("51 artists" in second.text, f"{family} 50" in second.text) == (True, True)
    assert f"{family} 49" not in second.text


async def test_ticked_tracks_go_to_the_queue_and_to_a_playlist(api: Api, shelf: Shelf) -> None:
    noor, name = await api.listener(), somebody()
    address = await heard(api, name, "Song", url=api.links(1)[0])
    track = (await visit(noor, address)).form(address).fields["track"]
    page = await send(noor, address, to="queue", guild_id=HARBOUR, track=track)
    assert "Added 1 track to the queue." in page.text
    await eventually(lambda: api.player.state.current is not None)
    playlist = await shelf.make(noor, "Taken along")
    page = await send(noor, address, to="playlist", playlist_id=playlist["id"], track=track)
    assert "Added 1 track to the playlist." in page.text
    assert len(await shelf.titles(noor, playlist)) == 1
    page = await send(noor, address, to="queue", guild_id=HARBOUR)
    assert (page.status, page.reasons) == (400, ["Choose 1 to 25 tracks."])
    page = await send(noor, address, to="queue", guild_id=HARBOUR, track="999999999")
    assert page.reasons == ["This track is not in your library (any more)."]


async def test_an_artist_is_followed_and_not_any_more(api: Api) -> None:
    noor, name = await api.person(), somebody()
    address = await heard(api, name, "Song")
    page = await send(noor, f"{address}/follow")
    assert "You follow them now." in page.text
    assert "Follow no more" in page.text
    listed = await visit(noor, f"/library?search={name}&watchlist=watched")
    assert ">1 artist<" in listed.text
    page = await send(noor, f"{address}/unfollow")
    assert "You do not follow them any more." in page.text
    listed = await visit(noor, f"/library?search={name}&watchlist=watched")
    assert ">1 artist<" not in listed.text


async def test_what_is_not_ones_own_is_not_there(api: Api) -> None:
    address = await heard(api, somebody(), "Song", album="Album")
    ada = await api.person(seed.ADA)
    assert (await visit(ada, address)).status == 404
    assert (await visit(ada, "/library/albums/999999999")).status == 404
    assert (await visit(ada, "/library/artists/x")).status == 400
    assert (await visit(api.world.visitor(), address)).path.startswith("/?next=")
