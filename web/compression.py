"""Compresses what we answer, in the best way that the client can read.

A compressed answer's length tells a little of its content, which is dangerous where a secret stands
beside words that a stranger chose, and the stranger can make the victim's browser ask again and
again (BREACH). So data that another site's page asks for goes out as it is, and so does a page
with a secret, whose route says `never_compress()`. Streams are compressed frame by frame where they
are made (`web/live/chunks.py`), by the same rule. A route that says `offer()` has its page
compressed against a dictionary, for those browsers that hold it.
"""

import asyncio
import gzip
from collections.abc import Callable
from enum import StrEnum
from functools import partial

import brotli
from quart import Quart, Response, g, request
from quart.wrappers.response import DataBody
from werkzeug.datastructures import Accept

from web import dictionary
from web.dictionary import Dictionary

WORTHWHILE_BYTES = 1_000
QUICK = {"br": 5, "gzip": 6}
THOROUGH = {"br": 11, "gzip": 9}
OTHER_SITES = {"cross-site", "same-site"}
TEXTS = ("text/", "application/json", "application/manifest+json", "image/svg+xml")


class Coding(StrEnum):
    """The codings that we offer, the best one first."""

    BROTLI = "br"
    GZIP = "gzip"


def install(app: Quart) -> None:
    """Compress every answer that is a text of some length."""

    @app.after_request
    async def compress_answer(response: Response) -> Response:
        if not _may_be_compressed(response):
            return response
        response.vary.add("Accept-Encoding")
        if "dictionary" in g:
            response.vary.add(dictionary.AVAILABLE)
        body = response.response
        found = _best_way()
        if found is None or not isinstance(body, DataBody):
            return response
        coding, compress = found
        # A long page takes milliseconds, in which others want to be answered.
        response.set_data(await asyncio.to_thread(compress, body.data))
        response.headers["Content-Encoding"] = coding
        return response


def never_compress() -> None:
    """Keep the answer to this request as it is, because a secret stands in it."""
    g.never_compress = True


def offer(known: Dictionary) -> None:
    """Compress the answer to this request against a dictionary, if the client holds it."""
    g.dictionary = known


def reads_gzip() -> bool:
    """Say whether the client of this request reads gzip, and is no page of another site."""
    return not _asked_by_others() and request.accept_encodings["gzip"] > 0


def best_coding(accepted: Accept) -> Coding | None:
    return next((coding for coding in Coding if accepted[coding] > 0), None)


def compressed(data: bytes, coding: Coding, effort: int) -> bytes:
    if coding is Coding.GZIP:
        # Without a time in it, so that equal files stay equal.
        return gzip.compress(data, effort, mtime=0)
    smaller: bytes = brotli.compress(data, quality=effort)
    return smaller


def is_text(media_type: str) -> bool:
    return media_type.startswith(TEXTS) and media_type != "text/event-stream"


def _best_way() -> tuple[str, Callable[[bytes], bytes]] | None:
    """Return the coding that makes the answer to this request smallest, and what compresses so."""
    known: Dictionary | None = g.get("dictionary")
    named, accepted = request.headers.get(dictionary.AVAILABLE), request.accept_encodings
    if known is not None and known.is_held(named, accepted):
        return dictionary.CODING, known.compressed
    coding = best_coding(accepted)
    if coding is None:
        return None
    return coding, partial(compressed, coding=coding, effort=QUICK[coding])


def _may_be_compressed(response: Response) -> bool:
    body, media_type = response.response, response.mimetype or ""
    if not isinstance(body, DataBody) or len(body.data) < WORTHWHILE_BYTES:
        return False
    return (
        is_text(media_type)
        and (media_type == "text/html" or not _asked_by_others())
        and "Content-Encoding" not in response.headers
        and not g.get("never_compress", False)
    )


def _asked_by_others() -> bool:
    return request.headers.get("Sec-Fetch-Site") in OTHER_SITES
