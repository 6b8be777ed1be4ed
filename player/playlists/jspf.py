"""Reads and writes JSPF playlists (the JSON form of XSPF, xspf.org)."""

import json
from collections.abc import Mapping, Sequence

from player.core.sentence import Sentence
from player.core.track import Track
from player.playlists.errors import UnreadableList
from player.playlists.wanted import (
    QUOTED,
    Unusable,
    Wanted,
    WantedList,
    demand_length,
    wanted_list,
)


def read_jspf(text: str) -> WantedList:
    """Read entries; raise `UnreadableList` when the whole is no JSPF."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableList("JSPF", Sentence("it is not JSON")) from error
    playlist = document.get("playlist") if isinstance(document, dict) else None
    entries = playlist.get("track") if isinstance(playlist, dict) else None
    if not isinstance(playlist, dict) or not isinstance(entries, list):
        raise UnreadableList("JSPF", Sentence("it has no playlist.track list"))
    demand_length(len(entries))
    read = (_entry(number, entry) for number, entry in enumerate(entries, start=1))
    return wanted_list(_text(playlist, "title"), read)


def _entry(number: int, entry: object) -> Wanted | Unusable:
    if not isinstance(entry, dict):
        return Unusable(number, str(entry)[:QUOTED], "Not an object.")
    wanted = Wanted(number, _link(entry), _text(entry, "title"), _text(entry, "creator"))
    if wanted.url is None and wanted.title is None:
        return Unusable(number, str(entry)[:QUOTED], "Neither a web location nor a title.")
    return wanted


def _link(entry: Mapping[str, object]) -> str | None:
    """Return the first location on the web; the format allows one, or a list of them."""
    given = entry.get("location")
    for location in given if isinstance(given, list) else [given]:
        if isinstance(location, str) and location.startswith(("http://", "https://")):
            return location
    return None


def _text(entry: Mapping[str, object], name: str) -> str | None:
    value = entry.get(name)
    return value.strip() or None if isinstance(value, str) else None


def write_jspf(name: str, tracks: Sequence[Track]) -> str:
    document = {"playlist": {"title": name, "track": [_as_entry(track) for track in tracks]}}
    return json.dumps(document, ensure_ascii=False, indent=1)


def _as_entry(track: Track) -> dict[str, object]:
    entry: dict[str, object] = {"title": track.title, "creator": track.author}
    if track.url:
        entry["location"] = [track.url]
    if track.artwork_url:
        entry["image"] = track.artwork_url
    if not track.is_stream:
        entry["duration"] = track.length_ms
    return entry
