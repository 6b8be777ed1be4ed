"""Compresses what we answer, in the best way that the client can read.

A compressed answer's length tells a little of its content, which is dangerous where a secret stands
beside words that a stranger chose, and the stranger can make the victim's browser ask again and
again (BREACH). So data that another site's page asks for goes out as it is, and so does a page
with a secret, whose route says `never_compress()`. Streams are left alone: compressing would hold
frames back.
"""

import asyncio
import gzip
from enum import StrEnum

import brotli
from quart import Quart, Response, g, request
from quart.wrappers.response import DataBody
from werkzeug.datastructures import Accept

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
        body = response.response
        coding = best_coding(request.accept_encodings)
        if coding is None or not isinstance(body, DataBody):
            return response
        # A long page takes milliseconds, in which others want to be answered.
        data = await asyncio.to_thread(compressed, body.data, coding, QUICK[coding])
        response.set_data(data)
        response.headers["Content-Encoding"] = coding
        return response


def never_compress() -> None:
    """Keep the answer to this request as it is, because a secret stands in it."""
    g.never_compress = True


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


def _may_be_compressed(response: Response) -> bool:
    media_type = response.mimetype or ""
    asked_by_others = request.headers.get("Sec-Fetch-Site") in OTHER_SITES
    return (
        is_text(media_type)
        and (media_type == "text/html" or not asked_by_others)
        and isinstance(response.response, DataBody)
        and len(response.response.data) >= WORTHWHILE_BYTES
        and "Content-Encoding" not in response.headers
        and not g.get("never_compress", False)
    )
