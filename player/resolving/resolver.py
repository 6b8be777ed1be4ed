"""Finds the playable track that somebody wants: by its link, else by what is said of it."""

import asyncio
from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

from player.core.errors import LoadFailed, NodeDown, NothingFound, PlayerError, SourceUnavailable
from player.core.sentence import Sentence
from player.core.track import Track
from player.playlists.errors import NotOneTrack
from player.ports import Loaded
from player.resolving.courtesy import Courtesy
from player.resolving.matching import Match, best_match, score_of
from player.resolving.resolution import Outcome, ResolutionState
from player.resolving.wanted_track import WantedTrack
from player.search import ENGINE_OF_PREFIX, Search

ENGINES = ("mt", "yt", "sc")
"""Where words are searched for if nobody says, in this order: the cleanest titles come first."""

PATIENCE_S = (1.0, 2.0, 4.0, 8.0, 15.0)
"""How long to wait for a node that is away before each further try; a restart takes as long."""


class Resolver:
    """Resolves one wanted track at a time for each who asks; sources see a polite stranger."""

    def __init__(
        self,
        search: Search,
        courtesy: Courtesy,
        patience_s: Sequence[float] = PATIENCE_S,
        order: Callable[[], Sequence[str]] = lambda: ENGINES,
    ) -> None:
        self._search = search
        self._courtesy = courtesy
        self._patience_s = patience_s
        self._order = order
        # Once waiting was in vain, nobody else waits until a node has answered again.
        self._patient = True

    @property
    def at_once(self) -> int:
        return self._courtesy.at_once

    async def resolve(self, wanted: WantedTrack) -> Outcome:
        """Say what has been found, or why nothing has; never raises a refusal."""
        try:
            return await self._resolved(wanted)
        except NothingFound as nothing:
            return Outcome(ResolutionState.NOT_FOUND, reason=str(nothing))
        except PlayerError as refusal:
            return Outcome(ResolutionState.FAILED, reason=str(refusal), outage=_is_outage(refusal))

    async def _resolved(self, wanted: WantedTrack) -> Outcome:
        if wanted.url is None:
            return await self._found(wanted)
        try:
            return await self._followed(wanted, wanted.url)
        except NodeDown:
            raise
        except PlayerError:
            if not wanted.words:
                raise
        return await self._found(wanted)

    async def _followed(self, wanted: WantedTrack, url: str) -> Outcome:
        """Follow a link; whoever names one wants what is there, whatever its title."""
        loaded = await self._ask(url, _host(url))
        if loaded.collection is not None:
            raise NotOneTrack
        track = loaded.tracks[0]
        return Outcome(ResolutionState.RESOLVED, track, score_of(wanted, track))

    async def _found(self, wanted: WantedTrack) -> Outcome:
        """Search for what is said of the track, source by source, until something fits."""
        closest: Match | None = None
        trouble: PlayerError = NothingFound(wanted.words)
        for prefix in self._order():
            try:
                match = best_match(wanted, await self._candidates(prefix, wanted.words))
            except LoadFailed as failure:
                trouble = failure
                continue
            if match is not None and match.fits:
                return Outcome(ResolutionState.RESOLVED, match.track, match.score)
            closest = max(filter(None, (closest, match)), key=lambda one: one.score, default=None)
        if closest is None or isinstance(trouble, LoadFailed):
            # Nobody knows what the source would have had that could not be asked.
            raise trouble
        return _too_different(closest)

    async def _candidates(self, prefix: str, words: str) -> Sequence[Track]:
        try:
            query = f"{prefix}:{words}"
            return (await self._ask(query, ENGINE_OF_PREFIX[prefix].source)).tracks
        except (NothingFound, SourceUnavailable):
            return ()

    async def _ask(self, query: str, source: str) -> Loaded:
        """Look something up; wait for a node that is away, unless that was in vain just now."""
        for seconds in self._patience_s:
            try:
                return await self._ask_once(query, source)
            except NodeDown:
                if not self._patient:
                    raise
                await asyncio.sleep(seconds)
        try:
            return await self._ask_once(query, source)
        except NodeDown:
            self._patient = False
            raise

    async def _ask_once(self, query: str, source: str) -> Loaded:
        async with self._courtesy.turn(source):
            loaded = await self._search.find(query)
        self._patient = True
        return loaded


def _is_outage(refusal: PlayerError) -> bool:
    """Say whether no track is to blame: nobody could be asked, or a source refused to search."""
    return isinstance(refusal, NodeDown) or (
        isinstance(refusal, LoadFailed) and refusal.source is not None
    )


def _too_different(closest: Match) -> Outcome:
    reason = Sentence(
        "The closest that was found is “{title}” by {artist}, which is something else.",
        title=closest.track.title,
        artist=closest.track.author,
    )
    return Outcome(ResolutionState.NOT_FOUND, score=closest.score, reason=reason)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
