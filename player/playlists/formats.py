"""The file formats that playlists come and go in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from player.core.track import Track
from player.playlists.jspf import read_jspf, write_jspf
from player.playlists.m3u import read_m3u, write_m3u
from player.playlists.wanted import WantedList
from player.playlists.xspf import read_xspf, write_xspf

UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class ListFormat:
    """One file format: its name in our API, how its files are called, and both directions."""

    name: str
    media_type: str
    extension: str
    read: Callable[[str], WantedList]
    write: Callable[[str, Sequence[Track]], str]


FORMATS: dict[str, ListFormat] = {
    one.name: one
    for one in (
        # The extension with the 8 says that the file is UTF-8, which plain M3U leaves open.
        ListFormat("m3u", "audio/x-mpegurl", "m3u8", read_m3u, write_m3u),
        ListFormat("jspf", "application/jspf+json", "jspf", read_jspf, write_jspf),
        ListFormat("xspf", "application/xspf+xml", "xspf", read_xspf, write_xspf),
    )
}


def recognised(text: str) -> ListFormat:
    """Return the format that a file's beginning speaks for; M3U when none does."""
    beginning = text.lstrip("\ufeff \r\n\t")[:1]
    return FORMATS[{"{": "jspf", "<": "xspf"}.get(beginning, "m3u")]


def read_file(raw: bytes) -> WantedList:
    """Read a file of any of the formats; raise `UnreadableList` or `ListTooLong`."""
    text = _decoded(raw)
    return recognised(text).read(text)


def _decoded(raw: bytes) -> str:
    """Return the text of a file; what is not UTF-8 is an old M3U from Windows, or has a mark."""
    if raw.startswith(UTF_16_MARKS):
        return raw.decode("utf-16", errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")
