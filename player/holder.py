"""Whose wishes, jobs and followed artists these are: a person's, or a key's without an owner."""

from typing import NewType

from auth.identity import UserId

Holder = NewType("Holder", str)
"""A person goes by their id, so that what is theirs is found by it; a key has a prefix."""

KEY = "key:"


def of_person(user_id: UserId) -> Holder:
    return Holder(user_id)


def of_key(key_id: str) -> Holder:
    return Holder(f"{KEY}{key_id}")


def person_of(holder: Holder) -> UserId | None:
    """Return the person behind a holder; None for a key, which has no streams and no favourites."""
    return None if holder.startswith(KEY) else UserId(holder)
