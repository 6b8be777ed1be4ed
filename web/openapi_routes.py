"""Serves the description of the API: as OpenAPI for programs, as a page for people."""

import asyncio
import json
import re
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape
from quart import Blueprint, Response, current_app

from web.access import Access, access
from web.families import FAMILIES
from web.openapi_operation import Media, Operation, describe
from web.pages.frame import render_page
from web.verdicts import VERDICTS, WRONG_ARGUMENTS, Verdict

Json = dict[str, Any]

CACHE_SECONDS = 300
DESCRIPTION = "auxcord_openapi"
BACKTICKS = re.compile(r"`([^`]+)`")
HEADINGS = {"api-keys": "API keys"}
"""Of the tags that are not told by their own name."""

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
    """Return the description, which whoever asks first begins to make and all others wait for.

    It takes a second or two; a thread makes it, because the streams must not stand still meanwhile.
    """
    making: asyncio.Task[_Description] | None = current_app.extensions.get(DESCRIPTION)
    if making is None:
        making = asyncio.create_task(asyncio.to_thread(_make), name="description of the API")
        current_app.extensions[DESCRIPTION] = making
    return await asyncio.shield(making)


def _make() -> _Description:
    document = current_app.extensions["QUART_SCHEMA"].openapi_provider.schema()
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return _Description(text.encode(), _page(document))


def _page(document: Json) -> Markup:
    body = current_app.jinja_env.get_template("docs/body.html").render(
        document=document,
        families=_families(document),
        codes=_codes(),
        prose=_prose,
        pretty=_pretty,
        heading=_heading,
        rate_words=_rate_words,
        code_words=_code_words,
        redirects=_redirects,
    )
    return Markup(body)  # noqa: S704 - The template has escaped it.


def _families(document: Json) -> list[Json]:
    """Arrange the operations: by family, then by heading."""
    by_tag: dict[str, list[Json]] = {}
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            entry = {"path": path, "method": method.upper(), **operation}
            by_tag.setdefault(operation["tags"][0], []).append(entry)
    refusals = {family.title: family.refusal(WRONG_ARGUMENTS) for family in FAMILIES}
    return [
        {
            "title": group["name"],
            "anchor": f"family-{group['name'].lower().replace(' ', '-')}",
            "about": group["description"],
            "refusal": refusals.get(group["name"]),
            "groups": {tag: by_tag[tag] for tag in group["tags"] if tag in by_tag},
        }
        for group in document["x-tagGroups"]
    ]


def _heading(tag: str) -> str:
    return HEADINGS.get(tag, tag.capitalize())


def _rate_words(limit: Json) -> str:
    spans = {1: "a second", 60: "a minute"}
    span = spans.get(limit["seconds"], f"in {limit['seconds']:g} seconds")
    by = " by address" if limit["per"] == "address" else ""
    return f"{limit['requests']} {span}{by}"


def _code_words(refusal: Json | str) -> str:
    """Return the code of a refusal where its family has codes."""
    if isinstance(refusal, str):
        return ""
    told = refusal.get("data") or refusal.get("error")
    code = told.get("code") if isinstance(told, dict) else None
    return f"code {code}: " if code else ""


def _redirects(operation: Json) -> bool:
    return any(status.startswith("3") for status in operation["responses"])


def _prose(text: str) -> Markup:
    """Return a text as HTML in which `backticks` have become code."""
    return Markup(BACKTICKS.sub(r"<code>\1</code>", str(escape(text))))  # noqa: S704 - Escaped.


def _pretty(example: object) -> str:
    return json.dumps(example, ensure_ascii=False, indent=2)


def _codes() -> list[Verdict]:
    """Return one verdict per code and meaning, in the order of the documents."""
    distinct = {(verdict.code, verdict.meaning): verdict for verdict in VERDICTS.values()}
    return sorted(distinct.values(), key=lambda verdict: int(verdict.code))
