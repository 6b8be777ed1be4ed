"""Encodes what the stream says as server-sent events, once, as bytes that all streams share."""

import json
from dataclasses import dataclass

FORBIDDEN = ("\r", "\n", "\0")


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in a guild's stream: the process's life, and the player's revision."""

    epoch: str
    seq: int

    def __str__(self) -> str:
        return f"{self.epoch}-{self.seq}"


def parse_cursor(text: str | None) -> Cursor | None:
    """Read what a client says it has seen last; None for anything that we never sent."""
    epoch, dash, seq = (text or "").rpartition("-")
    if not (dash and epoch and seq.isascii() and seq.isdecimal() and len(seq) <= 16):
        return None
    return Cursor(epoch, int(seq))


def encode(event: str, data: object, cursor: Cursor | None = None) -> bytes:
    """Return one frame; `data` becomes one line of JSON, whatever strings it carries."""
    fields = [f"id: {_clean(str(cursor))}"] if cursor else []
    fields += [f"event: {_clean(event)}", f"data: {_json(data)}"]
    # Half a surrogate pair is no text; it must not keep the rest from being sent.
    return ("\n".join(fields) + "\n\n").encode(errors="replace")


def opening(retry_ms: int) -> bytes:
    """Return what is sent at once: it opens proxies' pipes, and says when to come back."""
    return f": open\nretry: {retry_ms}\n\n".encode()


def _clean(field: str) -> str:
    if any(character in field for character in FORBIDDEN):
        raise ValueError("A field of a frame must be one line.")
    return field


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
