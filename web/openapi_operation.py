"""Describes a route for the documentation, right where the route is written."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from http import HTTPStatus
from typing import Any, TypeVar, cast

from pydantic import BaseModel
from quart_schema import DataSource, document_querystring, document_request

from web.family import Family

MARK = "auxcord_operation"
JSON = "application/json"
FORM = "application/x-www-form-urlencoded"

Route = TypeVar("Route", bound=Callable[..., Any])


class Media(StrEnum):
    """What an answer is made of."""

    ENVELOPE = "application/json"
    PLAIN_JSON = "json"
    EVENTS = "text/event-stream"
    TEXT = "text/plain"
    REDIRECT = "redirect"


class Touches(StrEnum):
    """What an operation does with one server's player."""

    NOTHING = "nothing"
    READS = "reads"
    CHANGES = "changes"


@dataclass(frozen=True, slots=True)
class Operation:
    """What the documentation says of a route beyond its docstring.

    `data` is the type of the answer and `example` one such answer; `refuses` names the errors that
    are peculiar to the route. What all routes of a kind share is added where the page is made.
    `uploads` are the media types of files that the body may be instead of JSON, `downloads` those
    of the file that is answered. Without a `family` it is the player's.
    """

    data: Any
    example: object
    body: type[BaseModel] | None = None
    body_example: object = None
    body_required: bool = True
    body_media: str = JSON
    query: type[BaseModel] | None = None
    refuses: tuple[type[Exception], ...] = field(default=())
    media: Media = Media.ENVELOPE
    status: HTTPStatus = HTTPStatus.OK
    touches: Touches = Touches.NOTHING
    uploads: tuple[str, ...] = ()
    downloads: tuple[str, ...] = ()
    family: Family | None = None


def describe(operation: Operation) -> Callable[[Route], Route]:
    """Attach a description to a route; its docstring gives the summary and the explanation."""

    def mark(route: Route) -> Route:
        setattr(route, MARK, operation)
        if operation.query is not None:
            route = document_querystring(cast("Any", operation.query))(route)
        if operation.body is not None:
            source = DataSource.FORM if operation.body_media == FORM else DataSource.JSON
            route = document_request(cast("Any", operation.body), source=source)(route)
        return route

    return mark


def operation_of(route: Callable[..., Any]) -> Operation | None:
    return cast("Operation | None", getattr(route, MARK, None))
