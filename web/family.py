"""One of the APIs that we speak: which paths are its own, and how its answers look."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from pydantic import BaseModel

from web.rates import Rate
from web.verdicts import Verdict

READING = frozenset({"GET", "HEAD", "OPTIONS"})
"""The methods that change nothing."""

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Family:
    """What the description of the API has to know of a family's dialect.

    `title` and `about` introduce it to readers. `groups` maps the beginnings of paths to the
    headings under which operations stand, in that order; the longest beginning wins. `answer`
    wraps an answer's schema, `example` an example of it; `refusal` gives the body of a refusal,
    `status` its status where the family has one of its own, and `failure` is the shape of all of
    them. `rate` says how often one caller may ask, by method and path.
    """

    name: str
    title: str
    about: str
    groups: Mapping[str, str]
    failure: type[BaseModel]
    refusal: Callable[[Verdict], object]
    rate: Callable[[str, str], Rate]
    failure_media: str = "application/json"
    answer: Callable[[Json], Json] = lambda schema: schema
    example: Callable[[object], object] = lambda example: example
    status: Callable[[Verdict], HTTPStatus] = lambda verdict: verdict.status
    key_in_query: str | None = None
    """The parameter of the query string in which an API key is taken, where the document has it."""

    any_media_type: bool = False
    """Whether bodies are read whatever `Content-Type` says, because its clients get it wrong."""

    any_origin: bool = False
    """Whether pages of other sites may use it by a key, as those of its clients do."""

    reset_is_moment: bool = False
    """Whether `X-RateLimit-Reset` is a Unix time, and `-Reset-In` the seconds until then."""

    def group(self, path: str) -> str | None:
        """Return the heading for a path; None where it is none of the family's."""
        own = [start for start in self.groups if path == start or path.startswith(f"{start}/")]
        return self.groups[max(own, key=len)] if own else None


def by_kind(reading: Rate, writing: Rate) -> Callable[[str, str], Rate]:
    """Give one rate to what reads and another to what changes."""
    return lambda method, _path: reading if method in READING else writing
