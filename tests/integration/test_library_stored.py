"""Libraries: kept up play by play, rebuilt the same, and free of what nobody has any more."""

import asyncio
import random
from collections import Counter
from dataclasses import replace

import pytest

from auth.identity import Person, UserId
from db import library_recount
from db.client import Database, Document
from db.favourites import Favourites
from db.forgetting import Forgetting
from db.library import COLLECTION, LibraryWriter
from db.library_ids import LibraryIds
from db.library_reader import LibraryReader
from db.library_recount import rebuild
from db.listens import Listens
from db.personal_data import PersonalDocuments
from db.playlists import Playlists as PlaylistStore
from db.plays import Plays
from player.core.track import Track
from player.history.play import Origin
from player.library.keeper import LibraryKeeper
from player.library.mention import Key, Kind
from player.library.shelf import Wanted
from player.library.whose import EVERY_GUILD, of_guild, of_person
from player.playlists.library import Edited, Playlists
from tests.support.builders import track
from tests.support.random_plays import GUILDS, PEOPLE, random_plays

NOW = 1_800_000_000_000
ADA = Person(PEOPLE[0], "ada", "Ada")
ARTISTS = ("Queen", "Queen - Topic", "QUEEN", "夜", "")


async def libraries(database: Database) -> list[Document]:
    return await database.collection(COLLECTION).find().sort("_id", 1).to_list()


def without_looks(entries: list[Document]) -> list[Document]:
    """Leave out how things looked the last time, which stays when something is taken away."""
    kept = ("_id", "s", "k", "id", "artist_id", "artist", "plays", "kept")
    return [{name: entry[name] for name in kept if name in entry} for entry in entries]


def song(dice: random.Random, number: int) -> Track:
    album = dice.choice([None, "Discovery", "Discovery (Deluxe Edition)", "Homework"])
    author = dice.choice(ARTISTS)
    return replace(track(f"{author} - Song {number % 7}"), author=author, album=album)


class Home:
    """Everything that tells libraries of what people keep, on a database."""

    def __init__(self, database: Database) -> None:
        self.plays = Plays(database)
        self.keeper = LibraryKeeper(LibraryWriter(database))
        self.playlists = Playlists(PlaylistStore(database), self._hear)
        self.favourites = Favourites(database)

    def _hear(self, edited: Edited) -> None:
        assert edited.owner is not None
        self.keeper.change(edited.owner, edited.added, edited.removed)

    async def like(self, owner: UserId, one: Track) -> None:
        self.keeper.like(owner, one, await self.favourites.toggle(owner, one, 100))

    async def listen(self, seed: int, count: int = 60) -> None:
        plays = [
            replace(play, album=dice_album(play.started_at)) for play in random_plays(seed, count)
        ]
        await self.plays.tell([play for play in plays if play.origin is not Origin.PLAYER])
        ours = [play for play in plays if play.origin is Origin.PLAYER]
        for at in range(0, len(ours), 4):
            await asyncio.gather(*(self.plays.end(play) for play in ours[at : at + 4]))
            await self.plays.end(ours[at])


def dice_album(number: int) -> str | None:
    return (None, "Lamplight", "LAMPLIGHT [Remastered]")[number % 3]


@pytest.fixture(name="home")
def home_on_a_database(database: Database) -> Home:
    return Home(database)


async def test_built_anew_is_built_one_by_one(
    database: Database, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    dice = random.Random(1)
    await home.listen(1)
    await home.playlists.create(ADA, "Mine", tracks=tuple(song(dice, n) for n in range(20)))
    for number in range(9):
        await home.like(dice.choice(PEOPLE), song(dice, number))
    await home.keeper.flush()
    one_by_one = await libraries(database)
    assert Counter(entry["k"] for entry in one_by_one).keys() == {*Kind}
    assert any(entry["kept"] for entry in one_by_one)
    # What does not fit into memory at once is added up in the database.
    monkeypatch.setattr(library_recount, "ENTRIES_AT_ONCE", 50)
    progress: list[int] = []
    assert await rebuild(database, NOW, progress.append) > 60
    assert sorted_albums(await libraries(database)) == sorted_albums(one_by_one)
    assert len(progress) > 2
    assert len(await database.collection(COLLECTION).index_information()) == 6


def sorted_albums(entries: list[Document]) -> list[Document]:
    return [{**entry, "albums": sorted(entry.get("albums", ()))} for entry in entries]


async def test_what_is_taken_out_again_was_never_there(database: Database, home: Home) -> None:
    dice = random.Random(4)
    await home.listen(4, 30)
    before = await libraries(database)
    playlist = await home.playlists.create(ADA, "A", tracks=tuple(song(dice, n) for n in range(9)))
    liked = [song(dice, number) for number in range(20, 24)]
    for one in liked:
        await home.like(ADA.id, one)
    await home.playlists.edit(
        playlist.id, ADA.id, None, lambda one: one.without(one.items[0].id, one.items[3].id)
    )
    await home.keeper.flush()
    assert without_looks(await libraries(database)) != without_looks(before)
    await rebuild(database, NOW)
    for one in liked:
        await home.like(ADA.id, one)
    await home.playlists.delete(playlist.id, ADA.id)
    await home.keeper.flush()
    assert without_looks(await libraries(database)) == without_looks(before)


async def test_everything_keeps_its_number_for_good(database: Database, home: Home) -> None:
    await home.listen(5, 30)
    before = {entry["_id"] for entry in await libraries(database)}
    await Forgetting(database).forget(PEOPLE[1])
    await PersonalDocuments(database).forget(PEOPLE[1])
    await database.collection("plays").delete_many({})
    await rebuild(database, NOW)
    assert await libraries(database) == []
    await home.listen(5, 30)
    assert {entry["_id"] for entry in await libraries(database)} == before


async def test_numbers_are_given_once_however_many_ask(database: Database) -> None:
    keys = [Key(Kind.ARTIST, f"artist {number}") for number in range(30)]
    asked = [LibraryIds(database).of(keys[start : start + 20]) for start in range(0, 11, 2)]
    answers = await asyncio.gather(*asked)
    given = {key: number for answer in answers for key, number in answer.items()}
    assert len(set(given.values())) == len(keys)
    assert all(given[key] == number for answer in answers for key, number in answer.items())
    assert await LibraryIds(database).of(keys) == given


async def test_a_person_goes_and_the_servers_keep_theirs(database: Database, home: Home) -> None:
    await home.listen(6, 40)
    gone = of_person(PEOPLE[2])
    before = [entry for entry in await libraries(database) if entry["s"] != gone]
    await Forgetting(database).forget(PEOPLE[2])
    await PersonalDocuments(database).forget(PEOPLE[2])
    # What is told too late does not bring anything back.
    home.keeper.change(PEOPLE[2], lost=[track("Song")])
    await home.keeper.flush()
    after = await libraries(database)
    assert after == before
    await rebuild(database, NOW)
    assert without_looks(await libraries(database)) == without_looks(after)


async def test_a_listen_that_is_taken_back_goes_from_its_library_alone(
    database: Database, home: Home
) -> None:
    (play,) = [play for play in random_plays(1, 60) if play.guild_id and len(play.listeners) == 3][
        :1
    ]
    play = replace(play, ended_at=play.started_at + 200_000)
    await home.plays.end(play)
    taken = await Listens(database).take(
        play.listeners[0], play.started_at // 1000, lambda _play: True
    )
    assert taken is not None
    left = {entry["s"] for entry in await libraries(database)}
    others = {of_person(user_id) for user_id in play.listeners[1:]}
    assert play.guild_id is not None
    assert left == {*others, of_guild(play.guild_id), EVERY_GUILD}


async def test_several_libraries_are_read_as_one(database: Database, home: Home) -> None:
    await home.listen(8, 80)
    reader, guilds = LibraryReader(database), [of_guild(guild_id) for guild_id in GUILDS]
    for kind in Kind:
        union = await reader.find(guilds, Wanted(kind), 0, 100)
        assert union == await reader.find([EVERY_GUILD], Wanted(kind), 0, 100)
        assert await reader.count(guilds, Wanted(kind)) == len(union) > 0
        assert [await reader.get(guilds, one.id) for one in union] == list(union)
    assert await reader.holdings(guilds) == await reader.holdings([EVERY_GUILD])
    assert (await reader.holdings([of_person(UserId("1"))])).heard_at is None
