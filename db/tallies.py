"""The collection of tallies: how often what was played, by guild, listener and period."""

from collections.abc import Mapping
from typing import Any

from pymongo import UpdateOne

from db.client import Database, Document, Session
from db.errors import reaching_database
from db.player_codec import without_lone_surrogates
from player.history.play import Play
from player.history.tallies import Gain, Mark

COLLECTION = "tallies"
SHOWN = ("title", "artist", "url", "artwork_url", "source")


class Tallies:
    """Adds up what plays gain; reading them is for those who make statistics."""

    def __init__(self, database: Database, collection: str = COLLECTION) -> None:
        self._documents = database.collection(collection)

    async def add(self, gains: Mapping[Mark, Gain], session: Session | None = None) -> None:
        updates = [_update(mark, gain) for mark, gain in gains.items()]
        if updates:
            with reaching_database():
                await self._documents.bulk_write(updates, ordered=False, session=session)


def _update(mark: Mark, gain: Gain) -> UpdateOne:
    place = without_lone_surrogates(
        {"s": mark.subject, "k": mark.kind, "p": mark.period, "key": mark.key}
    )
    changes: Document = {
        "$setOnInsert": {**place, "g": mark.grain},
        "$inc": {"plays": gain.plays, "ms": gain.played_ms},
        "$min": {"first_at": gain.first_at},
        # Documents are compared field by field, so the latest play wins, whatever their order.
        "$max": {"latest": _appearance(gain.latest)},
    }
    return UpdateOne({"_id": place}, changes, upsert=True)


def _appearance(play: Play) -> Document:
    """Return how the thing looked in one of its plays, beginning with when that was."""
    shown: dict[str, Any] = {name: getattr(play, name) for name in SHOWN}
    return without_lone_surrogates({"at": play.started_at, "id": play.id, **shown})
