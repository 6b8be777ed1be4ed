"""The routes that serve the covers of the catalogue, to anybody."""

from typing import Final

from aiohttp import web

from sim.lavalink.artwork import draw_png, draw_svg
from sim.lavalink.works import WORKS

_HEADERS: Final = {
    "Access-Control-Allow-Origin": "*",
    "Cache-Control": "public, max-age=86400",
    "X-Content-Type-Options": "nosniff",
}


async def svg(request: web.Request) -> web.Response:
    key, title = _wanted(request)
    picture = draw_svg(key, title)
    return web.Response(text=picture, content_type="image/svg+xml", headers=_HEADERS)


async def png(request: web.Request) -> web.Response:
    key, _ = _wanted(request)
    return web.Response(body=draw_png(key), content_type="image/png", headers=_HEADERS)


def _wanted(request: web.Request) -> tuple[str, str]:
    key = request.match_info["key"]
    title = request.app[WORKS].lookup.catalogue.artwork_title(key)
    if title is None:
        raise web.HTTPNotFound
    return key, title


ROUTES = (
    web.get("/artwork/{key:[0-9a-f]+}.svg", svg),
    web.get("/artwork/{key:[0-9a-f]+}.png", png),
)
