"""Lets a page live at the address of an API operation: browsers get the page, programs the answer.

A link to a playlist is one thing, whoever follows it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from quart import Quart, Response, current_app, request
from quart.routing import QuartRule
from werkzeug.routing import Rule

from web.errors import prefers_html

EXTENSION = "auxcord_twins"
PAGES = "pages."

Twins = dict[tuple[str, str], "Twin"]


@dataclass(frozen=True, slots=True)
class Twin:
    """The two rules of one address and method."""

    page: QuartRule
    operation: QuartRule


def install(app: Quart) -> None:
    """Choose between page and operation before anything is asked about the route."""

    @app.before_request
    async def choose() -> None:
        twin = _twin()
        if twin is not None:
            # Quart has no routing by media type; all that follows goes by the rule.
            request.url_rule = twin.page if prefers_html() else twin.operation

    @app.after_request
    async def tell_caches(response: Response) -> Response:
        if _twin() is not None:
            response.vary.add("Accept")
        return response


def _twin() -> Twin | None:
    twins = current_app.extensions.get(EXTENSION)
    if twins is None:
        twins = current_app.extensions[EXTENSION] = _find_twins(current_app.url_map.iter_rules())
    rule = request.url_rule
    return cast("Twins", twins).get((rule.rule, request.method)) if rule else None


def _find_twins(rules: Iterable[Rule]) -> Twins:
    """Return the addresses that a page shares with an operation, by method."""
    found: dict[tuple[str, str], dict[bool, QuartRule]] = {}
    for rule in cast("Iterable[QuartRule]", rules):
        for method in rule.methods or ():
            is_page = rule.endpoint.startswith(PAGES)
            found.setdefault((rule.rule, method), {})[is_page] = rule
    return {key: Twin(pair[True], pair[False]) for key, pair in found.items() if len(pair) == 2}
