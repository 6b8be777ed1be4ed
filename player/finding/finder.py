"""Finds tracks, albums and artists at the nodes' sources, one after the other until one answers."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Generic, TypeVar

from player.core.errors import LoadFailed, NodeDown, SourceUnavailable, Unavailable
from player.core.track import Track
from player.finding.errors import SearchTooSlow, SourceMissing
from player.finding.found import Attempt, Found, FoundAlbum, FoundArtist
from player.finding.reading import albums_of, artists_of, read_album, read_artist
from player.finding.recent import Recent
from player.ports import ListKind
from player.search import ENGINE_OF_PREFIX, Engine, Sources, cleaned

Item = TypeVar("Item")

MOST_FOUND = 50
"""So many are kept of what a source finds."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Where to look when nobody names a source, in this order, and how long at most."""

    order: tuple[Engine, ...] = tuple(
        ENGINE_OF_PREFIX[prefix] for prefix in ("sp", "dz", "am", "mt", "yt", "sc", "np")
    )
    longest_s: float = 20.0


DEFAULT_PLAN = Plan()


@dataclass(frozen=True, slots=True)
class _Way(Generic[Item]):
    """One way to ask a source, and whether what it gives is a conclusion."""

    ask: Callable[[Engine, str], Awaitable[tuple[Item, ...]]]
    derived: bool = False


class Finder:
    """Searches by words; who asks the same at the same time, or soon after, shares one answer.

    Every search raises `BadQuery`, `SourceMissing`, `NodeDown`, `SearchTooSlow`, or what the last
    source said if none of them could be asked at all. Finding nothing is an answer.
    """

    def __init__(self, nodes: Sources, plan: Callable[[], Plan] = lambda: DEFAULT_PLAN) -> None:
        self._nodes = nodes
        self._plan = plan
        self._tracks: Recent[tuple[str, str], tuple[Track, ...]] = Recent()
        self._artists: Recent[tuple[str, str], tuple[FoundArtist, ...]] = Recent()
        self._albums: Recent[tuple[str, str], tuple[FoundAlbum, ...]] = Recent()

    async def close(self) -> None:
        for recent in (self._tracks, self._artists, self._albums):
            await recent.close()

    async def tracks(self, query: str, engine: Engine | None = None) -> Found[Track]:
        return await self._search(query, engine, [_Way(self._tracks_at)])

    async def artists(self, query: str, engine: Engine | None = None) -> Found[FoundArtist]:
        """Find artists by LavaSearch, or else by whose tracks the words find."""
        ways = [_Way(self._artists_at), _Way(self._artists_of_tracks, derived=True)]
        return await self._search(query, engine, ways[self._first_way() :])

    async def albums(self, query: str, engine: Engine | None = None) -> Found[FoundAlbum]:
        """Find albums by LavaSearch, or else by what the tracks that the words find are from."""
        ways = [_Way(self._albums_at), _Way(self._albums_of_tracks, derived=True)]
        return await self._search(query, engine, ways[self._first_way() :])

    def _first_way(self) -> int:
        return 0 if self._nodes.finds_lists() else 1

    async def _search(
        self, query: str, engine: Engine | None, ways: Sequence[_Way[Item]]
    ) -> Found[Item]:
        words, plan = cleaned(query), self._plan()
        engines = self._engines(engine, plan)
        try:
            async with asyncio.timeout(plan.longest_s):
                return await _first_found(words, engines, ways)
        except TimeoutError as fault:
            raise SearchTooSlow(plan.longest_s) from fault

    def _engines(self, named: Engine | None, plan: Plan) -> list[Engine]:
        wanted = plan.order if named is None else (named,)
        offered = self._nodes.sources()
        if not offered:
            raise NodeDown
        engines = [engine for engine in wanted if engine.source in offered]
        if not engines:
            raise SourceMissing(", ".join(engine.title for engine in wanted))
        return engines

    async def _tracks_at(self, engine: Engine, words: str) -> tuple[Track, ...]:
        return await self._tracks.answer(
            _key(engine, words), partial(self._load, engine.lavalink + words)
        )

    async def _artists_at(self, engine: Engine, words: str) -> tuple[FoundArtist, ...]:
        async def ask() -> tuple[FoundArtist, ...]:
            found = await self._nodes.lists(engine.lavalink + words, ListKind.ARTIST)
            return tuple(map(read_artist, found[:MOST_FOUND]))

        return await self._artists.answer(_key(engine, words), ask)

    async def _albums_at(self, engine: Engine, words: str) -> tuple[FoundAlbum, ...]:
        async def ask() -> tuple[FoundAlbum, ...]:
            found = await self._nodes.lists(engine.lavalink + words, ListKind.ALBUM)
            return tuple(map(read_album, found[:MOST_FOUND]))

        return await self._albums.answer(_key(engine, words), ask)

    async def _artists_of_tracks(self, engine: Engine, words: str) -> tuple[FoundArtist, ...]:
        return artists_of(await self._tracks_at(engine, words))

    async def _albums_of_tracks(self, engine: Engine, words: str) -> tuple[FoundAlbum, ...]:
        return albums_of(await self._tracks_at(engine, words))

    async def _load(self, identifier: str) -> tuple[Track, ...]:
        return (await self._nodes.load(identifier)).tracks[:MOST_FOUND]


async def _first_found(
    words: str, engines: Sequence[Engine], ways: Sequence[_Way[Item]]
) -> Found[Item]:
    """Ask each source in each way until one finds something."""
    attempts: dict[Engine, Attempt] = {}
    failure: Exception | None = None
    for way in ways:
        for engine in engines:
            try:
                items = await way.ask(engine, words)
            except (Unavailable, SourceUnavailable) as fault:
                failure = _at(engine, fault)
                attempts[engine] = Attempt(engine, str(failure))
                continue
            attempts[engine] = Attempt(engine)
            if items:
                others = {**attempts}
                del others[engine]
                return Found(items, engine, way.derived, tuple(others.values()))
    if failure is not None and all(each.problem for each in attempts.values()):
        raise failure
    return Found(attempts=tuple(attempts.values()))


def _at(engine: Engine, fault: Exception) -> Exception:
    """Return a failure that names the source, where the node spoke of a track."""
    return replace(fault, source=engine.title) if isinstance(fault, LoadFailed) else fault


def _key(engine: Engine, words: str) -> tuple[str, str]:
    return engine.prefix, " ".join(words.casefold().split())
