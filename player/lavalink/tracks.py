"""Reads tracks and load results from a node's JSON (pure)."""

from collections.abc import Mapping, Sequence
from typing import Any

from player.core.errors import LoadFailed
from player.core.sentence import Sentence
from player.core.track import Collection, Track
from player.ports import ListKind, Loaded

Json = Mapping[str, Any]

_ENDLESS_MS = 1 << 53
"""Lengths from here on are Lavalink's ways to say that a length is unknown or infinite."""


def read_track(raw: Json) -> Track:
    """Read a track; raise `KeyError`, `TypeError` or `ValueError` if it is none."""
    info = raw["info"]
    is_stream = bool(info.get("isStream", False))
    return Track(
        encoded=str(raw["encoded"]),
        title=str(info.get("title") or "Unknown title"),
        author=str(info.get("author") or "Unknown artist"),
        url=_link(info.get("uri")),
        identifier=str(info["identifier"]),
        source=str(info["sourceName"]),
        length_ms=0 if is_stream else _length_ms(info.get("length")),
        artwork_url=_link(info.get("artworkUrl")),
        is_stream=is_stream,
        is_seekable=bool(info.get("isSeekable", not is_stream)),
        isrc=info.get("isrc") or None,
        album=_text((raw.get("pluginInfo") or {}).get("albumName")),
    )


def read_loaded(raw: Json) -> Loaded:
    """Read the answer to a load; raise `LoadFailed` with the node's sentence if it is an error."""
    try:
        return _loaded(str(raw["loadType"]), raw.get("data"))
    except (KeyError, TypeError, ValueError) as fault:
        raise LoadFailed(Sentence("the audio node's answer was not understood.")) from fault


def read_lists(raw: Json, kind: ListKind) -> tuple[Collection, ...]:
    """Read the lists of a kind from an answer of the LavaSearch plugin."""
    try:
        return tuple(_collection(found) for found in raw.get(f"{kind}s") or ())
    except (KeyError, TypeError, ValueError) as fault:
        raise LoadFailed(Sentence("the audio node's answer was not understood.")) from fault


def reason_of(exception: Json) -> str:
    """Return a sentence for people from an exception object of the protocol."""
    told = exception.get("message") or exception.get("cause") or "the source gave no reason."
    return str(told)[:300]


def _loaded(load_type: str, data: Any) -> Loaded:  # noqa: ANN401 - Its shape hangs on the type.
    match load_type:
        case "track":
            return Loaded(tracks=(read_track(data),))
        case "search":
            return Loaded(tracks=_tracks(data), is_search=True)
        case "playlist":
            return Loaded(collection=_collection(data))
        case "empty":
            return Loaded()
        case "error":
            raise LoadFailed(reason_of(data or {}))
        case _:
            raise ValueError(load_type)


def _collection(raw: Json) -> Collection:
    extra = raw.get("pluginInfo") or {}
    return Collection(
        title=str(raw["info"].get("name") or "Unnamed list"),
        url=_link(extra.get("url")),
        tracks=_tracks(raw.get("tracks") or ()),
        author=extra.get("author") or None,
        artwork_url=_link(extra.get("artworkUrl")),
        announced=_count(extra.get("totalTracks")),
    )


def _count(told: object) -> int:
    return told if isinstance(told, int) and told > 0 else 0


def _tracks(raws: Sequence[Json]) -> tuple[Track, ...]:
    return tuple(read_track(raw) for raw in raws)


def _text(told: object) -> str | None:
    return told if isinstance(told, str) and told else None


def _length_ms(length: object) -> int:
    return length if isinstance(length, int) and 0 < length < _ENDLESS_MS else 0


def _link(url: object) -> str | None:
    # Local files have paths for addresses; a page must never make a link of such a thing.
    if isinstance(url, str) and url.lower().startswith(("http://", "https://")):
        return url
    return None
