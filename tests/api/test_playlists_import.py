"""`POST /playlists/<id>/import`."""

import json
import random

import httpx2
import pytest

from player.playlists.formats import FORMATS
from sim.lavalink.catalogue import MISSING_URL, PRIVATE_URL
from tests.support.api import data, refusal
from tests.support.discord import eventually
from tests.support.shelf import MISSING, Json, Shelf, path_of, tracks_of


async def send(
    client: httpx2.AsyncClient, playlist: Json, body: str | bytes, kind: str = "audio/x-mpegurl"
) -> httpx2.Response:
    content = body.encode() if isinstance(body, str) else body
    headers = {"Content-Type": kind}
    return await client.post(path_of(playlist, "/import"), content=content, headers=headers)


async def imported(shelf: Shelf, client: httpx2.AsyncClient, answer: httpx2.Response) -> Json:
    """Wait until the import that was accepted is over, and return its job."""
    assert answer.status_code == 202, answer.text
    job = answer.json()["data"]
    assert answer.json()["status"] == "success"
    assert (job["kind"], job["error"]) == ("import", None)
    assert "lines" not in (job["result"] or {})
    return await shelf.job(client, job["id"])


async def test_an_m3u_comes_in_in_order(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.filled(noor, 1)
    links = shelf.api.links(5)
    text = "\r\n".join(["#EXTM3U", *links[1:], "../music/local.mp3", MISSING_URL])
    job = await imported(shelf, noor, await send(noor, playlist, text))
    assert (job["state"], job["done"], job["total"]) == ("done", 6, 6)
    assert job["result"]["playlist"] == playlist["id"]
    assert (job["result"]["added"], job["result"]["failed"]) == (4, 2)
    assert [line["line"] for line in job["result"]["lines"]] == [6, 7]
    contents = await shelf.contents(noor, playlist)
    assert [track["url"] for track in contents["tracks"]] == links


@pytest.mark.parametrize("form", FORMATS)
async def test_what_was_exported_comes_back(shelf: Shelf, form: str) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.filled(noor, 4)
    exported = await noor.get(path_of(playlist, "/export"), params={"format": form})
    other = await shelf.make(noor, "Other")
    kind = exported.headers["Content-Type"]
    job = await imported(shelf, noor, await send(noor, other, exported.content, kind))
    assert job["result"]["failed"] == 0
    assert await shelf.titles(noor, other) == await shelf.titles(noor, playlist)


@pytest.mark.parametrize("kind", ["", "application/json", "application/x-www-form-urlencoded"])
async def test_a_file_is_known_by_its_beginning(shelf: Shelf, kind: str) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.make(noor)
    (link,) = shelf.api.links(1)
    text = json.dumps({"playlist": {"track": [{"location": link}]}})
    job = await imported(shelf, noor, await send(noor, playlist, text, kind))
    assert job["result"]["added"] == 1


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
async def test_other_encodings_are_understood(shelf: Shelf, encoding: str) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.make(noor)
    text = f"#EXTM3U\n#EXTINF:1,Café – Été\n{shelf.api.links(1)[0]}\n"
    job = await imported(shelf, noor, await send(noor, playlist, text.encode(encoding)))
    assert (job["result"]["added"], job["result"]["failed"]) == (1, 0)


async def test_lines_without_a_link_are_searched_for(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.make(noor)
    song = shelf.api.world.node.catalogue.songs[3]
    text = f"#EXTINF:100,{song.artist} - {song.title}\nC:\\music\\x.mp3\n"
    job = await imported(shelf, noor, await send(noor, playlist, text))
    assert job["result"]["added"] == 1
    assert await shelf.titles(noor, playlist) == [song.title]


async def test_a_dead_link_with_a_title_is_searched_for(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.make(noor)
    song = shelf.api.world.node.catalogue.songs[3]
    text = f"#EXTINF:100,{song.artist} - {song.title}\n{PRIVATE_URL}\n"
    job = await imported(shelf, noor, await send(noor, playlist, text))
    assert job["result"]["failed"] == 0
    assert await shelf.titles(noor, playlist) == [song.title]


async def test_a_link_to_a_list_at_a_source(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.make(noor)
    collection = shelf.collection()
    answer = await noor.post(path_of(playlist, "/import"), json={"url": collection.url})
    job = await imported(shelf, noor, answer)
    assert job["result"]["added"] == len(collection.tracks)
    assert await shelf.titles(noor, playlist) == [track.title for track in collection.tracks]


async def test_five_thousand_lines_with_rubbish(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.make(noor)
    chance = random.Random(5)
    links = shelf.api.links(120)
    rubbish = [
        "\x00\x01\x02",
        "-" * 5000,
        "C:\\x.mp3",
        "http://127.0.0.1/x",
        "http://[",
        MISSING_URL,
    ]
    lines = [chance.choice(links) if chance.random() < 0.9 else chance.choice(rubbish)
             for _ in range(5000)]  # fmt: skip
    bad = [number for number, line in enumerate(lines, start=1) if line not in links]
    job = await imported(shelf, noor, await send(noor, playlist, "\n".join(lines)))
    assert (job["state"], job["done"], job["total"]) == ("done", 5000, 5000)
    result = job["result"]
    assert (result["added"], result["failed"]) == (5000 - len(bad), len(bad))
    assert [line["line"] for line in result["lines"]] == bad
    assert all(line["reason"] for line in result["lines"])
    part = await shelf.contents(noor, playlist, start=4000, end=4100)
    wanted = [line for line in lines if line in links]
    assert part["length"] == len(wanted)
    assert [track["url"] for track in part["tracks"]] == wanted[4000:4100]


async def test_people_edit_while_a_list_comes_in(shelf: Shelf) -> None:
    noor, leila = await shelf.api.person(), await shelf.strangers()
    playlist = await shelf.make(noor)
    links = shelf.api.links(300)
    answer = await send(noor, playlist, "\n".join(links))
    keyed = {"key": playlist["key"]}
    for _ in range(5):
        body = {"query": links[0], "position": 0}
        data(await leila.post(tracks_of(playlist), json=body, params=keyed), shelf.api)
    job = await imported(shelf, noor, answer)
    assert job["result"]["added"] == 300
    contents = await shelf.contents(noor, playlist)
    assert sorted(track["url"] for track in contents["tracks"]) == sorted(links + links[:1] * 5)


async def test_a_playlist_that_is_full_takes_no_more(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.make(noor)
    monkeypatch.setattr("player.playlists.playlist.ITEM_LIMIT", 150)
    job = await imported(shelf, noor, await send(noor, playlist, "\n".join(shelf.api.links(250))))
    assert (job["state"], job["result"]["added"], job["result"]["failed"]) == ("done", 150, 100)
    assert [line["line"] for line in job["result"]["lines"]] == list(range(151, 251))
    assert "full" in job["result"]["lines"][0]["reason"]


async def test_a_playlist_that_is_deleted_meanwhile_ends_the_import(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.make(noor)
    answer = await send(noor, playlist, "\n".join(shelf.api.links(200)))
    data(await noor.delete(path_of(playlist)), shelf.api)
    job = await imported(shelf, noor, answer)
    assert (job["state"], job["error"]) == ("failed", "There is no such playlist.")


async def test_the_key_lets_others_import(shelf: Shelf) -> None:
    playlist = await shelf.make(await shelf.api.person())
    leila = await shelf.strangers()
    text = shelf.api.links(1)[0]
    refusal(await send(leila, playlist, text), 403, 11, "key")
    path = path_of(playlist, f"/import?key={playlist['key']}")
    answer = await leila.post(path, content=text.encode())
    assert (await imported(shelf, leila, answer))["result"]["added"] == 1


async def test_a_link_has_no_tracks_of_its_own(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    refusal(await send(noor, await shelf.link(noor), "https://music.example/x"), 409, 12)


async def test_three_imports_at_once_are_enough(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.make(noor)
    jobs = shelf.api.world.parts.services.jobs
    text = "\n".join(shelf.api.links(400))
    answers = [await send(noor, playlist, text) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [202, 202, 202, 409]
    assert "3 jobs" in refusal(answers[3], 409, 409)
    await jobs.close()
    await eventually(lambda: all(job.over for job in jobs._jobs.values()))


@pytest.mark.parametrize(
    ("text", "kind", "code"),
    [
        ("", "audio/x-mpegurl", 8),
        ("#EXTM3U\n\n# nothing\n", "audio/x-mpegurl", 8),
        ('{"playlist": {"track": []}}', "application/jspf+json", 8),
    ],
)
async def test_an_empty_list_is_told_so(shelf: Shelf, text: str, kind: str, code: int) -> None:
    noor = await shelf.api.person()
    refusal(await send(noor, await shelf.make(noor), text, kind), 404, code)


@pytest.mark.parametrize(
    ("text", "kind", "field"),
    [
        ("{}", "application/jspf+json", "body"),
        ('{"playlist": 5}', "application/json", "body"),
        ("<html></html>", "text/html", "body"),
        ('<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><playlist/>', "", "body"),
        ("x\n" * 20_001, "audio/x-mpegurl", "body"),
        ("--x\r\n\r\n--x--", "multipart/form-data; boundary=x", "body"),
        ('{"url": "http://10.0.0.1/"}', "application/json", "url"),
        ('{"url": 5}', "application/json", "url"),
        ("{}", "application/json", "url"),
        ("[]", "application/json", "body"),
    ],
)
async def test_it_names_what_is_wrong(shelf: Shelf, text: str, kind: str, field: str) -> None:
    noor = await shelf.api.person()
    refusal(await send(noor, await shelf.make(noor), text, kind), 400, 6, field)


async def test_what_is_not_json_is_told_so(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    refusal(await send(noor, await shelf.make(noor), "{", "application/json"), 400, 7)


async def test_five_megabytes_go_and_more_do_not(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.make(noor)
    line = "#" + "x" * 1022 + "\n"
    whole = line * 5119 + shelf.api.links(1)[0]
    assert (await imported(shelf, noor, await send(noor, playlist, whole)))["done"] == 1
    refusal(await send(noor, playlist, line * 5121), 413, 413)
    elsewhere = await noor.post("/playlists", content=b"{" + b" " * 70_000)
    refusal(elsewhere, 413, 413)


async def test_there_must_be_one(shelf: Shelf) -> None:
    refusal(await send(await shelf.api.person(), {"id": MISSING}, "https://x.example/"), 404, 404)


async def test_it_needs_a_sign_in(shelf: Shelf) -> None:
    refusal(await send(shelf.api.world.visitor(), {"id": MISSING}, "x"), 401, 1)
