"""Why a profile cannot be read or edited."""

from dataclasses import dataclass

from player.core.errors import Conflict, Missing
from player.core.sentence import Sentence


class UnknownProfile(Missing):
    def __init__(self, field: str | None = None) -> None:
        self.field = field
        super().__init__(Sentence("There is no such profile."))


@dataclass(eq=False)
class ProfileTooLarge(Conflict):
    field: str
    limit: int

    def __str__(self) -> str:
        return Sentence(
            "{field} of a profile has room for {limit} only.", field=self.field, limit=self.limit
        )
