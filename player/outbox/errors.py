"""Why nothing is sent, or could be sent, to an address that somebody named."""

from player.core.errors import Conflict, Invalid, Missing, Unavailable
from player.core.sentence import Sentence


class AddressRefused(Invalid):
    """The address leads to where the operator wants nothing sent."""

    field = "address"

    def __init__(self) -> None:
        super().__init__(
            Sentence("This address leads into a private network, where nothing is sent.")
        )


class Unreachable(Unavailable):
    """Nobody answers at the address, or not in time."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)


class UnknownReceiver(Missing):
    def __init__(self) -> None:
        super().__init__(Sentence("There is no such receiver."))


class TooManyReceivers(Conflict):
    def __init__(self, most: int) -> None:
        super().__init__(Sentence("There are {most} receivers already; remove one.", most=most))


class ChangedElsewhere(Conflict):
    def __init__(self) -> None:
        super().__init__(Sentence("Somebody else has just changed this. Look again."))
