"""What is sung in a track: asked of the audio nodes once, however many people look."""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass
from typing import Protocol

from player.core.errors import Missing, Unavailable
from player.core.sentence import Sentence
from player.core.track import Track

REMEMBERED = 200


@dataclass(frozen=True, slots=True)
class LyricLine:
    """A line that is sung from `at_ms` of the track on; `duration_ms` is None where unknown."""

    at_ms: int
    duration_ms: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Lyrics:
    """Lines in the order of time; or else none, and `text` holds the words with line breaks."""

    provider: str
    text: str
    lines: tuple[LyricLine, ...] = ()


class NoLyrics(Missing):
    def __init__(self) -> None:
        super().__init__(Sentence("There are no lyrics for this track."))


class LyricsUnsupported(Unavailable):
    """No connected node has the plugin that lyrics need."""

    def __init__(self) -> None:
        super().__init__(Sentence("No audio node here knows lyrics."))


class LyricsFailed(Unavailable):
    def __init__(self, reason: str) -> None:
        super().__init__(Sentence("The lyrics could not be loaded: {reason}", reason=reason))


class LyricNodes(Protocol):
    """The audio nodes, as far as they know lyrics."""

    async def lyrics(self, track: Track) -> Lyrics | None:
        """Return the lyrics, or None when there are none.

        Raises `NodeDown`, `LyricsUnsupported`, or `LyricsFailed`.
        """
        ...


class Songbook:
    """Remembers the lyrics of the tracks asked for last, and that some have none."""

    def __init__(self, nodes: LyricNodes, remembered: int = REMEMBERED) -> None:
        self._nodes = nodes
        self._remembered = remembered
        self._pages: OrderedDict[tuple[str, str], asyncio.Task[Lyrics | None]] = OrderedDict()

    async def lyrics(self, track: Track) -> Lyrics:
        """Return the lyrics; raise `NoLyrics`, or as the nodes do.

        Everybody who listens asks as soon as a track begins: the second one waits with the first.
        """
        key = (track.source, track.identifier)
        page = self._pages.get(key)
        if page is None:
            page = self._open(key, track)
        self._pages.move_to_end(key)
        lyrics = await asyncio.shield(page)
        if lyrics is None:
            raise NoLyrics
        return lyrics

    def _open(self, key: tuple[str, str], track: Track) -> asyncio.Task[Lyrics | None]:
        page = asyncio.create_task(self._nodes.lyrics(track), name="lyrics")

        def forget_failure(done: asyncio.Task[Lyrics | None]) -> None:
            if (done.cancelled() or done.exception()) and self._pages.get(key) is done:
                del self._pages[key]

        self._pages[key] = page
        page.add_done_callback(forget_failure)
        if len(self._pages) > self._remembered:
            self._pages.popitem(last=False)
        return page
