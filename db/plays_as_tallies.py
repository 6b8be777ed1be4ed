"""Plays in the shape of tallies, so that days without tallies are added up like those with some."""

from db.client import Document
from db.tallies import SHOWN, SHOWN_BY_A_PLAY
from player.history.periods import Stretch
from player.history.tallies import GUILD, Kind, Subject

KEYS = {
    Kind.ARTIST: "$artist_key",
    Kind.TRACK: "$track_key",
    Kind.LISTENER: "$listeners",
    Kind.REQUESTER: "$requester",
}


def each_of(subject: Subject, kind: Kind, stretch: Stretch) -> list[Document]:
    """Return how a subject's plays in a stretch are read as a tally of one play each."""
    began = {"$gte": stretch.since, "$lt": stretch.until}
    wanted: Document = {**_whose(subject), "over": True, "started_at": began, "valid": True}
    if kind is Kind.REQUESTER:
        wanted["requester"] = {"$ne": None}
    by_listener: list[Document] = [{"$unwind": "$listeners"}] if kind is Kind.LISTENER else []
    return [{"$match": wanted}, *by_listener, {"$project": _as_tally(kind)}]


def _whose(subject: Subject) -> Document:
    name = subject.partition(":")[2]
    return {"guild_id": name} if subject.startswith(GUILD) else {"listeners": name}


def _as_tally(kind: Kind) -> Document:
    tally: Document = {
        "key": KEYS[kind],
        "plays": {"$literal": 1},
        "ms": "$heard_ms",
        "first_at": "$started_at",
    }
    if kind in SHOWN_BY_A_PLAY:
        shown = {name: f"${name}" for name in SHOWN}
        tally["latest"] = {"at": "$started_at", "id": "$_id", **shown}
    return tally
