"""The routes that speak of the node itself: version, abilities, load and route planner."""

from typing import Final

from aiohttp import web

from sim.lavalink.errors import RestError
from sim.lavalink.filters import FILTER_NAMES
from sim.lavalink.options import NodeOptions
from sim.lavalink.sources import MIRRORED_NAMES, YOUTUBE
from sim.lavalink.stats import node_stats
from sim.lavalink.track import Json
from sim.lavalink.works import WORKS

VERSION: Final = "4.2.2"

_BUILD_TIME_MS: Final = 1_775_900_000_000
_PLUGIN_VERSIONS: Final = {"lavasearch-plugin": "1.0.0", "lavalyrics-plugin": "1.1.0"}


async def version(_request: web.Request) -> web.Response:
    return web.Response(text=VERSION)


async def info(request: web.Request) -> web.Response:
    return web.json_response(_info(request.app[WORKS].options))


async def stats(request: web.Request) -> web.Response:
    works = request.app[WORKS]
    return web.json_response(node_stats(works.sessions.players(), works.clock.now_ms()))


async def route_planner_status(_request: web.Request) -> web.Response:
    return web.Response(status=204)


async def free_addresses(_request: web.Request) -> web.Response:
    raise RestError(500, "Can't access disabled route planner")


def _info(options: NodeOptions) -> Json:
    major, minor, patch = (int(part) for part in VERSION.split("."))
    return {
        "version": {
            "semver": VERSION,
            "major": major,
            "minor": minor,
            "patch": patch,
            "preRelease": None,
        },
        "buildTime": _BUILD_TIME_MS,
        "git": {"branch": "simulated", "commit": "0000000", "commitTime": _BUILD_TIME_MS},
        "jvm": "21.0.0",
        "lavaplayer": "2.2.6",
        "sourceManagers": sorted(options.sources),
        "filters": [name for name in FILTER_NAMES if name not in options.disabled_filters],
        "plugins": _plugins(options),
    }


def _plugins(options: NodeOptions) -> list[Json]:
    """Return the installed plugins; some sources exist on real nodes only because of one."""
    versions = {name: _PLUGIN_VERSIONS[name] for name in options.plugins}
    if YOUTUBE.name in options.sources:
        versions["youtube-plugin"] = "1.13.0"
    if MIRRORED_NAMES & options.sources:
        versions["lavasrc-plugin"] = "4.8.0"
    return [{"name": name, "version": versions[name]} for name in sorted(versions)]


ROUTES = (
    web.get("/version", version),
    web.get("/v4/info", info),
    web.get("/v4/stats", stats),
    web.get("/v4/routeplanner/status", route_planner_status),
    web.post("/v4/routeplanner/free/address", free_addresses),
    web.post("/v4/routeplanner/free/all", free_addresses),
)
