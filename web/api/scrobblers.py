"""For whom a caller may send listens."""

from auth.api_key import Scope
from auth.identity import Person
from web.caller import Caller
from web.faults import MissingScope, NotSignedIn


def scrobbler(asking: Caller | None) -> Person:
    """Return the caller's person; raise `NotSignedIn`, `MissingScope`, `NeedsPerson`."""
    if asking is None:
        raise NotSignedIn
    if asking.key is not None and Scope.SCROBBLE not in asking.key.scopes:
        raise MissingScope(Scope.SCROBBLE)
    return asking.person
