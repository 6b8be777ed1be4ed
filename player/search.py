"""Turns what people type into what an audio node is asked for, and asks it."""

import re
import unicodedata
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from player.core.errors import Invalid, LoadFailed, NodeDown, NothingFound, SourceUnavailable
from player.core.sentence import Sentence
from player.core.track import Collection
from player.links import checked_link
from player.ports import ListKind, Loaded

MAX_QUERY_LENGTH = 500


class Reading(StrEnum):
    """What the words after a prefix are."""

    WORDS = "words"
    """Words to search for, under the engine's own Lavalink prefix."""

    CHANNEL = "channel"
    """The name of a channel, which is made a link, as the source has no search."""

    PLAYLISTS = "playlists"
    """Words that playlists are searched by, at any engine that knows playlists."""


@dataclass(frozen=True, slots=True)
class Engine:
    """One search prefix: what people call it, and what Lavalink calls it.

    `source` is the name under which a node lists the source manager. `lavalink` is put in front of
    the words: a search prefix with its colon, or the beginning of a link.
    """

    prefix: str
    title: str
    source: str
    lavalink: str
    reading: Reading = Reading.WORDS


ENGINES: tuple[Engine, ...] = (
    Engine("yt", "YouTube", "youtube", "ytsearch:"),
    Engine("sp", "Spotify", "spotify", "spsearch:"),
    Engine("sc", "SoundCloud", "soundcloud", "scsearch:"),
    # Lavalink cannot search Twitch; the words name a channel.
    Engine("tw", "Twitch", "twitch", "https://www.twitch.tv/", Reading.CHANNEL),
    # LavaSearch finds playlists at several sources; `PLAYLIST_ENGINES` says at which we look.
    Engine("pl", "Playlists", "playlist search", "", Reading.PLAYLISTS),
    # The documents do not explain "mt" and "np". We read "music track": YouTube Music.
    Engine("mt", "YouTube Music", "youtube", "ytmsearch:"),
    Engine("dz", "Deezer", "deezer", "dzsearch:"),
    # And we read "name your price": Bandcamp, the one stock source that no other prefix reaches.
    Engine("np", "Bandcamp", "bandcamp", "bcsearch:"),
    Engine("am", "Apple Music", "applemusic", "amsearch:"),
)
"""The documented prefixes, in the documents' order."""

ENGINE_OF_PREFIX = {engine.prefix: engine for engine in ENGINES}
FALLBACK = ENGINE_OF_PREFIX["yt"]
PLAYLIST_ENGINES = tuple(ENGINE_OF_PREFIX[prefix] for prefix in ("sp", "dz", "am", "mt"))
"""Where playlists are looked for, in this order until some are found."""

_PREFIXED = re.compile(rf"({'|'.join(ENGINE_OF_PREFIX)})\s*:(.*)", re.IGNORECASE | re.DOTALL)
_LINK = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_CHANNEL_NAME = re.compile(r"\w{2,25}", re.ASCII)
_UNPRINTABLE = frozenset({"Cc", "Cs", "Zl", "Zp"})


class BadQuery(Invalid):
    """The query cannot be understood; the message says why."""


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """What a query asks for: the identifier that a node understands, and at which engine.

    `engine` is None for a link, and `words` are what stood after the prefix. Playlists have no
    identifier but the words themselves.
    """

    identifier: str
    words: str
    engine: Engine | None = None

    @property
    def wants_playlists(self) -> bool:
        return self.engine is not None and self.engine.reading is Reading.PLAYLISTS


def parse(query: str, default_prefix: str = "yt", *, allow_private: bool = False) -> SearchRequest:
    """Read a link, `<prefix>:<words>`, or plain words, which go to the default engine.

    Raises `BadQuery`, or `LinkRefused` for a link that no node may be sent to.
    """
    text = cleaned(query)
    engine, words = _engine_and_words(text, default_prefix)
    # People put links in angle brackets so that Discord shows no preview.
    link = words.removeprefix("<").removesuffix(">")
    if _LINK.match(link):
        return SearchRequest(checked_link(link, allow_private=allow_private), link)
    if not words:
        raise BadQuery(Sentence("The query names a source, but not what to look for."))
    return _searching(engine, words)


def cleaned(query: str) -> str:
    """Return a query without the space around it; raise `BadQuery` for what cannot be one."""
    if any(unicodedata.category(letter) in _UNPRINTABLE for letter in query.strip()):
        raise BadQuery(Sentence("The query contains control characters."))
    text = query.strip()
    if not 1 <= len(text) <= MAX_QUERY_LENGTH:
        raise BadQuery(
            Sentence(
                "The query must have 1 to {limit} characters.",
                limit=MAX_QUERY_LENGTH,
            )
        )
    return text


def _engine_and_words(text: str, default_prefix: str) -> tuple[Engine, str]:
    named = _PREFIXED.fullmatch(text)
    if named is not None:
        return ENGINE_OF_PREFIX[named[1].lower()], named[2].strip()
    engine = ENGINE_OF_PREFIX.get(default_prefix.removesuffix(":"))
    if engine is None:
        raise BadQuery(Sentence("There is no search prefix “{prefix}”.", prefix=default_prefix))
    return engine, text


def _searching(engine: Engine, words: str) -> SearchRequest:
    if engine.reading is Reading.CHANNEL and not _CHANNEL_NAME.fullmatch(words):
        raise BadQuery(
            Sentence(
                "{source} cannot be searched; give the name of a channel, or a link.",
                source=engine.title,
            )
        )
    return SearchRequest(engine.lavalink + words, words, engine)


class Sources(Protocol):
    """What a search needs of the audio nodes."""

    async def load(self, identifier: str) -> Loaded: ...

    async def lists(self, query: str, kind: ListKind) -> tuple[Collection, ...]:
        """Find lists through LavaSearch; raise `SourceUnavailable` where no node has it."""
        ...

    def finds_lists(self) -> bool: ...

    def sources(self) -> AbstractSet[str]: ...


class Search:
    """Finds tracks and playlists for people, and says plainly what is not to be had here."""

    def __init__(self, nodes: Sources, *, allow_private: bool = False) -> None:
        self._nodes = nodes
        self._allow_private = allow_private

    async def find(
        self, query: str, default_prefix: str = "yt", *, fallback: bool = False
    ) -> Loaded:
        """Return what a query leads to; never empty.

        With `fallback`, words that another engine has no answer to are looked up at YouTube.
        Raises `NothingFound`, `SourceUnavailable`, `LoadFailed`, `NodeDown`, or an `Invalid`.
        """
        request = parse(query, default_prefix, allow_private=self._allow_private)
        try:
            return await self._loaded(request, query)
        except (NothingFound, SourceUnavailable, LoadFailed):
            if not fallback or request.engine is None or request.engine is FALLBACK:
                raise
            return await self._loaded(_searching(FALLBACK, request.words), query)

    def available(self) -> frozenset[str]:
        """Return the prefixes that can be searched by right now."""
        offered = self._nodes.sources()
        return frozenset(
            engine.prefix
            for engine in ENGINES
            if (
                self._nodes.finds_lists() and any(one.source in offered for one in PLAYLIST_ENGINES)
                if engine.reading is Reading.PLAYLISTS
                else engine.source in offered
            )
        )

    async def find_playlists(self, query: str) -> tuple[Collection, ...]:
        """Return the playlists that words (with or without `pl:`) lead to; never empty."""
        request = parse(query, "pl", allow_private=self._allow_private)
        if request.wants_playlists:
            found = await self._playlists(request)
        else:
            found = _collections(await self._nodes.load(request.identifier))
        if not found:
            raise NothingFound(query)
        return found

    async def _loaded(self, request: SearchRequest, query: str) -> Loaded:
        if request.wants_playlists:
            loaded = await self._best_playlist(request)
        else:
            loaded = await self._searched(request)
        if not loaded.tracks and not (loaded.collection and loaded.collection.tracks):
            raise NothingFound(query)
        return loaded

    async def _searched(self, request: SearchRequest) -> Loaded:
        self._require(request.engine)
        try:
            return await self._nodes.load(request.identifier)
        except LoadFailed as fault:
            if request.engine is None:
                raise
            raise LoadFailed(fault.reason, request.engine.title) from fault

    async def _best_playlist(self, request: SearchRequest) -> Loaded:
        """Return the first playlist found, whole: search results come without their tracks."""
        linked = [found.url for found in await self._playlists(request) if found.url]
        return await self._nodes.load(linked[0]) if linked else Loaded()

    async def _playlists(self, request: SearchRequest) -> tuple[Collection, ...]:
        offered = self._offered()
        engines = [engine for engine in PLAYLIST_ENGINES if engine.source in offered]
        if not engines:
            raise SourceUnavailable(ENGINE_OF_PREFIX["pl"].source)
        for engine in engines:
            found = await self._nodes.lists(engine.lavalink + request.words, ListKind.PLAYLIST)
            # One without an address could only be looked at.
            if playable := tuple(playlist for playlist in found if playlist.url):
                return playable
        return ()

    def _require(self, engine: Engine | None) -> None:
        if engine is not None and engine.source not in self._offered():
            raise SourceUnavailable(engine.title)

    def _offered(self) -> AbstractSet[str]:
        offered = self._nodes.sources()
        if not offered:
            raise NodeDown
        return offered


def _collections(loaded: Loaded) -> tuple[Collection, ...]:
    return () if loaded.collection is None else (loaded.collection,)
