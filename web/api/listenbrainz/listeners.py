"""Whose listens a request is about, and whether the caller may read them."""

from auth.api_key import Scope
from auth.identity import Person, UserId
from web.caller import Caller, caller
from web.faults import MissingScope
from web.services import services


def scrobbler(asking: Caller | None) -> Person | None:
    """Return the person for whom a caller may send listens."""
    if asking is None or (asking.key is not None and Scope.SCROBBLE not in asking.key.scopes):
        return None
    return asking.owner


async def readable(name: str) -> tuple[UserId, str]:
    """Return who goes by a name, and how it is written: the caller, or who lets everybody read.

    Raises `UnknownListener`, `BadCredential`, and `MissingScope` for a key that is not for this.
    """
    asking = await caller()
    if asking is not None and asking.owner and _is_same(asking.owner.username, name):
        if scrobbler(asking) is None:
            raise MissingScope(Scope.SCROBBLE)
        return asking.owner.id, asking.owner.username
    return await services().listens.whose(name)


def _is_same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()
