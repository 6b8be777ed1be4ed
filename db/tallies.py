"""The collection of tallies: how often what was played, by guild, listener and period."""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from pymongo import UpdateOne

from db.client import Database, Document, Session
from db.errors import reaching_database
from db.player_codec import without_lone_surrogates
from player.history.play import Play, PlayId
from player.history.tallies import Gain, Mark

COLLECTION = "tallies"
AT_ONCE = 2_000
"""How many tallies are written in one go, so that each is answered in good time."""

SHOWN = ("title", "artist", "url", "artwork_url", "source")


class Tallies:
    """Adds up what plays gain; reading them is for those who make statistics."""

    def __init__(self, database: Database, collection: str = COLLECTION) -> None:
        self._documents = database.collection(collection)

    async def add(self, gains: Mapping[Mark, Gain], session: Session | None = None) -> None:
        updates = _updates(gains)
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


def _updates(gains: Mapping[Mark, Gain]) -> Iterator[UpdateOne]:
    appearances: dict[PlayId, Document] = {}
    for mark, gain in gains.items():
        # Dozens of tallies look like the same play.
        appearance = appearances.get(gain.latest.id)
        if appearance is None:
            appearance = appearances[gain.latest.id] = _appearance(gain.latest)
        yield _update(mark, gain, appearance)


def _update(mark: Mark, gain: Gain, appearance: Document) -> UpdateOne:
    place = _place(mark)
    changes: Document = {
        "$setOnInsert": {**place, "g": mark.grain},
        "$inc": _sums(gain),
        "$min": {"first_at": gain.first_at},
        # Documents are compared field by field, so the latest play wins, whatever their order.
        "$max": {"latest": appearance},
    }
    return UpdateOne({"_id": place}, changes, upsert=True)


def _sums(gain: Gain) -> dict[str, int]:
    hours = {f"hours.{hour}": plays for hour, plays in gain.hours.items()}
    return {"plays": gain.plays, "ms": gain.played_ms, **hours}


def _place(mark: Mark) -> Document:
    key = mark.key.encode("utf-8", "replace").decode()
    return {"s": mark.subject, "k": mark.kind, "p": mark.period, "key": key}


def _appearance(play: Play) -> Document:
    """Return how the thing looked in one of its plays, beginning with when that was."""
    shown: dict[str, Any] = {name: getattr(play, name) for name in SHOWN}
    return without_lone_surrogates({"at": play.started_at, "id": play.id, **shown})
