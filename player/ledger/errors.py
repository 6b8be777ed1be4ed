"""Why points do not move."""

from dataclasses import dataclass

from player.core.errors import Conflict, Denied, Invalid
from player.core.sentence import Sentence


class SameAccount(Invalid):
    field = "to"

    def __init__(self) -> None:
        super().__init__(Sentence("Sender and receiver must be two different profiles."))


class NotYourAccount(Denied):
    field = "from"

    def __init__(self) -> None:
        super().__init__(Sentence("This account belongs to another bot."))


@dataclass(eq=False)
class NotEnoughPoints(Conflict):
    balance: int

    def __str__(self) -> str:
        return Sentence("The sender has only {balance} points.", balance=self.balance)


@dataclass(eq=False)
class TooManyPoints(Conflict):
    limit: int

    def __str__(self) -> str:
        return Sentence("No account can hold or owe more than {limit} points.", limit=self.limit)


class AnotherRequest(Conflict):
    field = "Idempotency-Key"

    def __init__(self) -> None:
        super().__init__(Sentence("This Idempotency-Key was used for another transaction."))
