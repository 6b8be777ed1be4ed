"""Imports against a catalogue in memory: order, doubles, outages, room."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

import pytest

from auth.identity import Person
from player.core.errors import LoadFailed, NodeDown
from player.core.track import Collection
from player.playlists.importing import BATCH, FULL, STEPS, Importer, Target
from player.playlists.library import Playlists
from player.playlists.playlist import Playlist
from player.playlists.wanted import Unusable, Wanted, WantedList
from player.ports import Loaded
from player.search import Search
from tests.support.builders import ADA, track, tracks
from tests.support.memory_playlists import MemoryPlaylists

OWNER = Person(ADA, "ada", "Ada")
LINK = "https://youtube.example/watch/"


class Sources:
    """A node that knows a few words, breaks when told to, and remembers what it was asked."""

    def __init__(self, known: Mapping[str, Loaded]) -> None:
        self.known = known
        self.asked: list[str] = []
        self.outages = 0

    def sources(self) -> AbstractSet[str]:
        return {"youtube"}

    def finds_playlists(self) -> bool:
        return False

    async def playlists(self, query: str) -> tuple[Collection, ...]:
        raise AssertionError(query)

    async def load(self, identifier: str) -> Loaded:
        if self.outages:
            self.outages -= 1
            raise NodeDown
        self.asked.append(identifier)
        if "broken" in identifier:
            raise LoadFailed("it is broken.")
        return self.known.get(identifier, Loaded())


class Desk:
    """An importer with its playlist."""

    def __init__(self, sources: Sources) -> None:
        self.sources = sources
        self.playlists = Playlists(MemoryPlaylists(), lambda *_told: None)
        self.importer = Importer(self.playlists, Search(sources), patience_s=(0, 0))
        self.told: list[tuple[int, int, Mapping[str, object]]] = []

    async def run(self, wanted: WantedList) -> Playlist:
        made = await self.playlists.create(OWNER, "Mix")
        self.made = made
        await self.importer.run(
            wanted, Target(made.id, OWNER), lambda *told: self.told.append(told)
        )
        return await self.playlists.read(made.id, ADA)

    @property
    def result(self) -> Mapping[str, object]:
        return self.told[-1][2]


def single(name: str) -> Loaded:
    return Loaded((track(name),))


def titles(playlist: Playlist) -> list[str]:
    return [one.title for one in playlist.tracks]


def links(*names: str) -> WantedList:
    wanted = (Wanted(line, url=LINK + name) for line, name in enumerate(names, start=1))
    return WantedList(None, tuple(wanted))


async def test_lines_come_in_order_and_the_same_is_looked_up_once() -> None:
    desk = Desk(Sources({LINK + name: single(name) for name in "abc"}))
    playlist = await desk.run(links(*"cabcab"))
    assert titles(playlist) == [*"cabcab"]
    assert sorted(desk.sources.asked) == [LINK + name for name in "abc"]
    assert desk.told[-1][:2] == (6, 6)


async def test_a_list_inside_a_list_comes_whole() -> None:
    whole = Loaded(collection=Collection("List", None, tracks("x", "y")))
    desk = Desk(Sources({LINK + "a": single("a"), LINK + "list": whole}))
    assert titles(await desk.run(links("a", "list", "a"))) == ["a", "x", "y", "a"]
    assert desk.result["added"] == 4


async def test_what_fails_is_reported_by_line() -> None:
    desk = Desk(Sources({LINK + "a": single("a")}))
    wanted = WantedList(
        None,
        (
            Wanted(2, url=LINK + "broken"),
            Wanted(3, url=LINK + "a"),
            Wanted(7, url=LINK + "gone"),
            Wanted(8, title="x" * 600),
        ),
        (Unusable(5, "???", "Rubbish."),),
    )
    await desk.run(wanted)
    lines = desk.result["lines"]
    assert isinstance(lines, list)
    assert [line["line"] for line in lines] == [2, 5, 7, 8]
    assert lines[0]["reason"] == "The track could not be loaded: it is broken."
    assert lines[1] == {"line": 5, "text": "???", "reason": "Rubbish."}
    assert len(lines[3]["text"]) == 200
    assert (desk.result["added"], desk.result["failed"]) == (1, 4)


async def test_a_node_that_comes_back_is_waited_for() -> None:
    desk = Desk(Sources({LINK + "a": single("a")}))
    desk.sources.outages = 2
    assert titles(await desk.run(links("a"))) == ["a"]


async def test_without_a_node_the_import_fails_and_keeps_what_it_has() -> None:
    names = [str(number) for number in range(BATCH + 1)]
    desk = Desk(Sources({LINK + name: single(name) for name in names}))
    watch = desk.told.append

    def node_dies(*told: object) -> None:
        watch(told)  # type: ignore[arg-type]  # What progress tells.
        if told[0] == BATCH:
            desk.sources.outages = 99

    made = await desk.playlists.create(OWNER, "Mix")
    with pytest.raises(NodeDown):
        await desk.importer.run(links(*names), Target(made.id, OWNER), node_dies)
    assert len((await desk.playlists.read(made.id, ADA)).items) == BATCH


async def test_a_full_playlist_reports_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("player.playlists.playlist.ITEM_LIMIT", 5)
    monkeypatch.setattr("player.playlists.importing.BATCH", 2)
    desk = Desk(Sources({LINK + name: single(name) for name in "abcdefgh"}))
    assert titles(await desk.run(links(*"abcdefgh"))) == [*"abcde"]
    lines = desk.result["lines"]
    assert isinstance(lines, list)
    assert [(line["line"], line["reason"]) for line in lines] == [(6, FULL), (7, FULL), (8, FULL)]
    assert LINK + "h" not in desk.sources.asked
    assert desk.told[-1][:2] == (8, 8)


async def test_progress_grows_in_steps() -> None:
    desk = Desk(Sources({}))
    count = BATCH * STEPS * 2
    await desk.run(links(*(str(number) for number in range(count))))
    assert [done for done, _, _ in desk.told] == list(range(0, count + 1, BATCH * 2))
