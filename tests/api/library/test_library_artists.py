"""`GET /api/v1/library/artists`."""

import secrets
from dataclasses import replace

import pytest

from auth.api_key import Scope
from auth.identity import GuildId, UserId
from sim.discord import seed
from tests.support.api import Api
from tests.support.builders import track
from tests.support.library import data, refusal
from tests.support.newcomers import LIBRARY, newcomer, play_of, reader
from tests.support.shelf import Shelf

PATH = f"{LIBRARY}/artists"


async def test_what_somebody_heard_is_there_by_name(api: Api) -> None:
    ada = await newcomer(api)
    await ada.hears("Zoe", "One")
    await ada.hears("Ärzte", "Two", "Three", album="Debil")
    await ada.hears("ZOE - Topic", "Four", "Five", source="youtube")
    answer = await ada.client.get(PATH, params={"page": 1, "limit": 25})
    found = data(answer)["artists"]
    assert [(one["name"], one["track_count"], one["play_count"]) for one in found] == [
        ("Ärzte", 2, 2),
        ("ZOE", 3, 3),
    ]
    assert (found[0]["album_count"], found[0]["is_watched"]) == (1, False)
    assert all(isinstance(one["id"], int) for one in found)
    assert answer.json()["pagination"] == {
        "page": 1, "limit": 25, "total": 2, "total_pages": 1, "has_next": False, "has_prev": False,
    }  # fmt: skip


async def test_searches_know_no_accents_and_no_case(api: Api) -> None:
    ada = await newcomer(api)
    for name in ("Beyoncé", "Bey Day", "50 Cent", "אבג", "C++"):
        await ada.hears(name, "Song")

    async def names(**asked: object) -> list[str]:
        return [one["name"] for one in (await ada.get("/artists", **asked))["artists"]]

    assert await names(search="BEYONCE") == ["Beyoncé"]
    assert await names(search="ey") == ["Bey Day", "Beyoncé"]
    assert await names(search="אב") == ["אבג"]
    assert await names(search=".*") == []
    assert await names(letter="b") == ["Bey Day", "Beyoncé"]
    assert await names(letter="B", search="day") == ["Bey Day"]
    assert await names(letter="#") == ["50 Cent", "אבג"]
    assert await names(letter="q") == []
    assert len(await names(letter="all")) == 5


async def test_pages_follow_each_other(api: Api) -> None:
    ada = await newcomer(api)
    for number in range(5):
        await ada.hears(f"Artist {number}", "Song")
    seen = []
    for page in (1, 2, 3, 4):
        answer = await ada.client.get(PATH, params={"page": page, "limit": 2})
        seen += [one["name"] for one in data(answer)["artists"]]
        assert answer.json()["pagination"]["has_next"] == (page < 3)
    assert seen == [f"Artist {number}" for number in range(5)]
    odd = await ada.client.get(PATH, params={"page": "x", "limit": "-4"})
    assert odd.json()["pagination"]["total_pages"] == 5


async def test_playlists_and_favourites_count_as_known_while_they_are_there(
    api: Api, shelf: Shelf
) -> None:
    noor, services = await api.person(seed.NOOR), api.world.parts.services
    name = f"Artist {secrets.token_hex(4)}"
    song = replace(track("Song"), author=name)
    playlist = await shelf.make(noor, "Mine")
    await services.playlists.edit(
        playlist["id"], UserId(seed.NOOR), None, lambda one: one.with_tracks((song,))
    )

    async def known() -> int:
        return len(data(await noor.get(PATH, params={"search": name}))["artists"])

    assert await known() == 1
    await services.playlists.delete(playlist["id"], UserId(seed.NOOR))
    assert await known() == 0


async def test_a_key_of_nobodys_sees_what_its_servers_played_and_no_lists(api: Api) -> None:
    ada, (here, there) = await newcomer(api), fresh_guilds()
    for place, guild_id in enumerate((here, there)):
        play = play_of(ada.person.id, "Shared", f"Song {place}", guild_id=guild_id)
        await api.world.parts.services.history.end(play)
    api.world.parts.services.library.keeper.change(
        ada.person.id, [replace(track("Secret"), author="Private")]
    )
    for guilds, count in (((here,), 1), ((here, there), 2)):
        found = data(await (await reader(api, *guilds)).get(PATH))["artists"]
        assert [(one["name"], one["track_count"], one["play_count"]) for one in found] == [
            ("Shared", count, count)
        ]
    everywhere = await reader(api)
    assert data(await everywhere.get(PATH, params={"search": "shared"}))["artists"]
    assert data(await everywhere.get(PATH, params={"search": "private"}))["artists"] == []
    assert {one["name"] for one in (await ada.get("/artists"))["artists"]} == {"Private", "Shared"}


async def test_who_is_followed_is_told_and_can_be_asked_for(api: Api) -> None:
    ada = await newcomer(api)
    await ada.hears("Daft Punk", "One")
    await ada.hears("Bo", "Two")
    wish = {"artist_id": "4tZwfgrHOc3mvqYlEYSvnL", "artist_name": "DAFT PUNK"}
    data(await ada.client.post("/api/v1/watchlist", json=wish), 201)

    async def names(watchlist: str) -> list[tuple[str, bool]]:
        found = (await ada.get("/artists", watchlist=watchlist))["artists"]
        return [(one["name"], one["is_watched"]) for one in found]

    assert await names("all") == [("Bo", False), ("Daft Punk", True)]
    assert await names("watched") == [("Daft Punk", True)]
    assert await names("unwatched") == [("Bo", False)]
    (number,) = [one["id"] for one in (await ada.get("/artists", watchlist="watched"))["artists"]]
    assert (await ada.get(f"/artists/{number}"))["artist"]["is_watched"]


async def test_nobody_sees_what_others_heard(api: Api) -> None:
    ada, bo = await newcomer(api), await newcomer(api)
    await ada.hears("Hers", "Song")
    assert (await bo.get("/artists"))["artists"] == []


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"letter": "ab"}, "letter"),
        ({"watchlist": "some"}, "watchlist"),
        ({"search": "x" * 201}, "search"),
    ],
)
async def test_what_is_wrong_is_named(api: Api, asked: dict[str, str], field: str) -> None:
    ada = await newcomer(api)
    refusal(await ada.client.get(PATH, params=asked), 400, "BAD_REQUEST", field)


async def test_a_key_needs_the_scope(api: Api) -> None:
    weak = await reader(api, scopes=frozenset({Scope.PLAYER_READ}))
    refusal(await weak.get(PATH), 403, "FORBIDDEN")
    refusal(await api.world.visitor().get(PATH), 401, "AUTH_REQUIRED")


def fresh_guilds() -> tuple[GuildId, GuildId]:
    first = 10**17 + secrets.randbelow(10**17)
    return GuildId(str(first)), GuildId(str(first + 1))
