"""Compares JSON with a golden example in shape: the same keys, the same kinds of values."""

import re
from collections.abc import Iterator
from typing import Any

SNOWFLAKE = re.compile(r"\d{17,20}")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(\+00:00|Z)")


def differences(golden: object, actual: object, where: str = "$") -> list[str]:
    """Say where ``actual`` departs from ``golden``; null and a value may stand for each other."""
    return list(_differences(golden, actual, where))


def _differences(golden: object, actual: object, where: str) -> Iterator[str]:
    if golden is None or actual is None:
        return
    if isinstance(golden, dict) and isinstance(actual, dict):
        yield from _of_objects(golden, actual, where)
    elif isinstance(golden, list) and isinstance(actual, list):
        yield from _of_lists(golden, actual, where)
    elif _kind(golden) != _kind(actual):
        yield f"{where}: {_kind(actual)} instead of {_kind(golden)}"


def _of_objects(golden: dict[str, Any], actual: dict[str, Any], where: str) -> Iterator[str]:
    for key in golden.keys() - actual.keys():
        yield f"{where}.{key}: missing"
    for key in actual.keys() - golden.keys():
        yield f"{where}.{key}: not in the golden example"
    for key in golden.keys() & actual.keys():
        yield from _differences(golden[key], actual[key], f"{where}.{key}")


def _of_lists(golden: list[Any], actual: list[Any], where: str) -> Iterator[str]:
    for index, one in enumerate(actual):
        found = [differences(example, one, f"{where}[{index}]") for example in golden]
        if not found:
            yield f"{where}: the golden example has no elements to compare with"
            return
        yield from min(found, key=len)


def _kind(value: object) -> str:
    if isinstance(value, str) and SNOWFLAKE.fullmatch(value):
        return "id"
    if isinstance(value, str) and MOMENT.fullmatch(value):
        return "moment"
    return "number" if isinstance(value, float) else type(value).__name__
