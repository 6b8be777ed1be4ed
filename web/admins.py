"""Who administers Auxcord as a whole."""

from web.access import current_caller
from web.caller import Caller
from web.faults import NotAdmin, OutOfReach
from web.services import services


def check_admin() -> None:
    """Refuse people who are no admins; that a key has the scope, its route has checked before.

    Raises `NotAdmin`, or `OutOfReach` for a key that is tied to servers: this concerns all of them.
    """
    caller = current_caller()
    if caller.key is not None:
        if caller.key.guild_ids is not None:
            raise OutOfReach
    elif not is_admin(caller):
        raise NotAdmin


def is_admin(caller: Caller) -> bool:
    """Say whether a person administers Auxcord: the settings name them, or their account does."""
    owner = caller.owner
    return owner is not None and services().local.accounts.is_admin(owner.id)
