"""Why a wish is not taken, or a wishlist not gone through."""

from dataclasses import dataclass

from player.core.errors import Conflict, Missing
from player.core.sentence import Sentence


class AlreadyWished(Conflict):
    def __init__(self) -> None:
        super().__init__(Sentence("This track is on the wishlist already."))


class WishWithoutId(Conflict):
    """As the document has it: what a program could never take off again is not put on."""

    def __init__(self) -> None:
        super().__init__(Sentence("The track has no id."))


@dataclass(eq=False)
class WishlistFull(Conflict):
    limit: int

    def __str__(self) -> str:
        return Sentence("A wishlist holds at most {limit} tracks.", limit=self.limit)


class UnknownWish(Missing):
    def __init__(self) -> None:
        super().__init__(Sentence("This track is not on the wishlist (any more)."))


class WishlistBusy(Conflict):
    def __init__(self) -> None:
        super().__init__(Sentence("The wishlist is being gone through already."))
