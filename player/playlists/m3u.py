"""Reads and writes M3U and M3U8 playlists (extended M3U, one entry a line, UTF-8)."""

import io
from collections.abc import Sequence

from player.core.track import Track
from player.playlists.wanted import QUOTED, Unusable, Wanted, WantedList, demand_length, wanted_list

HEADER = "#EXTM3U"
INFO = "#EXTINF:"
NAME = "#PLAYLIST:"


def read_m3u(text: str) -> WantedList:
    """Read entries; an `#EXTINF` line gives the entry after it its artist and title."""
    name: str | None = None
    entries: list[Wanted | Unusable] = []
    info = ""
    # Unlike `splitlines`, this does not cut titles in two at rarer characters.
    lines = io.StringIO(text.removeprefix("\ufeff"), newline=None)
    for number, raw in enumerate(lines, start=1):
        line = raw.strip()
        if line.startswith(NAME):
            name = line.removeprefix(NAME).strip() or None
        elif line.startswith(INFO):
            info = line.removeprefix(INFO).partition(",")[2].strip()
        elif line and not line.startswith("#"):
            entries.append(_entry(number, line, info))
            info = ""
            demand_length(len(entries))
    return wanted_list(name, entries)


def _entry(number: int, line: str, info: str) -> Wanted | Unusable:
    artist, dash, title = info.partition(" - ")
    if not dash:
        artist, title = "", info
    url = line if line.startswith(("http://", "https://")) else None
    if url is None and not title:
        return Unusable(number, line[:QUOTED], "Neither a link nor described by an #EXTINF line.")
    return Wanted(number, url, title or None, artist or None)


def write_m3u(name: str, tracks: Sequence[Track]) -> str:
    lines = [HEADER, f"{NAME}{_one_line(name)}"]
    for track in tracks:
        seconds = -1 if track.is_stream else round(track.length_ms / 1000)
        lines.append(f"{INFO}{seconds},{_one_line(track.author)} - {_one_line(track.title)}")
        lines.append(_one_line(track.url or track.identifier))
    return "\n".join(lines) + "\n"


def _one_line(text: str) -> str:
    return " ".join(text.split())
