"""Remembers the latest edit of the queue, and takes it back for its author."""

from collections.abc import Iterator
from contextlib import contextmanager

from player.core.draft import Draft
from player.core.edits import QueueEdit
from player.core.errors import NothingToUndo
from player.core.events import EditRemembered, QueueRestored
from player.core.requests import UndoEdit


@contextmanager
def remembered(draft: Draft) -> Iterator[None]:
    """Remember what the body does to the queue as the caller's edit."""
    before = draft.state.queue
    yield
    author = draft.context.actor.user_id
    if author is not None and draft.state.queue != before:
        after = tuple(entry.id for entry in draft.state.queue)
        draft.emit(EditRemembered(QueueEdit(author, before, after)))


def undo_edit(_command: UndoEdit, draft: Draft) -> None:
    edit = draft.state.last_edit
    if edit is None or edit.author != draft.context.actor.user_id:
        raise NothingToUndo
    current = draft.state.current
    restored = tuple(
        entry
        for entry in edit.taken_back(draft.state.queue)
        if current is None or entry.id != current.id
    )
    draft.emit(EditRemembered(None))
    if restored != draft.state.queue:
        draft.emit(QueueRestored(restored))
