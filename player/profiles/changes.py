"""What setting and adding do to a profile; both leave alone what a change does not speak of."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from typing import Any, TypedDict, TypeVar

from player.ledger.transfer import MOST_POINTS
from player.profiles.errors import ProfileTooLarge
from player.profiles.profile import Pray, Profile, Text

MOST_COUNTERS = 100
MOST_DATA = 64 * 1024
NUMBERS = ("experience", "level")

Combine = Callable[[int, int], int]
Part = TypeVar("Part", Pray, Text)


class Change(TypedDict, total=False):
    """What is to be different; points are none of it, because only the ledger moves them."""

    experience: int
    level: int
    pray: Mapping[str, int]
    text: Mapping[str, int] | None
    timespent: Mapping[str, int]
    data: Any


def edited(profile: Profile, change: Change) -> Profile:
    """Set what the change speaks of; an object in `data` is merged key by key."""
    if "text" in change and change["text"] is None:
        profile = replace(profile, text=None)
    if "data" in change and change["data"] is None:
        profile = replace(profile, data=None)
    return _changed(profile, change, lambda _old, new: new)


def added(profile: Profile, change: Change) -> Profile:
    """Add numbers, which may be negative; `data` is no number, and merged as in `edited`."""
    return _changed(profile, change, lambda old, new: old + new)


def _changed(profile: Profile, change: Change, combine: Combine) -> Profile:
    numbers: dict[str, Any] = {
        name: combine(getattr(profile, name), change[name])  # type: ignore[literal-required]
        for name in NUMBERS
        if name in change
    }
    text = change.get("text")
    changed = replace(
        profile,
        **numbers,
        pray=_part(profile.pray, change.get("pray", {}), combine),
        text=profile.text if text is None else _part(profile.text or Text(), text, combine),
        timespent=_counted(profile.timespent, change.get("timespent", {}), combine),
        data=_merged(profile.data, change.get("data")),
    )
    _check(changed)
    return changed


def _part(part: Part, given: Mapping[str, int], combine: Combine) -> Part:
    numbers = {name: combine(getattr(part, name) or 0, value) for name, value in given.items()}
    return replace(part, **numbers)


def _counted(
    counters: Mapping[str, int], given: Mapping[str, int], combine: Combine
) -> Mapping[str, int]:
    new = {name: combine(counters.get(name, 0), value) for name, value in given.items()}
    return {**counters, **new}


def _merged(old: Any, new: Any) -> Any:  # noqa: ANN401 - JSON of others.
    if new is None:
        return old
    if isinstance(old, dict) and isinstance(new, dict):
        return {**old, **new}
    return new


def _check(profile: Profile) -> None:
    for name, number in _numbers(profile):
        if abs(number) > MOST_POINTS:
            raise ProfileTooLarge(name, MOST_POINTS)
    if len(profile.timespent) > MOST_COUNTERS:
        raise ProfileTooLarge("timespent", MOST_COUNTERS)
    if profile.data is not None and len(json.dumps(profile.data)) > MOST_DATA:
        raise ProfileTooLarge("data", MOST_DATA)


def _numbers(profile: Profile) -> Iterable[tuple[str, int]]:
    for name in NUMBERS:
        yield name, getattr(profile, name)
    for part_name, part in (("pray", profile.pray), ("text", profile.text)):
        for each in fields(part) if part else ():
            yield f"{part_name}.{each.name}", getattr(part, each.name) or 0
    for name, seconds in profile.timespent.items():
        yield f"timespent.{name}", seconds
