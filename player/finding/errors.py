"""Why a search at the sources ends without an answer."""

from dataclasses import dataclass

from player.core.errors import SourceUnavailable, Unavailable
from player.core.sentence import Sentence


class SourceMissing(SourceUnavailable):
    """No connected node can search the source that was named."""

    field = "source"


@dataclass(eq=False)
class SearchTooSlow(Unavailable):
    """The sources together took longer than a search may take."""

    longest_s: float

    def __str__(self) -> str:
        return Sentence(
            "The search took longer than {seconds} seconds. Try again, or name one source.",
            seconds=round(self.longest_s),
        )
