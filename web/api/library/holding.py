"""Whose things a request of the library family is about."""

from player.holder import Holder, of_key, of_person
from web.access import current_caller
from web.caller import Caller
from web.faults import NeedsPerson


def current_holder() -> Holder:
    """Return the caller's person, or the key that stands for itself."""
    return holder_of(current_caller())


def holder_of(caller: Caller) -> Holder:
    if caller.owner is not None:
        return of_person(caller.owner.id)
    if caller.key is None:
        raise NeedsPerson
    return of_key(caller.key.id)
