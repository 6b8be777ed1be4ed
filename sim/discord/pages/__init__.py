"""The simulator's own HTML pages, escaped by the template engine."""

from pathlib import Path

import jinja2
from aiohttp import web

from sim.discord.pictures import picture_path

ENVIRONMENT = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
ENVIRONMENT.globals["picture"] = picture_path

# There is no form-action: consent ends in a redirect to the application's own address.
CONTENT_POLICY = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; base-uri 'none'"


def page(template: str, *, status: int = 200, **values: object) -> web.Response:
    return web.Response(
        text=ENVIRONMENT.get_template(template).render(values),
        status=status,
        content_type="text/html",
        headers={
            "Cache-Control": "no-store",
            "Content-Security-Policy": f"{CONTENT_POLICY}; frame-ancestors 'none'",
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
        },
    )
