"""Whose listens a request is about, and whether the caller may read them."""

from auth.identity import UserId
from web.api.scrobblers import scrobbler
from web.caller import caller
from web.services import services


async def readable(name: str) -> tuple[UserId, str]:
    """Return who goes by a name, and how it is written: the caller, or who lets everybody read.

    Raises `UnknownListener`, `BadCredential`, and `MissingScope` for a key that is not for this.
    """
    asking = await caller()
    if asking is not None and asking.owner and _is_same(asking.owner.username, name):
        listener = scrobbler(asking)
        return listener.id, listener.username
    return await services().listens.whose(name)


def _is_same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()
