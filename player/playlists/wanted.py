"""What a line of an imported list asks for."""

from collections.abc import Iterable
from dataclasses import dataclass

from player.playlists.errors import ListTooLong

ENTRY_LIMIT = 20_000
"""So many entries of a list are taken in; half of them may be rubbish."""

NAME_ROOM = 90
"""A list's name is cut to so many characters, so that a number fits behind it."""

QUOTED = 200
"""So many characters of a line are given back to people."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A track to be found: by its link, or by title and artist. `line` is its place in the list."""

    line: int
    url: str | None = None
    title: str | None = None
    artist: str | None = None

    @property
    def query(self) -> str:
        """Return what to search for where there is no link, or where it leads nowhere."""
        return " ".join(part for part in (self.artist, self.title) if part)


@dataclass(frozen=True, slots=True)
class Unusable:
    """A line that asks for nothing we understand, and why."""

    line: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class WantedList:
    """A list as it was read: its name if it has one, and every line's meaning."""

    name: str | None
    wanted: tuple[Wanted, ...]
    unusable: tuple[Unusable, ...] = ()

    @property
    def usable_name(self) -> str:
        """Return the name as a playlist may have it; empty where there is none."""
        printable = "".join(one if one.isprintable() else " " for one in self.name or "")
        return " ".join(printable.split())[:NAME_ROOM].strip()


def demand_length(count: int) -> None:
    """Raise `ListTooLong` for more entries than anybody needs."""
    if count > ENTRY_LIMIT:
        raise ListTooLong(ENTRY_LIMIT)


def wanted_list(name: str | None, entries: Iterable[Wanted | Unusable]) -> WantedList:
    """Sort the entries of a file."""
    wanted: list[Wanted] = []
    unusable: list[Unusable] = []
    for entry in entries:
        if isinstance(entry, Wanted):
            wanted.append(entry)
        else:
            unusable.append(entry)
    return WantedList(name, tuple(wanted), tuple(unusable))


def wanted_lines(text: str) -> WantedList:
    """Read what people type: a link or the words of a title on each line."""
    lines = ((number, line.strip()) for number, line in enumerate(text.splitlines(), start=1))
    entries = [_line(number, line) for number, line in lines if line]
    demand_length(len(entries))
    return wanted_list(None, entries)


def _line(number: int, line: str) -> Wanted:
    if line.startswith(("http://", "https://")):
        return Wanted(number, url=line)
    return Wanted(number, title=line)
