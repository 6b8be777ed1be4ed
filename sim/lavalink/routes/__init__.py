"""The REST and WebSocket routes of a simulated node, by what they are about."""

from aiohttp import web

from sim.lavalink.options import LAVALYRICS, LAVASEARCH, NodeOptions
from sim.lavalink.routes import artwork, node, players, plugins, sessions, tracks, websocket


def routes_of(options: NodeOptions) -> list[web.RouteDef]:
    """Return the routes of a node; plugins bring theirs only if they are installed."""
    routes = [
        *node.ROUTES,
        *tracks.ROUTES,
        *sessions.ROUTES,
        *players.ROUTES,
        *websocket.ROUTES,
        *artwork.ROUTES,
    ]
    if LAVASEARCH in options.plugins:
        routes += plugins.SEARCH_ROUTES
    if LAVALYRICS in options.plugins:
        routes += plugins.LYRICS_ROUTES
    return routes
