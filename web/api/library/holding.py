"""Whose things a request of the library family is about."""

from auth.identity import Person, UserId
from player.holder import Holder, of_key, of_person
from web.access import current_caller
from web.caller import Caller
from web.faults import NeedsPerson


def current_holder() -> Holder:
    """Return the caller's person, or the key that stands for itself."""
    return holder_of(current_caller())


def current_keeper() -> Person:
    """Return in whose name playlists are kept: the caller's person, or the key's own."""
    caller, holder = current_caller(), current_holder()
    if caller.owner is not None:
        return caller.owner
    label = caller.key.label if caller.key else holder
    return Person(UserId(holder), label, label)


def holder_of(caller: Caller) -> Holder:
    if caller.owner is not None:
        return of_person(caller.owner.id)
    if caller.key is None:
        raise NeedsPerson
    return of_key(caller.key.id)
