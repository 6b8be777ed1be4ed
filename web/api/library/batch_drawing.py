"""Draws batches of wanted tracks for people's streams and pages."""

from dataclasses import asdict
from typing import Any

from player.resolving.batch import Batch


def draw_batch(batch: Batch) -> dict[str, Any]:
    """Draw how far a batch is; `done` of `total` have come to an end."""
    return {
        "id": batch.id,
        "purpose": batch.purpose,
        "title": batch.title,
        "state": batch.state.value,
        "over": batch.over,
        "done": batch.counts.done,
        "total": batch.total,
        "counts": asdict(batch.counts),
        "error": batch.error,
        "playlist": batch.target.get("playlist_id"),
    }
