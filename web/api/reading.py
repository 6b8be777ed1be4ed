"""Reads query strings and JSON bodies into models, and words what is wrong with them."""

import json
import math
from collections.abc import Mapping
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from quart import request

from player.core.sentence import Place, Sentence
from web.faults import NotJson, WrongInput, WrongMediaType
from web.language import marked

Model = TypeVar("Model", bound=BaseModel)

TOLD = "told"
"""The type of a fault whose `told` ends a sentence that begins with the field's name."""

SENTENCES = {
    "missing": marked("{field} is missing."),
    "bool_type": marked("{field} must be true or false."),
    "int_type": marked("{field} must be a whole number."),
    "int_from_float": marked("{field} must be a whole number."),
    "int_parsing": marked("{field} must be a whole number."),
    "int_parsing_size": marked("{field} is too large a number."),
    "float_type": marked("{field} must be a number."),
    "finite_number": marked("{field} must be a finite number."),
    "string_type": marked("{field} must be a text."),
    "string_unicode": marked("{field} is not valid Unicode."),
    "string_too_short": marked("{field} must not be empty."),
    "string_too_long": marked("{field} must have at most {max_length} characters."),
    "string_pattern_mismatch": marked("{field} is not well formed."),
    "date_from_datetime_parsing": marked("{field} must be a day, such as 2026-01-31."),
    "date_from_datetime_inexact": marked("{field} must be a day, such as 2026-01-31."),
    "date_parsing": marked("{field} must be a day, such as 2026-01-31."),
    "list_type": marked("{field} must be a list."),
    "tuple_type": marked("{field} must be a list."),
    "greater_than_equal": marked("{field} must be at least {ge}."),
    "less_than_equal": marked("{field} must be at most {le}."),
    "enum": marked("{field} must be {expected}."),
    "literal_error": marked("{field} must be {expected}."),
    "model_type": marked("{field} must be an object."),
    "dict_type": marked("{field} must be an object."),
    "model_attributes_type": marked("{field} must be an object."),
    "extra_forbidden": marked("{field} is not known here."),
    "too_long": marked("{field} must have at most {max_length} elements."),
    "too_short": marked("{field} must have at least {min_length} elements."),
    "value_error": "{error}",
    TOLD: "{field} {told}",
}


def read_query(model: type[Model]) -> Model:
    """Read the query string; raise `WrongInput` for the first parameter that is wrong."""
    return validated(model, request.args.to_dict())


def validated(model: type[Model], given: Mapping[str, object]) -> Model:
    """Read texts by name into a model; raise `WrongInput` for the first one that is wrong."""
    try:
        return model.model_validate(given)
    except ValidationError as failure:
        raise _first_fault(model, failure) from None


async def read_body(model: type[Model], empty: object = None) -> Model:
    """Read a JSON body, taking no type for another; raise `NotJson` or `WrongInput`.

    `empty` is what an absent body stands for, where it may be absent.
    """
    raw = await request.get_data()
    if not raw and empty is not None:
        return model.model_validate(empty)
    if request.mimetype and not request.is_json:
        raise WrongMediaType
    text = _text(raw)
    document = _parse(text)
    try:
        body = model.model_validate(document, strict=True)
    except ValidationError as failure:
        raise _first_fault(model, failure) from None
    _refuse_half_characters(text, document)
    return body


def worded(error: ErrorDetails, subject: str) -> Sentence:
    """Say what is wrong, in a sentence about the subject."""
    pattern = SENTENCES.get(error["type"], "{field}: {msg}")
    words = {**error.get("ctx", {}), "field": subject, "msg": error["msg"]}
    return Sentence(pattern, **{name: _place(word) for name, word in words.items()})


def parsed(raw: bytes | str) -> object:
    """Return what a JSON text says; raise `NotJson`, or `WrongInput` for half a character."""
    text = _text(raw)
    document = _parse(text)
    _refuse_half_characters(text, document)
    return document


def _text(raw: bytes | str) -> str:
    if not raw:
        raise NotJson(Sentence("The body is empty; it must be JSON."))
    try:
        return raw if isinstance(raw, str) else raw.decode()
    except UnicodeDecodeError:
        raise NotJson from None


def _parse(text: str) -> object:
    try:
        return json.loads(
            text,
            parse_constant=_refuse_constant,
            parse_float=_finite,
            object_pairs_hook=_without_repetition,
        )
    except (ValueError, RecursionError):
        raise NotJson from None


def _refuse_constant(name: str) -> None:
    """Refuse NaN and the infinities, which are not JSON though Python reads them."""
    raise ValueError(name)


def _finite(text: str) -> float:
    """Refuse numbers that only infinity could stand for."""
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return number


def _without_repetition(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Refuse an object that says something twice: programs disagree about which one counts."""
    given = dict(pairs)
    if len(given) < len(pairs):
        raise ValueError("A key is there twice.")
    return given


def _refuse_half_characters(text: str, document: object) -> None:
    """Refuse half a surrogate pair where no model has: neither database nor answers take it."""
    if "\\ud" not in text.lower():
        return
    try:
        json.dumps(document, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise WrongInput("body", Sentence("{field} is not valid Unicode.", field="body")) from None


def _first_fault(model: type[BaseModel], failure: ValidationError) -> WrongInput:
    error = failure.errors(include_url=False)[0]
    field = _field(model, error)
    return WrongInput(field, worded(error, field))


def _place(word: object) -> Place:
    """Return what may stand in a sentence; the messages of errors are sentences themselves."""
    return word if isinstance(word, str | int | float) else str(word)


def _field(model: type[BaseModel], error: ErrorDetails) -> str:
    """Name the place, such as `position` or `equalizer[3]`; a bare body goes by its title."""
    whole = str(model.model_config.get("title") or "body")
    names = [part for part in error["loc"] if isinstance(part, str)]
    indexes = [f"[{part}]" for part in error["loc"] if isinstance(part, int)]
    return ".".join(names or [whole]) + "".join(indexes)
