"""What the page of a server's log shows: some of its lines, and by what they can be narrowed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from player.audit import LogEntry
from player.deeds import Deed
from web.faces import Face, person_icon
from web.language import say
from web.services import services

LINES_OF_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Which lines somebody wants to see; None leaves it open. Pages count from 1."""

    person: str | None
    deed: Deed | None
    page: int

    def takes(self, entry: LogEntry) -> bool:
        by_person = self.person is None or (entry.person and entry.person.id == self.person)
        return bool(by_person) and (self.deed is None or entry.deed is self.deed)


def narrowing(person: str | None, deed: str | None, page: str | None) -> Narrowing:
    """Read what an address says; whatever makes no sense leaves it open."""
    return Narrowing(
        person=person or None,
        deed=Deed(deed) if deed in set(Deed) else None,
        page=int(page) if page and page.isascii() and page.isdigit() and len(page) < 5 else 1,
    )


def log_view(entries: Sequence[LogEntry], wanted: Narrowing) -> dict[str, Any]:
    """Return what the template needs, from all lines, the latest first."""
    fitting = [entry for entry in entries if wanted.takes(entry)]
    pages = max(1, -(-len(fitting) // LINES_OF_A_PAGE))
    page = min(max(1, wanted.page), pages)
    first = (page - 1) * LINES_OF_A_PAGE
    return {
        "lines": [_drawn(entry) for entry in fitting[first : first + LINES_OF_A_PAGE]],
        "found": len(fitting),
        "page": page,
        "pages": pages,
        "wanted": wanted,
        "people": _people(entries),
        "deeds": list(Deed),
    }


def _drawn(entry: LogEntry) -> dict[str, Any]:
    return {
        "id": f"{entry.at}-{entry.person.id if entry.person else ''}",
        "person": _face(entry),
        "text": say(entry.text),
        "moment": entry.moment,
        "deed": entry.deed,
    }


def _people(entries: Sequence[LogEntry]) -> list[Face]:
    """Return everybody who did something, under their latest names."""
    found = {face["id"]: face for entry in reversed(entries) if (face := _face(entry))}
    return sorted(found.values(), key=lambda face: face["name"].casefold())


def _face(entry: LogEntry) -> Face | None:
    person = entry.person
    if person is None:
        return None
    icon = person_icon(services().cdn_url, person)
    return Face(id=person.id, name=person.display_name, icon=icon)
