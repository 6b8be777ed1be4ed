"""The collection of tallies: how often what was played, by guild, listener and period."""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from pymongo import UpdateOne

from db.client import Database, Document, Session
from db.errors import reaching_database
from db.player_codec import without_lone_surrogates
from player.history.play import Play, PlayId
from player.history.tallies import Gain, Kind, Mark

COLLECTION = "tallies"
AT_ONCE = 2_000
"""How many tallies are written in one go, so that each is answered in good time."""

SHOWN = ("title", "artist", "url", "artwork_url", "source")
SHOWN_BY_A_PLAY = frozenset({Kind.ARTIST, Kind.TRACK})
"""What people see as it looked in a play; people have their faces."""


class Tallies:
    """Adds up what plays gain; reading them is for those who make statistics."""

    def __init__(self, database: Database, collection: str = COLLECTION) -> None:
        self._documents = database.collection(collection)

    async def add(self, gains: Mapping[Mark, Gain], session: Session | None = None) -> None:
        appearances = _Appearances()
        updates = (_update(mark, gain, appearances) for mark, gain in gains.items())
        with reaching_database():
            while some := list(islice(updates, AT_ONCE)):
                await self._documents.bulk_write(some, ordered=False, session=session)

    async def take(self, gains: Mapping[Mark, Gain], session: Session) -> None:
        """Take back what plays have gained; how a thing looked, and when at first, stays."""
        places = [_place(mark) for mark in gains]
        losses = [
            UpdateOne({"_id": place}, {"$inc": {name: -sum_ for name, sum_ in _sums(gain).items()}})
            for place, gain in zip(places, gains.values(), strict=True)
        ]
        with reaching_database():
            await self._documents.bulk_write(losses, ordered=False, session=session)
            empty = {"_id": {"$in": places}, "plays": {"$lte": 0}}
            await self._documents.delete_many(empty, session=session)


def documents_of(gains: Mapping[Mark, Gain]) -> Iterator[Document]:
    """Give what adding these gains writes where there are no tallies yet."""
    appearances = _Appearances()
    for mark, gain in gains.items():
        place = _place(mark)
        document = {"_id": place, **place, "g": mark.grain, "plays": gain.plays}
        document |= {"ms": gain.played_ms, "first_at": gain.first_at}
        if gain.hours:
            document["hours"] = {str(hour): plays for hour, plays in gain.hours.items()}
        if mark.kind in SHOWN_BY_A_PLAY:
            document["latest"] = appearances.of(gain.latest)
        yield document


def _update(mark: Mark, gain: Gain, appearances: "_Appearances") -> UpdateOne:
    place = _place(mark)
    changes: Document = {
        "$setOnInsert": {**place, "g": mark.grain},
        "$inc": _sums(gain),
        "$min": {"first_at": gain.first_at},
    }
    if mark.kind in SHOWN_BY_A_PLAY:
        # Documents are compared field by field, so the latest play wins, whatever their order.
        changes["$max"] = {"latest": appearances.of(gain.latest)}
    return UpdateOne({"_id": place}, changes, upsert=True)


def _sums(gain: Gain) -> dict[str, int]:
    hours = {f"hours.{hour}": plays for hour, plays in (gain.hours or {}).items()}
    return {"plays": gain.plays, "ms": gain.played_ms, **hours}


def _place(mark: Mark) -> Document:
    return {"s": mark.subject, "k": mark.kind, "p": mark.period, "key": mark.key}


class _Appearances(dict[PlayId, Document]):
    """How things looked in plays, beginning with when that was; several look like the same play."""

    def of(self, play: Play) -> Document:
        appearance = self.get(play.id)
        if appearance is None:
            shown: dict[str, Any] = {name: getattr(play, name) for name in SHOWN}
            appearance = {"at": play.started_at, "id": play.id, **shown}
            self[play.id] = appearance = without_lone_surrogates(appearance)
        return appearance
