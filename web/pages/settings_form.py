"""A server's settings as the fields of a form: what they hold, and what somebody has changed.

A form says with a mark for every field what it held when it was drawn. Only fields that hold
something else when it is sent are changed, so that two managers at once do not undo each other's.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from enum import Enum, auto
from typing import Any

from pydantic import BaseModel, ValidationError
from werkzeug.datastructures import MultiDict

from player.core.sentence import Sentence
from web.api.player.settings_inputs import SettingsChange
from web.api.player.settings_shapes import Settings
from web.api.reading import worded
from web.language import say

Values = dict[str, tuple[str, ...]]
"""What every field holds, by its dotted name, as browsers send it."""

Problems = dict[str, str]
"""What is wrong with a field, in a sentence."""

SEEN = "seen"
MARK_LENGTH = 12
SUBJECT = Sentence("This")


class Kind(Enum):
    """How a setting is written in a form."""

    SWITCH = auto()
    ONE = auto()
    GAINS = auto()
    NAMED = auto()
    """People or roles, by their ids."""
    LINES = auto()
    """Words, one in every line."""
    ROOM = auto()
    """A channel, or nothing."""


FIELDS: Mapping[str, Kind] = {
    "volume.limit": Kind.ONE,
    "volume.default": Kind.ONE,
    "volume.step": Kind.ONE,
    "volume.change": Kind.SWITCH,
    "player.shuffle": Kind.SWITCH,
    "player.repeat": Kind.SWITCH,
    "player.autoplay": Kind.SWITCH,
    "player.search": Kind.ONE,
    "player.fallback": Kind.SWITCH,
    "player.ensure": Kind.SWITCH,
    "player.24h": Kind.SWITCH,
    "player.timeout": Kind.ONE,
    "player.fair_queue": Kind.SWITCH,
    "player.queue_limit": Kind.ONE,
    "player.queue_limit_per_user": Kind.ONE,
    "player.max_track_length": Kind.ONE,
    "player.equalizer.change": Kind.SWITCH,
    "player.equalizer.default": Kind.GAINS,
    "dj.default.everyone": Kind.SWITCH,
    "dj.default.roles": Kind.NAMED,
    "dj.default.users": Kind.NAMED,
    "dj.neutral.everyone": Kind.SWITCH,
    "dj.neutral.roles": Kind.NAMED,
    "dj.neutral.users": Kind.NAMED,
    "dj.neutral.type": Kind.ONE,
    "dj.neutral.value": Kind.ONE,
    "blacklist.enabled": Kind.SWITCH,
    "blacklist.words": Kind.LINES,
    "channel.channel": Kind.ROOM,
    "channel.color": Kind.ONE,
    "channel.url": Kind.ONE,
    "channel.command": Kind.ROOM,
    "channel.playlists": Kind.SWITCH,
    "profiles.private": Kind.SWITCH,
    "profiles.earning": Kind.SWITCH,
    "profiles.voice_experience": Kind.ONE,
    "profiles.listening_experience": Kind.ONE,
    "profiles.message_experience": Kind.ONE,
}

NAMED = tuple(name for name, kind in FIELDS.items() if kind is Kind.NAMED)


def drawn(settings: Settings) -> Values:
    """Return what the fields hold when the form is drawn."""
    return {name: _raw(kind, _at(settings, name)) for name, kind in FIELDS.items()}


def sent(form: MultiDict[str, str]) -> Values:
    """Return what the fields hold when the form is sent; what is no field of ours is left out."""
    return {name: _received(kind, form.getlist(name)) for name, kind in FIELDS.items()}


def marks(values: Values) -> str:
    """Return a mark of what every field holds, to be sent along with the form."""
    return json.dumps({name: _mark(values[name]) for name in FIELDS})


def changed_fields(values: Values, seen: str) -> list[str]:
    """Return the fields that hold something else than when the form was drawn."""
    try:
        marked_before = json.loads(seen)
    except ValueError:
        marked_before = None
    if not isinstance(marked_before, dict):
        marked_before = {}
    return [name for name in FIELDS if _mark(values[name]) != marked_before.get(name)]


def wish_of(values: Values, fields: Iterable[str]) -> SettingsChange:
    """Return the change that some of the fields ask for; raise `ValidationError`."""
    wish: dict[str, Any] = {}
    for name in fields:
        *path, last = name.split(".")
        part = wish
        for step in path:
            part = part.setdefault(step, {})
        part[last] = _meant(FIELDS[name], values[name])
    return SettingsChange.model_validate(wish)


def problems_of(failure: ValidationError) -> Problems:
    """Return what is wrong with each field; the first fault of a field is enough."""
    problems: Problems = {}
    for error in failure.errors(include_url=False):
        name = ".".join(part for part in error["loc"] if isinstance(part, str))
        problems.setdefault(name, say(worded(error, SUBJECT)))
    return problems


def bounds(name: str) -> tuple[int, int]:
    """Return the least and the greatest number that a field takes."""
    model: type[BaseModel] = SettingsChange
    *path, last = name.split(".")
    for step in path:
        model = _by_name(model)[step].annotation
    limits = {type(each).__name__: each for each in _by_name(model)[last].metadata}
    return limits["Ge"].ge, limits["Le"].le


def _by_name(model: type[BaseModel]) -> dict[str, Any]:
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _at(settings: Settings, name: str) -> Any:  # noqa: ANN401 - Settings are of many types.
    part: Any = settings
    for step in name.split("."):
        part = part[step]
    return part


def _raw(kind: Kind, value: Any) -> tuple[str, ...]:  # noqa: ANN401 - The same.
    match kind:
        case Kind.SWITCH:
            return ("on",) if value else ()
        case Kind.GAINS:
            return tuple(f"{gain:g}" for gain in value)
        case Kind.NAMED:
            return tuple(each["id"] for each in value)
        case Kind.LINES:
            return ("\n".join(value),)
        case Kind.ROOM:
            return (value["id"] if value else "",)
        case Kind.ONE:
            return (str(value),)


def _received(kind: Kind, given: list[str]) -> tuple[str, ...]:
    match kind:
        case Kind.SWITCH:
            return ("on",) if given else ()
        case Kind.GAINS | Kind.NAMED:
            return tuple(given)
        case Kind.LINES:
            lines = (line.strip() for text in given for line in text.splitlines())
            return ("\n".join(filter(None, lines)),)
        case _:
            return (given[0].strip() if given else "",)


def _meant(kind: Kind, held: tuple[str, ...]) -> object:
    match kind:
        case Kind.SWITCH:
            return bool(held)
        case Kind.GAINS | Kind.NAMED:
            return list(held)
        case Kind.LINES:
            return held[0].splitlines()
        case Kind.ROOM:
            return held[0] or None
        case Kind.ONE:
            return held[0]


def _mark(held: tuple[str, ...]) -> str:
    return hashlib.sha256("\0".join(held).encode(errors="replace")).hexdigest()[:MARK_LENGTH]
