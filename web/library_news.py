"""Words what happens in the library family, as events for a person's own stream."""

from collections.abc import Callable
from typing import Any

from auth.identity import UserId
from player.holder import Holder, person_of
from player.resolving.batch import Batch
from web.api.library.batch_drawing import draw_batch

Publish = Callable[[UserId, str, dict[str, Any]], None]
"""Sends an event with its data to all streams of a person."""


class LibraryNews:
    """Tells people; keys without an owner have no stream."""

    def __init__(self, publish: Publish) -> None:
        self._publish = publish

    def batch(self, batch: Batch) -> None:
        """Tell that wanted tracks begin to be resolved, how far that is, or that it is over."""
        self._tell(batch.holder, "batch", draw_batch(batch))

    def _tell(self, holder: Holder, event: str, data: dict[str, Any]) -> None:
        person = person_of(holder)
        if person is not None:
            self._publish(person, event, data)
