"""Resolutions as tests run them: a real database, a real node, and whoever takes the results."""

from collections import Counter
from collections.abc import Sequence

from auth.identity import UserId
from db.client import Database
from db.resolutions import Resolutions as ResolutionDocuments
from player.core.errors import PlayerError
from player.holder import of_person
from player.resolving.batch import Batch
from player.resolving.courtesy import Courtesy
from player.resolving.resolution import Resolution
from player.resolving.resolutions import Resolutions
from player.resolving.resolver import Resolver
from player.resolving.wanted_track import WantedTrack
from player.search import Search, Sources
from sim.lavalink.catalogue import catalogue
from web.compose import now_ms

HOLDER = of_person(UserId("700000000000000001"))
PURPOSE = "a test"
NONSENSE = "zzyzxq wvutq"


class Taker:
    """Takes results as a purpose does, and remembers them."""

    def __init__(self) -> None:
        self.taken: Counter[str] = Counter()
        self.ends: list[tuple[Batch, Sequence[Resolution]]] = []
        self.refusal: PlayerError | None = None

    async def took(self, batch: Batch, resolution: Resolution) -> None:
        del batch
        if self.refusal is not None:
            raise self.refusal
        self.taken[resolution.id] += 1

    async def ended(self, batch: Batch, resolutions: Sequence[Resolution]) -> None:
        self.ends.append((batch, resolutions))


class Workshop:
    """One process's resolutions; several may follow each other on one database."""

    def __init__(
        self, database: Database, sources: Sources, patience_s: Sequence[float] = (0.01, 0.01)
    ) -> None:
        self.store = ResolutionDocuments(database, now_ms)
        self.courtesy = Courtesy(apart_s=0)
        self.taker = Taker()
        self.told: list[Batch] = []
        resolver = Resolver(Search(sources), self.courtesy, patience_s)
        self.resolutions = Resolutions(
            self.store, resolver, self.told.append, now_ms, after_trouble_s=0.01
        )
        self.resolutions.register(PURPOSE, self.taker)

    async def begin(self, *wanted: WantedTrack, alone: str | None = None) -> Batch:
        return await self.resolutions.resolve(
            HOLDER, wanted, PURPOSE, title="Some tracks", alone=alone
        )

    async def over(self, batch: Batch) -> Batch:
        """Return a batch once it has ended."""
        if task := self.resolutions._tasks.get(batch.id):
            await task
        return await self.resolutions.batch(batch.id, HOLDER)

    async def report(self, batch: Batch) -> Sequence[Resolution]:
        return await self.resolutions.report(batch.id, HOLDER)


def songs(count: int, source: str = "youtube") -> list[WantedTrack]:
    """Want different tracks that the simulated nodes have."""
    music = catalogue(7)
    known = {
        (track.title, track.author): track
        for track in music.tracks
        if track.source == source and music.song_of(track)
    }
    tracks = list(known.values())[:count]
    assert len(tracks) == count
    return [WantedTrack(each.title, (each.author,), duration_ms=each.length_ms) for each in tracks]


def nonsense(count: int) -> list[WantedTrack]:
    return [WantedTrack(f"{NONSENSE} {number}", ("nobody",)) for number in range(count)]
