"""Snapshots of players as documents, and back, also across versions of this program."""

from collections.abc import Set
from dataclasses import fields, replace

from pydantic import TypeAdapter, ValidationError

from db.client import Document
from db.vote_codec import decode_vote, encode_vote
from player.core.state import PlayerState
from player.ports import Snapshot

STATE = TypeAdapter(PlayerState)
NOT_STORED = frozenset({"policy", "last_edit", "last_passed", "badges"})
"""Settings have a collection of their own, edits and votes that are done matter for a while, and
what listeners bear is told anew at every start."""
STATE_FIELDS = frozenset(field.name for field in fields(PlayerState)) - NOT_STORED


class UnreadableSnapshot(Exception):
    """A stored snapshot lacks what cannot be made up."""


def encode(snapshot: Snapshot) -> Document:
    return {
        "_id": snapshot.state.guild_id,
        "seq": snapshot.seq,
        "saved_at": snapshot.saved_at,
        "state": encode_state(snapshot.state, STATE_FIELDS),
    }


def encode_state(state: PlayerState, names: Set[str]) -> Document:
    """Return only these fields of a state."""
    document: Document = STATE.dump_python(state, include=set(names) - {"votes"})
    if "votes" in names:
        document["votes"] = [encode_vote(vote) for vote in state.votes]
    return document


def changed_fields(before: PlayerState, after: PlayerState) -> Set[str]:
    """Return the names of the fields that hold another object than before.

    A frozen state shares what did not change with the one before it, so this takes no time, however
    long the queue is.
    """
    return {name for name in STATE_FIELDS if getattr(before, name) is not getattr(after, name)}


def decode(document: Document) -> Snapshot:
    """Return the snapshot: unknown fields are passed over, missing ones take their defaults."""
    try:
        stored = {**document["state"], "guild_id": document["_id"]}
        votes = tuple(decode_vote(vote) for vote in stored.pop("votes", ()))
        state = replace(STATE.validate_python(stored), votes=votes)
        return Snapshot(state, seq=document["seq"], saved_at=document["saved_at"])
    except (ValidationError, KeyError, TypeError) as error:
        raise UnreadableSnapshot(str(error)) from error


def without_lone_surrogates(document: Document) -> Document:
    """Return a copy that UTF-8 can hold: sources do send titles that are no proper text."""
    return {key: _proper_text(value) for key, value in document.items()}


def _proper_text(value: object) -> object:
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return without_lone_surrogates(value)
    if isinstance(value, list | tuple):
        return [_proper_text(inner) for inner in value]
    return value
