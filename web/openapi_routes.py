"""Serves the description of the API: as OpenAPI for programs, as a page for people."""

import json
import re
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape
from quart import Blueprint, Response, current_app, render_template

from web.access import Access, access
from web.openapi_operation import Media, Operation, describe
from web.pages.frame import render_page
from web.verdicts import VERDICTS, Verdict

Json = dict[str, Any]

CACHE_SECONDS = 300
DESCRIPTION = "auxcord_openapi"
BACKTICKS = re.compile(r"`([^`]+)`")

documentation = Blueprint("documentation", __name__)


@documentation.get("/openapi.json")
@access(Access.PUBLIC)
@describe(Operation(dict[str, object], {"openapi": "3.1.0"}, media=Media.PLAIN_JSON))
async def openapi() -> Response:
    """Get this description as an OpenAPI document."""
    answer = Response((await _description()).document, mimetype="application/json")
    answer.headers["Cache-Control"] = f"public, max-age={CACHE_SECONDS}"
    return answer


@documentation.get("/docs")
@access(Access.PUBLIC)
async def docs() -> str:
    """Show the description as a page."""
    return await render_page("docs.html", description=(await _description()).page)


@dataclass(frozen=True, slots=True)
class _Description:
    """Both forms of the description, made once: neither changes while the process lives."""

    document: bytes
    page: Markup


async def _description() -> _Description:
    made: _Description | None = current_app.extensions.get(DESCRIPTION)
    if made is None:
        document = current_app.extensions["QUART_SCHEMA"].openapi_provider.schema()
        text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
        made = _Description(text.encode(), await _page(document))
        current_app.extensions[DESCRIPTION] = made
    return made


async def _page(document: Json) -> Markup:
    body = await render_template(
        "docs_body.html",
        document=document,
        groups=_groups(document),
        codes=_codes(),
        prose=_prose,
        pretty=_pretty,
    )
    return Markup(body)  # noqa: S704 - The template has escaped it.


def _groups(document: Json) -> dict[str, list[Json]]:
    groups: dict[str, list[Json]] = {}
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            entry = {"path": path, "method": method.upper(), **operation}
            groups.setdefault(operation["tags"][0], []).append(entry)
    return groups


def _prose(text: str) -> Markup:
    """Return a text as HTML in which `backticks` have become code."""
    return Markup(BACKTICKS.sub(r"<code>\1</code>", str(escape(text))))  # noqa: S704 - Escaped.


def _pretty(example: object) -> str:
    return json.dumps(example, ensure_ascii=False, indent=2)


def _codes() -> list[Verdict]:
    """Return one verdict per code and meaning, in the order of the documents."""
    distinct = {(verdict.code, verdict.meaning): verdict for verdict in VERDICTS.values()}
    return sorted(distinct.values(), key=lambda verdict: int(verdict.code))
