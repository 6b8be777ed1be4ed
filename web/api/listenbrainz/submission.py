"""Reads the frame of a submission: which kind of listens it holds, and how many."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from math import isfinite

from web.api.listenbrainz.errors import WrongListen

MOST_LISTENS = 1_000
LARGEST_LISTEN = 10_240
DEEPEST = 32
NUL = "\0"


class ListenType(StrEnum):
    """Whether a track was heard, plays right now, or was heard long ago."""

    SINGLE = "single"
    PLAYING_NOW = "playing_now"
    IMPORT = "import"


@dataclass(frozen=True, slots=True)
class Submission:
    """The listens as they came; nothing is known of them yet."""

    kind: ListenType
    listens: list[object]


def submission_in(document: object, size: int) -> Submission:
    """Return what is in a JSON document of so many bytes; raise `WrongListen`."""
    _check_values(document)
    if not isinstance(document, dict):
        raise WrongListen(
            "Invalid JSON document submitted. Top level of JSON document should be a json object."
        )
    if "payload" not in document or "listen_type" not in document:
        raise WrongListen("Invalid JSON document submitted.")
    kind, listens = document["listen_type"], document["payload"]
    if not isinstance(listens, list):
        raise WrongListen("The payload in the JSON document should be a list of listens.")
    _check_count(len(listens), size)
    if kind not in tuple(ListenType):
        raise WrongListen("JSON document requires a valid listen_type key.")
    if kind != ListenType.IMPORT and len(listens) > 1:
        raise WrongListen(
            "JSON document contains more than listen for a single/playing_now. "
            "It should contain only one."
        )
    return Submission(ListenType(kind), listens)


def _check_values(document: object) -> None:
    """Refuse what others fail on, wherever it is: NULs, infinite numbers, and deep nesting."""
    level = [document]
    for _ in range(DEEPEST):
        if any(isinstance(each, str) and NUL in each for each in level):
            raise WrongListen("JSON document may not contain unicode null characters.")
        if any(isinstance(each, float) and not isfinite(each) for each in level):
            raise WrongListen("JSON document may not contain infinite numbers.")
        level = [inner for each in level for inner in _inside(each)]
    if level:
        raise WrongListen("JSON document is nested too deeply.")


def _inside(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return (*value.keys(), *value.values())
    return value if isinstance(value, list) else ()


def _check_count(count: int, size: int) -> None:
    if count == 0:
        raise WrongListen("JSON document does not contain any listens")
    if count > MOST_LISTENS:
        raise WrongListen(
            f"JSON document contains too many listens. It should contain at most {MOST_LISTENS}."
        )
    if size > count * LARGEST_LISTEN:
        raise WrongListen(
            "JSON document is too large. In aggregate, listens may not "
            f"be larger than {LARGEST_LISTEN} characters."
        )
