"""The collection of tallies: how often what was played, by guild, listener and period."""

from collections.abc import Mapping
from typing import Any

from pymongo import UpdateOne

from db.client import Database, Document, Session
from db.errors import reaching_database
from db.player_codec import without_lone_surrogates
from player.history.tallies import Gain, Mark

COLLECTION = "tallies"
SHOWN = ("title", "artist", "url", "artwork_url", "source")


class Tallies:
    """Adds up what plays gain; reading them is for those who make statistics."""

    def __init__(self, database: Database) -> None:
        self._documents = database.collection(COLLECTION)

    async def add(self, gains: Mapping[Mark, Gain], session: Session | None = None) -> None:
        updates = [_update(mark, gain) for mark, gain in gains.items()]
        if updates:
            with reaching_database():
                await self._documents.bulk_write(updates, ordered=False, session=session)

    async def clear(self) -> None:
        """Forget everything, so that it can be counted anew."""
        with reaching_database():
            await self._documents.delete_many({})


def _update(mark: Mark, gain: Gain) -> UpdateOne:
    place = without_lone_surrogates(
        {"s": mark.subject, "k": mark.kind, "p": mark.period, "key": mark.key}
    )
    changes: list[Document] = [
        {
            "$set": {
                **{name: {"$literal": value} for name, value in place.items()},
                "g": mark.grain,
                "plays": _sum("plays", gain.plays),
                "ms": _sum("ms", gain.played_ms),
                "first_at": {"$min": [gain.first_at, {"$ifNull": ["$first_at", gain.first_at]}]},
                "latest": _later(gain),
            }
        }
    ]
    return UpdateOne({"_id": place}, changes, upsert=True)


def _sum(field: str, gained: int) -> Document:
    return {"$add": [{"$ifNull": [f"${field}", 0]}, gained]}


def _later(gain: Gain) -> Document:
    """Keep how the thing looked in the latest of its plays, whatever order they come in."""
    play = gain.latest
    shown: dict[str, Any] = {name: getattr(play, name) for name in SHOWN}
    new = without_lone_surrogates({"at": play.started_at, "id": play.id, **shown})
    known = [{"$ifNull": ["$latest.at", -1]}, {"$ifNull": ["$latest.id", ""]}]
    return {"$cond": [{"$gt": [[play.started_at, play.id], known]}, {"$literal": new}, "$latest"]}
