"""The headers by which browsers protect the people who look at our pages."""

from collections.abc import Collection, Iterable
from urllib.parse import urlsplit

from quart import Quart, Response, g, request

from web.access import Access, access_of

YEAR_SECONDS = 365 * 24 * 3600
DATA = frozenset({"application/json", "text/event-stream"})
"""What browsers never take for a page, and never run."""

POWERFUL_FEATURES = ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")


def install(
    app: Quart, public_url: str, *, images: Collection[str] = (), forms: Collection[str] = ()
) -> None:
    """Send the headers with every answer; `images` and `forms` are origins beyond our own.

    Artwork comes from whatever host a source names, so any https image is allowed. Data gets short
    ones, because they are most of a small answer; what a page may do, it never does.
    """
    always = {
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
    }
    if public_url.startswith("https://"):
        always["Strict-Transport-Security"] = f"max-age={YEAR_SECONDS}"
    of_data = always | {"Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'"}
    of_pages = always | {
        "Content-Security-Policy": content_security_policy(images, forms),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": ", ".join(f"{feature}=()" for feature in POWERFUL_FEATURES),
        "Referrer-Policy": "strict-origin-when-cross-origin",
    }
    of_framed_pages = of_pages | {
        "Content-Security-Policy": content_security_policy(images, forms, "*")
    }

    @app.after_request
    async def protect(response: Response) -> Response:
        framed_or_not = of_framed_pages if g.get("may_be_framed") else of_pages
        headers = of_data if response.mimetype in DATA else framed_or_not
        present = {name.lower() for name in response.headers.keys()}  # noqa: SIM118 - Names only.
        for name, value in headers.items():
            if name.lower() not in present:
                response.headers.add(name, value)
        if "cache-control" not in present and _is_personal(app):
            response.headers.add("Cache-Control", "no-store")
        return response


def let_anybody_frame() -> None:
    """Let any site show the answer to this request within a page of its own."""
    g.may_be_framed = True


def content_security_policy(
    images: Iterable[str], forms: Iterable[str], framers: str = "'none'"
) -> str:
    return "; ".join(
        [
            "default-src 'self'",
            " ".join(["img-src 'self' data: https:", *_distinct(images)]),
            " ".join(["form-action 'self'", *_distinct(forms)]),
            "base-uri 'none'",
            f"frame-ancestors {framers}",
            "object-src 'none'",
        ]
    )


def origin_of(url: str) -> str:
    """Return scheme, host and port of a URL."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _distinct(origins: Iterable[str]) -> list[str]:
    return sorted({origin_of(origin) for origin in origins})


def _is_personal(app: Quart) -> bool:
    """Say whether an answer may differ from person to person, so that nobody may keep it."""
    route = app.view_functions.get(request.endpoint or "")
    if route is None or request.cookies:
        return True
    return access_of(route) is not Access.PUBLIC
