"""Compares what was sent with golden messages, in which markers stand for values that vary."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent
_ENCODED = re.compile(r"[A-Za-z0-9+/]+={0,2}")


def golden(name: str) -> object:
    message: object = json.loads((_HERE / f"{name}.json").read_text("utf-8"))
    return message


def differences(actual: object, name: str) -> list[str]:
    """Return what is wrong with a message, each difference with the place it is at."""
    return _compare(actual, golden(name), name)


def _compare(actual: object, expected: object, where: str) -> list[str]:
    if isinstance(expected, str) and expected.startswith("<"):
        return _compare_marker(actual, expected[1:-1], where)
    if isinstance(expected, dict) and isinstance(actual, dict):
        return _compare_objects(actual, expected, where)
    if isinstance(expected, list) and isinstance(actual, list) and len(expected) == 1:
        return _compare_elements(actual, expected[0], where)
    same = actual == expected and type(actual) is type(expected)
    return [] if same else [f"{where}: {actual!r} is not {expected!r}"]


def _compare_objects(actual: dict[str, Any], expected: dict[str, Any], where: str) -> list[str]:
    missing = [f"{where}.{key} is missing" for key in expected.keys() - actual.keys()]
    surplus = [f"{where}.{key} is not expected" for key in actual.keys() - expected.keys()]
    inside = [
        problem
        for key in expected.keys() & actual.keys()
        for problem in _compare(actual[key], expected[key], f"{where}.{key}")
    ]
    return missing + surplus + inside


def _compare_elements(actual: list[Any], expected: object, where: str) -> list[str]:
    if not actual:
        return [f"{where} is empty"]
    return [
        problem
        for index, element in enumerate(actual)
        for problem in _compare(element, expected, f"{where}[{index}]")
    ]


def _compare_marker(actual: object, marker: str, where: str) -> list[str]:
    if marker.endswith("?"):
        return [] if actual is None else _compare_marker(actual, marker[:-1], where)
    if marker not in _MARKERS:
        return _compare(actual, golden(marker), where)
    return [] if _MARKERS[marker](actual) else [f"{where}: {actual!r} is no {marker}"]


def _is_int(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_text(pattern: str) -> Callable[[object], bool]:
    return lambda value: isinstance(value, str) and re.fullmatch(pattern, value) is not None


_MARKERS: dict[str, Callable[[object], bool]] = {
    "int": _is_int,
    "number": lambda value: _is_int(value) or isinstance(value, float),
    "bool": lambda value: isinstance(value, bool),
    "string": lambda value: isinstance(value, str),
    "object": lambda value: isinstance(value, dict),
    "snowflake": _is_text(r"[1-9][0-9]{0,19}"),
    "session id": _is_text(r"[a-z0-9]{16}"),
    "encoded": _is_text(_ENCODED.pattern),
    "severity": _is_text("common|suspicious|fault"),
    "end reason": _is_text("finished|loadFailed|stopped|replaced|cleanup"),
}
