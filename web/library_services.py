"""What the library family's routes and pages may use."""

from dataclasses import dataclass

from auth.identity import UserId
from player.finding.finder import Finder
from player.holder import of_person
from player.library.keeper import LibraryKeeper
from player.library.library import Library
from player.resolving.resolutions import Resolutions


@dataclass(frozen=True, slots=True)
class LibraryServices:
    """The parts behind searching, the library, jobs, wishes, and what is followed."""

    finder: Finder
    keeper: LibraryKeeper
    known: Library
    resolutions: Resolutions

    async def forget(self, user_id: UserId) -> None:
        """Delete what the family keeps of a person."""
        await self.resolutions.forget(of_person(user_id))
