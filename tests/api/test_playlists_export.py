"""`GET /playlists/<id>/export`."""

import json
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import httpx2
import pytest

from player.playlists.formats import FORMATS
from sim.lavalink.catalogue import MISSING_URL
from tests.support.api import refusal
from tests.support.shelf import MISSING, Json, Shelf, path_of


async def export(
    client: httpx2.AsyncClient, playlist: Json, form: str, **query: str
) -> httpx2.Response:
    answer = await client.get(path_of(playlist, "/export"), params={"format": form, **query})
    assert answer.status_code == 200, answer.text
    return answer


async def test_m3u_is_what_comes_without_asking(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.filled(noor, 2, "Road trip")
    answer = await noor.get(path_of(playlist, "/export"))
    assert answer.headers["Content-Type"] == "audio/x-mpegurl; charset=utf-8"
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="Road trip.m3u8"')
    lines = answer.text.splitlines()
    assert lines[:2] == ["#EXTM3U", "#PLAYLIST:Road trip"]
    assert lines[3::2] == shelf.api.links(2)
    assert (await export(noor, playlist, "m3u8")).text == answer.text


async def test_jspf(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    answer = await export(noor, await shelf.filled(noor, 2), "jspf")
    assert answer.headers["Content-Type"].startswith("application/jspf+json")
    tracks = json.loads(answer.text)["playlist"]["track"]
    assert [track["location"] for track in tracks] == [[link] for link in shelf.api.links(2)]


async def test_xspf(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    answer = await export(noor, await shelf.filled(noor, 2), "xspf")
    assert answer.headers["Content-Type"].startswith("application/xspf+xml")
    locations = ET.fromstring(answer.text).iter("{http://xspf.org/ns/0/}location")  # noqa: S314 - Our own file.
    assert [location.text for location in locations] == shelf.api.links(2)


@pytest.mark.parametrize("form", FORMATS)
async def test_a_link_is_loaded_first(shelf: Shelf, form: str) -> None:
    noor = await shelf.api.person()
    answer = await export(noor, await shelf.link(noor), form)
    read = FORMATS[form].read(answer.text)
    assert len(read.wanted) == len(shelf.collection().tracks)


async def test_a_dead_link_is_not_found(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.make(noor, url=MISSING_URL)
    refusal(await noor.get(path_of(playlist, "/export")), 404, 8)


@pytest.mark.parametrize("form", FORMATS)
async def test_an_empty_playlist_is_an_empty_file(shelf: Shelf, form: str) -> None:
    noor = await shelf.api.person()
    answer = await export(noor, await shelf.make(noor), form)
    assert FORMATS[form].read(answer.text).wanted == ()


@pytest.mark.parametrize(
    ("name", "plain", "full"),
    [
        ("../../etc/passwd", "_.._etc_passwd", "_.._etc_passwd"),
        ('a"b\\c', "a_b_c", "a_b_c"),
        ("Ночь; x=1", "_____ x_1", "Ночь; x=1"),
        ("...", "playlist", "playlist"),
        ("x" * 100, "x" * 80, "x" * 80),
    ],
)
async def test_the_file_has_a_safe_name(shelf: Shelf, name: str, plain: str, full: str) -> None:
    noor = await shelf.api.person()
    answer = await export(noor, await shelf.make(noor, name), "xspf")
    told = answer.headers["Content-Disposition"]
    ascii_name, _, extended = told.partition("; filename*=UTF-8''")
    assert ascii_name == f'attachment; filename="{plain}.xspf"'
    assert unquote(extended) == f"{full}.xspf"


async def test_others_need_the_key(shelf: Shelf) -> None:
    playlist = await shelf.filled(await shelf.api.person(), 1)
    leila = await shelf.strangers()
    refusal(await leila.get(path_of(playlist, "/export")), 403, 11, "key")
    assert (await export(leila, playlist, "m3u", key=playlist["key"])).text


@pytest.mark.parametrize("form", ["", "pls", "jspf8", "M3U"])
async def test_it_names_what_is_wrong(shelf: Shelf, form: str) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.make(noor)
    answer = await noor.get(path_of(playlist, "/export"), params={"format": form})
    refusal(answer, 400, 6, "format")


async def test_there_must_be_one(shelf: Shelf) -> None:
    refusal(await (await shelf.api.person()).get(f"/playlists/{MISSING}/export"), 404, 404)


async def test_it_needs_a_sign_in(shelf: Shelf) -> None:
    refusal(await shelf.api.world.visitor().get(f"/playlists/{MISSING}/export"), 401, 1)
