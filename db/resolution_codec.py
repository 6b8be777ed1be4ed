"""Batches and resolutions as documents, and back."""

from collections.abc import Sequence
from dataclasses import asdict

from pydantic import TypeAdapter

from db.client import Document
from db.player_codec import without_lone_surrogates
from db.said import said_of, said_value
from db.times import date_of, seconds_of
from player.core.track import Track
from player.holder import Holder
from player.resolving.batch import Batch, BatchState, Counts
from player.resolving.resolution import (
    BatchId,
    Outcome,
    Resolution,
    ResolutionId,
    ResolutionState,
)
from player.resolving.wanted_track import WantedTrack

TRACK = TypeAdapter(Track)
WANTED = TypeAdapter(WantedTrack)


def encode_batch(batch: Batch) -> Document:
    fields: Document = {
        "_id": batch.id,
        "holder": batch.holder,
        "purpose": batch.purpose,
        "title": batch.title,
        "total": batch.total,
        "started_at": batch.started_at,
        "target": dict(batch.target),
        **encode_batch_state(batch),
    }
    if batch.alone is not None:
        fields["alone"] = batch.alone
    return without_lone_surrogates(fields)


def encode_batch_state(batch: Batch) -> Document:
    """Return what changes of a batch while it is on its way."""
    return without_lone_surrogates(
        {
            "state": batch.state.value,
            "counts": asdict(batch.counts),
            "error": said_value(batch.error),
        }
    ) | {"ended_at": _encode_time(batch.ended_at)}


def decode_batch(document: Document) -> Batch:
    return Batch(
        id=BatchId(document["_id"]),
        holder=Holder(document["holder"]),
        purpose=document["purpose"],
        title=document["title"],
        total=document["total"],
        started_at=document["started_at"],
        target=document["target"],
        alone=document.get("alone"),
        state=BatchState(document["state"]),
        counts=Counts(**document["counts"]),
        error=said_of(document["error"]),
        ended_at=_decode_time(document["ended_at"]),
    )


def encode_all(batch: Batch, resolutions: Sequence[Resolution]) -> list[Document]:
    return [
        without_lone_surrogates(
            {
                "_id": each.id,
                "batch_id": each.batch_id,
                "holder": each.holder,
                "started_at": batch.started_at,
                "place": each.place,
                "wanted": WANTED.dump_python(each.wanted, mode="json"),
                "state": each.state.value,
            }
        )
        for each in resolutions
    ]


def encode_outcome(resolution: Resolution) -> Document:
    """Return what changes of a resolution at its end."""
    outcome = resolution.outcome
    return without_lone_surrogates(
        {
            "state": outcome.state.value,
            "track": None if outcome.track is None else TRACK.dump_python(outcome.track),
            "score": outcome.score,
            "reason": said_value(outcome.reason),
            "outage": outcome.outage,
        }
    ) | {"ended_at": _encode_time(resolution.ended_at)}


def decode_resolution(document: Document) -> Resolution:
    track = document.get("track")
    return Resolution(
        id=ResolutionId(document["_id"]),
        batch_id=BatchId(document["batch_id"]),
        holder=Holder(document["holder"]),
        place=document["place"],
        wanted=WANTED.validate_python(document["wanted"]),
        outcome=Outcome(
            state=ResolutionState(document["state"]),
            track=None if track is None else TRACK.validate_python(track),
            score=document.get("score"),
            reason=said_of(document.get("reason")),
            outage=document.get("outage", False),
        ),
        ended_at=_decode_time(document.get("ended_at")),
    )


def _encode_time(ms: int | None) -> object:
    return None if ms is None else date_of(ms / 1000)


def _decode_time(date: object) -> int | None:
    return None if date is None else round(seconds_of(date) * 1000)  # type: ignore[arg-type]  # The schema says so.
