"""Ids and moments as the archive family takes them."""

import re
from datetime import datetime
from typing import Annotated

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from player.core.sentence import Sentence
from web.api.reading import TOLD
from web.faults import WrongInput

DIGITS = re.compile(r"[0-9]{1,20}")
MOMENT = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)", re.ASCII)
LARGEST_ID = 2**64 - 1
NO_ID = Sentence("must be an id of Discord: digits, as a text or a number.")
NO_MOMENT = Sentence("must be a time as in 2026-01-16T10:30:00Z.")


def _snowflake(given: object) -> str:
    text = str(given) if isinstance(given, int) else given
    if isinstance(text, str) and DIGITS.fullmatch(text) and 0 < int(text) <= LARGEST_ID:
        return str(int(text))
    raise PydanticCustomError(TOLD, "{told}", {"told": NO_ID})


def _moment_ms(given: object) -> int:
    if isinstance(given, str) and MOMENT.fullmatch(given):
        try:
            return int(datetime.fromisoformat(given.upper()).timestamp() * 1000)
        except (ValueError, OverflowError):
            pass
    raise PydanticCustomError(TOLD, "{told}", {"told": NO_MOMENT})


Snowflake = Annotated[
    str,
    BeforeValidator(_snowflake),
    WithJsonSchema(
        {"anyOf": [{"type": "string", "pattern": "^[1-9][0-9]{0,18}$"}, {"type": "integer"}]}
    ),
]
"""An id of Discord, given as a text or as a number."""

Moment = Annotated[
    int, BeforeValidator(_moment_ms), WithJsonSchema({"type": "string", "format": "date-time"})
]
"""A time given by RFC 3339, as Unix milliseconds."""


def id_in_path(text: str, name: str) -> str:
    """Read an id in the address; raise `WrongInput`."""
    try:
        return _snowflake(text)
    except PydanticCustomError:
        raise WrongInput(name, Sentence("{field} {told}", field=name, told=NO_ID)) from None
