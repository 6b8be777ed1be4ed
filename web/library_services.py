"""What the library family's routes and pages may use."""

from dataclasses import dataclass

from player.finding.finder import Finder


@dataclass(frozen=True, slots=True)
class LibraryServices:
    """The parts behind searching, the library, jobs, wishes, and what is followed."""

    finder: Finder
