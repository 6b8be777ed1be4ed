"""Reads values of programs that are not strict about types: numbers in texts, moments, truths."""

from collections.abc import Mapping
from datetime import UTC, datetime

LONGEST_TEXT = 1_000


def whole_number(value: object) -> int | None:
    """Return a whole number that is one, or that stands in a text."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        return int(value)
    except (ValueError, OverflowError):
        return None


def is_true(value: object) -> bool:
    return value is True or (isinstance(value, str) and value.strip().lower() == "true")


def text_in(given: Mapping[str, object], *names: str) -> str:
    """Return the first of these that is a text with something in it, or an empty one."""
    for name in names:
        value = given.get(name)
        if isinstance(value, str) and value.strip():
            return value.strip()[:LONGEST_TEXT]
    return ""


def second_of(value: object) -> int | None:
    """Return the Unix second of a moment, given as a number or as RFC 3339; UTC if nobody says."""
    number = whole_number(value)
    if number is not None or not isinstance(value, str):
        return number
    try:
        moment = datetime.fromisoformat(value)
        return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())
    except (ValueError, OverflowError):
        return None
