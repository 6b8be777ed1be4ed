"""Why nothing can be resolved, or no longer cancelled."""

from dataclasses import dataclass

from player.core.errors import Conflict, Invalid, Missing
from player.core.sentence import Sentence


class UnknownResolution(Missing):
    def __init__(self) -> None:
        super().__init__(Sentence("There is no such job of yours, or it is long over."))


class AlreadyRunning(Conflict):
    """Of what is to be done alone, one is running."""

    def __init__(self) -> None:
        super().__init__(Sentence("This is being done already. Wait until it is over."))


class ResolutionOver(Conflict):
    def __init__(self) -> None:
        super().__init__(Sentence("This job is over already."))


@dataclass(eq=False)
class TooManyBatches(Conflict):
    limit: int

    def __str__(self) -> str:
        return Sentence(
            "You already have {limit} jobs running. Wait for one, or cancel one.", limit=self.limit
        )


@dataclass(eq=False)
class TooManyWanted(Invalid):
    limit: int
    field = "tracks"

    def __str__(self) -> str:
        return Sentence("tracks may have 1 to {limit} entries.", limit=self.limit)
