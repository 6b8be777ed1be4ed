"""Why an artist is not followed, or not looked for."""

from dataclasses import dataclass

from player.core.errors import Conflict, Missing
from player.core.sentence import Sentence


class UnknownArtist(Missing):
    def __init__(self) -> None:
        super().__init__(Sentence("This artist is not followed (any more)."))


class UnknownFind(Missing):
    def __init__(self) -> None:
        super().__init__(Sentence("This find is not there any more."))


class AlreadyScanning(Conflict):
    def __init__(self) -> None:
        super().__init__(Sentence("The followed artists are being looked for already."))


@dataclass(eq=False)
class TooManyArtists(Conflict):
    limit: int

    def __str__(self) -> str:
        return Sentence("You can follow at most {limit} artists.", limit=self.limit)
