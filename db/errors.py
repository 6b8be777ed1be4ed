"""What can go wrong with the database, and the one place where the driver's errors become ours."""

from collections.abc import Iterator
from contextlib import contextmanager

from pymongo.errors import AutoReconnect, OperationFailure, PyMongoError

from player.core.errors import Unavailable
from player.core.sentence import Sentence

UNAUTHORIZED = 13
AUTHENTICATION_FAILED = 18


class DatabaseError(Exception):
    """Anything that keeps us from using the database; the message is fit for people."""


class DatabaseDown(DatabaseError, Unavailable):
    """The database does not answer right now."""

    def __init__(self) -> None:
        super().__init__(Sentence("The database does not answer right now. Try again in a moment."))


class DatabaseAbsent(DatabaseError):
    """Nobody answered at the start, when an operator is there to read it."""

    def __init__(self) -> None:
        super().__init__(
            "No MongoDB that accepts writes answers at the address in AUXCORD_MONGODB_URI or"
            " MONGODB_URI."
        )


class DatabaseRefused(DatabaseError):
    """The address or the credentials of the database are wrong; an operator has to act."""


class DatabaseTooNew(DatabaseError):
    """The stored data was written by a newer version of this program."""


class CannotStart(DatabaseError):
    """The embedded database could not be started; the message says what to do."""


@contextmanager
def reaching_database() -> Iterator[None]:
    """Turn the driver's “nobody answers” into `DatabaseDown`; every store works inside of this."""
    try:
        yield
    except PyMongoError as error:
        if isinstance(error, AutoReconnect) or error.timeout:
            raise DatabaseDown from error
        if isinstance(error, OperationFailure) and _refuses_credentials(error):
            raise DatabaseRefused(
                "MongoDB refused the credentials in AUXCORD_MONGODB_URI."
            ) from error
        raise


def _refuses_credentials(error: OperationFailure) -> bool:
    return error.code in {UNAUTHORIZED, AUTHENTICATION_FAILED}
