"""Keeps other sites' pages from using a visitor's cookie (CSRF)."""

from urllib.parse import urlsplit

from quart import request
from werkzeug.datastructures import Headers

from web.faults import CrossSite
from web.services import services

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


async def refuse_cross_site() -> None:
    """Refuse a change that comes with cookies unless one of our own pages asked for it."""
    if request.method in SAFE_METHODS or not request.cookies:
        return
    if not comes_from_us(request.headers, services().public_url):
        raise CrossSite


def comes_from_us(headers: Headers, public_url: str) -> bool:
    """Say whether a browser vouches that one of our own pages made the request.

    Browsers leave Sec-Fetch-Site out on plain http outside of this machine; they send Origin with
    every change.
    """
    site = headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return _same_origin(headers.get("Origin"), public_url)


def link_comes_from_us(headers: Headers, public_url: str) -> bool:
    """Say whether a plain visit was made by our own pages, or by the person directly.

    A client that says nothing at all is no page of another site: those send one of the headers.
    """
    site = headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in {"same-origin", "none"}
    source = headers.get("Origin") or headers.get("Referer")
    return source is None or _same_origin(source, public_url)


def _same_origin(url: str | None, public_url: str) -> bool:
    return url is not None and _origin(url) == _origin(public_url)


def _origin(url: str) -> tuple[str, str, int | None] | None:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    return parts.scheme, parts.hostname or "", port or {"http": 80, "https": 443}.get(parts.scheme)
